"""The office's choice of document types."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from directives.facts import DirectiveTypeChanged
from directives.models import DirectiveType
from organizations import access
from organizations.permissions import Permission
from workflows import ledger
from workflows.actors import Actor


@transaction.atomic
def set_types(*, chosen: Mapping[str, tuple[bool, int]], actor: Actor) -> int:
    """Code to (in use, most extensions). Concerns directives entered from now on; returns how many types changed."""
    if not access.may(actor, Permission.OFFICE_SETUP):
        raise PermissionDenied
    changed = 0
    for row in DirectiveType.objects.select_for_update().order_by("order"):
        active, most = chosen.get(row.pk, (row.active, row.max_extensions))
        if (active, most) == (row.active, row.max_extensions):
            continue
        row.active, row.max_extensions = active, most
        row.save(update_fields=["active", "max_extensions"])
        fact = DirectiveTypeChanged(code=row.pk, name=row.name, active=active, max_extensions=most)
        ledger.record(fact, stream="office", actor=actor)
        changed += 1
    return changed
