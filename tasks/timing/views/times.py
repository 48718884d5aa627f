"""How a directive's tasks are bound in time; one task's deadline, ledger, and what the office can do about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from directives import access as directives_access
from organizations.decorators import OfficeRequest, signed_in
from organizations.forms.base import OfficeForm
from organizations.permissions import Permission
from tasks.models import Task
from tasks.timing import boards, forms
from tasks.timing.actions.changing import change_rhythm
from tasks.timing.actions.following import follow_parent
from tasks.timing.actions.requesting import request_report
from tasks.timing.actions.reviewing import mark_reviewed, set_review
from tasks.timing.actions.starting import reckon, start_clock
from tasks.timing.choosing import Choice
from tasks.timing.moving import signature
from tasks.timing.parents import followed_day, moves_after, spread, units_of
from workflows import clock
from workflows.machine import TransitionDenied

FORMS: dict[str, tuple[type[OfficeForm], Permission]] = {
    "start": (forms.StartForm, Permission.DEADLINE_CORRECT),
    "rhythm": (forms.RhythmForm, Permission.DEADLINE_CORRECT),
    "request": (forms.RequestForm, Permission.URGE),
    "review": (forms.ReviewForm, Permission.URGE),
}


@require_safe
@signed_in
def times(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every task's words, rule and days; those that wait for an event first."""
    directive = directives_access.directive_for(request.actor, pk)
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    rows = sorted(boards.times(directive), key=lambda row: (not row.waits, row.task.order, row.task.pk))
    waiting = sum(row.waits for row in rows)
    moved = sum(row.follows is not None for row in rows)
    return render(
        request, "tasks/timing/times.html", {"directive": directive, "rows": rows, "waiting": waiting, "moved": moved}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_time(request: OfficeRequest, pk: int) -> HttpResponse:
    """One task: its three days and why they differ, its ledger; ``do`` names the act that is posted."""
    task = _task_for(request, pk)
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    key = request.POST.get("do", "")
    if request.method != "POST":
        return _page(request, task)
    if key == "follow":
        return _follow(request, task)
    if key not in FORMS:
        raise Http404
    form_class, permission = FORMS[key]
    if not directives_access.may(request.actor, permission, task.directive):
        raise PermissionDenied
    form = form_class(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, task, {key: form}, status=422)
    try:
        messages.success(request, _perform(key, task, form.cleaned_data, request))
    except TransitionDenied as refusal:
        form.add_error(None, refusal.message)
        return _page(request, task, {key: form}, status=409)
    return redirect("tasks:task_time", pk=pk)


@require_safe
@signed_in
def start_preview(request: OfficeRequest, pk: int) -> HttpResponse:
    """What starting the clock on the day being typed would give, before anybody does it."""
    task = _task_for(request, pk)
    if not directives_access.may(request.actor, Permission.DEADLINE_CORRECT, task.directive):
        raise PermissionDenied
    form = forms.StartForm(request.GET, actor=request.actor)
    form.is_valid()
    on, due_on = (form.cleaned_data.get(name) for name in ("on", "due_on"))
    context: dict[str, Any] = {"task": task, "today": clock.today()}
    if on and not form.has_error("due_on"):
        try:
            context["start"] = reckon(task, on=on, due_on=due_on)
        except TransitionDenied as refusal:
            context["why"] = refusal.message
    return render(request, "tasks/timing/_start_preview.html", context)


def _task_for(request: OfficeRequest, pk: int) -> Task:
    try:
        task = Task.objects.select_related(
            "directive__standing_unit", "directive__type", "hangs_on__directive__type"
        ).get(pk=pk)
    except Task.DoesNotExist as error:
        raise Http404 from error
    directives_access.directive_for(request.actor, task.directive_id)
    return task


def _follow(request: OfficeRequest, task: Task) -> HttpResponse:
    """What was left ticked goes to the day that follows; ``go=none`` keeps every day."""
    choice = Choice.read(request.POST)
    chosen = frozenset(request.POST.getlist("move")) if request.POST.get("go") == "chosen" else frozenset[str]()
    try:
        moved, later = follow_parent(task=task, seen=choice.seen, chosen=chosen, kept=choice.kept, actor=request.actor)
    except TransitionDenied as refusal:
        messages.warning(request, refusal.message)
        return _page(request, task, status=409)
    messages.success(request, _told(moved, later))
    return redirect("tasks:task_time", pk=task.pk)


def _told(moved: int, later: int) -> str:
    if later:
        text = ngettext("%(n)d việc sẽ đổi hạn trong ít phút.", "%(n)d việc sẽ đổi hạn trong ít phút.", later)
        return text % {"n": later}
    if moved:
        return ngettext("%(n)d việc đổi hạn.", "%(n)d việc đổi hạn.", moved) % {"n": moved}
    return _("Các hạn giữ nguyên.")


def _dry_run(request: OfficeRequest, task: Task) -> dict[str, Any]:
    """What could follow the deadline that this one is bound to; nothing for who may not decide on it."""
    if not directives_access.may(request.actor, Permission.DEADLINE_CORRECT, task.directive):
        return {}
    now = followed_day(task)
    moves = moves_after(task, now)
    return {
        "moves": [(move, units_of(move)) for move in moves],
        "moved_to": now,
        "seen": signature(moves),
    }


def _perform(key: str, task: Task, data: dict[str, Any], request: OfficeRequest) -> str:
    actor = request.actor
    match key:
        case "start":
            row = start_clock(task=task, on=data["on"], due_on=data["due_on"], reason=data["reason"], actor=actor)
            return _("Đã bắt đầu tính hạn: %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}
        case "rhythm":
            change_rhythm(
                task=task, recurrence=data["recurrence"], words=data["words"], reason=data["reason"], actor=actor
            )
            return _("Đã đổi chu kỳ; các kỳ đã mở giữ nguyên.")
        case "request":
            asked = request_report(task=task, due_on=data["due_on"], reason=data["reason"], actor=actor)
            return ngettext("Đã yêu cầu %(n)d đơn vị.", "Đã yêu cầu %(n)d đơn vị.", asked) % {"n": asked}
        case _:
            mark_reviewed(task=task, note=data["note"], actor=actor)
            set_review(task=task, months=data["months"], actor=actor)
            return _("Đã ghi lần rà soát.")


def _page(
    request: OfficeRequest, task: Task, bound: dict[str, OfficeForm] | None = None, status: int = 200
) -> HttpResponse:
    row = boards.TimeRow(task)
    follow = _dry_run(request, task)
    wanted = {"start": row.waits, "rhythm": row.periodic, "request": row.reviewed, "review": row.reviewed}
    initial = {
        "start": {"on": clock.today()},
        "rhythm": {"recurrence": task.recurrence},
        "request": {},
        "review": {"months": task.review_months},
    }
    offered = {
        key: (bound or {}).get(key) or form_class(actor=request.actor, initial=initial[key])
        for key, (form_class, permission) in FORMS.items()
        if wanted[key] and directives_access.may(request.actor, permission, task.directive)
    }
    context = {
        "row": row,
        "task": task,
        "forms": offered,
        "ledger": boards.ledger(task),
        "follow": follow,
        "spread": spread(task),
    }
    return render(request, "tasks/timing/task.html", context, status=status)
