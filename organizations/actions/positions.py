"""Posts, and who holds them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import changed, check, guard_unit, require_order
from organizations.models import Appointment, Person, Position, Unit
from workflows import clock, ledger
from workflows.actors import Actor


@transaction.atomic
def create_position(
    *,
    actor: Actor,
    unit: Unit,
    title: str,
    role: str,
    scope: Unit | None = None,
    is_head: bool = False,
    rank: int = 0,
    valid_from: date | None = None,
) -> Position:
    """A post in ``unit`` that serves the desk of ``scope`` (default the unit itself)."""
    guard_unit(actor, unit)
    if scope is not None:
        guard_unit(actor, scope)
    position = Position(
        unit=unit,
        title=" ".join(title.split()),
        role=role,
        scope=None if scope is not None and scope.pk == unit.pk else scope,
        is_head=is_head,
        rank=rank,
        valid_from=valid_from or unit.valid_from,
    )
    check(position)
    position.save()
    fact = facts.PositionCreated(position_id=position.pk, unit_id=unit.pk, title=position.title, role=position.role)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return position


@transaction.atomic
def change_position(*, actor: Actor, position: Position, **wanted: Any) -> Position:
    """Change title, role, desk served (``scope``), headship, rank."""
    position = _locked(position)
    guard_unit(actor, position.unit)
    if wanted.get("scope") is not None:
        guard_unit(actor, wanted["scope"])
        if wanted["scope"].pk == position.unit_id:
            wanted["scope"] = None
    changes = changed(position, wanted, {"title", "role", "scope", "is_head", "rank"})
    if changes:
        check(position)
        position.save()
        fact = facts.PositionChanged(position_id=position.pk, unit_id=position.unit_id, changes=changes)
        ledger.record(fact, stream=f"unit:{position.unit_id}", actor=actor, unit_id=position.unit_id)
    return position


@transaction.atomic
def end_position(*, actor: Actor, position: Position, on: date) -> Position:
    """``on`` is the post's last day, and the last day of whoever holds it."""
    position = _locked(position)
    guard_unit(actor, position.unit)
    require_order(position.valid_from, on, "on")
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    for appointment in position.appointments.filter(lasting).order_by("pk"):
        end_appointment(actor=actor, appointment=appointment, on=max(on, appointment.valid_from))
    position.valid_to = on
    position.save(update_fields=["valid_to"])
    fact = facts.PositionEnded(position_id=position.pk, unit_id=position.unit_id, on=on)
    ledger.record(fact, stream=f"unit:{position.unit_id}", actor=actor, unit_id=position.unit_id)
    return position


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: Person,
    position: Position,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Appointment:
    """The person holds the post from a day on (default today)."""
    position = _locked(position)
    guard_unit(actor, position.unit)
    start = valid_from or clock.today()
    require_order(start, valid_to)
    if person.left_on is not None and start >= person.left_on:
        raise ValidationError(_("%(name)s đã thôi làm việc.") % {"name": person.full_name}, code="left")
    if not position.holds_on(start):
        raise ValidationError({"valid_from": _("Chức vụ này không có vào ngày đó.")}, code="position_gone")
    overlap = Appointment.objects.filter(person=person, position=position, valid_from__lte=valid_to or date.max)
    if overlap.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start)).exists():
        raise ValidationError(_("%(name)s đã giữ chức vụ này rồi.") % {"name": person.full_name}, code="held")
    appointment = Appointment.objects.create(person=person, position=position, valid_from=start, valid_to=valid_to)
    fact = facts.Appointed(
        appointment_id=appointment.pk,
        person_id=person.pk,
        position_id=position.pk,
        unit_id=position.unit_id,
        title=position.title,
        valid_from=start,
        valid_to=valid_to,
    )
    ledger.record(fact, stream=f"person:{person.pk}", actor=actor, unit_id=position.unit_id)
    return appointment


@transaction.atomic
def end_appointment(*, actor: Actor, appointment: Appointment, on: date) -> Appointment:
    """``on`` is the person's last day in the post."""
    locked = Appointment.objects.select_for_update(no_key=True, of=("self",)).select_related("position__unit")
    appointment = locked.get(pk=appointment.pk)
    guard_unit(actor, appointment.position.unit)
    require_order(appointment.valid_from, on, "on")
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])
    fact = facts.AppointmentEnded(
        appointment_id=appointment.pk,
        person_id=appointment.person_id,
        position_id=appointment.position_id,
        unit_id=appointment.position.unit_id,
        on=on,
    )
    stream = f"person:{appointment.person_id}"
    ledger.record(fact, stream=stream, actor=actor, unit_id=appointment.position.unit_id)
    return appointment


def _locked(position: Position) -> Position:
    locked = Position.objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related("unit", "scope").get(pk=position.pk)
