"""How the tasks of a directive are bound in time, and the ledger of a recurring duty."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from directives.models import Directive
from tasks.models import Assignment, DutyPeriod, Task
from tasks.states import NOT_COUNTED, STARTED, DeadlineKind
from tasks.timing.looking import REVIEWED
from tasks.timing.parents import followed_days, moves_of
from tasks.timing.rules import follows_a_day
from workflows import clock
from workflows.deadlines import DeadlineClass, classify
from workflows.periods import label_of
from workflows.recurrences import label_of_recurrence


@dataclass(frozen=True)
class TimeRow:
    """One task of the list. ``follows``: the day that the deadline it is bound to has gone to since, else None."""

    task: Task
    follows: date | None = None

    @property
    def waits(self) -> bool:
        """Its clock has not been started yet."""
        return self.task.deadline_kind in STARTED and self.task.anchor_on is None and self.task.due_on is None

    @property
    def counts_back(self) -> bool:
        """From another deadline, or that very day; what it is anchored to is that deadline, not a beginning."""
        return follows_a_day(self.task)

    @property
    def rhythm(self) -> str:
        return ", ".join(label_of_recurrence(name) for name in self.task.recurrence)

    @property
    def reviewed(self) -> bool:
        return self.task.deadline_kind in REVIEWED

    @property
    def periodic(self) -> bool:
        return self.task.deadline_kind == DeadlineKind.PERIODIC


@dataclass(frozen=True)
class Duty:
    """One unit in one period of the ledger; ``covered_by`` names the report of another period that discharged it."""

    assignment: Assignment
    covered_by: str


@dataclass(frozen=True)
class LedgerPeriod:
    """One period with what every unit did in it; ``meaning`` is None for a request and for what is older than it."""

    key: str
    label: str
    meaning: DutyPeriod | None
    duties: list[Duty]

    @property
    def done(self) -> int:
        return sum(duty.assignment.done_on is not None for duty in self.duties)

    @property
    def late(self) -> int:
        """How many are overdue as the boards say it: what was sent late and still waits is among them."""
        today = clock.today()
        rows = (duty.assignment for duty in self.duties)
        found = (
            classify(due_on=row.due_on, done_on=row.done_on, stopped_on=row.stopped_on, today=today, soon_until=today)
            for row in rows
        )
        return sum(each == DeadlineClass.OVERDUE for each in found)

    @property
    def due_on(self) -> date | None:
        return min((duty.assignment.due_on for duty in self.duties if duty.assignment.due_on), default=None)


def times(directive: Directive) -> list[TimeRow]:
    """Every task with its deadline. Four queries at most."""
    rows = Task.objects.filter(directive=directive).select_related("hangs_on", "directive__standing_unit")
    tasks = list(rows.defer("folded", "hangs_on__folded", "directive__text", "directive__folded"))
    now = followed_days(tasks)
    moves = moves_of(tasks, now)
    return [TimeRow(task, now[task.pk] if task.pk in moves else None) for task in tasks]


def ledger(task: Task, most: int = 24) -> list[LedgerPeriod]:
    """The latest periods and requests of a task, the newest first. Three queries."""
    rows = Assignment.objects.top_level().filter(task=task).exclude(period="").exclude(state__in=NOT_COUNTED)
    newest = list(rows.order_by("-due_on", "-period").values_list("period", flat=True).distinct()[:most])
    keys = list(dict.fromkeys(newest))
    duties = defaultdict(list)
    found = rows.filter(period__in=keys).select_related("unit").prefetch_related("discharged_by__report__assignment")
    for row in found.order_by("unit__name", "pk"):
        told = [discharge.report.assignment.period for discharge in row.discharged_by.all()]
        duties[row.period].append(Duty(row, ", ".join(label_of(period) for period in told)))
    meanings = {meaning.period: meaning for meaning in DutyPeriod.objects.filter(task=task, period__in=keys)}
    return [LedgerPeriod(key, label_of(key), meanings.get(key), duties[key]) for key in keys]
