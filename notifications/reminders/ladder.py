"""On which days a ladder's rungs fall: pure rules over a calendar, no database.

Every rung falls on a working day: before the deadline so many working days back from it, after it so many on; on the
day itself, or the last working day before it when the deadline is a day off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.calendars import WorkingCalendar


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
    """Steps that fall after ``after`` and up to ``until``, in the order of their days; of one day, nearest last."""
    found: list[Step] = []
    # Working days that have passed since the deadline, so that a repeated rung is reckoned, not walked.
    passed = calendar.between(due_on, until) if until > due_on else 0
    begun = calendar.between(due_on, after) if after > due_on else 0
    for rung in rungs:
        if rung.offset <= 0:
            numbers: Sequence[int] = (rung.offset,)
        elif rung.every:
            first = max(0, -(-(begun + 1 - rung.offset) // rung.every))
            numbers = range(rung.offset + first * rung.every, passed + 1, rung.every)
        else:
            numbers = (rung.offset,) if begun < rung.offset <= passed else ()
        for number in numbers:
            on = day_of(number, due_on, calendar)
            if after < on <= until and on >= rung.since_on:
                found.append(Step(number, on, rung))
    return sorted(found, key=lambda step: step.number)


def next_day(rungs: Sequence[Rung], due_on: date, *, after: date, calendar: WorkingCalendar) -> date | None:
    """The first day after ``after`` on which a rung falls; None when the ladder has ended."""
    days: list[date] = []
    begun = calendar.between(due_on, after) if after > due_on else 0
    for rung in rungs:
        number = rung.offset
        if number > 0 and rung.every and begun >= number:
            number += ((begun - number) // rung.every + 1) * rung.every
        on = day_of(number, due_on, calendar)
        while rung.every and on < rung.since_on:
            number += rung.every
            on = day_of(number, due_on, calendar)
        if on > after and on >= rung.since_on:
            days.append(on)
    return min(days, default=None)
