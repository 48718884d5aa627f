"""What a unit does with an assignment before working on it: accept, decline, name an officer, hand a part down."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.access import head_of
from organizations.models import Person, Unit
from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.recording import record
from tasks.facts import AssignmentAccepted, AssignmentDeclined, AssignmentGiven, DeclineRefused, OfficerNamed
from tasks.facts import PartHandedDown
from tasks.models import Assignment
from tasks.states import SETTLED, Role
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire


def as_unit(permission: Permission) -> Callable[[Actor, Assignment], bool]:
    """A permit for ``fire``: the actor holds ``permission`` at the assignment's unit."""
    return lambda actor, assignment: may_as_unit(actor, permission, assignment)


def as_assigner(permission: Permission) -> Callable[[Actor, Assignment], bool]:
    """A permit for ``fire``: the actor holds ``permission`` on the assigner's side."""
    return lambda actor, assignment: may_as_assigner(actor, permission, assignment)


def need(text: str, code: str, message: str) -> str:
    """``text`` without outer spaces, or a refusal that says what is missing."""
    if not (text := text.strip()):
        raise TransitionDenied(code, message)
    return text


@transaction.atomic
def accept_assignment(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Tiếp nhận."""
    permit = as_unit(Permission.ASSIGNMENT_ACCEPT)
    assignment = fire(assignment, "accept", actor=actor, permit=permit, on=clock.today())
    record(assignment, AssignmentAccepted(assignment_id=assignment.pk), actor=actor)
    return assignment


@transaction.atomic
def decline_assignment(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Đề nghị trả lại việc giao nhầm: says who should have it, and waits for the assigner."""
    reason = need(reason, "reason_missing", _("Hãy nêu lý do trả lại và đơn vị đúng chức năng, nếu biết."))
    assignment = fire(assignment, "decline", actor=actor, permit=as_unit(Permission.ASSIGNMENT_DECLINE))
    record(assignment, AssignmentDeclined(assignment_id=assignment.pk, reason=reason), actor=actor)
    return assignment


@transaction.atomic
def refuse_decline(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Không đồng ý trả lại: the assignment stays with the unit."""
    reason = need(reason, "reason_missing", _("Hãy nêu lý do không đồng ý để đơn vị biết."))
    assignment = fire(assignment, "refuse_decline", actor=actor, permit=as_assigner(Permission.REASSIGN))
    record(assignment, DeclineRefused(assignment_id=assignment.pk, reason=reason), actor=actor)
    return assignment


@transaction.atomic
def name_officer(*, assignment: Assignment, officer: Person | None, actor: Actor) -> Assignment:
    """Phân công cán bộ thực hiện inside the unit; None leaves it to the unit's desk."""
    require(may_as_unit(actor, Permission.OFFICER_NAME, assignment))
    assignment = lock_open(assignment)
    assignment.officer = officer
    assignment.save(update_fields=["officer"])
    name = officer.full_name if officer else ""
    fact = OfficerNamed(assignment_id=assignment.pk, officer_id=officer.pk if officer else None, officer_name=name)
    record(assignment, fact, actor=actor)
    return assignment


@transaction.atomic
def hand_down(
    *, assignment: Assignment, units: list[Unit], content: str, due_on: date | None, actor: Actor
) -> list[Assignment]:
    """Giao một phần cho đơn vị trực thuộc: each becomes an assignment of its own under this one.

    A part may not be due after the whole; the unit that hands down confirms the parts and answers for the whole.
    """
    require(may_as_unit(actor, Permission.HAND_DOWN, assignment))
    assignment = lock_open(assignment)
    if due_on and assignment.due_on and due_on > assignment.due_on:
        raise TransitionDenied("part_after_whole", _("Hạn của phần việc không được sau hạn của cả việc."))
    strangers = [unit.name for unit in units if assignment.unit_id not in unit.ancestor_ids[:-1]]
    if strangers:
        raise TransitionDenied(
            "not_subordinate", _("Không phải đơn vị trực thuộc: %(names)s.") % {"names": ", ".join(strangers)}
        )
    present = set(assignment.parts.open().values_list("unit_id", flat=True))
    parts = []
    for unit in units:
        if unit.pk in present:
            continue
        part = Assignment.objects.create(
            task_id=assignment.task_id,
            directive_id=assignment.directive_id,
            unit=unit,
            role=Role.LEAD,
            period=assignment.period,
            parent=assignment,
            part_content=content.strip(),
            responsible=head_of(unit.pk, clock.today()),
            first_due_on=due_on or assignment.due_on,
            due_on=due_on or assignment.due_on,
            assigned_on=clock.today(),
        )
        given = AssignmentGiven(assignment_id=part.pk, role=part.role, due_on=part.due_on, period=part.period)
        record(part, given, actor=actor)
        handed = PartHandedDown(assignment_id=assignment.pk, part_id=part.pk, unit_name=unit.name)
        record(assignment, handed, actor=actor)
        parts.append(part)
    return parts


def lock_open(assignment: Assignment) -> Assignment:
    """The assignment, locked and fresh; a refusal when it is settled meanwhile."""
    locked = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    if locked.state in SETTLED:
        raise TransitionDenied(
            "settled", _("Việc này đã khép lại (%(state)s).") % {"state": locked.get_state_display().lower()}
        )
    return locked
