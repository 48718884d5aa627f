"""How the editor's views answer: parts of the page to put in place for htmx, a redirect for a plain form."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from directives.access import may
from directives.models import Directive
from organizations.decorators import OfficeRequest
from organizations.permissions import Permission
from tasks.decomposition.access import board_for
from tasks.decomposition.actions.desk import Stale
from tasks.decomposition.actions.undoing import next_undo
from tasks.decomposition.boards import EditorBoard
from tasks.decomposition.forms import DeadlineForm
from tasks.decomposition.opened import open_card
from workflows import clock
from workflows.machine import TransitionDenied

P = ParamSpec("P")
View = Callable[Concatenate[OfficeRequest, int, P], HttpResponse]

# Parts of the page, each a template that knows its place (templates/tasks/editor/).
HEAD, TABS, OUTLINE, FINDS, SHEET, LIST = "head", "tabs", "outline", "finds", "sheet", "list"
# Refusals after which the page shows everything as it is now: somebody else was there first.
REDRAWN = ("task_gone", "twin", "no_step", "name_gone", "text_changed", "nothing_certain", "changed_meanwhile")
EVERYTHING = (HEAD, TABS, OUTLINE, FINDS, SHEET, LIST)


def context_of(request: OfficeRequest, board: EditorBoard, *, typed: dict[str, str] | None = None,
               form: DeadlineForm | None = None, conflict: Stale | None = None) -> dict[str, Any]:  # fmt: skip
    panel = request.GET.get("bang", "")
    return {
        "board": board,
        "directive": board.directive,
        "draft": board.draft,
        "open": open_card(board, request.actor, panel=panel, typed=typed, form=form) if board.open_card else None,
        "conflict": conflict,
        "clock": clock.now(),
        "page_url": reverse("tasks:editor", args=[board.directive.pk]),
    }


def pulse_context(request: OfficeRequest, directive: Directive, *, behind: bool) -> dict[str, Any]:
    """What ``_pulse.html`` says when the page on screen is behind: who changed it; nothing of one's own steps, which
    the page takes over by itself.
    """
    last = next_undo(directive) if behind and may(request.actor, Permission.DIRECTIVE_DECOMPOSE, directive) else None
    return {
        "directive": directive,
        "behind": behind,
        "last": last,
        "own": last is not None and last.made_by_id == request.actor.person_id,
        "page_url": reverse("tasks:editor", args=[directive.pk]),
    }


def answer(
    request: OfficeRequest,
    pk: int,
    parts: Sequence[str],
    *,
    open_id: int | None = None,
    closed_id: int | None = None,
    status: int = 200,
    board: EditorBoard | None = None,
    **extras: Any,
) -> HttpResponse:
    """The parts as they are now, for htmx; for a plain form the way back to the page with that task open.

    ``board`` when it has been read already: of a long document that takes seconds.
    """
    if not request.htmx:
        address = reverse("tasks:editor", args=[pk])
        return redirect(f"{address}?viec={open_id}#v{open_id}" if open_id else address)
    board = board or board_for(request.actor, pk, open_id=open_id)
    context = context_of(request, board, **extras)
    context |= {"parts": parts, "closed": board.by_pk.get(closed_id or 0)}
    return HttpResponse(render_to_string("tasks/editor/_parts.html", context, request), status=status)


def refusals(view: View[P]) -> View[P]:
    """What an action refuses becomes a message on the page, which shows things as they are; nothing typed is lost."""

    @wraps(view)
    def guarded(request: OfficeRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except TransitionDenied as denied:
            messages.error(request, denied.message)
            open_id = kwargs.get("task_id")
            if request.htmx and denied.code == "not_draft":
                response = HttpResponse(status=204)
                response["HX-Refresh"] = "true"
                return response
            fresh = EVERYTHING if denied.code in REDRAWN else (HEAD, FINDS)
            return answer(request, pk, fresh, open_id=open_id if isinstance(open_id, int) else None, status=422)

    return cast("View[P]", guarded)
