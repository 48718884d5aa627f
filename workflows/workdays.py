"""Working days in Vietnam (ngày làm việc), as the law alone gives them: pure, without a database.

Source: Labour Code 2019 art. 112 through the ``holidays`` tables, and what the Government announced.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TypeAlias

import holidays
from django.utils.translation import gettext as _

from workflows.announced import ANNOUNCED

# The years of a calendar: of the lunar holidays the tables know so many.
FIRST_YEAR, LAST_YEAR = 2020, 2100
# The years whose days off the Government has announced; of others the exchanged days, even the law, may change.
LISTED = frozenset(range(FIRST_YEAR, max(day.year for day in ANNOUNCED) + 1))
DAY = timedelta(days=1)
FRIDAY = 4
# So many working days are walked; more are reckoned, so that years cost no more than weeks.
WALKED = 30

Layer: TypeAlias = dict[date, tuple[bool, str]]
"""Days that differ from the law's, each with whether it is worked and why."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days count. ``days_off``: date to reason, beside weekends; ``working``: date to reason, wins over both.

    ``listed`` are the years whose days off are known well enough to count by.
    """

    days_off: Mapping[date, str] = field(default_factory=dict)
    working: Mapping[date, str] = field(default_factory=dict)
    listed: frozenset[int] = LISTED

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

        Negative counts go back; 0 is the day itself, working or not. OverflowError beyond the years 1 to 9999.
        """
        if abs(count) > WALKED:
            return self._reckoned(day, count)
        step = DAY if count > 0 else -DAY
        for _nth in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def _reckoned(self, day: date, count: int) -> date:
        """As ``add``: the first day up to which so many count, or the last from which on they do, by halving."""
        if count > 0:
            wanted = self._count(day) + count
            low, high = day.toordinal() + 1, date.max.toordinal()
        else:
            # The day sought is the one on which the count reaches this for the first time.
            wanted = self._count(day - DAY) + count + 1
            low, high = 1, day.toordinal() - 1
        if wanted < 1 or self._count(date.fromordinal(high)) < wanted:
            raise OverflowError("date value out of range")
        while low < high:
            middle = (low + high) // 2
            if self._count(date.fromordinal(middle)) < wanted:
                low = middle + 1
            else:
                high = middle
        return date.fromordinal(low)

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


@cache
def statutory() -> WorkingCalendar:
    """The law's holidays with their days in lieu, and the Saturdays worked in exchange, as ``holidays`` knows them."""
    found = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi")
    return WorkingCalendar(dict(found.items()), dict.fromkeys(found.weekend_workdays, "Làm bù"))


@cache
def published() -> WorkingCalendar:
    """The law's calendar with the days that the Government announced: what is known without an office's own list."""
    return layered([ANNOUNCED])


def layered(layers: Iterable[Layer]) -> WorkingCalendar:
    """The law's calendar with layers of days on top, the last wins."""
    law = statutory()
    days_off, working = dict(law.days_off), dict(law.working)
    for layer in layers:
        for day, (is_working, name) in layer.items():
            days_off.pop(day, None)
            working.pop(day, None)
            (working if is_working else days_off)[day] = name
    return WorkingCalendar(days_off, working)
