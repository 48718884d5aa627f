"""A change of the working calendar: first what it would move, then a person decides."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from organizations.views.common import require_everything
from organizations.views.settings import DayForm, calendar_page
from tasks.timing.actions.moving import change_calendar
from tasks.timing.choosing import Choice, page_of
from tasks.timing.moving import Move, held, listed, moves_for
from tasks.timing.shifting import waiting
from workflows import clock
from workflows.calendars import Change
from workflows.numbers import whole, wholes
from workflows.words import day as in_words


@needs(Permission.OFFICE_SETUP)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_change(request: OfficeRequest) -> HttpResponse:
    """``day working name source [unit]``, or ``day clear=1 [unit]``: the dry run; with ``go`` it is written.

    ``go=chosen`` moves what was left ticked on its pages (tasks.timing.choosing), ``go=none`` moves nothing. Where
    nothing would move it is written at once; where the list is no longer the one shown, it is shown again. Who comes
    by the address alone (a page loaded again) is led to the calendar, where the change is typed.
    """
    require_everything(request)
    if request.method != "POST":
        messages.info(request, _("Lịch chưa thay đổi gì. Hãy nhập lại ngày cần đổi ở trang này."))
        return redirect(_back(clock.today()))
    clears = request.POST.get("clear") == "1"
    data = request.POST.copy()
    if clears:
        data.update({"working": "0", "name": "-", "source": "-"})
    form = DayForm(data, actor=request.actor)
    if not form.is_valid():
        return calendar_page(request, form, clock.today().year)
    cleaned = form.cleaned_data
    unit = cleaned["unit"]
    change = Change(
        cleaned["day"],
        None if clears else cleaned["working"],
        "" if clears else cleaned["name"],
        unit.pk if unit else None,
    )
    go, choice = request.POST.get("go"), Choice.read(request.POST)
    moves = moves_for(change) if go != "none" else []
    if go == "chosen" and choice.is_stale(moves):
        messages.warning(request, _("Danh sách vừa thay đổi: có việc mới giao, đã đổi hạn hoặc đã xong. Hãy xem lại."))
        go = None
    if go is None and moves:
        return _dry_run(request, change, moves, choice)
    source = "" if clears else cleaned["source"]
    try:
        moved, later = change_calendar(
            change=change, source=source, chosen=choice.chosen(moves), kept=choice.kept, actor=request.actor
        )
    except ValidationError as error:
        for field, errors in getattr(error, "message_dict", {"day": error.messages}).items():
            form.add_error(field if field in form.fields else None, errors)
        return calendar_page(request, form, change.day.year)
    messages.success(request, _told(clears, moved, later))
    return redirect("tasks:calendar_moving") if later else redirect(_back(change.day))


@needs(Permission.OFFICE_SETUP)
@require_GET
def moving_units(request: OfficeRequest) -> HttpResponse:
    """``viec ky han o vung`` (``Move.query``): the units whose deadline one line of the dry run would move, each to be
    kept back.
    """
    require_everything(request)
    try:
        due_on = date.fromisoformat(request.GET.get("han", ""))
        places, areas = (
            tuple(int(place) for place in request.GET.get(name, "").split("-") if place) for name in ("o", "vung")
        )
    except ValueError as error:
        raise Http404 from error
    rows = held(whole(request.GET.get("viec", "")) or 0, request.GET.get("ky", ""), due_on, places, frozenset(areas))
    context = {"rows": listed(rows), "kept": wholes(request.GET.get("kept", "").split())}
    return render(request, "tasks/timing/_units.html", context)


@needs(Permission.OFFICE_SETUP)
@require_GET
def moving_progress(request: OfficeRequest) -> HttpResponse:
    """How many assignments still wait for their deadline to be moved."""
    require_everything(request)
    part = request.GET.get("manh")
    template = "tasks/timing/_moving.html" if part else "tasks/timing/moving.html"
    return render(request, template, {"waiting": waiting()})


def _told(clears: bool, moved: int, later: int) -> str:
    done = _("Ngày này trở về lịch chung.") if clears else _("Đã ghi vào lịch.")
    if later:
        return done
    none = _("Không việc nào đổi hạn.")
    some = ngettext("%(n)d việc đã đổi hạn.", "%(n)d việc đã đổi hạn.", moved) % {"n": moved}
    return f"{done} {some if moved else none}"


def _dry_run(request: OfficeRequest, change: Change, moves: list[Move], choice: Choice) -> HttpResponse:
    kind = {True: _("ngày làm việc"), False: _("ngày nghỉ"), None: _("theo lịch chung")}[change.working]
    context = {
        "page": page_of(moves, choice),
        "groups": len(moves),
        "total": sum(move.count for move in moves),
        "back": _back(change.day),
        "sentence": f"{in_words(change.day)}: {kind}. {change.name}".strip(),
        "hidden": [
            (name, value)
            for name in ("day", "working", "name", "source", "clear", "unit")
            for value in request.POST.getlist(name)
        ],
    }
    return render(request, "tasks/timing/moves.html", context)


def _back(day: date) -> str:
    return f"{reverse('organizations:calendar')}?nam={day.year}"
