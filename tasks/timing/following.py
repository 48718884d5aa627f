"""Deadlines tied to another task: its completion starts their clock; when its day moves, the office is told what could
follow it.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from directives.states import LIVE
from tasks.deadline_changes import MOVES
from tasks.facts import AssignmentFact, FollowedMoved, ResultConfirmed
from tasks.models import Assignment, Task
from tasks.states import NOT_COUNTED, Role
from tasks.timing.actions.starting import begin
from tasks.timing.parents import followed_day, moves_after
from tasks.timing.rules import days_of, follows_a_day
from workflows import facts, ledger
from workflows.actors import system_actor
from workflows.calendars import calendar
from workflows.in_force import rule_options
from workflows.models import Event


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
            if follows_a_day(row):
                continue  # it was due before: its completion starts nothing
            row.anchor_on = done_on
            computed = days_of(row, calendar(), rule_options()).operative
            row.anchor_on = None
            if computed is None:
                continue  # without a count the day is the office's to say
            begin(row, on=done_on, reason=_("Nhiệm vụ mà việc này theo đã hoàn thành."), actor=system_actor())


@facts.on(*MOVES, batch=True)
def tell_of_moved_days(told: Sequence[tuple[Event, AssignmentFact]]) -> None:
    """Of each task bound to a deadline that moved: once for each day that it moved to. Bears being called twice."""
    moved = Assignment.objects.filter(pk__in={fact.assignment_id for _event, fact in told}).values("task_id")
    followers = Task.objects.filter(hangs_on__in=moved, anchor_on__isnull=False, directive__state__in=LIVE)
    for pk in followers.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            _tell_moved(pk)


def _tell_moved(pk: int) -> None:
    rows = Task.objects.select_related("directive__standing_unit", "hangs_on")
    task = rows.defer("directive__text", "directive__folded").select_for_update(no_key=True, of=("self",)).get(pk=pk)
    now = followed_day(task)
    if now is None or task.anchor_on is None or not moves_after(task, now):
        return
    fact = FollowedMoved(task_id=task.pk, before=task.anchor_on, after=now)
    stream = f"directive:{task.directive_id}"
    last = Event.objects.filter(stream=stream, kind=fact.kind, data__task_id=task.pk).order_by("-position").first()
    if last is None or last.data != fact.to_data():
        ledger.record(fact, stream=stream, actor=system_actor(), directive_id=task.directive_id)


def completed_on(task_id: int) -> date | None:
    """The day the last of those that lead the task was done; None while one is open."""
    leads = Assignment.objects.top_level().filter(task_id=task_id, role=Role.LEAD).exclude(state__in=NOT_COUNTED)
    if leads.filter(done_on=None).exists():
        return None
    last: date | None = leads.filter(~Q(done_on=None)).aggregate(last=Max("done_on"))["last"]
    return last
