"""The list behind every number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, signed_in
from organizations.models import UnitKind
from tasks.follow_up.acts import bulk_acts, bulk_bar
from tasks.follow_up.exports import workbook_of_list
from tasks.follow_up.listing import listing, states_for_menu
from tasks.lists import ListFilter
from tasks.states import Role


@require_safe
@signed_in
def assignments(request: OfficeRequest) -> HttpResponse:
    """``tasks:list``: parameters in tasks/lists.py; ``?manh=bang`` gives the table alone, for live refresh."""
    chosen = ListFilter.read(request.GET)
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    board = listing(request.actor, chosen, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    acts = bulk_acts(request.actor) if board.may_act else []
    context = {
        "board": board,
        "states": states_for_menu(),
        "kinds": UnitKind.choices,
        "roles": Role.choices,
        "acts": acts,
        "bar": bulk_bar(acts, {row.state for row in board.rows}, chosen.queue),
    }
    template = "tasks/list/_table.html" if request.GET.get("manh") == "bang" else "tasks/list.html"
    return render(request, template, context)


@require_safe
@signed_in
def export(request: OfficeRequest) -> HttpResponse:
    """The rows of the list's address as a spreadsheet."""
    return workbook_of_list(request.actor, ListFilter.read(request.GET))
