"""The editor's page, its parts on demand, the printed table of tasks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directives.access import directive_for
from organizations.decorators import OfficeRequest, signed_in
from tasks.decomposition.access import board_for
from tasks.decomposition.views.answering import EVERYTHING, answer, context_of
from workflows.numbers import whole


@require_safe
@signed_in
def editor(request: OfficeRequest, pk: int) -> HttpResponse:
    """The whole page; ``?viec=`` opens a task, ``?loc=`` filters the list, ``?khung=`` picks the pane on a phone."""
    open_id, shown = whole(request.GET.get("viec")), request.GET.get("loc", "")
    board = board_for(request.actor, pk, open_id=open_id, shown=shown)
    panes = [("van-ban", _("Văn bản")), ("viec", _("Nhiệm vụ")), ("dan-y", _("Dàn ý"))]
    pane = request.GET.get("khung", "")
    pane = pane if pane in dict(panes) else "viec"
    return render(request, "tasks/editor/page.html", context_of(request, board) | {"pane": pane, "panes": panes})


@require_safe
@signed_in
def parts(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything as it is now, after somebody else changed it."""
    directive_for(request.actor, pk)
    return answer(request, pk, EVERYTHING, open_id=whole(request.GET.get("viec")))


@require_safe
@signed_in
def pulse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Has the decomposition moved on since the edition on screen, and by whom?"""
    board = board_for(request.actor, pk)
    last = board.undo
    behind = request.GET.get("edition", "") != str(board.directive.edition)
    context = context_of(request, board) | {"behind": behind, "last": last}
    return render(request, "tasks/editor/_pulse.html", context)


@require_safe
@signed_in
def printed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Phụ lục phân công: the table of tasks, for paper."""
    return render(request, "tasks/editor/print.html", {"board": board_for(request.actor, pk)})


def number(request: HttpRequest, name: str) -> int | None:
    """A number sent by a form, or None."""
    return whole(request.POST.get(name) or request.GET.get(name))
