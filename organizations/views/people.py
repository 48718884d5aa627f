"""People: the directory everybody reads, and accounts and posts that administrators keep."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organizations import access, paging
from organizations.actions import passwords, positions
from organizations.actions import people as act
from organizations.boards import history
from organizations.boards import people as boards
from organizations.decorators import OfficeRequest, needs, signed_in
from organizations.forms.people import LeaveForm, NewPersonForm, PersonForm, TakePostForm
from organizations.models import Person, Position, Unit
from organizations.permissions import Permission
from organizations.posts import find_or_create_post
from organizations.views.common import form_page, person_to_set_up
from workflows import clock
from workflows.numbers import whole

READ_WRITE = ["GET", "POST"]
LINK = "password_link"
"""Session key: the one-time link to be shown once, with the person it is for."""


@signed_in
@require_GET
def people(request: OfficeRequest) -> HttpResponse:
    """The directory, page by page; ``?q=``; ``?tat_ca=1`` also shows who left."""
    search, everybody = request.GET.get("q", "").strip(), request.GET.get("tat_ca") == "1"
    found = access.visible_people(request.actor).search(search)
    if not everybody:
        found = found.serving(clock.today())
    page = paging.page(found, request.GET, ("full_name", "id"))
    context = {
        "rows": boards.rows(page.rows, clock.today()),
        "total": found.count(),
        "search": search,
        "everybody": everybody,
        "may_add": access.may(request.actor, Permission.OFFICE_SETUP),
        **paging.links(request, page),
    }
    return render(request, "organizations/people.html", context)


@signed_in
@require_GET
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    found = access.person_for(request.actor, pk)
    page = boards.page(request.actor, found, clock.today())
    context: dict[str, Any] = {"page": page, "person": found, "today": clock.today()}
    if page.may_set_up:
        context["timeline"] = history.of_person(found)
        shown = request.session.get(LINK, {})
        if shown.get("person") == found.pk:
            context["link"] = shown["link"]
            del request.session[LINK]
    return render(request, "organizations/person.html", context)


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def new(request: OfficeRequest) -> HttpResponse:
    """An account with its first post; a one-time link to set the password is shown next."""
    unit = whole(request.GET.get("don_vi"))
    initial = {"unit": unit} if unit else {}
    form = NewPersonForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: add(request, **form.cleaned_data))
        if made:
            messages.success(request, _("Đã lập tài khoản cho %(name)s.") % {"name": made.full_name})
            return redirect(_url(made))
    back = reverse("organizations:people")
    return form_page(request, form, title=_("Thêm người"), submit=_("Thêm người"), back=back, crumbs=_crumbs())


@transaction.atomic
def add(request: OfficeRequest, **told: Any) -> Person:
    """Account, post and link, all or nothing."""
    account = {name: told[name] for name in ("username", "full_name", "email", "phone")}
    made = act.add_person(actor=request.actor, is_admin=told.get("is_admin", False), **account)
    post = find_or_create_post(
        actor=request.actor,
        unit=told["unit"],
        title=told["title"],
        role=told["role"],
        scope=told["scope"],
        is_head=told["is_head"],
        rank=told.get("rank") or 0,
    )
    positions.appoint(actor=request.actor, person=made, position=post, valid_from=told["valid_from"])
    _show_link(request, made, passwords.invite(actor=request.actor, person=made))
    return made


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    found = person_to_set_up(request, pk)
    form = PersonForm(request.POST or None, actor=request.actor, person=found)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.change_person(actor=request.actor, person=found, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã lưu."))
            return redirect(_url(found))
    return form_page(request, form, title=_("Sửa tài khoản"), submit=_("Lưu"), back=_url(found), crumbs=_crumbs(found))


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def take_post(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another post for the person."""
    found = person_to_set_up(request, pk)
    form = TakePostForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: _take_post(request, found, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã ghi chức vụ."))
            return redirect(_url(found))
    return form_page(
        request,
        form,
        title=_("Thêm chức vụ cho %(name)s") % {"name": found.full_name},
        submit=_("Ghi nhận"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=_("Nếu đơn vị đã có chức vụ cùng tên, người này cùng giữ chức vụ đó."),
    )


@transaction.atomic
def _take_post(request: OfficeRequest, person: Person, valid_from: Any, unit: Unit, **post: Any) -> Position:
    position = find_or_create_post(actor=request.actor, unit=unit, **post)
    positions.appoint(actor=request.actor, person=person, position=position, valid_from=valid_from)
    return position


@needs(Permission.OFFICE_SETUP)
@require_http_methods(READ_WRITE)
def leave(request: OfficeRequest, pk: int) -> HttpResponse:
    """From a day on the person no longer serves."""
    found = person_to_set_up(request, pk)
    form = LeaveForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: act.person_leaves(actor=request.actor, person=found, **form.cleaned_data))
        if done:
            messages.success(request, _("Đã ghi thôi làm việc."))
            return redirect(_url(found))
    return form_page(
        request,
        form,
        title=_("%(name)s thôi làm việc") % {"name": found.full_name},
        submit=_("Ghi nhận"),
        back=_url(found),
        crumbs=_crumbs(found),
        intro=_("Mọi chức vụ và ủy quyền kết thúc, không đăng nhập được nữa. Những gì đã làm được giữ nguyên."),
    )


@needs(Permission.OFFICE_SETUP)
@require_POST
def come_back(request: OfficeRequest, pk: int) -> HttpResponse:
    found = person_to_set_up(request, pk)
    act.person_returns(actor=request.actor, person=found)
    messages.success(request, _("Tài khoản mở lại. Hãy ghi chức vụ mới."))
    return redirect(_url(found))


@needs(Permission.OFFICE_SETUP)
@require_POST
def lock(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again (``mo=1``)."""
    found = person_to_set_up(request, pk)
    opening = request.POST.get("mo") == "1"
    try:
        act.set_active(actor=request.actor, person=found, active=opening)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã mở tài khoản.") if opening else _("Đã khóa tài khoản."))
    return redirect(_url(found))


@needs(Permission.OFFICE_SETUP)
@require_POST
def link(request: OfficeRequest, pk: int) -> HttpResponse:
    """A one-time link to set a password; ``dong=1`` also closes the old password, sessions and second factors."""
    found = person_to_set_up(request, pk)
    try:
        made = passwords.invite(actor=request.actor, person=found, reset=request.POST.get("dong") == "1")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _show_link(request, found, made)
    return redirect(_url(found))


def _show_link(request: OfficeRequest, person: Person, link: str) -> None:
    request.session[LINK] = {"person": person.pk, "link": link}


def _url(person: Person) -> str:
    return reverse("organizations:person", args=[person.pk])


def _crumbs(person: Person | None = None) -> list[tuple[str, str]]:
    listed = [(pgettext("plural", "Người"), reverse("organizations:people"))]
    return [*listed, (person.full_name, _url(person))] if person else listed
