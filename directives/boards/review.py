"""What waits for a leader's decision (chờ duyệt), longest waiting first."""

from dataclasses import dataclass
from datetime import datetime

from directives import access
from directives.models import ReviewProcess
from directives.querysets import DirectiveQuerySet
from directives.states import DirectiveState
from organizations.access import covers
from organizations.permissions import Permission
from workflows.actors import Actor, both_names


@dataclass(frozen=True)
class Waiting:
    """One submission to decide on."""

    directive_id: int
    reference: str
    abstract: str
    issuer: str
    tasks: int
    round: int
    note: str
    submitted_by: str
    submitted_at: datetime


def to_decide(actor: Actor) -> DirectiveQuerySet:
    """Directives under review that the actor has the authority to decide on."""
    found: DirectiveQuerySet = access.visible_to(actor).filter(
        covers(actor, Permission.DIRECTIVE_APPROVE, "standing_unit"), state=DirectiveState.IN_REVIEW
    )
    return found


def waiting(actor: Actor) -> list[Waiting]:
    """The submissions, longest waiting first. One query."""
    rows = (
        ReviewProcess.objects.filter(approved=None, directive__in=to_decide(actor).order_by().values("pk"))
        .select_related("directive__type", "directive__issuer", "submitted_by", "submitted_on_behalf_of")
        .defer("directive__text", "directive__folded")
        .order_by("submitted_at", "pk")
    )
    return [
        Waiting(
            directive_id=row.directive_id,
            reference=row.directive.reference,
            abstract=row.directive.abstract,
            issuer=row.directive.issuer.name,
            tasks=row.tasks,
            round=row.round,
            note=row.note,
            submitted_by=both_names(row.submitted_by, row.submitted_on_behalf_of),
            submitted_at=row.submitted_at,
        )
        for row in rows[:200]
    ]
