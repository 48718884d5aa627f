"""The days an editor may hold units to, for what a directive says; and why each is one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflows.calendars import WorkingCalendar, calendar
from workflows.deadlines import DeadlineReading
from workflows.words import weekday


@dataclass(frozen=True)
class DayChoice:
    """One day, how it follows from the words, and why it is off ("" for a working day)."""

    day: date
    why: str
    why_off: str = ""

    @property
    def weekday(self) -> str:
        return weekday(self.day)


def choices(reading: DeadlineReading, days: WorkingCalendar | None = None) -> list[DayChoice]:
    """The default first, then the day the words name, then the working days around a day off."""
    days = days or calendar()
    if reading.operative is None:
        return []
    found: dict[date, str] = {}
    legal, stated = reading.legal, reading.stated
    before = legal is not None and stated is not None and legal < stated
    if before and reading.operative == legal:
        found[reading.operative] = _("Hết ngày liền trước (mặc định)")
    else:
        found[reading.operative] = (
            _("Đúng ngày ghi trong văn bản") if reading.operative == stated else reading.explanation
        )
    if stated is not None:
        found.setdefault(stated, _("Tính cả ngày ghi trong văn bản"))
    if legal is not None:
        found.setdefault(legal, _("Hết ngày liền trước"))
    if not days.is_working(reading.operative):
        found.setdefault(days.previous_working(reading.operative), _("Ngày làm việc cuối trước hạn"))
        found.setdefault(days.next_working(reading.operative), _("Ngày làm việc kế tiếp"))
    return [DayChoice(day, why, days.why_off(day)) for day, why in found.items()]


def rule_for(day: date | None, reading: DeadlineReading) -> str:
    """How the day in force follows from the words, for the record."""
    if day is None:
        return reading.explanation if reading.operative is None else ""
    for choice in choices(reading):
        if choice.day == day:
            return choice.why
    return _("Cơ quan thường trực ấn định")
