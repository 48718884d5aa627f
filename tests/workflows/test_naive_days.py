"""Days that words name by another day, and days of sending of each period, against walks of one day at a time, 2020 to
2030.
"""

from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.test_naive_calculator import FIRST, LAST, ONE, OPTIONS, calendars, naive_end, naive_roll, works
from tests.workflows.test_naive_phrases import ISSUES, TET, walk
from workflows.periods import Given, Schedule, periods
from workflows.reading import read_deadline
from workflows.rules import RuleOptions, Unit
from workflows.workdays import WorkingCalendar

WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
MARKS = st.sampled_from(["trước", "chậm nhất", "đến hết"])


def held(day: date, excluded: bool, calendar: WorkingCalendar, options: RuleOptions) -> tuple[date, date, date]:
    """Stated, legal and operative day: "trước" leaves the day out; days off roll only where the office has set so."""
    legal = day - ONE if excluded else day
    operative = legal if options.before_means_previous_day else day
    return day, legal, naive_roll(operative, calendar) if options.roll_forward_fixed else operative


def check(phrase: str, issued: date | None, day: date, calendar: WorkingCalendar, options: RuleOptions) -> None:
    reading = read_deadline(phrase, issued, calendar, options)
    found = (reading.stated, reading.legal, reading.operative)
    assert found == held(day, phrase.startswith("trước"), calendar, options), phrase


def beginning(issued: date, said: str, is_first: Callable[[date], bool]) -> date:
    """The first day of this period ("này") or the next ("sau"); the issue where no period is said."""
    start = issued
    while said and not is_first(start):
        start -= ONE
    return walk(start + ONE, is_first) if said.endswith("sau") else start


@settings(max_examples=200, deadline=None)
@given(day=st.dates(FIRST, LAST), count=st.integers(1, 40), unit=st.sampled_from(["ngày", "tuần", "ngày làm việc"]),
       calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_so_many_days_before_a_day_written(
    day: date, count: int, unit: str, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    found, left = day, count * (7 if unit == "tuần" else 1)
    while left:
        found -= ONE
        if unit != "ngày làm việc" or works(found, calendar):
            left -= 1
    check(f"chậm nhất {count} {unit} trước ngày {day:%d/%m/%Y}", None, found, calendar, options)


@settings(max_examples=150, deadline=None)
@given(issued=ISSUES, weekday=st.integers(1, 7), week=st.sampled_from(["", " tuần này", " tuần sau"]), mark=MARKS,
       calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_days_of_the_week(
    issued: date, weekday: int, week: str, mark: str, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    start = beginning(issued, week, lambda day: day.isoweekday() == 1)
    name = f"thứ {WEEKDAYS[weekday - 1]}" if weekday < 7 else "Chủ nhật"
    day = walk(start, lambda day: day.isoweekday() == weekday)
    check(f"{mark} {name}{week}", issued, day, calendar, options)


@settings(max_examples=150, deadline=None)
@given(issued=ISSUES, number=st.integers(1, 31), month=st.sampled_from(["", " tháng này", " tháng sau"]), mark=MARKS,
       calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_a_day_without_its_month(
    issued: date, number: int, month: str, mark: str, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    start = beginning(issued, month, lambda day: day.day == 1)
    day = walk(start, lambda day: day.day == number)
    check(f"{mark} ngày {number:02d}{month}", issued, day, calendar, options)


@settings(max_examples=150, deadline=None)
@given(issued=ISSUES, named=st.dates(date(2024, 1, 1), date(2024, 12, 31)), mark=MARKS, calendar=calendars(),
       options=OPTIONS)  # fmt: skip
def test_a_day_without_its_year_is_the_first_from_the_issue_on(
    issued: date, named: date, mark: str, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    day = walk(issued, lambda day: (day.day, day.month) == (named.day, named.month))
    check(f"{mark} ngày {named:%d/%m}", issued, day, calendar, options)


@settings(max_examples=60, deadline=None)
@given(issued=ISSUES, is_tomorrow=st.booleans(), calendar=calendars(), options=OPTIONS)
def test_today_and_tomorrow(issued: date, is_tomorrow: bool, calendar: WorkingCalendar, options: RuleOptions) -> None:
    phrase = "trong ngày mai" if is_tomorrow else "trong ngày hôm nay"
    check(phrase, issued, issued + ONE if is_tomorrow else issued, calendar, options)


@settings(max_examples=60, deadline=None)
@given(begins=st.dates(FIRST, date(2029, 12, 31)), length=st.integers(1, 300), calendar=calendars(), options=OPTIONS)
def test_from_a_day_to_another(begins: date, length: int, calendar: WorkingCalendar, options: RuleOptions) -> None:
    day = begins
    for _step in range(length):
        day += ONE
    check(f"từ ngày {begins:%d/%m/%Y} đến ngày {day:%d/%m/%Y}", None, day, calendar, options)


@settings(max_examples=60, deadline=None)
@given(issued=ISSUES, calendar=calendars(), options=OPTIONS)
def test_before_the_tet_that_comes_next(issued: date, calendar: WorkingCalendar, options: RuleOptions) -> None:
    days = {date(year, month, number) for year, (number, month) in TET.items()}
    check("trước Tết Nguyên đán", issued, walk(issued + ONE, lambda day: day in days), calendar, options)


def of_month(day: date, number: int) -> date:
    """That day of the month of ``day``, or its last."""
    while day.day != 1:
        day -= ONE
    while day.day != number and (day + ONE).month == day.month:
        day += ONE
    return day


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(["monthly", "quarterly", "semiannual", "annual", "nine-monthly"]),
       year=st.integers(2020, 2029), number=st.integers(1, 31), excluded=st.booleans(),
       cutoff=st.sampled_from([0, 14, 20]), calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_a_day_of_the_month_given_for_each_period(
    name: str, year: int, number: int, excluded: bool, cutoff: int, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    """It is sent on that day of the period's last month, or of the next where that lies before the cut-off; the levels
    above each have a working day more.
    """
    schedule = Schedule(
        cutoff_day=cutoff, given={name: [Given(day=number, excluded=excluded)]},
        before_means_previous_day=options.before_means_previous_day, roll_forward_fixed=options.roll_forward_fixed,
    )  # fmt: skip
    found = periods(name, date(year, 1, 1), date(year, 12, 31), calendar=calendar, schedule=schedule)
    assert len(found) == {"monthly": 12, "quarterly": 4, "semiannual": 2}.get(name, 1)
    for one in found:
        days = held(of_month(one.ends_on, number), excluded, calendar, options)
        if days[2] < one.ends_on:
            following = walk(one.ends_on + ONE, lambda day: day.day == 1)
            days = held(of_month(following, number), excluded, calendar, options)
        assert (one.stated, one.legal, one.due_on) == days
        after_data = naive_end(one.ends_on, schedule.collector_after, Unit.WORKING_DAY, calendar)
        collector = max(after_data, naive_end(one.due_on, 1, Unit.WORKING_DAY, calendar))
        superior = max(of_month(one.ends_on, 25), naive_end(collector, 1, Unit.WORKING_DAY, calendar))
        assert (one.collector_on, one.superior_on) == (collector, superior)


@settings(max_examples=80, deadline=None)
@given(year=st.integers(2020, 2029), day=st.dates(date(2024, 1, 1), date(2024, 12, 31)), excluded=st.booleans(),
       calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_a_day_of_the_year_given_for_a_yearly_duty(
    year: int, day: date, excluded: bool, calendar: WorkingCalendar, options: RuleOptions
) -> None:
    schedule = Schedule(
        given={"annual": [Given(day.day, day.month, excluded=excluded)]},
        before_means_previous_day=options.before_means_previous_day, roll_forward_fixed=options.roll_forward_fixed,
    )  # fmt: skip
    (one,) = periods("annual", date(year, 1, 1), date(year, 12, 31), calendar=calendar, schedule=schedule)
    named = of_month(date(year, day.month, 1), day.day)
    assert (one.stated, one.legal, one.due_on) == held(named, excluded, calendar, options)
    assert one.ends_on == min(date(year, 12, 14), one.due_on)


@settings(max_examples=40, deadline=None)
@given(count=st.integers(2, 9), start=st.dates(FIRST, date(2028, 12, 31)), calendar=calendars())
def test_every_so_many_weeks(count: int, start: date, calendar: WorkingCalendar) -> None:
    """Blocks of weeks from Monday 3/1/2000; due on the last day of the block on which people work."""
    until, wanted, monday = start.replace(day=1, year=start.year + 1), [], date(2000, 1, 3)
    while monday <= until:
        days = [monday]
        while len(days) < 7 * count - 2:  # to the Friday of the last week
            days.append(days[-1] + ONE)
        if start <= days[-1] <= until:
            working = [day for day in days if works(day, calendar)]
            wanted.append((monday, days[-1], working[-1] if working else monday))
        monday = days[-1] + ONE + ONE + ONE
    found = periods(f"weekly:{count}", start, until, calendar=calendar, schedule=Schedule())
    assert sorted((one.starts_on, one.ends_on, one.due_on) for one in found) == wanted
