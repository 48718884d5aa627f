"""Which tasks there are and in what order: split, merge, move, delete."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition import snapshots
from tasks.decomposition.actions.desk import Desk, Seen, desk
from tasks.decomposition.actions.making import GAP
from tasks.decomposition.marks import MOST
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.spans import place_in_source, quote, tidy, trim
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import clause_at
from tasks.models import Task, TaskOwner, UnknownName
from tasks.states import DeadlineKind
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied

Pair = tuple[str, str]
Cut = tuple[int | None, int | None]
Cuts = tuple[Cut, Cut]


def split_task(
    *,
    task: Task,
    actor: Actor,
    at_source: int | None = None,
    at_content: int | None = None,
    seen: Seen | None = None,
) -> tuple[Task, Task]:
    """Tách: at an offset of the directive's text, or of the task's content; the second half follows the first.

    Both keep deadline and owners. Where the content is still the words of the source, span and content are cut at the
    same place; where it was rewritten, what cannot be found in the source keeps the whole span.
    """
    with desk(task.directive_id, actor, Step.SPLIT, seen) as work:
        first = work.task(task.pk)
        contents, spans = _halves(work.directive.text, first, at_source, at_content)
        if not contents[0].strip() or not contents[1].strip():
            raise TransitionDenied("empty_half", _("Hãy đặt con trỏ ở giữa nội dung để tách thành hai việc."))
        second = Task.objects.get(pk=first.pk)
        second.pk, second._state.adding = None, True
        second.created_by_id, second.created_at = actor.person_id, clock.now()
        for half, content, span in zip((first, second), contents, spans, strict=True):
            half.content, half.confirmed = tidy(content), False
            half.source_start, half.source_end = span
            half.marks = _own_marks(half.marks, span, spans)
        second.order = _order_after(work, first)
        first.save()
        second.save()
        TaskOwner.objects.bulk_create(_copies(first, second))
        UnknownName.objects.bulk_create(
            UnknownName(task=second, role=name.role, words=name.words, order=name.order)
            for name in first.unknown_names.all()
        )
        work.added(second)
        _resettle(work, [first, second])
        return first, second


def _own_marks(marks: Sequence[dict[str, Any]], own: Cut, halves: Cuts) -> list[dict[str, Any]]:
    """Marks of a half: those that do not lie in the other."""
    others = [span for span in halves if span != own and span[0] is not None]
    return [mark for mark in marks if not any(one <= mark["start"] < two for one, two in others if one and two)]


def _halves(text: str, task: Task, at_source: int | None, at_content: int | None) -> tuple[Pair, Cuts]:
    whole = (task.source_start, task.source_end)
    start, end = whole
    if at_source is not None:
        if start is None or end is None or not start < at_source < end:
            raise TransitionDenied("outside_span", _("Chỗ tách phải nằm trong đoạn văn bản của việc."))
        one, two = trim(text, start, at_source), trim(text, at_source, end)
        untouched = task.content == tidy(quote(text, start, end))
        first = quote(text, *one) if untouched else task.content
        return (first, quote(text, *two)), (one, two)
    at = at_content or 0
    contents = (task.content[:at], task.content[at:])
    cut = place_in_source(text, start, end, contents[1]) if start is not None and end is not None else None
    if cut is None or start is None or end is None or cut <= start:
        return contents, (whole, whole)
    return contents, (trim(text, start, cut), trim(text, cut, end))


def merge_tasks(*, directive: Directive, tasks: Sequence[int], actor: Actor, seen: Seen | None = None) -> Task:
    """Gộp: the first takes up the others: words, products, owners; a deadline of the others only when it has none.

    The span covers all when nothing of another task lies between them.
    """
    with desk(directive.pk, actor, Step.MERGE, seen) as work:
        rows = work.tasks(tasks)
        if len(rows) < 2:
            raise TransitionDenied("nothing_to_merge", _("Hãy chọn ít nhất hai việc để gộp."))
        kept, rest = rows[0], rows[1:]
        kept.content = _joined([row.content for row in rows])
        kept.product = _joined([row.product for row in rows if row.product])[:500]
        kept.confirmed = False
        kept.marks = list({str(mark): mark for row in rows for mark in row.marks}.values())[:MOST]
        _take_deadline(kept, rest)
        _take_span(work, kept, rows)
        have = {(owner.unit_id, owner.group_id) for owner in kept.owners.all()}
        taken = []
        for row in rest:
            for owner in row.owners.all():
                if (owner.unit_id, owner.group_id) not in have:
                    have.add((owner.unit_id, owner.group_id))
                    owner.pk, owner.task, owner.order = None, kept, owner.order + 100
                    taken.append(owner)
        TaskOwner.objects.bulk_create(taken)
        _take_names(kept, rest)
        Task.objects.filter(pk__in=[row.pk for row in rest]).delete()
        kept.save()
        return kept


def _take_names(kept: Task, rest: Sequence[Task]) -> None:
    """Names nobody knows yet go with their tasks, each once."""
    have = {(name.role, name.words) for name in kept.unknown_names.all()}
    for row in rest:
        for name in row.unknown_names.all():
            if (name.role, name.words) not in have:
                have.add((name.role, name.words))
                UnknownName.objects.filter(pk=name.pk).update(task=kept, order=name.order + 100)


def _joined(parts: Sequence[str]) -> str:
    different = list(dict.fromkeys(part.strip().rstrip(";.") for part in parts if part.strip()))
    return "; ".join([different[0], *(part[:1].lower() + part[1:] for part in different[1:])]) if different else ""


def _take_deadline(kept: Task, rest: Sequence[Task]) -> None:
    if kept.deadline_kind != DeadlineKind.NONE or kept.none_declared:
        return
    for row in rest:
        if row.deadline_kind != DeadlineKind.NONE:
            for name in (
                "deadline_kind",
                "deadline_words",
                "deadline_rule",
                "stated_on",
                "legal_on",
                "due_on",
                "recurrence",
            ):
                setattr(kept, name, getattr(row, name))
            return


def _take_span(work: Desk, kept: Task, rows: Sequence[Task]) -> None:
    spans = [
        (row.source_start, row.source_end)
        for row in rows
        if row.source_start is not None and row.source_end is not None
    ]
    if not spans:
        return
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    merged = {row.pk for row in rows}
    between = any(
        other.pk not in merged
        and other.source_start is not None
        and start < (other.source_end or 0)
        and other.source_start < end
        for other in work.all_tasks()
    )
    if not between:
        kept.source_start, kept.source_end = start, end


def move_task(*, task: Task, actor: Actor, after: int | None, seen: Seen | None = None) -> Task:
    """Đổi thứ tự: put the task behind ``after`` (a task's number), or first."""
    with desk(task.directive_id, actor, Step.MOVE, seen) as work:
        row = work.task(task.pk)
        others = [other for other in work.all_tasks() if other.pk != row.pk]
        at = next((index + 1 for index, other in enumerate(others) if other.pk == after), 0)
        _put(work, row, others, at)
        return Task.objects.get(pk=row.pk)


def sort_by_text(*, directive: Directive, actor: Actor) -> None:
    """Sắp theo văn bản: in the order in which the text gives them; those not in the text at the end."""
    with desk(directive.pk, actor, Step.MOVE) as work:
        rows = work.tasks(task.pk for task in work.all_tasks())
        place = {row.pk: (row.source_start is None, row.source_start or 0, row.source_end or 0) for row in rows}
        for at, row in enumerate(sorted(rows, key=lambda row: place[row.pk]), 1):
            row.order = at * GAP
        Task.objects.bulk_update(rows, ["order"])


def delete_tasks(*, directive: Directive, tasks: Sequence[int], actor: Actor, seen: Seen | None = None) -> int:
    """Không phải việc: take tasks out. Undo brings them back under their own numbers."""
    with desk(directive.pk, actor, Step.DELETE, seen) as work:
        rows = work.tasks(tasks)
        Task.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return len(rows)


def _order_after(work: Desk, first: Task) -> int:
    """An order right behind ``first``, making room when there is none."""
    later = [task for task in work.all_tasks() if (task.order, task.pk) > (first.order, first.pk)]
    if not later:
        return first.order + GAP
    if later[0].order - first.order < 2:
        rows = work.tasks(task.pk for task in later)
        for at, row in enumerate(rows, 2):
            row.order = first.order + at * GAP
        Task.objects.bulk_update(rows, ["order"])
        return first.order + GAP
    return first.order + (later[0].order - first.order) // 2


def _put(work: Desk, row: Task, others: Sequence[Task], at: int) -> None:
    before = others[at - 1].order if at else 0
    after = others[at].order if at < len(others) else before + 2 * GAP
    if after - before >= 2:
        row.order = before + (after - before) // 2
        row.save()
        return
    order = {task.pk: (index + 1) * GAP for index, task in enumerate([*others[:at], row, *others[at:]])}
    rows = work.tasks(order)
    for each in rows:
        each.order = order[each.pk]
    Task.objects.bulk_update(rows, ["order"])


def _copies(first: Task, second: Task) -> list[TaskOwner]:
    return [
        TaskOwner(
            task=second, role=owner.role, unit_id=owner.unit_id, group_id=owner.group_id, due_on=owner.due_on,
            responsible_id=owner.responsible_id, name_in_text=owner.name_in_text, order=owner.order,
        )
        for owner in first.owners.all()
    ]  # fmt: skip


def _resettle(work: Desk, rows: Sequence[Task]) -> None:
    """The clause in which each half now begins."""
    clauses = clauses_of(work.directive)
    for row in rows:
        if row.source_start is not None and row.source_end is not None:
            clause = clause_at(clauses, (row.source_start, row.source_end))
            row.provision_id, row.section = (clause.pk, clause.path) if clause else (None, "")
            row.save()


def stamps(directive: Directive, tasks: Sequence[int]) -> Seen:
    """Stamps of these tasks as they are now, for a caller that just showed them."""
    return {pk: snapshots.stamp(taken) for pk, taken in snapshots.snapshots(directive.pk, tasks).items()}
