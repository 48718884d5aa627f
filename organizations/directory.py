"""The directory as entries to match the names in documents with."""

from datetime import date

from django.db.models import Q, QuerySet

from organizations import access
from organizations.models import Unit, UnitGroup
from organizations.naming import Directory, Entry
from workflows import clock
from workflows.actors import Actor


def directory(actor: Actor, standing: Unit, on: date | None = None) -> Directory:
    """Bodies that a document of this standing agency is likely to name: units below it, beside it and above it, and
    the groups. Two queries. A unit that is no more comes after one that exists.
    """
    day = on or clock.today()
    above = standing.ancestor_ids
    near = Q(parent_id__in=above) | Q(pk__in=above) | Q(parent__isnull=True, is_internal=False)
    units = access.visible_units(actor).filter(near)
    entries = [
        Entry(f"u{unit.pk}", unit.name, (unit.name, unit.short_name, *unit.aliases), _distance(unit, standing, day))
        for unit in units.only("id", "name", "short_name", "aliases", "parent_id", "valid_from", "valid_to")
    ]
    for group in _in_use(actor, day):
        distance = 0 if group.owner_id in above else 2
        entries.append(Entry(f"g{group.pk}", group.name, (group.name, *group.aliases), distance, is_group=True))
    return Directory(entries)


def _distance(unit: Unit, standing: Unit, day: date) -> int:
    if unit.parent_id == standing.pk or unit.pk == standing.pk:
        near = 0
    else:
        near = 1 if unit.parent_id == standing.parent_id else 2
    return near if unit.holds_on(day) else near + 3


def _in_use(actor: Actor, day: date) -> QuerySet[UnitGroup]:
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=day)
    return access.visible_groups(actor).filter(in_use).order_by("name", "id")
