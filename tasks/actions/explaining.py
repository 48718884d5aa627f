"""Yêu cầu giải trình: ask a late unit why, by a day; its answer; whether an objective cause is confirmed."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.localities import calendar_of
from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.receiving import need, need_reason
from tasks.actions.recording import record
from tasks.facts import CauseFound, ExplanationAnswered, ExplanationAsked, ExplanationReturned
from tasks.models import Assignment, Explanation
from tasks.states import NOT_COUNTED, Finding
from workflows import clock, options
from workflows.actors import Actor
from workflows.machine import Permit, TransitionDenied, fire
from workflows.words import day


@transaction.atomic
def ask_explanation(
    *, assignment: Assignment, actor: Actor, question: str = "", answer_by: date | None = None
) -> Explanation:
    """Yêu cầu giải trình about a deadline that was missed, once for each; also when the work was done late.

    ``answer_by`` is by default so many of the unit's working days from today as the office decides. The system (a rung
    of the reminder ladder) asks in words of its own.
    """
    if not actor.is_system:
        require(may_as_assigner(actor, Permission.EXPLANATION_ASK, assignment))
    row = _lock(assignment)
    if refusal := asking_blocked(row):
        raise refusal
    by = _answer_day(row, answer_by)
    late = _("Đề nghị giải trình việc chưa hoàn thành đúng hạn %s.") % day(cast("date", row.due_on))
    words = question.strip() or late
    explanation = Explanation.objects.create(
        assignment=row,
        due_on=cast("date", row.due_on),
        question=words,
        asked_by_id=actor.person_id or None,
        asked_on_behalf_of_id=actor.on_behalf_of_id,
        asked_at=clock.now(),
        answer_by=by,
    )
    fact = ExplanationAsked(
        assignment_id=row.pk, explanation_id=explanation.pk, due_on=explanation.due_on, answer_by=by, question=words
    )
    record(row, fact, actor=actor)
    return explanation


def asking_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why there is nothing to explain; None when there is."""
    if assignment.due_on is None or assignment.state in NOT_COUNTED:
        return TransitionDenied("not_late", _("Việc này không có hạn nào bị lỡ."))
    if assignment.due_on >= (assignment.done_on or assignment.stopped_on or clock.today()):
        return TransitionDenied("not_late", _("Việc này chưa quá hạn."))
    if assignment.explanations.filter(due_on=assignment.due_on).exists():
        return TransitionDenied("asked", _("Đã yêu cầu giải trình về hạn này rồi."))
    return None


@transaction.atomic
def answer_explanation(*, explanation: Explanation, text: str, actor: Actor) -> Explanation:
    """Gửi giải trình: the head of the unit, or who acts for the head; also after the day it was asked for."""
    text = need(text, "answer_missing", _("Hãy ghi nội dung giải trình."))
    row = _lock(explanation.assignment)
    moved = fire(explanation, "send_answer", actor=actor, permit=_as_unit(Permission.EXPLANATION_ANSWER), text=text)
    moved.answered_by_id = actor.person_id
    moved.answered_on_behalf_of_id = actor.on_behalf_of_id
    moved.answered_at = clock.now()
    moved.save(update_fields=["answered_by", "answered_on_behalf_of", "answered_at"])
    fact = ExplanationAnswered(assignment_id=row.pk, explanation_id=moved.pk, answer=text)
    record(row, fact, actor=actor)
    return moved


@transaction.atomic
def return_explanation(
    *, explanation: Explanation, note: str, actor: Actor, answer_by: date | None = None
) -> Explanation:
    """Yêu cầu giải trình lại: what is missing, with a new day. The first answer stays in the history."""
    note = need(note, "reason_missing", _("Hãy nêu nội dung cần giải trình thêm."))
    row = _lock(explanation.assignment)
    by = _answer_day(row, answer_by)
    moved = fire(explanation, "ask_again", actor=actor, permit=_as_assigner(Permission.EXPLANATION_ASK))
    moved.answer_by = by
    moved.save(update_fields=["answer_by"])
    fact = ExplanationReturned(assignment_id=row.pk, explanation_id=moved.pk, answer_by=moved.answer_by, note=note)
    record(row, fact, actor=actor)
    return moved


@transaction.atomic
def conclude_explanation(*, explanation: Explanation, objective: bool, note: str, actor: Actor) -> Explanation:
    """Kết luận: an objective cause is confirmed or not, and on what ground. Confirmed, the lateness is not counted
    against the unit (NĐ 335/2025/NĐ-CP). Without an answer only after the day it was asked for, and never confirmed.
    """
    note = need_reason(note, _("Hãy nêu căn cứ kết luận."))
    row = _lock(explanation.assignment)
    fresh = Explanation.objects.select_for_update(no_key=True, of=("self",)).get(pk=explanation.pk)
    if not fresh.answer and (objective or clock.today() <= fresh.answer_by):
        raise TransitionDenied("unanswered", _("Đơn vị chưa giải trình nên chưa kết luận được."))
    finding = Finding.OBJECTIVE if objective else Finding.SUBJECTIVE
    permit = _as_assigner(Permission.CAUSE_CONFIRM)
    moved = fire(fresh, "conclude", actor=actor, permit=permit, finding=finding, note=note)
    moved.found_by_id = actor.person_id
    moved.found_on_behalf_of_id = actor.on_behalf_of_id
    moved.found_at = clock.now()
    moved.save(update_fields=["found_by", "found_on_behalf_of", "found_at"])
    fact = CauseFound(assignment_id=row.pk, explanation_id=moved.pk, objective=objective, note=note)
    record(row, fact, actor=actor)
    return moved


def usual_answer_day(assignment: Assignment) -> date:
    """The day by which an explanation is due when the asker names no other, in the unit's working days."""
    return calendar_of(assignment.unit_id).add(clock.today(), options.get_int("explain_within_days"))


def _answer_day(assignment: Assignment, answer_by: date | None) -> date:
    by = answer_by or usual_answer_day(assignment)
    if by < clock.today():
        raise TransitionDenied("past", _("Hạn giải trình không thể ở quá khứ; hãy ghi từ hôm nay trở đi."))
    return by


def _lock(assignment: Assignment) -> Assignment:
    """Locked and fresh; also a settled one, for what was done late may be asked about."""
    return Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)


def _as_unit(permission: Permission) -> Permit:
    return lambda actor, explanation: may_as_unit(actor, permission, explanation.assignment)


def _as_assigner(permission: Permission) -> Permit:
    return lambda actor, explanation: may_as_assigner(actor, permission, explanation.assignment)
