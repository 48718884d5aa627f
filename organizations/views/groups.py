"""Groups of units: the list, one group with its rules and members."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organizations import access
from organizations.actions import groups as act
from organizations.boards import groups as boards
from organizations.boards import history
from organizations.boards.names import learned
from organizations.decorators import OfficeRequest, needs, signed_in
from organizations.forms.people import LastDayForm
from organizations.forms.units import GroupForm, RuleForm, rule_in_words
from organizations.models import GroupRule, UnitGroup
from organizations.permissions import Permission
from organizations.views.common import day_asked, form_page
from workflows import clock

READ_WRITE = ["GET", "POST"]


@signed_in
@require_GET
def groups(request: OfficeRequest) -> HttpResponse:
    """Groups with the number of units each stands for on the day."""
    on = day_asked(request)
    search = request.GET.get("q", "").strip()
    context = {
        "rows": boards.listed(request.actor, on, search),
        "search": search,
        "on": on,
        "is_today": on == clock.today(),
        "may_add": access.may(request.actor, Permission.OFFICE_SETUP),
    }
    return render(request, "organizations/groups.html", context)


@signed_in
@require_GET
def group(request: OfficeRequest, pk: int) -> HttpResponse:
    found = access.group_for(request.actor, pk)
    on = day_asked(request)
    page = boards.page(request.actor, found, on)
    names = learned(found, request.actor)
    context: dict[str, Any] = {
        "page": page,
        "learned": names,
        "group": found,
        "on": on,
        "is_today": on == clock.today(),
    }
    if page.may_set_up:
        context["timeline"] = history.of_group(found.pk)
    return render(request, "organizations/group.html", context)


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def new(request: OfficeRequest) -> HttpResponse:
    form = GroupForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: act.create_group(actor=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Đã lập nhóm. Hãy thêm quy tắc chọn đơn vị."))
            return redirect("organizations:rule-new", made.pk)
    back = reverse("organizations:groups")
    return form_page(request, form, title=_("Lập nhóm đơn vị"), submit=_("Lập nhóm"), back=back, crumbs=_crumbs())


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    found = _group(request, pk)
    form = GroupForm(request.POST or None, actor=request.actor, group=found)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.change_group(actor=request.actor, group=found, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã lưu."))
            return redirect(_url(found))
    return form_page(request, form, title=_("Sửa nhóm"), submit=_("Lưu"), back=_url(found), crumbs=_crumbs(found))


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def rule_new(request: OfficeRequest, pk: int) -> HttpResponse:
    found = _group(request, pk)
    form = RuleForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.add_rule(actor=request.actor, group=found, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã thêm quy tắc."))
            return redirect(_url(found))
    return form_page(
        request,
        form,
        title=_("Thêm quy tắc cho nhóm"),
        submit=_("Thêm quy tắc"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=_("Chọn đích danh một đơn vị, hoặc mọi đơn vị một loại thuộc một đơn vị. Nhóm được tính lại mỗi ngày."),
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def rule_end(request: OfficeRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(GroupRule.objects.select_related("group", "unit", "parent"), pk=pk)
    found = _group(request, rule.group_id)
    form = LastDayForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.end_rule(actor=request.actor, rule=rule, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã ghi ngày kết thúc quy tắc."))
            return redirect(_url(found))
    return form_page(
        request,
        form,
        title=_("Kết thúc quy tắc"),
        submit=_("Ghi nhận"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=rule_in_words(rule),
    )


def _group(request: OfficeRequest, pk: int) -> UnitGroup:
    found = access.group_for(request.actor, pk)
    if request.actor.is_admin:
        return found
    if found.owner_id is None or not access.may(request.actor, Permission.OFFICE_SETUP, unit_id=found.owner_id):
        raise PermissionDenied
    return found


def _url(group: UnitGroup) -> str:
    return reverse("organizations:group", args=[group.pk])


def _crumbs(group: UnitGroup | None = None) -> list[tuple[str, str]]:
    listed = [(_("Nhóm đơn vị"), reverse("organizations:groups"))]
    return [*listed, (group.name, _url(group))] if group else listed
