"""Resolving a group to its units on a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from django.db.models import Q, QuerySet

from organizations.models import GroupRule, RuleScope, Unit, UnitGroup
from organizations.models.dated import holds
from organizations.places import places_on
from workflows import clock


def members(group: UnitGroup, on: date | None = None) -> QuerySet[Unit]:
    """Units the group stands for on that day: those some rule adds, less those some rule takes out; below whom they
    stood that day.

    One query for the rules now, one when the result is read; a few more for a past day since when units have moved.
    """
    day = on or clock.today()
    if places_on(day) is not None:
        return Unit.objects.filter(pk__in=member_ids([group.pk], day)[group.pk]).order_by("rank", "name", "id")
    return _resolve(_rules([group.pk], day)[group.pk], day)


def count(group: UnitGroup, on: date | None = None) -> int:
    """How many units the group stands for on that day."""
    return members(group, on).count()


def counts(group_ids: Iterable[int], on: date | None = None) -> dict[int, int]:
    """The same for many groups: two queries, however many groups there are."""
    return {pk: len(found) for pk, found in member_ids(group_ids, on).items()}


def member_ids(group_ids: Iterable[int], on: date | None = None) -> dict[int, frozenset[int]]:
    """Ids of the units each group stands for on that day: two queries, however many groups there are."""
    day = on or clock.today()
    ids = list(group_ids)
    rules = _rules(ids, day)
    if not any(rules.values()):
        return dict.fromkeys(ids, frozenset())
    units = list(Unit.objects.existing(day).only("id", "kind", "parent_id", "path"))
    _as_then(units, rules, day)
    return {pk: frozenset(unit.pk for unit in units if _belongs(unit, rules[pk])) for pk in ids}


def groups_of(unit: Unit, on: date | None = None) -> list[UnitGroup]:
    """The groups the unit is in on that day. Two queries."""
    day = on or clock.today()
    if not unit.holds_on(day):
        return []
    groups = list(UnitGroup.objects.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=day)))
    rules = _rules([group.pk for group in groups], day)
    unit = copy(unit)
    _as_then([unit], rules, day)
    return [group for group in groups if _belongs(unit, rules[group.pk])]


def _as_then(units: Iterable[Unit], rules: dict[int, list[GroupRule]], day: date) -> None:
    """Put units, and the superiors that rules name, where they stood that day."""
    if (places := places_on(day)) is None:
        return
    for unit in units:
        places.put(unit)
    for rule in (rule for some in rules.values() for rule in some):
        if rule.parent is not None:
            places.put(rule.parent)


def _rules(group_ids: Sequence[int], on: date) -> dict[int, list[GroupRule]]:
    found: dict[int, list[GroupRule]] = defaultdict(list)
    for rule in GroupRule.objects.filter(holds(on), group_id__in=group_ids).select_related("parent"):
        found[rule.group_id].append(rule)
    return defaultdict(list, found)


def _resolve(rules: Sequence[GroupRule], on: date) -> QuerySet[Unit]:
    added, taken = Q(pk__in=()), Q(pk__in=())
    for rule in rules:
        if rule.exclude:
            taken |= _condition(rule)
        else:
            added |= _condition(rule)
    return Unit.objects.existing(on).filter(added & ~taken).order_by("rank", "name", "id")


def _condition(rule: GroupRule) -> Q:
    """The rule in SQL."""
    if rule.unit_id:
        return Q(pk=rule.unit_id)
    condition = Q(kind=rule.kind) if rule.kind else Q()
    if rule.parent is not None and rule.scope == RuleScope.CHILDREN:
        condition &= Q(parent_id=rule.parent.pk)
    elif rule.parent is not None:
        condition &= Q(path__startswith=rule.parent.path) & ~Q(pk=rule.parent.pk)
    return condition


def _belongs(unit: Unit, rules: Sequence[GroupRule]) -> bool:
    return any(_matches(unit, rule) for rule in rules if not rule.exclude) and not any(
        _matches(unit, rule) for rule in rules if rule.exclude
    )


def _matches(unit: Unit, rule: GroupRule) -> bool:
    """The rule in Python; tests hold it equal to _condition."""
    if rule.unit_id:
        return unit.pk == rule.unit_id
    if rule.kind and unit.kind != rule.kind:
        return False
    if rule.parent is None:
        return True
    if rule.scope == RuleScope.CHILDREN:
        return unit.parent_id == rule.parent.pk
    return unit.path.startswith(rule.parent.path) and unit.pk != rule.parent.pk
