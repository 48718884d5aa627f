"""Days that the Government moved and the holiday tables may not know (ngày hoán đổi); what each day off rests on.

An installation begins with them in its own calendar, where they are edited. They stand here for readings that ask no
database.
"""

from datetime import date

from django.utils.translation import gettext as _

ANNOUNCED: dict[date, tuple[bool, str]] = {
    # Văn bản 12729/VPCP-KGVX
    date(2026, 1, 2): (False, "Nghỉ Tết Dương lịch (hoán đổi ngày làm việc)"),
    date(2026, 1, 10): (True, "Làm bù cho ngày 02/01/2026"),
    # Thông báo lịch nghỉ Quốc khánh 2026
    date(2026, 8, 31): (False, "Nghỉ Quốc khánh (hoán đổi ngày làm việc)"),
    date(2026, 8, 22): (True, "Làm bù cho ngày 31/08/2026"),
}
"""Day to: is it worked, and its name."""

_SWAPPED = {
    date(2024, 4, 29): "Công văn 2450/VPCP-KGVX năm 2024",
    date(2024, 5, 4): "Công văn 2450/VPCP-KGVX năm 2024",
    date(2025, 5, 2): "Thông báo 6150/TB-BLĐTBXH năm 2024",
    date(2025, 4, 26): "Thông báo 6150/TB-BLĐTBXH năm 2024",
    date(2026, 8, 31): "Thông báo lịch nghỉ Quốc khánh 2026",
    date(2026, 8, 22): "Thông báo lịch nghỉ Quốc khánh 2026",
}


def source_of(day: date) -> str:
    """What a day of the holiday tables rests on: the notice that swapped it, or the Labour Code.

    Culture Day (24/11) was chosen by a resolution of the Party; that the Code was changed for it is not verified.
    """
    if (day.month, day.day) == (11, 24):
        return _("Nghị quyết 80-NQ/TW; chưa kiểm chứng việc sửa Bộ luật Lao động")
    return _SWAPPED.get(day) or _("Bộ luật Lao động 2019, Điều 112")
