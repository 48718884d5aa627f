"""Gia hạn: a unit asks before expiry, with a reason and a document; its head signs, the standing office advises, the
one with authority decides (flows.ExtensionFlow). The first deadline is kept for ever.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from directives.files import clean_name, keep, read_upload
from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions import extending_steps as steps
from tasks.actions.receiving import lock_open, need_reason
from tasks.actions.recording import record
from tasks.deciders import own_refusal
from tasks.facts import (
    ExtensionAdvised,
    ExtensionAsked,
    ExtensionDrafted,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionWithdrawn,
)
from tasks.models import Assignment, Extension, ExtensionFile
from tasks.states import UNDECIDED, WORKING, AssignmentState, ExtensionState, ExtensionStep
from workflows import clock, options
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.words import day

# More time reaches no further than so many years beyond the deadline in force.
MOST_YEARS = 5


@transaction.atomic
def ask_extension(
    *,
    assignment: Assignment,
    until: date,
    reason: str,
    actor: Actor,
    files: "Sequence[UploadedFile[Any]]" = (),
) -> Extension:
    """Xin gia hạn: before the deadline, at most as often as the directive's type allows (once by default).

    Asked by who may sign, it is signed with it; else the unit's head signs before the assigner hears of it. A document
    comes with it where the directive's type wants one; of a part, which is settled within the unit, none is asked for.
    FileRefused says what is wrong with a file.
    """
    reason = need_reason(reason, _("Hãy nêu lý do xin gia hạn."))
    require(may_as_unit(actor, Permission.EXTENSION_ASK, assignment))
    readings = [(read_upload(uploaded), clean_name(uploaded.name or "")) for uploaded in files]
    assignment = lock_open(assignment)
    if refusal := asking_blocked(assignment):
        raise refusal
    if assignment.due_on is None or until <= assignment.due_on:
        raise TransitionDenied("not_later", _("Ngày xin lùi đến phải sau hạn đang có."))
    _within_bounds(assignment, until)
    if not readings and needs_document(assignment):
        message = _("Hãy kèm văn bản xin gia hạn (công văn, tờ trình): loại văn bản giao việc này yêu cầu.")
        raise TransitionDenied("document_missing", message)
    signs = may_as_unit(actor, Permission.EXTENSION_SIGN, assignment) or not options.get_bool("extension_head_signs")
    extension = Extension.objects.create(
        assignment=assignment,
        state=ExtensionState.ASKED if signs else ExtensionState.UNSIGNED,
        due_before=assignment.due_on,
        asked_for=until,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_on_behalf_of_id=actor.on_behalf_of_id,
        asked_at=clock.now(),
    )
    for reading, name in readings:
        ExtensionFile.objects.get_or_create(extension=extension, file=keep(reading), name=name)
    process = steps.begin(extension)
    if signs:
        steps.sign(process, actor, agreed=True)
        _tell_asked(assignment, extension, actor)
    else:
        drafted = ExtensionDrafted(
            assignment_id=assignment.pk, extension_id=extension.pk, asked_for=until, reason=reason
        )
        record(assignment, drafted, actor=actor)
    return extension


@transaction.atomic
def sign_extension(*, extension: Extension, actor: Actor, agree: bool = True, note: str = "") -> Extension:
    """Ký đề nghị gia hạn, or not, with a word why: then it ends here. Asked in time, it may be signed later."""
    require(may_as_unit(actor, Permission.EXTENSION_SIGN, extension.assignment))
    assignment = lock_open(extension.assignment)
    extension = _lock_undecided(extension)
    process = steps.process_of(extension)
    if extension.state != ExtensionState.UNSIGNED or process is None:
        raise TransitionDenied("signed", _("Đề nghị này đã được ký gửi bên giao."))
    if not agree:
        extension.decision_note = need_reason(note, _("Hãy nêu lý do không đồng ý."))
        steps.sign(process, actor, agreed=False)
        return _withdrawn(assignment, extension, actor)
    steps.sign(process, actor, agreed=True)
    extension.state = ExtensionState.ASKED
    extension.save(update_fields=["state"])
    _tell_asked(assignment, extension, actor)
    return extension


@transaction.atomic
def advise_extension(
    *, extension: Extension, in_favour: bool, actor: Actor, until: date | None = None, note: str = ""
) -> Extension:
    """Tham mưu: the standing office's advice, for or against (with a reason), maybe for another day. Once."""
    require(may_as_assigner(actor, Permission.EXTENSION_ADVISE, extension.assignment))
    assignment = lock_open(extension.assignment)
    extension = _lock_asked(extension)
    process = steps.process_of(extension)
    if process is None or process.step != ExtensionStep.ADVISE:
        raise TransitionDenied("advised", _("Đề nghị này không còn chờ ý kiến tham mưu."))
    if in_favour:
        _check_grant(assignment, until or extension.asked_for)
    else:
        note = need_reason(note, _("Hãy nêu lý do đề xuất không gia hạn."))
    proposed = (until or extension.asked_for) if in_favour else None
    steps.advise(process, actor, in_favour=in_favour, until=proposed, note=note.strip())
    advised = ExtensionAdvised(
        assignment_id=assignment.pk, extension_id=extension.pk, in_favour=in_favour, until=proposed, note=note.strip()
    )
    record(assignment, advised, actor=actor)
    return extension


def _tell_asked(assignment: Assignment, extension: Extension, actor: Actor) -> None:
    fact = ExtensionAsked(
        assignment_id=assignment.pk,
        extension_id=extension.pk,
        asked_for=extension.asked_for,
        reason=extension.reason,
    )
    record(assignment, fact, actor=actor)


def needs_document(assignment: Assignment) -> bool:
    """Whether a request for more time must come with a document."""
    return assignment.parent_id is None and assignment.directive.extension_needs_document


def asking_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why the unit cannot ask for an extension now; None when it can."""
    limit = assignment.directive.max_extensions
    if assignment.due_on is None:
        return TransitionDenied("no_deadline", _("Việc này không có thời hạn nên không cần gia hạn."))
    if assignment.state not in (AssignmentState.ASSIGNED, *WORKING):
        state = AssignmentState(assignment.state).label
        return TransitionDenied("not_working", _("Không xin gia hạn khi việc đang ở trạng thái “%s”.") % state)
    if clock.today() > assignment.due_on:
        message = _(
            "Đã quá hạn; chỉ xin gia hạn được trước khi hết hạn. Hãy giải trình khi được yêu cầu, hoặc đề nghị cơ quan "
            "thường trực sửa hạn."
        )
        return TransitionDenied("too_late", message)
    if assignment.extensions_granted >= limit:
        return TransitionDenied("no_more", _("Đã dùng hết số lần gia hạn cho phép (%(limit)s).") % {"limit": limit})
    if assignment.extensions.filter(state__in=UNDECIDED).exists():
        return TransitionDenied("pending", _("Đang có một đề nghị gia hạn chờ quyết định."))
    return None


@transaction.atomic
def withdraw_extension(*, extension: Extension, actor: Actor) -> Extension:
    """Rút đề nghị gia hạn before anybody has decided."""
    require(may_as_unit(actor, Permission.EXTENSION_ASK, extension.assignment))
    assignment = lock_open(extension.assignment)
    return _withdraw(assignment, _lock_undecided(extension), actor)


def drop_pending(assignment: Assignment, *, actor: Actor) -> None:
    """Nobody needs to decide on a settled assignment any more. Inside the caller's transaction, row locked."""
    for extension in assignment.extensions.select_for_update(no_key=True).filter(state__in=UNDECIDED):
        _withdraw(assignment, extension, actor)


def _withdraw(assignment: Assignment, extension: Extension, actor: Actor) -> Extension:
    process = steps.process_of(extension)
    if process is not None:
        steps.stop(process)
    return _withdrawn(assignment, extension, actor)


def _withdrawn(assignment: Assignment, extension: Extension, actor: Actor) -> Extension:
    extension.state = ExtensionState.WITHDRAWN
    extension.decided_by_id = actor.person_id or None
    extension.decided_on_behalf_of_id = actor.on_behalf_of_id
    extension.decided_at = clock.now()
    extension.save()
    fact = ExtensionWithdrawn(assignment_id=assignment.pk, extension_id=extension.pk, asked_for=extension.asked_for)
    record(assignment, fact, actor=actor)
    return extension


def _lock_undecided(extension: Extension) -> Extension:
    locked = Extension.objects.select_for_update(no_key=True).get(pk=extension.pk)
    if locked.state not in UNDECIDED:
        state = locked.get_state_display().lower()
        raise TransitionDenied("decided", _("Đề nghị này đã được xử lý: %(state)s.") % {"state": state})
    return locked


def _lock_asked(extension: Extension) -> Extension:
    locked = _lock_undecided(extension)
    if locked.state == ExtensionState.UNSIGNED:
        raise TransitionDenied("unsigned", _("Đề nghị này còn chờ thủ trưởng đơn vị ký."))
    return locked


def _check_grant(assignment: Assignment, until: date) -> None:
    if assignment.due_on is not None and until <= assignment.due_on:
        raise TransitionDenied("not_later", _("Ngày gia hạn đến phải sau hạn đang có."))
    _within_bounds(assignment, until)


def years_after(until: date, base: date) -> bool:
    """Whether a day lies so many years after another that its year was mistyped."""
    return (until.year - MOST_YEARS, until.month, until.day) > (base.year, base.month, base.day)


def too_far(assignment: Assignment, until: date) -> TransitionDenied | None:
    """A day so far beyond the deadline that its year was mistyped; None when it is not. The law names no bound."""
    due = assignment.due_on
    if due is None or not years_after(until, due):
        return None
    given = {"n": MOST_YEARS, "due": day(due), "day": day(until)}
    message = _("%(day)s quá xa: chỉ gia hạn được nhiều nhất %(n)d năm sau hạn đang có (%(due)s). Hãy xem lại năm.")
    return TransitionDenied("too_far", message % given)


def _within_bounds(assignment: Assignment, until: date) -> None:
    if refusal := too_far(assignment, until):
        raise refusal
    whole = assignment.parent
    if whole is not None and whole.due_on is not None and until > whole.due_on:
        raise TransitionDenied("part_after_whole", _("Hạn của phần việc không được sau hạn của cả việc."))


def moved_since(extension: Extension, assignment: Assignment) -> bool:
    """The deadline in force is another than the one from which more time was asked."""
    return assignment.due_on != extension.due_before


def told_moved(extension: Extension, assignment: Assignment) -> str:
    """Both days, and what to do; "" when the deadline is the one from which more time was asked."""
    if not moved_since(extension, assignment):
        return ""
    given = {
        "before": day(extension.due_before),
        "asked": day(extension.asked_for),
        "now": day(assignment.due_on) if assignment.due_on else _("không có"),
    }
    message = _(
        "Khi đơn vị xin, hạn là %(before)s, xin lùi đến %(asked)s; nay hạn là %(now)s. Hãy xem lại và ghi ngày gia "
        "hạn đến."
    )
    return message % given


@transaction.atomic
def decide_extension(
    *,
    extension: Extension,
    grant: bool,
    actor: Actor,
    until: date | None = None,
    note: str = "",
    seen: date | None = None,
) -> Extension:
    """Đồng ý (until the day asked for, or another) or không đồng ý, which needs a word of explanation.

    Nobody decides on a request of their own (tasks.deciders). Where the deadline went to another day since it was
    asked (``moved_since``), only who has ``seen`` the deadline in force agrees, and names the new day: what was asked
    for was reckoned from another.
    """
    require(may_as_assigner(actor, Permission.EXTENSION_DECIDE, extension.assignment))
    assignment = lock_open(extension.assignment)
    extension = _lock_asked(extension)
    if refusal := own_refusal(extension, actor):
        raise refusal
    if grant:
        if moved_since(extension, assignment) and not (until and seen == assignment.due_on):
            raise TransitionDenied("moved", told_moved(extension, assignment))
        _check_grant(assignment, until or extension.asked_for)
    if not grant:
        note = need_reason(note, _("Hãy nêu lý do không đồng ý."))
    extension.state = ExtensionState.GRANTED if grant else ExtensionState.REFUSED
    extension.granted_until = (until or extension.asked_for) if grant else None
    extension.decided_by_id = actor.person_id
    extension.decided_on_behalf_of_id = actor.on_behalf_of_id
    extension.decided_at = clock.now()
    extension.decision_note = note.strip()
    extension.save()
    process = steps.process_of(extension)
    if process is not None:
        steps.decide(process, actor)
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
