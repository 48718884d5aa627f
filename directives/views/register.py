"""Sổ văn bản: the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directives.boards import register
from directives.boards.review import to_decide
from organizations.access import may, seats_with
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission


@signed_in
@require_safe
def directives(request: OfficeRequest) -> HttpResponse:
    """Every directive this person may see, newest first."""
    leads = bool(seats_with(request.actor, Permission.DIRECTIVE_APPROVE))
    context = {
        "register": register.read(request.actor, request.GET),
        "to_decide": to_decide(request.actor).order_by().count() if leads else None,
        "may_enter": may(request.actor, Permission.DIRECTIVE_ENTER),
        "boards": " ".join(dict.fromkeys(f"unit.{seat.scope_id}" for seat in request.actor.seats)),
    }
    fragment = request.GET.get("manh") == "bang"
    return render(request, "directives/_register.html" if fragment else "directives/register.html", context)
