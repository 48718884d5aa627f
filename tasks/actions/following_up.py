"""What the standing office does with assignments under way: urge, reassign, correct, suspend, resume, cancel."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organizations.heads import head_of
from organizations.localities import Calendars
from organizations.models import Unit
from organizations.permissions import Permission
from tasks.access import may_as_assigner, require
from tasks.actions.extending import MOST_YEARS, drop_pending, years_after
from tasks.actions.handing_down import end_parts
from tasks.actions.receiving import as_assigner, lock_open, need, need_reason
from tasks.actions.recording import record, record_many
from tasks.facts import (
    AssignmentCancelled,
    AssignmentGiven,
    AssignmentReassigned,
    AssignmentResumed,
    AssignmentSuspended,
    AssignmentUrged,
    DeadlineCorrected,
)
from tasks.models import Assignment, DeadlineCorrection, Suspension, Urging
from tasks.querysets import AssignmentQuerySet
from tasks.states import SETTLED, AssignmentState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire
from workflows.words import day


@transaction.atomic
def urge(*, assignment: Assignment, message: str, actor: Actor) -> Urging:
    """Đôn đốc one unit about one assignment (NĐ 30/2020 art. 24)."""
    message = need(message, "message_missing", _("Hãy ghi nội dung đôn đốc."))
    require(may_as_assigner(actor, Permission.URGE, assignment))
    assignment = lock_open(assignment)
    if refusal := urging_blocked(assignment):
        raise refusal
    urging = Urging.objects.create(
        assignment=assignment,
        message=message,
        urged_by_id=actor.person_id,
        on_behalf_of_id=actor.on_behalf_of_id,
        urged_at=clock.now(),
    )
    assignment.urgings += 1
    assignment.last_urged_on = clock.today()
    assignment.save(update_fields=["urgings", "last_urged_on"])
    record(assignment, AssignmentUrged(assignment_id=assignment.pk, message=message), actor=actor)
    return urging


def urging_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why there is nobody to urge: the unit has sent its result, or the clock stands still; None when there is."""
    if assignment.state == AssignmentState.SUBMITTED:
        return TransitionDenied("submitted", _("Đơn vị đã gửi kết quả, đang chờ xác nhận."))
    if assignment.state == AssignmentState.SUSPENDED:
        return TransitionDenied("suspended", _("Việc đang tạm dừng."))
    if assignment.state in SETTLED:
        state = assignment.get_state_display().lower()
        return TransitionDenied("settled", _("Việc này đã khép lại (%(state)s).") % {"state": state})
    return None


@transaction.atomic
def urge_many(*, assignments: AssignmentQuerySet, message: str, actor: Actor) -> tuple[list[int], dict[int, str]]:
    """Đôn đốc many at once, in sets: ids urged, and id to reason for those that could not be.

    The rows are locked by id and looked at afresh, so what changed since they were chosen is left alone.
    """
    message = need(message, "message_missing", _("Hãy ghi nội dung đôn đốc."))
    rows = assignments.select_related("directive__standing_unit", "parent")
    rows = rows.defer("directive__text", "directive__folded")
    urged: list[Assignment] = []
    refused: dict[int, str] = {}
    for assignment in rows.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        if not may_as_assigner(actor, Permission.URGE, assignment):
            refused[assignment.pk] = _("Bạn không có quyền thực hiện việc này.")
        elif refusal := urging_blocked(assignment):
            refused[assignment.pk] = refusal.message
        else:
            urged.append(assignment)
    now, today, ids = clock.now(), clock.today(), [assignment.pk for assignment in urged]
    Urging.objects.bulk_create(
        Urging(
            assignment=assignment,
            message=message,
            urged_by_id=actor.person_id,
            on_behalf_of_id=actor.on_behalf_of_id,
            urged_at=now,
        )
        for assignment in urged
    )
    Assignment.objects.filter(pk__in=ids).update(urgings=F("urgings") + 1, last_urged_on=today)
    record_many(urged, lambda row: AssignmentUrged(assignment_id=row.pk, message=message), actor=actor)
    return ids, refused


@transaction.atomic
def reassign(
    *, assignment: Assignment, unit: Unit, reason: str, actor: Actor, due_on: date | None = None
) -> Assignment:
    """Giao đơn vị khác: the old row ends, a successor begins with the same or a new deadline."""
    reason = need_reason(reason, _("Hãy nêu lý do giao lại."))
    if unit.pk == assignment.unit_id:
        raise TransitionDenied("same_unit", _("Việc đang do chính đơn vị này thực hiện; hãy chọn đơn vị khác."))
    today = clock.today()
    ended = fire(assignment, "reassign", actor=actor, permit=as_assigner(Permission.REASSIGN), on=today)
    already = Assignment.objects.open().filter(
        task_id=ended.task_id, unit=unit, role=ended.role, period=ended.period, parent_id=ended.parent_id
    )
    if already.exists():
        raise TransitionDenied("already_assigned", _("%(unit)s đã được giao việc này rồi.") % {"unit": unit.name})
    due = due_on or ended.due_on
    successor = Assignment.objects.create(
        task_id=ended.task_id,
        directive_id=ended.directive_id,
        unit=unit,
        role=ended.role,
        period=ended.period,
        parent_id=ended.parent_id,
        part_content=ended.part_content,
        predecessor=ended,
        responsible=head_of(unit.pk, today),
        first_due_on=due,
        due_on=due,
        stated_on=ended.stated_on,
        legal_on=ended.legal_on,
        due_why=_why_of_successor(ended, due),
        assigned_on=today,
    )
    moved = AssignmentReassigned(assignment_id=ended.pk, successor_id=successor.pk, unit_name=unit.name, reason=reason)
    record(ended, moved, actor=actor)
    _settle(ended, reason=reason, actor=actor)
    given = AssignmentGiven(assignment_id=successor.pk, role=successor.role, due_on=due, period=successor.period)
    record(successor, given, actor=actor)
    return successor


def _why_of_successor(ended: Assignment, due: date | None) -> list[str] | None:
    """Why the first deadline of who takes over is that day: that of the one before, as first given or as moved since,
    or a new one.
    """
    if due == ended.first_due_on:
        return ended.due_why
    why = list(ended.task.deadline_why if ended.due_why is None else ended.due_why)
    if due == ended.due_on:
        return [*why, _("Giữ hạn đang áp dụng của đơn vị được giao trước.")]
    return [*why, _("Hạn ấn định khi giao lại.")]


def mistyped(assignment: Assignment, due_on: date) -> TransitionDenied | None:
    """A corrected deadline whose year cannot be meant: before that of its document, or years after both today and the
    deadline in force. None when it can. The law names no bound.
    """
    issued = assignment.directive.issued_on
    if issued is not None and due_on.year < issued.year:
        message = _("%(day)s thuộc năm trước năm của văn bản (%(issued)s). Hãy xem lại năm.")
        return TransitionDenied("before_document", message % {"day": day(due_on), "issued": day(issued)})
    base = max(assignment.due_on or clock.today(), clock.today())
    if years_after(due_on, base):
        message = _("%(day)s quá xa: hạn chỉ sửa được đến %(n)d năm sau %(base)s. Hãy xem lại năm.")
        return TransitionDenied("too_far", message % {"day": day(due_on), "n": MOST_YEARS, "base": day(base)})
    return None


@transaction.atomic
def correct_deadline(*, assignment: Assignment, due_on: date | None, reason: str, actor: Actor) -> Assignment:
    """Sửa hạn that was entered wrong. The first deadline stays on record; this is not an extension."""
    reason = need_reason(reason, _("Hãy nêu lý do sửa hạn."))
    require(may_as_assigner(actor, Permission.DEADLINE_CORRECT, assignment))
    assignment = lock_open(assignment)
    before = assignment.due_on
    if before == due_on:
        raise TransitionDenied("same_deadline", _("Hạn mới trùng với hạn đang có."))
    if due_on is not None and (refusal := mistyped(assignment, due_on)):
        raise refusal
    assignment.due_on = due_on
    assignment.save(update_fields=["due_on"])
    DeadlineCorrection.objects.create(
        assignment=assignment,
        due_before=before,
        due_after=due_on,
        reason=reason,
        corrected_by_id=actor.person_id,
        corrected_on_behalf_of_id=actor.on_behalf_of_id,
        corrected_at=clock.now(),
    )
    fact = DeadlineCorrected(assignment_id=assignment.pk, before=before, after=due_on, reason=reason)
    record(assignment, fact, actor=actor)
    return assignment


@transaction.atomic
def suspend(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Tạm dừng: from today the deadline clock stands still."""
    reason = need_reason(reason, _("Hãy nêu lý do tạm dừng."))
    today = clock.today()
    moved = fire(assignment, "suspend", actor=actor, permit=as_assigner(Permission.SUSPEND), on=today)
    Suspension.objects.create(
        assignment=moved,
        from_on=today,
        due_before=moved.due_on,
        reason=reason,
        suspended_by_id=actor.person_id,
        suspended_on_behalf_of_id=actor.on_behalf_of_id,
    )
    record(moved, AssignmentSuspended(assignment_id=moved.pk, reason=reason), actor=actor)
    return moved


@dataclass(frozen=True)
class Resumed:
    """What going on today gives: so many of the unit's working days the clock stood, and the deadline then."""

    days: int
    before: date | None
    after: date | None


def resumed(assignment: Assignment, suspension: Suspension | None) -> Resumed:
    """Reckoned from the deadline in force, which may have been extended or corrected while the clock stood."""
    due_on = assignment.due_on
    if suspension is None:
        return Resumed(0, due_on, due_on)
    working_days = Calendars.now().of(assignment.unit_id)
    days = max(0, working_days.between(suspension.from_on, clock.today()))
    return Resumed(days, due_on, working_days.add(due_on, days) if due_on else None)


@transaction.atomic
def resume(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Tiếp tục: the deadline moves by as many of the unit's working days as the clock stood still."""
    reason = need_reason(reason, _("Hãy nêu lý do cho tiếp tục."))
    today = clock.today()
    require(may_as_assigner(actor, Permission.SUSPEND, assignment))
    assignment = lock_open(assignment)
    suspension = assignment.suspensions.filter(to_on=None).first()
    told = resumed(assignment, suspension)
    before, due_on = told.before, told.after
    moved = fire(assignment, "resume", actor=actor, permit=as_assigner(Permission.SUSPEND), due_on=due_on)
    if suspension:
        suspension.to_on = today
        suspension.due_after = due_on
        suspension.resume_reason = reason
        suspension.resumed_by_id = actor.person_id
        suspension.resumed_on_behalf_of_id = actor.on_behalf_of_id
        suspension.save()
    fact = AssignmentResumed(assignment_id=moved.pk, before=before, after=due_on, reason=reason)
    record(moved, fact, actor=actor)
    return moved


@transaction.atomic
def cancel(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Hủy việc đã giao: out of every rate from here; parts handed down are cancelled with it."""
    reason = need_reason(reason, _("Hãy nêu lý do hủy."))
    today = clock.today()
    moved = fire(assignment, "cancel", actor=actor, permit=as_assigner(Permission.CANCEL), on=today)
    record(moved, AssignmentCancelled(assignment_id=moved.pk, reason=reason), actor=actor)
    _settle(moved, reason=reason, actor=actor)
    return moved


def _settle(assignment: Assignment, *, reason: str, actor: Actor) -> None:
    """What ends with an assignment that another unit takes over or nobody does any more."""
    drop_pending(assignment, actor=actor)
    assignment.suspensions.filter(to_on=None).update(
        to_on=clock.today(), resumed_by_id=actor.person_id or None, resumed_on_behalf_of_id=actor.on_behalf_of_id
    )
    end_parts(assignment, reason=reason, actor=actor)
