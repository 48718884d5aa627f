"""A change of the working calendar: first what it would move, then a person decides."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from organizations.views.common import require_everything
from organizations.views.settings import DayForm, calendar_page
from tasks.timing.actions.moving import change_calendar
from tasks.timing.moving import Move, moves_for
from workflows import clock
from workflows.calendars import Change
from workflows.words import day as in_words


@needs(Permission.OFFICE_SETUP)
@require_POST
def calendar_change(request: OfficeRequest) -> HttpResponse:
    """``day working name source [unit]``, or ``day clear=1 [unit]``: the dry run; with ``go`` it is written.

    ``go=chosen`` moves what ``move`` names, ``go=none`` moves nothing. Where nothing would move it is written at once.
    """
    require_everything(request)
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
    if "go" not in request.POST and (moves := moves_for(change)):
        return _dry_run(request, change, moves)
    chosen = request.POST.getlist("move") if request.POST.get("go") == "chosen" else []
    source = "" if clears else cleaned["source"]
    try:
        moved = change_calendar(change=change, source=source, chosen=chosen, actor=request.actor)
    except ValidationError as error:
        for field, errors in getattr(error, "message_dict", {"day": error.messages}).items():
            form.add_error(field if field in form.fields else None, errors)
        return calendar_page(request, form, change.day.year)
    messages.success(request, _told(clears, moved))
    return redirect(_back(change.day))


def _told(clears: bool, moved: int) -> str:
    done = _("Ngày này trở về lịch chung.") if clears else _("Đã ghi vào lịch.")
    none = _("Không việc nào đổi hạn.")
    some = ngettext("%(n)d việc đã đổi hạn.", "%(n)d việc đã đổi hạn.", moved) % {"n": moved}
    return f"{done} {some if moved else none}"


def _dry_run(request: OfficeRequest, change: Change, moves: list[Move]) -> HttpResponse:
    kind = {True: _("ngày làm việc"), False: _("ngày nghỉ"), None: _("theo lịch chung")}[change.working]
    context = {
        "moves": moves,
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
