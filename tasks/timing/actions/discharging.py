"""One submission that discharges several duties (quý IV, 6 tháng cuối năm và cả năm), and the ledger says so."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import may_as_unit, require
from tasks.actions.receiving import accept_assignment
from tasks.actions.recording import record
from tasks.actions.reporting import Basis, ReportContent, submit_result
from tasks.facts import DutyDischarged
from tasks.models import Assignment, Discharge, DutyPeriod, ProgressReport
from tasks.querysets import AssignmentQuerySet
from tasks.states import WORKING, AssignmentState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def coverable(assignment: Assignment) -> AssignmentQuerySet:
    """Open duties of the same task and unit whose data end within this one's period, or with it. Two queries."""
    none: AssignmentQuerySet = Assignment.objects.none()
    if not assignment.period:
        return none
    known = {row.period: row for row in DutyPeriod.objects.filter(task_id=assignment.task_id)}
    own = known.get(assignment.period)
    if own is None:
        return none
    within = [key for key, row in known.items() if own.data_from <= row.data_to <= own.data_to and key != own.period]
    found: AssignmentQuerySet = Assignment.objects.filter(
        task_id=assignment.task_id,
        unit_id=assignment.unit_id,
        role=assignment.role,
        parent_id=assignment.parent_id,
        period__in=within,
        state__in=(AssignmentState.ASSIGNED, *WORKING),
    )
    return found.order_by("due_on", "pk")


@transaction.atomic
def submit_covering(
    *, assignment: Assignment, content: ReportContent, covers: Iterable[int], actor: Actor, basis: Basis | None = None
) -> ProgressReport:
    """Gửi xác nhận for this duty and, with the same words, for those it ``covers`` (ids of ``coverable``).

    Each covered duty gets a submission of its own, so it keeps its own deadline and lateness; confirming, returning or
    taking back the main report does the same to them.
    """
    wanted = set(covers)
    report = submit_result(assignment=assignment, content=content, actor=actor, basis=basis)
    if not wanted:
        return report
    require(may_as_unit(actor, Permission.REPORT_SUBMIT, assignment))
    others = list(coverable(assignment).filter(pk__in=wanted).select_related("parent"))
    if len(others) < len(wanted):
        raise TransitionDenied("not_covered", _("Có kỳ đã chọn không còn gộp được vào báo cáo này; hãy chọn lại."))
    for other in others:
        if other.state == AssignmentState.ASSIGNED:
            accept_assignment(assignment=other, actor=actor)
        submit_result(assignment=other, content=content, actor=actor)
        Discharge.objects.create(report=report, assignment=other, at=clock.now())
        fact = DutyDischarged(
            assignment_id=other.pk, report_id=report.pk, with_id=assignment.pk, with_period=assignment.period
        )
        record(other, fact, actor=actor)
    return report
