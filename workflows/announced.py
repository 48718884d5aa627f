"""Days that the Government moved and the holiday tables may not know (ngày hoán đổi), each with its source.

An installation begins with them in its own calendar, where they are edited. They stand here for readings that ask no
database.
"""

from datetime import date

ANNOUNCED: dict[date, tuple[bool, str]] = {
    # Văn bản 12729/VPCP-KGVX
    date(2026, 1, 2): (False, "Nghỉ Tết Dương lịch (hoán đổi ngày làm việc)"),
    date(2026, 1, 10): (True, "Làm bù cho ngày 02/01/2026"),
    # Thông báo lịch nghỉ Quốc khánh 2026
    date(2026, 8, 31): (False, "Nghỉ Quốc khánh (hoán đổi ngày làm việc)"),
    date(2026, 8, 22): (True, "Làm bù cho ngày 31/08/2026"),
}
"""Day to: is it worked, and its name."""
