"""From facts to notices. Runs in the job worker, at least once; the unique key of a notice makes twice harmless."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from notifications import mail
from notifications.audience import Telling, tellings
from notifications.catalogue import BY_KIND, CATALOGUE
from notifications.facts import LadderChanged, ReminderFired
from notifications.jobs import replan_reminders
from notifications.models import Notice
from notifications.reminders import planning
from organizations.facts import CalendarDaySet, UnitMoved
from tasks.actions import escalating, explaining
from tasks.facts import AssignmentGiven
from tasks.models import Assignment
from workflows import clock, jobs, options
from workflows.actors import system_actor
from workflows.calendars import local_places
from workflows.facts import Fact, on
from workflows.ledger import announce
from workflows.models import Event


@on(*CATALOGUE, batch=True)
def tell(pairs: Sequence[tuple[Event, Fact]]) -> None:
    """Write the notices of these events, plan their e-mail, and move the unread counts on open screens."""
    events = [event for event, _fact in pairs]
    told = _merged(tellings(events, clock.today()))
    with transaction.atomic():
        Notice.objects.bulk_create(
            [
                Notice(
                    person_id=telling.person_id,
                    event=telling.event,
                    topic=BY_KIND[telling.event.kind].topic,
                    reason=telling.reason,
                    directive_id=telling.directive_id,
                    assignment_id=telling.assignment_id if count == 1 else None,
                    count=count,
                    at=telling.event.at,
                )
                for telling, count in told
            ],
            ignore_conflicts=True,
            batch_size=2_000,
        )
        fresh = clock.now() - timedelta(days=options.get_int("mail_not_older_than_days"))
        mail.plan([event.pk for event in events if event.at >= fresh and event.data.get("mail", True)])
        announce(*(f"person.{telling.person_id}" for telling, _count in told))


@on(*planning.RESTARTS, batch=True)
def set_clocks(pairs: Sequence[tuple[Event, Any]]) -> None:
    """A deadline was given, moved, or runs again: reckon when it is next looked at."""
    planning.plan(fact.assignment_id for _event, fact in pairs)


@on(ReminderFired)
def press(event: Event, fact: ReminderFired) -> None:
    """What a rung does beside telling: the leaders' board, a request for an explanation. Neither twice.

    Not in the sweep's transaction: here one assignment is locked for a moment, there many would be for long.
    """
    if not (fact.escalate or fact.explain):
        return
    assignment = Assignment.objects.select_related("parent", "directive").get(pk=fact.assignment_id)
    if assignment.due_on != fact.due_on or assignment.stopped_on or assignment.closed_on:
        return  # extended, sent or settled meanwhile
    if fact.escalate and escalating.escalating_blocked(assignment) is None:
        escalating.escalate(assignment=assignment, actor=system_actor())
    if fact.explain and explaining.asking_blocked(assignment) is None:
        explaining.ask_explanation(assignment=assignment, actor=system_actor())


@on(CalendarDaySet, LadderChanged, UnitMoved)
def reckon_anew(event: Event, fact: Fact) -> None:
    """Which days are working days, or which rungs there are, has changed; or a unit lies in another area."""
    if isinstance(fact, UnitMoved) and not local_places():
        return
    with suppress(AlreadyEnqueued):
        jobs.enqueue(replan_reminders)


def _merged(found: Sequence[Telling]) -> list[tuple[Telling, int]]:
    """Work given, or reminded of at the same rung, to one person by one directive at one moment is one notice."""
    single: list[tuple[Telling, int]] = []
    sets: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for telling in found:
        event = telling.event
        key = telling.person_id, telling.directive_id, event.at, event.kind
        if event.kind == AssignmentGiven.kind:
            sets[key].append(telling)
        elif event.kind == ReminderFired.kind:
            # A late one says so by itself: it is counted from the deadline and today.
            sets[*key, event.data["due_on"]].append(telling)
        else:
            single.append((telling, 1))
    return single + [(min(group, key=lambda t: t.event.pk), len(group)) for group in sets.values()]
