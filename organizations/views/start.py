"""The first set-up. Before anybody exists the console's one-time code opens its first two steps."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations import first_visit, setup_steps
from organizations.actions import office as act
from organizations.actions.imports import apply_rows
from organizations.boards import groups as group_boards
from organizations.boards import units as unit_boards
from organizations.decorators import OfficeRequest, needs, signed_in
from organizations.forms.office import AdministratorForm, CodeForm, OfficeUnitForm, QuickPersonForm, QuickUnitsForm
from organizations.models import ImportKind
from organizations.permissions import Permission
from organizations.views.common import INVALID, require_everything
from organizations.views.people import LINK, add
from workflows import clock
from workflows.actors import Actor, system_actor

CODE_GIVEN = "setup_code_given"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """Asks for the code on an empty installation; else goes to the first open step."""
    if not first_visit.nobody_yet():
        return _resume(request)
    if _trusted(request):
        return redirect("organizations:start-step", setup_steps.first_open(setup_steps.progress()))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if first_visit.code_is_right(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[CODE_GIVEN] = True
            return redirect("organizations:start-step", setup_steps.WORDS[0])
        form.add_error("code", _("Mã không đúng hoặc đã được thay bằng mã mới."))
    context = {"form": form}
    return render(request, "organizations/start_code.html", context, status=INVALID if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, word: str) -> HttpResponseBase:
    """One step. The first two also before anybody exists, with the code; the rest for administrators."""
    if word not in setup_steps.WORDS:
        raise Http404
    if first_visit.nobody_yet():
        if not _trusted(request) or word not in setup_steps.WORDS[:2]:
            return redirect("organizations:start")
        return _run(request, word, system_actor())
    return _as_administrator(request, word)


@needs(Permission.OFFICE_SETUP)
def _as_administrator(request: OfficeRequest, word: str) -> HttpResponse:
    require_everything(request)
    return _run(request, word, request.actor)


@signed_in
def _resume(request: OfficeRequest) -> HttpResponse:
    if not request.actor.is_admin:
        raise PermissionDenied
    return redirect("organizations:start-step", setup_steps.first_open(setup_steps.progress()))


def _run(request: HttpRequest, word: str, actor: Actor) -> HttpResponse:
    runners: dict[str, Callable[[HttpRequest, Actor], HttpResponse | dict[str, Any]]] = {
        "co-quan": _office,
        "quan-tri": _administrator,
        "don-vi": _units,
        "nhan-su": _people,
        "loai-van-ban": _types,
        "tuy-chon": _options,
        "xong": _finish,
    }
    made = runners[word](request, actor)
    if isinstance(made, HttpResponse):
        return made
    found = setup_steps.progress()
    at = setup_steps.WORDS.index(word)
    context = {
        "states": setup_steps.states(found, word),
        "step": setup_steps.STEPS[at],
        "number": at + 1,
        "progress": found,
        "next_word": setup_steps.next_word(word) if at + 1 < len(setup_steps.WORDS) else "",
        "previous_word": setup_steps.WORDS[at - 1] if at else "",
        **made,
    }
    form = made.get("form")
    status = INVALID if form is not None and form.errors else 200
    return render(request, f"organizations/start/{word.replace('-', '_')}.html", context, status=status)


def _office(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    form = OfficeUnitForm(request.POST or None, actor=actor, unit=act.own_unit())
    if request.method == "POST" and form.is_valid():
        unit = form.attempt(lambda: act.name_office(actor=actor, **form.cleaned_data))
        if unit:
            return redirect("organizations:start-step", "quan-tri")
    return {"form": form}


def _administrator(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    if not first_visit.nobody_yet():
        return {}
    if act.own_unit() is None:
        return redirect("organizations:start-step", "co-quan")
    form = AdministratorForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("username", "full_name", "email", "password")}
        person = form.attempt(lambda: act.first_administrator(actor=actor, **told))
        if person:
            request.session.pop(CODE_GIVEN, None)
            login(request, person, backend=BACKEND)
            messages.success(request, _("Đã lập tài khoản quản trị. Bạn đang đăng nhập bằng tài khoản này."))
            return redirect("organizations:start-step", "don-vi")
    return {"form": form}


def _units(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    posted = request.POST if request.method == "POST" and "lines" in request.POST else None
    form = QuickUnitsForm(posted, actor=actor)
    if request.method == "POST" and request.POST.get("nhom") == "1":
        made = act.usual_groups(actor=actor)
        messages.success(request, _("Đã lập %(n)d nhóm.") % {"n": len(made)})
        return redirect("organizations:start-step", "don-vi")
    if posted is not None and form.is_valid():
        planned = form.attempt(lambda: apply_rows(actor=actor, kind=ImportKind.UNITS, rows=form.rows()))
        if planned:
            counts = {"made": planned.counts["created"], "same": planned.counts["unchanged"]}
            messages.success(request, _("Đã lập %(made)d đơn vị, %(same)d đơn vị đã có sẵn.") % counts)
            return redirect("organizations:start-step", "don-vi")
    unit = act.own_unit()
    today = clock.today()
    return {
        "form": form,
        "own": unit,
        "rows": unit_boards.children(actor, unit.pk, today) if unit else [],
        "groups": group_boards.listed(actor, today),
    }


def _people(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    unit = act.own_unit()
    form = QuickPersonForm(request.POST or None, actor=actor, initial={"unit": unit.pk if unit else None})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"phone": "", "valid_from": None}
        person = form.attempt(lambda: add(_office_request(request), **told))
        if person:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": person.full_name})
            return redirect("organizations:start-step", "nhan-su")
    today = clock.today()
    rows = unit_boards.children(actor, unit.pk, today) if unit else []
    shown = {row.id for row in rows} | ({unit.pk} if unit else set())
    posts: dict[int, list[unit_boards.Post]] = defaultdict(list)
    for post in unit_boards.posts(Q(unit_id__in=shown), today):
        posts[post.unit_id].append(post)
    return {
        "form": form,
        "own": unit,
        "own_posts": posts[unit.pk] if unit else [],
        "unit_posts": [(row, posts[row.id]) for row in rows],
        "link": request.session.pop(LINK, None),
    }


def _types(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    return {"types_url": setup_steps.types_url()}


def _options(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    return {}


def _finish(request: HttpRequest, actor: Actor) -> HttpResponse | dict[str, Any]:
    if request.method == "POST":
        try:
            act.finish_setup(actor=actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("organizations:start-step", "co-quan")
        messages.success(request, _("Cơ quan đã sẵn sàng làm việc."))
        return redirect("home")
    return {}


def _trusted(request: HttpRequest) -> bool:
    """The visitor has shown the console's code (the demonstration asks for none)."""
    return settings.DEMO or bool(request.session.get(CODE_GIVEN))


def _office_request(request: HttpRequest) -> OfficeRequest:
    return request  # type: ignore[return-value]
