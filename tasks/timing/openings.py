"""When a period of a periodic task begins (mở kỳ): those that have, and the day of the next."""

from datetime import date, timedelta

from tasks.models import Task
from tasks.states import DeadlineKind
from tasks.timing.rules import AHEAD, periods_of
from workflows import options
from workflows.deadlines import Period
from workflows.recurrences import span_of


def begun_periods(task: Task, since: date, on: date) -> list[Period]:
    """Periods of a periodic task whose data run on ``since`` or later, and that have begun by ``on``.

    By option ``duty_ahead_days`` a period counts as begun some days early; after a change of its rhythm a task has only
    the periods that begin later.
    """
    if task.deadline_kind != DeadlineKind.PERIODIC:
        return []
    until = on + timedelta(days=options.get_int("duty_ahead_days"))
    longest = timedelta(days=max((span_of(name) for name in task.recurrence), default=0))
    return [
        period
        for period in periods_of(task, since, until + AHEAD + longest)
        if period.starts_on <= until and (task.periods_from is None or period.starts_on >= task.periods_from)
    ]


def next_opening(task: Task, today: date) -> date | None:
    """The first day after ``today`` on which a period of the task begins; None when none ever will."""
    if task.deadline_kind != DeadlineKind.PERIODIC or not task.recurrence:
        return None
    ahead = timedelta(days=options.get_int("duty_ahead_days"))
    longest = timedelta(days=max(span_of(name) for name in task.recurrence))
    since = max(filter(None, (today, task.periods_from)))
    coming = periods_of(task, since, since + AHEAD + 2 * longest)
    days = [
        period.starts_on - ahead for period in coming if not task.periods_from or period.starts_on >= task.periods_from
    ]
    return min((day for day in days if day > today), default=None)
