"""One card: open it, save it, confirm it, split, merge, move, delete."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from directives.access import directive_for
from directives.models import Directive
from organizations import access as people
from organizations.decorators import OfficeRequest, signed_in
from organizations.models import Unit
from tasks.decomposition.access import board_for, editable, task_in
from tasks.decomposition.actions import arranging, confirming, owning, wording
from tasks.decomposition.actions.desk import Seen, Stale
from tasks.decomposition.forms import DeadlineForm, SpanForm, WordingForm
from tasks.decomposition.spans import Span
from tasks.decomposition.views.answering import EVERYTHING, FINDS, HEAD, OUTLINE, TABS, answer, refusals
from tasks.decomposition.views.page import number
from tasks.models import Task
from tasks.states import DeadlineKind
from workflows.deadlines import read_deadline
from workflows.machine import TransitionDenied
from workflows.numbers import wholes

# After a change that leaves the other tasks where they are.
AROUND = (HEAD, TABS, FINDS, "status")


def seen_by(request: OfficeRequest, task_id: int) -> Seen:
    """What the editor had on screen of this task."""
    stamp = request.POST.get("seen", "")
    return {task_id: stamp} if stamp else {}


def selected_at(request: OfficeRequest) -> Span | None:
    """Where in the text the selected words stand, when the page says so."""
    span = SpanForm(request.POST)
    if not span.is_valid() or span.cleaned_data["start"] >= span.cleaned_data["end"]:
        return None
    return span.cleaned_data["start"], span.cleaned_data["end"]


@require_http_methods(["GET", "POST"])
@signed_in
@refusals
def card(request: OfficeRequest, pk: int, task_id: int) -> HttpResponse:
    """GET opens the card (``?dong=`` names the one to close). POST: ``do`` says what."""
    if request.method == "GET":
        directive_for(request.actor, pk)
        if not request.htmx:
            return redirect(f"{reverse('tasks:editor', args=[pk])}?viec={task_id}#v{task_id}")
        board = board_for(request.actor, pk, open_id=task_id)
        if board.open_id != task_id:
            raise Http404
        return answer(request, pk, ("card", OUTLINE), board=board, closed_id=number(request, "dong"))
    directive = editable(request.actor, pk)
    act = ACTS.get(request.POST.get("do", "save"))
    if act is None:
        raise Http404
    return act(request, directive, task_in(directive, task_id))


def save(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """What was typed. A change that came too late is shown beside the other, and both are kept."""
    form = DeadlineForm(request.POST)
    try:
        changed = store(request, task, form)
    except Stale as stale:
        return _conflict(request, task, form, stale)
    parts = [*AROUND, "five", "questions", *changed]
    if "due_other" in form.errors:
        parts.append("when")
    status = 422 if form.errors else 200
    if form.errors and not request.htmx:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return answer(request, directive.pk, parts, open_id=task.pk, status=status, form=form if form.errors else None)


def store(request: OfficeRequest, task: Task, form: DeadlineForm) -> list[str]:
    """Bring the card's fields into the task; returns the parts of the card that must be drawn anew.

    TransitionDenied, and nothing of it stored, when the wording is longer than it may be.
    """
    words = WordingForm(request.POST)
    if not words.is_valid():
        told = [str(error) for errors in words.errors.values() for error in errors]
        raise TransitionDenied("too_long", " ".join(told))
    before = (
        Task.objects.filter(pk=task.pk).values_list("deadline_kind", "due_on", "recurrence", "none_declared").first()
    )
    changed = []
    with transaction.atomic():
        wording.edit_wording(task=task, actor=request.actor, seen=seen_by(request, task.pk), **words.cleaned_data)
        if form.is_valid() and (kind := form.cleaned_data["kind"]):
            due_on = form.cleaned_data["due_on"]
            if kind == DeadlineKind.FIXED and due_on is None and not form.cleaned_data["due"]:
                due_on = read_deadline(form.cleaned_data["words"], task.directive.day).operative
            row = wording.set_deadline(
                task=task,
                kind=kind,
                words=form.cleaned_data["words"],
                due_on=due_on,
                recurrence=form.cleaned_data["recurrence"],
                hangs_on=form.cleaned_data["hangs_on"],
                actor=request.actor,
            )
            if before != (row.deadline_kind, row.due_on, row.recurrence, row.none_declared):
                changed.append("when")
        if "person" in request.POST:
            changed += _name_person(request, task)
    return changed


def _name_person(request: OfficeRequest, task: Task) -> list[str]:
    """Người chịu trách nhiệm of the sole lead unit; empty stands for its head."""
    leads = list(task.owners.filter(role="lead").select_related("unit"))
    if len(leads) != 1 or not isinstance(leads[0].unit, Unit):
        return []
    chosen = number(request, "person")
    if chosen == leads[0].responsible_id:
        return []
    person = people.person_for(request.actor, chosen) if chosen else None
    owning.adjust_owner(task=task, body=leads[0].unit, due_on=leads[0].due_on, responsible=person, actor=request.actor)
    return ["owners"]


def _conflict(request: OfficeRequest, task: Task, form: DeadlineForm, stale: Stale) -> HttpResponse:
    typed = {"content": request.POST.get("content", ""), "product": request.POST.get("product", "")}
    if not request.htmx:
        messages.error(request, _("%(why)s Bạn đã gõ: “%(typed)s”") % {"why": stale.message, "typed": typed["content"]})
    return answer(request, task.directive_id, ("conflict",), open_id=task.pk, status=422, conflict=stale, typed=typed)


def confirm(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """Xác nhận, sang việc sau."""
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        return save(request, directive, task)
    try:
        if "content" in request.POST:
            store(request, task, form)
        confirming.confirm_task(task=task, actor=request.actor)
    except Stale as stale:
        return _conflict(request, task, form, stale)
    following = next_waiting(directive, task.pk)
    if following is None:
        messages.success(request, _("Mọi việc đã được xác nhận."))
        return answer(request, directive.pk, (*AROUND, "card", OUTLINE), open_id=task.pk)
    return answer(request, directive.pk, (HEAD, TABS, FINDS, OUTLINE, "card"), open_id=following, closed_id=task.pk)


def next_waiting(directive: Directive, task_id: int) -> int | None:
    """The next task that is not confirmed, after this one and then from the top; None when there is no other."""
    rows = list(directive.tasks.values_list("pk", "confirmed"))
    at = next((index for index, (pk, _confirmed) in enumerate(rows) if pk == task_id), -1)
    return next((pk for pk, confirmed in rows[at + 1 :] + rows[: max(at, 0)] if not confirmed), None)


def reopen(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    confirming.reopen_task(task=task, actor=request.actor)
    return answer(request, directive.pk, (*AROUND, OUTLINE, "card"), open_id=task.pk)


def read_words(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """Selected or typed words become the deadline's source."""
    words = request.POST.get("selected") or request.POST.get("new_words", "")
    wording.read_words(
        task=task, words=words, place=selected_at(request), actor=request.actor, seen=seen_by(request, task.pk)
    )
    return answer(request, directive.pk, EVERYTHING, open_id=task.pk)


def take_product(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """Selected words become the product."""
    row = Task.objects.filter(pk=task.pk, directive=directive).first()
    if row is None:
        raise Http404
    product = request.POST.get("selected", "")
    wording.edit_wording(
        task=task, content=row.content, product=product, place=selected_at(request), actor=request.actor
    )
    return answer(request, directive.pk, EVERYTHING, open_id=task.pk)


def pin(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    span = SpanForm(request.POST)
    if not span.is_valid():
        raise Http404
    wording.pin_span(task=task, actor=request.actor, seen=seen_by(request, task.pk), **span.cleaned_data)
    return answer(request, directive.pk, EVERYTHING, open_id=task.pk)


def split(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """``at`` is a place in the text, ``cursor`` one in the content."""
    if "content" in request.POST:
        store(request, task, DeadlineForm(request.POST))
    source, cursor = number(request, "at"), number(request, "cursor")
    first, _second = arranging.split_task(task=task, at_source=source, at_content=cursor, actor=request.actor)
    return answer(request, directive.pk, EVERYTHING, open_id=first.pk)


def move(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """Up or down one place, or behind ``after`` (0: first)."""
    order = list(directive.tasks.values_list("pk", flat=True))
    at = order.index(task.pk) if task.pk in order else 0
    after = number(request, "after")
    if request.POST["do"] == "up":
        after = order[at - 2] if at > 1 else 0
    elif request.POST["do"] == "down":
        after = order[min(at + 1, len(order) - 1)]
    if after != task.pk:
        arranging.move_task(task=task, after=after or None, actor=request.actor)
    return answer(request, directive.pk, EVERYTHING, open_id=number(request, "viec") or task.pk)


def delete(request: OfficeRequest, directive: Directive, task: Task) -> HttpResponse:
    """Không phải việc."""
    following = next_waiting(directive, task.pk)
    arranging.delete_tasks(directive=directive, tasks=[task.pk], actor=request.actor, seen=seen_by(request, task.pk))
    messages.success(request, _("Đã xóa việc. Bấm “Hoàn tác” nếu nhầm."))
    return answer(request, directive.pk, EVERYTHING, open_id=following)


ACTS = {
    "save": save,
    "confirm": confirm,
    "reopen": reopen,
    "words": read_words,
    "product": take_product,
    "pin": pin,
    "split": split,
    "up": move,
    "down": move,
    "move": move,
    "delete": delete,
}


@require_POST
@signed_in
@refusals
def merge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Gộp: the open task and the chosen ones."""
    directive = editable(request.actor, pk)
    chosen = wholes(request.POST.getlist("tasks"))
    kept = arranging.merge_tasks(directive=directive, tasks=chosen, actor=request.actor)
    return answer(request, pk, EVERYTHING, open_id=kept.pk)
