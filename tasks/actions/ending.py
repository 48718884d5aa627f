"""Ending what is left of a directive's assignments, in sets: when it is withdrawn, or closed with the rest."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.actions import extending_steps
from tasks.actions.receiving import need_reason
from tasks.actions.recording import record_many
from tasks.facts import AssignmentCancelled, ExtensionWithdrawn
from tasks.models import Assignment, Extension, ExtensionProcess, Suspension
from tasks.states import UNDECIDED, AssignmentState, ExtensionState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def cancel_rest(*, directive: Directive, reason: str, actor: Actor, tasks: Collection[int] | None = None) -> int:
    """Hủy mọi việc còn lại of the directive, or of some of its tasks, parts handed down included; returns how many.

    The same step as ``following_up.cancel``, in sets: from the states that the machine's ``cancel`` declares. A result
    that waits is confirmed or returned first (TransitionDenied ``submitted``). Rights are the caller's business: this
    is a part of ending the directive.
    """
    reason = need_reason(reason, _("Hãy nêu lý do."))
    rows = list(
        Assignment.objects.open()
        .filter(Q(directive=directive) if tasks is None else Q(directive=directive, task_id__in=tasks))
        .select_related("parent")
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
    )
    waiting = sum(row.state not in cancellable() for row in rows)
    if waiting:
        raise TransitionDenied(
            "submitted", _("Còn %(n)d kết quả chờ xác nhận; hãy xác nhận hoặc trả lại trước.") % {"n": waiting}
        )
    ids, today = [row.pk for row in rows], clock.today()
    Assignment.objects.filter(pk__in=ids).update(state=AssignmentState.CANCELLED, closed_on=today)
    Suspension.objects.filter(assignment__in=ids, to_on=None).update(
        to_on=today, resumed_by_id=actor.person_id or None, resumed_on_behalf_of_id=actor.on_behalf_of_id
    )
    record_many(rows, lambda row: AssignmentCancelled(assignment_id=row.pk, reason=reason), actor=actor)
    _drop_requests(rows, actor)
    return len(rows)


def cancellable() -> frozenset[str]:
    """States that ``Assignment.cancel`` declares as its sources."""
    return frozenset(Assignment.cancel._django_fsm.transitions)


def _drop_requests(rows: list[Assignment], actor: Actor) -> None:
    """Nobody needs to decide on their extensions any more."""
    by_id = {row.pk: row for row in rows}
    asked = list(Extension.objects.filter(assignment__in=by_id, state__in=UNDECIDED).order_by("pk"))
    Extension.objects.filter(pk__in=[extension.pk for extension in asked]).update(
        state=ExtensionState.WITHDRAWN,
        decided_by_id=actor.person_id or None,
        decided_on_behalf_of_id=actor.on_behalf_of_id,
        decided_at=clock.now(),
    )
    for process in ExtensionProcess.objects.filter(extension__in=asked):
        extending_steps.stop(process)
    of_assignment = {extension.assignment_id: extension for extension in asked}

    def withdrawn(row: Assignment) -> ExtensionWithdrawn:
        extension = of_assignment[row.pk]
        return ExtensionWithdrawn(assignment_id=row.pk, extension_id=extension.pk, asked_for=extension.asked_for)

    record_many([by_id[pk] for pk in of_assignment], withdrawn, actor=actor)
