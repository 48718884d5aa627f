"""Handing parts of an assignment down to the units below (giao xuống), and ending them with the whole."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.heads import heads_of
from organizations.models import Unit
from organizations.permissions import Permission
from tasks.access import may_as_unit, require
from tasks.actions.receiving import lock_open, need
from tasks.actions.recording import announce, record
from tasks.facts import AssignmentCancelled, AssignmentGiven, PartHandedDown
from tasks.models import Assignment
from tasks.states import WORKING, Role
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied, blocked, fire


@transaction.atomic
def hand_down(
    *, assignment: Assignment, units: list[Unit], content: str, due_on: date | None, actor: Actor
) -> list[Assignment]:
    """Giao một phần cho đơn vị trực thuộc: each becomes an assignment of its own under this one.

    A part may not be due after the whole; the unit that hands down confirms the parts and answers for the whole.
    A unit that has an open part already keeps it and gets no second one.
    """
    require(may_as_unit(actor, Permission.HAND_DOWN, assignment))
    if not units:
        raise TransitionDenied("no_unit", _("Hãy chọn ít nhất một đơn vị trực thuộc để giao."))
    content = need(content, "content_missing", _("Hãy ghi rõ phần việc giao cho đơn vị trực thuộc."))
    assignment = lock_open(assignment)
    if refusal := handing_down_blocked(assignment):
        raise refusal
    _check_part(assignment, units, due_on)
    earlier = dict(assignment.parts.order_by("pk").values_list("unit_id", "pk"))  # the latest part of each unit
    present = set(assignment.parts.open().values_list("unit_id", flat=True))
    wanted = sorted({unit.pk: unit for unit in units if unit.pk not in present}.values(), key=lambda unit: unit.pk)
    heads = heads_of([unit.pk for unit in wanted])
    due = due_on or assignment.due_on
    parts = Assignment.objects.bulk_create(
        Assignment(
            task_id=assignment.task_id,
            directive_id=assignment.directive_id,
            unit=unit,
            role=Role.LEAD,
            period=assignment.period,
            parent=assignment,
            predecessor_id=earlier.get(unit.pk),
            part_content=content,
            responsible_id=heads.get(unit.pk),
            first_due_on=due,
            due_on=due,
            due_why=[_("Bên giao phần việc ấn định.") if due_on else _("Theo hạn của cả việc.")],
            assigned_on=clock.today(),
        )
        for unit in wanted
    )
    ledger.record_many([entry for part in parts for entry in _handed(assignment, part)], actor=actor)
    for row in (assignment, *parts):
        announce(row)
    return parts


def handing_down_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why no part can be handed down now; None when one can."""
    if assignment.state in WORKING:
        return None
    state = assignment.get_state_display()
    return TransitionDenied("not_working", _("Không thể giao xuống khi việc đang ở trạng thái “%s”.") % state)


def _check_part(assignment: Assignment, units: list[Unit], due_on: date | None) -> None:
    today = clock.today()
    if due_on and due_on < today:
        raise TransitionDenied("part_in_the_past", _("Hạn của phần việc đã qua; hãy chọn từ hôm nay trở đi."))
    # Once the whole is overdue no day would satisfy the rule: then the unit sets the day it still can meet.
    if due_on and assignment.due_on and today <= assignment.due_on < due_on:
        raise TransitionDenied("part_after_whole", _("Hạn của phần việc không được sau hạn của cả việc."))
    strangers = [unit for unit in units if assignment.unit_id not in unit.ancestor_ids[:-1] or not unit.holds_on(today)]
    if strangers:
        names = ", ".join(unit.name for unit in strangers)
        raise TransitionDenied("not_subordinate", _("Không phải đơn vị trực thuộc: %(names)s.") % {"names": names})


def _handed(whole: Assignment, part: Assignment) -> list[ledger.Entry]:
    given = AssignmentGiven(assignment_id=part.pk, role=part.role, due_on=part.due_on, period=part.period)
    handed = PartHandedDown(assignment_id=whole.pk, part_id=part.pk, unit_name=part.unit.name)
    return [
        ledger.Entry(given, f"assignment:{part.pk}", whole.directive_id, part.unit_id),
        ledger.Entry(handed, f"assignment:{whole.pk}", whole.directive_id, whole.unit_id),
    ]


def end_parts(whole: Assignment, *, reason: str, actor: Actor) -> None:
    """With the whole gone, its open parts are cancelled, down to the last level. Inside the caller's transaction.

    A part whose result already waits stays open: the work was done, and the unit that handed it down confirms it.
    """
    for part in whole.parts.open().order_by("pk"):
        if blocked(part, "cancel") is None:
            ended = fire(part, "cancel", actor=actor, on=clock.today())
            record(ended, AssignmentCancelled(assignment_id=ended.pk, reason=reason), actor=actor)
            end_parts(ended, reason=reason, actor=actor)
