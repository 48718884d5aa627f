"""Working days: the law's holidays, the office's exceptions, and one query to notice a change."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from workflows import freshness
from workflows.calendars import calendar
from workflows.models import CalendarDay
from workflows.workdays import WorkingCalendar, statutory

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.django_db
def test_five_working_days_over_the_holidays_of_2026() -> None:
    """The brief's example: 05 working days from Wednesday 29/4/2026 end on Friday 8/5."""
    assert calendar().add(date(2026, 4, 29), 5) == date(2026, 5, 8)
    assert calendar().between(date(2026, 4, 29), date(2026, 5, 8)) == 5
    assert calendar().between(date(2026, 5, 8), date(2026, 4, 29)) == -5
    assert calendar().add(date(2026, 5, 8), -5) == date(2026, 4, 29)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2023, 7, 30), "Chủ nhật"),
        (date(2023, 7, 29), "Thứ Bảy"),
        (date(2023, 7, 28), ""),
        (date(2023, 1, 22), "Tết Nguyên Đán"),
        (date(2023, 5, 3), "Ngày Chiến thắng (nghỉ bù)"),
        (date(2026, 1, 2), "Nghỉ Tết Dương lịch (hoán đổi ngày làm việc)"),
        (date(2026, 1, 10), ""),  # a Saturday worked in exchange
        (date(2026, 8, 31), "Nghỉ Quốc khánh (hoán đổi ngày làm việc)"),
        (date(2026, 8, 22), ""),
        (date(2024, 5, 4), ""),
    ],
)
def test_why_off(day: date, reason: str) -> None:
    assert calendar().why_off(day) == reason


@pytest.mark.django_db
def test_known_swaps_name_their_source() -> None:
    assert CalendarDay.objects.get(day=date(2026, 1, 10)).source == "Văn bản 12729/VPCP-KGVX"


@pytest.mark.django_db
def test_office_overrides_the_tables() -> None:
    culture_day = date(2026, 11, 24)
    assert not calendar().is_working(culture_day)
    CalendarDay.objects.create(day=culture_day, working=True, name="Chưa được nghỉ")
    CalendarDay.objects.create(day=date(2026, 11, 25), name="Nghỉ bão")
    freshness.recheck()  # what the start of a request does
    assert calendar().is_working(culture_day)
    assert calendar().why_off(date(2026, 11, 25)) == "Nghỉ bão"


@pytest.mark.django_db
def test_one_query_per_request_however_often_it_is_asked() -> None:
    calendar()
    for _request in range(2):
        freshness.recheck()  # what the start of a request does
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert calendar() is calendar()
        assert len(queries) == 1


@pytest.mark.django_db
def test_rows_changed_behind_our_back_are_noticed() -> None:
    before = calendar()
    CalendarDay.objects.filter(day=date(2026, 1, 2)).update(name="khác")
    freshness.recheck()
    assert calendar() is not before
    assert calendar().why_off(date(2026, 1, 2)) == "khác"


def test_next_and_previous_working_day() -> None:
    plain = WorkingCalendar()
    assert plain.next_working(date(2023, 7, 30)) == date(2023, 7, 31)
    assert plain.previous_working(date(2023, 7, 30)) == date(2023, 7, 28)
    assert plain.next_working(date(2023, 7, 28)) == plain.previous_working(date(2023, 7, 28)) == date(2023, 7, 28)
    assert plain.add(date(2023, 7, 30), 0) == date(2023, 7, 30)


@given(start=DAYS, length=st.integers(0, 400))
def test_between_counts_what_stepping_counts(start: date, length: int) -> None:
    working = statutory()
    end = start + timedelta(days=length)
    stepped = sum(working.is_working(start + timedelta(days=n)) for n in range(1, length + 1))
    assert working.between(start, end) == stepped == -working.between(end, start)


@given(start=DAYS, count=st.integers(1, 60))
def test_add_and_between_are_inverse(start: date, count: int) -> None:
    working = statutory()
    end = working.add(start, count)
    assert working.is_working(end) and working.between(start, end) == count
