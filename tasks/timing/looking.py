"""When there is something to look at again in a task: a period that begins, or a standing duty to review (rà soát)."""

from datetime import date

from tasks.models import Task
from tasks.states import DeadlineKind
from tasks.timing.openings import next_opening
from workflows.rules import Unit, count_from
from workflows.workdays import WorkingCalendar

LOOK_AT_ONCE = date(2000, 1, 1)
REVIEWED = (DeadlineKind.STANDING, DeadlineKind.ON_REQUEST)


def next_look(task: Task, today: date) -> date | None:
    """The next day on which the sweep has to see the task; None when there is nothing to wait for."""
    if task.deadline_kind == DeadlineKind.PERIODIC:
        return next_opening(task, today)
    return next_review(task, task.reviewed_on or today)


def next_review(task: Task, since: date) -> date | None:
    """So many months after ``since``, the last review; None where nothing is reviewed."""
    if task.deadline_kind not in REVIEWED or not task.review_months:
        return None
    return count_from(since, task.review_months, Unit.MONTH, WorkingCalendar())
