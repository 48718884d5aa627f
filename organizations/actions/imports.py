"""A spreadsheet uploaded, looked at, then applied once."""

import os
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import guard_setup
from organizations.actions.passwords import invite
from organizations.imports import people, units
from organizations.imports.plans import Outcome, Plan
from organizations.imports.reading import Row, read
from organizations.models import ImportBatch, ImportKind, Person
from workflows import clock, ledger
from workflows.actors import Actor

LINKS_AT_MOST = 2_000
FORGOTTEN_AFTER = timedelta(days=7)  # an upload nobody confirmed
_ONE_AT_A_TIME = 720_411  # advisory lock: two imports at once would not see each other's rows


@transaction.atomic
def upload(*, actor: Actor, kind: str, file: "UploadedFile[Any]") -> ImportBatch:
    """Keep the rows as read, for the preview and the confirmation. ValidationError on a file that cannot be read."""
    guard_setup(actor)
    rows = read(file, kind)
    ImportBatch.objects.filter(applied_at__isnull=True, uploaded_at__lt=clock.now() - FORGOTTEN_AFTER).delete()
    name = os.path.basename(file.name or "")[:200]
    return ImportBatch.objects.create(kind=kind, uploaded_by_id=actor.person_id, filename=name, rows=rows)


def plan(*, actor: Actor, kind: str, rows: list[Row]) -> Plan:
    """What applying the rows would do now."""
    return people.plan(rows, actor) if kind == ImportKind.PEOPLE else units.plan(rows, actor)


@transaction.atomic
def apply_batch(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Apply all rows or none. Planned anew, so that what changed since the preview is seen; never applied twice."""
    guard_setup(actor)
    batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if batch.applied_at is not None:
        raise ValidationError(_("Tệp này đã được nhập lúc %(at)s.") % {"at": f"{batch.applied_at:%H:%M %d/%m/%Y}"})
    planned = apply_rows(actor=actor, kind=batch.kind, rows=batch.rows)
    counts = planned.counts
    batch.applied_at = clock.now()
    batch.outcome = counts
    batch.rows = []  # names and addresses of people are not kept longer than needed
    if batch.kind == ImportKind.PEOPLE:
        new = [row.username for row in planned.rows if row.outcome is Outcome.CREATED]
        batch.outcome = counts | {"new_usernames": sorted(set(new))}
    batch.save(update_fields=["applied_at", "outcome", "rows"])
    fact = facts.ImportApplied(
        batch_id=batch.pk,
        import_kind=batch.kind,
        filename=batch.filename,
        created=counts["created"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
    )
    ledger.record(fact, stream="office", actor=actor)
    return batch


@transaction.atomic
def apply_rows(*, actor: Actor, kind: str, rows: list[Row]) -> Plan:
    """Apply rows that are already read; ValidationError while one of them is in error."""
    guard_setup(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    planned = plan(actor=actor, kind=kind, rows=rows)
    if not planned.ready:
        first = next(row for row in planned.rows if row.outcome is Outcome.ERROR)
        told = {"n": planned.counts["error"], "line": first.line, "why": " ".join(first.errors)}
        raise ValidationError(_("Còn %(n)d dòng có lỗi; dòng %(line)d: %(why)s") % told, code="rows")
    (people.apply if kind == ImportKind.PEOPLE else units.apply)(planned, actor)
    return planned


@transaction.atomic
def links_of_batch(*, actor: Actor, batch: ImportBatch) -> list[list[str]]:
    """One-time password links for the batch's new people who have set none yet: [name, username, link]."""
    names = batch.outcome.get("new_usernames", [])[:LINKS_AT_MOST]
    listed = Person.objects.serving(clock.today()).filter(username__in=names).order_by("full_name", "id")
    return [
        [person.full_name, person.username, invite(actor=actor, person=person)]
        for person in listed
        if not person.has_usable_password()
    ]
