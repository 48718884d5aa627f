"""How dates, numbers and deadline classes are written for people; one wording for pages, letters and files.

Dates are dd/mm/yyyy in both languages, as the documents themselves write them (NĐ 30/2020/NĐ-CP, Phụ lục I). Numbers
use the separators of the reader's language: 1.284 and 91,6% in Vietnamese, 1,284 and 91.6% in English.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


def short_day(value: date) -> str:
    """Day and month, dd/mm."""
    return f"{value:%d/%m}"


def day(value: date | datetime) -> str:
    """The date, dd/mm/yyyy; an instant is first moved to the office's zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%d/%m/}{value.year:04d}"


def weekday(value: date) -> str:
    """The weekday in words ("thứ Sáu")."""
    return (
        _("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"),
    )[value.weekday()]  # fmt: skip


def day_with_weekday(value: date | datetime) -> str:
    """ "thứ Sáu, 20/10/2023"."""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return f"{weekday(local)}, {day(local)}"


def moment(value: datetime) -> str:
    """ "09:12 20/10/2023" in the office's zone."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M} {day(local)}"


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """1284 -> "1.284"; number(91.57, 1) -> "91,6" (half up). In English "1,284" and "91.6"."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{exact:,}"
    return text if (get_language() or "").startswith("en") else text.translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int) -> str:
    """ "91,6%" of the whole; nothing of nothing is a dash, since it is not a rate."""
    return f"{number(Decimal(part) * 100 / whole, 1)}%" if whole else "–"


def file_size(size: int) -> str:
    """Bytes in the unit people use: "84 kB", "1,3 MB"."""
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{number(size / 1000)} kB"
    return f"{number(size / 1_000_000, 1)} MB"


def deadline(deadline_class: str, days: int | None = None) -> str:
    """The class in words; `days` are working days left, past or late, its sign ignored (the words say which)."""
    n = abs(days) if days is not None else 0
    match deadline_class:
        case "overdue":
            return (
                ngettext("Quá hạn %(n)s ngày làm việc", "Quá hạn %(n)s ngày làm việc", n) % {"n": n}
                if n
                else _("Quá hạn")
            )
        case "soon" | "open" if days is not None:
            return ngettext("Còn %(n)s ngày làm việc", "Còn %(n)s ngày làm việc", n) % {"n": n} if n else _("Đến hạn")
        case "done_late" if n:
            return ngettext("Trễ %(n)s ngày làm việc", "Trễ %(n)s ngày làm việc", n) % {"n": n}
        case "soon":
            return _("Sắp đến hạn")
        case "open":
            return _("Trong hạn")
        case "done_late":
            return _("Hoàn thành quá hạn")
        case "done_on_time":
            return _("Hoàn thành đúng hạn")
        case "done_undated":
            return _("Hoàn thành, không có thời hạn")
        case _:
            return _("Chưa có thời hạn")
