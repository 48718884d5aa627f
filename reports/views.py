"""The leaders' board."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from reports import grid as grids
from reports import progress
from reports.changes import changes, last_look, look
from reports.decisions import waiting
from reports.figures import figures
from reports.scope import Scope, led_units
from workflows import clock

# Each part can be fetched alone, so that a change moves its numbers at once.
PARTS = {"so-lieu": "reports/_figures.html", "luoi": "reports/_units.html", "van-ban": "reports/_directives.html",
         "cho": "reports/_waiting.html"}  # fmt: skip


@require_safe
@needs(Permission.BOARD_LEADERS)
def leaders(request: OfficeRequest) -> HttpResponse:
    """Bảng điều hành; of an earlier day only its figures."""
    scope = Scope.read(request.actor, request.GET)
    part = request.GET.get("manh", "") if request.htmx else ""
    wanted = [part] if part in PARTS else ["so-lieu"] if scope.filter.as_of else list(PARTS)
    context: dict[str, Any] = {"scope": scope, "now": clock.now(), "all": request.GET.get("tat_ca", "")}
    for name in wanted:
        context |= _part(name, scope, request, alone=part in PARTS)
    if part in PARTS:
        return render(request, PARTS[part], context)
    context["kinds"] = led_units(request.actor)
    if not scope.filter.as_of:
        context["chart"] = _chart(scope)
    return render(request, "reports/leaders.html", context)


def _part(name: str, scope: Scope, request: OfficeRequest, *, alone: bool) -> dict[str, Any]:
    every = request.GET.get("tat_ca", "")
    match name:
        case "so-lieu":
            return {"figures": figures(scope)}
        case "luoi":
            return {"grid": grids.grid(scope, grids.MOST if every == "don-vi" else grids.FIRST)}
        case "van-ban":
            most = progress.MOST if every == "van-ban" else progress.FIRST
            return {"directives": progress.by_directive(scope, most)}
        case _:
            person = request.actor.person_id
            since = last_look(person) if alone else look(person)
            return {"waiting": waiting(request.actor), "since": since, "changes": changes(scope, since)}


def _chart(scope: Scope) -> dict[str, Any]:
    return {
        "row_label": _("Tháng"),
        "series": [
            {"label": _("Hoàn thành đúng hạn"), "token": "ontime", "kind": "bar"},
            {"label": _("Hoàn thành quá hạn"), "token": "late", "kind": "bar"},
            {"label": _("Còn quá hạn cuối tháng"), "token": "overdue", "kind": "line"},
        ],
        "rows": progress.twelve_months(scope),
    }
