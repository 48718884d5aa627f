"""Of what waits for the assigner's side: what this person decides, and who decides the rest."""

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.access import covers, role_may
from organizations.models import Role
from organizations.permissions import Permission
from tasks.models import Extension
from tasks.states import ExtensionState, ExtensionStep
from workflows.actors import Actor

# What units wait for, by the right that answers it.
RIGHTS = {
    "confirm": Permission.RESULT_CONFIRM,
    "decline": Permission.REASSIGN,
    "extension": Permission.EXTENSION_DECIDE,
}
DIRECTIVE_UNIT = "directive__standing_unit"


def in_turn(actor: Actor, queue: str) -> Q:
    """Rows of the queue whose next step is the actor's; advice on a request for more time is a step too."""
    condition = covers(actor, RIGHTS[queue], DIRECTIVE_UNIT)
    if queue == "extension":
        to_advise = Extension.objects.filter(state=ExtensionState.ASKED, process__step=ExtensionStep.ADVISE)
        advises = covers(actor, Permission.EXTENSION_ADVISE, DIRECTIVE_UNIT)
        condition |= advises & Q(pk__in=to_advise.values("assignment_id"))
    return condition


def deciders(queue: str) -> str:
    """Who decides, by role, for those who do not."""
    roles = [str(role.label) for role in Role if role_may(role, RIGHTS[queue])]
    return _("người quyết định: %(roles)s") % {"roles": ", ".join(roles)}
