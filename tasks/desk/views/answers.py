"""How the pages answer: one panel, alone or beside the desk's list, and refusals that keep what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.decorators import OfficeRequest
from tasks.access import assignment_for, visible_to
from tasks.desk.board import Desk, desk
from tasks.desk.context import Forms, panel_context
from tasks.desk.filters import DeskFilter
from tasks.desk.origin import way_back
from tasks.models import Assignment
from workflows.machine import TransitionDenied

REFUSED = 422
# A form on the desk carries the desk's address in this field.
DESK_FIELD = "tu"


def show_assignment(
    request: OfficeRequest, assignment: Assignment, *, forms: Forms | None = None, status: int = 200
) -> HttpResponse:
    """The assignment on a page of its own, or, when the form came from the desk, beside the desk's list."""
    if DESK_FIELD in request.POST:
        given = QueryDict(request.POST[DESK_FIELD], mutable=True)
        given["viec"] = str(assignment.pk)
        return show_desk(request, DeskFilter.read(given, request.actor), forms=forms, status=status)
    context = panel_context(request.actor, assignment, forms)
    if context["page"].assigner_side:
        context["way_back"] = way_back(request, assignment)
    if context["page"].assigner_side and not context["page"].unit_side:
        request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    return render(request, "tasks/assignment/page.html", context, status=status)


def show_desk(
    request: OfficeRequest, chosen: DeskFilter, *, forms: Forms | None = None, status: int = 200
) -> HttpResponse:
    """The desk: whole, or the fragment that htmx asks for."""
    board = desk(request.actor, chosen)
    target = request.htmx.target if request.htmx and not request.htmx.history_restore_request else ""
    context: dict[str, Any] = {"desk": board}
    if target == "danh-sach":
        return render(request, "tasks/desk/_list.html", context)
    assignment = _opened(request, board)
    if assignment is not None:
        context |= panel_context(request.actor, assignment, forms)
    if target == "viec":
        return render(request, "tasks/assignment/_panel.html", context)
    return render(request, "tasks/desk/desk.html", context, status=status)


def _opened(request: OfficeRequest, board: Desk) -> Assignment | None:
    """The row whose panel is shown; one that left the list (accepted, filtered out) stays open until another is."""
    if board.open_id is None:
        return None
    try:
        return assignment_for(request.actor, board.open_id)
    except Http404:
        if board.chosen.open_id is None:
            return None
        raise


def back(request: OfficeRequest, assignment: Assignment, said: str = "") -> HttpResponse:
    """After an act: where it came from, with one line about what was done."""
    if said:
        messages.success(request, said)
    if DESK_FIELD in request.POST:
        given = QueryDict(request.POST[DESK_FIELD], mutable=True)
        given["viec"] = str(assignment.pk)
        return redirect(DeskFilter.read(given, request.actor).url)
    return redirect(assignment)


def attempt(
    request: OfficeRequest, assignment: Assignment, act: Callable[[], str], *, forms: Forms | None = None
) -> HttpResponse:
    """Do ``act`` and go back with what it says; a refusal shows the page again with the words that were typed."""
    try:
        said = act()
    except TransitionDenied as denied:
        messages.error(request, denied.message)
        return show_assignment(request, assignment_again(request, assignment), forms=forms, status=REFUSED)
    return back(request, assignment, said)


def refused(request: OfficeRequest, assignment: Assignment, forms: Forms) -> HttpResponse:
    """The page again with the errors of its form."""
    messages.error(request, _("Chưa gửi được: còn chỗ cần sửa."))
    return show_assignment(request, assignment_again(request, assignment), forms=forms, status=REFUSED)


def assignment_again(request: OfficeRequest, assignment: Assignment) -> Assignment:
    """The row as it is now. It may have left the actor's sight with the act that was refused."""
    fresh = visible_to(request.actor).filter(pk=assignment.pk)
    return assignment_for(request.actor, assignment.pk) if fresh.exists() else assignment
