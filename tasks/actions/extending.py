"""Gia hạn: a unit asks before expiry, with a reason; the assigner decides. The first deadline is kept for ever."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.receiving import lock_open, need
from tasks.actions.recording import record
from tasks.facts import ExtensionAsked, ExtensionGranted, ExtensionRefused
from tasks.models import Assignment, Extension
from tasks.states import ExtensionState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def ask_extension(*, assignment: Assignment, until: date, reason: str, actor: Actor) -> Extension:
    """Xin gia hạn: before the deadline, at most as often as the directive's type allows (once by default)."""
    reason = need(reason, "reason_missing", _("Hãy nêu lý do xin gia hạn."))
    require(may_as_unit(actor, Permission.EXTENSION_ASK, assignment))
    assignment = lock_open(assignment)
    if assignment.due_on is None:
        raise TransitionDenied("no_deadline", _("Việc này không có thời hạn nên không cần gia hạn."))
    if clock.today() > assignment.due_on:
        raise TransitionDenied("too_late", _("Đã quá hạn; chỉ xin gia hạn được trước khi hết hạn."))
    if until <= assignment.due_on:
        raise TransitionDenied("not_later", _("Ngày xin lùi đến phải sau hạn đang có."))
    if assignment.extensions_granted >= assignment.directive.max_extensions:
        raise TransitionDenied("no_more", _("Đã dùng hết số lần gia hạn cho phép."))
    if assignment.extensions.filter(state=ExtensionState.ASKED).exists():
        raise TransitionDenied("pending", _("Đang có một đề nghị gia hạn chờ quyết định."))
    extension = Extension.objects.create(
        assignment=assignment,
        due_before=assignment.due_on,
        asked_for=until,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_on_behalf_of_id=actor.on_behalf_of_id,
        asked_at=clock.now(),
    )
    fact = ExtensionAsked(assignment_id=assignment.pk, extension_id=extension.pk, asked_for=until, reason=reason)
    record(assignment, fact, actor=actor)
    return extension


@transaction.atomic
def decide_extension(
    *, extension: Extension, grant: bool, actor: Actor, until: date | None = None, note: str = ""
) -> Extension:
    """Đồng ý (until the day asked for, or another) or không đồng ý, which needs a word of explanation."""
    require(may_as_assigner(actor, Permission.EXTENSION_DECIDE, extension.assignment))
    assignment = lock_open(extension.assignment)
    extension = Extension.objects.select_for_update(no_key=True).get(pk=extension.pk)
    if extension.state != ExtensionState.ASKED:
        raise TransitionDenied(
            "decided", _("Đề nghị này đã được xử lý: %(state)s.") % {"state": extension.get_state_display().lower()}
        )
    if not grant:
        note = need(note, "reason_missing", _("Hãy nêu lý do không đồng ý."))
    extension.state = ExtensionState.GRANTED if grant else ExtensionState.REFUSED
    extension.granted_until = (until or extension.asked_for) if grant else None
    extension.decided_by_id = actor.person_id
    extension.decided_on_behalf_of_id = actor.on_behalf_of_id
    extension.decided_at = clock.now()
    extension.decision_note = note.strip()
    extension.save()
    if extension.granted_until is not None:
        assignment.due_on = extension.granted_until
        assignment.extensions_granted += 1
        assignment.save(update_fields=["due_on", "extensions_granted"])
        granted = ExtensionGranted(
            assignment_id=assignment.pk,
            extension_id=extension.pk,
            before=extension.due_before,
            after=assignment.due_on,
            note=note,
        )
        record(assignment, granted, actor=actor)
    else:
        refused = ExtensionRefused(assignment_id=assignment.pk, extension_id=extension.pk, note=note)
        record(assignment, refused, actor=actor)
    return extension
