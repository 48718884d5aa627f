"""How long a deadline has passed (số ngày quá hạn), in working days, counted by the database.

The grid of the leaders' board, the coverage matrix and the lists ask the same question of many rows at once; this is
the one expression they share. ``WorkingCalendar.between`` is its twin for a row in hand.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, DateField, Expression, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from organizations.localities import Calendars
from workflows import freshness
from workflows.calendars import calendar
from workflows.workdays import WorkingCalendar

# Ages are exact over this many days back from today; what is older counts as that old, deep in the last bucket.
REACH = timedelta(days=5 * 366)
Text = object


@dataclass(frozen=True)
class AgeBucket:
    """A span of ages; ``least`` None begins at nothing, ``most`` None has no end. ``key`` stands in addresses."""

    key: str
    label: Text
    least: int | None
    most: int | None

    def holds(self, age: int) -> bool:
        return (self.least is None or age >= self.least) and (self.most is None or age <= self.most)


# Working days overdue. The first begins at 0: due on Friday and looked at on Saturday.
OVERDUE_AGES = (
    AgeBucket("1-5", _("1–5"), None, 5),
    AgeBucket("6-10", _("6–10"), 6, 10),
    AgeBucket("11-30", _("11–30"), 11, 30),
    AgeBucket("31-60", _("31–60"), 31, 60),
    AgeBucket("60+", _("Trên 60"), 61, None),
)
# Days since an assignment without a deadline was given.
NO_DEADLINE_AGES = (
    AgeBucket("0-30", _("đến 30 ngày"), None, 30),
    AgeBucket("31-90", _("31–90 ngày"), 31, 90),
    AgeBucket("90+", _("trên 90 ngày"), 91, None),
)


def working_days(start: str, end: str | Expression, today: date, unit: str = "unit_id") -> Expression:
    """Working days of the row's unit after ``start`` up to and including ``end``, both dates of the row; exact within
    REACH of today. What an area has of its own is few days, counted on top.
    """
    days = freshness.cached(f"working days to {today}", lambda: _working_days(today, calendar()))
    plain = _within(days, start, end)
    whens = []
    for own, units in Calendars.now().groups():
        won, lost = _differing(own, today)
        if won or lost:
            more = _within(won, start, end) - _within(lost, start, end)
            whens.append(When(**{f"{unit}__in": units}, then=more))
    return plain + Case(*whens, default=Value(0), output_field=IntegerField()) if whens else plain


def _within(days: list[date], start: str, end: str | Expression) -> Expression:
    """How many of these days lie after ``start``, up to ``end``."""
    known = Value(days, output_field=ArrayField(DateField()))

    def upto(day: str | Expression) -> Func:
        given = F(day) if isinstance(day, str) else day
        return Func(given, known, function="width_bucket", output_field=IntegerField())

    return upto(end) - upto(start)


def _differing(own: WorkingCalendar, today: date) -> tuple[list[date], list[date]]:
    """Days that are worked in an area alone, and those that are worked everywhere but there."""
    usual = calendar()
    days = [day for day in sorted({*own.days_off, *own.working, *usual.days_off, *usual.working})
            if today - REACH <= day <= today]  # fmt: skip
    there = [day for day in days if own.is_working(day) != usual.is_working(day)]
    return [day for day in there if own.is_working(day)], [day for day in there if usual.is_working(day)]


def overdue_age(today: date, prefix: str = "") -> Expression:
    """Working days by which the deadline has passed, up to today or to the day the clock stopped."""
    reference = Coalesce(F(f"{prefix}stopped_on"), Value(today, output_field=DateField()))
    return working_days(f"{prefix}due_on", reference, today, f"{prefix}unit_id")


def in_overdue_bucket(bucket: AgeBucket, today: date) -> Q:
    """Overdue rows that lie in the bucket, annotated with ``age=overdue_age(today)``.

    While the clock runs the bucket is a span of due dates; only where it stopped the age is reckoned row by row.
    """
    running = Q(stopped_on=None) & due_in_overdue_bucket(bucket, today)
    return running | Q(stopped_on__isnull=False) & _span("age", bucket.least, bucket.most)


def due_in_overdue_bucket(bucket: AgeBucket, today: date) -> Q:
    """Due dates that are so many of the unit's working days past."""

    def span(days: WorkingCalendar) -> tuple[date | None, date | None]:
        first = None if bucket.most is None else _due_of_age(bucket.most, today, days)
        return first, None if bucket.least is None else _due_of_age(bucket.least - 1, today, days)

    def inside(ends: tuple[date | None, date | None]) -> Q:
        lookups = {"due_on__gte": ends[0], "due_on__lt": ends[1]}
        return Q(**{name: day for name, day in lookups.items() if day is not None})

    return Calendars.now().where(span, inside)


def _due_of_age(age: int, today: date, working: WorkingCalendar) -> date:
    """The earliest due date that is at most ``age`` working days past."""
    return working.add(today + timedelta(days=1), -age - 1)


def in_no_deadline_bucket(bucket: AgeBucket, today: date) -> Q:
    """Rows given so many days ago."""
    condition = Q()
    if bucket.most is not None:
        condition &= Q(assigned_on__gte=today - timedelta(days=bucket.most))
    if bucket.least is not None:
        condition &= Q(assigned_on__lte=today - timedelta(days=bucket.least))
    return condition


def _span(name: str, least: int | None, most: int | None) -> Q:
    condition = Q()
    if least is not None:
        condition &= Q(**{f"{name}__gte": least})
    if most is not None:
        condition &= Q(**{f"{name}__lte": most})
    return condition


def _working_days(today: date, working: WorkingCalendar) -> list[date]:
    span = (REACH + timedelta(days=1)).days
    days = (today - REACH + timedelta(days=offset) for offset in range(span))
    return [day for day in days if working.is_working(day)]
