"""Putting an item on the leaders' board (báo cáo lãnh đạo); a leader's note of it; the answer to an instruction."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.receiving import lock_open, need
from tasks.actions.recording import record
from tasks.facts import AssignmentEscalated, EscalationNoted, InstructionAnswered
from tasks.models import Assignment, Escalation
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def escalate(*, assignment: Assignment, actor: Actor, reason: str = "") -> Escalation:
    """Báo cáo lãnh đạo an open item that is overdue; once for one deadline. The system does it for a rung."""
    if not actor.is_system:
        require(may_as_assigner(actor, Permission.ESCALATE, assignment))
    row = lock_open(assignment)
    if refusal := escalating_blocked(row):
        raise refusal
    escalation = Escalation.objects.create(
        assignment=row,
        due_on=cast("date", row.due_on),
        reason=reason.strip(),
        raised_by_id=actor.person_id or None,
        raised_on_behalf_of_id=actor.on_behalf_of_id,
        raised_at=clock.now(),
    )
    fact = AssignmentEscalated(
        assignment_id=row.pk, escalation_id=escalation.pk, due_on=escalation.due_on, reason=escalation.reason
    )
    record(row, fact, actor=actor)
    return escalation


def escalating_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why it is not for the leaders' board; None when it may be put there."""
    if assignment.parent_id is not None:
        return TransitionDenied("part", _("Phần việc giao trong đơn vị do thủ trưởng đơn vị theo dõi."))
    if assignment.due_on is None or assignment.due_on >= (assignment.stopped_on or clock.today()):
        return TransitionDenied("not_late", _("Việc này chưa quá hạn."))
    if assignment.escalations.filter(due_on=assignment.due_on).exists():
        return TransitionDenied("escalated", _("Việc này đã được báo cáo lãnh đạo."))
    return None


@transaction.atomic
def note_escalation(*, escalation: Escalation, actor: Actor, instruction: str = "") -> Escalation:
    """Đã xem, maybe with an instruction to unit and office, which stands until answered: it leaves the board."""
    require(may_as_assigner(actor, Permission.ESCALATION_NOTE, escalation.assignment))
    row = lock_open(escalation.assignment)
    locked = Escalation.objects.select_for_update(no_key=True, of=("self",)).get(pk=escalation.pk)
    if locked.noted_at is not None:
        raise TransitionDenied("noted", _("Việc này đã được lãnh đạo khác xem."))
    locked.noted_by_id = actor.person_id
    locked.noted_on_behalf_of_id = actor.on_behalf_of_id
    locked.noted_at = clock.now()
    locked.instruction = instruction.strip()
    locked.save()
    fact = EscalationNoted(assignment_id=row.pk, escalation_id=locked.pk, instruction=locked.instruction)
    record(row, fact, actor=actor)
    return locked


@transaction.atomic
def answer_instruction(*, escalation: Escalation, text: str, actor: Actor) -> Escalation:
    """Trả lời chỉ đạo: the unit, or the standing office for it, says what was done; it no longer stands open."""
    text = need(text, "answer_missing", _("Hãy ghi nội dung trả lời chỉ đạo."))
    require(may_answer(actor, escalation.assignment))
    row = lock_open(escalation.assignment)
    locked = Escalation.objects.select_for_update(no_key=True, of=("self",)).get(pk=escalation.pk)
    if not locked.instructs:
        raise TransitionDenied("answered", _("Chỉ đạo này đã được trả lời."))
    locked.answer = text
    locked.answered_by_id = actor.person_id
    locked.answered_on_behalf_of_id = actor.on_behalf_of_id
    locked.answered_at = clock.now()
    locked.save()
    record(row, InstructionAnswered(assignment_id=row.pk, escalation_id=locked.pk, answer=text), actor=actor)
    return locked


def may_answer(actor: Actor, assignment: Assignment) -> bool:
    """Whom an instruction is told: the unit, by who may send its reports, and the standing office."""
    unit = may_as_unit(actor, Permission.REPORT_SUBMIT, assignment)
    return unit or may_as_assigner(actor, Permission.ESCALATE, assignment)
