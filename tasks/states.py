"""States of an assignment (trạng thái phân công) and the named sets that the rest of the product asks for.

How an assignment stands against its deadline is not here: it is derived (workflows.deadlines).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentState(models.TextChoices):
    ASSIGNED = "assigned", _("Chưa tiếp nhận")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    SUBMITTED = "submitted", _("Chờ xác nhận")
    RETURNED = "returned", _("Thực hiện lại")
    COMPLETED = "completed", _("Hoàn thành")
    DECLINED = "declined", _("Đề nghị trả lại việc")
    REASSIGNED = "reassigned", _("Đã giao đơn vị khác")
    SUSPENDED = "suspended", _("Tạm dừng")
    CANCELLED = "cancelled", _("Đã hủy")
    TRANSFERRED = "transferred", _("Đã chuyển đơn vị kế thừa")


A = AssignmentState
WORKING = (A.ACCEPTED, A.IN_PROGRESS, A.RETURNED)
OPEN = (A.ASSIGNED, *WORKING, A.SUBMITTED, A.DECLINED, A.SUSPENDED)
SETTLED = (A.COMPLETED, A.REASSIGNED, A.CANCELLED, A.TRANSFERRED)
# Neither done nor to be done: out of every rate.
NOT_COUNTED = (A.REASSIGNED, A.CANCELLED, A.TRANSFERRED)


class Role(models.TextChoices):
    """Vai trò của đơn vị trong nhiệm vụ."""

    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")


class DeadlineKind(models.TextChoices):
    """How a task is bound in time (thời hạn)."""

    FIXED = "fixed", _("Một lần")
    PERIODIC = "periodic", _("Định kỳ")
    STANDING = "standing", _("Thường xuyên")
    ON_REQUEST = "on_request", _("Khi có yêu cầu")
    CONDITIONAL = "conditional", _("Khi có sự kiện")
    RELATIVE = "relative", _("Theo việc khác")
    NONE = "none", _("Không thời hạn")


# Kinds that come down to one day: at once, or when their clock starts.
STARTED = (DeadlineKind.CONDITIONAL, DeadlineKind.RELATIVE)
DATED = (DeadlineKind.FIXED, *STARTED)


class Confidence(models.TextChoices):
    """How sure the reading of a document is of a task it proposes."""

    CERTAIN = "certain", _("Chắc chắn")
    DOUBTFUL = "doubtful", _("Cần xem")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Nháp")
    SUBMITTED = "submitted", _("Đã gửi, chờ xác nhận")
    TAKEN_BACK = "taken_back", _("Đã rút lại")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    RETURNED = "returned", _("Bị trả lại")


class ExtensionState(models.TextChoices):
    UNSIGNED = "unsigned", _("Chờ thủ trưởng đơn vị ký")
    ASKED = "asked", _("Chờ quyết định")
    GRANTED = "granted", _("Đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đã rút")


# Requests on their way: one at a time for an assignment.
UNDECIDED = (ExtensionState.UNSIGNED, ExtensionState.ASKED)


class ExtensionStep(models.TextChoices):
    """Whose turn it is with a request for more time."""

    SIGN = "sign", _("Thủ trưởng đơn vị ký")
    ADVISE = "advise", _("Cơ quan thường trực cho ý kiến")
    DECIDE = "decide", _("Người có thẩm quyền quyết định")
    DONE = "done", _("Đã xong")


class ExplanationState(models.TextChoices):
    """Yêu cầu giải trình."""

    ASKED = "asked", _("Chờ giải trình")
    ANSWERED = "answered", _("Đã giải trình, chờ kết luận")
    FOUND = "found", _("Đã kết luận")


class Finding(models.TextChoices):
    """Whether a lateness counts against the unit (NĐ 335/2025/NĐ-CP)."""

    OBJECTIVE = "objective", _("Xác nhận nguyên nhân khách quan")
    SUBJECTIVE = "subjective", _("Không có nguyên nhân khách quan")
