"""When each assignment is looked at next, reckoned from what it is now and from its history.

The same answer whoever asks and how often: the handler of a fact, the sweep that found a row out of date, the nightly
search for what was missed. Nothing here locks an assignment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Q

from notifications.models import ReminderClock, ReminderLadder
from notifications.reminders.ladder import Rung, next_day
from organizations.localities import Calendars
from tasks.facts import (
    AssignmentGiven,
    AssignmentResumed,
    DeadlineCorrected,
    DeadlineMoved,
    DeadlineStarted,
    ExtensionGranted,
    ResultReturned,
    ResultTakenBack,
)
from tasks.models import Assignment
from workflows import clock
from workflows.models import Event

# From the day of the latest of these a deadline runs as it does now; what fell before was not owed.
RESTARTS = (
    AssignmentGiven,
    DeadlineCorrected,
    DeadlineMoved,
    DeadlineStarted,
    ExtensionGranted,
    AssignmentResumed,
    ResultTakenBack,
    ResultReturned,
)
CHUNK = 1_000


@dataclass(frozen=True)
class Ladders:
    """Every ladder of the office, by type of directive; "" for the types without one of their own."""

    by_type: Mapping[str, tuple[Rung, ...]]

    @classmethod
    def load(cls) -> "Ladders":
        """Two queries over a handful of rows."""
        found: dict[str, tuple[Rung, ...]] = {}
        for ladder in ReminderLadder.objects.prefetch_related("rungs"):
            found[ladder.type_id or ""] = tuple(
                Rung(r.offset, r.every, tuple(r.to), r.mail, r.escalate, r.explain, r.since_on)
                for r in ladder.rungs.all()
            )
        return cls(found)

    def of(self, type_code: str) -> tuple[Rung, ...]:
        """The rungs for directives of that type."""
        return self.by_type.get(type_code, self.by_type.get("", ()))


def plan(assignment_ids: Iterable[int], ladders: Ladders | None = None) -> int:
    """Reckon the next look of these assignments; those that are settled or stand still are put aside. How many run."""
    ids = sorted(set(assignment_ids))
    ladders = ladders or Ladders.load()
    return sum(_plan(ids[start : start + CHUNK], ladders) for start in range(0, len(ids), CHUNK))


@transaction.atomic
def _plan(ids: Sequence[int], ladders: Ladders) -> int:
    # The clocks first: whoever plans the same rows waits here, and then reads what was committed meanwhile.
    list(ReminderClock.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    running = list(
        Assignment.objects.filter(pk__in=ids, closed_on=None, stopped_on=None)
        .order_by("pk")
        .values_list("pk", "due_on", "assigned_on", "directive__type_id", "unit_id")
    )
    since = started_on([pk for pk, *_rest in running])
    calendars = Calendars.now()
    rows = []
    for pk, due_on, assigned_on, type_code, unit_id in running:
        if due_on is None:
            continue
        begun = since.get(pk, assigned_on)
        rows.append(
            ReminderClock(
                assignment_id=pk,
                due_on=due_on,
                since_on=begun,
                next_on=next_day(ladders.of(type_code), due_on, after=begun, calendar=calendars.of(unit_id)),
            )
        )
    put_aside = set(ids) - {row.assignment_id for row in rows}
    ReminderClock.objects.filter(pk__in=put_aside).delete()
    ReminderClock.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assignment"],
        update_fields=["due_on", "since_on", "next_on"],
    )
    return len(rows)


def started_on(assignment_ids: Sequence[int]) -> dict[int, date]:
    """The day on which each assignment's deadline began to run as it does now, where the history tells."""
    streams = {f"assignment:{pk}": pk for pk in assignment_ids}
    told = Event.objects.filter(stream__in=streams, kind__in=[fact.kind for fact in RESTARTS])
    latest = told.values_list("stream").annotate(last=Max("at")).order_by()
    return {streams[stream]: at.astimezone(clock.ZONE).date() for stream, at in latest}


def adopt() -> int:
    """Plan what has no clock or one of another deadline: older than the ladder, or brought in past the facts.

    Reads everything open: a search for the night. What the clocks already have right is left alone.
    """
    running = Assignment.objects.filter(closed_on=None, stopped_on=None, due_on__isnull=False)
    astray = running.filter(Q(reminder_clock=None) | ~Q(reminder_clock__due_on=F("due_on")))
    return plan(astray.values_list("pk", flat=True))


def replan_all() -> int:
    """The calendar or a ladder changed: reckon every running clock anew."""
    return plan(ReminderClock.objects.values_list("pk", flat=True))
