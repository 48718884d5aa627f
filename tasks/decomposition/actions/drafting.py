"""Making tasks: of selected words, of clauses of the outline, of nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition import owners
from tasks.decomposition.actions.desk import Desk, desk
from tasks.decomposition.deadlines import rule_for
from tasks.decomposition.draft import Clause, Draft
from tasks.decomposition.names import Directory
from tasks.decomposition.outlines import clauses_of, leaves
from tasks.decomposition.rules_document import is_quiet
from tasks.decomposition.spans import Span, overlaps, trim, whole_words
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import suggest
from tasks.models import Task, TaskOwner
from tasks.states import DeadlineKind
from tasks.timing.rules import keep, kind_of
from workflows import clock, options
from workflows.actors import Actor
from workflows.deadlines import intervals
from workflows.machine import TransitionDenied

GAP = 1024
"""Between the order of neighbours, so that a task fits in without the others being written."""


@dataclass
class _Context:
    """What reading a span needs, loaded once a step."""

    work: Desk
    clauses: list[Clause]
    directory: Directory


def create_from_span(*, directive: Directive, start: int, end: int, actor: Actor, edition: int | None = None) -> Task:
    """Make a task of the words in [start, end), widened to whole words. ``edition`` is what the editor had seen."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        span = whole_words(work.directive.text, start, end)
        if span[0] >= span[1]:
            raise TransitionDenied("empty_span", _("Đoạn được chọn không có chữ nào."))
        _refuse_twin(work, span, edition)
        return _make(_context(work), [span])[0]


def create_from_clauses(*, directive: Directive, clauses: Iterable[int], actor: Actor) -> list[Task]:
    """Make a task of each of these clauses (mục, khoản, điểm), in one step; those already made into a task are left."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        context = _context(work)
        wanted = set(clauses)
        taken = {(task.source_start, task.source_end) for task in work.all_tasks()}
        spans = [
            _words_of(work.directive.text, clause, context.clauses) for clause in context.clauses if clause.pk in wanted
        ]
        spans = [span for span in spans if span[0] < span[1] and span not in taken]
        if not spans:
            raise TransitionDenied("nothing_to_make", _("Các mục này đã có việc hoặc không có nội dung."))
        return _make(context, spans)


def create_blank(*, directive: Directive, actor: Actor) -> Task:
    """A task that is not in the text, at the end: what a leader added when the document was handed over."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        others = work.all_tasks()
        task = _new(work, "")
        task.order = (others[-1].order if others else 0) + GAP
        task.save()
        work.added(task)
        return task


@dataclass(frozen=True)
class ToMake:
    """A smallest clause of a section, with its words. ``quiet``: by custom no task stands there."""

    clause: Clause
    span: Span
    has_task: bool
    quiet: bool


def spans_to_make(directive: Directive, clause_id: int) -> list[ToMake]:
    """What a section could be made into, for its preview."""
    clauses = clauses_of(directive)
    by_pk = {clause.pk: clause for clause in clauses}
    whole = Draft(text=directive.text, quiet_headings=tuple(options.get_list("quiet_headings")))
    section = next((clause for clause in clauses if clause.pk == clause_id), None)
    rows = directive.tasks.values_list("source_start", "source_end")
    taken = [(start, end) for start, end in rows if start is not None and end is not None]
    found = []
    for clause in leaves(clauses, section) if section else []:
        span = _words_of(directive.text, clause, clauses)
        has_task = any(overlaps(span, other) for other in taken)
        if span[0] < span[1]:
            found.append(ToMake(clause, span, has_task, is_quiet(whole, clause, by_pk)))
    return found


def _words_of(text: str, clause: Clause, clauses: Sequence[Clause]) -> Span:
    """The clause without its marker; of a clause with others below it, all of them without its own heading."""
    below = [other.span[0] for other in clauses if other.parent_id == clause.pk]
    start = min(below) if below and clause.heading else max(clause.body, clause.span[0])
    return trim(text, start, clause.span[1])


def _context(work: Desk) -> _Context:
    return _Context(work, clauses_of(work.directive), owners.directory(work.actor, work.directive.standing_unit))


def _make(context: _Context, spans: Sequence[Span]) -> list[Task]:
    """Tasks for these spans, each put where it stands in the text."""
    work, directive = context.work, context.work.directive
    others = work.all_tasks()
    made, named = [], []
    for span in spans:
        read = suggest(directive.text, span, context.clauses, context.directory, directive.day)
        task = _new(work, read.content)
        task.source_start, task.source_end = span
        task.section = read.section
        task.provision_id = read.clause.pk if read.clause else None
        task.deadline_kind = kind_of(read.reading)
        task.deadline_words = read.words[:300]
        task.recurrence = intervals(read.reading.recurrence) if task.deadline_kind == DeadlineKind.PERIODIC else []
        task.due_on = read.reading.operative
        keep(task, read.reading)
        task.deadline_rule = rule_for(task.due_on, read.reading)[:300] if read.words else ""
        named += [(task, order, owner) for order, owner in enumerate(read.owners)]
        others.insert(_place(others, span[0]), task)
        made.append(task)
    _number(work, others, made)
    Task.objects.bulk_create(made)
    TaskOwner.objects.bulk_create(
        TaskOwner(
            task=task,
            role=owner.role,
            unit_id=int(owner.entry.key[1:]) if not owner.entry.is_group else None,
            group_id=int(owner.entry.key[1:]) if owner.entry.is_group else None,
            name_in_text=owner.words[:300],
            order=order,
        )
        for task, order, owner in named
    )
    for task in made:
        work.added(task)
    return made


def _new(work: Desk, content: str) -> Task:
    return Task(directive=work.directive, content=content, created_by_id=work.actor.person_id, created_at=clock.now())


def _place(others: Sequence[Task], start: int) -> int:
    """After the last task that begins before ``start`` in the text."""
    before = [at for at, task in enumerate(others) if task.source_start is not None and task.source_start <= start]
    return before[-1] + 1 if before else 0


def _number(work: Desk, tasks: Sequence[Task], new: Sequence[Task]) -> None:
    """Give the new tasks an order between their neighbours; where there is no room, number all anew."""
    fresh = set(map(id, new))
    for at, task in enumerate(tasks):
        if id(task) not in fresh:
            continue
        before = tasks[at - 1].order if at else 0
        rest = (other for other in tasks[at + 1 :] if id(other) not in fresh)
        after = next((other.order for other in rest), before + 2 * GAP)
        task.order = before + max(0, after - before) // 2 if after - before <= 2 * GAP else before + GAP
        if not before < task.order < after:
            renumber(work, tasks, fresh)
            return


def renumber(work: Desk, tasks: Sequence[Task], fresh: set[int]) -> None:
    """All in their present order, ``GAP`` apart."""
    work.tasks(task.pk for task in tasks if id(task) not in fresh)
    for at, task in enumerate(tasks, 1):
        task.order = at * GAP
    Task.objects.bulk_update([task for task in tasks if id(task) not in fresh], ["order"])


def _refuse_twin(work: Desk, span: Span, edition: int | None) -> None:
    """Two people make a task of the same words: the second, who has not seen the first's, is told."""
    if edition is None or edition == work.directive.edition:
        return
    if work.directive.tasks.filter(source_start=span[0], source_end=span[1]).exists():
        raise TransitionDenied("twin", _("Người khác vừa tạo việc từ chính đoạn này. Danh sách đã được tải lại."))
