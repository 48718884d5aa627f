"""Groups: the list with its counts, one group with its rules and members."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organizations import access, groups
from organizations.boards import units
from organizations.forms.units import rule_in_words
from organizations.models import GroupRule, UnitGroup
from organizations.permissions import Permission
from workflows.actors import Actor
from workflows.folding import folded_match

MEMBERS_SHOWN = 200


@dataclass(frozen=True)
class GroupRow:
    """A group and how many units it stands for."""

    group: UnitGroup
    owner_name: str
    count: int


@dataclass(frozen=True)
class RuleRow:
    """A rule in words."""

    id: int
    words: str
    exclude: bool
    valid_from: date
    valid_to: date | None
    in_force: bool


@dataclass(frozen=True)
class GroupPage:
    """One group on a day."""

    group: UnitGroup
    rules: list[RuleRow]
    members: list[units.UnitRow]
    count: int
    may_set_up: bool


def listed(actor: Actor, on: date, search: str = "") -> list[GroupRow]:
    """Groups the actor sees that are in use that day, with live counts. Constant queries."""
    found = access.visible_groups(actor).filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))
    rows = list(found.filter(folded_match("folded", search)).select_related("owner").order_by("name", "id")[:500])
    counts = groups.counts([group.pk for group in rows], on)
    return [GroupRow(group, group.owner.name if group.owner else "", counts[group.pk]) for group in rows]


def page(actor: Actor, group: UnitGroup, on: date) -> GroupPage:
    """One group: rules, members that day."""
    rules = GroupRule.objects.filter(group=group).select_related("unit", "parent").order_by("exclude", "id")
    members = groups.members(group, on).select_related("parent")
    return GroupPage(
        group=group,
        rules=[
            RuleRow(rule.pk, rule_in_words(rule), rule.exclude, rule.valid_from, rule.valid_to, rule.holds_on(on))
            for rule in rules
        ],
        members=units.rows(members[:MEMBERS_SHOWN], on),
        count=members.count(),
        may_set_up=actor.is_admin
        or (group.owner_id is not None and access.may(actor, Permission.OFFICE_SETUP, unit_id=group.owner_id)),
    )
