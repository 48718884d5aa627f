"""Reporting periods (kỳ báo cáo) with the data cut-offs of Decree 09/2019/NĐ-CP art. 12.

    month    15th of the month before  to 14th of the month
    quarter  15th of the month before the quarter  to 14th of its last month
    half     15/12 to 14/6;  15/6 to 14/12
    9 months 15/12 to 14/9 (provincial)
    year     15/12 to 14/12

The week is local custom: Monday to Friday. A report is due ``report_days_after_cutoff`` working days after the
cut-off (art. 8: at least one), unless the words name a day of the month; a weekly one on its last working day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import options
from workflows.calendars import WorkingCalendar
from workflows.calendars import calendar as present_calendar

CUTOFF_DAY = 14
ROMAN = ("I", "II", "III", "IV")
MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
# What words say that makes no periods: a rhythm without an interval ("định kỳ"), and work without end.
PERIODIC, CONTINUOUS = "periodic", "continuous"


class Recurrence(models.TextChoices):
    """Chu kỳ."""

    DAILY = "daily", gettext_lazy("Hằng ngày")
    WEEKLY = "weekly", gettext_lazy("Hằng tuần")
    MONTHLY = "monthly", gettext_lazy("Hằng tháng")
    QUARTERLY = "quarterly", gettext_lazy("Hằng quý")
    SEMIANNUAL = "semiannual", gettext_lazy("6 tháng")
    NINE_MONTHLY = "nine-monthly", gettext_lazy("9 tháng")
    ANNUAL = "annual", gettext_lazy("Hằng năm")


# "every N": the unit that a name with a number counts, "monthly:2".
UNITS = {"ngày": "daily", "tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "annual"}
_WHOLE = {
    ("ngày", 7): Recurrence.WEEKLY,
    ("tháng", 3): Recurrence.QUARTERLY,
    ("tháng", 6): Recurrence.SEMIANNUAL,
    ("tháng", 9): Recurrence.NINE_MONTHLY,
    ("tháng", 12): Recurrence.ANNUAL,
    ("quý", 2): Recurrence.SEMIANNUAL,
    ("quý", 4): Recurrence.ANNUAL,
}


def every(count: int, unit: str) -> str:
    """The name of a rhythm: every 3 "tháng" is "quarterly", every 2 "tuần" is "weekly:2"."""
    return _WHOLE.get((unit, count), UNITS[unit] if count == 1 else f"{UNITS[unit]}:{count}")


def ordered(names: Iterable[str]) -> list[str]:
    """Each name once: the calendar's in their order, then every N, then rhythm and standing work."""
    known = [*Recurrence.values, PERIODIC, CONTINUOUS]
    places = {name: place for place, name in enumerate(known)}
    found = sorted(set(names), key=lambda name: (places.get(name, len(Recurrence.values) - 0.5), name))
    return [str(name) for name in found if name != PERIODIC or not set(found) - {PERIODIC, CONTINUOUS}]


def is_interval(name: str) -> bool:
    """True for what makes periods or days: not "periodic", not "continuous", nothing unknown."""
    unit, colon, count = name.partition(":")
    return name in Recurrence.values or (bool(colon) and unit in UNITS.values() and count.isdigit() and int(count) > 1)


def intervals(names: Iterable[str]) -> list[str]:
    """The names that make periods or days, in order."""
    return [name for name in ordered(names) if is_interval(name)]


def label_of_recurrence(name: str) -> str:
    """The name in words: "Hằng quý", "Mỗi 2 tháng"."""
    if name in Recurrence.values:
        return str(Recurrence(name).label)
    if name == CONTINUOUS:
        return _("Thường xuyên")
    unit, _colon, count = name.partition(":")
    units = {value: key for key, value in UNITS.items()}
    if unit in units and count.isdigit():
        return _("Mỗi %(count)s %(unit)s") % {"count": count, "unit": units[unit]}
    return _("Định kỳ")


@dataclass(frozen=True)
class Period:
    """One period: ``key`` ("2023-Q3") is stored, ``label`` shown; data runs from ``starts_on`` to ``ends_on``."""

    key: str
    label: str
    starts_on: date
    ends_on: date
    due_on: date


def periods(
    recurrence: str | Sequence[str],
    start: date,
    until: date,
    *,
    calendar: WorkingCalendar | None = None,
    due_day: int | None = None,
    days_after_cutoff: int | None = None,
) -> list[Period]:
    """The periods whose cut-off falls in [start, until], by due day. ``due_day`` is the day of the cut-off's month
    that the document names ("trước ngày 20 hàng tháng": 19). Daily work has no periods.

    >>> periods("quarterly", date(2023, 7, 28), date(2023, 12, 31))[0].due_on
    datetime.date(2023, 9, 15)
    """
    calendar = calendar or present_calendar()
    if days_after_cutoff is None:
        days_after_cutoff = options.get_int("report_days_after_cutoff")
    found: list[Period] = []
    for name in [recurrence] if isinstance(recurrence, str) else recurrence:
        if name == Recurrence.WEEKLY:
            found += _weeks(start, until, calendar)
        elif name in MONTHS:
            found += _months(MONTHS[name], start, until, calendar, due_day, days_after_cutoff)
        elif name == Recurrence.NINE_MONTHLY:
            found += _nine_months(start, until, calendar, due_day, days_after_cutoff)
    return sorted(found, key=lambda period: (period.due_on, period.starts_on))


def _weeks(start: date, until: date, calendar: WorkingCalendar) -> Iterator[Period]:
    monday = start - timedelta(days=start.weekday())
    while (friday := monday + timedelta(days=4)) <= until:
        if friday >= start:
            year, week, _weekday = monday.isocalendar()
            label = _("Tuần %(week)d/%(year)d") % {"week": week, "year": year}
            due_on = max(monday, calendar.previous_working(friday))
            yield Period(f"{year}-W{week:02d}", label, monday, friday, due_on)
        monday += timedelta(days=7)


def _months(
    length: int, start: date, until: date, calendar: WorkingCalendar, due_day: int | None, days_after_cutoff: int
) -> Iterator[Period]:
    for year in range(start.year, until.year + 1):
        for number in range(1, 12 // length + 1):
            ends_on = date(year, number * length, CUTOFF_DAY)
            if not start <= ends_on <= until:
                continue
            before = year * 12 + number * length - 1 - length  # the month before the period's first, counted from 0
            starts_on = date(before // 12, before % 12 + 1, CUTOFF_DAY + 1)
            due_on = _named_day(ends_on, due_day) if due_day else calendar.add(ends_on, days_after_cutoff)
            key, label = _name(length, year, number)
            yield Period(key, label, starts_on, ends_on, due_on)


def _nine_months(
    start: date, until: date, calendar: WorkingCalendar, due_day: int | None, days_after_cutoff: int
) -> Iterator[Period]:
    """The first nine months of each year, as provinces ask for them (15/12 to 14/9)."""
    for year in range(start.year, until.year + 1):
        ends_on = date(year, 9, CUTOFF_DAY)
        if start <= ends_on <= until:
            due_on = _named_day(ends_on, due_day) if due_day else calendar.add(ends_on, days_after_cutoff)
            yield Period(f"{year}-M9", _nine(year), date(year - 1, 12, CUTOFF_DAY + 1), ends_on, due_on)


def _nine(year: int) -> str:
    return _("9 tháng năm %(year)d") % {"year": year}


def _named_day(ends_on: date, due_day: int) -> date:
    """That day of the cut-off's month, or the month's last."""
    next_month = (ends_on.replace(day=28) + timedelta(days=4)).replace(day=1)
    return min(ends_on.replace(day=1) + timedelta(days=due_day - 1), next_month - timedelta(days=1))


def _name(length: int, year: int, number: int) -> tuple[str, str]:
    match length:
        case 1:
            return f"{year}-M{number:02d}", _("Tháng %(month)d/%(year)d") % {"month": number, "year": year}
        case 3:
            return f"{year}-Q{number}", _("Quý %(quarter)s/%(year)d") % {"quarter": ROMAN[number - 1], "year": year}
        case 6 if number == 1:
            return f"{year}-H1", _("6 tháng đầu năm %(year)d") % {"year": year}
        case 6:
            return f"{year}-H2", _("6 tháng cuối năm %(year)d") % {"year": year}
        case _:
            return f"{year}", _("Năm %(year)d") % {"year": year}


def label_of(key: str) -> str:
    """The words of a stored key: "2023-Q3" gives "Quý III/2023"; "" and a key of unknown form stay as they are."""
    found = re.fullmatch(r"(\d{4})(?:-([WMQH])(\d{1,2}))?", key)
    if not found:
        return key
    year, kind, number = int(found[1]), found[2], int(found[3] or 1)
    if key.endswith("-M9"):  # months are written with two digits
        return _nine(year)
    if kind == "W":
        return _("Tuần %(week)d/%(year)d") % {"week": number, "year": year}
    return _name({"M": 1, "Q": 3, "H": 6, None: 12}[kind], year, number)[1]
