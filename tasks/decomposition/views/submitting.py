"""Trình lãnh đạo: what is handed over, at a glance, before it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directives import outlook
from organizations.boards.holders import holders
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from tasks.decomposition.access import board_for, editable
from tasks.decomposition.actions.submitting import submit_decomposition
from tasks.decomposition.views.answering import refusals


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def submit(request: OfficeRequest, pk: int) -> HttpResponse:
    directive = editable(request.actor, pk)
    if request.method == "POST":
        submit_decomposition(directive=directive, actor=request.actor, note=request.POST.get("note", ""))
        messages.success(request, _("Đã trình lãnh đạo. Bạn sẽ được báo khi có kết quả."))
        return redirect("tasks:editor", pk)
    context = {
        "board": board_for(request.actor, pk),
        "directive": directive,
        "reach": outlook.reach(directive),
        "approvers": holders(Permission.DIRECTIVE_APPROVE, directive.standing_unit_id),
    }
    return render(request, "tasks/editor/submit.html", context)
