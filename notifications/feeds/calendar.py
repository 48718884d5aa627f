"""What a calendar feed answers: deadlines as all-day events whose UID never changes (RFC 5545).

Events, not to-dos: calendars of phones and of the web show no VTODO of a feed. SEQUENCE grows with each move of a
deadline, so that a calendar program replaces the event instead of adding one. What is sent, done or standing still
leaves the calendar; what was withdrawn stays a month as cancelled, for programs that keep what a feed no longer says.
No METHOD: the feed is a calendar, not a message of iTIP (RFC 5546), which would demand an organizer. So DTSTAMP is the
time of the last change, and the same state is always the same bytes.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain, islice
from textwrap import shorten

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from notifications.feeds import care
from notifications.feeds.links import desks_of
from notifications.models import CalendarFeed, FeedOrigin
from organizations.actors import actor_for
from tasks.deadline_changes import MOVES
from tasks.models import Assignment, Explanation
from tasks.states import NOT_COUNTED, ExplanationState
from workflows import clock
from workflows.models import Event as Recorded
from workflows.periods import label_of
from workflows.words import day

MOST = 2_000
LONGEST = 180
REFRESH = timedelta(hours=1)
CANCELLED_FOR = timedelta(days=30)


def ics(feed: CalendarFeed) -> bytes:
    """The calendar of that feed as it stands now; five queries, of a person's own at most seven more."""
    rows = list(_assignments(feed)[:MOST])
    explanations = list(_explanations(feed)[:MOST])
    name = feed.unit.name if feed.unit else feed.person.full_name
    origin, _made = FeedOrigin.objects.get_or_create(pk=1)
    calendar = Calendar()
    calendar.add("prodid", "-//Ro Viec//roviec//VI")
    calendar.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, _("Hạn việc: %(name)s") % {"name": name})
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    moved = _moves(rows)
    for row in rows:
        calendar.add_component(_deadline(row, origin, *moved.get(row.pk, (0, clock.at(row.assigned_on)))))
    for explanation in explanations:
        calendar.add_component(_to_explain(explanation, origin))
    if feed.unit_id is None:
        actor = actor_for(feed.person)
        for entry in islice(chain(care.steps(actor), care.to_conclude(actor), care.followed(actor)), MOST):
            calendar.add_component(_of_care(entry, origin))
    return calendar.to_ical()  # type: ignore[no-any-return]


def _assignments(feed: CalendarFeed) -> QuerySet[Assignment]:
    """Running or lately withdrawn, with a deadline: all of a unit's, or of the person's desks what is the person's or
    nobody's.
    """
    withdrawn = Q(state__in=NOT_COUNTED, closed_on__gt=clock.today() - CANCELLED_FOR)
    rows = Assignment.objects.filter(Q(closed_on=None, stopped_on=None) | withdrawn, due_on__isnull=False)
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


def _deadline(row: Assignment, origin: FeedOrigin, times: int, last: datetime) -> Event:
    due_on = row.due_on
    assert due_on is not None
    content = row.part_content or row.task.content
    parts = [row.unit.name, row.directive.short_name, row.directive.abstract]
    if row.first_due_on and row.first_due_on != due_on:
        parts.append(_("Hạn ban đầu: %(day)s") % {"day": day(row.first_due_on)})
    kind = _("Hạn") if row.closed_on is None else row.get_state_display()
    if row.closed_on is not None:
        times, last = times + 1, max(last, clock.at(row.closed_on))
    words = (kind, label_of(row.period), content)
    event = _all_day(f"assignment-{row.pk}@{origin}", due_on, words, times, last)
    event.add("description", "\n".join(parts))
    event.add("url", settings.SITE_URL + row.get_absolute_url())
    event.add("status", "CONFIRMED" if row.closed_on is None else "CANCELLED")
    return event


def _to_explain(explanation: Explanation, origin: FeedOrigin) -> Event:
    words = (_("Giải trình"), explanation.assignment.task.content)
    uid = f"explanation-{explanation.pk}@{origin}"
    event = _all_day(uid, explanation.answer_by, words, 0, explanation.asked_at)
    event.add("description", explanation.question)
    event.add("url", settings.SITE_URL + explanation.assignment.get_absolute_url())
    return event


def _of_care(entry: care.Entry, origin: FeedOrigin) -> Event:
    event = _all_day(f"{entry.name}@{origin}", entry.on, entry.words, 0, entry.at)
    event.add("description", "\n".join(entry.description))
    event.add("url", settings.SITE_URL + entry.path)
    return event


def _all_day(uid: str, on: date, words: Iterable[str], times: int, last: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", last)
    event.add("last-modified", last)
    event.add("sequence", times)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", shorten(": ".join(filter(None, words)), LONGEST, placeholder="…"))
    event.add("transp", "TRANSPARENT")
    return event
