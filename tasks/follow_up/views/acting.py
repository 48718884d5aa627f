"""Acts of the office on one assignment and on many."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from organizations.decorators import OfficeRequest, signed_in
from tasks.access import assignment_for, may_as_assigner
from tasks.due import Ruler
from tasks.follow_up.acts import ACTS, form_of
from tasks.follow_up.bulk import Chosen, perform_many, preview
from tasks.follow_up.rows import read_row
from tasks.models import Assignment
from workflows.machine import TransitionDenied


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def act(request: OfficeRequest, pk: int, key: str) -> HttpResponse:
    """One act on one assignment. What was typed stays when it is refused."""
    assignment = assignment_for(request.actor, pk)
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    chosen = ACTS[key]
    if not may_as_assigner(request.actor, chosen.permission, assignment):
        raise PermissionDenied
    back = way_back(request, assignment.get_absolute_url())
    if request.method != "POST":
        form = form_of(chosen, assignment, request.actor)
        return _act_page(request, assignment, key, form, back, chosen.refusal(assignment, request.actor) or "")
    form = form_of(chosen, assignment, request.actor, request.POST)
    if not form.is_valid():
        return _act_page(request, assignment, key, form, back, "", status=422)
    try:
        chosen.perform(assignment, form.cleaned_data, request.actor)
    except TransitionDenied as refusal:
        fresh = assignment_for(request.actor, pk)
        if "seen" in form.fields:  # the page that comes back shows the deadline in force now
            form.data = request.POST.dict() | {"seen": fresh.due_on}
        return _act_page(request, fresh, key, form, back, refusal.message, status=409)
    messages.success(request, f"{chosen.done}: {assignment.unit.name}.")
    return redirect(back)


def _act_page(
    request: OfficeRequest, assignment: Assignment, key: str, form: object, back: str, why: str, status: int = 200
) -> HttpResponse:
    outcome = ACTS[key].outcome
    context = {
        "act": ACTS[key],
        "form": form,
        "assignment": assignment,
        "row": read_row(assignment, Ruler.now()),
        "back": back,
        "why": why,
        "outcome": outcome(assignment) if outcome and not why else "",
    }
    return render(request, "tasks/act.html", context, status=status)


@require_POST
@signed_in
def bulk(request: OfficeRequest) -> HttpResponse:
    """``tasks:bulk``: first what the act would touch; the same form, sent with ``go``, does it."""
    chosen = Chosen.read(request.POST)
    if chosen is None:
        return HttpResponseBadRequest()
    back = way_back(request, "/")
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    if "go" in request.POST:
        return _perform(request, chosen, back)
    found = preview(chosen.act, chosen.rows(request.actor), request.actor)
    form = chosen.act.form(actor=request.actor)
    return render(request, "tasks/bulk.html", {"preview": found, "form": form, "back": back})


def _perform(request: OfficeRequest, chosen: Chosen, back: str) -> HttpResponse:
    act = chosen.act
    form = act.form(request.POST, actor=request.actor)
    if not form.is_valid() or not chosen.picks:
        found = preview(act, chosen.rows(request.actor), request.actor)
        return render(request, "tasks/bulk.html", {"preview": found, "form": form, "back": back}, status=422)
    outcome = perform_many(act, chosen.picks, form.cleaned_data, request.actor)
    tell = messages.success if outcome.done else messages.error
    tell(request, outcome.sentence(act))
    return redirect(back)


def way_back(request: OfficeRequest, default: str) -> str:
    """Where the reader came from, when that is a page of ours."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    return given if given and url_has_allowed_host_and_scheme(given, {request.get_host()}) else default
