"""Who may see and do what with an assignment: the only way one reaches a view.

Two sides meet on an assignment. The *assigner* (bên giao) is the standing agency of the directive or, for a part
handed down inside a unit, the unit that handed it down. The *unit* (bên nhận) is the one that answers for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from directives import access as directives_access
from directives.models import Directive
from organizations.access import seats_with
from organizations.models import Unit, UnitSuccession
from organizations.models.positions import Role
from organizations.permissions import Permission
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from workflows import clock
from workflows.actors import Actor

# The text of a directive may be a megabyte; who needs it asks for it.
HEAVY = ("directive__text", "directive__folded", "task__folded")


def visible_to(actor: Actor) -> AssignmentQuerySet:
    """Every assignment that the actor may know of."""
    return Assignment.objects.filter(visible(actor))


def visible(actor: Actor, prefix: str = "") -> Q:
    """The same as a condition on assignments, or on rows that reach one by ``prefix`` ("assignment__").

    Written with sets of ids, not joins: a join to the parent would read the whole table for the few parts handed down.
    """
    desks = [seat.scope_id for seat in actor.seats]
    rules = [Q(**{f"{prefix}unit_id__in": desks}), handed_down_by(desks, prefix)]
    rules.append(Q(**{f"{prefix}unit_id__in": _succeeded_by(desks)}))
    for seat in seats_with(actor, Permission.DIRECTIVE_WATCH):
        if seat.role == Role.LEADER:
            below = Unit.objects.filter(path__startswith=seat.scope_path).values("pk")
            rules.append(Q(**{f"{prefix}directive_id__in": _directives_of(standing_unit_id__in=below)}))
            rules.append(Q(**{f"{prefix}unit_id__in": below}))
        else:
            rules.append(Q(**{f"{prefix}directive_id__in": _directives_of(standing_unit_id=seat.scope_id)}))
    return reduce(or_, rules)


def _succeeded_by(desks: Iterable[int]) -> Any:
    """Units whose work and records those desks carry on (đơn vị kế thừa), through at most three mergers."""
    ids = list(desks)
    steps = ("new", "new__successions__new", "new__successions__new__successions__new")
    heir = reduce(or_, (Q(**{f"{step}__in": ids}) for step in steps))
    return UnitSuccession.objects.filter(heir, on__lte=clock.today()).values("old_id")


def handed_down_by(desks: Iterable[int], prefix: str = "") -> Q:
    """Parts that those desks handed down (giao xuống)."""
    return Q(**{f"{prefix}parent_id__in": Assignment.objects.filter(unit_id__in=list(desks)).values("pk")})


def _directives_of(**condition: Any) -> Any:
    return Directive.objects.filter(**condition).values("pk")


@dataclass(frozen=True)
class Led:
    """What an actor's board counts: the directives in the actor's care, and what ``units`` have of others.

    Both as queries of ids; ``units`` is None for who leads no units.
    """

    directives: "QuerySet[Directive, Any]"
    units: "QuerySet[Unit, Any] | None"

    def condition(self) -> Q:
        """Assignments of either kind."""
        ours = Q(directive_id__in=self.directives)
        return ours if self.units is None else ours | Q(unit_id__in=self.units)


def led_by(actor: Actor) -> Led | None:
    """A leader (lãnh đạo) counts the units below, as those that give work and as those that have it; the head of a
    standing agency its own directives. None for who leads nothing.
    """
    seats = seats_with(actor, Permission.BOARD_LEADERS)
    if not seats:
        return None
    own = [seat.scope_id for seat in seats if seat.role != Role.LEADER]
    paths = [seat.scope_path for seat in seats if seat.role == Role.LEADER]
    if not paths:
        return Led(Directive.objects.filter(standing_unit_id__in=own).values("pk"), None)
    below = Unit.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths))).values("pk")
    care = Directive.objects.filter(Q(standing_unit_id__in=own) | Q(standing_unit_id__in=below))
    return Led(care.values("pk"), below)


def assignment_for(actor: Actor, pk: int) -> Assignment:
    """The assignment with its task, directive and units, or 404 when the actor may not see it."""
    related = (
        "task", "directive__type", "directive__issuer", "directive__standing_unit",
        "unit", "responsible", "officer", "parent__unit", "predecessor__unit",
    )  # fmt: skip
    try:
        return visible_to(actor).select_related(*related).defer(*HEAVY).get(pk=pk)
    except Assignment.DoesNotExist as error:
        raise Http404 from error


def may_as_assigner(actor: Actor, permission: Permission, assignment: Assignment) -> bool:
    """Whether the actor holds ``permission`` on the assigner's side.

    For a part handed down the right to hand down (giao xuống) at the parent's desk stands for every such permission.
    """
    if assignment.parent is not None:
        return may_as_unit(actor, Permission.HAND_DOWN, assignment.parent)
    return directives_access.may(actor, permission, assignment.directive)


def may_as_unit(actor: Actor, permission: Permission, assignment: Assignment) -> bool:
    """Whether the actor holds ``permission`` at the desk of the unit that answers for the assignment."""
    return any(seat.scope_id == assignment.unit_id for seat in seats_with(actor, permission))


def require(allowed: bool) -> None:
    """403 unless ``allowed``."""
    if not allowed:
        raise PermissionDenied
