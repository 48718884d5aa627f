"""From the person who signed in to the actor of this request: own seats, or those of the one acted for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from organizations.models import Appointment, Delegation, Person, Role, Unit
from organizations.models.people import serving
from workflows import clock
from workflows.actors import OPERATOR_ID, Actor, Seat

ACTING_FOR = "acting_for"
"""Session key: id of the person whose seats the signed-in deputy has taken."""


@dataclass(frozen=True)
class ActingChoice:
    """Somebody the person may act for today."""

    principal_id: int
    name: str
    until: date
    reason: str


def seats_of(person_id: int, on: date) -> tuple[Seat, ...]:
    """The person's own seats that day, highest rank first. One query."""
    rows = (
        Appointment.objects.current(on)
        .filter(person_id=person_id)
        .order_by("position__rank", "id")
        .values_list(
            "id",
            "position__role",
            "position__unit_id",
            "position__desk_id",
            "position__scope__path",
            "position__unit__path",
            "position__title",
        )
    )
    return tuple(
        Seat(appointment_id, role, unit_id, scope_id, scope_path or unit_path, title)
        for appointment_id, role, unit_id, scope_id, scope_path, unit_path, title in rows
    )


def operator_at(unit: Unit) -> Actor:
    """The operator at the console, who sees what an officer of that desk sees. No query; for reading only."""
    seat = Seat(0, Role.STANDING_OFFICER, unit.pk, unit.pk, unit.path, "")
    return Actor(OPERATOR_ID, "manage.py", seats=(seat,))


def actor_for(person: Person, on: date | None = None, acting_for: int | None = None) -> Actor:
    """The person as an actor on that day (default today).

    ``acting_for`` names the principal; without an effective delegation from a serving principal it is ignored,
    so a session can never outlive the delegation. Who acts for another has the other's seats and not their own.
    """
    day = on or clock.today()
    if acting_for:
        principal = _principal(person.pk, acting_for, day)
        if principal:
            return Actor(
                person_id=person.pk,
                name=person.full_name,
                seats=seats_of(acting_for, day),
                on_behalf_of_id=acting_for,
                on_behalf_of_name=principal.name,
            )
    return Actor(person_id=person.pk, name=person.full_name, seats=seats_of(person.pk, day), is_admin=person.is_admin)


def acting_choices(person_id: int, on: date | None = None) -> list[ActingChoice]:
    """Whom the person may act for on that day (default today), by name. One query."""
    return _choices(person_id, on or clock.today())


def principals_of(actor: Actor) -> list[tuple[ActingChoice, Actor]]:
    """Whom the person may act for today but does not yet, each with the actor they would be; empty while they do.

    One query; three more for each.
    """
    if actor.on_behalf_of_id is not None or not (choices := acting_choices(actor.person_id)):
        return []
    person = Person.objects.get(pk=actor.person_id)
    return [(choice, actor_for(person, acting_for=choice.principal_id)) for choice in choices]


def _principal(deputy_id: int, principal_id: int, on: date) -> ActingChoice | None:
    return next((choice for choice in _choices(deputy_id, on) if choice.principal_id == principal_id), None)


def _choices(deputy_id: int, on: date) -> list[ActingChoice]:
    rows = (
        Delegation.objects.effective(on)
        .filter(serving(on, "principal__"), deputy_id=deputy_id)
        .order_by("principal__full_name", "principal_id", "valid_to")
        .values_list("principal_id", F("principal__full_name"), "valid_to", "reason")
    )
    longest = {row[0]: ActingChoice(*row) for row in rows}  # of two delegations, the one that lasts longer
    return list(longest.values())
