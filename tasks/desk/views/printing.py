"""Paper: the slip of one assignment (phiếu giao việc), and the desk's list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for
from tasks.desk.board import printed_desk
from tasks.desk.context import history, panel_context
from tasks.desk.filters import DeskFilter
from workflows import clock


@require_safe
@signed_in
def slip(request: OfficeRequest, pk: int) -> HttpResponse:
    """Phiếu giao việc."""
    context = panel_context(request.actor, assignment_for(request.actor, pk))
    context |= {"timeline": history(context["page"], drafts=False), "printed_at": clock.now()}
    return render(request, "tasks/assignment/print.html", context)


@require_safe
@signed_in
def desk_list(request: OfficeRequest) -> HttpResponse:
    """The list as filtered, all of it, on paper."""
    printed = printed_desk(request.actor, DeskFilter.read(request.GET, request.actor))
    return render(request, "tasks/desk/print.html", {"desk": printed, "printed_at": clock.now()})
