"""How one assignment stands against its deadline today, in words and working days, for a row in hand.

The database's twin is ``workflows.deadlines.deadline_class_sql``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from organizations.localities import Calendars
from tasks.models import Assignment
from workflows import clock, options
from workflows.deadlines import DeadlineClass, classify, soon_until


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
    """The day, the calendars and the office's setting that deadlines are read with; made once per page."""

    today: date
    soon_days: int
    calendars: Calendars

    @classmethod
    def now(cls) -> Self:
        return cls(clock.today(), options.get_int("due_soon_days"), Calendars.now())

    def soon_until(self, unit_id: int) -> date:
        """The last day that counts as due soon for a unit."""
        return soon_until(self.today, self.soon_days, self.calendars.of(unit_id))

    def read(self, assignment: Assignment) -> Due:
        """The class of the assignment, and how many of its unit's working days lie between its deadline and the day
        that counts.
        """
        due_on, done_on, stopped_on = assignment.due_on, assignment.done_on, assignment.stopped_on
        if assignment.closed_on is not None and done_on is None:
            return Due("", None, assignment.first_due_on, due_on)
        until = self.soon_until(assignment.unit_id)
        name = classify(due_on=due_on, done_on=done_on, stopped_on=stopped_on, today=self.today, soon_until=until)
        days = None
        if due_on is not None:
            days = abs(self.calendars.of(assignment.unit_id).between(done_on or stopped_on or self.today, due_on))
        if stopped_on is not None and name == DeadlineClass.OPEN:
            days = None  # the clock stands still: nothing is running out
        return Due(DeadlineClass(name).value, days, assignment.first_due_on, due_on)

    def waited(self, assignment: Assignment, since: date) -> int:
        """Working days that something of the assignment has waited for its assigner, by the assigner's calendar."""
        return self.calendars.of(assigner_id(assignment)).between(since, self.today)


def assigner_id(assignment: Assignment) -> int | None:
    """The unit whose calendar the assigner works by: the standing office; a part never leaves its unit."""
    return assignment.unit_id if assignment.parent_id is not None else assignment.directive.standing_unit_id
