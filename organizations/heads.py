"""Heads of units and the people at a desk, for one unit or thousands in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organizations.models import Appointment, Delegation, Person, Unit
from organizations.models.delegations import effective
from organizations.models.people import serving
from workflows import clock


@dataclass(frozen=True)
class Serving:
    """A person at a desk in a role; ``for_id`` when by delegation, for whom."""

    person_id: int
    role: str
    is_head: bool
    for_id: int | None = None


def heads_of(unit_ids: Iterable[int], on: date | None = None) -> dict[int, int]:
    """Unit id to the id of its head (thủ trưởng) that day; units without one are absent. One query.

    Of several heads the one of the lowest rank, then the longest in office.
    """
    rows = (
        Appointment.objects.current(on or clock.today())
        .filter(position__unit_id__in=list(unit_ids), position__is_head=True)
        .order_by("position__unit_id", "position__rank", "valid_from", "id")
        .distinct("position__unit_id")
        .values_list("position__unit_id", "person_id")
    )
    return dict(rows)


def head_of(unit: Unit | int, on: date | None = None) -> Person | None:
    """The head of the unit that day."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    head_id = heads_of([unit_id], on).get(unit_id)
    return Person.objects.filter(pk=head_id).first() if head_id else None


def people_serving_many(unit_ids: Iterable[int], on: date | None = None) -> dict[int, list[Serving]]:
    """Unit id to everybody with a seat at its desk that day, deputies after their principals. Two queries."""
    day = on or clock.today()
    found: dict[int, list[Serving]] = defaultdict(list)
    rows = (
        Appointment.objects.current(day)
        .filter(position__desk_id__in=list(unit_ids))
        .order_by("position__rank", "id")
        .values_list("position__desk_id", "person_id", "position__role", "position__is_head")
    )
    seats: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for desk_id, person_id, role, is_head in rows:
        found[desk_id].append(Serving(person_id, role, is_head))
        seats[person_id].append((desk_id, role, is_head))
    deputies = Delegation.objects.filter(effective(day), serving(day, "deputy__"), principal_id__in=seats.keys())
    for deputy_id, principal_id in deputies.order_by("id").values_list("deputy_id", "principal_id"):
        for desk_id, role, is_head in seats[principal_id]:
            found[desk_id].append(Serving(deputy_id, role, is_head, for_id=principal_id))
    return dict(found)


def people_serving(unit_id: int, on: date | None = None) -> list[Serving]:
    """Everybody with a seat at the unit's desk that day, with their deputies."""
    return people_serving_many([unit_id], on).get(unit_id, [])
