"""The end of following a directive: closed when all is settled, reopened, withdrawn with what is left cancelled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.actions import ending
from directives.models import Directive
from organizations.permissions import Permission
from tasks.access import require
from tasks.actions.ending import cancel_rest
from tasks.lists import class_condition
from tasks.models import Assignment
from tasks.states import AssignmentState, DeadlineKind
from tasks.timing.looking import LOOK_AT_ONCE
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.machine import TransitionDenied


@dataclass(frozen=True)
class Remaining:
    """What is not settled yet: all of it, and the results among it that wait for confirmation."""

    open: int
    submitted: int

    @property
    def sentence(self) -> str:
        """Why the directive cannot be closed; "" when it can."""
        if not self.open:
            return ""
        if self.submitted:
            return _("Còn %(open)d việc chưa khép lại, trong đó %(submitted)d chờ xác nhận.") % vars(self)
        return _("Còn %(open)d việc chưa khép lại.") % vars(self)


def remaining(directive: Directive) -> Remaining:
    """One query. Parts handed down are the unit's own affair: they end with the whole."""
    counted = (
        Assignment.objects.open()
        .top_level()
        .filter(directive=directive)
        .aggregate(open=Count("pk"), submitted=Count("pk", filter=Q(state=AssignmentState.SUBMITTED)))
    )
    return Remaining(**counted)


@transaction.atomic
def close(*, directive: Directive, actor: Actor, note: str = "", cancel_reason: str = "") -> Directive:
    """Kết thúc theo dõi when nothing is open; with ``cancel_reason`` what is left is cancelled first.

    The directive's row is locked, so no period is opened meanwhile.
    """
    locked = _lock(directive)
    require(directives_access.may(actor, Permission.DIRECTIVE_CLOSE, locked))
    if cancel_reason.strip():
        require(directives_access.may(actor, Permission.CANCEL, locked))
        cancel_rest(directive=locked, reason=cancel_reason, actor=actor)
    left = remaining(locked)
    if left.open:
        raise TransitionDenied("still_open", left.sentence)
    return ending.close_directive(directive=locked, actor=actor, note=note)


@transaction.atomic
def reopen(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Mở lại theo dõi; periods missed meanwhile open with the next hour's job."""
    moved = ending.reopen_directive(directive=directive, actor=actor, reason=reason)
    looked_at = directive.tasks.filter(Q(deadline_kind=DeadlineKind.PERIODIC) | Q(review_months__gt=0))
    looked_at.update(next_look_on=LOOK_AT_ONCE)
    return moved


@transaction.atomic
def withdraw(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Thu hồi: what is not settled is cancelled with it; a result that waits is decided first."""
    locked = _lock(directive)
    moved = ending.withdraw_directive(directive=locked, actor=actor, reason=reason)
    cancel_rest(directive=locked, reason=reason, actor=actor)
    return moved


@dataclass(frozen=True)
class OpenTask:
    """A task of the directive with its open assignments: what is cancelled or kept when the directive is superseded."""

    pk: int
    code: str
    content: str
    open: int
    overdue: int
    submitted: int

    @property
    def cancel(self) -> bool:
        """Proposed: the new directive orders it anew. What has a result that waits is decided first, so it is kept."""
        return not self.submitted


def open_tasks(directive: Directive, today: date) -> list[OpenTask]:
    """In the order of the document. One query."""
    counts = {
        "open": Count("pk"),
        "overdue": Count("pk", filter=class_condition(DeadlineClass.OVERDUE, today)),
        "submitted": Count("pk", filter=Q(state=AssignmentState.SUBMITTED)),
    }
    rows = Assignment.objects.open().top_level().filter(directive=directive).order_by("task__order", "task_id")
    found: Any = rows.values("task_id", "task__order", "task__section", "task__content").annotate(**counts)
    return [
        OpenTask(
            pk=row["task_id"],
            code=row["task__section"] or str(row["task__order"] + 1),
            content=row["task__content"],
            open=row["open"],
            overdue=row["overdue"],
            submitted=row["submitted"],
        )
        for row in found
    ]


@transaction.atomic
def supersede(
    *, directive: Directive, by: Directive, kind: str, cancel: Collection[int], reason: str, actor: Actor
) -> Directive:
    """Thay thế, bãi bỏ by another directive. Open work of the tasks in ``cancel`` ends; the rest goes on under the old
    directive until it is done. No further period of its tasks begins.
    """
    locked = _lock(directive)
    require(directives_access.may(actor, Permission.DIRECTIVE_CLOSE, locked))
    told = reason.strip() or _("Được thay thế bằng %(reference)s.") % {"reference": by.reference}
    cancelled = cancel_rest(directive=locked, reason=told, actor=actor, tasks=set(cancel)) if cancel else 0
    return ending.supersede_directive(
        directive=locked, by=by, actor=actor, kind=kind, reason=reason, cancelled=cancelled, kept=remaining(locked).open
    )


def _lock(directive: Directive) -> Directive:
    rows = Directive.objects.select_related("standing_unit").defer("text", "folded")
    locked: Directive = rows.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    return locked
