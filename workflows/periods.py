"""Reporting periods (kỳ báo cáo) with the data cut-offs of Decree 09/2019/NĐ-CP art. 12.

    month    15th of the month before  to 14th of the month
    quarter  15th of the month before the quarter  to 14th of its last month
    half     15/12 to 14/6;  15/6 to 14/12
    9 months 15/12 to 14/9 (provincial)
    year     15/12 to 14/12

A local cut-off moves the day (``Schedule.cutoff_day``; 0 stands for whole months). Weeks, and every N days or weeks,
are local custom. What is sent when (tiers): the unit ``unit_after`` working days after the cut-off (art. 8: at least
one) or on the day that the words name; the collector after that; the superior on a day of the last month (art. 13:
the 25th).
"""

import calendar as months
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from django.utils.translation import gettext as _

from workflows import options
from workflows.calendars import calendar as present_calendar
from workflows.recurrences import Recurrence, intervals, label_of_recurrence, ordered
from workflows.rules import Days, DeadlineKind, Rule, RuleOptions, compute
from workflows.workdays import WorkingCalendar

__all__ = [
    "Given",
    "Period",
    "Recurrence",
    "Schedule",
    "intervals",
    "label_of",
    "label_of_recurrence",
    "ordered",
    "periods",
]

CUTOFF_DAY = 14
ROMAN = ("I", "II", "III", "IV")
MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
DAY = timedelta(days=1)
# Beyond these there are no periods, so that every question has an end; no rhythm is longer than MOST of its unit.
FIRST_DAY, LAST_DAY, MOST = date(1900, 1, 1), date(2199, 12, 31), 999
FIRST_MONDAY = date(2000, 1, 3)
"""Every N days or weeks are counted from here, so that a period is the same whoever asks and when."""


@dataclass(frozen=True)
class Given:
    """A day that the words name for each period: of the month, of the year, of the week (Monday is 0), or the
    month's ``working`` day of that number, from its end where negative.
    """

    day: int = 0
    month: int = 0
    weekday: int | None = None
    excluded: bool = False
    working: int = 0

    def of_month(self, year: int, month: int, calendar: WorkingCalendar) -> date:
        """The day in that month, or the month's last."""
        if not self.working:
            return _clipped(year, month, self.day)
        first, last = date(year, month, 1), _clipped(year, month, 31)
        found = calendar.add(first - DAY if self.working > 0 else last + DAY, self.working)
        return max(first, min(found, last))


@dataclass(frozen=True)
class Schedule:
    """When data are cut off and who sends when; days ``given`` by the words, by name of the rhythm."""

    cutoff_day: int = CUTOFF_DAY
    unit_after: int = 1
    collector_after: int = 3
    superior_day: int = 25
    given: Mapping[str, Sequence[Given]] = field(default_factory=dict)
    before_means_previous_day: bool = True
    roll_forward_fixed: bool = False

    @classmethod
    def in_force(cls) -> Self:
        return cls(
            cutoff_day=options.get_int("report_cutoff_day"),
            unit_after=options.get_int("report_days_after_cutoff"),
            collector_after=options.get_int("collector_days_after_cutoff"),
            superior_day=options.get_int("superior_report_day"),
            before_means_previous_day=options.get_bool("before_means_previous_day"),
            roll_forward_fixed=options.get_bool("roll_forward_fixed"),
        )

    def days(self, given: Given, day: date, calendar: WorkingCalendar) -> Days:
        """The three days of a day that the words name, as for work done once."""
        rule = Rule(kind=DeadlineKind.FIXED, day=day, excluded=given.excluded)
        return compute(rule, None, calendar, RuleOptions(self.before_means_previous_day, self.roll_forward_fixed))


@dataclass(frozen=True)
class Period:
    """One period: ``key`` ("2023-Q3") is stored, ``label`` shown; data runs from ``starts_on`` to ``ends_on``.

    ``due_on`` is the unit's day, ``collector_on`` that of who collects, ``superior_on`` that of the level above.
    ``stated`` is the day that the words name for this period, ``legal`` what that means in law; ``why`` says each
    difference. Where the words name no day, the unit's day is counted from the cut-off and both are None.
    """

    key: str
    label: str
    starts_on: date
    ends_on: date
    due_on: date
    collector_on: date | None = None
    superior_on: date | None = None
    stated: date | None = None
    legal: date | None = None
    why: tuple[str, ...] = ()


def periods(
    recurrence: str | Sequence[str],
    start: date,
    until: date,
    *,
    calendar: WorkingCalendar | None = None,
    due_day: int | None = None,
    days_after_cutoff: int | None = None,
    schedule: Schedule | None = None,
) -> list[Period]:
    """The periods whose cut-off falls in [start, until], by due day. ``due_day`` is a day of every month that the
    document names (operative). Daily work has no periods. There are none before 1900 nor after 2199.

    >>> periods("quarterly", date(2023, 7, 28), date(2023, 12, 31))[0].due_on
    datetime.date(2023, 9, 15)
    """
    calendar = calendar or present_calendar()
    if schedule is None and days_after_cutoff is None:
        schedule = Schedule.in_force()
    schedule = schedule or Schedule(unit_after=days_after_cutoff or 1)
    start, until = max(start, FIRST_DAY), min(until, LAST_DAY)
    found: list[Period] = []
    for name in [recurrence] if isinstance(recurrence, str) else recurrence:
        plan = schedule
        if due_day and not schedule.given.get(name):
            plan = replace(schedule, given={**schedule.given, name: [Given(day=due_day)]})
        found += _of(name, start, until, calendar, plan)
    return sorted(found, key=lambda period: (period.due_on, period.starts_on, period.key))


def _of(name: str, start: date, until: date, calendar: WorkingCalendar, schedule: Schedule) -> Iterator[Period]:
    unit, _colon, text = name.partition(":")
    count = int(text) if text.isdigit() else 1
    if count > MOST:
        return
    if name == Recurrence.NINE_MONTHLY:
        yield from _nine_months(start, until, calendar, schedule)
    elif unit == Recurrence.WEEKLY:
        yield from _weeks(name, count, start, until, calendar, schedule)
    elif unit == Recurrence.DAILY and count > 1:
        yield from _days(count, start, until, calendar)
    elif unit in MONTHS:
        yield from _months(name, MONTHS[unit] * count, start, until, calendar, schedule)


def _days(count: int, start: date, until: date, calendar: WorkingCalendar) -> Iterator[Period]:
    """Every so many days, due on the last of them or the next working day."""
    nth = (start - FIRST_MONDAY).days // count
    while (ends_on := FIRST_MONDAY + timedelta(days=count * (nth + 1) - 1)) <= until:
        if ends_on >= start:
            key = f"D{count}-{ends_on:%y%m%d}"
            yield Period(
                key, label_of(key), ends_on - timedelta(days=count - 1), ends_on, calendar.next_working(ends_on)
            )
        nth += 1


def _weeks(
    name: str, count: int, start: date, until: date, calendar: WorkingCalendar, schedule: Schedule
) -> Iterator[Period]:
    """Monday to Friday; due on the named weekday, else on the last working day of the week."""
    nth = (start - timedelta(days=start.weekday()) - FIRST_MONDAY).days // (7 * count)
    while (monday := FIRST_MONDAY + timedelta(weeks=count * nth)) <= until:
        last = monday + timedelta(weeks=count - 1)
        ends_on = last + timedelta(days=4)
        if start <= ends_on <= until:
            year, week, _weekday = last.isocalendar()
            key = f"{year}-W{week:02d}" if count == 1 else f"{year}-{count}W{week:02d}"
            given = [each for each in schedule.given.get(name, ()) if each.weekday is not None]
            if given:
                named = last + timedelta(days=given[0].weekday or 0)
                yield _named(Period(key, label_of(key), monday, ends_on, named), given[0], named, schedule, calendar)
            else:
                due_on = max(monday, calendar.previous_working(ends_on))
                yield Period(key, label_of(key), monday, ends_on, due_on)
        nth += 1


def _months(
    name: str, length: int, start: date, until: date, calendar: WorkingCalendar, schedule: Schedule
) -> Iterator[Period]:
    """Blocks of months from January of a year that all lengths share."""
    first = (start.year * 12 + start.month - 1) // length
    last = (until.year * 12 + until.month) // length
    for block in range(first, last + 1):
        year, before = divmod(block * length, 12)
        ends_in, month = divmod(year * 12 + before + length - 1, 12)
        ends_on = _cutoff(ends_in, month + 1, schedule.cutoff_day)
        if not start <= ends_on <= until:
            continue
        earlier = year * 12 + before - 1
        starts_on = _cutoff(earlier // 12, earlier % 12 + 1, schedule.cutoff_day) + DAY
        key = _key(length, ends_in, month + 1)
        plain = Period(key, label_of(key), starts_on, ends_on, calendar.add(ends_on, schedule.unit_after))
        place = (block * length % 12) // length if 12 % length == 0 else 0
        yield from _sent(plain, schedule.given.get(name, ()), place, calendar, schedule)


def _nine_months(start: date, until: date, calendar: WorkingCalendar, schedule: Schedule) -> Iterator[Period]:
    """The first nine months of each year, as provinces ask for them."""
    for year in range(start.year, until.year + 1):
        ends_on = _cutoff(year, 9, schedule.cutoff_day)
        if start <= ends_on <= until:
            key = f"{year}-M9"
            starts_on = _cutoff(year - 1, 12, schedule.cutoff_day) + DAY
            plain = Period(key, label_of(key), starts_on, ends_on, calendar.add(ends_on, schedule.unit_after))
            given = schedule.given.get(Recurrence.NINE_MONTHLY, ())
            yield from _sent(plain, given, 0, calendar, schedule)


def _sent(
    plain: Period, given: Sequence[Given], place: int, calendar: WorkingCalendar, schedule: Schedule
) -> Iterator[Period]:
    """The period with its tiers, once for each day that the words give it. ``place`` is the period's in its year."""
    of_month = [each for each in given if (each.day or each.working) and not each.month]
    of_year = sorted((each for each in given if each.month), key=lambda each: (each.month, each.day))
    if not of_month and place >= len(of_year):
        yield _tiered(plain, calendar, schedule)
        return
    if of_year and place < len(of_year):
        each = of_year[place]
        sent = _named(plain, each, each.of_month(plain.ends_on.year, each.month, calendar), schedule, calendar)
        # Asked for before the cut-off: the data run to the day of sending.
        yield _tiered(replace(sent, ends_on=min(plain.ends_on, sent.due_on)), calendar, schedule)
        return
    for nth, each in enumerate(of_month, 1):
        sent = _named(plain, each, each.of_month(plain.ends_on.year, plain.ends_on.month, calendar), schedule, calendar)
        if sent.due_on < plain.ends_on:  # the fifth cannot tell of the fourteenth: it is that of the next month
            after = plain.ends_on.replace(day=1) + timedelta(days=31)
            sent = _named(plain, each, each.of_month(after.year, after.month, calendar), schedule, calendar)
        key = plain.key if len(of_month) == 1 else f"{plain.key}.{nth}"
        yield _tiered(replace(sent, key=key, label=label_of(key)), calendar, schedule)


def _named(plain: Period, given: Given, day: date, schedule: Schedule, calendar: WorkingCalendar) -> Period:
    """The period sent on a day that the words name."""
    days = schedule.days(given, day, calendar)
    why = days.why
    if given.day > day.day:
        why = (_("Tháng này không có ngày %(day)d: lấy ngày cuối tháng.") % {"day": given.day}, *why)
    return replace(plain, due_on=days.operative or day, stated=days.stated, legal=days.legal, why=why)


def _tiered(period: Period, calendar: WorkingCalendar, schedule: Schedule) -> Period:
    """Each level has at least a working day after the one below."""
    collector = max(calendar.add(period.ends_on, schedule.collector_after), calendar.add(period.due_on, 1))
    named = _clipped(period.ends_on.year, period.ends_on.month, schedule.superior_day)
    return replace(period, collector_on=collector, superior_on=max(named, calendar.add(collector, 1)))


def _clipped(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last."""
    return date(year, month, min(day, months.monthrange(year, month)[1]))


def _cutoff(year: int, month: int, day: int) -> date:
    return _clipped(year, month, day or 31)


def _key(length: int, year: int, month: int) -> str:
    """Of a block of months by its last: "2026-M06", "2026-Q2", "2026-H1", "2026", "2026-2M06"."""
    match length:
        case 1:
            return f"{year}-M{month:02d}"
        case 3:
            return f"{year}-Q{month // 3}"
        case 6:
            return f"{year}-H{month // 6}"
        case 12:
            return f"{year}"
        case _:
            return f"{year}-{length}M{month:02d}"


def label_of(key: str) -> str:
    """The words of a stored key: "2023-Q3" gives "Quý III/2023"; "" and a key of unknown form stay as they are."""
    if request := re.fullmatch(r"YC-(\d+)", key):
        return _("Yêu cầu lần %(nth)s") % {"nth": request[1]}
    if days := re.fullmatch(r"D(\d+)-(\d\d)(\d\d)(\d\d)", key):
        ends_on = f"{days[4]}/{days[3]}/20{days[2]}"
        return _("%(count)s ngày đến %(day)s") % {"count": days[1], "day": ends_on}
    found = re.fullmatch(r"(\d{4})(?:-(\d*)([WMQH])(\d{1,2}))?(?:\.(\d+))?", key)
    if not found:
        return key
    words = _words(int(found[1]), int(found[2] or 1), found[3], found[4] or "")
    return _("%(period)s, lần %(nth)s") % {"period": words, "nth": found[5]} if found[5] else words


def _words(year: int, count: int, kind: str | None, text: str) -> str:
    told = {"year": year, "count": count}
    match kind:
        case None:
            return _("Năm %(year)d") % told
        case "W" if count == 1:
            return _("Tuần %(week)d/%(year)d") % {"week": int(text), **told}
        case "W":
            return _("%(count)d tuần đến tuần %(week)d/%(year)d") % {"week": int(text), **told}
        case "Q":
            return _("Quý %(quarter)s/%(year)d") % {"quarter": ROMAN[int(text) - 1], **told}
        case "H" if text == "1":
            return _("6 tháng đầu năm %(year)d") % told
        case "H":
            return _("6 tháng cuối năm %(year)d") % told
        case _ if text == "9":  # months are written with two digits
            return _("9 tháng năm %(year)d") % told
        case _ if count == 1:
            return _("Tháng %(month)d/%(year)d") % {"month": int(text), **told}
        case _:
            return _("%(count)d tháng đến tháng %(month)d/%(year)d") % {"month": int(text), **told}
