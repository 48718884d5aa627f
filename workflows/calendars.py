"""Working days in Vietnam (ngày làm việc): weekends, public holidays, and what decrees change.

Source: Labour Code 2019 art. 112 through the ``holidays`` tables, then the office's own ``CalendarDay`` rows (days
off by late decree, working Saturdays in exchange), which win.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

import holidays
from django.utils.translation import gettext as _

from workflows import freshness
from workflows.announced import ANNOUNCED
from workflows.models import CalendarDay, CalendarYear

FIRST_YEAR, LAST_YEAR = 2020, 2030
DAY = timedelta(days=1)
FRIDAY = 4
FIRST_MONTH_TO_ASK = 7


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days count. ``days_off``: date to reason, beside weekends; ``working``: date to reason, wins over both."""

    days_off: Mapping[date, str] = field(default_factory=dict)
    working: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        if day in self.working:
            return True
        return day.weekday() <= FRIDAY and day not in self.days_off

    def why_off(self, day: date) -> str:
        """ "Chủ nhật", "Tết Nguyên đán"...; "" for a working day."""
        if self.is_working(day):
            return ""
        if reason := self.days_off.get(day):
            return reason
        return _("Thứ Bảy") if day.weekday() == FRIDAY + 1 else _("Chủ nhật")

    def add(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, the first day excluded (Civil Code 2015 art. 147).

        Negative counts go back; 0 is the day itself, working or not.
        """
        step = DAY if count > 0 else -DAY
        for _nth in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        return self._count(end) - self._count(start)

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return day if self.is_working(day) else self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def _count(self, day: date) -> int:
        """Working days up to and including ``day``, since the year 1."""
        weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 was a Monday
        lost, won = self._exceptions
        return weeks * 5 + min(rest, 5) - bisect_right(lost, day) + bisect_right(won, day)

    @cached_property
    def _exceptions(self) -> tuple[list[date], list[date]]:
        """Weekdays that do not count, and weekend days that do, sorted."""
        lost = sorted(day for day in self.days_off if day.weekday() <= FRIDAY and not self.is_working(day))
        won = sorted(day for day in self.working if day.weekday() > FRIDAY)
        return lost, won


@dataclass(frozen=True)
class Change:
    """A day that differs from the law's calendar, or None in ``working``: back to the law."""

    day: date
    working: bool | None
    name: str = ""
    locality: int | None = None


def calendar(localities: Iterable[int] = (), change: Change | None = None) -> WorkingCalendar:
    """The office's calendar, with the days of ``localities`` (a unit and those above it, the highest first) on top.

    Kept in memory until a row changes. ``change`` shows what it would be after one more change (a dry run).
    """
    rows = freshness.cached("calendar_days", _rows)
    own = tuple(place for place in localities if place in rows)
    if change is None:
        return freshness.cached(f"calendar{own}", lambda: _build([rows[place] for place in (None, *own)]))
    changed = {place: dict(days) for place, days in rows.items()}
    changed.setdefault(change.locality, {}).pop(change.day, None)
    if change.working is not None:
        changed[change.locality][change.day] = (change.working, change.name)
    places = (None, *(place for place in localities if place in changed))
    return _build([changed[place] for place in places])


def local_places() -> frozenset[int]:
    """Units that have days of their own."""
    return frozenset(place for place in freshness.cached("calendar_days", _rows) if place is not None)


@cache
def statutory() -> WorkingCalendar:
    """The law's holidays with their days in lieu, and the Saturdays worked in exchange, as ``holidays`` knows them."""
    found = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi")
    return WorkingCalendar(dict(found.items()), dict.fromkeys(found.weekend_workdays, "Làm bù"))


@cache
def published() -> WorkingCalendar:
    """The law's calendar with the days that the Government announced: what is known without an office's own list."""
    return _build([ANNOUNCED])


def is_confirmed(year: int) -> bool:
    """True when somebody confirmed the year's list of days off."""
    return year in freshness.cached("calendar_years", _confirmed)


def year_to_confirm(today: date) -> int | None:
    """Next year from the third quarter on, while its list is unconfirmed: the decree comes out then."""
    year = today.year + 1
    return year if today.month >= FIRST_MONTH_TO_ASK and year <= LAST_YEAR and not is_confirmed(year) else None


def _confirmed() -> frozenset[int]:
    return frozenset(CalendarYear.objects.values_list("year", flat=True))


_Days = dict[date, tuple[bool, str]]


def _rows() -> dict[int | None, _Days]:
    """The office's own days by locality; those of everywhere under None."""
    found: dict[int | None, _Days] = {None: {}}
    for locality, day, working, name in CalendarDay.objects.values_list("locality", "day", "working", "name"):
        found.setdefault(locality, {})[day] = (working, name)
    return found


def _build(layers: Iterable[_Days]) -> WorkingCalendar:
    """The law's calendar with layers of days on top, the last wins."""
    law = statutory()
    days_off, working = dict(law.days_off), dict(law.working)
    for layer in layers:
        for day, (is_working, name) in layer.items():
            days_off.pop(day, None)
            working.pop(day, None)
            (working if is_working else days_off)[day] = name
    return WorkingCalendar(days_off, working)
