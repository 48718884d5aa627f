"""Who may set up what, and how changes are told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from organizations import access
from organizations.models import Person, Unit
from organizations.permissions import Permission
from workflows.actors import Actor


def guard_unit(actor: Actor, unit: Unit | None) -> None:
    """The actor may set this unit up; None stands for a root, which only administrators of everything touch."""
    if actor.is_system or actor.is_admin:
        return
    if unit is None or not access.may(actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path):
        raise PermissionDenied


def guard_person(actor: Actor, person: Person) -> None:
    """The actor may change this person's account and posts."""
    if not actor.is_system and not access.may_set_up_person(actor, person):
        raise PermissionDenied


def guard_setup(actor: Actor) -> None:
    """The actor sets up something, somewhere."""
    if not actor.is_system and not access.may(actor, Permission.OFFICE_SETUP):
        raise PermissionDenied


def guard_everything(actor: Actor) -> None:
    """Only an administrator of everything."""
    if not actor.is_system and not actor.is_admin:
        raise PermissionDenied


def changed(row: Model, wanted: dict[str, Any], allowed: Iterable[str]) -> dict[str, list[Any]]:
    """Set the wanted values on the row; what differs as {field: [before, after]}, in plain values.

    Raises TypeError on a field outside ``allowed``.
    """
    unknown = wanted.keys() - set(allowed)
    if unknown:
        raise TypeError(f"not changed here: {', '.join(sorted(unknown))}")
    found: dict[str, list[Any]] = {}
    for name, value in wanted.items():
        before = getattr(row, name)
        if before != value:
            found[name] = [_plain(before), _plain(value)]
            setattr(row, name, value)
    return found


def check(row: Model) -> None:
    """The row's own validation and constraints, ValidationError by field; what the database fills is left out."""
    row.full_clean(exclude=["folded", "path", "desk_id", "password"])


def require_order(start: date, end: date | None, field: str = "valid_to") -> None:
    """The end does not lie before the beginning."""
    if end is not None and end < start:
        raise ValidationError({field: _("Ngày kết thúc không được trước ngày bắt đầu.")}, code="order")


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
