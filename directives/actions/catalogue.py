"""The office's choice of document types."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from directives.facts import DirectiveTypeChanged
from directives.models import DirectiveType
from organizations import access
from organizations.permissions import Permission
from workflows import ledger
from workflows.actors import Actor


@dataclass(frozen=True)
class TypeChoice:
    """What holds for directives of a type: whether it is in use, how often a deadline may be extended, and whether a
    request for that must come with a document.
    """

    active: bool
    max_extensions: int
    extension_needs_document: bool


@transaction.atomic
def set_types(*, chosen: Mapping[str, TypeChoice], actor: Actor) -> int:
    """By code of the type. Concerns directives entered from now on; returns how many types changed."""
    if not access.may(actor, Permission.OFFICE_SETUP):
        raise PermissionDenied
    changed = 0
    for row in DirectiveType.objects.select_for_update().order_by("order"):
        before = TypeChoice(row.active, row.max_extensions, row.extension_needs_document)
        wanted = chosen.get(row.pk, before)
        if wanted == before:
            continue
        for name, value in asdict(wanted).items():
            setattr(row, name, value)
        row.save(update_fields=list(asdict(wanted)))
        fact = DirectiveTypeChanged(code=row.pk, name=row.name, **asdict(wanted))
        ledger.record(fact, stream="office", actor=actor)
        changed += 1
    return changed
