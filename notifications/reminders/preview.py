"""What a ladder would have sent in the month before this one: so that it is seen before it is saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from directives.models import DirectiveType
from notifications.models import ReminderLadder
from notifications.reminders.editing import words
from notifications.reminders.ladder import Rung, owed
from organizations.localities import Calendars
from tasks.models import Assignment
from workflows import clock


@dataclass(frozen=True)
class Line:
    """One rung: in words, and how many reminders it would have made."""

    words: str
    rung: Rung
    count: int


@dataclass(frozen=True)
class Preview:
    """The month, its reminders by rung, and its busiest day."""

    first: date
    last: date
    lines: tuple[Line, ...]
    total: int
    busiest: date | None
    most: int


def preview(type: DirectiveType | None, rungs: Sequence[Rung]) -> Preview:
    """Reckoned from today's deadlines and the days on which work was given, sent or settled; one query, in groups.

    Later moves of a deadline are not taken back: it shows the size of things, not history.
    """
    first_of_this = clock.today().replace(day=1)
    last = first_of_this - timedelta(days=1)
    first, before = last.replace(day=1), last.replace(day=1) - timedelta(days=1)
    areas = Calendars.now().areas()
    by_rung: Counter[int] = Counter()
    by_day: Counter[date] = Counter()
    plain = [Rung(rung.offset, rung.every, rung.to) for rung in rungs]
    for due_on, given_on, ended_on, area, count in _groups(type, first, last):
        until = min(last, ended_on - timedelta(days=1)) if ended_on else last
        for step in owed(plain, due_on, after=max(before, given_on), until=until, calendar=areas[area]):
            by_rung[step.rung.offset] += count
            by_day[step.on] += count
    busiest = max(by_day, key=lambda day: by_day[day], default=None)
    return Preview(
        first=first,
        last=last,
        lines=tuple(Line(words(rung.offset), rung, by_rung[rung.offset]) for rung in rungs),
        total=sum(by_day.values()),
        busiest=busiest,
        most=by_day[busiest] if busiest else 0,
    )


def _groups(type: DirectiveType | None, first: date, last: date) -> "list[tuple[date, date, date | None, int, int]]":
    """(deadline, given on, sent or settled on, area, how many) of what was open in the month."""
    rows = Assignment.objects.filter(due_on__isnull=False, assigned_on__lte=last)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gte=first))
    if type is not None:
        rows = rows.filter(directive__type=type)
    else:
        rows = rows.exclude(directive__type__in=ReminderLadder.objects.exclude(type=None).values("type"))
    named = rows.annotate(ended=Coalesce("stopped_on", "closed_on"), area=Calendars.now().area())
    grouped = named.values_list("due_on", "assigned_on", "ended", "area").annotate(n=Count("pk"))
    return [(due_on, given, ended, area, n) for due_on, given, ended, area, n in grouped.order_by() if due_on]
