"""Carrying out what was chosen of a dry run: at once what is little, the rest by job, one task at a time.

A job locks the assignments of one task for a moment, so that no unit waits; it moves only what is still held to the
day that was shown, so that it may run twice. What was yet to come when a person decided moves, also past midnight.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tasks.actions.recording import record_many
from tasks.facts import DeadlineMoved
from tasks.models import Assignment, Task
from tasks.timing.grounds import remember
from tasks.timing.moving import Move, held
from workflows import clock, jobs
from workflows.actors import Actor

AT_ONCE = 2_000
WAITING = ("todo", "doing")


def shift(moves: Sequence[Move], *, kept: Collection[int], cause: str, actor: Actor) -> tuple[int, int]:
    """Move these, but not the assignments ``kept`` (ids): how many were moved at once, how many follow by job."""
    many = sum(move.count for move in moves)
    arguments = [_arguments(move, kept, cause, actor) for move in moves]
    if many <= AT_ONCE:
        return sum(_shift(**one) for one in arguments), 0
    jobs.enqueue_many(shift_later, arguments)
    return 0, many


def waiting() -> int:
    """How many assignments wait for their job."""
    rows = ProcrastinateJob.objects.filter(task_name=shift_later.name, status__in=WAITING)
    found = rows.annotate(n=Cast(KT("args__count"), IntegerField())).aggregate(total=Sum(F("n")))
    return found["total"] or 0


@app.task(retry=jobs.RETRY)
def shift_later(**arguments: Any) -> None:
    """One move, when it is one of many."""
    with transaction.atomic():
        _shift(**arguments)


def _arguments(move: Move, kept: Collection[int], cause: str, actor: Actor) -> dict[str, Any]:
    return {
        "task_id": move.task.pk,
        "period": move.period,
        "before": move.before.isoformat(),
        "after": move.after.isoformat(),
        "places": list(move.places),
        "areas": list(move.areas),
        "rule": move.rule,
        "count": move.count,
        "kept": sorted(kept),
        "cause": cause,
        "decided_on": clock.today().isoformat(),
        "by": [actor.person_id, actor.name, actor.on_behalf_of_id, actor.on_behalf_of_name],
    }


def _shift(
    *,
    task_id: int,
    period: str,
    before: str,
    after: str,
    places: list[int],
    areas: list[int],
    rule: str,
    count: int,
    kept: list[int],
    cause: str,
    decided_on: str,
    by: list[Any],
) -> int:
    old, new = date.fromisoformat(before), date.fromisoformat(after)
    decided = date.fromisoformat(decided_on)
    rows = held(task_id, period, old, tuple(places), frozenset(areas), decided).exclude(pk__in=kept)
    if not period and not places:  # before its assignments, as everywhere, or two who decide wait for each other
        Task.objects.filter(pk=task_id, due_on=old).update(due_on=new)
    rows = rows.select_related("parent").select_for_update(no_key=True, of=("self",)).order_by("pk")
    moved = list(rows)
    Assignment.objects.filter(pk__in=[row.pk for row in moved]).update(due_on=new)
    remember(moved, old, new, cause)
    person_id, name, for_id, for_name = by
    record_many(
        moved,
        lambda row: DeadlineMoved(assignment_id=row.pk, before=old, after=new, rule=rule, cause=cause),
        actor=Actor(person_id, name, on_behalf_of_id=for_id, on_behalf_of_name=for_name),
    )
    return len(moved)
