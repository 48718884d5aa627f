"""Steps on the whole list: undo, redo, sort; and answers to warnings."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directives.models import Directive
from organizations.decorators import OfficeRequest, signed_in
from tasks.decomposition.access import editable
from tasks.decomposition.actions import answering_alike, arranging, confirming, undoing, wording
from tasks.decomposition.steps import Step
from tasks.decomposition.views.answering import EVERYTHING, FINDS, HEAD, LIST, TABS, answer, refusals
from tasks.decomposition.views.page import number
from tasks.models import EditStep


@require_POST
@signed_in
@refusals
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    turned = undoing.undo(directive=editable(request.actor, pk), actor=request.actor)
    messages.info(request, _("Đã hoàn tác: %(step)s.") % {"step": _told(turned.step)})
    for words in turned.forgotten:
        messages.info(request, _("Không còn nhớ “%(words)s” là tên gọi khác nữa.") % {"words": words})
    for words in turned.still_known:
        text = _("Vẫn nhớ tên gọi “%(words)s”: nó đã được xác nhận ở việc khác. Muốn quên thì vào trang đơn vị.")
        messages.info(request, text % {"words": words})
    return answer(request, pk, EVERYTHING, open_id=_focus(turned.step, number(request, "viec")))


@require_POST
@signed_in
@refusals
def redo(request: OfficeRequest, pk: int) -> HttpResponse:
    step = undoing.redo(directive=editable(request.actor, pk), actor=request.actor).step
    messages.info(request, _("Đã làm lại: %(step)s.") % {"step": _told(step)})
    return answer(request, pk, EVERYTHING, open_id=_focus(step, number(request, "viec")))


@require_POST
@signed_in
@refusals
def sort(request: OfficeRequest, pk: int) -> HttpResponse:
    arranging.sort_by_text(directive=editable(request.actor, pk), actor=request.actor)
    return answer(request, pk, EVERYTHING, open_id=number(request, "viec"))


@require_POST
@signed_in
@refusals
def answer_warning(request: OfficeRequest, pk: int) -> HttpResponse:
    """A written answer; an empty one with ``withdraw`` takes it back. With ``alike`` for all open ones of the kind."""
    directive = editable(request.actor, pk)
    if "alike" in request.POST:
        return _alike(request, pk, directive)
    named = {"code": request.POST.get("code", ""), "fingerprint": request.POST.get("fingerprint", "")}
    if "withdraw" in request.POST:
        confirming.take_answer_back(directive=directive, actor=request.actor, **named)
    else:
        text = request.POST.get("answer", "")
        confirming.answer_warning(directive=directive, answer=text, actor=request.actor, **named)
    open_id = number(request, "viec")
    parts = (HEAD, TABS, FINDS, "status", "five", "questions") if open_id else (HEAD, TABS, FINDS, LIST)
    return answer(request, pk, parts, open_id=open_id)


@require_POST
@signed_in
@refusals
def timeless(request: OfficeRequest, pk: int) -> HttpResponse:
    count = wording.declare_timeless(directive=editable(request.actor, pk), actor=request.actor)
    text = ngettext("Đã khai %(n)d việc không có thời hạn.", "Đã khai %(n)d việc không có thời hạn.", count)
    messages.success(request, text % {"n": count})
    return answer(request, pk, EVERYTHING, open_id=number(request, "viec"))


def _alike(request: OfficeRequest, pk: int, directive: Directive) -> HttpResponse:
    code = request.POST.get("code", "")
    words = request.POST.get("answer", "")
    if at := parse_datetime(request.POST.get("at", "")):
        count = answering_alike.take_alike_back(
            directive=directive, code=code, answer=words, at=at, actor=request.actor
        )
        text = ngettext("Đã rút %(n)d câu trả lời.", "Đã rút %(n)d câu trả lời.", count)
    else:
        count = answering_alike.answer_alike(directive=directive, code=code, answer=words, actor=request.actor)
        text = ngettext("Đã trả lời %(n)d cảnh báo.", "Đã trả lời %(n)d cảnh báo.", count)
    messages.success(request, text % {"n": count})
    return answer(request, pk, EVERYTHING, open_id=number(request, "viec"))


def _told(step: EditStep) -> str:
    return f"{Step(step.what).label.lower()} ({step.made_by})"


def _focus(step: EditStep, fallback: int | None) -> int | None:
    """The task the step was about."""
    touched = [int(pk) for pk in {**step.before, **step.after}]
    return touched[0] if len(touched) == 1 else fallback
