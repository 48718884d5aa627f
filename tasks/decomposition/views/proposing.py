"""Reading the whole document, and accepting what is certain: each shown before it is done."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from directives.models import Directive
from organizations.decorators import OfficeRequest, signed_in
from tasks.decomposition.access import board_for, editable, run_for
from tasks.decomposition.actions.accepting import accept_certain
from tasks.decomposition.actions.arranging import stamps
from tasks.decomposition.actions.desk import Stale
from tasks.decomposition.actions.proposing import plan_for, propose_tasks, read_directive
from tasks.decomposition.actions.reading_runs import LONG, begin, call_off
from tasks.decomposition.jobs import enqueue_reading
from tasks.decomposition.proposals import Plan
from tasks.decomposition.views.answering import EVERYTHING, answer, pulse_context, refusals
from tasks.decomposition.views.page import number
from workflows.machine import TransitionDenied
from workflows.numbers import wholes


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def propose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Đọc văn bản, đề xuất việc: GET says what would stay, be replaced and come new."""
    directive = editable(request.actor, pk)
    if request.method == "POST":
        return _propose(request, directive)
    long = len(directive.text) > LONG
    drawn = None if long else plan_for(directive, read_directive(directive, request.actor))
    context = {"directive": directive, "plan": drawn, "title": _("Đọc lại văn bản")}
    return render(request, "tasks/editor/_propose.html" if request.htmx else "tasks/editor/propose.html", context)


def _propose(request: OfficeRequest, directive: Directive) -> HttpResponse:
    if len(directive.text) > LONG:
        with transaction.atomic():
            begin(directive=directive, actor=request.actor)
            enqueue_reading(directive.pk)
        return answer(request, directive.pk, (*EVERYTHING, "run"))
    done = propose_tasks(directive=directive, actor=request.actor, edition=number(request, "edition"))
    messages.success(request, told(done))
    return answer(request, directive.pk, EVERYTHING)


def told(done: Plan) -> str:
    """What a reading did, in a sentence."""
    if done.idle:
        return _("Đã đọc văn bản: không có gì mới so với danh sách.")
    if not done.stays and not done.replaced:
        text = ngettext(
            "Đã đề xuất %(n)d việc. Hãy xem và xác nhận từng việc.",
            "Đã đề xuất %(n)d việc. Hãy xem và xác nhận từng việc.",
            len(done.fresh),
        )
        return text % {"n": len(done.fresh)}
    what = {"stays": done.stays, "replaced": done.replaced, "fresh": len(done.fresh)}
    return _("Đã đọc lại: giữ %(stays)d việc, thay %(replaced)d, thêm %(fresh)d.") % what


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def run(request: OfficeRequest, pk: int) -> HttpResponse:
    """How the reading outside the request stands; POST calls it off.

    Asked once a second while it goes on. When it is over, the answer says as well that the page is behind: it catches
    up as soon as nothing typed would be lost.
    """
    if request.method == "POST":
        call_off(directive=editable(request.actor, pk), actor=request.actor)
        return answer(request, pk, (*EVERYTHING, "run"))
    board = run_for(request.actor, pk)
    behind = not board.reading and request.GET.get("edition", "") not in ("", str(board.directive.edition))
    context = pulse_context(request, board.directive, behind=behind) | {"board": board}
    return render(request, "tasks/editor/_run_asked.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def accept(request: OfficeRequest, pk: int) -> HttpResponse:
    """Xác nhận các việc chắc chắn: GET lists them, POST confirms those chosen."""
    directive = editable(request.actor, pk)
    if request.method == "POST":
        seen = {
            int(key[5:]): str(value)
            for key, value in request.POST.items()
            if key[:5] == "seen-" and key[5:].isdecimal()
        }
        try:
            count = accept_certain(
                directive=directive,
                tasks=wholes(request.POST.getlist("tasks")),
                timeless=wholes(request.POST.getlist("timeless")),
                actor=request.actor,
                seen=seen,
            )
        except Stale as stale:
            message = _("Một việc trong danh sách vừa được người khác sửa. Hãy xem lại rồi xác nhận.")
            raise TransitionDenied("changed_meanwhile", message) from stale
        text = ngettext("Đã xác nhận %(n)d việc.", "Đã xác nhận %(n)d việc.", count) % {"n": count}
        messages.success(request, text)
        return answer(request, pk, EVERYTHING)
    board = board_for(request.actor, pk)
    found = board.certain
    listed = [task.pk for task in (*found.ready, *found.timeless)]
    context = {
        "directive": directive,
        "ready": [board.by_pk[task.pk] for task in found.ready],
        "timeless": [board.by_pk[task.pk] for task in found.timeless],
        "stamps": stamps(directive, listed),
        "title": _("Xác nhận các việc chắc chắn"),
    }
    return render(request, "tasks/editor/_accept.html" if request.htmx else "tasks/editor/accept.html", context)
