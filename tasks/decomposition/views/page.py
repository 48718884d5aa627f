"""The editor's page, its parts on demand, the printed table of tasks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directives.access import directive_for
from organizations.decorators import OfficeRequest, signed_in
from tasks.decomposition.access import board_for
from tasks.decomposition.boards import EditorBoard
from tasks.decomposition.kinds import LABELS
from tasks.decomposition.views.answering import EVERYTHING, answer, context_of, pulse_context
from workflows.numbers import whole, wholes

MOST_CARDS = 100
"""Cards fetched at once."""


@require_safe
@signed_in
def editor(request: OfficeRequest, pk: int) -> HttpResponse:
    """The whole page; ``?viec=`` opens a task, ``?loc=`` filters the list, ``?khung=`` picks the pane on a phone,
    ``?loai=`` unfolds a kind of warnings, ``?muc=`` a section of the outline.
    """
    open_id, shown = whole(request.GET.get("viec")), request.GET.get("loc", "")
    asked: dict[str, Any] = {"unfolded": request.GET.get("loai", ""), "section": whole(request.GET.get("muc"))}
    board = board_for(request.actor, pk, open_id=open_id, shown=shown, **asked)
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
    directive = directive_for(request.actor, pk)
    behind = request.GET.get("edition", "") != str(directive.edition)
    return render(request, "tasks/editor/_pulse.html", pulse_context(request, directive, behind=behind))


@require_safe
@signed_in
def kind(request: OfficeRequest, pk: int, code: str) -> HttpResponse:
    """The warnings of one kind, when somebody unfolds it; for the standing agency alone."""
    board = board_for(request.actor, pk)
    found = next((each for each in board.kinds if each.code == code), None)
    if not board.inside or (found is None and code not in LABELS):
        raise Http404
    return _fragment(request, "tasks/editor/_kind_in.html", board, {"kind": found})


@require_safe
@signed_in
def branch(request: OfficeRequest, pk: int, clause_id: int) -> HttpResponse:
    """What is below a folded section of the outline."""
    board = board_for(request.actor, pk)
    if not any(clause.pk == clause_id for clause in board.draft.clauses):
        raise Http404
    return _fragment(request, "tasks/editor/_outline_rows.html", board, {"rows": board.branch(clause_id)})


@require_safe
@signed_in
def cards(request: OfficeRequest, pk: int) -> HttpResponse:
    """Folded cards of a long list as they come into sight: ``?viec=1,2,3``."""
    board = board_for(request.actor, pk)
    wanted = wholes(request.GET.get("viec", "").split(","))[:MOST_CARDS]
    found = [board.by_pk[each] for each in wanted if each in board.by_pk]
    return _fragment(request, "tasks/editor/_cards.html", board, {"cards": found})


def _fragment(request: OfficeRequest, template: str, board: EditorBoard, more: dict[str, Any]) -> HttpResponse:
    """A part fetched on demand."""
    address = reverse("tasks:editor", args=[board.directive.pk])
    return render(request, template, {"board": board, "directive": board.directive, "page_url": address, **more})


@require_safe
@signed_in
def printed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Phụ lục phân công: the table of tasks, for paper."""
    return render(request, "tasks/editor/print.html", {"board": board_for(request.actor, pk)})


def number(request: HttpRequest, name: str) -> int | None:
    """A number sent by a form, or None."""
    return whole(request.POST.get(name) or request.GET.get(name))
