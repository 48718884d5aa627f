"""What the desk says when there is nothing to list: a sentence, and what it means."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.desk.filters import DeskFilter

# tab: (icon, sentence, hint)
EMPTY: dict[str, tuple[str, Any, Any]] = {
    "can-lam": (
        "circle-check",
        gettext_lazy("Không còn việc nào phải làm"),
        gettext_lazy("Việc mới giao sẽ hiện ở đây ngay khi có."),
    ),
    "moi": ("circle-check", gettext_lazy("Không có việc mới chờ tiếp nhận"), ""),
    "dang-lam": (
        "inbox",
        gettext_lazy("Chưa có việc nào đang làm"),
        gettext_lazy("Việc đã tiếp nhận nằm ở đây cho đến khi gửi xác nhận."),
    ),
    "lam-lai": ("circle-check", gettext_lazy("Không có việc nào phải thực hiện lại"), ""),
    "cho-xac-nhan": (
        "hourglass",
        gettext_lazy("Không có việc nào chờ bên giao"),
        gettext_lazy("Báo cáo đã gửi, việc đề nghị trả lại và việc tạm dừng nằm ở đây."),
    ),
    "cho-ky": ("circle-check", gettext_lazy("Không có đề nghị gia hạn nào chờ ký"), ""),
    "giai-trinh": ("circle-check", gettext_lazy("Không có yêu cầu giải trình nào chờ trả lời"), ""),
    "chi-dao": ("circle-check", gettext_lazy("Không có chỉ đạo nào chờ trả lời"), ""),
    "phoi-hop": ("inbox", gettext_lazy("Không có việc phối hợp nào đang mở"), ""),
    "hoan-thanh": ("inbox", gettext_lazy("Chưa có việc nào được xác nhận hoàn thành"), ""),
    "khac": ("inbox", gettext_lazy("Không có việc nào đã chuyển hay đã hủy"), ""),
}


def nothing(chosen: DeskFilter) -> tuple[str, Any, Any]:
    """Icon, sentence and hint for a list that the filter left empty."""
    if chosen.overdue and not chosen.tab.done:
        return ("circle-check", _("Không có việc nào quá hạn"), "")
    if chosen.mine:
        sentence = _("Không có việc nào phân công cho bạn ở nhóm này")
        return ("inbox", sentence, _("Bỏ chọn “Giao cho tôi” để xem việc của cả đơn vị."))
    return EMPTY[chosen.tab.key]
