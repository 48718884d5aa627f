"""What a unit does with an assignment before working on it: accept, decline, name an officer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organizations.heads import people_serving
from organizations.models import Person
from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, require
from tasks.actions.recording import record
from tasks.facts import AssignmentAccepted, AssignmentDeclined, DeclineRefused, OfficerNamed
from tasks.models import Assignment
from tasks.states import SETTLED
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire
from workflows.reasons import too_short


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


def need_reason(text: str, message: str, code: str = "reason_missing") -> str:
    """As ``need``, for a reason: some words (workflows.reasons)."""
    text = need(text, code, message)
    if short := too_short(text):
        raise TransitionDenied("reason_short", short)
    return text


@transaction.atomic
def accept_assignment(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Tiếp nhận."""
    permit = as_unit(Permission.ASSIGNMENT_ACCEPT)
    assignment = fire(assignment, "accept", actor=actor, permit=permit, on=clock.today())
    record(assignment, AssignmentAccepted(assignment_id=assignment.pk), actor=actor)
    return assignment


@dataclass(frozen=True)
class Accepted:
    """What became of several acceptances: how many took effect, and why the others did not."""

    count: int
    refusals: tuple[str, ...]


@transaction.atomic
def accept_assignments(*, assignments: Iterable[Assignment], actor: Actor) -> Accepted:
    """Tiếp nhận nhiều việc at once, locked by id. One that changed meanwhile is left as it is and named."""
    count, refusals = 0, []
    for assignment in sorted(assignments, key=lambda row: row.pk):
        try:
            accept_assignment(assignment=assignment, actor=actor)
        except TransitionDenied as denied:
            refusals.append(denied.message)
        except PermissionDenied:
            refusals.append(_("Bạn không có quyền tiếp nhận việc của đơn vị này."))
        else:
            count += 1
    return Accepted(count, tuple(dict.fromkeys(refusals)))


@transaction.atomic
def decline_assignment(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Đề nghị trả lại việc giao nhầm: says who should have it, and waits for the assigner."""
    reason = need_reason(reason, _("Hãy nêu lý do trả lại và đơn vị đúng chức năng, nếu biết."))
    assignment = fire(assignment, "decline", actor=actor, permit=as_unit(Permission.ASSIGNMENT_DECLINE))
    record(assignment, AssignmentDeclined(assignment_id=assignment.pk, reason=reason), actor=actor)
    return assignment


@transaction.atomic
def refuse_decline(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Không đồng ý trả lại: the assignment stays with the unit."""
    reason = need_reason(reason, _("Hãy nêu lý do không đồng ý để đơn vị biết."))
    assignment = fire(assignment, "refuse_decline", actor=actor, permit=as_assigner(Permission.REASSIGN))
    record(assignment, DeclineRefused(assignment_id=assignment.pk, reason=reason), actor=actor)
    return assignment


@transaction.atomic
def name_officer(*, assignment: Assignment, officer: Person | None, actor: Actor) -> Assignment:
    """Phân công cán bộ thực hiện among those who serve the unit's desk; None leaves it to the desk as a whole."""
    require(may_as_unit(actor, Permission.OFFICER_NAME, assignment))
    assignment = lock_open(assignment)
    if officer is not None and officer.pk not in {person.person_id for person in people_serving(assignment.unit_id)}:
        raise TransitionDenied("not_of_unit", _("%(name)s không làm việc tại đơn vị.") % {"name": officer.full_name})
    if assignment.officer_id == (officer.pk if officer else None):
        return assignment
    assignment.officer = officer
    assignment.save(update_fields=["officer"])
    name = officer.full_name if officer else ""
    fact = OfficerNamed(assignment_id=assignment.pk, officer_id=officer.pk if officer else None, officer_name=name)
    record(assignment, fact, actor=actor)
    return assignment


def lock_open(assignment: Assignment) -> Assignment:
    """The assignment, locked and fresh; a refusal when it is settled meanwhile."""
    locked = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    if locked.state in SETTLED:
        raise TransitionDenied(
            "settled", _("Việc này đã khép lại (%(state)s).") % {"state": locked.get_state_display().lower()}
        )
    return locked
