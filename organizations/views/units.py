"""Units: the directory everybody reads, and the changes administrators make."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from organizations import access, paging
from organizations.actions import units as act
from organizations.boards import history
from organizations.boards import units as boards
from organizations.boards.names import learned
from organizations.decorators import OfficeRequest, needs, signed_in
from organizations.forms.units import EndUnitForm, MoveForm, UnitForm
from organizations.models import Unit, UnitKind
from organizations.permissions import Permission
from organizations.views.common import day_asked, form_page, unit_to_set_up
from workflows import clock
from workflows.numbers import whole

READ_WRITE = ["GET", "POST"]


@signed_in
@require_GET
def units(request: OfficeRequest) -> HttpResponse:
    """The tree; with ``?q=``, ``?loai=`` or ``?da_ket_thuc=1`` a flat list, page by page."""
    on = day_asked(request)
    search, kind = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    ended = request.GET.get("da_ket_thuc") == "1"
    context: dict[str, Any] = {"on": on, "search": search, "kind": kind, "ended": ended, "kinds": UnitKind.choices}
    context["is_today"] = on == clock.today()
    context["may_add"] = access.may(request.actor, Permission.OFFICE_SETUP)
    visible = access.visible_units(request.actor)
    if search or kind or ended:
        found = visible.search(search).select_related("parent")
        found = found.filter(valid_to__lt=on) if ended else found.existing(on)
        if kind in UnitKind.values:
            found = found.filter(kind=kind)
        page = paging.page(found, request.GET, ("name", "id"))
        context |= {"rows": boards.rows(page.rows, on), "flat": True, "total": found.count()}
        context |= paging.links(request, page)
    else:
        roots = boards.children(request.actor, None, on)
        context["tree"] = [(root, boards.children(request.actor, root.id, on)) for root in roots[:5]]
        context["other_roots"] = roots[5:]
        context["total"] = visible.existing(on).count()
    return render(request, "organizations/units.html", context)


@signed_in
@require_GET
def branch(request: OfficeRequest, pk: int) -> HttpResponse:
    """The units right below one, for the tree to unfold."""
    unit = access.unit_for(request.actor, pk)
    rows = boards.children(request.actor, unit.pk, day_asked(request))
    return render(request, "organizations/_branch.html", {"rows": rows, "on": day_asked(request)})


@signed_in
@require_GET
def unit(request: OfficeRequest, pk: int) -> HttpResponse:
    """One unit: posts, people, units below, groups, successors; its history for who sets it up."""
    found = access.unit_for(request.actor, pk)
    on = day_asked(request)
    page = boards.page(request.actor, found, on)
    names = learned(found, request.actor)
    context: dict[str, Any] = {"page": page, "learned": names, "unit": found, "on": on, "is_today": on == clock.today()}
    if page.may_set_up:
        context["timeline"] = history.of_unit(found)
    return render(request, "organizations/unit.html", context)


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def new(request: OfficeRequest) -> HttpResponse:
    """A new unit; ``?cap=<id>`` proposes the superior."""
    parent = whole(request.GET.get("cap"))
    initial = {"parent": parent} if parent else {}
    form = UnitForm(request.POST or None, actor=request.actor, initial={"is_internal": True, **initial})
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: act.create_unit(actor=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Đã lập %(name)s.") % {"name": made.name})
            return redirect(_url(made))
    back = reverse("organizations:units")
    return form_page(request, form, title=_("Lập đơn vị"), submit=_("Lập đơn vị"), back=back, crumbs=_crumbs())


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    found = unit_to_set_up(request, pk)
    form = UnitForm(request.POST or None, actor=request.actor, unit=found)
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(lambda: act.change_unit(actor=request.actor, unit=found, **form.cleaned_data))
        if changed:
            messages.success(request, _("Đã lưu."))
            return redirect(_url(found))
    return form_page(
        request, form, title=_("Sửa thông tin đơn vị"), submit=_("Lưu"), back=_url(found), crumbs=_crumbs(found)
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def move(request: OfficeRequest, pk: int) -> HttpResponse:
    found = unit_to_set_up(request, pk)
    form = MoveForm(request.POST or None, actor=request.actor, initial={"parent": found.parent_id})
    if request.method == "POST" and form.is_valid():
        moved = form.attempt(lambda: act.move_unit(actor=request.actor, unit=found, parent=form.cleaned_data["parent"]))
        if moved:
            messages.success(request, _("Đã chuyển đơn vị cùng các cấp dưới."))
            return redirect(_url(found))
    below = Unit.objects.under(found.path).count() - 1
    intro = _("%(n)d đơn vị cấp dưới chuyển theo.") % {"n": below} if below else ""
    return form_page(
        request,
        form,
        title=_("Chuyển đơn vị cấp trên"),
        submit=_("Chuyển"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=intro,
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    found = unit_to_set_up(request, pk)
    form = EndUnitForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        ended = form.attempt(lambda: act.end_unit(actor=request.actor, unit=found, **form.cleaned_data))
        if ended:
            messages.success(request, _("Đã ghi ngày kết thúc hoạt động."))
            return redirect(_url(found))
    return form_page(
        request,
        form,
        title=_("Kết thúc hoạt động"),
        submit=_("Ghi nhận"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=_("Chức vụ tại đơn vị kết thúc cùng ngày. Lịch sử của đơn vị được giữ nguyên."),
    )


def _url(unit: Unit) -> str:
    return reverse("organizations:unit", args=[unit.pk])


def _crumbs(unit: Unit | None = None) -> list[tuple[str, str]]:
    listed = [(pgettext("plural", "Đơn vị"), reverse("organizations:units"))]
    return [*listed, (unit.name, _url(unit))] if unit else listed
