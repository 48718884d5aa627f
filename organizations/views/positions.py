"""Posts of a unit and who holds them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from organizations.actions import positions as act
from organizations.decorators import OfficeRequest, needs
from organizations.forms.people import AppointForm, LastDayForm, PositionForm
from organizations.models import Appointment, Position, Unit
from organizations.permissions import Permission
from organizations.views.common import form_page, unit_to_set_up

READ_WRITE = ["GET", "POST"]


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def new(request: OfficeRequest, pk: int) -> HttpResponse:
    """A new post in the unit."""
    unit = unit_to_set_up(request, pk)
    form = PositionForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: act.create_position(actor=request.actor, unit=unit, **form.cleaned_data))
        if made:
            messages.success(request, _("Đã lập chức vụ %(title)s. Hãy cử người giữ.") % {"title": made.title})
            return redirect("organizations:appoint", made.pk)
    return form_page(
        request, form, title=_("Lập chức vụ"), submit=_("Lập chức vụ"), back=_url(unit), crumbs=_crumbs(unit)
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    position = _position(request, pk)
    form = PositionForm(request.POST or None, actor=request.actor, position=position)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.change_position(actor=request.actor, position=position, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã lưu."))
            return redirect(_url(position.unit))
    return form_page(
        request,
        form,
        title=_("Sửa chức vụ: %(title)s") % {"title": position.title},
        submit=_("Lưu"),
        back=_url(position.unit),
        crumbs=_crumbs(position.unit),
        intro=_("Thay đổi vai trò có hiệu lực ngay với mọi người đang giữ chức vụ này."),
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    position = _position(request, pk)
    form = LastDayForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.end_position(actor=request.actor, position=position, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã ghi ngày kết thúc chức vụ."))
            return redirect(_url(position.unit))
    return form_page(
        request,
        form,
        title=_("Kết thúc chức vụ: %(title)s") % {"title": position.title},
        submit=_("Ghi nhận"),
        back=_url(position.unit),
        crumbs=_crumbs(position.unit),
        intro=_("Người đang giữ cũng thôi giữ chức vụ này từ ngày hôm sau."),
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def appoint(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put somebody into the post."""
    position = _position(request, pk)
    form = AppointForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.appoint(actor=request.actor, position=position, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã ghi bổ nhiệm."))
            return redirect(_url(position.unit))
    return form_page(
        request,
        form,
        title=_("Cử người giữ chức vụ: %(title)s") % {"title": position.title},
        submit=_("Ghi nhận"),
        back=_url(position.unit),
        crumbs=_crumbs(position.unit),
    )


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def end_appointment(request: OfficeRequest, pk: int) -> HttpResponse:
    appointment = get_object_or_404(Appointment.objects.select_related("position__unit", "person"), pk=pk)
    unit = unit_to_set_up(request, appointment.position.unit_id)
    form = LastDayForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: act.end_appointment(actor=request.actor, appointment=appointment, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("Đã ghi ngày thôi giữ chức vụ."))
            return redirect("organizations:person", appointment.person_id)
    title = _("%(name)s thôi giữ chức vụ %(title)s")
    return form_page(
        request,
        form,
        title=title % {"name": appointment.person.full_name, "title": appointment.position.title},
        submit=_("Ghi nhận"),
        back=reverse("organizations:person", args=[appointment.person_id]),
        crumbs=_crumbs(unit),
    )


def _position(request: OfficeRequest, pk: int) -> Position:
    position = get_object_or_404(Position.objects.select_related("unit", "scope"), pk=pk)
    unit_to_set_up(request, position.unit_id)
    return position


def _url(unit: Unit) -> str:
    return reverse("organizations:unit", args=[unit.pk])


def _crumbs(unit: Unit) -> list[tuple[str, str]]:
    return [(pgettext("plural", "Đơn vị"), reverse("organizations:units")), (unit.name, _url(unit))]
