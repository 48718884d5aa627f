"""Deadlines tied to another task: its completion starts their clock."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from tasks.facts import ResultConfirmed
from tasks.models import Assignment, Task
from tasks.states import NOT_COUNTED, Role
from tasks.timing.actions.starting import begin
from tasks.timing.rules import days_of
from workflows import facts
from workflows.actors import system_actor
from workflows.calendars import calendar
from workflows.models import Event
from workflows.rules import RuleOptions


@facts.on(ResultConfirmed)
def start_followers(event: Event, fact: ResultConfirmed) -> None:
    """When all that lead a task have finished, what hangs on it begins to count. Bears being called twice."""
    task_id = Assignment.objects.values_list("task_id", flat=True).get(pk=fact.assignment_id)
    followers = Task.objects.filter(hangs_on_id=task_id, anchor_on=None)
    if not followers.exists() or (done_on := completed_on(task_id)) is None:
        return
    with transaction.atomic():
        rows = followers.select_related("directive__standing_unit").defer("directive__text", "directive__folded")
        for row in rows.select_for_update(no_key=True, of=("self",)).order_by("pk"):
            row.anchor_on = done_on
            computed = days_of(row, calendar(), RuleOptions.in_force()).operative
            row.anchor_on = None
            if computed is None:
                continue  # without a count the day is the office's to say
            begin(row, on=done_on, reason=_("Nhiệm vụ mà việc này theo đã hoàn thành."), actor=system_actor())


def completed_on(task_id: int) -> date | None:
    """The day the last of those that lead the task was done; None while one is open."""
    leads = Assignment.objects.top_level().filter(task_id=task_id, role=Role.LEAD).exclude(state__in=NOT_COUNTED)
    if leads.filter(done_on=None).exists():
        return None
    last: date | None = leads.filter(~Q(done_on=None)).aggregate(last=Max("done_on"))["last"]
    return last
