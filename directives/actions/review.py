"""Review of a decomposition: submit, approve or send back, and what issuing tells in return.

Each act moves the directive's state (machine.fire), the process (DirectiveFlow) and the history in one transaction.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access
from directives.actions.recording import record
from directives.facts import DirectiveIssued, IssuingStopped, ReviewApproved, ReviewSentBack, ReviewSubmitted
from directives.flows import DirectiveFlow
from directives.models import Directive, ReviewProcess
from organizations.models import Person
from organizations.permissions import Permission
from workflows import clock, options
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire
from workflows.reasons import too_short


def holding(permission: Permission) -> Callable[[Actor, Directive], bool]:
    """A permit for ``fire``: the actor holds ``permission`` over the directive's standing agency."""
    return lambda actor, directive: access.may(actor, permission, directive)


@transaction.atomic
def submit_for_review(*, directive: Directive, actor: Actor, note: str = "", tasks: int = 0) -> ReviewProcess:
    """Trình lãnh đạo duyệt. Whoever calls this has seen the checklist pass; ``tasks`` is how many are submitted."""
    moved = fire(directive, "submit", actor=actor, permit=holding(Permission.DIRECTIVE_SUBMIT))
    fields = {
        "directive": moved,
        "round": moved.reviews.count() + 1,
        "note": note.strip(),
        "tasks": tasks,
        "submitted_by_id": actor.person_id,
        "submitted_on_behalf_of_id": actor.on_behalf_of_id,
        "submitted_at": clock.now(),
    }
    review: ReviewProcess = DirectiveFlow.submit.run(fields=fields)
    record(moved, ReviewSubmitted(directive_id=moved.pk, tasks=tasks, note=note.strip()), actor=actor)
    return review


@transaction.atomic
def approve(*, directive: Directive, actor: Actor, comment: str = "") -> Directive:
    """Duyệt: from here the decomposition is frozen, and the fact sets off its issuing."""
    moved = fire(directive, "approve", actor=actor, permit=holding(Permission.DIRECTIVE_APPROVE))
    review = _running(moved)
    if refusal := own_submission(review, actor):
        raise TransitionDenied("own_submission", refusal)
    _decide(review, actor, approved=True, comment=comment.strip())
    record(moved, ReviewApproved(directive_id=moved.pk, comment=comment.strip()), actor=actor)
    return moved


@transaction.atomic
def send_back(*, directive: Directive, actor: Actor, comment: str) -> Directive:
    """Trả lại để sửa: the comment says what."""
    if not comment.strip():
        raise TransitionDenied("comment_missing", _("Hãy ghi rõ cần sửa gì trước khi trả lại."))
    moved = fire(directive, "send_back", actor=actor, permit=holding(Permission.DIRECTIVE_APPROVE))
    _decide(_running(moved), actor, approved=False, comment=comment.strip())
    record(moved, ReviewSentBack(directive_id=moved.pk, comment=comment.strip()), actor=actor)
    return moved


@transaction.atomic
def recall(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Rút lại bản trình before it is decided: the desk that submitted found something to mend."""
    if not reason.strip():
        raise TransitionDenied("comment_missing", _("Hãy ghi lý do rút lại."))
    if short := too_short(reason):
        raise TransitionDenied("reason_short", short)
    moved = fire(directive, "send_back", actor=actor, permit=holding(Permission.DIRECTIVE_SUBMIT))
    comment = _("Đơn vị trình rút lại: %s") % reason.strip()
    _decide(_running(moved), actor, approved=False, comment=comment)
    record(moved, ReviewSentBack(directive_id=moved.pk, comment=comment, recalled=True), actor=actor)
    return moved


@transaction.atomic
def mark_issued(*, directive: Directive, actor: Actor, tasks: int, assignments: int, units: int) -> Directive:
    """All assignments exist, made in this transaction: the directive is issued. Called by tasks.issuing alone."""
    moved = fire(directive, "issue", actor=actor, at=clock.now())
    _end_issuing(moved)
    fact = DirectiveIssued(directive_id=moved.pk, tasks=tasks, assignments=assignments, units=units)
    record(moved, fact, actor=actor)
    return moved


@transaction.atomic
def stop_issuing(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Approved but impossible to issue (no unit left in a group): back to draft, and the reason is told."""
    moved = fire(directive, "stop_issuing", actor=actor)
    _end_issuing(moved)
    record(moved, IssuingStopped(directive_id=moved.pk, reason=reason), actor=actor)
    return moved


def own_submission(review: ReviewProcess, actor: Actor) -> str:
    """Why the actor may not approve what they submitted themselves, "" when they may."""
    if options.get_bool("self_approval"):
        return ""
    submitted = {review.submitted_by_id, review.submitted_on_behalf_of_id} - {None}
    if submitted & {actor.person_id, actor.on_behalf_of_id}:
        return _("Người trình không tự duyệt bản của mình. Hãy để người có thẩm quyền khác duyệt.")
    return ""


def _running(directive: Directive) -> ReviewProcess:
    return directive.reviews.get(approved=None)


def _decide(review: ReviewProcess, actor: Actor, *, approved: bool, comment: str) -> None:
    """Let the human node run to its end in the name of the actor."""
    with DirectiveFlow.lock(review.pk):
        task = _task(review, DirectiveFlow.review)
        activation = task.flow_task.activation_class(task)
        process: ReviewProcess = activation.process
        process.approved = approved
        process.comment = comment
        process.decided_by_id = actor.person_id
        process.decided_on_behalf_of_id = actor.on_behalf_of_id
        process.decided_at = clock.now()
        process.save()
        activation.assign(Person.objects.get(pk=actor.person_id))
        activation.start(None)
        activation.execute()


def _end_issuing(directive: Directive) -> None:
    """The process ends with the issuing. None waits when an office took over directives issued before."""
    review = directive.reviews.filter(approved=True, finished=None).first()
    if review is not None:
        DirectiveFlow.issue.run(_task(review, DirectiveFlow.issue))


def _task(review: ReviewProcess, node: Any) -> Any:
    return review.task_set.get(flow_task=node, finished=None)
