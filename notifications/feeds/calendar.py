"""What a calendar feed answers: deadlines as all-day events whose UID never changes (RFC 5545).

SEQUENCE grows with each move of a deadline, so that a calendar program replaces the event instead of adding one. What
is settled, sent or standing still leaves the calendar.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from notifications.feeds.links import desks_of
from notifications.models import CalendarFeed
from tasks.facts import AssignmentResumed, DeadlineCorrected, DeadlineMoved, DeadlineStarted, ExtensionGranted
from tasks.models import Assignment, Explanation
from tasks.states import ExplanationState
from workflows import clock
from workflows.models import Event as Recorded
from workflows.words import day

MOVES = (DeadlineCorrected, DeadlineMoved, DeadlineStarted, ExtensionGranted, AssignmentResumed)
MOST = 2_000
REFRESH = timedelta(hours=1)


def ics(feed: CalendarFeed) -> bytes:
    """The calendar of that feed as it stands now; four queries."""
    rows = list(_assignments(feed)[:MOST])
    explanations = list(_explanations(feed)[:MOST])
    calendar = Calendar()
    calendar.add("prodid", "-//Ro Viec//roviec//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = feed.unit.name if feed.unit else feed.person.full_name
    calendar.add("x-wr-calname", _("Hạn việc: %(name)s") % {"name": name})
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    moved = _moves(rows)
    for row in rows:
        calendar.add_component(_deadline(row, *moved.get(row.pk, (0, clock.at(row.assigned_on)))))
    for explanation in explanations:
        calendar.add_component(_to_explain(explanation))
    return calendar.to_ical()  # type: ignore[no-any-return]


def _assignments(feed: CalendarFeed) -> QuerySet[Assignment]:
    """Open, running, with a deadline: all of a unit's, or of the person's desks what is the person's or nobody's."""
    rows = Assignment.objects.filter(closed_on=None, stopped_on=None, due_on__isnull=False)
    if feed.unit_id is not None:
        rows = rows.filter(unit_id=feed.unit_id)
    else:
        mine = Q(officer_id=feed.person_id) | Q(officer=None) | Q(responsible_id=feed.person_id)
        rows = rows.filter(mine, unit_id__in=desks_of(feed.person))
    rows = rows.select_related("task", "directive__type", "unit")
    return rows.defer("directive__text", "directive__folded", "task__folded").order_by("due_on", "pk")


def _explanations(feed: CalendarFeed) -> QuerySet[Explanation]:
    units = [feed.unit_id] if feed.unit_id is not None else desks_of(feed.person)
    rows = Explanation.objects.filter(state=ExplanationState.ASKED, assignment__unit_id__in=units)
    return rows.select_related("assignment__task").order_by("answer_by", "pk")


def _moves(rows: Iterable[Assignment]) -> dict[int, tuple[int, datetime]]:
    """How often each deadline was moved, and when last."""
    streams = {f"assignment:{row.pk}": row.pk for row in rows}
    told = Recorded.objects.filter(stream__in=streams, kind__in=[fact.kind for fact in MOVES])
    counted = told.values_list("stream").annotate(times=Count("pk"), last=Max("at")).order_by()
    return {streams[stream]: (times, last) for stream, times, last in counted}


def _deadline(row: Assignment, times: int, last: datetime) -> Event:
    due_on = row.due_on
    assert due_on is not None
    content = row.part_content or row.task.content
    parts = [row.unit.name, row.directive.reference, row.directive.abstract]
    if row.first_due_on and row.first_due_on != due_on:
        parts.append(_("Hạn ban đầu: %(day)s") % {"day": day(row.first_due_on)})
    event = _all_day(f"assignment-{row.pk}", due_on, _("Hạn: %(content)s") % {"content": content[:180]})
    event.add("description", "\n".join(parts))
    event.add("url", settings.SITE_URL + row.get_absolute_url())
    event.add("sequence", times)
    event.add("last-modified", last)
    return event


def _to_explain(explanation: Explanation) -> Event:
    content = explanation.assignment.task.content
    summary = _("Giải trình: %(content)s") % {"content": content[:180]}
    event = _all_day(f"explanation-{explanation.pk}", explanation.answer_by, summary)
    event.add("description", explanation.question)
    event.add("url", settings.SITE_URL + explanation.assignment.get_absolute_url())
    event.add("sequence", 0)
    event.add("last-modified", explanation.asked_at)
    return event


def _all_day(name: str, on: date, summary: str) -> Event:
    host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    event = Event()
    event.add("uid", f"{name}@{host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
