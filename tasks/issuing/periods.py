"""Periods of periodic tasks (nhiệm vụ định kỳ): each becomes assignments when it begins."""

import logging
from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import Max, Min

from directives.models import Directive
from directives.states import LIVE
from organizations.models import Unit
from tasks.issuing.plan import Plan, Planned, begun_periods, carriers, with_heads
from tasks.issuing.writing import give
from tasks.models import Assignment, Task
from tasks.states import NOT_COUNTED, DeadlineKind, Role
from workflows import ledger
from workflows.actors import system_actor

logger = logging.getLogger(__name__)


def open_periods(today: date) -> int:
    """Make the assignments of every period that has begun by ``today``; returns how many are new.

    Bears being run any number of times, by several workers, and after any downtime: what exists is left alone (the
    unique constraint of assignments decides), what was missed is made, with the deadline it has by the rules.
    """
    return sum(_open_for(pk, today) for pk in _periodic_directives())


def _periodic_directives() -> list[int]:
    live = Directive.objects.filter(state__in=LIVE, tasks__deadline_kind=DeadlineKind.PERIODIC)
    return list(live.order_by("pk").values_list("pk", flat=True).distinct())


@transaction.atomic
def _open_for(directive_id: int, today: date) -> int:
    directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive_id)
    if directive.state not in LIVE:
        return 0
    plan = Plan()
    for task in directive.tasks.filter(deadline_kind=DeadlineKind.PERIODIC):
        plan.rows += _missing(task, today)
    if not plan.rows:
        return 0
    plan = with_heads(plan, today)
    made = give(
        plan.rows, directive_id=directive_id, on=today, actor=system_actor(), tell=lambda _done: None, once=True
    )
    if made:
        ledger.announce(f"directive.{directive_id}", "leaders", *(f"unit.{unit}" for unit in sorted(plan.units)))
    return made


def _missing(task: Task, today: date) -> list[Planned]:
    """Period x unit x role that ought to exist by ``today`` and do not."""
    given = Assignment.objects.top_level().filter(task=task)
    since = given.aggregate(first=Min("assigned_on"))["first"]
    if since is None:
        return []
    present = defaultdict(set)
    for period, unit_id, role in given.values_list("period", "unit_id", "role"):
        present[period].add((unit_id, role))
    begun = [period for period in begun_periods(task, since, today) if period.key not in present]
    if not begun:
        return []
    holders = _holders(task, today)
    return [
        Planned(task_id=task.pk, unit_id=unit_id, role=role, period=period.key, due_on=period.due_on)
        for period in begun
        for unit_id, role in holders
    ]


def _holders(task: Task, today: date) -> list[tuple[int, str]]:
    """Units that hold the task now: those whose latest assignment of it was not reassigned, cancelled or transferred.

    A unit that has ended meanwhile is followed to its first successor; what was carried over to another one by hand
    (actions.transferring) is held by that one already. Who leads a task does not coordinate it as well.
    """
    given = Assignment.objects.top_level().filter(task=task)
    latest = given.values("unit_id", "role").annotate(last=Max("pk")).values("last")
    holding = given.filter(pk__in=latest).exclude(state__in=NOT_COUNTED).order_by("unit_id")
    pairs = list(holding.values_list("unit_id", "role"))
    units = carriers(Unit.objects.filter(pk__in={unit_id for unit_id, _role in pairs}), today)
    found = dict.fromkeys((units[unit_id][0][0].pk, role) for unit_id, role in pairs)
    return [(unit_id, role) for unit_id, role in found if role == Role.LEAD or (unit_id, Role.LEAD) not in found]
