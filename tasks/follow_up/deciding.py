"""Of what waits for the assigner's side: what this person answers, and who answers the rest."""

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.access import covers, role_may
from organizations.models import Role
from organizations.permissions import Permission
from tasks.deciders import own_requests
from workflows.actors import Actor

# What units wait for, by the right that answers it.
RIGHTS = {
    "confirm": Permission.RESULT_CONFIRM,
    "decline": Permission.REASSIGN,
    "advise": Permission.EXTENSION_ADVISE,
    "extension": Permission.EXTENSION_DECIDE,
    "conclude": Permission.CAUSE_CONFIRM,
}
DIRECTIVE_UNIT = "directive__standing_unit"


def in_turn(actor: Actor, queue: str) -> Q:
    """Rows of the queue whose next step is the actor's; one's own request for more time is others' to decide."""
    condition = covers(actor, RIGHTS[queue], DIRECTIVE_UNIT)
    return condition & ~own_requests(actor) if queue == "extension" else condition


def deciders(queue: str) -> str:
    """Who answers, by role, for those who do not."""
    roles = {"roles": ", ".join(str(role.label) for role in Role if role_may(role, RIGHTS[queue]))}
    if queue == "advise":
        return _("người cho ý kiến: %(roles)s") % roles
    return _("người quyết định: %(roles)s") % roles
