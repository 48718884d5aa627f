"""What a task says, which words it comes from, and by when: each change takes an earlier confirmation back."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import Desk, Seen, desk
from tasks.decomposition.actions.settling import settle_time
from tasks.decomposition.deadlines import rule_for
from tasks.decomposition.marks import PRODUCT, WHEN, with_mark
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.spans import Span, whole_words
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import clause_at
from tasks.models import Task
from tasks.states import STARTED, DeadlineKind
from tasks.timing.parents import followable, followed_day
from tasks.timing.rules import follow_day, follows_a_day, keep, kind_of
from workflows.actors import Actor
from workflows.deadlines import intervals, read_deadline
from workflows.machine import TransitionDenied


def edit_wording(
    *, task: Task, content: str, product: str, actor: Actor, place: Span | None = None, seen: Seen | None = None
) -> Task:
    """Nội dung và sản phẩm. Blank content is kept as typed: the checklist says what is missing. ``place``: where the
    product's words stand in the text, when they were selected there.
    """
    with desk(task.directive_id, actor, Step.EDIT, seen) as work:
        row = work.task(task.pk)
        content, product = content.strip(), " ".join(product.split())[:500]
        marks = with_mark(row.marks, PRODUCT, place) if place else row.marks
        if (row.content, row.product, row.marks) != (content, product, marks):
            row.content, row.product, row.marks, row.confirmed = content, product, marks, False
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
    place: Span | None = None,
    seen: Seen | None = None,
) -> Task:
    """Thời hạn. ``words`` are the document's (at ``place`` in the text, when they were selected there); the day they
    name and the day they mean in law are read from them and kept beside ``due_on``, the day the office chose. Choosing
    "không thời hạn" declares it. ``hangs_on`` is the task whose completion starts the clock, or whose day the words
    follow or count back from ("trước thời hạn của nhiệm vụ 1 là 03 ngày làm việc"): then the day follows at once, and
    again whenever that day is changed here. It stands in the same directive or in one that this one carries out.
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
        row.hangs_on = _followed(row, hangs_on, work.directive, actor) if kind in STARTED else None
        if follows_a_day(row):
            follow_day(row, followed_day(row))
        row.none_declared = kind == DeadlineKind.NONE
        followed = follows_a_day(row) and row.due_on is not None
        rule = reading.explanation if followed else rule_for(row.due_on, reading)
        row.deadline_rule = rule[:300] if words or row.due_on else ""
        row.marks = with_mark(row.marks, WHEN, place) if place else row.marks
        if _deadline_of(row) != before:
            row.confirmed = False
            row.save()
            settle_time(row)
            _lead_followers(work, row)
        return row


def _lead_followers(work: Desk, row: Task) -> None:
    """What is due so many days before this one moves with it; each is to be confirmed again."""
    for pk in row.followers.filter(directive_id=row.directive_id).order_by("pk").values_list("pk", flat=True):
        follower = work.task(pk)
        if follows_a_day(follower) and follower.anchor_on != row.due_on:
            follow_day(follower, row.due_on)
            follower.confirmed = False
            follower.save()
            _lead_followers(work, follower)


def read_words(*, task: Task, words: str, actor: Actor, place: Span | None = None, seen: Seen | None = None) -> Task:
    """Take words of the text (at ``place``) as the deadline's source, read them, and follow the reading."""
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
        place=place,
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


def _followed(row: Task, pk: int | None, directive: Directive, actor: Actor) -> Task | None:
    """The task that ``row`` is to follow; TransitionDenied when the two would wait for each other. What it follows
    already stays, also when the actor may not see that directive.
    """
    if pk is None:
        return None
    allowed = followable(directive, actor).filter(pk=pk)
    found = Task.objects.filter(pk=pk).first() if pk == row.hangs_on_id else allowed.first()
    step = found
    while step is not None:
        if step.pk == row.pk:
            raise TransitionDenied("circle", _("Hai nhiệm vụ không thể chờ lẫn nhau: hãy chọn nhiệm vụ khác."))
        step = step.hangs_on
    return found


def _deadline_of(row: Task) -> tuple[object, ...]:
    return (
        row.deadline_kind, row.deadline_words, row.due_on, tuple(row.recurrence), row.none_declared, row.stated_on,
        row.hangs_on_id, str(row.marks),
    )  # fmt: skip
