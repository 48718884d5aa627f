"""What moved the deadlines of assignments, as the history tells it: in the order in which it happened."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tasks.facts import (
    AssignmentResumed,
    AssignmentSuspended,
    DeadlineCorrected,
    DeadlineMoved,
    DeadlineStarted,
    ExtensionGranted,
)
from workflows.models import Event

MOVES = (DeadlineCorrected, DeadlineMoved, DeadlineStarted, ExtensionGranted, AssignmentResumed)
"""Facts that give an assignment another deadline."""
KINDS = tuple(fact.kind for fact in (*MOVES, AssignmentSuspended))


@dataclass(frozen=True)
class Change:
    """One change: its fact's ``kind``, when, the deadline before and after, and the reason or cause recorded with it.

    A clock that starts had no deadline before. A clock that goes on again stood still ``since`` that day.
    """

    kind: str
    at: datetime
    before: date | None
    after: date | None
    why: str = ""
    since: datetime | None = None


def changes_of(assignment_ids: Iterable[int]) -> dict[int, list[Change]]:
    """The changes of each assignment that has any, the oldest first. One query."""
    streams = {f"assignment:{pk}": pk for pk in assignment_ids}
    if not streams:
        return {}
    rows = Event.objects.filter(stream__in=streams, kind__in=KINDS).order_by("stream", "position")
    found: dict[int, list[Change]] = defaultdict(list)
    since: dict[str, datetime] = {}
    for stream, kind, at, data in rows.values_list("stream", "kind", "at", "data"):
        if kind == AssignmentSuspended.kind:
            since[stream] = at
            continue
        why = str(data.get("reason") or data.get("cause") or "")
        stood = since.pop(stream, None) if kind == AssignmentResumed.kind else None
        found[streams[stream]].append(Change(kind, at, _day(data.get("before")), _day(data.get("after")), why, stood))
    return dict(found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
