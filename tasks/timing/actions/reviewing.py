"""Review of standing and on-request duties (rà soát): without a deadline, but somebody looks at them in a cadence."""

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.states import LIVE
from organizations.permissions import Permission
from tasks.access import require
from tasks.facts import ReviewDue, TaskReviewed
from tasks.models import Task
from tasks.timing.looking import REVIEWED, next_review
from workflows import clock, ledger
from workflows.actors import Actor, system_actor
from workflows.machine import TransitionDenied

BATCH = 200
MOST_MONTHS = 24


@transaction.atomic
def set_review(*, task: Task, months: int, actor: Actor) -> Task:
    """Look at the duty every so many months; 0: not at all."""
    row = _lock(task)
    require(directives_access.may(actor, Permission.URGE, row.directive))
    if row.deadline_kind not in REVIEWED or not 0 <= months <= MOST_MONTHS:
        raise TransitionDenied("no_review", _("Chỉ việc thường xuyên và việc khi có yêu cầu được rà soát theo tháng."))
    row.review_months = months
    row.next_look_on = next_review(row, row.reviewed_on or clock.today())
    row.save(update_fields=["review_months", "next_look_on"])
    return row


@transaction.atomic
def mark_reviewed(*, task: Task, note: str, actor: Actor) -> Task:
    """Đã rà soát: the next look comes a cadence later."""
    row = _lock(task)
    require(directives_access.may(actor, Permission.URGE, row.directive))
    if row.deadline_kind not in REVIEWED:
        raise TransitionDenied("no_review", _("Chỉ việc thường xuyên và việc khi có yêu cầu được rà soát theo tháng."))
    row.reviewed_on = clock.today()
    row.next_look_on = next_review(row, row.reviewed_on)
    row.save(update_fields=["reviewed_on", "next_look_on"])
    _tell(row, TaskReviewed(task_id=row.pk, note=note.strip()), actor)
    return row


def call_for_reviews() -> int:
    """Tell the standing office of every duty whose review has come, once each; returns how many. Run by the sweep."""
    today, told = clock.today(), 0
    due = Task.objects.filter(next_look_on__lte=today, deadline_kind__in=REVIEWED).order_by("pk")
    after = 0
    while batch := list(due.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        for pk in batch:
            told += _call(pk)
        after = batch[-1]
    return told


@transaction.atomic
def _call(pk: int) -> int:
    today = clock.today()
    rows = Task.objects.select_related("directive").defer("directive__text", "directive__folded")
    locked = rows.select_for_update(no_key=True, of=("self",), skip_locked=True)
    row = locked.filter(pk=pk, next_look_on__lte=today).first()
    if row is None:
        return 0
    live = row.directive.state in LIVE
    # The next call counts from this one, whether or not somebody answers it.
    row.next_look_on = next_review(row, today) if live else None
    row.save(update_fields=["next_look_on"])
    if live:
        _tell(row, ReviewDue(task_id=row.pk), system_actor())
    return int(live)


def _tell(row: Task, fact: ReviewDue | TaskReviewed, actor: Actor) -> None:
    ledger.record(fact, stream=f"directive:{row.directive_id}", actor=actor, directive_id=row.directive_id)


def _lock(task: Task) -> Task:
    rows = Task.objects.select_related("directive__standing_unit").defer("directive__text", "directive__folded")
    locked: Task = rows.select_for_update(no_key=True, of=("self",)).get(pk=task.pk)
    return locked
