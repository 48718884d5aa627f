"""The deadline class in Python and in SQL, periods, and the day an act counts for."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

import pytest
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflows import clock, options
from workflows.deadlines import (
    DeadlineClass,
    classify,
    counted_day,
    deadline_class_sql,
    periods,
    soon_until,
)
from workflows.workdays import statutory

pytestmark = pytest.mark.server

TODAY = date(2023, 7, 31)
NEAR = st.none() | st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    ("due_on", "done_on", "stopped_on", "expected"),
    [
        (date(2023, 7, 30), None, None, DeadlineClass.OVERDUE),
        (date(2023, 7, 31), None, None, DeadlineClass.SOON),
        (date(2023, 8, 3), None, None, DeadlineClass.SOON),
        (date(2023, 8, 4), None, None, DeadlineClass.OPEN),
        (None, None, None, DeadlineClass.NONE),
        (date(2023, 7, 30), None, date(2023, 7, 30), DeadlineClass.OPEN),  # submitted in time, waits for confirmation
        (date(2023, 7, 30), None, date(2023, 7, 31), DeadlineClass.OVERDUE),
        (date(2023, 7, 30), date(2023, 7, 30), None, DeadlineClass.ON_TIME),
        (date(2023, 7, 30), date(2023, 7, 31), None, DeadlineClass.LATE),
        (None, date(2023, 7, 31), None, DeadlineClass.DONE),
    ],
)
def test_classes(due_on: date | None, done_on: date | None, stopped_on: date | None, expected: DeadlineClass) -> None:
    until = soon_until(TODAY, 3, statutory())
    assert until == date(2023, 8, 3)
    got = classify(due_on=due_on, done_on=done_on, stopped_on=stopped_on, today=TODAY, soon_until=until)
    assert got == expected


class Dated(models.Model):
    """Rows of the proof, in a table of their own."""

    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    objects: ClassVar[models.Manager["Dated"]] = models.Manager()

    class Meta:
        app_label = "deadline_tests"
        db_table = "deadline_tests_dated"

    def __str__(self) -> str:
        return str(self.due_on)


@pytest.fixture
def dated_table(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE deadline_tests_dated (id serial, due_on date, done_on date, stopped_on date)")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    rows=st.lists(st.tuples(NEAR, NEAR, NEAR), min_size=1, max_size=30),
    today=st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    days=st.integers(0, 5),
)
def test_sql_and_python_agree(
    dated_table: None, rows: list[tuple[date | None, date | None, date | None]], today: date, days: int
) -> None:
    until = soon_until(today, days, statutory())
    Dated.objects.all().delete()
    Dated.objects.bulk_create(Dated(due_on=due, done_on=done, stopped_on=stopped) for due, done, stopped in rows)
    in_sql = (
        Dated.objects.annotate(found=deadline_class_sql(today, until)).order_by("id").values_list("found", flat=True)
    )
    in_python = [
        classify(due_on=due, done_on=done, stopped_on=stopped, today=today, soon_until=until)
        for due, done, stopped in rows
    ]
    assert list(in_sql) == [found.value for found in in_python]


def test_quarters_follow_the_decree() -> None:
    found = periods("quarterly", date(2023, 7, 28), date(2024, 3, 31), calendar=statutory(), days_after_cutoff=1)
    assert [(p.key, p.label, p.starts_on, p.ends_on, p.due_on) for p in found] == [
        ("2023-Q3", "Quý III/2023", date(2023, 6, 15), date(2023, 9, 14), date(2023, 9, 15)),
        ("2023-Q4", "Quý IV/2023", date(2023, 9, 15), date(2023, 12, 14), date(2023, 12, 15)),
        ("2024-Q1", "Quý I/2024", date(2023, 12, 15), date(2024, 3, 14), date(2024, 3, 15)),
    ]


@pytest.mark.parametrize(
    ("recurrence", "key", "starts_on", "ends_on", "due_on"),
    [
        ("monthly", "2023-M01", date(2022, 12, 15), date(2023, 1, 14), date(2023, 1, 16)),  # 14/1 is a Saturday
        ("quarterly", "2023-Q1", date(2022, 12, 15), date(2023, 3, 14), date(2023, 3, 15)),
        ("semiannual", "2023-H1", date(2022, 12, 15), date(2023, 6, 14), date(2023, 6, 15)),
        ("annual", "2023", date(2022, 12, 15), date(2023, 12, 14), date(2023, 12, 15)),
        ("weekly", "2023-W01", date(2023, 1, 2), date(2023, 1, 6), date(2023, 1, 6)),
    ],
)
def test_first_period_of_a_year(recurrence: str, key: str, starts_on: date, ends_on: date, due_on: date) -> None:
    first = periods(recurrence, date(2023, 1, 1), date(2023, 12, 31), calendar=statutory(), days_after_cutoff=1)[0]
    assert (first.key, first.starts_on, first.ends_on, first.due_on) == (key, starts_on, ends_on, due_on)


def test_several_recurrences_come_by_due_day() -> None:
    names = ["quarterly", "semiannual", "annual"]
    found = periods(names, date(2023, 7, 28), date(2023, 12, 31), calendar=statutory(), days_after_cutoff=2)
    assert [p.key for p in found] == ["2023-Q3", "2023", "2023-H2", "2023-Q4"]
    assert {p.due_on for p in found[1:]} == {date(2023, 12, 18)}


def test_a_named_day_of_the_month_is_kept() -> None:
    found = periods(
        "monthly", date(2023, 1, 1), date(2023, 3, 1), calendar=statutory(), due_day=30, days_after_cutoff=1
    )
    assert [p.due_on for p in found] == [date(2023, 1, 30), date(2023, 2, 28)]


@given(
    start=st.dates(date(2020, 1, 1), date(2029, 1, 1)),
    length=st.integers(0, 900),
    name=st.sampled_from(["monthly", "quarterly", "semiannual", "annual"]),
)
def test_periods_join_without_gap_or_overlap(start: date, length: int, name: str) -> None:
    until = start + timedelta(days=length)
    found = periods(name, start, until, calendar=statutory(), days_after_cutoff=1)
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + timedelta(days=1)
        assert before.starts_on < before.ends_on < before.due_on
    assert all(start <= period.ends_on <= until for period in found)


@pytest.mark.django_db
def test_day_ends_at_the_hour_the_office_set() -> None:
    evening = datetime(2023, 7, 31, 18, 30, tzinfo=clock.ZONE)
    assert counted_day(evening) == date(2023, 7, 31)
    options.set_value("day_ends_at", "17:00", None)
    assert counted_day(evening) == date(2023, 8, 1)
    assert counted_day(datetime(2023, 7, 31, 17, 0, tzinfo=clock.ZONE)) == date(2023, 7, 31)
