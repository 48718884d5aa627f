"""Who may see and do what with a directive: the only way a directive reaches a view.

Three questions have one answer each: may this person (``may``), which rows (``visible_to``), and, through
``organizations.access``, which people hold a right. What may not be seen is 404; what may not be done is 403.
"""

from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from directives.models import Directive, DirectiveShare, DirectiveUserPermission
from directives.querysets import DirectiveQuerySet
from directives.states import BEFORE_ISSUE
from organizations.access import seats_with
from organizations.models.positions import Role
from organizations.permissions import Permission
from workflows.actors import Actor

NOTHING = Q(pk__in=[])
VIEW = "view_directive"


def standing_scope(actor: Actor) -> Q:
    """Directives under the actor's own care: the standing desk served, or a leader's whole subtree."""
    rules = (
        Q(standing_unit__path__startswith=seat.scope_path)
        if seat.role == Role.LEADER
        else Q(standing_unit_id=seat.scope_id)
        for seat in seats_with(actor, Permission.DIRECTIVE_WATCH)
    )
    return reduce(or_, rules, NOTHING)


def taking_part(actor: Actor) -> Q:
    """Directives already issued in which a desk of the actor's, or a unit under a leader, has a share."""
    desks = [seat.scope_id for seat in actor.seats]
    shares = Q(assignments__unit_id__in=desks)
    for seat in actor.seats:
        if seat.role == Role.LEADER:
            shares |= Q(assignments__unit__path__startswith=seat.scope_path)
    pks = Directive.objects.filter(shares).values("pk")
    return ~Q(state__in=BEFORE_ISSUE) & Q(pk__in=pks)


def shared_with(actor: Actor) -> QuerySet[Directive]:
    """Directives shared with the actor, or with a unit where the actor has a seat. A deputy has the seats of who is
    absent, not what was shared with that person.
    """
    given = DirectiveUserPermission.objects.filter(
        user_id=actor.person_id, permission__codename=VIEW, permission__content_type__app_label="directives"
    )
    desks = {seat.scope_id for seat in actor.seats} | {seat.unit_id for seat in actor.seats}
    to_units = DirectiveShare.objects.running().filter(unit_id__in=desks)
    found = Q(pk__in=given.values("content_object_id")) | Q(pk__in=to_units.values("directive_id"))
    return Directive.objects.filter(found).exclude(state__in=BEFORE_ISSUE)


def visible_to(actor: Actor) -> DirectiveQuerySet:
    """Every directive that the actor may know of."""
    shared = Q(pk__in=shared_with(actor).values("pk"))
    return Directive.objects.filter(standing_scope(actor) | taking_part(actor) | shared)


def may(actor: Actor, permission: Permission, directive: Directive) -> bool:
    """Whether the actor holds ``permission`` over the standing agency of ``directive``."""
    for seat in seats_with(actor, permission):
        if seat.scope_id == directive.standing_unit_id:
            return True
        if seat.role == Role.LEADER and directive.standing_unit.path.startswith(seat.scope_path):
            return True
    return False


def directive_for(actor: Actor, pk: int, permission: Permission | None = None) -> Directive:
    """The directive, or 404 when the actor may not see it, or 403 when seen but ``permission`` is missing."""
    try:
        directive: Directive = visible_to(actor).select_related("type", "issuer", "standing_unit").get(pk=pk)
    except Directive.DoesNotExist as error:
        raise Http404 from error
    if permission is not None and not may(actor, permission, directive):
        raise PermissionDenied
    return directive


def watches(actor: Actor, directive: Directive) -> bool:
    """Whether the actor sees the directive as its office does, drafts, review and whole history included."""
    return may(actor, Permission.DIRECTIVE_WATCH, directive)


def require_over(actor: Actor, permission: Permission, directive: Directive) -> None:
    """403 unless the actor holds ``permission`` over the directive's standing agency."""
    if not may(actor, permission, directive):
        raise PermissionDenied
