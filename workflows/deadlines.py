"""Deadline class: how a piece of work stands against its date. Derived, never stored; SQL and Python agree.

A deadline is a day and ends at 24:00 (Civil Code 2015 art. 148). Source of the classes: the Government's own reports
(đúng hạn, quá hạn, trong hạn), with "due soon" and "no deadline" beside them.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Expression, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from workflows import clock, options
from workflows.in_force import find, read_deadline
from workflows.periods import Period, Recurrence, intervals, periods
from workflows.reading import DeadlineKind, DeadlineReading, FoundPhrase, ReadingOptions
from workflows.workdays import WorkingCalendar

__all__ = [
    "DeadlineClass",
    "DeadlineKind",
    "DeadlineReading",
    "FoundPhrase",
    "Period",
    "ReadingOptions",
    "Recurrence",
    "classify",
    "counted_day",
    "deadline_class_sql",
    "find",
    "intervals",
    "periods",
    "read_deadline",
    "soon_until",
]


class DeadlineClass(models.TextChoices):
    """Tình trạng thời hạn."""

    ON_TIME = "done_on_time", _("Hoàn thành đúng hạn")
    LATE = "done_late", _("Hoàn thành quá hạn")
    DONE = "done_undated", _("Hoàn thành, không có thời hạn")
    OPEN = "open", _("Trong hạn")
    SOON = "soon", _("Sắp đến hạn")
    OVERDUE = "overdue", _("Quá hạn")
    NONE = "none", _("Chưa có thời hạn")


def classify(
    *, due_on: date | None, done_on: date | None, stopped_on: date | None, today: date, soon_until: date
) -> DeadlineClass:
    """The class on ``today``. ``stopped_on`` is the day the clock stands still (submitted, suspended);
    a deadline up to ``soon_until`` is due soon. What is done without one (standing, on request) is neither on time nor
    late. Its twin is ``deadline_class_sql``.
    """
    if done_on is not None:
        if due_on is None:
            return DeadlineClass.DONE
        return DeadlineClass.ON_TIME if done_on <= due_on else DeadlineClass.LATE
    if due_on is None:
        return DeadlineClass.NONE
    if (stopped_on or today) > due_on:
        return DeadlineClass.OVERDUE
    if stopped_on is None and due_on <= soon_until:
        return DeadlineClass.SOON
    return DeadlineClass.OPEN


def deadline_class_sql(today: date, soon_until: date | Expression, prefix: str = "") -> Case:
    """``classify`` over the columns due_on, done_on, stopped_on (of the relation ``prefix``, "assignment__").

    ``soon_until`` may be another day for each row: units count by their own calendars.
    """

    def of(**lookups: Any) -> Q:
        return Q(**{prefix + lookup: value for lookup, value in lookups.items()})

    due_on = F(f"{prefix}due_on")
    running_out = of(stopped_on__isnull=True, due_on__lt=today) | of(stopped_on__gt=due_on)
    return Case(
        When(of(done_on__isnull=False, due_on__isnull=True), then=Value(DeadlineClass.DONE.value)),
        When(of(done_on__lte=due_on), then=Value(DeadlineClass.ON_TIME.value)),
        When(of(done_on__isnull=False), then=Value(DeadlineClass.LATE.value)),
        When(of(due_on__isnull=True), then=Value(DeadlineClass.NONE.value)),
        When(running_out, then=Value(DeadlineClass.OVERDUE.value)),
        When(of(stopped_on__isnull=True, due_on__lte=soon_until), then=Value(DeadlineClass.SOON.value)),
        default=Value(DeadlineClass.OPEN.value),
        output_field=models.CharField(),
    )


def soon_until(today: date, days: int, calendar: WorkingCalendar) -> date:
    """The last day that counts as due soon: ``days`` working days from ``today``."""
    return calendar.add(today, days)


def counted_day(moment: datetime | None = None) -> date:
    """The day an act counts for: the next one when it comes after ``day_ends_at`` (a setting; 24:00 by law)."""
    here = (moment or clock.now()).astimezone(clock.ZONE)
    ends_at = options.get_str("day_ends_at")
    if ends_at == "24:00" or here.time() <= time.fromisoformat(ends_at):
        return here.date()
    return here.date() + timedelta(days=1)
