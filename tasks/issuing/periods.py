"""Periods of periodic tasks (nhiệm vụ định kỳ): each becomes assignments when it begins.

The ledger is clause x unit x period: an ``Assignment`` for each, which the database lets exist once, and a
``DutyPeriod`` that keeps what the rule said when it was opened. ``Task.next_look_on`` is the day on which there is
something to open, so that the sweep reads what is due and nothing else.
"""

import logging
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Max

from directives.models import Directive
from directives.states import LIVE
from organizations.models import Unit
from tasks.issuing.plan import Plan, Planned, carriers, localised, of_period, with_heads
from tasks.issuing.writing import give
from tasks.models import Assignment, DutyPeriod, Task
from tasks.states import NOT_COUNTED, DeadlineKind, Role
from tasks.timing.openings import begun_periods, next_opening
from workflows import ledger
from workflows.actors import system_actor
from workflows.deadlines import Period
from workflows.recurrences import span_of

logger = logging.getLogger(__name__)
BATCH = 200


def open_periods(today: date) -> int:
    """Make the assignments of every period that has begun by ``today``; returns how many are new.

    Bears being run any number of times, by several workers, and after any downtime: what exists is left alone (the
    unique constraint of assignments decides), what was missed is made, with the deadline it has by the rules. One
    transaction a task: killed between two, it goes on where it stopped; a task that fails holds up no other, and is
    raised when the rest is done, so that the job shows it and tries again.
    """
    made, failed = 0, []
    for pk in _due(today):
        try:
            made += _open_for(pk, today)
        except Exception as error:
            logger.exception("task %s: its periods could not be opened", pk)
            failed.append(error)
    if failed:
        raise failed[0]
    return made


def _due(today: date) -> Iterator[int]:
    """Tasks to look at, read in batches by their key."""
    after = 0
    periodic = Task.objects.filter(next_look_on__lte=today, deadline_kind=DeadlineKind.PERIODIC).order_by("pk")
    while batch := list(periodic.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        yield from batch
        after = batch[-1]


@transaction.atomic
def _open_for(task_id: int, today: date) -> int:
    """The directive's row is locked first, as everywhere; a task that another worker holds is left to it."""
    directive_id = Task.objects.values_list("directive_id", flat=True).get(pk=task_id)
    directive = (
        Directive.objects.select_for_update(no_key=True, of=("self",)).defer("text", "folded").get(pk=directive_id)
    )
    task = (
        Task.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(pk=task_id, next_look_on__lte=today)
        .first()
    )
    if task is None:
        return 0
    task.directive = directive
    if directive.state not in LIVE:
        Task.objects.filter(pk=task_id).update(next_look_on=None)  # reopening looks again
        return 0
    made = 0
    if found := _missing(task, today):
        plan = with_heads(localised(Plan(rows=[row for _period, rows in found for row in rows]), [task]), today)
        made = give(
            plan.rows, directive_id=directive_id, on=today, actor=system_actor(), tell=lambda _done: None, once=True
        )
        keep_periods(task, [period for period, _rows in found], today)
        if made:
            ledger.announce(f"directive.{directive_id}", "leaders", *(f"unit.{unit}" for unit in sorted(plan.units)))
    Task.objects.filter(pk=task_id).update(next_look_on=next_opening(task, today))
    return made


def keep_periods(task: Task, opened: list[Period], today: date) -> None:
    """Write down what each period means, once."""
    DutyPeriod.objects.bulk_create(
        [
            DutyPeriod(
                task=task,
                period=period.key,
                rule=rhythm_of(task, period),
                data_from=period.starts_on,
                data_to=period.ends_on,
                unit_on=period.due_on,
                collector_on=period.collector_on,
                superior_on=period.superior_on,
                opened_on=today,
            )
            for period in opened
        ],
        ignore_conflicts=True,
    )


def rhythm_of(task: Task, period: Period) -> str:
    """Which of the task's rhythms the period belongs to."""
    if len(task.recurrence) == 1:
        return str(task.recurrence[0])
    days = (period.ends_on - period.starts_on).days
    return str(min(task.recurrence, key=lambda name: abs(span_of(name) - days)))


def _missing(task: Task, today: date) -> list[tuple[Period, list[Planned]]]:
    """Period x unit x role that ought to exist by ``today`` and do not."""
    given = Assignment.objects.top_level().filter(task=task)
    # Not MIN(): it would be answered by walking the index of all days of giving until one of this task turns up.
    since = min(given.order_by().values_list("assigned_on", flat=True).distinct(), default=None)
    if since is None:
        return []
    begun = begun_periods(task, since, today)
    keys = [period.key for period in begun]
    present = set(given.filter(period__in=keys).order_by().values_list("period", flat=True).distinct())
    begun = [period for period in begun if period.key not in present]
    if not begun:
        return []
    held = holders(task, today)
    return [
        (
            period,
            [of_period(task, unit_id, role, period) for unit_id, role in held],
        )
        for period in begun
    ]


def holders(task: Task, today: date) -> list[tuple[int, str]]:
    """Units that hold the task now: those whose latest assignment of it was not reassigned, cancelled or transferred.

    A unit that has ended meanwhile is followed to its first successor; what was carried over to another one by hand
    (``tasks.succession``) is held by that one already. Who leads a task does not coordinate it as well.
    """
    given = Assignment.objects.top_level().filter(task=task)
    latest = given.values("unit_id", "role").annotate(last=Max("pk")).values("last")
    holding = given.filter(pk__in=latest).exclude(state__in=NOT_COUNTED).order_by("unit_id")
    pairs = list(holding.values_list("unit_id", "role"))
    units = carriers(Unit.objects.filter(pk__in={unit_id for unit_id, _role in pairs}), today)
    found = dict.fromkeys((units[unit_id][0][0].pk, role) for unit_id, role in pairs)
    return [(unit_id, role) for unit_id, role in found if role == Role.LEAD or (unit_id, Role.LEAD) not in found]
