"""Files of a directive: attached, and taken off while it is a draft."""

import contextlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directives import access, sweeping
from directives.actions.recording import record
from directives.facts import FileAdded, FileRemoved
from directives.models import Directive, DirectiveFile, FileReading, PendingFile, StoredFile
from directives.states import EDITABLE, FINISHED
from organizations.permissions import Permission
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def attach_file(
    *, directive: Directive, stored: StoredFile, name: str, actor: Actor, original: bool = False
) -> DirectiveFile:
    """Đính kèm: the original (bản gốc) or an annex. The same content twice is attached once."""
    row = _locked(directive, actor)
    if row.state in FINISHED:
        raise TransitionDenied("finished", _("Văn bản đã kết thúc nên không đính kèm thêm được."))
    already = row.files.filter(file=stored).first()
    if already is not None:
        return already
    if original:
        row.files.filter(original=True).update(original=False)
    attached = DirectiveFile.objects.create(
        directive=row,
        file=stored,
        name=name,
        original=original,
        added_by_id=actor.person_id,
        added_on_behalf_of_id=actor.on_behalf_of_id,
        added_at=clock.now(),
    )
    record(row, FileAdded(directive_id=row.pk, name=name, sha256=stored.sha256), actor=actor)
    return attached


@transaction.atomic
def remove_file(*, attached: DirectiveFile, actor: Actor) -> None:
    """Bỏ tệp đính kèm, while the directive is a draft. The content goes when nothing else bears it."""
    row = _locked(attached.directive, actor)
    if row.state not in EDITABLE:
        raise TransitionDenied("not_editable", _("Chỉ bỏ được tệp khi văn bản đang soạn."))
    deleted, _rows = DirectiveFile.objects.filter(pk=attached.pk).delete()
    if deleted:
        record(row, FileRemoved(directive_id=row.pk, name=attached.name, sha256=attached.file.sha256), actor=actor)


@transaction.atomic
def hold_pending(*, stored: StoredFile, name: str, actor: Actor, readable: bool = True) -> PendingFile:
    """Keep an upload for the form it came in, until the form is saved."""
    return PendingFile.objects.create(
        file=stored, name=name, readable=readable, uploaded_by_id=actor.person_id, uploaded_at=clock.now()
    )


def pending_for(actor: Actor, token: str) -> PendingFile | None:
    """The upload behind the token, for whoever uploaded it."""
    with contextlib.suppress(PendingFile.DoesNotExist, ValidationError):
        return PendingFile.objects.select_related("file").get(token=token, uploaded_by_id=actor.person_id)
    return None


def discard_pending(*, pending: PendingFile, actor: Actor) -> None:
    """Bỏ tệp: this upload and what was read of it go at once; the same content in another form or document stays."""
    with transaction.atomic():
        FileReading.objects.filter(token=pending.token, asked_by_id=actor.person_id).delete()
        PendingFile.objects.filter(pk=pending.pk, uploaded_by_id=actor.person_id).delete()
    sweeping.drop_now(pending.file.sha256)


def drop_pending(*, pending: PendingFile, actor: Actor) -> None:
    """Take an upload and what was read of it off the disk at once: what came with it bears a mark of secrecy.

    However often the person uploaded that content; what a document already bears stays.
    """
    with transaction.atomic():
        same = PendingFile.objects.filter(file_id=pending.file_id, uploaded_by_id=actor.person_id)
        FileReading.objects.filter(token__in=same.values("token")).delete()
        same.delete()
    sweeping.drop_now(pending.file.sha256)


def _locked(directive: Directive, actor: Actor) -> Directive:
    row: Directive = Directive.objects.select_for_update(no_key=True, of=("self",)).get(pk=directive.pk)
    if not access.may(actor, Permission.DIRECTIVE_ENTER, row):
        raise PermissionDenied
    return row
