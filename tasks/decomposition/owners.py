"""The directory as the editor asks it: entries to match names with, and the search behind the owner picker."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from organizations import access, groups
from organizations.directory import heirs_of
from organizations.models import Unit, UnitGroup
from organizations.models.dated import holds
from organizations.naming import canonical
from workflows import clock
from workflows.actors import Actor
from workflows.folding import folded_match
from workflows.numbers import whole

FOUND_MOST = 8


@dataclass(frozen=True)
class Choice:
    """One line of the picker. ``count`` is how many units a group stands for on the day; ``gone`` a unit that is not
    there on it.
    """

    key: str
    name: str
    detail: str
    is_group: bool
    count: int
    gone: bool = False
    ends_on: date | None = None
    # Found by the name of a unit whose work it carries on since that day.
    succeeds: str = ""
    since: date | None = None


def search(actor: Actor, words: str, on: date | None = None) -> list[Choice]:
    """Groups and units whose name holds every word, marks aside; exact names first, then what exists on the day."""
    day = on or clock.today()
    found_groups = list(_in_use(actor, day).filter(folded_match("folded", words))[:FOUND_MOST])
    units = access.visible_units(actor).search(words).select_related("parent")
    exists = list(units.filter(holds(day)).order_by("rank", "name", "id")[: 4 * FOUND_MOST])
    gone = (
        list(units.exclude(holds(day)).order_by("-valid_to", "name")[:FOUND_MOST]) if len(exists) < FOUND_MOST else []
    )
    sizes = groups.counts([group.pk for group in found_groups], day)
    heirs = _heirs(gone, {f"u{unit.pk}" for unit in exists}, day) if gone else []
    choices = [
        Choice(f"g{group.pk}", group.name, "", is_group=True, count=sizes[group.pk]) for group in found_groups
    ] + [_unit_choice(unit, day) for unit in [*exists, *gone]]
    wanted = canonical(words)
    ranked = sorted(choices, key=lambda choice: (choice.gone, not canonical(choice.name).startswith(wanted)))
    there = [choice for choice in ranked if not choice.gone]
    return [*there, *heirs, *(choice for choice in ranked if choice.gone)][:FOUND_MOST]


def _heirs(gone: Sequence[Unit], found: Container[str], day: date) -> list[Choice]:
    """Those that carry on the work of units found by a name that is no more: each a choice, saying whose."""
    carried = heirs_of([unit.pk for unit in gone], day)
    return [
        Choice(heir.key, heir.name, "", is_group=False, count=1, succeeds=unit.name, since=heir.on)
        for unit in gone
        for heir in carried.get(unit.pk, ())
        if heir.key not in found
    ]


def near(actor: Actor, words: str, on: date | None = None) -> list[Choice]:
    """Bodies of a name like these words: those that hold them all, or as many from the beginning as any holds."""
    said = canonical(words).split()
    for count in range(len(said), min(1, len(said) - 1), -1):
        if found := search(actor, " ".join(said[:count]), on):
            return found
    return []


def _unit_choice(unit: Unit, day: date) -> Choice:
    exists = unit.holds_on(day)
    return Choice(
        key=f"u{unit.pk}",
        name=unit.name,
        detail=unit.parent.name if unit.parent else "",
        is_group=False,
        count=int(exists),
        gone=not exists,
        ends_on=unit.valid_to,
    )


def named(words: str, found: Sequence[Choice]) -> Choice | None:
    """The one of ``found`` that bears this name exactly, or None when none or several do."""
    wanted = canonical(words)
    same = [choice for choice in found if canonical(choice.name) == wanted]
    present = [choice for choice in same if not choice.gone] or same
    return present[0] if len(present) == 1 else None


def body_for(actor: Actor, key: str) -> Unit | UnitGroup:
    """The unit ("u12") or group ("g3") of that key. Http404 when the actor may not see it or it makes no sense."""
    kind, number = key[:1], whole(key[1:])
    if number is None:
        raise Http404
    if kind == "u":
        return access.unit_for(actor, number)
    if kind == "g":
        return access.group_for(actor, number)
    raise Http404


def _in_use(actor: Actor, day: date) -> QuerySet[UnitGroup]:
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=day)
    return access.visible_groups(actor).filter(in_use).order_by("name", "id")
