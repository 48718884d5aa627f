"""Gia hạn: a unit asks before expiry, with a reason; the assigner decides. The first deadline is kept for ever."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.receiving import lock_open, need
from tasks.actions.recording import record
from tasks.facts import ExtensionAsked, ExtensionGranted, ExtensionRefused, ExtensionWithdrawn
from tasks.models import Assignment, Extension
from tasks.states import WORKING, AssignmentState, ExtensionState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def ask_extension(*, assignment: Assignment, until: date, reason: str, actor: Actor) -> Extension:
    """Xin gia hạn: before the deadline, at most as often as the directive's type allows (once by default)."""
    reason = need(reason, "reason_missing", _("Hãy nêu lý do xin gia hạn."))
    require(may_as_unit(actor, Permission.EXTENSION_ASK, assignment))
    assignment = lock_open(assignment)
    if refusal := asking_blocked(assignment):
        raise refusal
    if assignment.due_on is None or until <= assignment.due_on:
        raise TransitionDenied("not_later", _("Ngày xin lùi đến phải sau hạn đang có."))
    _within_whole(assignment, until)
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


def asking_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why the unit cannot ask for an extension now; None when it can."""
    limit = assignment.directive.max_extensions
    if assignment.due_on is None:
        return TransitionDenied("no_deadline", _("Việc này không có thời hạn nên không cần gia hạn."))
    if assignment.state not in (AssignmentState.ASSIGNED, *WORKING):
        state = AssignmentState(assignment.state).label
        return TransitionDenied("not_working", _("Không xin gia hạn khi việc đang ở trạng thái “%s”.") % state)
    if clock.today() > assignment.due_on:
        return TransitionDenied("too_late", _("Đã quá hạn; chỉ xin gia hạn được trước khi hết hạn."))
    if assignment.extensions_granted >= limit:
        return TransitionDenied("no_more", _("Đã dùng hết số lần gia hạn cho phép (%(limit)s).") % {"limit": limit})
    if assignment.extensions.filter(state=ExtensionState.ASKED).exists():
        return TransitionDenied("pending", _("Đang có một đề nghị gia hạn chờ quyết định."))
    return None


@transaction.atomic
def withdraw_extension(*, extension: Extension, actor: Actor) -> Extension:
    """Rút đề nghị gia hạn before anybody has decided."""
    require(may_as_unit(actor, Permission.EXTENSION_ASK, extension.assignment))
    assignment = lock_open(extension.assignment)
    return _withdraw(assignment, _lock_asked(extension), actor)


def drop_pending(assignment: Assignment, *, actor: Actor) -> None:
    """Nobody needs to decide on a settled assignment any more. Inside the caller's transaction, row locked."""
    for extension in assignment.extensions.select_for_update(no_key=True).filter(state=ExtensionState.ASKED):
        _withdraw(assignment, extension, actor)


def _withdraw(assignment: Assignment, extension: Extension, actor: Actor) -> Extension:
    extension.state = ExtensionState.WITHDRAWN
    extension.decided_by_id = actor.person_id or None
    extension.decided_on_behalf_of_id = actor.on_behalf_of_id
    extension.decided_at = clock.now()
    extension.save()
    fact = ExtensionWithdrawn(assignment_id=assignment.pk, extension_id=extension.pk, asked_for=extension.asked_for)
    record(assignment, fact, actor=actor)
    return extension


def _lock_asked(extension: Extension) -> Extension:
    locked = Extension.objects.select_for_update(no_key=True).get(pk=extension.pk)
    if locked.state != ExtensionState.ASKED:
        state = locked.get_state_display().lower()
        raise TransitionDenied("decided", _("Đề nghị này đã được xử lý: %(state)s.") % {"state": state})
    return locked


def _check_grant(assignment: Assignment, until: date) -> None:
    if assignment.due_on is not None and until <= assignment.due_on:
        raise TransitionDenied("not_later", _("Ngày gia hạn đến phải sau hạn đang có."))
    _within_whole(assignment, until)


def _within_whole(assignment: Assignment, until: date) -> None:
    whole = assignment.parent
    if whole is not None and whole.due_on is not None and until > whole.due_on:
        raise TransitionDenied("part_after_whole", _("Hạn của phần việc không được sau hạn của cả việc."))


@transaction.atomic
def decide_extension(
    *, extension: Extension, grant: bool, actor: Actor, until: date | None = None, note: str = ""
) -> Extension:
    """Đồng ý (until the day asked for, or another) or không đồng ý, which needs a word of explanation."""
    require(may_as_assigner(actor, Permission.EXTENSION_DECIDE, extension.assignment))
    assignment = lock_open(extension.assignment)
    extension = _lock_asked(extension)
    if grant:
        _check_grant(assignment, until or extension.asked_for)
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
        before, assignment.due_on = assignment.due_on, extension.granted_until
        assignment.extensions_granted += 1
        assignment.save(update_fields=["due_on", "extensions_granted"])
        granted = ExtensionGranted(
            assignment_id=assignment.pk,
            extension_id=extension.pk,
            before=before or extension.due_before,
            after=assignment.due_on,
            note=note,
        )
        record(assignment, granted, actor=actor)
    else:
        refused = ExtensionRefused(assignment_id=assignment.pk, extension_id=extension.pk, note=note)
        record(assignment, refused, actor=actor)
    return extension
