"""How one assignment stands against its deadline today, in words and working days, for a row in hand.

The database's twin is ``workflows.deadlines.deadline_class_sql``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from tasks.models import Assignment
from workflows import clock, options
from workflows.calendars import calendar
from workflows.deadlines import DeadlineClass, classify, soon_until
from workflows.workdays import WorkingCalendar


@dataclass(frozen=True)
class Due:
    """``deadline_class`` "" for what was settled without being done; ``working_days`` left, past or late."""

    deadline_class: str
    working_days: int | None
    first_on: date | None
    due_on: date | None

    @property
    def moved(self) -> bool:
        """The deadline in force is another than the first."""
        return self.first_on is not None and self.first_on != self.due_on


@dataclass(frozen=True)
class Ruler:
    """The day, the calendar and the office's setting that deadlines are read with; made once per page."""

    today: date
    soon_until: date
    calendar: WorkingCalendar

    @classmethod
    def now(cls) -> Self:
        today, working_days = clock.today(), calendar()
        return cls(today, soon_until(today, options.get_int("due_soon_days"), working_days), working_days)

    def read(self, assignment: Assignment) -> Due:
        """The class of the assignment, and how many working days lie between its deadline and the day that counts."""
        due_on, done_on, stopped_on = assignment.due_on, assignment.done_on, assignment.stopped_on
        if assignment.closed_on is not None and done_on is None:
            return Due("", None, assignment.first_due_on, due_on)
        name = classify(
            due_on=due_on, done_on=done_on, stopped_on=stopped_on, today=self.today, soon_until=self.soon_until
        )
        days = None if due_on is None else abs(self.calendar.between(done_on or stopped_on or self.today, due_on))
        if stopped_on is not None and name == DeadlineClass.OPEN:
            days = None  # the clock stands still: nothing is running out
        return Due(DeadlineClass(name).value, days, assignment.first_due_on, due_on)
