"""The end of a directive: closed, reopened, withdrawn, superseded.

These move the directive alone. What becomes of its assignments is decided first by the callers in ``tasks``, in the
same transaction.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from directives import access
from directives.actions.recording import record
from directives.actions.review import holding
from directives.facts import DirectiveClosed, DirectiveReopened, DirectiveSuperseded, DirectiveWithdrawn
from directives.models import Directive, DirectiveLink
from directives.states import ENDING_LINKS, DirectiveState, LinkKind
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire
from workflows.reasons import too_short


@transaction.atomic
def close_directive(*, directive: Directive, actor: Actor, note: str = "") -> Directive:
    """Kết thúc theo dõi. The caller has made sure that nothing is open (tasks.issuing.closing)."""
    permit = holding(Permission.DIRECTIVE_CLOSE)
    moved = fire(directive, "close", actor=actor, permit=permit, at=clock.now())
    record(moved, DirectiveClosed(directive_id=moved.pk, note=note.strip()), actor=actor)
    return moved


@transaction.atomic
def reopen_directive(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Mở lại theo dõi."""
    reason = _reason(reason)
    moved = fire(directive, "reopen", actor=actor, permit=holding(Permission.DIRECTIVE_CLOSE))
    record(moved, DirectiveReopened(directive_id=moved.pk, reason=reason), actor=actor)
    return moved


@transaction.atomic
def withdraw_directive(*, directive: Directive, actor: Actor, reason: str) -> Directive:
    """Thu hồi: a draft by the desk that entered it, an issued one by who may close it (assignments cancelled first)."""
    reason = _reason(reason)

    def permit(actor: Actor, row: Directive) -> bool:
        draft = row.state == DirectiveState.DRAFT
        return access.may(actor, Permission.DIRECTIVE_ENTER if draft else Permission.DIRECTIVE_CLOSE, row)

    moved = fire(directive, "withdraw", actor=actor, permit=permit, at=clock.now())
    record(moved, DirectiveWithdrawn(directive_id=moved.pk, reason=reason), actor=actor)
    return moved


@transaction.atomic
def supersede_directive(
    *,
    directive: Directive,
    by: Directive,
    actor: Actor,
    kind: str = LinkKind.SUPERSEDES,
    reason: str = "",
    cancelled: int = 0,
    kept: int = 0,
) -> Directive:
    """Thay thế, bãi bỏ by another directive, which from then on cites this one as such (``kind``).

    ``cancelled`` and ``kept`` are told in the history: what the caller made of the open assignments.
    """
    if by.pk == directive.pk:
        raise TransitionDenied("itself", _("Văn bản không thể thay thế chính nó."))
    if by.state in (DirectiveState.WITHDRAWN, DirectiveState.SUPERSEDED):
        state = by.get_state_display().lower()
        raise TransitionDenied(
            "by_ended", _("%(by)s %(state)s, không thay thế được.") % {"by": by.reference, "state": state}
        )
    permit = holding(Permission.DIRECTIVE_CLOSE)
    moved = fire(directive, "supersede", actor=actor, permit=permit, at=clock.now())
    cited = {"reference": moved.reference[:60], "issuer_name": moved.issuer.name[:200], "issued_on": moved.issued_on}
    links = DirectiveLink.objects.filter(source=by, target=moved)
    if not links.filter(kind=kind).exists():
        links.filter(kind__in=ENDING_LINKS).delete()
        DirectiveLink.objects.create(source=by, target=moved, kind=kind, **cited)
    fact = DirectiveSuperseded(
        directive_id=moved.pk,
        by_id=by.pk,
        by_reference=by.reference,
        reason=reason.strip(),
        cancelled=cancelled,
        kept=kept,
        revoked=kind == LinkKind.REVOKES,
    )
    record(moved, fact, actor=actor)
    return moved


def _reason(reason: str) -> str:
    if not reason.strip():
        raise TransitionDenied("reason_missing", _("Hãy nêu lý do."))
    if short := too_short(reason):
        raise TransitionDenied("reason_short", short)
    return reason.strip()
