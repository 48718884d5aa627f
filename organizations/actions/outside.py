"""Bodies outside this installation (Bộ Y tế), known by name only: who enters documents may add one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organizations import access, facts
from organizations.actions.guards import check
from organizations.models import Unit, UnitKind
from organizations.permissions import Permission
from workflows import ledger
from workflows.actors import Actor


@transaction.atomic
def add_outside_body(*, actor: Actor, name: str) -> Unit:
    """The outside body of that name, added when nobody entered it before. It sees nothing and is given nothing."""
    if not access.may(actor, Permission.DIRECTIVE_ENTER):
        raise PermissionDenied
    plain = " ".join(name.split())
    known = Unit.objects.filter(name__iexact=plain, is_internal=False, parent=None, valid_to=None).first()
    if known is not None:
        return known
    unit = Unit(name=plain, kind=UnitKind.OTHER, is_internal=False)
    check(unit)
    unit.save()
    fact = facts.UnitCreated(unit_id=unit.pk, name=unit.name, unit_kind=unit.kind, parent_id=None)
    ledger.record(fact, stream=f"unit:{unit.pk}", actor=actor, unit_id=unit.pk)
    return unit
