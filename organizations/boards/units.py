"""Units: the tree, a search, one unit with everything that hangs on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from organizations import access, groups
from organizations.heads import heads_of
from organizations.models import Appointment, Person, Position, Unit, UnitGroup, UnitSuccession
from organizations.models.dated import holds
from organizations.permissions import Permission
from workflows.actors import Actor

SHOWN_AT_ONCE = 500


@dataclass(frozen=True)
class UnitRow:
    """One line of the tree or of a list."""

    id: int
    name: str
    short_name: str
    kind: str
    parent_name: str
    below: int
    head_id: int | None
    head_name: str
    ends_on: date | None
    outside: bool


@dataclass(frozen=True)
class Holder:
    """Somebody in a post."""

    appointment_id: int
    person_id: int
    name: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Post:
    """A post and who holds it that day."""

    id: int
    unit_id: int
    unit_name: str
    title: str
    role: str
    desk_name: str
    is_head: bool
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class Link:
    """A unit that this one came from or goes over to."""

    id: int
    name: str
    on: date
    source: str


@dataclass(frozen=True)
class UnitPage:
    """Everything about one unit on a day."""

    unit: Unit
    above: tuple[Unit, ...]
    below: list[UnitRow]
    posts: list[Post]
    desk_posts: list[Post]
    groups: list[UnitGroup]
    successors: list[Link]
    predecessors: list[Link]
    may_set_up: bool
    exists: bool

    @property
    def people(self) -> int:
        return len({holder.person_id for post in self.posts for holder in post.holders})


def rows(units: Iterable[Unit], on: date) -> list[UnitRow]:
    """The units as lines, with the number of units right below and the head. Three queries."""
    listed = list(units)
    ids = [unit.pk for unit in listed]
    below = dict(
        Unit.objects.existing(on).filter(parent_id__in=ids).values_list("parent_id").annotate(n=Count("id")).order_by()
    )
    heads = heads_of(ids, on)
    names = dict(Person.objects.filter(pk__in=heads.values()).values_list("pk", "full_name"))
    return [
        UnitRow(
            id=unit.pk,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.get_kind_display(),
            parent_name=unit.parent.name if unit.parent else "",
            below=below.get(unit.pk, 0),
            head_id=heads.get(unit.pk),
            head_name=names.get(heads.get(unit.pk, 0), ""),
            ends_on=unit.valid_to,
            outside=not unit.is_internal,
        )
        for unit in listed
    ]


def children(actor: Actor, parent_id: int | None, on: date, *, ended: bool = False) -> list[UnitRow]:
    """Units right below (None: the roots the actor sees), in the office's order; with the ended ones on request."""
    units = access.visible_units(actor).filter(parent_id=parent_id)
    if parent_id is None:
        visible = access.visible_units(actor).values("pk")
        units = access.visible_units(actor).filter(Q(parent__isnull=True) | ~Q(parent__in=visible))
    if not ended:
        units = units.existing(on)
    own = "-is_internal" if parent_id is None else "rank"  # bodies outside come last
    return rows(units.select_related("parent").order_by(own, "rank", "name", "id")[:SHOWN_AT_ONCE], on)


def page(actor: Actor, unit: Unit, on: date) -> UnitPage:
    """One unit as it stands that day."""
    above = {row.pk: row for row in Unit.objects.filter(pk__in=unit.ancestor_ids[:-1])}
    links = UnitSuccession.objects.filter(Q(old=unit) | Q(new=unit)).select_related("old", "new").order_by("on", "id")
    return UnitPage(
        unit=unit,
        above=tuple(above[pk] for pk in unit.ancestor_ids[:-1] if pk in above),
        below=children(actor, unit.pk, on),
        posts=posts(Q(unit=unit), on),
        desk_posts=posts(Q(desk_id=unit.pk) & ~Q(unit=unit), on),
        groups=[group for group in groups.groups_of(unit, on) if group in set(access.visible_groups(actor))],
        successors=[Link(row.new_id, row.new.name, row.on, row.source) for row in links if row.old_id == unit.pk],
        predecessors=[Link(row.old_id, row.old.name, row.on, row.source) for row in links if row.new_id == unit.pk],
        may_set_up=access.may(actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path),
        exists=unit.holds_on(on),
    )


def posts(which: Q, on: date) -> list[Post]:
    """The posts asked for that exist that day or later, heads first, with their holders. Two queries."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    found = list(
        Position.objects.filter(lasting, which)
        .select_related("unit", "scope")
        .order_by("unit__rank", "unit__name", "-is_head", "rank", "title", "id")
    )
    held: dict[int, list[Holder]] = defaultdict(list)
    appointments = Appointment.objects.filter(holds(on) | Q(valid_from__gt=on), position__in=found)
    for row in appointments.select_related("person").order_by("valid_from", "id"):
        if row.person.left_on is None or row.person.left_on > on:
            held[row.position_id].append(
                Holder(row.pk, row.person_id, row.person.full_name, row.valid_from, row.valid_to)
            )
    return [
        Post(
            id=post.pk,
            unit_id=post.unit_id,
            unit_name=post.unit.name,
            title=post.title,
            role=post.get_role_display(),
            desk_name=post.scope.name if post.scope else "",
            is_head=post.is_head,
            holders=tuple(held[post.pk]),
        )
        for post in found
    ]
