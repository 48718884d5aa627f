"""The days an editor may hold units to, for what a directive says; and why each is one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflows.calendars import calendar
from workflows.deadlines import DeadlineReading
from workflows.words import day_with_weekday, weekday
from workflows.workdays import WorkingCalendar


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


def story(due: date, stated: date | None, legal: date | None, reading: DeadlineReading) -> str:
    """Where the day in force comes from, in one line: the day the document states, the day the term legally ends, the
    day units are held to and whether it is off; then why. Days that are the same are said once.

    "Văn bản ghi Chủ nhật, 18/08/2024; hạn theo luật và hạn tính: thứ Bảy, 17/08/2024 (ngày nghỉ: Thứ Bảy). “Trước
    ngày” không gồm ngày đó …"
    """
    off = calendar().why_off(due)
    told = []
    if stated and stated != due:
        told.append(_("Văn bản ghi %(day)s") % {"day": day_with_weekday(stated)})
    if legal and legal not in (stated, due):
        told.append(_("theo luật hết %(day)s") % {"day": day_with_weekday(legal)})
    of_law = legal == due and stated is not None and stated != due
    held = _("hạn theo luật và hạn tính: %(day)s") if of_law else _("hạn tính: %(day)s")
    told.append(held % {"day": day_with_weekday(due)} + (_(" (ngày nghỉ: %(why)s)") % {"why": off} if off else ""))
    line = "; ".join(told)
    reasons = reading.why if due == reading.operative else (rule_for(due, reading) + ".",)
    return " ".join([line[:1].upper() + line[1:] + ".", *reasons])
