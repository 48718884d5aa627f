"""Reading and counting deadlines by what the office has set (lịch và tùy chọn đang áp dụng).

``reading`` and ``rules`` are pure; here they are given the office's own calendar and options.
"""

from datetime import date

from workflows import options, reading
from workflows.calendars import calendar as present_calendar
from workflows.reading import DeadlineReading, FoundPhrase
from workflows.rules import RuleOptions
from workflows.workdays import WorkingCalendar


def rule_options() -> RuleOptions:
    """How the office counts now (workflows/local_options.py)."""
    return RuleOptions(
        before_means_previous_day=options.get_bool("before_means_previous_day"),
        roll_forward_fixed=options.get_bool("roll_forward_fixed"),
        roll_forward_terms=options.get_bool("roll_forward_terms"),
    )


def read_deadline(
    phrase: str,
    issued_on: date | None = None,
    calendar: WorkingCalendar | None = None,
    counted: RuleOptions | None = None,
) -> DeadlineReading:
    """``reading.read_deadline`` by the office's calendar and options, where none are given."""
    return reading.read_deadline(phrase, issued_on, calendar or present_calendar(), counted or rule_options())


def find(
    text: str,
    issued_on: date | None = None,
    calendar: WorkingCalendar | None = None,
    counted: RuleOptions | None = None,
) -> list[FoundPhrase]:
    """``reading.find`` by the office's calendar and options, where none are given."""
    return reading.find(text, issued_on, calendar or present_calendar(), counted or rule_options())
