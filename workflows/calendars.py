"""Working days in Vietnam (ngày làm việc): weekends, public holidays, and what decrees change.

Source: Labour Code 2019 art. 112 through the ``holidays`` tables, then the office's own ``CalendarDay`` rows (days
off by late decree, working Saturdays in exchange), which win.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

import holidays
from django.utils.translation import gettext as _

from workflows import freshness
from workflows.models import CalendarDay

FIRST_YEAR, LAST_YEAR = 2020, 2030
DAY = timedelta(days=1)
FRIDAY = 4


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


def calendar() -> WorkingCalendar:
    """The office's calendar: the law's holidays and the office's own days. Kept in memory until a row changes."""
    return freshness.cached("calendar", _build)


@cache
def statutory() -> WorkingCalendar:
    """The law's holidays with their days in lieu, and the Saturdays worked in exchange, as ``holidays`` knows them."""
    found = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi")
    return WorkingCalendar(dict(found.items()), dict.fromkeys(found.weekend_workdays, "Làm bù"))


def _build() -> WorkingCalendar:
    law = statutory()
    days_off, working = dict(law.days_off), dict(law.working)
    for day, is_working, name in CalendarDay.objects.values_list("day", "working", "name"):
        days_off.pop(day, None)
        working.pop(day, None)
        (working if is_working else days_off)[day] = name
    return WorkingCalendar(days_off, working)
