"""On which days a ladder's rungs fall: pure rules over a calendar, no database.

Every rung falls on a working day: before the deadline so many working days back from it, after it so many on; on the
day itself, or the last working day before it when the deadline is a day off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.workdays import WorkingCalendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rung:
    """One rung as the rules need it (models.ReminderRung)."""

    offset: int
    every: int = 0
    to: tuple[str, ...] = ()
    mail: bool = True
    escalate: bool = False
    explain: bool = False
    since_on: date = date.min


@dataclass(frozen=True)
class Step:
    """One occurrence of a rung: its working days from the deadline and the day it falls on."""

    number: int
    on: date
    rung: Rung


def day_of(number: int, due_on: date, calendar: WorkingCalendar) -> date:
    """The day of the ``number``-th working day from the deadline."""
    return calendar.add(due_on, number) if number else calendar.previous_working(due_on)


def owed(rungs: Sequence[Rung], due_on: date, *, after: date, until: date, calendar: WorkingCalendar) -> list[Step]:
    """Steps that fall after ``after`` and up to ``until``, in the order of their days; of one day, nearest last.

    Costs a few reckonings for each step found, however long ago the deadline was.
    """
    found: list[Step] = []
    passed = calendar.between(due_on, until) if until > due_on else 0
    for rung in rungs:
        first = _first_number(rung, due_on, after, calendar)
        last = passed if rung.offset > 0 else first
        for number in range(first, last + 1, rung.every) if rung.every else (first,):
            on = day_of(number, due_on, calendar)
            if after < on <= until and on >= rung.since_on:
                found.append(Step(number, on, rung))
    return sorted(found, key=lambda step: step.number)


def next_day(rungs: Sequence[Rung], due_on: date, *, after: date, calendar: WorkingCalendar) -> date | None:
    """The first day after ``after`` on which a rung falls; None when the ladder has ended."""
    days = []
    for rung in rungs:
        on = day_of(_first_number(rung, due_on, after, calendar), due_on, calendar)
        if on > after and on >= rung.since_on:
            days.append(on)
    return min(days, default=None)


def _first_number(rung: Rung, due_on: date, after: date, calendar: WorkingCalendar) -> int:
    """The first number of a repeated rung whose day is after ``after`` and not before the rung was made; else its only
    one, whenever that falls.
    """
    if rung.offset <= 0 or not rung.every:
        return rung.offset
    last_before = max(after + DAY, rung.since_on) - DAY
    begun = calendar.between(due_on, last_before) if last_before > due_on else 0
    return rung.offset + max(0, -(-(begun + 1 - rung.offset) // rung.every)) * rung.every
