"""How assignments stood on an earlier day (số liệu tại một ngày), as far as the dates kept tell.

Known: what had been given, what had been confirmed, deadlines as they then stood, suspensions, submissions that
waited for confirmation, explanations asked for, answered and concluded. Not known: results that units took back
themselves, which count as never sent. Units, roles and who sees what are today's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Self

from django.db.models import F, Q

from organizations.localities import Calendars
from tasks.classes import due_after_soon, due_by_soon, soon_day
from tasks.deadline_changes import changes_of
from tasks.explained import ANSWERED, ASKED, assignments_in_state
from tasks.models import (
    Assignment,
    DeadlineCorrection,
    DeadlineMove,
    Explanation,
    Extension,
    ProgressReport,
    Suspension,
)
from tasks.states import NOT_COUNTED, ExtensionState, ReportState
from workflows import clock
from workflows.deadlines import DeadlineClass, classify

C = DeadlineClass
Clock = tuple[date | None, date | None]


@dataclass(frozen=True)
class Then:
    """The evening of ``day``. ``moved``: assignments whose deadline or stopped clock has changed since, with both
    as they stood: (due_on, stopped_on), ``units``: whose they are. All of them were open that evening.
    """

    day: date
    moved: dict[int, Clock]
    units: dict[int, int] = field(default_factory=dict)

    @classmethod
    def on(cls, day: date) -> Self:
        """Read what has changed since; at most eight queries, over what was moved alone."""
        end = _end_of(day)
        granted = Extension.objects.filter(state=ExtensionState.GRANTED)
        resumed = Suspension.objects.filter(to_on__isnull=False)
        stops: dict[int, date] = {
            pk: sent.astimezone(clock.ZONE).date()
            for pk, sent in ProgressReport.objects.filter(
                state=ReportState.RETURNED, final=True, submitted_at__lt=end, decided_at__gte=end
            ).values_list("assignment_id", "submitted_at")
            if sent is not None
        }
        stops |= dict(resumed.filter(from_on__lte=day, to_on__gt=day).values_list("assignment_id", "from_on"))
        ids = set(stops)
        ids |= set(granted.filter(decided_at__gte=end).values_list("assignment_id", flat=True))
        ids |= set(DeadlineCorrection.objects.filter(corrected_at__gte=end).values_list("assignment_id", flat=True))
        ids |= set(DeadlineMove.objects.filter(moved_at__gte=end).values_list("assignment_id", flat=True))
        ids |= set(resumed.filter(to_on__gt=day).values_list("assignment_id", flat=True))
        dues = _dues(ids, day)
        rows = Assignment.objects.filter(pk__in=ids).values_list("pk", "first_due_on", "stopped_on", "unit_id")
        moved: dict[int, Clock] = {}
        units: dict[int, int] = {}
        for pk, first, stopped, unit in rows if ids else ():
            still = stopped if stopped is not None and stopped <= day else None
            moved[pk], units[pk] = (dues.get(pk, first), stops.get(pk, still)), unit
        return cls(day, moved, units)

    def existing(self) -> Q:
        """What had been given and was still counted."""
        return Q(assigned_on__lte=self.day) & ~Q(state__in=NOT_COUNTED, closed_on__lte=self.day)

    def open(self) -> Q:
        """What was not settled."""
        return Q(closed_on=None) | Q(closed_on__gt=self.day)

    def classed(self, name: str) -> Q:
        """Rows of one class that evening."""
        found = [pk for pk, known in self._classes.items() if known == name]
        return (self._plain(name) & ~Q(pk__in=list(self.moved))) | Q(pk__in=found) if self.moved else self._plain(name)

    def explained(self, name: str) -> Q:
        """As ``tasks.explained.explained_condition``, of that evening: asked or answered by then and not yet further;
        or with that finding by then, about the deadline as it then stood.
        """
        end = _end_of(self.day)
        if name in (ASKED, ANSWERED):
            return Q(pk__in=assignments_in_state(name, end))
        found = Explanation.objects.filter(finding=name, found_at__lt=end)
        still = found.filter(due_on=F("assignment__due_on")).exclude(assignment_id__in=list(self.moved))
        condition = Q(pk__in=still.values("assignment_id"))
        if not self.moved:
            return condition
        known = found.filter(assignment_id__in=list(self.moved)).values_list("assignment_id", "due_on")
        return condition | Q(pk__in=[pk for pk, due_on in known if self.moved[pk][0] == due_on])

    @cached_property
    def _classes(self) -> dict[int, DeadlineClass]:
        calendars, day = Calendars.now(), self.day
        until = {unit: soon_day(day, calendars.of(unit)) for unit in set(self.units.values())}
        return {
            pk: classify(due_on=due, done_on=None, stopped_on=stopped, today=day, soon_until=until[self.units[pk]])
            for pk, (due, stopped) in self.moved.items()
        }

    def _plain(self, name: str) -> Q:
        """For rows whose dates are still what they were."""
        done = Q(done_on__isnull=False, closed_on__lte=self.day)
        running = Q(stopped_on=None) | Q(stopped_on__gt=self.day)
        still = Q(stopped_on__lte=self.day)
        match DeadlineClass(name):
            case C.ON_TIME:
                return done & Q(done_on__lte=F("due_on"))
            case C.LATE:
                return done & Q(done_on__gt=F("due_on"))
            case C.DONE:
                return done & Q(due_on=None)
            case C.NONE:
                return self.open() & Q(due_on=None)
            case C.OVERDUE:
                return self.open() & (running & Q(due_on__lt=self.day) | still & Q(stopped_on__gt=F("due_on")))
            case C.SOON:
                return self.open() & running & Q(due_on__gte=self.day) & due_by_soon(self.day)
            case _:
                ahead = running & due_after_soon(self.day)
                return self.open() & (ahead | still & Q(stopped_on__lte=F("due_on")))


def _end_of(day: date) -> datetime:
    return clock.at(day + timedelta(days=1), time.min)


def _dues(ids: Iterable[int], day: date) -> dict[int, date | None]:
    """The deadline that the last change up to that evening left, else the one that the first change after it found;
    nothing where the history tells of none. In the order of events, for several may fall on one day.
    """
    end = _end_of(day)
    dues: dict[int, date | None] = {}
    for pk, changes in changes_of(ids).items():
        earlier = [change.after for change in changes if change.at < end]
        dues[pk] = earlier[-1] if earlier else changes[0].before
    return dues
