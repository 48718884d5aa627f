"""What the set-up's pages share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations import access
from organizations.decorators import OfficeRequest
from organizations.models import Person, Unit
from organizations.permissions import Permission
from workflows import clock

Crumbs = Sequence[tuple[str, str]]
INVALID = 422


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    back: str,
    crumbs: Crumbs = (),
    intro: str = "",
    template: str = "organizations/form.html",
    **extra: Any,
) -> HttpResponse:
    """One form on a page of its own; shown again with status 422 when it was refused."""
    context = {"form": form, "title": title, "submit": submit, "back": back, "crumbs": crumbs, "intro": intro, **extra}
    return render(request, template, context, status=INVALID if form.errors else 200)


def day_asked(request: HttpRequest) -> date:
    """The day the page is about: ``?ngay=dd/mm/yyyy`` or ISO; today when absent or unreadable."""
    text = request.GET.get("ngay", "").strip()
    try:
        asked: date | None = forms.DateField(required=False).clean(text)
    except forms.ValidationError:
        asked = None
    return asked or clock.today()


def unit_to_set_up(request: OfficeRequest, pk: int) -> Unit:
    """The unit; 404 when it may not be seen, 403 when it may not be set up."""
    unit = access.unit_for(request.actor, pk)
    if not access.may(request.actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path):
        raise PermissionDenied
    return unit


def person_to_set_up(request: OfficeRequest, pk: int) -> Person:
    """The person; 404 when they may not be seen, 403 when their account may not be touched."""
    person = access.person_for(request.actor, pk)
    if not access.may_set_up_person(request.actor, person):
        raise PermissionDenied
    return person


def require_everything(request: OfficeRequest) -> None:
    """403 unless the actor administers the whole installation."""
    if not request.actor.is_admin:
        raise PermissionDenied


def require_rules(request: OfficeRequest) -> None:
    """403 unless the actor administers the whole installation, or reads the rules it goes by."""
    if not request.actor.is_admin and not access.may(request.actor, Permission.RULES_READ):
        raise PermissionDenied
