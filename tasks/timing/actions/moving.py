"""Let deadlines follow a change of the calendar: what a person chose of the dry run, each with an event."""

from collections.abc import Collection, Iterable

from django.db import transaction

from organizations.actions import calendar as office
from organizations.actions.guards import guard_everything
from tasks.timing.moving import moves_for
from tasks.timing.shifting import shift
from workflows.actors import Actor
from workflows.calendars import Change


@transaction.atomic
def change_calendar(
    *, change: Change, source: str, chosen: Iterable[str], actor: Actor, kept: Collection[int] = ()
) -> tuple[int, int]:
    """Write the change into the calendar and move what was ``chosen`` (keys of ``Move``).

    Returns how many assignments were moved, and how many follow by job because they are many. Assignments ``kept``
    (ids) stay although their task moves. What is to move is computed again in the transaction, so a choice that no
    longer holds moves nothing. Nothing chosen, nothing moves: the change then holds for what is computed from now on.
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
    return shift(moves, kept=kept, cause=cause, actor=actor)
