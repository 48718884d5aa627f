"""What a task says, which words it comes from, and by when: each change takes an earlier confirmation back."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import Seen, desk
from tasks.decomposition.deadlines import rule_for
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.spans import whole_words
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import clause_at
from tasks.models import Task
from tasks.states import STARTED, DeadlineKind
from tasks.timing.rules import keep, kind_of
from workflows.actors import Actor
from workflows.deadlines import intervals, read_deadline
from workflows.machine import TransitionDenied


def edit_wording(*, task: Task, content: str, product: str, actor: Actor, seen: Seen | None = None) -> Task:
    """Nội dung và sản phẩm. Blank content is kept as typed: the checklist says what is missing."""
    with desk(task.directive_id, actor, Step.EDIT, seen) as work:
        row = work.task(task.pk)
        content, product = content.strip(), " ".join(product.split())[:500]
        if (row.content, row.product) != (content, product):
            row.content, row.product, row.confirmed = content, product, False
            row.save()
        return row


def set_deadline(
    *,
    task: Task,
    kind: str,
    actor: Actor,
    words: str = "",
    due_on: date | None = None,
    recurrence: Sequence[str] = (),
    hangs_on: int | None = None,
    seen: Seen | None = None,
) -> Task:
    """Thời hạn. ``words`` are the document's; the day they name and the day they mean in law are read from them and
    kept beside ``due_on``, the day the office chose. Choosing "không thời hạn" declares it. ``hangs_on`` is the task of
    the same directive whose completion starts the clock.
    """
    with desk(task.directive_id, actor, Step.DEADLINE, seen) as work:
        row = work.task(task.pk)
        before = _deadline_of(row)
        if kind not in DeadlineKind.values:
            raise TransitionDenied("unknown_kind", _("Hãy chọn một kiểu thời hạn."))
        fixed = kind == DeadlineKind.FIXED
        words = " ".join(words.split())[:300]
        reading = read_deadline(words, work.directive.day)
        row.deadline_kind = DeadlineKind(kind)
        row.deadline_words = words
        row.due_on = due_on if fixed else None
        keep(row, reading)
        row.recurrence = intervals(recurrence) if kind == DeadlineKind.PERIODIC else []
        row.hangs_on = _followed(row, hangs_on) if kind in STARTED else None
        row.none_declared = kind == DeadlineKind.NONE
        row.deadline_rule = rule_for(row.due_on, reading)[:300] if words or row.due_on else ""
        if _deadline_of(row) != before:
            row.confirmed = False
            row.save()
        return row


def read_words(*, task: Task, words: str, actor: Actor, seen: Seen | None = None) -> Task:
    """Take words of the text as the deadline's source, read them, and follow the reading."""
    reading = read_deadline(words, task.directive.day)
    kind = kind_of(reading)
    if kind == DeadlineKind.NONE:
        raise TransitionDenied(
            "not_a_time",
            _("Không đọc được thời hạn trong “%(words)s”. Hãy chọn kiểu thời hạn bằng tay.") % {"words": words},
        )
    return set_deadline(
        task=task,
        kind=kind,
        words=words,
        due_on=reading.operative,
        recurrence=reading.recurrence,
        actor=actor,
        seen=seen,
    )


def declare_timeless(*, directive: Directive, actor: Actor) -> int:
    """Khai không thời hạn for every task that has no deadline and no words of one, in one step; how many."""
    with desk(directive.pk, actor, Step.DEADLINE) as work:
        undated = directive.tasks.filter(deadline_kind=DeadlineKind.NONE, none_declared=False, deadline_words="")
        rows = work.tasks(undated.values_list("pk", flat=True))
        for row in rows:
            row.none_declared = True
        Task.objects.bulk_update(rows, ["none_declared"])
        return len(rows)


def pin_span(*, task: Task, start: int, end: int, actor: Actor, seen: Seen | None = None) -> Task:
    """Pin the task to other words of the text; what it says stays."""
    with desk(task.directive_id, actor, Step.PIN, seen) as work:
        row = work.task(task.pk)
        span = whole_words(work.directive.text, start, end)
        if span[0] >= span[1]:
            raise TransitionDenied("empty_span", _("Đoạn được chọn không có chữ nào."))
        clause = clause_at(clauses_of(work.directive), span)
        row.source_start, row.source_end = span
        row.provision_id, row.section = (clause.pk, clause.path) if clause else (None, "")
        row.confirmed = False
        row.save()
        return row


def _followed(row: Task, pk: int | None) -> Task | None:
    """The task that ``row`` is to follow; TransitionDenied when the two would wait for each other."""
    if pk is None:
        return None
    found = Task.objects.filter(directive_id=row.directive_id, pk=pk).first()
    step = found
    while step is not None:
        if step.pk == row.pk:
            raise TransitionDenied("circle", _("Hai nhiệm vụ không thể chờ lẫn nhau: hãy chọn nhiệm vụ khác."))
        step = step.hangs_on
    return found


def _deadline_of(row: Task) -> tuple[object, ...]:
    return (
        row.deadline_kind, row.deadline_words, row.due_on, tuple(row.recurrence), row.none_declared, row.stated_on,
        row.hangs_on_id,
    )  # fmt: skip
