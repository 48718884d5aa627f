"""Days counted within a period, and working days given for each period, against walks of one day at a time."""

from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.test_naive_calculator import ONE, OPTIONS, calendars, works
from tests.workflows.test_naive_days import check
from tests.workflows.test_naive_phrases import MANY, ROMAN, begins, walk
from workflows.doubts import codes
from workflows.periods import Given, Schedule, periods
from workflows.reading import read_deadline
from workflows.rules import RuleOptions
from workflows.workdays import WorkingCalendar


def days_of(unit: str, nth: int, year: int) -> list[date]:
    """All days of the period, in order."""
    day = walk(date(year, 1, 1), lambda day: begins(day, unit, nth))
    found = [day]
    while not any(begins(found[-1] + ONE, unit, other) for other in range(1, MANY[unit] + 1)):
        found.append(found[-1] + ONE)
    return found


STEPS: dict[str, Callable[[date, WorkingCalendar], bool]] = {
    "ngày làm việc": works,
    "ngày": lambda _day, _calendar: True,
    "thứ Năm": lambda day, _calendar: day.isoweekday() == 4,
}


@settings(max_examples=300, deadline=None)
@given(step=st.sampled_from(list(STEPS)), way=st.sampled_from(["đầu", "cuối", "thứ", "áp chót"]),
       count=st.integers(1, 40), mark=st.sampled_from(["", "trước "]), unit=st.sampled_from(list(MANY)),
       month=st.integers(1, 12), year=st.integers(2020, 2030), calendar=calendars(), options=OPTIONS)  # fmt: skip
def test_steps_of_a_named_period(
    step: str, way: str, count: int, mark: str, unit: str, month: int, year: int, calendar: WorkingCalendar,
    options: RuleOptions,
) -> None:  # fmt: skip
    """The last of the steps named; before them, their first. What the period does not have is no day."""
    nth = (month - 1) % MANY[unit] + 1
    name = {"tháng": f"tháng {nth}/{year}", "quý": f"quý {ROMAN[nth % 4 - 1]}/{year}", "năm": f"năm {year}"}[unit]
    count = 1 if step == "thứ Năm" and way in {"đầu", "cuối"} else count
    number = f"{count:02d} " if way in {"đầu", "cuối"} and step != "thứ Năm" else ""
    said = f"{mark}{number}{step} {way}{f' {count}' if way == 'thứ' else ''} của {name}"
    all_days = [day for day in days_of(unit, nth, year) if STEPS[step](day, calendar)]
    chosen = {
        "đầu": all_days[:count] if count <= len(all_days) else [],
        "cuối": all_days[-count:] if count <= len(all_days) or not mark else [],
        "thứ": all_days[count - 1 : count],
        "áp chót": all_days[-2:-1],
    }[way]
    if chosen:
        check(said, None, chosen[0] if mark else chosen[-1], calendar, options)
    elif not (mark and way == "đầu"):
        reading = read_deadline(said, None, calendar, options)
        assert (reading.stated, reading.operative) == (None, None), said
        assert "no_such_day" in codes(reading.uncertain)


@settings(max_examples=80, deadline=None)
@given(year=st.integers(2020, 2029), number=st.sampled_from([1, 2, 5, 10, -1, -2]), excluded=st.booleans(),
       name=st.sampled_from(["monthly", "quarterly"]), calendar=calendars())  # fmt: skip
def test_a_working_day_given_for_each_period(
    year: int, number: int, excluded: bool, name: str, calendar: WorkingCalendar
) -> None:
    """Of the period's last month, or of the next where that day lies before the cut-off."""
    schedule = Schedule(given={name: [Given(working=number, excluded=excluded)]})
    for one in periods(name, date(year, 1, 1), date(year, 12, 31), calendar=calendar, schedule=schedule):
        month = one.ends_on.month
        for at in ((year, month), (year + month // 12, month % 12 + 1)):
            working = [day for day in days_of("tháng", at[1], at[0]) if works(day, calendar)]
            stated = working[number - 1 if number > 0 else number]
            due = stated - ONE if excluded else stated
            if due >= date(year, month, 14):
                break
        assert (one.stated, one.due_on) == (stated, due)
