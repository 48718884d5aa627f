"""The office's options and its working calendar; for administrators of the whole installation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from organizations.actions import calendar as act
from organizations.boards import deciding
from organizations.boards import settings as boards
from organizations.decorators import OfficeRequest, needs
from organizations.forms.base import OfficeForm
from organizations.forms.pickers import UnitField
from organizations.permissions import Permission
from organizations.views.common import INVALID, require_everything, require_rules
from workflows import calendars, clock, options, workdays
from workflows.numbers import whole


class DayForm(OfficeForm):
    """One exception of the calendar."""

    day = forms.DateField(label=gettext_lazy("Ngày"))
    working = forms.TypedChoiceField(
        label=gettext_lazy("Là"),
        choices=[("0", gettext_lazy("Ngày nghỉ")), ("1", gettext_lazy("Ngày làm việc (làm bù)"))],
        coerce=lambda value: value == "1",
    )
    name = forms.CharField(label=gettext_lazy("Tên ngày nghỉ hoặc lý do"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)
    unit = UnitField(
        label=gettext_lazy("Chỉ ở địa bàn"),
        required=False,
        help_text=gettext_lazy(
            "Để trống nếu áp dụng cho mọi nơi; ngày nghỉ vì bão, lễ hội địa phương thì chọn đơn vị."
        ),
    )


@needs(Permission.OFFICE_SETUP)
@require_GET
def option_list(request: OfficeRequest) -> HttpResponse:
    """Every setting that localities decide: meaning, default, where the rule comes from, who changed it."""
    require_everything(request)
    return render(request, "organizations/options.html", _option_page())


def _option_page() -> dict[str, Any]:
    return {
        "groups": boards.option_groups(),
        "decisions": deciding.decisions(),
        "roles": deciding.role_counts(),
        "sections": deciding.sections(),
        "ask_for": calendars.year_to_confirm(clock.today()),
    }


@needs(Permission.OFFICE_SETUP)
@require_POST
def option_set(request: OfficeRequest, key: str) -> HttpResponse:
    """Set one option, or return it to its default (``mac_dinh=1``)."""
    require_everything(request)
    option = options.registry.get(key)
    if option is None:
        raise Http404
    if request.POST.get("mac_dinh") == "1":
        options.reset(key, request.actor.person_id)
        messages.success(request, _("“%(label)s” trở về mặc định.") % {"label": option.label})
        return redirect(f"{reverse('organizations:options')}#{key}")
    value = request.POST.getlist("value") if option.kind == "list" and option.choices else request.POST.get("value", "")
    try:
        options.set_value(key, value, request.actor.person_id)
    except ValidationError as error:
        why = " ".join(error.messages)
        context = _option_page() | {"refused": key, "refused_label": option.label, "typed": value, "why": why}
        return render(request, "organizations/options.html", context, status=INVALID)
    messages.success(request, _("Đã lưu “%(label)s”.") % {"label": option.label})
    return redirect(f"{reverse('organizations:options')}#{key}")


@needs(Permission.RULES_READ, Permission.OFFICE_SETUP)
@require_GET
def calendar(request: OfficeRequest) -> HttpResponse:
    """Days off and worked Saturdays of a year (``?nam=``), and forms that change them.

    The forms go to ``tasks:calendar_change``, which shows first what a change would move. The standing office and
    leaders read it without them.
    """
    require_rules(request)
    return calendar_page(request, DayForm(actor=request.actor), whole(request.GET.get("nam")) or clock.today().year)


@needs(Permission.OFFICE_SETUP)
@require_POST
def calendar_confirm(request: OfficeRequest) -> HttpResponse:
    """Say that a year's list is the decree's (``year``, ``source``)."""
    require_everything(request)
    year = whole(request.POST.get("year")) or 0
    try:
        act.confirm_year(actor=request.actor, year=year, source=request.POST.get("source", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã xác nhận lịch nghỉ năm %(year)d.") % {"year": year})
    return redirect(f"{reverse('organizations:calendar')}?nam={year}")


def calendar_page(request: OfficeRequest, form: DayForm, year: int) -> HttpResponse:
    """The year's table with the form, which may carry errors."""
    year = min(max(year, workdays.FIRST_YEAR), workdays.LAST_YEAR)
    context = {
        "form": form,
        "rows": boards.year(year),
        "year": year,
        "confirmed": boards.confirmed(year),
        "ask_for": calendars.year_to_confirm(clock.today()),
        "previous": year - 1 if year > workdays.FIRST_YEAR else None,
        "next": year + 1 if year < workdays.LAST_YEAR else None,
    }
    return render(request, "organizations/calendar.html", context, status=INVALID if form.errors else 200)
