"""What a change of the calendar would move (xem trước): open work whose deadline follows from a rule. Moves nothing.

A deadline is a candidate when its rule, under the calendar before the change, gives the very day it is held to: what
was extended, corrected or typed by hand stays as it is. Cost follows the tasks with open work, not the assignments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directives.models import Directive
from organizations.localities import calendars_of
from tasks.issuing.plan import AHEAD
from tasks.models import Assignment, Task
from tasks.states import DATED, DeadlineKind
from tasks.timing.rules import days_of, periods_of
from workflows import clock
from workflows.calendars import Change, WorkingCalendar, calendar
from workflows.periods import label_of
from workflows.rules import RuleOptions


@dataclass(frozen=True)
class Move:
    """All open assignments of one task and period that would go from one day to another."""

    task: Task
    period: str
    before: date
    after: date
    rule: str
    count: int
    unit_ids: frozenset[int] | None = None
    """Only these units (a local change); None: all that are held to ``before``."""

    @property
    def key(self) -> str:
        """How a form names it: task, period and both days, so that a stale choice moves nothing."""
        return f"{self.task.pk}|{self.period}|{self.before.isoformat()}|{self.after.isoformat()}"

    @property
    def name(self) -> str:
        words = self.task.product or self.task.content
        return f"{label_of(self.period)}: {words}" if self.period else words

    @property
    def directive(self) -> Directive:
        return self.task.directive


def moves_for(change: Change) -> list[Move]:
    """What would move by the change, the earliest day first. Three queries, and one for units of a locality."""
    before, after = calendar(), calendar(change=change)
    if before == after and change.locality is None:
        return []
    held = _held()
    local = _units_of(change, held)
    tasks = {task.pk: task for task in _tasks({task_id for task_id, _period, _due, _unit in held})}
    found: dict[tuple[int, str, date], list[int]] = {}
    for task_id, period, due_on, unit_id in held:
        if local is None or unit_id in local:
            found.setdefault((task_id, period, due_on), []).append(unit_id)
    return sorted(_moves(found, tasks, change, before, after), key=lambda move: (move.before, move.task.pk))


def _moves(
    found: dict[tuple[int, str, date], list[int]],
    tasks: dict[int, Task],
    change: Change,
    before: WorkingCalendar,
    after: WorkingCalendar,
) -> Iterator[Move]:
    options = RuleOptions.in_force()
    for (task_id, period, due_on), units in found.items():
        task = tasks.get(task_id)
        if task is None:
            continue
        if change.locality is not None:
            one = units[0]
            before = calendars_of([one]).get(one, calendar())
            after = calendars_of([one], change).get(one, calendar(change=change))
        old, new = _day(task, period, due_on, before, options), _day(task, period, due_on, after, options)
        if old == due_on and new is not None and new != due_on:
            only = frozenset(units) if change.locality is not None else None
            rule = task.deadline_words or task.deadline_rule or task.get_deadline_kind_display()
            yield Move(task, period, due_on, new, str(rule), len(units), only)


def _day(task: Task, period: str, due_on: date, days: WorkingCalendar, options: RuleOptions) -> date | None:
    if not period:
        return days_of(task, days, options).operative
    near = periods_of(task, due_on - AHEAD, due_on + timedelta(days=60), days)
    return next((each.due_on for each in near if each.key == period), None)


def _held() -> list[tuple[int, str, date, int]]:
    """Open work with a deadline that may follow from a rule: (task, period, day, unit)."""
    rows = Assignment.objects.open().top_level().filter(due_on__gte=clock.today(), extensions_granted=0)
    ruled = rows.filter(task__deadline_kind__in=(*DATED, DeadlineKind.PERIODIC)).exclude(
        task__deadline_terms={}, task__deadline_kind__in=DATED
    )
    held = ruled.order_by().values_list("task_id", "period", "due_on", "unit_id")
    return [(task_id, period, due_on, unit_id) for task_id, period, due_on, unit_id in held if due_on is not None]


def _tasks(ids: set[int]) -> list[Task]:
    rows = Task.objects.filter(pk__in=ids).select_related("directive__standing_unit", "directive__type")
    return list(rows.defer("folded", "directive__text", "directive__folded"))


def _units_of(change: Change, held: list[tuple[int, str, date, int]]) -> frozenset[int] | None:
    """The units that a local change concerns; None: all."""
    if change.locality is None:
        return None
    return frozenset(calendars_of({unit_id for _task, _period, _due, unit_id in held}, change))
