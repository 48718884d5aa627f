"""The unit's reports: a draft that can be saved at any time, progress updates, and submission for confirmation."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import may_as_unit, require
from tasks.actions.receiving import as_assigner, as_unit, lock_open, need
from tasks.actions.recording import announce, record
from tasks.facts import ProgressReported, ResultConfirmed, ResultReturned, ResultSubmitted, ResultTakenBack
from tasks.models import Assignment, ProgressReport
from tasks.states import WORKING, AssignmentState, ReportState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied, fire


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """What a unit writes in a report; ``percent`` 0 to 100."""

    percent: int = 0
    done: str = ""
    difficulties: str = ""
    proposals: str = ""
    reply_number: str = ""
    reply_date: date | None = None


@transaction.atomic
def save_report_draft(*, assignment: Assignment, content: ReportContent, actor: Actor) -> ProgressReport:
    """Lưu nháp: seen by the unit alone, no history."""
    assignment, report = _draft(assignment, content, actor)
    announce(assignment)
    return report


@transaction.atomic
def report_progress(*, assignment: Assignment, content: ReportContent, actor: Actor) -> ProgressReport:
    """Cập nhật tiến độ: the assigner sees it; nothing waits for confirmation."""
    need(content.done + content.difficulties + content.proposals, "empty_report", _("Hãy ghi kết quả đã làm được."))
    assignment, report = _draft(assignment, content, actor)
    permit = as_unit(Permission.REPORT_WRITE)
    on = clock.today()
    moved = fire(assignment, "progress", actor=actor, permit=permit, on=on, percent=content.percent)
    report = _send(report, final=False)
    fact = ProgressReported(
        assignment_id=moved.pk,
        report_id=report.pk,
        number=report.number,
        percent=content.percent,
        difficulties=bool(content.difficulties.strip()),
    )
    record(moved, fact, actor=actor)
    return report


@transaction.atomic
def submit_result(*, assignment: Assignment, content: ReportContent, actor: Actor) -> ProgressReport:
    """Gửi xác nhận hoàn thành. Being late never stands in the way."""
    need(content.done, "empty_report", _("Hãy ghi kết quả đã làm được trước khi gửi xác nhận."))
    assignment, report = _draft(assignment, content, actor)
    permit = as_unit(Permission.REPORT_SUBMIT)
    on = clock.today()
    moved = fire(assignment, "submit", actor=actor, permit=permit, on=on, percent=content.percent)
    report = _send(report, final=True)
    fact = ResultSubmitted(assignment_id=moved.pk, report_id=report.pk, number=report.number, percent=content.percent)
    record(moved, fact, actor=actor)
    return report


@transaction.atomic
def take_back_result(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Rút lại báo cáo before it is confirmed; its words become the next draft."""
    moved = fire(assignment, "take_back", actor=actor, permit=as_unit(Permission.REPORT_SUBMIT))
    report = _waiting(moved)
    report.state = ReportState.TAKEN_BACK
    report.save(update_fields=["state"])
    fact = ResultTakenBack(assignment_id=moved.pk, report_id=report.pk, number=report.number)
    record(moved, fact, actor=actor)
    return moved


@transaction.atomic
def confirm_result(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Xác nhận hoàn thành: done as of the day the unit sent it, however long the confirmation took."""
    permit = as_assigner(Permission.RESULT_CONFIRM)
    moved = fire(assignment, "confirm", actor=actor, permit=permit, on=clock.today())
    report = _decide(_waiting(moved), ReportState.CONFIRMED, actor)
    on_time = moved.due_on is None or moved.done_on <= moved.due_on
    fact = ResultConfirmed(assignment_id=moved.pk, report_id=report.pk, number=report.number, on_time=on_time)
    record(moved, fact, actor=actor)
    return moved


@transaction.atomic
def return_result(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Trả lại để thực hiện lại: it counts as not completed, and the deadline clock runs on."""
    reason = need(reason, "reason_missing", _("Hãy nêu rõ cần bổ sung hoặc sửa gì."))
    moved = fire(assignment, "return_result", actor=actor, permit=as_assigner(Permission.RESULT_CONFIRM))
    report = _decide(_waiting(moved), ReportState.RETURNED, actor, reason)
    fact = ResultReturned(assignment_id=moved.pk, report_id=report.pk, number=report.number, reason=reason)
    record(moved, fact, actor=actor)
    return moved


def _draft(assignment: Assignment, content: ReportContent, actor: Actor) -> tuple[Assignment, ProgressReport]:
    require(may_as_unit(actor, Permission.REPORT_WRITE, assignment))
    if not 0 <= content.percent <= 100:
        raise TransitionDenied("percent_range", _("Mức hoàn thành từ 0 đến 100."))
    assignment = lock_open(assignment)
    if assignment.state not in WORKING:
        raise TransitionDenied(
            "not_working",
            _("Không thể báo cáo khi việc đang ở trạng thái “%(state)s”.")
            % {"state": AssignmentState(assignment.state).label},
        )
    report = assignment.reports.filter(state=ReportState.DRAFT).first() or ProgressReport(
        assignment=assignment, number=assignment.reports.count() + 1, author_id=actor.person_id
    )
    for name, value in asdict(content).items():
        setattr(report, name, value)
    report.author_id = actor.person_id
    report.on_behalf_of_id = actor.on_behalf_of_id
    report.saved_at = clock.now()
    report.save()
    return assignment, report


def _send(report: ProgressReport, *, final: bool) -> ProgressReport:
    report.state = ReportState.SUBMITTED
    report.final = final
    report.submitted_at = clock.now()
    report.save(update_fields=["state", "final", "submitted_at"])
    return report


def _waiting(assignment: Assignment) -> ProgressReport:
    return assignment.reports.get(state=ReportState.SUBMITTED, final=True)


def _decide(report: ProgressReport, state: ReportState, actor: Actor, reason: str = "") -> ProgressReport:
    report.state = state
    report.decided_at = clock.now()
    report.decided_by_id = actor.person_id
    report.decided_on_behalf_of_id = actor.on_behalf_of_id
    report.decision_reason = reason
    report.save()
    return report
