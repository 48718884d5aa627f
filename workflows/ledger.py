"""The one way into the history: record a fact, in the transaction of the change it tells of.

The event and the job that carries it to the apps above are written by the same transaction on the same connection:
both stand or neither does. Record last, after the rows are locked and changed: recording locks the stream.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workflows import clock, jobs
from workflows.actors import ActorLike
from workflows.bulk import insert_events
from workflows.facts import Fact
from workflows.live import announce
from workflows.models import Event

__all__ = ["Entry", "announce", "record", "record_many"]

INSERT_BATCH = 3_000
JOB_BATCH = 1_000


@dataclass(frozen=True)
class Entry:
    """One fact to be recorded, with its place."""

    fact: Fact
    stream: str
    directive_id: int | None = None
    unit_id: int | None = None


def record(
    fact: Fact,
    *,
    stream: str,
    actor: ActorLike,
    directive_id: int | None = None,
    unit_id: int | None = None,
) -> Event:
    """Record one fact on a stream ("assignment:77"). Must run inside a transaction (TransactionManagementError)."""
    return record_many([Entry(fact, stream, directive_id, unit_id)], actor=actor)[0]


def record_many(entries: Iterable[Entry], *, actor: ActorLike) -> list[Event]:
    """Record many facts of one actor at one moment; the events come back in the order given.

    They are written in the order of their streams, so that two such calls never wait for each other in a circle.
    """
    _require_transaction()
    at = clock.now()
    events = [_event(entry, actor, at) for entry in entries]
    in_lock_order = sorted(events, key=lambda event: event.stream)
    for start in range(0, len(in_lock_order), INSERT_BATCH):
        insert_events(in_lock_order[start : start + INSERT_BATCH])
    jobs.enqueue_many(jobs.dispatch_events, _batches([event.pk for event in events]))
    return events


def _event(entry: Entry, actor: ActorLike, at: datetime) -> Event:
    if not entry.fact.kind:
        raise ValueError(f"{type(entry.fact).__name__} has no kind")
    return Event(
        stream=entry.stream,
        kind=entry.fact.kind,
        at=at,
        actor_id=actor.person_id or None,
        on_behalf_of_id=actor.on_behalf_of_id,
        directive_id=entry.directive_id,
        unit_id=entry.unit_id,
        data=entry.fact.to_data(),
    )


def _batches(ids: Sequence[int]) -> list[dict[str, list[int]]]:
    return [{"event_ids": list(ids[start : start + JOB_BATCH])} for start in range(0, len(ids), JOB_BATCH)]


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded in the transaction of its change")
