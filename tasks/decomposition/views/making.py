"""Making tasks: of a selection, of one clause, of every point of a section, of nothing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.decorators import OfficeRequest, signed_in
from tasks.decomposition.access import editable
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses, create_from_span, spans_to_make
from tasks.decomposition.forms import SpanForm
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.rules_document import small_letters
from tasks.decomposition.spans import quote
from tasks.decomposition.views.answering import EVERYTHING, answer, refusals
from tasks.decomposition.views.page import number
from workflows.numbers import wholes


@require_POST
@signed_in
@refusals
def create(request: OfficeRequest, pk: int) -> HttpResponse:
    """``start`` and ``end``: a selection; ``clause``: one clause; neither: a task that is not in the text."""
    directive = editable(request.actor, pk)
    span = SpanForm(request.POST)
    clause = number(request, "clause")
    if clause is not None:
        task = create_from_clauses(directive=directive, clauses=[clause], actor=request.actor)[0]
    elif span.is_valid():
        edition = number(request, "edition")
        task = create_from_span(directive=directive, actor=request.actor, edition=edition, **span.cleaned_data)
    else:
        task = create_blank(directive=directive, actor=request.actor)
    return answer(request, pk, EVERYTHING, open_id=task.pk)


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def section(request: OfficeRequest, pk: int, clause_id: int) -> HttpResponse:
    """Tạo cho mọi điểm: how many and which, before it is done."""
    directive = editable(request.actor, pk)
    clause = next((each for each in clauses_of(directive) if each.pk == clause_id), None)
    if clause is None:
        raise Http404
    if request.method == "POST":
        chosen = wholes(request.POST.getlist("clauses"))
        made = create_from_clauses(directive=directive, clauses=chosen, actor=request.actor)
        text = ngettext("Đã tạo %(n)d việc.", "Đã tạo %(n)d việc.", len(made)) % {"n": len(made)}
        messages.success(request, text)
        return answer(request, pk, EVERYTHING, open_id=made[0].pk)
    rows: list[dict[str, Any]] = [
        {"make": make, "words": quote(directive.text, *make.span), "chosen": not make.has_task and not make.quiet}
        for make in spans_to_make(directive, clause_id)
    ]
    context = {
        "directive": directive,
        "clause": clause,
        "rows": rows,
        "fresh": sum(row["chosen"] for row in rows),
        "heading": small_letters(clause.heading),
        "title": _("Tạo việc cho mọi điểm của mục %(path)s") % {"path": clause.path},
    }
    return render(request, "tasks/editor/_section.html" if request.htmx else "tasks/editor/section.html", context)
