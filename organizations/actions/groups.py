"""Groups of units and the rules that fill them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import changed, check, guard_unit, require_order
from organizations.models import SINCE_ALWAYS, GroupRule, RuleScope, Unit, UnitGroup
from workflows import ledger
from workflows.actors import Actor


@transaction.atomic
def create_group(*, actor: Actor, name: str, owner: Unit | None = None, aliases: Sequence[str] = ()) -> UnitGroup:
    """A new, empty group."""
    guard_unit(actor, owner)
    group = UnitGroup(name=" ".join(name.split()), owner=owner, aliases=list(aliases))
    check(group)
    group.save()
    fact = facts.GroupCreated(group_id=group.pk, name=group.name)
    ledger.record(fact, stream=f"group:{group.pk}", actor=actor, unit_id=group.owner_id)
    return group


@transaction.atomic
def change_group(*, actor: Actor, group: UnitGroup, **wanted: Any) -> UnitGroup:
    """Change its name, aliases, or the day from which it is no longer offered (``retired_on``)."""
    group = UnitGroup.objects.select_for_update(no_key=True, of=("self",)).select_related("owner").get(pk=group.pk)
    guard_unit(actor, group.owner)
    changes = changed(group, wanted, {"name", "aliases", "retired_on"})
    if changes:
        check(group)
        group.save()
        fact = facts.GroupChanged(group_id=group.pk, changes=changes)
        ledger.record(fact, stream=f"group:{group.pk}", actor=actor, unit_id=group.owner_id)
    return group


@transaction.atomic
def add_rule(
    *,
    actor: Actor,
    group: UnitGroup,
    unit: Unit | None = None,
    kind: str = "",
    parent: Unit | None = None,
    scope: str = RuleScope.CHILDREN,
    exclude: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> GroupRule:
    """One unit by name, or every unit of a kind below a parent; ``exclude`` takes them out again."""
    guard_unit(actor, group.owner)
    if (unit is None) == (not kind and parent is None):
        raise ValidationError(_("Hãy chọn đích danh một đơn vị, hoặc chọn loại đơn vị và đơn vị cấp trên."))
    start = valid_from or SINCE_ALWAYS
    require_order(start, valid_to)
    rule = GroupRule(
        group=group,
        unit=unit,
        kind=kind,
        parent=parent,
        scope=scope,
        exclude=exclude,
        valid_from=start,
        valid_to=valid_to,
    )
    check(rule)
    rule.save()
    told = {"unit_id": rule.unit_id, "kind": kind, "parent_id": rule.parent_id, "scope": scope, "exclude": exclude}
    fact = facts.GroupRuleAdded(group_id=group.pk, rule_id=rule.pk, rule=told)
    ledger.record(fact, stream=f"group:{group.pk}", actor=actor, unit_id=group.owner_id)
    return rule


@transaction.atomic
def end_rule(*, actor: Actor, rule: GroupRule, on: date) -> GroupRule:
    """``on`` is the rule's last day."""
    locked = GroupRule.objects.select_for_update(no_key=True, of=("self",)).select_related("group__owner")
    rule = locked.get(pk=rule.pk)
    guard_unit(actor, rule.group.owner)
    require_order(rule.valid_from, on, "on")
    rule.valid_to = on
    rule.save(update_fields=["valid_to"])
    fact = facts.GroupRuleEnded(group_id=rule.group_id, rule_id=rule.pk, on=on)
    ledger.record(fact, stream=f"group:{rule.group_id}", actor=actor, unit_id=rule.group.owner_id)
    return rule
