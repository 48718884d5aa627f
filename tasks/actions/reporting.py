"""The unit's reports: a draft that can be saved at any time, progress updates, and submission for confirmation."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from directives.models import Directive
from directives.states import DirectiveState
from organizations.permissions import Permission
from tasks.access import may_as_unit, require
from tasks.actions.extending import drop_pending
from tasks.actions.receiving import as_assigner, as_unit, lock_open, need, need_reason
from tasks.actions.recording import record
from tasks.facts import (
    ProgressReported,
    ResultConfirmed,
    ResultReopened,
    ResultReturned,
    ResultSubmitted,
    ResultTakenBack,
)
from tasks.models import Assignment, ProgressReport, ReportFile
from tasks.states import WORKING, AssignmentState, ReportState
from workflows import clock
from workflows.actors import Actor
from workflows.deadlines import counted_day
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


@dataclass(frozen=True)
class Basis:
    """What the writer started from: when the draft had last been saved (None when there was no draft), and the number
    of the report being written (None when unknown)."""

    saved_at: datetime | None
    number: int | None = None


class DraftMovedOn(TransitionDenied):
    """Somebody else of the unit saved the draft meanwhile; ``report`` is theirs. Nothing was overwritten."""

    def __init__(self, report: ProgressReport) -> None:
        name, at = report.author.full_name, f"{timezone.localtime(report.saved_at):%H:%M}"
        text = _("%(name)s đã lưu bản nháp khác lúc %(at)s. Phần bạn viết chưa được lưu.") % {"name": name, "at": at}
        super().__init__("draft_moved_on", text)
        self.report = report


class ReportSent(TransitionDenied):
    """The report being written was sent meanwhile, by the writer or by a colleague. Nothing was saved or sent."""

    def __init__(self, report: ProgressReport) -> None:
        at = f"{timezone.localtime(report.submitted_at or report.saved_at):%H:%M %d/%m/%Y}"
        values = {"n": report.number, "name": report.author.full_name, "at": at}
        text = _("%(name)s đã gửi báo cáo lần %(n)s lúc %(at)s. Nếu bạn còn viết thêm, phần ấy chưa được gửi.") % values
        super().__init__("report_sent", text)
        self.report = report


@transaction.atomic
def save_report_draft(
    *, assignment: Assignment, content: ReportContent, actor: Actor, basis: Basis | None = None
) -> ProgressReport:
    """Lưu nháp: seen by the unit alone, no history.

    ``basis`` guards a colleague's draft (DraftMovedOn), and keeps a draft that arrives after its report was sent from
    rising as a new one (ReportSent).
    """
    assignment, report = open_draft(assignment, actor, basis)
    return _write(report, content, actor)


@transaction.atomic
def report_progress(
    *, assignment: Assignment, content: ReportContent, actor: Actor, basis: Basis | None = None
) -> ProgressReport:
    """Cập nhật tiến độ: the assigner sees it; nothing waits for confirmation."""
    need(content.done + content.difficulties + content.proposals, "empty_report", _("Hãy ghi kết quả đã làm được."))
    assignment, report = open_draft(assignment, actor, basis)
    _write(report, content, actor)
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
def submit_result(
    *, assignment: Assignment, content: ReportContent, actor: Actor, basis: Basis | None = None
) -> ProgressReport:
    """Gửi xác nhận hoàn thành. Being late never stands in the way."""
    need(content.done, "empty_report", _("Hãy ghi kết quả đã làm được trước khi gửi xác nhận."))
    assignment, report = open_draft(assignment, actor, basis)
    _write(report, content, actor)
    permit = as_unit(Permission.REPORT_SUBMIT)
    on, counted = clock.today(), counted_day()
    moved = fire(assignment, "submit", actor=actor, permit=permit, on=on, counted_on=counted, percent=content.percent)
    report = _send(report, final=True)
    fact = ResultSubmitted(assignment_id=moved.pk, report_id=report.pk, number=report.number, percent=content.percent)
    record(moved, fact, actor=actor)
    return report


@transaction.atomic
def take_back_result(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Rút lại báo cáo before it is confirmed; its words and files become the next draft."""
    moved = fire(assignment, "take_back", actor=actor, permit=as_unit(Permission.REPORT_SUBMIT))
    report = waiting_report(moved)
    report.state = ReportState.TAKEN_BACK
    report.save(update_fields=["state"])
    _copy(report, moved, actor)
    fact = ResultTakenBack(assignment_id=moved.pk, report_id=report.pk, number=report.number)
    record(moved, fact, actor=actor)
    for other in _covered(report):
        take_back_result(assignment=other, actor=actor)
    report.discharges.all().delete()
    return moved


@transaction.atomic
def confirm_result(*, assignment: Assignment, actor: Actor) -> Assignment:
    """Xác nhận hoàn thành: done as of the day the unit sent it, however long the confirmation took."""
    permit = as_assigner(Permission.RESULT_CONFIRM)
    moved = fire(assignment, "confirm", actor=actor, permit=permit, on=clock.today())
    report = _decide(waiting_report(moved), ReportState.CONFIRMED, actor)
    drop_pending(moved, actor=actor)
    on_time = None if moved.due_on is None else moved.done_on is None or moved.done_on <= moved.due_on
    fact = ResultConfirmed(assignment_id=moved.pk, report_id=report.pk, number=report.number, on_time=on_time)
    record(moved, fact, actor=actor)
    for other in _covered(report):
        confirm_result(assignment=other, actor=actor)
    return moved


@transaction.atomic
def reopen_result(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Mở lại kết quả đã xác nhận, with what was confirmed with it: confirmed by mistake, on the same day. It waits for
    confirmation again; work whose clock the confirmation has started goes on.
    """
    reason = need_reason(reason, _("Hãy nêu lý do mở lại."))
    followed = Directive.objects.select_for_update(no_key=True).filter(pk=assignment.directive_id)
    if followed.values_list("state", flat=True).get() != DirectiveState.ISSUED:
        raise TransitionDenied("directive_closed", _("Văn bản đã kết thúc theo dõi; hãy mở lại văn bản trước."))
    # As it stands by now, not when the page was read.
    whole = Assignment.objects.select_for_update(no_key=True).filter(pk=assignment.parent_id or 0)
    if whole.values_list("closed_on", flat=True).first() is not None:
        raise TransitionDenied("whole_closed", _("Nhiệm vụ có phần việc này đã khép lại."))
    report = assignment.reports.filter(state=ReportState.CONFIRMED, final=True).order_by("-number").first()
    percent = report.percent if report else assignment.percent
    permit = as_assigner(Permission.RESULT_CONFIRM)
    moved = fire(assignment, "reopen", actor=actor, permit=permit, percent=percent)
    record(moved, ResultReopened(assignment_id=moved.pk, reason=reason), actor=actor)
    if report is not None:
        report.state, report.decided_at, report.decided_by, report.decided_on_behalf_of = (
            ReportState.SUBMITTED, None, None, None,
        )  # fmt: skip
        report.save(update_fields=["state", "decided_at", "decided_by", "decided_on_behalf_of"])
        with_it = Assignment.objects.filter(discharged_by__report=report, state=AssignmentState.COMPLETED)
        for other in with_it.filter(closed_on=clock.today()).order_by("pk"):
            reopen_result(assignment=other, reason=reason, actor=actor)
    return moved


@transaction.atomic
def return_result(*, assignment: Assignment, reason: str, actor: Actor) -> Assignment:
    """Trả lại để thực hiện lại: it counts as not completed, and the deadline clock runs on."""
    reason = need_reason(reason, _("Hãy nêu rõ cần bổ sung hoặc sửa gì."))
    moved = fire(assignment, "return_result", actor=actor, permit=as_assigner(Permission.RESULT_CONFIRM))
    report = _decide(waiting_report(moved), ReportState.RETURNED, actor, reason)
    fact = ResultReturned(assignment_id=moved.pk, report_id=report.pk, number=report.number, reason=reason)
    record(moved, fact, actor=actor)
    for other in _covered(report):
        return_result(assignment=other, reason=reason, actor=actor)
    return moved


def reporting_blocked(assignment: Assignment) -> TransitionDenied | None:
    """Why no report can be written now; None when one can."""
    if assignment.state in WORKING:
        return None
    if assignment.state == AssignmentState.ASSIGNED:
        return TransitionDenied("not_accepted", _("Hãy tiếp nhận việc trước khi báo cáo."))
    state = AssignmentState(assignment.state).label
    return TransitionDenied("not_working", _("Không thể báo cáo khi việc đang ở trạng thái “%s”.") % state)


def open_draft(assignment: Assignment, actor: Actor, basis: Basis | None = None) -> tuple[Assignment, ProgressReport]:
    """The locked assignment and its one draft, made when there is none yet but not saved. Inside a transaction."""
    require(may_as_unit(actor, Permission.REPORT_WRITE, assignment))
    assignment = lock_open(assignment)
    if basis and basis.number is not None:
        _refuse_if_sent(assignment, basis.number)
    if refusal := reporting_blocked(assignment):
        raise refusal
    report = assignment.reports.filter(state=ReportState.DRAFT).select_related("author").first()
    if report and basis and report.saved_at != basis.saved_at and report.author_id != actor.person_id:
        raise DraftMovedOn(report)
    if report is None:
        # The lock on the assignment makes the number safe.
        report = ProgressReport(
            assignment=assignment,
            number=_next_number(assignment),
            percent=assignment.percent,
            author_id=actor.person_id,
            on_behalf_of_id=actor.on_behalf_of_id,
            saved_at=clock.now(),
        )
    return assignment, report


def _refuse_if_sent(assignment: Assignment, number: int) -> None:
    written = assignment.reports.filter(number__gte=number).exclude(state=ReportState.DRAFT)
    if sent := written.select_related("author").order_by("number").first():
        raise ReportSent(sent)


def waiting_report(assignment: Assignment) -> ProgressReport:
    """The submission that waits for confirmation."""
    return assignment.reports.get(state=ReportState.SUBMITTED, final=True)


def _covered(report: ProgressReport) -> list[Assignment]:
    """Duties that were submitted with this report and wait like it (tasks.timing.actions.discharging)."""
    waiting = Assignment.objects.filter(discharged_by__report=report, state=AssignmentState.SUBMITTED)
    return list(waiting.order_by("pk"))


def _next_number(assignment: Assignment) -> int:
    last = assignment.reports.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _write(report: ProgressReport, content: ReportContent, actor: Actor) -> ProgressReport:
    if not 0 <= content.percent <= 100:
        raise TransitionDenied("percent_range", _("Mức hoàn thành từ 0 đến 100."))
    for name, value in asdict(content).items():
        setattr(report, name, value)
    report.author_id = actor.person_id
    report.on_behalf_of_id = actor.on_behalf_of_id
    report.saved_at = clock.now()
    report.save()
    return report


def _copy(report: ProgressReport, assignment: Assignment, actor: Actor) -> ProgressReport:
    content = {name: getattr(report, name) for name in ReportContent.__dataclass_fields__}
    draft = ProgressReport(assignment=assignment, number=_next_number(assignment))
    draft = _write(draft, ReportContent(**content), actor)
    ReportFile.objects.bulk_create(
        ReportFile(
            report=draft,
            file_id=row.file_id,
            name=row.name,
            added_by_id=row.added_by_id,
            added_on_behalf_of_id=row.added_on_behalf_of_id,
            added_at=row.added_at,
        )
        for row in report.files.order_by("pk")
    )
    return draft


def _send(report: ProgressReport, *, final: bool) -> ProgressReport:
    report.state = ReportState.SUBMITTED
    report.final = final
    report.submitted_at = clock.now()
    report.save(update_fields=["state", "final", "submitted_at"])
    return report


def _decide(report: ProgressReport, state: ReportState, actor: Actor, reason: str = "") -> ProgressReport:
    report.state = state
    report.decided_at = clock.now()
    report.decided_by_id = actor.person_id
    report.decided_on_behalf_of_id = actor.on_behalf_of_id
    report.decision_reason = reason
    report.save()
    return report
