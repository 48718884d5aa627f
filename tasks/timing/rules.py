"""A task's deadline rule: kept when its words are read, computed anew when its event comes or the calendar changes."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tasks.models import Task
from tasks.states import STARTED, DeadlineKind
from workflows.calendars import calendar
from workflows.deadlines import DeadlineKind as ReadKind
from workflows.deadlines import DeadlineReading, Period, periods
from workflows.in_force import rule_options
from workflows.periods import Given, Schedule
from workflows.rules import Anchor, Days, Rule, RuleOptions, compute
from workflows.workdays import WorkingCalendar

# Periods are asked for this far ahead, then cut to those that have begun: the longest lasts a year.
AHEAD = timedelta(days=400)
FROM_ISSUE = {"", Anchor.ISSUED.value, Anchor.RECEIVED.value}


def kind_of(reading: DeadlineReading) -> DeadlineKind:
    """How a task read so is bound: whatever comes down to a day at once is done once."""
    if reading.kind in {ReadKind.PERIOD_END, ReadKind.TERM}:
        return DeadlineKind.FIXED
    return DeadlineKind(reading.kind.value)


def keep(task: Task, reading: DeadlineReading) -> None:
    """Store the rule on the task, with the days and why they differ; ``task.due_on`` and its kind are set already."""
    # "sau khi hoàn thành nhiệm vụ 1" is bound to another task and waits for an event alike: a person may say either.
    either = task.deadline_kind in STARTED and reading.how.anchor == Anchor.TASK
    fits = kind_of(reading) == task.deadline_kind or either
    dated = fits and task.deadline_kind in {DeadlineKind.FIXED, DeadlineKind.CONDITIONAL, DeadlineKind.RELATIVE}
    task.deadline_terms = reading.how.as_data() if dated else {}
    task.stated_on = reading.stated if dated else None
    task.legal_on = reading.legal if dated else None
    task.deadline_why = list(reading.why) if dated else []
    if dated and task.due_on is not None and task.due_on != reading.operative:
        task.deadline_why = [*task.deadline_why, _("Cơ quan thường trực ấn định ngày khác với ngày tính được.")]
    periodic = fits and task.deadline_kind == DeadlineKind.PERIODIC
    task.given_days = {name: [asdict(day) for day in days] for name, days in reading.days.items()} if periodic else {}


def rule_of(task: Task) -> Rule | None:
    """The stored rule; None for a deadline that somebody typed."""
    return Rule.from_data(task.deadline_terms) if task.deadline_terms else None


def start_of(task: Task, rule: Rule) -> date | None:
    """The day its clock starts on: the issue, or the day its event was said to have come."""
    return task.directive.day if rule.anchor in FROM_ISSUE else task.anchor_on


def days_of(task: Task, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    """The days of the task's rule under that calendar; none without a rule or before its event."""
    rule = rule_of(task)
    return _days(rule, start_of(task, rule), calendar, options) if rule else Days()


def day_by(task: Task, start: date, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    """The days of the task's rule if its clock started on that day, or the deadline it follows were that day."""
    rule = rule_of(task)
    return _days(rule, start, calendar, options) if rule else Days()


def _days(rule: Rule, start: date | None, calendar: WorkingCalendar, options: RuleOptions) -> Days:
    """As ``compute``; "theo thời hạn của cấp trên" is that very day."""
    if start is not None and _is_the_same_day(rule):
        return Days(start, start, start)
    return compute(rule, start, calendar, options)


def _is_the_same_day(rule: Rule) -> bool:
    return rule.kind == ReadKind.RELATIVE and rule.anchor == Anchor.PARENT and rule.count == 0


def follows_a_day(task: Task) -> bool:
    """Its rule is so many days before another deadline, or that very day; it does not wait for a completion."""
    rule = rule_of(task)
    return rule is not None and rule.kind == ReadKind.RELATIVE and (rule.count < 0 or _is_the_same_day(rule))


def follow_day(task: Task, until: date | None) -> None:
    """Date ``task`` by its rule from the operative day of the one it hangs on; no day while that one has none."""
    task.anchor_on = until
    days = days_of(task, calendar(), rule_options()) if until else Days()
    task.due_on, task.stated_on, task.legal_on = days.operative, days.stated, days.legal
    task.deadline_why = list(days.why)


def own_calendar() -> str:
    """Why a unit's day is not that of the others, where its area has days off of its own."""
    return _("Tính theo lịch làm việc riêng của địa bàn đơn vị.")


def rule_in_words(task: Task) -> str:
    """What a deadline follows from: the document's words, else how they were read, else its kind."""
    return task.deadline_words or task.deadline_rule or str(task.get_deadline_kind_display())


def schedule_of(task: Task, base: Schedule | None = None) -> Schedule:
    """The office's cut-offs and tiers, with the days that the task's words give."""
    given = {name: [_given(day) for day in days] for name, days in task.given_days.items()}
    return replace(base or Schedule.in_force(), given=given)


def schedule_for(reading: DeadlineReading) -> Schedule:
    """The office's cut-offs and tiers with the days that a phrase names, before it is kept on a task."""
    given = {name: [_given(asdict(day)) for day in days] for name, days in reading.days.items()}
    return replace(Schedule.in_force(), given=given)


def periods_of(task: Task, start: date, until: date, calendar: WorkingCalendar | None = None) -> list[Period]:
    """The task's periods whose cut-off falls in [start, until], by due day; none for what is not periodic."""
    if task.deadline_kind != DeadlineKind.PERIODIC:
        return []
    return periods(task.recurrence, start, until, calendar=calendar, schedule=schedule_of(task))


def _given(day: Mapping[str, int | bool | None]) -> Given:
    weekday = day.get("weekday")
    return Given(
        day=int(day.get("day") or 0),
        month=int(day.get("month") or 0),
        weekday=None if weekday is None else int(weekday),
        excluded=bool(day.get("excluded")),
        working=int(day.get("working") or 0),
    )
