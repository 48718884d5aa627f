"""Giao việc: an approved decomposition becomes assignments, all or none."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from directives.actions.review import mark_issued
from directives.models import Directive
from directives.states import BEFORE_ISSUE, DirectiveState
from tasks.issuing.periods import keep_periods
from tasks.issuing.plan import Plan, draw_up
from tasks.issuing.progress import Phase, Progress, finish
from tasks.issuing.writing import give
from tasks.models import Task
from tasks.states import DeadlineKind
from tasks.timing.looking import next_look
from tasks.timing.openings import begun_periods
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@dataclass(frozen=True)
class Issued:
    """What one issuing made."""

    directive_id: int
    assignments: int
    plan: Plan


def issue_directive(directive_id: int, actor: Actor) -> Issued:
    """Resolve owners on this day, freeze them into assignments with their history, and mark the directive issued.

    One transaction: a crash at any moment leaves nothing. The directive's row is locked first, so of two issuings at
    once the second finds it issued and is refused (TransitionDenied ``already_issued``). Who may start it was decided
    where it was approved; callers for people check DIRECTIVE_ISSUE.
    """
    with Progress(directive_id) as progress, transaction.atomic():
        directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive_id)
        _require_approved(directive)
        progress.tell(Phase.PLANNING)
        today = clock.today()
        plan = draw_up(directive, today)
        if not plan.rows:
            raise TransitionDenied("nothing_to_issue", _("Chưa có nhiệm vụ nào có đơn vị thực hiện để giao."))
        total = len(plan.rows)
        progress.tell(Phase.WRITING, total=total)
        made = give(
            plan.rows,
            directive_id=directive_id,
            on=today,
            actor=actor,
            tell=lambda done: progress.tell(Phase.WRITING, done=done, total=total),
        )
        begin_looking(directive, today)
        finish(directive_id, plan, made)
        mark_issued(directive=directive, actor=actor, tasks=plan.tasks, assignments=made, units=len(plan.units))
        ledger.announce(f"directive.{directive_id}", "leaders", *(f"unit.{unit_id}" for unit_id in sorted(plan.units)))
    return Issued(directive_id, made, plan)


def begin_looking(directive: Directive, today: date) -> None:
    """Write down the periods that run already, and when there is something to look at again."""
    for task in directive.tasks.defer("folded"):
        if task.deadline_kind == DeadlineKind.PERIODIC:
            keep_periods(task, begun_periods(task, today, today), today)
        look_on = next_look(task, today)
        if look_on != task.next_look_on:
            Task.objects.filter(pk=task.pk).update(next_look_on=look_on)


def _require_approved(directive: Directive) -> None:
    if directive.state == DirectiveState.ISSUING:
        return
    if directive.state in BEFORE_ISSUE:
        raise TransitionDenied("not_approved", _("Phân công chưa được duyệt nên chưa giao việc được."))
    raise TransitionDenied("already_issued", _("Văn bản này đã được giao việc rồi."))
