"""The sweep: fire what is owed, once each, whoever runs it, however often, after whatever downtime.

It looks at the clocks whose day has come, through their index; what it costs follows what is due. Batches are small,
locked with SKIP LOCKED so that two workers share the work, and hold nothing of the assignment itself: a unit that
submits waits for nobody. Reminder rows, history and next look are written by one transaction; notices follow from the
history by job.

Of several rungs owed at once (the worker was down) the latest is fired and says which it stands for: never lost,
never a flood.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from notifications.facts import ReminderFired
from notifications.models import Outcome, Reminder, ReminderClock
from notifications.reminders.ladder import Step, next_day, owed
from notifications.reminders.planning import Ladders, plan
from organizations.localities import Calendars
from workflows import clock, ledger, options
from workflows.actors import system_actor

BATCH = 200


@dataclass(frozen=True)
class Firing:
    """What is to be told of one assignment: the step, and those merged into it."""

    clock: ReminderClock
    step: Step
    merged: tuple[Step, ...]


def reminder_day(now: datetime) -> date:
    """The day whose rungs may be fired: today from the hour at which reminders go out, before it yesterday."""
    early = now.hour < options.get_int("reminder_hour")
    return now.date() - timedelta(days=1) if early else now.date()


def sweep(batch: int = BATCH) -> int:
    """Fire everything owed up to now; returns how many reminders went out."""
    until = reminder_day(clock.now())
    work = Work(Ladders.load(), Calendars.now(), until)
    due = ReminderClock.objects.filter(next_on__lte=until).order_by("next_on", "pk")
    waiting = list(due.values_list("pk", flat=True))
    fired = 0
    for start in range(0, len(waiting), batch):
        fired += sweep_batch(work, waiting[start : start + batch])
    return fired


@dataclass(frozen=True)
class Work:
    """What one sweep works with: the ladders, the calendar of each unit, and the last day whose rungs are owed."""

    ladders: Ladders
    calendars: Calendars
    until: date


@transaction.atomic
def sweep_batch(work: Work, ids: Sequence[int]) -> int:
    """These clocks, in one transaction; how many reminders were fired. What another worker holds is left to it."""
    plan(_astray(ids), work.ladders)
    clocks = list(_locked(work, ids))
    running = [row for row in clocks if _runs(row)]
    ReminderClock.objects.filter(pk__in=[row.pk for row in clocks if not _runs(row)]).delete()
    firings = _firings(running, work)
    _write(firings)
    for row in running:
        rungs = work.ladders.of(row.assignment.directive.type_id)
        days = work.calendars.of(row.assignment.unit_id)
        row.next_on = next_day(rungs, row.due_on, after=max(work.until, row.since_on), calendar=days)
    ReminderClock.objects.bulk_update(running, ["next_on"])
    return len(firings)


def _astray(ids: Sequence[int]) -> list[int]:
    """Those whose deadline moved and whose clock was not set yet: the fact still waits for its job."""
    moved = ReminderClock.objects.filter(pk__in=ids).exclude(assignment__due_on=F("due_on"))
    return list(moved.values_list("pk", flat=True))


def _locked(work: Work, ids: Sequence[int]) -> "QuerySet[ReminderClock]":
    return (
        ReminderClock.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(next_on__lte=work.until, pk__in=ids)
        .select_related("assignment__directive")
        .only(
            "due_on", "since_on", "next_on", "assignment__due_on", "assignment__stopped_on", "assignment__closed_on",
            "assignment__unit_id", "assignment__directive__type_id",
        )
        .order_by("pk")
    )  # fmt: skip


def _runs(row: ReminderClock) -> bool:
    """Open, not standing still, and due on the day that was reckoned with."""
    assignment = row.assignment
    return assignment.closed_on is None and assignment.stopped_on is None and assignment.due_on == row.due_on


def _firings(clocks: Sequence[ReminderClock], work: Work) -> list[Firing]:
    done: dict[tuple[int, date], set[int]] = defaultdict(set)
    told = Reminder.objects.filter(assignment__in=[row.pk for row in clocks])
    for pk, due_on, rung in told.values_list("assignment_id", "due_on", "rung"):
        done[pk, due_on].add(rung)
    found = []
    for row in clocks:
        rungs = work.ladders.of(row.assignment.directive.type_id)
        days = work.calendars.of(row.assignment.unit_id)
        steps = owed(rungs, row.due_on, after=row.since_on, until=work.until, calendar=days)
        past = done[row.pk, row.due_on]
        # What lies before a rung that was fired is settled with it: a rung put in between later is not owed.
        fresh = [step for step in steps if step.number > max(past, default=step.number - 1)]
        if fresh:
            found.append(Firing(row, fresh[-1], tuple(fresh[:-1])))
    return found


def _write(firings: Sequence[Firing]) -> None:
    now = clock.now()
    today = now.date()
    rows = []
    entries = []
    for firing in firings:
        row, step = firing.clock, firing.step
        late = step.on < today
        rows += [_reminder(row, merged, Outcome.MERGED, now) for merged in firing.merged]
        rows.append(_reminder(row, step, Outcome.LATE if late else Outcome.FIRED, now))
        fact = ReminderFired(
            assignment_id=row.pk,
            due_on=row.due_on,
            rung=step.number,
            owed_on=step.on,
            late=late,
            merged=tuple(merged.number for merged in firing.merged),
            to=_recipients(firing),
            mail=any(one.rung.mail for one in (step, *firing.merged)),
            escalate=any(one.rung.escalate for one in (step, *firing.merged)),
            explain=any(one.rung.explain for one in (step, *firing.merged)),
        )
        # Not among the events of the directive and the unit: their histories tell of what people did.
        entries.append(ledger.Entry(fact, f"reminder:{row.pk}"))
    Reminder.objects.bulk_create(rows)
    if entries:
        ledger.record_many(entries, actor=system_actor())


def _reminder(row: ReminderClock, step: Step, outcome: Outcome, now: datetime) -> Reminder:
    return Reminder(
        assignment_id=row.pk, due_on=row.due_on, rung=step.number, on=step.on, outcome=outcome, fired_at=now
    )


def _recipients(firing: Firing) -> tuple[str, ...]:
    """Those of the step that is fired and of every one merged into it: nobody is forgotten by an outage."""
    return tuple(dict.fromkeys(to for one in (firing.step, *firing.merged) for to in one.rung.to))
