"""Signing and advising on a request for more time; explanations asked, given and concluded; the leaders' board.

A refusal shows the page again with the words that were typed, whatever has changed meanwhile.
"""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directives.files import download_response
from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for
from tasks.actions.escalating import answer_instruction, escalate, note_escalation
from tasks.actions.explaining import answer_explanation, ask_explanation, conclude_explanation, return_explanation
from tasks.actions.extending import advise_extension, sign_extension
from tasks.desk.context import Forms
from tasks.desk.views.answers import REFUSED, assignment_again, back, refused, show_assignment
from tasks.models import Assignment, Escalation, Explanation, Extension, ExtensionFile
from tasks.pressing import forms
from workflows.machine import TransitionDenied

Pressing = TypeVar("Pressing", Extension, Explanation, Escalation)

# Refusals about a word that is missing: told at its field.
MISSING = {"reason_missing", "answer_missing"}


@require_POST
@signed_in
def sign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head signs (``ky=1``) or not."""
    extension = _seen(request, Extension, pk)
    agree = request.POST.get("ky") == "1"
    form = forms.SignForm(request.POST, row=pk)

    def act() -> str:
        sign_extension(extension=extension, agree=agree, note=form.cleaned_data["note"], actor=request.actor)
        return _("Đã ký, gửi bên giao.") if agree else _("Đã không ký đề nghị gia hạn.")

    return _answer(request, extension.assignment, form, act)


@require_POST
@signed_in
def advise(request: OfficeRequest, pk: int) -> HttpResponse:
    """The standing office's advice, for (``dong-y=1``), maybe until another day, or against."""
    extension = _seen(request, Extension, pk)
    in_favour = request.POST.get("dong-y") == "1"
    form = forms.AdviseForm(request.POST, row=pk)

    def act() -> str:
        until, note = form.cleaned_data["until"], form.cleaned_data["note"]
        advise_extension(extension=extension, in_favour=in_favour, until=until, note=note, actor=request.actor)
        return _("Đã gửi ý kiến tham mưu.")

    return _answer(request, extension.assignment, form, act)


@require_safe
@signed_in
def file(request: OfficeRequest, pk: int) -> FileResponse:
    """A document of a request, to those who see the assignment."""
    found = get_object_or_404(ExtensionFile.objects.select_related("extension", "file"), pk=pk)
    assignment_for(request.actor, found.extension.assignment_id)
    return download_response(found.file, found.name)


@require_POST
@signed_in
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """Yêu cầu giải trình."""
    assignment = assignment_for(request.actor, pk)
    form = forms.AskForm(request.POST, row=pk)

    def act() -> str:
        note, answer_by = form.cleaned_data["note"], form.cleaned_data["answer_by"]
        ask_explanation(assignment=assignment, question=note, answer_by=answer_by, actor=request.actor)
        return _("Đã gửi yêu cầu giải trình.")

    return _answer(request, assignment, form, act)


@require_POST
@signed_in
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Gửi giải trình."""
    explanation = _seen(request, Explanation, pk)
    form = forms.AnswerForm(request.POST, row=pk)

    def act() -> str:
        answer_explanation(explanation=explanation, text=form.cleaned_data["note"], actor=request.actor)
        return _("Đã gửi giải trình.")

    return _answer(request, explanation.assignment, form, act)


@require_POST
@signed_in
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Yêu cầu giải trình lại."""
    explanation = _seen(request, Explanation, pk)
    form = forms.AgainForm(request.POST, row=pk)

    def act() -> str:
        note, answer_by = form.cleaned_data["note"], form.cleaned_data["answer_by"]
        return_explanation(explanation=explanation, note=note, answer_by=answer_by, actor=request.actor)
        return _("Đã yêu cầu giải trình thêm.")

    return _answer(request, explanation.assignment, form, act)


@require_POST
@signed_in
def conclude(request: OfficeRequest, pk: int) -> HttpResponse:
    """Kết luận: an objective cause (``khach-quan=1``) or not."""
    explanation = _seen(request, Explanation, pk)
    objective = request.POST.get("khach-quan") == "1"
    form = forms.ConcludeForm(request.POST, row=pk)

    def act() -> str:
        note = form.cleaned_data["note"]
        conclude_explanation(explanation=explanation, objective=objective, note=note, actor=request.actor)
        return _("Đã ghi kết luận.")

    return _answer(request, explanation.assignment, form, act)


@require_POST
@signed_in
def raise_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Báo cáo lãnh đạo."""
    assignment = assignment_for(request.actor, pk)
    form = forms.EscalateForm(request.POST, row=pk)

    def act() -> str:
        escalate(assignment=assignment, reason=form.cleaned_data["note"], actor=request.actor)
        return _("Đã đưa việc lên bảng điều hành của lãnh đạo.")

    return _answer(request, assignment, form, act)


@require_POST
@signed_in
def note(request: OfficeRequest, pk: int) -> HttpResponse:
    """A leader has seen it, maybe with an instruction."""
    row = _seen(request, Escalation, pk)
    form = forms.NoteForm(request.POST, row=pk)

    def act() -> str:
        note_escalation(escalation=row, instruction=form.cleaned_data["note"], actor=request.actor)
        return _("Đã ghi nhận; việc rời khỏi danh sách chờ lãnh đạo.")

    return _answer(request, row.assignment, form, act)


@require_POST
@signed_in
def instructed(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was done about a leader's instruction."""
    row = _seen(request, Escalation, pk)
    form = forms.InstructedForm(request.POST, row=pk)

    def act() -> str:
        answer_instruction(escalation=row, text=form.cleaned_data["note"], actor=request.actor)
        return _("Đã trả lời chỉ đạo.")

    return _answer(request, row.assignment, form, act)


def _seen(request: OfficeRequest, model: type[Pressing], pk: int) -> Pressing:
    """The row of an assignment that one may see; 404 else."""
    row = get_object_or_404(model, pk=pk)
    row.assignment = assignment_for(request.actor, row.assignment_id)
    return row


def _answer(
    request: OfficeRequest, assignment: Assignment, form: forms.PressingForm, act: Callable[[], str]
) -> HttpResponse:
    """Back to the assignment with what was done; or the page again, with why not and what was typed."""
    typed = Forms(pressing=form)
    if not form.is_valid():
        return refused(request, assignment, typed)
    try:
        said = act()
    except TransitionDenied as denied:
        if denied.code in MISSING:
            form.add_error("note", denied.message)
            return refused(request, assignment, typed)
        messages.error(request, denied.message)
        return show_assignment(request, assignment_again(request, assignment), forms=typed, status=REFUSED)
    return back(request, assignment, said)
