"""The directory as entries to match the names in documents with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from organizations import access
from organizations.models import LearnedName, Unit, UnitGroup, UnitSuccession
from organizations.naming import Directory, Entry
from workflows import clock
from workflows.actors import Actor


def directory(actor: Actor, standing: Unit, on: date | None = None) -> Directory:
    """Bodies that a document of this standing agency is likely to name: units below it, beside it and above it, and
    the groups, under every name they bear or were taught to bear. Four queries. A unit that is no more comes after one
    that exists; where one unit carries its work on that day, the old name stands for that one.
    """
    day = on or clock.today()
    above = standing.ancestor_ids
    near = Q(parent_id__in=above) | Q(pk__in=above) | Q(parent__isnull=True, is_internal=False)
    units = access.visible_units(actor).filter(near)
    found = list(units.only("id", "name", "short_name", "aliases", "parent_id", "valid_from", "valid_to"))
    taught = _taught(standing)
    heirs = heirs_of([unit.pk for unit in found if not unit.holds_on(day)], day)
    entries = []
    for unit in found:
        names = (unit.name, unit.short_name, *unit.aliases, *taught.get(f"u{unit.pk}", ()))
        key, name = f"u{unit.pk}", unit.name
        if len(now := heirs.get(unit.pk, ())) == 1:
            key, name = f"u{now[0].pk}", now[0].name
        entries.append(Entry(key, name, names, _distance(unit, standing, day)))
    for group in _in_use(actor, day):
        distance = 0 if group.owner_id in above else 2
        names = (group.name, *group.aliases, *taught.get(f"g{group.pk}", ()))
        entries.append(Entry(f"g{group.pk}", group.name, names, distance, is_group=True))
    return Directory(entries)


def heirs_of(unit_ids: Iterable[int], on: date) -> dict[int, tuple[Unit, ...]]:
    """Units that carry on, on that day, the work of units that are no more; chains of successions are followed.

    One query where none of them was succeeded, else one more for each generation.
    """
    onward: dict[int, list[Unit]] = defaultdict(list)
    asked: set[int] = set()
    waiting = set(unit_ids)
    while waiting:
        asked |= waiting
        news: set[int] = set()
        for link in UnitSuccession.objects.filter(old__in=waiting, on__lte=on).select_related("new").order_by("id"):
            onward[link.old_id].append(link.new)
            if not link.new.holds_on(on):
                news.add(link.new_id)
        waiting = news - asked

    def of(pk: int, passed: frozenset[int]) -> Iterator[Unit]:
        for unit in onward.get(pk, ()):
            if unit.holds_on(on):
                yield unit
            elif unit.pk not in passed:
                yield from of(unit.pk, passed | {unit.pk})

    found = {pk: tuple({unit.pk: unit for unit in of(pk, frozenset({pk}))}.values()) for pk in asked}
    return {pk: heirs for pk, heirs in found.items() if heirs}


def _taught(standing: Unit) -> dict[str, list[str]]:
    """Names taught by this office and by those above it, by the body's key."""
    rows = LearnedName.objects.filter(office__in=standing.ancestor_ids, forgotten_at=None)
    taught: dict[str, list[str]] = defaultdict(list)
    for unit_id, group_id, words in rows.values_list("unit_id", "group_id", "words"):
        taught[f"u{unit_id}" if unit_id else f"g{group_id}"].append(words)
    return taught


def _distance(unit: Unit, standing: Unit, day: date) -> int:
    if unit.parent_id == standing.pk or unit.pk == standing.pk:
        near = 0
    else:
        near = 1 if unit.parent_id == standing.parent_id else 2
    return near if unit.holds_on(day) else near + 3


def _in_use(actor: Actor, day: date) -> QuerySet[UnitGroup]:
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=day)
    return access.visible_groups(actor).filter(in_use).order_by("name", "id")
