"""Days by walking: rungs of the ladder and recurring duties, one day at a time, without the product's arithmetic."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from workflows.calendars import calendar

DAY = timedelta(days=1)
RUNGS = (-7, -3, -1, 0, 1, 3)
AGAIN, EVERY = 8, 5
CUT_OFF = 14
NONE: frozenset[date] = frozenset()


@cache
def works(day: date) -> bool:
    """The table of days is the product's; counting over it is not."""
    known = calendar()
    return day in known.working or (day.weekday() < 5 and day not in known.days_off)


@cache
def walked(number: int, due: date, off: frozenset[date] = NONE) -> date:
    """So many working days on from a day, or back; 0: the day itself, or the last working day before it.

    ``off``: days off that the unit's area has of its own.
    """
    day, left, step = due, abs(number), DAY if number > 0 else -DAY
    while not number and not (works(day) and day not in off):
        day -= DAY
    while left:
        day += step
        left -= works(day) and day not in off
    return day


def between(start: date, end: date, off: frozenset[date] = NONE) -> int:
    """Working days after the first up to the second."""
    days = (start + n * DAY for n in range(1, (end - start).days + 1))
    return sum(works(day) and day not in off for day in days)


def owed(due: date, fired: set[tuple[date, int]], since: date, until: date, off: frozenset[date] = NONE) -> list[int]:
    """Rungs that fell after ``since`` and were not said yet, nor anything after them."""
    numbers = list(RUNGS)
    again = AGAIN
    while walked(again, due, off) <= until:
        numbers.append(again)
        again += EVERY
    said = max((rung for day, rung in fired if day == due), default=-999)
    return [number for number in numbers if number > said and since < walked(number, due, off) <= until]


def duties(name: str, year: int) -> Iterator[tuple[str, date, date, date]]:
    """Of periods of that year: key, first day of the data, cut-off, day due (NĐ 09/2019/NĐ-CP art. 12)."""
    spans = {
        "monthly": [(f"{year}-M{month:02d}", month - 1, month) for month in range(1, 13)],
        "quarterly": [(f"{year}-Q{nth}", 3 * nth - 3, 3 * nth) for nth in range(1, 5)],
        "semiannual": [(f"{year}-H{nth}", 6 * nth - 6, 6 * nth) for nth in (1, 2)],
        "nine-monthly": [(f"{year}-M9", 0, 9)],
        "annual": [(f"{year}", 0, 12)],
    }
    for key, first, last in spans[name]:
        begins = date(year, first, CUT_OFF + 1) if first else date(year - 1, 12, CUT_OFF + 1)
        cut_off = date(year, last, CUT_OFF)
        yield key, begins, cut_off, walked(1, cut_off)
