"""Looking: the desk, the page of an assignment, what changed on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for
from tasks.desk.context import panel_context, version_of
from tasks.desk.filters import DeskFilter, desks_of
from tasks.desk.views.answers import show_assignment, show_desk


@require_safe
@signed_in
def desk(request: OfficeRequest) -> HttpResponse:
    """Việc của tôi: the list beside the open assignment; who has no desk is told where their work is."""
    if not desks_of(request.actor):
        return render(request, "tasks/desk/none.html")
    return show_desk(request, DeskFilter.read(request.GET, request.actor))


@require_safe
@signed_in
def assignment(request: OfficeRequest, pk: int) -> HttpResponse:
    """One assignment, for both sides."""
    return show_assignment(request, assignment_for(request.actor, pk))


@require_safe
@signed_in
def news(request: OfficeRequest, pk: int) -> HttpResponse:
    """Head and history anew, and a note above the form, when more is on record than the page knows (``?v=``)."""
    found = assignment_for(request.actor, pk)
    if str(version_of(found)) == request.GET.get("v"):
        return HttpResponse(status=204)
    return render(request, "tasks/assignment/_news.html", panel_context(request.actor, found))
