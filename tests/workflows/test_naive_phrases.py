"""Words of periods, hours and feasts, and every N days or months, against walks of one day at a time, 2020 to 2030."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.test_naive_calculator import FIRST, LAST, ONE, OPTIONS, calendars, naive_end, naive_roll
from workflows.periods import Schedule, periods
from workflows.reading import DeadlineReading, read_deadline
from workflows.rules import DeadlineKind, RuleOptions, Unit
from workflows.workdays import WorkingCalendar, statutory

ISSUES = st.dates(FIRST, date(2029, 6, 30))
ROMAN = ("I", "II", "III", "IV")
MANY = {"tháng": 12, "quý": 4, "năm": 1}
PARTS = st.sampled_from(["trước", "đầu", "giữa", "cuối", "hết", "trong"])
# The first day of the lunar year by Vietnam's hours, as almanacs print it.
TET = {2020: (25, 1), 2021: (12, 2), 2022: (1, 2), 2023: (22, 1), 2024: (10, 2), 2025: (29, 1), 2026: (17, 2),
       2027: (6, 2), 2028: (26, 1), 2029: (13, 2), 2030: (2, 2)}  # fmt: skip


def begins(day: date, unit: str, nth: int) -> bool:
    return day.day == 1 and day.month == {"tháng": nth, "quý": 3 * nth - 2, "năm": 1}[unit]


def is_meant(day: date, part: str, unit: str, nth: int) -> bool:
    """Art. 146: đầu is the first day, giữa the fifteenth (of a quarter's second month; of the year 30/6)."""
    if part == "giữa":
        return (day.day, day.month) == {"tháng": (15, nth), "quý": (15, 3 * nth - 1), "năm": (30, 6)}[unit]
    if part in {"đầu", "trước"}:
        return begins(day + ONE if part == "trước" else day, unit, nth)
    return begins(day + ONE, unit, nth % MANY[unit] + 1)


def walk(day: date, is_found: Callable[[date], bool]) -> date:
    while not is_found(day):
        day += ONE
    return day


def check(reading: DeadlineReading, day: date, calendar: WorkingCalendar, options: RuleOptions) -> None:
    """A day that is named: it counts itself, and moves off a day off only where the office has set so."""
    held = naive_roll(day, calendar) if options.roll_forward_fixed else day
    assert (reading.stated, reading.legal, reading.operative) == (day, day, held)


@settings(max_examples=150, deadline=None)
@given(part=PARTS, unit=st.sampled_from(list(MANY)), month=st.integers(1, 12), year=st.integers(2020, 2030),
       issued=ISSUES, has_year=st.booleans(), calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_ends_of_named_periods(
    part: str, unit: str, month: int, year: int, issued: date, has_year: bool, calendar: WorkingCalendar,
    options: RuleOptions,
) -> None:  # fmt: skip
    nth = (month - 1) % MANY[unit] + 1
    has_year = has_year or unit == "năm"
    name = {"tháng": f"tháng {nth}", "quý": f"quý {ROMAN[nth % 4 - 1]}", "năm": "năm"}[unit]
    phrase = f"{part} {name}" + (" " if unit == "năm" else "/") * has_year + str(year) * has_year
    start = date(year, 1, 1) - (part == "trước") * ONE if has_year else issued
    reading = read_deadline(phrase, None if has_year else issued, calendar, options)
    assert reading.kind == DeadlineKind.PERIOD_END
    check(reading, walk(start, lambda day: is_meant(day, part, unit, nth)), calendar, options)


@settings(max_examples=100, deadline=None)
@given(part=st.sampled_from(["đầu", "giữa", "cuối", "hết", "trong"]), unit=st.sampled_from(list(MANY)), issued=ISSUES,
       calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_ends_of_the_present_period(
    part: str, unit: str, issued: date, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    day = walk(issued, lambda day: any(is_meant(day, part, unit, nth + 1) for nth in range(MANY[unit])))
    check(read_deadline(f"{part} {unit}", issued, calendar, options), day, calendar, options)


@settings(max_examples=60, deadline=None)
@given(year=st.integers(2020, 2030), is_first=st.booleans(), is_before=st.booleans(), calendar=calendars())
def test_halves(year: int, is_first: bool, is_before: bool, calendar: WorkingCalendar) -> None:
    start = date(year, 1, 1) if is_first else walk(date(year, 1, 1), lambda day: day.month == 7)
    after = walk(start, lambda day: day.month == (7 if is_first else 1) and day > start)
    after = after if is_first else walk(start, lambda day: day.year > year)
    phrase = f"{'trước ' * is_before}6 tháng {'đầu' if is_first else 'cuối'} năm {year}"
    reading = read_deadline(phrase, None, calendar, RuleOptions())
    check(reading, (start if is_before else after) - ONE, calendar, RuleOptions())


@settings(max_examples=60, deadline=None)
@given(first=st.dates(FIRST, LAST).map(lambda day: day.replace(day=1)), nth=st.integers(1, 6), calendar=calendars())
def test_weeks_of_a_month(first: date, nth: int, calendar: WorkingCalendar) -> None:
    day = first
    # 6 stands for the last; a February of 28 days has no fifth.
    for _step in range(7 * nth - 1 if nth < 6 else 40):
        if (day + ONE).day != 1:
            day += ONE
    word = f"thứ {nth}" if nth < 6 else "cuối"
    reading = read_deadline(f"tuần {word} tháng {first.month}/{first.year}", None, calendar, RuleOptions())
    if nth == 5 and day.day == 28:
        assert (reading.operative, bool(reading.uncertain)) == (None, True)
        return
    check(reading, day, calendar, RuleOptions())


@settings(max_examples=60, deadline=None)
@given(issued=ISSUES, hours=st.integers(1, 500), calendar=calendars(), options=OPTIONS)
def test_hours(issued: date, hours: int, calendar: WorkingCalendar, options: RuleOptions) -> None:
    """Read as whole days, begun ones counted; hours run on days off too."""
    day, left = issued, hours
    while left > 0:
        day, left = day + ONE, left - 24
    reading = read_deadline(f"trong vòng {hours} giờ", issued, calendar, options)
    assert (reading.stated, reading.legal, reading.operative) == (day, day, day)


@settings(max_examples=60, deadline=None)
@given(day=st.dates(FIRST, date(2030, 11, 30)), hour=st.integers(1, 24), calendar=calendars(), options=OPTIONS)
def test_before_an_hour_of_a_day(day: date, hour: int, calendar: WorkingCalendar, options: RuleOptions) -> None:
    reading = read_deadline(f"trước {hour} giờ ngày {day:%d/%m/%Y}", None, calendar, options)
    check(reading, day, calendar, options)


@pytest.mark.parametrize("year", TET)
def test_before_tet(year: int) -> None:
    number, month = TET[year]
    tet = walk(date(year, 1, 1), lambda day: (day.day, day.month) == (number, month))
    reading = read_deadline(f"trước Tết Nguyên đán năm {year}", None, statutory(), RuleOptions())
    assert (reading.stated, reading.operative) == (tet, tet - ONE)


@settings(max_examples=30, deadline=None)
@given(count=st.integers(2, 60), start=st.dates(FIRST, date(2028, 12, 31)), calendar=calendars())
def test_every_so_many_days(count: int, start: date, calendar: WorkingCalendar) -> None:
    until, wanted, day, nth = start.replace(day=1, year=start.year + 1), [], date(2000, 1, 3), 1
    begun = day
    while day <= until:
        if nth == count:
            if day >= start:
                wanted.append((begun, day, naive_roll(day, calendar)))
            begun, nth = day + ONE, 0
        day, nth = day + ONE, nth + 1
    found = periods(f"daily:{count}", start, until, calendar=calendar, schedule=Schedule())
    assert sorted((one.starts_on, one.ends_on, one.due_on) for one in found) == wanted


@settings(max_examples=30, deadline=None)
@given(count=st.sampled_from([2, 4, 5, 8, 10]), start=st.dates(FIRST, date(2028, 12, 31)), calendar=calendars())
def test_every_so_many_months(count: int, start: date, calendar: WorkingCalendar) -> None:
    """Data from the 15th to the 14th; blocks that begin with January 2000, which all these counts share."""
    until, wanted, day, months = start.replace(day=1, year=start.year + 1), [], date(1999, 12, 15), 0
    begun = day
    while day <= until:
        if day.day == 14:
            months += 1
            if months == count:
                if day >= start:
                    wanted.append((begun, day, naive_end(day, 1, Unit.WORKING_DAY, calendar)))
                begun, months = day + ONE, 0
        day += ONE
    found = periods(f"monthly:{count}", start, until, calendar=calendar, schedule=Schedule())
    assert sorted((one.starts_on, one.ends_on, one.due_on) for one in found) == wanted
