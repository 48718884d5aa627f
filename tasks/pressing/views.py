"""Signing and advising on a request for more time; explanations asked, given and concluded; the leaders' board."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directives.files import download_response
from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for
from tasks.actions.escalating import escalate, note_escalation
from tasks.actions.explaining import answer_explanation, ask_explanation, conclude_explanation, return_explanation
from tasks.actions.extending import advise_extension, sign_extension
from tasks.models import Assignment, Escalation, Explanation, Extension, ExtensionFile
from workflows.machine import TransitionDenied


@require_POST
@signed_in
def sign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head signs (``ky=1``) or not."""
    extension = _extension(request, pk)
    agree = request.POST.get("ky") == "1"

    def act() -> str:
        sign_extension(extension=extension, agree=agree, note=request.POST.get("y-kien", ""), actor=request.actor)
        return _("Đã ký, gửi bên giao.") if agree else _("Đã không ký đề nghị gia hạn.")

    return _answer(request, extension.assignment, act)


@require_POST
@signed_in
def advise(request: OfficeRequest, pk: int) -> HttpResponse:
    """The standing office's advice, for (``dong-y=1``) or against."""
    extension = _extension(request, pk)

    def act() -> str:
        advise_extension(
            extension=extension,
            in_favour=request.POST.get("dong-y") == "1",
            note=request.POST.get("y-kien", ""),
            actor=request.actor,
        )
        return _("Đã gửi ý kiến tham mưu.")

    return _answer(request, extension.assignment, act)


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

    def act() -> str:
        ask_explanation(
            assignment=assignment,
            question=request.POST.get("noi-dung", ""),
            answer_by=_day(request.POST.get("truoc-ngay", "")),
            actor=request.actor,
        )
        return _("Đã gửi yêu cầu giải trình.")

    return _answer(request, assignment, act)


@require_POST
@signed_in
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Gửi giải trình."""
    explanation = _explanation(request, pk)

    def act() -> str:
        answer_explanation(explanation=explanation, text=request.POST.get("noi-dung", ""), actor=request.actor)
        return _("Đã gửi giải trình.")

    return _answer(request, explanation.assignment, act)


@require_POST
@signed_in
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Yêu cầu giải trình lại."""
    explanation = _explanation(request, pk)

    def act() -> str:
        return_explanation(explanation=explanation, note=request.POST.get("noi-dung", ""), actor=request.actor)
        return _("Đã yêu cầu giải trình thêm.")

    return _answer(request, explanation.assignment, act)


@require_POST
@signed_in
def conclude(request: OfficeRequest, pk: int) -> HttpResponse:
    """Kết luận: an objective cause (``khach-quan=1``) or not."""
    explanation = _explanation(request, pk)

    def act() -> str:
        conclude_explanation(
            explanation=explanation,
            objective=request.POST.get("khach-quan") == "1",
            note=request.POST.get("noi-dung", ""),
            actor=request.actor,
        )
        return _("Đã ghi kết luận.")

    return _answer(request, explanation.assignment, act)


@require_POST
@signed_in
def raise_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Báo cáo lãnh đạo."""
    assignment = assignment_for(request.actor, pk)

    def act() -> str:
        escalate(assignment=assignment, reason=request.POST.get("noi-dung", ""), actor=request.actor)
        return _("Đã đưa việc lên bảng điều hành của lãnh đạo.")

    return _answer(request, assignment, act)


@require_POST
@signed_in
def note(request: OfficeRequest, pk: int) -> HttpResponse:
    """A leader has seen it, maybe with an instruction."""
    row = get_object_or_404(Escalation, pk=pk)
    assignment = assignment_for(request.actor, row.assignment_id)

    def act() -> str:
        note_escalation(escalation=row, instruction=request.POST.get("noi-dung", ""), actor=request.actor)
        return _("Đã ghi nhận; việc rời khỏi danh sách chờ lãnh đạo.")

    return _answer(request, assignment, act)


def _extension(request: OfficeRequest, pk: int) -> Extension:
    row = get_object_or_404(Extension, pk=pk)
    row.assignment = assignment_for(request.actor, row.assignment_id)
    return row


def _explanation(request: OfficeRequest, pk: int) -> Explanation:
    row = get_object_or_404(Explanation, pk=pk)
    row.assignment = assignment_for(request.actor, row.assignment_id)
    return row


def _answer(request: OfficeRequest, assignment: Assignment, act: Callable[[], str]) -> HttpResponse:
    """Back to the assignment, with what was done or why not."""
    try:
        messages.success(request, act())
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    return redirect(assignment)


def _day(text: str) -> date | None:
    """As dd/mm/yyyy or ISO; nothing typed is none. 404 for what is neither: the page's own field sends a date."""
    if not text.strip():
        return None
    try:
        day: date | None = forms.DateField().clean(text)
    except ValidationError as error:
        raise Http404 from error
    return day
