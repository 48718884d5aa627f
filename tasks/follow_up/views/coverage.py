"""The coverage matrix of one directive, and the way to the one that needs looking at."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directives import access as directives_access
from directives.states import BEFORE_ISSUE, DirectiveState
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from tasks.follow_up.acts import bulk_acts
from tasks.follow_up.coverage import matrix
from tasks.follow_up.exports import workbook_of_matrix
from tasks.follow_up.matrix_view import View
from tasks.follow_up.others import other_directives
from tasks.issuing.closing import remaining
from workflows import clock

LAST = "last_matrix"
"""Session key: the directive whose matrix was looked at last."""


@require_safe
@signed_in
def coverage(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:coverage``: ``show kind role sort col ky after before``; ``?manh=bang`` gives the live part alone."""
    directive = directives_access.directive_for(request.actor, pk)
    if directive.state == DirectiveState.ISSUING:
        return redirect("tasks:issuing", pk=pk)
    if request.session.get(LAST) != pk:
        request.session[LAST] = pk
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    board = matrix(
        request.actor,
        directive,
        View.read(request.GET),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    watches = directives_access.may(request.actor, Permission.URGE, directive)
    context: dict[str, Any] = {"board": board, "acts": bulk_acts(request.actor) if watches else []}
    if request.GET.get("manh") == "bang":
        return render(request, "tasks/coverage/_live.html", context | {"oob": True})
    context |= {
        "now": clock.now(),
        "others": other_directives(request.actor, pk),
        "before_issue": directive.state in BEFORE_ISSUE,
        "may_close": directives_access.may(request.actor, Permission.DIRECTIVE_CLOSE, directive),
        "left": remaining(directive),
    }
    return render(request, "tasks/coverage.html", context)


@require_safe
@signed_in
def export(request: OfficeRequest, pk: int) -> HttpResponse:
    """The matrix of the address as a spreadsheet, all its units."""
    directive = directives_access.directive_for(request.actor, pk)
    return workbook_of_matrix(request.actor, directive, View.read(request.GET))


@require_safe
@signed_in
def follow(request: OfficeRequest) -> HttpResponse:
    """``tasks:follow``: the matrix looked at last, else the one with most overdue."""
    known = other_directives(request.actor)
    last = request.session.get(LAST)
    if last and directives_access.visible_to(request.actor).live().filter(pk=last).exists():
        return redirect("tasks:coverage", pk=last)
    if known:
        return redirect("tasks:coverage", pk=known[0].pk)
    return render(request, "tasks/follow_none.html")
