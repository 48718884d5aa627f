"""On which days rungs fall, against a calculator that walks day by day and knows nothing of the product's."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.reminders.ladder import Rung, next_day, owed
from workflows.workdays import WorkingCalendar, statutory

CALENDAR = WorkingCalendar(
    {**statutory().days_off, date(2026, 1, 2): "nghỉ bù"},
    {**statutory().working, date(2026, 1, 10): "làm bù", date(2026, 8, 22): "làm bù"},
)
DAY = timedelta(days=1)
offsets = st.integers(-12, 20)
days = st.dates(date(2025, 6, 1), date(2027, 3, 1))


def works(day: date) -> bool:
    if day in CALENDAR.working:
        return True
    return day.weekday() < 5 and day not in CALENDAR.days_off


def walked(number: int, due_on: date) -> date:
    """The day of a rung, one day at a time."""
    day, left, step = due_on, abs(number), DAY if number > 0 else -DAY
    if number == 0:
        while not works(day):
            day -= DAY
        return day
    while left:
        day += step
        left -= works(day)
    return day


@st.composite
def ladders(draw: st.DrawFn) -> list[Rung]:
    found = draw(st.lists(offsets, unique=True, max_size=7))
    every = draw(st.integers(1, 9))
    made = draw(st.lists(st.one_of(st.just(date.min), days), min_size=len(found), max_size=len(found)))
    repeated = [every if offset > 0 and offset == max(found) else 0 for offset in found]
    return [Rung(*each[:2], since_on=each[2]) for each in zip(found, repeated, made, strict=True)]


@settings(max_examples=200, deadline=None)
@given(ladders(), days, days, st.integers(0, 90))
def test_owed_is_what_walking_finds(rungs: list[Rung], due_on: date, after: date, span: int) -> None:
    until = after + span * DAY
    expected = []
    for rung in rungs:
        number = rung.offset
        while True:
            on = walked(number, due_on)
            if after < on <= until and on >= rung.since_on:
                expected.append((number, on))
            if not rung.every or on > until:
                break
            number += rung.every
    assert [(step.number, step.on) for step in owed(rungs, due_on, after=after, until=until, calendar=CALENDAR)] == (
        sorted(expected)
    )


@settings(max_examples=200, deadline=None)
@given(ladders(), days, days)
def test_the_next_day_is_the_first_day_that_owes_something(rungs: list[Rung], due_on: date, after: date) -> None:
    found = next_day(rungs, due_on, after=after, calendar=CALENDAR)
    far = after + 1_500 * DAY
    steps = owed(rungs, due_on, after=after, until=far, calendar=CALENDAR)
    assert found == (min(step.on for step in steps) if steps else None)
    if found is None:
        return
    assert not owed(rungs, due_on, after=after, until=found - DAY, calendar=CALENDAR)


def test_before_on_and_after_a_deadline_on_a_sunday() -> None:
    sunday = date(2023, 7, 30)
    rungs = [Rung(-1), Rung(0), Rung(1)]
    steps = owed(rungs, sunday, after=date(2023, 7, 1), until=date(2023, 8, 31), calendar=CALENDAR)
    friday, monday = date(2023, 7, 28), date(2023, 7, 31)
    assert [(step.number, step.on) for step in steps] == [(-1, friday), (0, friday), (1, monday)]


def test_a_new_rung_does_not_speak_of_the_past() -> None:
    rungs = [Rung(1, 5, since_on=date(2026, 6, 1))]
    steps = owed(rungs, date(2026, 5, 20), after=date(2026, 5, 1), until=date(2026, 6, 5), calendar=CALENDAR)
    assert [step.on for step in steps] == [date(2026, 6, 4)]
    assert next_day(rungs, date(2026, 5, 20), after=date(2026, 5, 1), calendar=CALENDAR) == date(2026, 6, 4)


def test_a_long_outage_costs_its_steps_and_not_their_square() -> None:
    """Ten years of a rung for each working day: reckoned from the deadline each time, but not walked."""
    asked = 0

    class Counting(WorkingCalendar):
        def is_working(self, day: date) -> bool:
            nonlocal asked
            asked += 1
            return super().is_working(day)

    calendar = Counting(CALENDAR.days_off, CALENDAR.working)
    due_on, until = date(2020, 1, 2), date(2030, 1, 2)
    steps = owed([Rung(1, 1)], due_on, after=due_on, until=until, calendar=calendar)
    assert len(steps) == CALENDAR.between(due_on, until) > 2_400
    assert asked < 10 * len(steps)
    day, seen = due_on, []
    while day < until:
        day += DAY
        if works(day):
            seen.append(day)
    assert [step.on for step in steps] == seen
