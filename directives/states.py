"""States of a directive (trạng thái văn bản) and the named sets that the rest of the product asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectiveState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    IN_REVIEW = "in_review", _("Đang trình duyệt")
    ISSUING = "issuing", _("Đang giao việc")
    ISSUED = "issued", _("Đang thực hiện")
    CLOSED = "closed", _("Đã kết thúc")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    SUPERSEDED = "superseded", _("Đã thay thế")


EDITABLE = (DirectiveState.DRAFT,)
BEFORE_ISSUE = (DirectiveState.DRAFT, DirectiveState.IN_REVIEW, DirectiveState.ISSUING)
LIVE = (DirectiveState.ISSUED,)
FINISHED = (DirectiveState.CLOSED, DirectiveState.WITHDRAWN, DirectiveState.SUPERSEDED)


class Joint(models.TextChoices):
    """What joins number and symbol: documents of the State 30/NQ-CP, of the Party 144-KH/TU."""

    STATE = "/", "/"
    PARTY = "-", "-"


class Urgency(models.TextChoices):
    """Mức độ khẩn, NĐ 30/2020/NĐ-CP art. 8."""

    NORMAL = "normal", _("Thường")
    URGENT = "urgent", _("Khẩn")
    VERY_URGENT = "very_urgent", _("Thượng khẩn")
    EXPRESS = "express", _("Hỏa tốc")


class Capacity(models.TextChoices):
    """Quyền hạn ký (signing capacity), NĐ 30/2020/NĐ-CP art. 13 and Annex I."""

    OWN = "", _("Ký trực tiếp")
    COLLECTIVE = "TM", _("TM. (thay mặt tập thể)")
    DEPUTY = "KT", _("KT. (ký thay)")
    COLLECTIVE_DEPUTY = "TM_KT", _("TM. – KT. (thay mặt, ký thay)")
    ACTING = "Q", _("Q. (quyền)")
    BY_ORDER = "TL", _("TL. (thừa lệnh)")
    BY_PROXY = "TUQ", _("TUQ. (thừa ủy quyền)")


class RecipientRole(models.TextChoices):
    """How a body is named on the document: Kính gửi (addressed) or Nơi nhận (distribution list)."""

    ADDRESSED = "addressed", _("Kính gửi")
    DISTRIBUTION = "distribution", _("Nơi nhận")


class LinkKind(models.TextChoices):
    """What a cited document is to this one."""

    CARRIES_OUT = "carries_out", _("Thực hiện")
    LEGAL_BASIS = "legal_basis", _("Căn cứ")
    MENTION = "mention", _("Nhắc đến")
    SUPERSEDES = "supersedes", _("Thay thế")
    REVOKES = "revokes", _("Bãi bỏ")


# A later directive that ends an earlier one.
ENDING_LINKS = (LinkKind.SUPERSEDES, LinkKind.REVOKES)


class ReadingState(models.TextChoices):
    """How far the reading of an uploaded file is."""

    WAITING = "waiting", _("Chờ đọc")
    RUNNING = "running", _("Đang đọc")
    DONE = "done", _("Đã đọc xong")
    FAILED = "failed", _("Không đọc được")
    STOPPED = "stopped", _("Đã dừng")


class ProvisionKind(models.TextChoices):
    """Level of an outline node (bố cục văn bản), NĐ 30/2020/NĐ-CP Annex I."""

    PART = "part", _("Phần")
    CHAPTER = "chapter", _("Chương")
    SECTION = "section", _("Mục")
    ARTICLE = "article", _("Điều")
    CLAUSE = "clause", _("Khoản")
    POINT = "point", _("Điểm")
    DASH = "dash", _("Gạch đầu dòng")
    PARAGRAPH = "paragraph", _("Đoạn")
