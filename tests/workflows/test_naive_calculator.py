"""Every rule against an independent calculator that walks one day at a time, over 2020 to 2030.

It shares nothing with the product but the list of days off, and is as plain as the law's words.
"""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.periods import Given, Schedule, periods
from workflows.rules import Anchor, DeadlineKind, Rule, RuleOptions, Unit, compute
from workflows.workdays import WorkingCalendar, statutory

FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)
ONE = timedelta(days=1)
STARTS = st.dates(FIRST, date(2029, 12, 31))
TERMS = st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
OPTIONS = st.builds(RuleOptions, st.booleans(), st.booleans(), st.booleans())


class Decreed(WorkingCalendar):
    """A calendar that tells of the days moved only how they are strewn, for the report of a case that fails."""

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        law = statutory()
        pairs = ((self.days_off, law.days_off), (self.working, law.working))
        off, on = (sorted(more.keys() - days.keys())[:2] for more, days in pairs)
        printer.text(f"Decreed(off={off}..., on={on}...)")


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """The law's calendar, sometimes with days that decrees moved, so many that every term meets some."""
    law = statutory()
    off, on = (dict.fromkeys(draw(st.just([]) | st.builds(scattered, st.integers(5, 60), st.integers(0, 59))), name)
               for name in ("Nghỉ", "Bù"))  # fmt: skip
    return Decreed({**law.days_off, **off}, {**law.working, **on})


def scattered(step: int, start: int) -> list[date]:
    return [FIRST + n * ONE for n in range(start, (LAST - FIRST).days, step)]


def works(day: date, calendar: WorkingCalendar) -> bool:
    if day in calendar.working:
        return True
    return day.isoweekday() not in (6, 7) and day not in calendar.days_off


@settings(max_examples=60, deadline=None)
@given(STARTS, st.integers(-700, 700), calendars())
def test_working_days_far_away_are_those_that_walking_finds(start: date, count: int, calendar: WorkingCalendar) -> None:
    """Long counts are reckoned, not walked."""
    day, left, step = start, abs(count), ONE if count > 0 else -ONE
    while left:
        day += step
        left -= works(day, calendar)
    assert calendar.add(start, count) == day


@pytest.mark.parametrize(("start", "count"), [(date(9999, 12, 1), 31), (date(1, 1, 20), -31), (date.min, -40)])
def test_counts_that_leave_the_calendar_say_so(start: date, count: int) -> None:
    with pytest.raises(OverflowError):
        statutory().add(start, count)


@pytest.mark.parametrize("name", ["weekly", "monthly:5", "nine-monthly", "annual", "annual:99999", "daily:3"])
def test_periods_of_any_years_are_answered(name: str) -> None:
    plan = {"calendar": statutory(), "schedule": Schedule()}
    assert periods(name, date.min, date(1, 12, 31), **plan) == []  # type: ignore[arg-type]
    assert periods(name, date(9999, 1, 1), date.max, **plan) == []  # type: ignore[arg-type]
    found = periods(name, date.min, date(2026, 12, 31), **plan)  # type: ignore[arg-type]
    assert all(period.ends_on <= date(2026, 12, 31) for period in found)
    assert bool(found) == (name != "annual:99999")


def next_month(day: date) -> date:
    """The first day of the month after."""
    while True:
        day += ONE
        if day.day == 1:
            return day


def naive_end(start: date, count: int, unit: str, calendar: WorkingCalendar) -> date:
    """Art. 147: the first day is out. Walk, and count what the unit counts."""
    day = start
    if unit in (Unit.MONTH, Unit.YEAR):
        months = count * (12 if unit == Unit.YEAR else 1)
        first = start
        while first.day != 1:
            first -= ONE
        for _nth in range(months):
            first = next_month(first)
        after = next_month(first)
        day = first
        while day.day < start.day and day + ONE < after:  # art. 148.3: that day of the month, or its last
            day += ONE
        return day
    left = count * (7 if unit == Unit.WEEK else 1)
    while left:
        day += ONE
        if unit != Unit.WORKING_DAY or works(day, calendar):
            left -= 1
    return day


def naive_roll(day: date, calendar: WorkingCalendar) -> date:
    """Art. 148.5: the working day that follows a last day off."""
    while not works(day, calendar):
        day += ONE
    return day


@settings(max_examples=400, deadline=None)
@given(start=STARTS, count=st.integers(1, 60), unit=TERMS, calendar=calendars(), options=OPTIONS)
def test_terms(start: date, count: int, unit: Unit, calendar: WorkingCalendar, options: RuleOptions) -> None:
    if unit == Unit.YEAR:
        count = count % 3 + 1
    rule = Rule(DeadlineKind.TERM, "within", count=count, unit=unit, anchor=Anchor.ISSUED)
    days = compute(rule, start, calendar, options)
    end = naive_end(start, count, unit, calendar)
    rolled = naive_roll(end, calendar)
    assert (days.stated, days.legal) == (end, rolled)
    assert days.operative == (rolled if options.roll_forward_terms else end)
    assert bool(days.why) == (rolled != end)


@settings(max_examples=300, deadline=None)
@given(start=STARTS, count=st.integers(1, 30), unit=st.sampled_from([Unit.DAY, Unit.WORKING_DAY]), calendar=calendars())
def test_so_many_days_before_another_deadline(start: date, count: int, unit: Unit, calendar: WorkingCalendar) -> None:
    rule = Rule(DeadlineKind.RELATIVE, "before_parent", count=-count, unit=unit, anchor=Anchor.PARENT)
    day, left = start, count
    while left:
        day -= ONE
        if unit == Unit.DAY or works(day, calendar):
            left -= 1
    before = day
    while not works(before, calendar):
        before -= ONE
    days = compute(rule, start, calendar, RuleOptions())
    assert (days.stated, days.operative) == (day, before)


@settings(max_examples=300, deadline=None)
@given(day=st.dates(FIRST, date(2030, 12, 1)), excluded=st.booleans(), calendar=calendars(), options=OPTIONS)
def test_days_written_out(day: date, excluded: bool, calendar: WorkingCalendar, options: RuleOptions) -> None:
    days = compute(Rule(DeadlineKind.FIXED, day=day, excluded=excluded), None, calendar, options)
    held = day - ONE if excluded and options.before_means_previous_day else day
    if options.roll_forward_fixed:
        held = naive_roll(held, calendar)
    assert (days.stated, days.legal, days.operative) == (day, day - ONE if excluded else day, held)
    assert days.operative == days.stated or days.why


def naive_cutoff(year: int, month: int, day: int) -> date:
    """That day of the month; 0 stands for the month's last."""
    found = date(year, month, 1)
    while (found.day != day) if day else ((found + ONE).month == month):
        found += ONE
    return found


def naive_periods(name: str, year: int, cutoff: int) -> list[tuple[date, date]]:
    """First and last day of data of each period of the year, by the decree's table."""
    last_months = {"monthly": range(1, 13), "quarterly": (3, 6, 9, 12), "semiannual": (6, 12), "annual": (12,),
                   "nine-monthly": (9,)}[name]  # fmt: skip
    length = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12, "nine-monthly": 9}[name]
    found = []
    for month in last_months:
        before_month, before_year = month - length, year
        if before_month < 1:
            before_month, before_year = before_month + 12, year - 1
        found.append((naive_cutoff(before_year, before_month, cutoff) + ONE, naive_cutoff(year, month, cutoff)))
    return found


@settings(max_examples=120, deadline=None)
@given(
    name=st.sampled_from(["monthly", "quarterly", "semiannual", "annual", "nine-monthly"]),
    year=st.integers(2020, 2029),
    cutoff=st.sampled_from([0, 10, 14, 20, 28]),
    after=st.integers(1, 10),
    collector=st.integers(2, 15),
    calendar=calendars(),
)
def test_periods_of_every_year(
    name: str, year: int, cutoff: int, after: int, collector: int, calendar: WorkingCalendar
) -> None:
    schedule = Schedule(cutoff_day=cutoff, unit_after=after, collector_after=collector)
    found = periods(name, date(year, 1, 1), date(year, 12, 31), calendar=calendar, schedule=schedule)
    wanted = naive_periods(name, year, cutoff)
    assert sorted((one.starts_on, one.ends_on) for one in found) == sorted(wanted)
    for one in found:
        assert one.due_on == naive_end(one.ends_on, after, Unit.WORKING_DAY, calendar)
        assert one.collector_on is not None and one.superior_on is not None
        assert one.due_on < one.collector_on < one.superior_on
        assert works(one.collector_on, calendar)


@settings(max_examples=100, deadline=None)
@given(year=st.integers(2020, 2029), weekday=st.none() | st.integers(0, 6), calendar=calendars())
def test_weeks(year: int, weekday: int | None, calendar: WorkingCalendar) -> None:
    given_days = {"weekly": [Given(weekday=weekday)]} if weekday is not None else {}
    schedule = Schedule(given=given_days)
    found = periods("weekly", date(year, 1, 1), date(year, 12, 31), calendar=calendar, schedule=schedule)
    mondays, day = [], date(year, 1, 1) - timedelta(days=4)
    while day + timedelta(days=4) <= date(year, 12, 31):
        if day.isoweekday() == 1 and day + timedelta(days=4) >= date(year, 1, 1):
            mondays.append(day)
        day += ONE
    assert sorted(one.starts_on for one in found) == mondays
    for one in found:
        if weekday is None:
            open_days = [one.starts_on + n * ONE for n in range(5) if works(one.starts_on + n * ONE, calendar)]
            assert one.due_on == (open_days[-1] if open_days else one.starts_on)
        else:
            assert one.due_on.weekday() == weekday


@pytest.mark.parametrize("name", ["monthly:2", "monthly:5", "weekly:2", "daily:10", "annual:2", "quarterly:3"])
def test_every_n_joins_without_gap_and_is_the_same_whoever_asks(name: str) -> None:
    whole = periods(name, FIRST, LAST, calendar=statutory(), schedule=Schedule())
    by_key = {one.key: one for one in whole}
    assert len(by_key) == len(whole) > 3
    for one, following in itertools.pairwise(whole):
        gap = (following.starts_on - one.ends_on).days
        assert gap == 1 or (name.startswith("weekly") and gap == 3)  # Saturday and Sunday belong to no week
    for start in (date(2023, 3, 7), date(2025, 12, 31)):
        for one in periods(name, start, date(2028, 5, 5), calendar=statutory(), schedule=Schedule()):
            assert by_key[one.key] == one


@pytest.mark.parametrize(
    ("name", "given_days", "due"),
    [
        ("monthly", [Given(day=15, excluded=True)], [date(2026, 1, 14), date(2026, 2, 14)]),
        ("monthly", [Given(day=5)], [date(2026, 2, 5), date(2026, 3, 5)]),  # of the month after the cut-off
        ("monthly", [Given(day=31)], [date(2026, 1, 31), date(2026, 2, 28)]),
        ("quarterly", [Given(day=25)], [date(2026, 3, 25), date(2026, 6, 25)]),
        ("semiannual", [Given(1, 6), Given(15, 11)], [date(2026, 6, 1), date(2026, 11, 15)]),
        ("semiannual", [Given(16, 6)], [date(2026, 6, 16), date(2026, 12, 15)]),
        ("annual", [Given(30, 11, excluded=True)], [date(2026, 11, 29)]),
    ],
)
def test_days_that_the_words_give(name: str, given_days: list[Given], due: list[date]) -> None:
    schedule = Schedule(given={name: given_days})
    found = periods(name, date(2026, 1, 1), date(2026, 12, 31), calendar=statutory(), schedule=schedule)
    assert [one.due_on for one in found][: len(due)] == due


def test_two_days_a_month_are_two_duties() -> None:
    schedule = Schedule(given={"monthly": [Given(day=15), Given(day=25)]})
    found = periods("monthly", date(2026, 3, 1), date(2026, 3, 31), calendar=statutory(), schedule=schedule)
    assert [(one.key, one.due_on.day) for one in found] == [("2026-M03.1", 15), ("2026-M03.2", 25)]
