"""Reporting: the draft that saves itself, progress, submission, taking back, and the files."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directives.files import FileRefused, download_response
from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for
from tasks.actions.attaching import attach_file, remove_file
from tasks.actions.reporting import (
    Basis,
    DraftMovedOn,
    ReportContent,
    ReportSent,
    report_progress,
    save_report_draft,
    take_back_result,
)
from tasks.desk.context import Forms
from tasks.desk.forms import ReportForm
from tasks.desk.parts import collected, roll_up
from tasks.desk.reports import draft_of, report_file_for, same_words
from tasks.desk.sending import sending_doubts
from tasks.desk.views.answers import REFUSED, assignment_again, attempt, back, show_assignment
from tasks.due import Ruler
from tasks.models import Assignment, ProgressReport
from tasks.timing.actions.discharging import submit_covering
from workflows.machine import TransitionDenied
from workflows.numbers import wholes


@require_POST
@signed_in
def report(request: OfficeRequest, pk: int) -> HttpResponse:
    """The report form, by the button pressed: submit, progress, draft, or collect (the results of the units below).

    Whatever the button, what was typed and the files are kept in the draft first: a refusal never costs a word.
    """
    found = assignment_for(request.actor, pk)
    form = ReportForm(request.POST)
    form.is_valid()
    try:
        draft = _keep(request, found, form)
        if form.errors:
            messages.error(request, _("Đã lưu nháp những gì đọc được; chưa gửi vì còn chỗ cần sửa."))
            form = _with_seen(form, draft)
            return show_assignment(request, found, forms=Forms(report=form), status=REFUSED)
        content = form.content(draft, found.percent)
        if doubts := sending_doubts(request, found, content):
            return show_assignment(request, found, forms=Forms(report=_with_seen(form, draft), doubts=doubts))
        said = _send(request, found, content, Basis(draft.saved_at, draft.number))
    except FileRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    except DraftMovedOn as denied:
        messages.error(request, denied.message)
        return _again(request, found, Forms(report=form, moved_on=denied))
    except ReportSent as denied:
        if form.is_valid() and same_words(denied.report, form.content(None, found.percent)):
            return back(request, found, _("Báo cáo này đã được gửi."))  # one report, its button pressed twice
        messages.error(request, denied.message)
        return _again(request, found, Forms(report=form))
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    else:
        return back(request, found, said)
    # The draft has been saved, so the page shows it; where it could not be, the form as typed.
    saved = draft_of(found)
    typed = _with_seen(form, saved) if saved else form
    return _again(request, found, Forms(report=typed))


def _keep(request: OfficeRequest, found: Assignment, form: ReportForm) -> ProgressReport:
    """Save the draft with its new files. FileRefused comes after the words are safe."""
    content = form.content(draft_of(found), found.percent)
    draft = save_report_draft(assignment=found, content=content, actor=request.actor, basis=form.basis())
    basis = Basis(draft.saved_at, draft.number)
    for uploaded in request.FILES.getlist("tep"):
        assert isinstance(uploaded, UploadedFile)
        try:
            attach_file(assignment=found, uploaded=uploaded, actor=request.actor, basis=basis)
        except FileRefused as refusal:
            text = _("Tệp %(name)s chưa nhận được. %(why)s")
            raise FileRefused(text % {"name": uploaded.name, "why": " ".join(refusal.messages)}) from refusal
    return draft


def _send(request: OfficeRequest, found: Assignment, content: ReportContent, basis: Basis) -> str:
    match request.POST.get("act"):
        case "submit":
            covers = wholes(request.POST.getlist("covers"))
            submit_covering(assignment=found, content=content, covers=covers, actor=request.actor, basis=basis)
            return _("Đã gửi. Báo cáo đang chờ xác nhận.")
        case "progress":
            report_progress(assignment=found, content=content, actor=request.actor, basis=basis)
            return _("Đã cập nhật tiến độ.")
        case "collect":
            parts = roll_up(found, Ruler.now())
            done, difficulties = collected(parts)
            added = ReportContent(
                percent=parts.percent,
                done=_joined(content.done, done),
                difficulties=_joined(content.difficulties, difficulties),
                proposals=content.proposals,
                reply_number=content.reply_number,
                reply_date=content.reply_date,
            )
            save_report_draft(assignment=found, content=added, actor=request.actor)
            return _("Đã đưa kết quả của đơn vị trực thuộc vào bản nháp; hãy đọc lại trước khi gửi.")
        case _:
            return _("Đã lưu nháp.")


def _joined(typed: str, added: str) -> str:
    """What was typed, then the lines that are not in it yet."""
    new = [line for line in added.splitlines() if line.strip() and line not in typed]
    return "\n".join([*([typed.rstrip()] if typed.strip() else []), *new])


def _with_seen(form: ReportForm, draft: ProgressReport) -> ReportForm:
    """The same form, knowing that the draft was saved a moment ago."""
    again = ReportForm(
        {**{name: form.data.get(name) for name in form.fields}, "seen": draft.saved_at.isoformat(), "overwrite": ""}
    )
    again.is_valid()
    return again


def _again(request: OfficeRequest, found: Assignment, forms: Forms) -> HttpResponse:
    return show_assignment(request, assignment_again(request, found), forms=forms, status=REFUSED)


@require_POST
@signed_in
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """The draft saves itself while it is written; answers with the line that says when."""
    found = assignment_for(request.actor, pk)
    form = ReportForm(request.POST)
    form.is_valid()
    unread = [str(form.fields[name].label) for name in form.errors]
    try:
        before = draft_of(found)
        saved = save_report_draft(
            assignment=found, content=form.content(before, found.percent), actor=request.actor, basis=form.basis()
        )
    except TransitionDenied as denied:
        return render(request, "tasks/assignment/_saved.html", {"denied": denied, "assignment": found})
    return render(request, "tasks/assignment/_saved.html", {"saved": saved, "unread": unread, "fresh": True})


@require_POST
@signed_in
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Rút lại báo cáo."""
    found = assignment_for(request.actor, pk)

    def act() -> str:
        take_back_result(assignment=found, actor=request.actor)
        return _("Đã rút lại. Nội dung nằm trong bản nháp để sửa và gửi lại.")

    return attempt(request, found, act)


@require_safe
@signed_in
def report_file(request: OfficeRequest, pk: int) -> FileResponse:
    """A file of a report, as a download, to those who may read the report."""
    file = report_file_for(request.actor, pk)
    return download_response(file.file, file.name)


@require_POST
@signed_in
def report_file_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Bỏ tệp khỏi bản nháp."""
    file = report_file_for(request.actor, pk)
    found = assignment_for(request.actor, file.report.assignment_id)

    def act() -> str:
        remove_file(file=file, actor=request.actor)
        return _("Đã bỏ tệp %(name)s.") % {"name": file.name}

    return attempt(request, found, act)
