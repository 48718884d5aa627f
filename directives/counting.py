"""The count beside "Văn bản" in the menu: what waits for this person's decision."""

from directives.boards.review import to_decide
from organizations.access import seats_with
from organizations.permissions import Permission
from workflows.actors import Actor
from workflows.counters import counter


@counter("directives")
def waiting_for_approval(actor: Actor) -> int:
    """Decompositions that this leader is asked to approve; one query, none for others."""
    if not seats_with(actor, Permission.DIRECTIVE_APPROVE):
        return 0
    return to_decide(actor).order_by().count()
