"""What a change of the calendar would move (xem trước): open work whose deadline follows from a rule. Moves nothing.

A deadline is a candidate when its rule, under the calendar before the change, gives the very day it is held to: what
was extended, corrected or typed by hand stays as it is. The database counts the assignments; rules are computed once
for a task, period, day and calendar.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.db.models import Count

from directives.models import Directive
from organizations.localities import within
from tasks.models import Assignment, Task
from tasks.querysets import AssignmentQuerySet
from tasks.states import DATED, DeadlineKind
from tasks.timing.rules import AHEAD, days_of, periods_of, rule_in_words
from workflows import clock
from workflows.calendars import Change, calendar, local_places
from workflows.in_force import rule_options
from workflows.periods import label_of
from workflows.rules import RuleOptions
from workflows.workdays import WorkingCalendar

MOST_UNITS = 5_000
"""Units of one move that are listed."""


@dataclass(frozen=True)
class Move:
    """All open assignments of one task and period, of units with one calendar, that would go from a day to another."""

    task: Task
    period: str
    before: date
    after: date
    rule: str
    count: int
    places: tuple[int, ...] = ()
    """Of ``areas``, those in which its units lie, the highest first; empty: all units that lie in none."""
    areas: frozenset[int] = frozenset()
    """Places with days of their own, with the change."""

    @property
    def key(self) -> str:
        """How a form names it: task, period, both days and areas, so that a stale choice moves nothing."""
        days = f"{self.before.isoformat()}|{self.after.isoformat()}"
        return f"{self.task.pk}|{self.period}|{days}|{_joined(self.places)}"

    @property
    def query(self) -> str:
        """The same for the address that lists its units."""
        named = {"viec": self.task.pk, "ky": self.period, "han": self.before.isoformat()}
        return urlencode(named | {"o": _joined(self.places), "vung": _joined(self.areas)})

    @property
    def name(self) -> str:
        words = self.task.product or self.task.content
        return f"{label_of(self.period)}: {words}" if self.period else words

    @property
    def directive(self) -> Directive:
        return self.task.directive


def held(
    task_id: int,
    period: str,
    due_on: date,
    places: tuple[int, ...],
    areas: frozenset[int],
    decided_on: date | None = None,
) -> AssignmentQuerySet:
    """The assignments that one move stands for; ``areas``: all places with days of their own at that time.

    ``decided_on``: the day on which a person chose the move, when that is not today.
    """
    rows = movable(decided_on).filter(task=task_id, period=period, due_on=due_on)
    inside = within(areas)
    if not places:
        return rows.exclude(unit_id__in=inside)
    return rows.filter(unit_id__in=[unit for unit, lies_in in inside.items() if lies_in == places])


def listed(rows: AssignmentQuerySet) -> list[Assignment]:
    """Assignments that one move stands for, by unit: each may be kept where it is."""
    return list(rows.select_related("unit").order_by("unit__name", "pk")[:MOST_UNITS])


def moves_for(change: Change) -> list[Move]:
    """What would move by the change, the earliest day first; at most four queries, whatever there is."""
    areas = local_places() | ({change.locality} if change.locality else frozenset())
    inside = within(areas)
    groups = _in_areas(change, inside)
    if change.locality is None:
        groups |= _everywhere_else(inside)
    tasks = {task.pk: task for task in _tasks({task_id for task_id, _period, _due, _places in groups})}
    moves = _moves(groups, tasks, change, areas)
    return sorted(moves, key=lambda move: (move.before, move.task.pk, move.period, move.places))


def signature(moves: list[Move]) -> str:
    """Stands for exactly these moves of so many assignments: a form that shows others is out of date."""
    return sha256("\n".join(f"{move.key} {move.count}" for move in moves).encode()).hexdigest()[:16]


def movable(on: date | None = None) -> AssignmentQuerySet:
    """Open work whose deadline was yet to come that day (today by default) and may follow from a rule."""
    rows = Assignment.objects.open().top_level().filter(due_on__gte=on or clock.today(), extensions_granted=0)
    rows = rows.filter(task__deadline_kind__in=(*DATED, DeadlineKind.PERIODIC))
    return rows.exclude(task__deadline_terms={}, task__deadline_kind__in=DATED)


_Group = tuple[int, str, date, tuple[int, ...]]


def _everywhere_else(inside: dict[int, tuple[int, ...]]) -> dict[_Group, int]:
    """How many assignments of each task, period and day units outside all areas hold."""
    rows = movable().exclude(unit_id__in=inside).order_by().values_list("task_id", "period", "due_on")
    counted = rows.annotate(n=Count("pk"))
    return {(task_id, period, due_on, ()): n for task_id, period, due_on, n in counted if due_on is not None}


def _in_areas(change: Change, inside: dict[int, tuple[int, ...]]) -> dict[_Group, int]:
    """The same of units in areas with days of their own; of a local change, in its area alone."""
    units = [unit for unit, places in inside.items() if change.locality is None or change.locality in places]
    found: dict[_Group, int] = {}
    if units:
        rows = movable().filter(unit_id__in=units).order_by().values_list("task_id", "period", "due_on", "unit_id")
        for task_id, period, due_on, unit, n in rows.annotate(n=Count("pk")):
            if due_on is not None:
                group = task_id, period, due_on, inside[unit]
                found[group] = found.get(group, 0) + n
    return found


def _moves(groups: dict[_Group, int], tasks: dict[int, Task], change: Change, areas: frozenset[int]) -> Iterator[Move]:
    options = rule_options()
    calendars = {
        places: (calendar(places), calendar(places, change)) for places in {places for *_rest, places in groups}
    }
    for (task_id, period, due_on, places), count in groups.items():
        task, (before, after) = tasks[task_id], calendars[places]
        new = _day(task, period, due_on, after, options) if before != after else due_on
        if new is None or new == due_on or _day(task, period, due_on, before, options) != due_on:
            continue
        yield Move(task, period, due_on, new, rule_in_words(task), count, places, areas)


def _day(task: Task, period: str, due_on: date, days: WorkingCalendar, options: RuleOptions) -> date | None:
    if not period:
        return days_of(task, days, options).operative
    near = periods_of(task, due_on - AHEAD, due_on + timedelta(days=60), days)
    return next((each.due_on for each in near if each.key == period), None)


def _joined(places: Iterable[int]) -> str:
    return "-".join(map(str, places))


def _tasks(ids: set[int]) -> list[Task]:
    rows = Task.objects.filter(pk__in=ids).select_related("directive__standing_unit", "directive__type")
    return list(rows.defer("folded", "directive__text", "directive__folded"))
