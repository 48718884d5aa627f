"""Let deadlines follow a change of the calendar: what a person chose of the dry run, each with an event."""

from collections.abc import Iterable

from django.db import transaction

from organizations.actions import calendar as office
from organizations.actions.guards import guard_everything
from tasks.actions.recording import record_many
from tasks.facts import DeadlineMoved
from tasks.models import Assignment, Task
from tasks.timing.moving import Move, moves_for
from workflows.actors import Actor
from workflows.calendars import Change


@transaction.atomic
def change_calendar(*, change: Change, source: str, chosen: Iterable[str], actor: Actor) -> int:
    """Write the change into the calendar and move what was ``chosen`` (keys of ``Move``); returns how many moved.

    What is to move is computed again under locks, so a choice that no longer holds moves nothing. Nothing chosen,
    nothing moves: the change then holds for what is computed from now on.
    """
    guard_everything(actor)
    keys = frozenset(chosen)
    moves = [move for move in moves_for(change) if move.key in keys] if keys else []
    if change.working is None:
        office.clear_day(actor=actor, day=change.day, locality=change.locality)
    else:
        office.set_day(
            actor=actor,
            day=change.day,
            working=change.working,
            name=change.name,
            source=source,
            locality=change.locality,
        )
    cause = f"{change.day:%d/%m/%Y}: {change.name or source}".strip(": ")
    return sum(_move(move, cause, actor) for move in moves)


def _move(move: Move, cause: str, actor: Actor) -> int:
    rows = Assignment.objects.open().top_level().filter(task=move.task, period=move.period, due_on=move.before)
    if move.unit_ids is not None:
        rows = rows.filter(unit_id__in=move.unit_ids)
    rows = rows.filter(extensions_granted=0).select_related("parent")
    held = list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    Assignment.objects.filter(pk__in=[row.pk for row in held]).update(due_on=move.after)
    if not move.period and move.unit_ids is None:
        Task.objects.filter(pk=move.task.pk, due_on=move.before).update(due_on=move.after)
    record_many(
        held,
        lambda row: DeadlineMoved(
            assignment_id=row.pk, before=move.before, after=move.after, rule=move.rule, cause=cause
        ),
        actor=actor,
    )
    return len(held)
