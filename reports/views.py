"""The leaders' board, and the summary report."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directives.place_line import day_and_month, place_of
from organizations import access
from organizations.decorators import OfficeRequest, needs
from organizations.models import Unit
from organizations.permissions import Permission
from reports import exports, progress
from reports import grid as grids
from reports.changes import changes, last_look, look
from reports.decisions import waiting
from reports.figures import figures
from reports.scope import Scope, led_units
from reports.summary import summary
from tasks.letters.signing import own_title
from workflows import clock, words

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


@require_safe
@needs(Permission.BOARD_LEADERS)
def index(request: OfficeRequest) -> HttpResponse:
    """Báo cáo tổng hợp: the classes by unit or by document, to read, print and take along."""
    scope = Scope.read(request.actor, request.GET)
    group = "van-ban" if request.GET.get("theo") == "van-ban" else "don-vi"
    seat = access.seats_with(request.actor, Permission.BOARD_LEADERS)[0]
    agency = Unit.objects.select_related("parent").get(pk=seat.scope_id)
    day, month = day_and_month(clock.today())
    context = {
        "scope": scope,
        "group": group,
        "table": summary(scope, group, _heads()),
        "columns": exports.columns(_heads()[group])[2:8],
        "kinds": led_units(request.actor),
        "about": _about(scope),
        "agency": agency,
        "place": place_of(agency),
        "day": day,
        "month": month,
        "year": clock.today().year,
        "title": own_title(seat.title, agency.name),
    }
    return render(request, "reports/summary.html", context)


@require_safe
@needs(Permission.BOARD_LEADERS)
def export(request: OfficeRequest) -> HttpResponse:
    """The same tables as a spreadsheet, both of them."""
    scope = Scope.read(request.actor, request.GET)
    heads = _heads()
    tables = {
        _("Theo đơn vị"): summary(scope, "don-vi", heads, most=exports.MOST),
        _("Theo văn bản"): summary(scope, "van-ban", heads, most=exports.MOST),
    }
    heading = [_("TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"), _about(scope)]
    return exports.workbook(tables, heading, f"tong-hop-{scope.day:%Y%m%d}.xlsx")


def _heads() -> dict[str, str]:
    return {"don-vi": _("Đơn vị"), "van-ban": _("Văn bản")}


def _about(scope: Scope) -> str:
    """What the figures are of, in one line."""
    asked, parts = scope.filter, []
    if asked.under is not None:
        unit = Unit.objects.filter(pk=asked.under).values_list("name", flat=True).first()
        parts.append(_("%s và các đơn vị trực thuộc") % unit if unit else "")
    if asked.given_from:
        parts.append(_("nhiệm vụ giao từ %s") % words.day(asked.given_from))
    if asked.given_to:
        parts.append(_("giao đến %s") % words.day(asked.given_to))
    parts.append(
        _("số liệu hết ngày %s") % words.day(scope.day)
        if asked.as_of
        else _("số liệu đến %s") % words.moment(clock.now())
    )
    line = "; ".join(part for part in parts if part)
    return line[0].upper() + line[1:]


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
    """The causes confirmed are a line of their own, in months that have any."""
    months = progress.twelve_months(scope)
    series = [
        {"label": _("Hoàn thành đúng hạn"), "token": "ontime", "kind": "bar"},
        {"label": _("Hoàn thành quá hạn"), "token": "late", "kind": "bar"},
        {"label": _("Còn quá hạn cuối tháng"), "token": "overdue", "kind": "line"},
    ]
    rows = [{"label": month.label, "values": month.values} for month in months]
    if any(month.late.excused and month.late.excused.n for month in months):
        label = _("Hoàn thành quá hạn: trong đó có nguyên nhân khách quan")
        series.append({"label": label, "token": "none", "kind": "line"})
        rows = [{"label": month.label, "values": (*month.values, month.late.excused)} for month in months]
    return {"row_label": _("Tháng"), "series": series, "rows": rows}
