"""One policy, three questions: may this actor, which rows, which people.

Rights follow unit and position. A seat's role says what (permissions.py), its desk says where:
leaders and administrators reach every unit below the desk they serve, the others that desk alone.
"""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from organizations.models import Appointment, Delegation, Person, Role, Unit, UnitGroup
from organizations.models.delegations import effective
from organizations.models.people import PersonQuerySet
from organizations.models.units import UnitQuerySet
from organizations.permissions import OPTIONAL, REACHES_BELOW, ROLE_PERMISSIONS, Permission
from workflows import clock, options
from workflows.actors import Actor, Seat

M = TypeVar("M", bound=Model)


# May this actor?


def role_may(role: str, permission: Permission) -> bool:
    """The role grants the permission, and no option of the office takes it away."""
    known = Role(role)
    if permission not in ROLE_PERMISSIONS[known]:
        return False
    option = OPTIONAL.get((known, permission))
    return option is None or bool(options.get(option))


def seats_with(actor: Actor, permission: Permission) -> list[Seat]:
    """The actor's seats whose role grants the permission."""
    return [seat for seat in actor.seats if role_may(seat.role, permission)]


def may(actor: Actor, permission: Permission, *, unit_id: int | None = None, unit_path: str | None = None) -> bool:
    """The actor holds the permission for that unit; without a unit: holds it anywhere.

    Give ``unit_path`` when at hand: ``unit_id`` alone may cost one query for the path.
    """
    if permission is Permission.OFFICE_SETUP and actor.is_admin:
        return True
    seats = seats_with(actor, permission)
    if unit_id is None and unit_path is None:
        return bool(seats)
    target_id = unit_id if unit_id is not None else _last_id(unit_path or "")
    if any(seat.scope_id == target_id for seat in seats):
        return True
    reaching = [seat.scope_path for seat in seats if Role(seat.role) in REACHES_BELOW]
    if not reaching:
        return False
    path = unit_path or Unit.objects.filter(pk=target_id).values_list("path", flat=True).first()
    return path is not None and path.startswith(tuple(reaching))


# Which rows?


def covers(actor: Actor, permission: Permission, unit: str = "unit") -> Q:
    """Rows whose ``unit`` (path of lookups to a Unit; "" for Unit itself) the permission reaches. No query."""
    step = f"{unit}__" if unit else ""
    if permission is Permission.OFFICE_SETUP and actor.is_admin:
        return Q(**{f"{step}pk__isnull": False})  # not Q(): an empty Q vanishes in an "or"
    seats = seats_with(actor, permission)
    condition = Q(**{f"{step}pk__in": {seat.scope_id for seat in seats}})
    for path in {seat.scope_path for seat in seats if Role(seat.role) in REACHES_BELOW}:
        condition |= Q(**{f"{step}path__startswith": path})
    return condition


def scope_ids(actor: Actor, permission: Permission) -> set[int]:
    """Ids of all units the permission reaches; one query when the actor leads units below."""
    seats = seats_with(actor, permission)
    if all(Role(seat.role) not in REACHES_BELOW for seat in seats) and not actor.is_admin:
        return {seat.scope_id for seat in seats}
    return set(Unit.objects.filter(covers(actor, permission, "")).values_list("pk", flat=True))


def visible_units(actor: Actor) -> UnitQuerySet:
    """The directory: every unit of the actor's own administration (from its root), and outside bodies by name."""
    if actor.is_admin or actor.is_system:
        return Unit.objects.all()
    return Unit.objects.filter(_administration(actor) | Q(is_internal=False, parent__isnull=True))


def visible_people(actor: Actor) -> PersonQuerySet:
    """People who hold or held a position in the actor's own administration, and the actor."""
    if actor.is_admin or actor.is_system:
        return Person.objects.get_queryset()
    held = Appointment.objects.filter(_administration(actor, "position__unit__")).values("person_id")
    return Person.objects.get_queryset().filter(Q(pk__in=held) | Q(pk=actor.person_id))


def visible_groups(actor: Actor) -> QuerySet[UnitGroup]:
    """Groups without an owner, and those owned within the actor's own administration."""
    if actor.is_admin or actor.is_system:
        return UnitGroup.objects.all()
    return UnitGroup.objects.filter(Q(owner__isnull=True) | _administration(actor, "owner__"))


def unit_for(actor: Actor, pk: int) -> Unit:
    """The unit, or Http404 when the actor may not see it."""
    return _one(visible_units(actor), pk)


def person_for(actor: Actor, pk: int) -> Person:
    """The person, or Http404 when the actor may not see them."""
    return _one(visible_people(actor), pk)


def group_for(actor: Actor, pk: int) -> UnitGroup:
    """The group, or Http404 when the actor may not see it."""
    return _one(visible_groups(actor), pk)


def people_to_set_up(actor: Actor) -> PersonQuerySet:
    """Accounts the actor may change. Administrators of everything: all. Of a part: people with a post in that part
    and no lasting one outside it, never administrators of everything (their password would open more than the part).
    """
    if actor.is_admin or actor.is_system:
        return Person.objects.get_queryset()
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today())
    unit = covers(actor, Permission.OFFICE_SETUP, "position__unit")
    desk = covers(actor, Permission.OFFICE_SETUP, "position__scope") | Q(position__scope__isnull=True)
    inside = Appointment.objects.filter(unit & desk)
    outside = Appointment.objects.filter(lasting).exclude(pk__in=inside.values("pk"))
    people = Person.objects.get_queryset().filter(is_admin=False, pk__in=inside.values("person_id"))
    return people.exclude(pk__in=outside.values("person_id"))


def may_set_up_person(actor: Actor, person: Person) -> bool:
    """The actor may change this person's account and posts."""
    return people_to_set_up(actor).filter(pk=person.pk).exists()


# Which people?


def people_holding(permission: Permission, unit_id: int, on: date | None = None) -> PersonQuerySet:
    """Serving people who hold the permission for that unit on that day, and their deputies by delegation."""
    day = on or clock.today()
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or ""
    roles = {role for role in Role if role_may(role, permission)}
    above = [int(step) for step in path.strip("/").split("/") if step]
    holds = Q(position__desk_id=unit_id, position__role__in=roles)
    holds |= Q(position__desk_id__in=above, position__role__in=roles & REACHES_BELOW)
    holders = Appointment.objects.current(day).filter(holds).values("person_id")
    deputies = Delegation.objects.filter(effective(day), principal_id__in=holders).values("deputy_id")
    return Person.objects.serving(day).filter(Q(pk__in=holders) | Q(pk__in=deputies))


def _administration(actor: Actor, prefix: str = "") -> Q:
    """Units under the root of one of the actor's seats."""
    condition = Q(pk__in=())
    for root in {_root(path) for seat in actor.seats for path in (seat.scope_path,)}:
        condition |= Q(**{f"{prefix}path__startswith": root})
    return condition


def _root(path: str) -> str:
    return f"/{path.split('/', 2)[1]}/"


def _last_id(path: str) -> int:
    return int(path.rstrip("/").rsplit("/", 1)[-1])


def _one(rows: QuerySet[M], pk: int) -> M:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
