"""A timetable of acts: each is carried out with the clock standing at its moment, in order."""

import heapq
import itertools
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflows import clock
from workflows.calendars import calendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Act = Callable[[], None]


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment in office hours."""
    return datetime.combine(day, time(hour, minute), ZONE)


def working_day(day: date, after: int = 0) -> date:
    """The working day ``after`` working days after ``day`` (before it when negative)."""
    working = calendar()
    if after:
        return working.add(day, after)
    return day if working.is_working(day) else working.next_working(day)


class Timetable:
    """Acts waiting for their moment; acts may put further acts on it."""

    def __init__(self, until: date) -> None:
        """``until``: the day whose opening hour is the present; nothing happens after it."""
        self.until = until
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()

    def put(self, moment: datetime, act: Act) -> None:
        """Plan an act; one after the present is left undone, for what is told must have happened."""
        if moment <= at(self.until):
            heapq.heappush(self._waiting, (moment, next(self._order), act))

    def run(self, tell: Callable[[date], None] = lambda _day: None) -> int:
        """Carry out everything in order; the number of acts. ``tell`` hears of each month that begins."""
        done, month = 0, (0, 0)
        while self._waiting:
            moment, _order, act = heapq.heappop(self._waiting)
            if month != (moment.year, moment.month):
                month = (moment.year, moment.month)
                tell(moment.date())
            with clock.travel(moment):
                act()
            done += 1
        return done

    def daily(self, first: date, act: Act, hour: int = 6) -> None:
        """Repeat an act every day from ``first``."""
        for offset in range((self.until - first).days + 1):
            self.put(at(first + timedelta(days=offset), hour), act)
