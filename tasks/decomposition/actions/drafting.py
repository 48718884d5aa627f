"""Making tasks: of selected words, of clauses of the outline, of nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import Desk, desk
from tasks.decomposition.actions.making import GAP, make, new_task
from tasks.decomposition.draft import Clause, Draft
from tasks.decomposition.outlines import clauses_of, leaves, words_of
from tasks.decomposition.places import Places
from tasks.decomposition.rules_document import quiet_clauses
from tasks.decomposition.spans import Span, whole_words
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import Reader
from tasks.models import Task
from workflows import options
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def create_from_span(*, directive: Directive, start: int, end: int, actor: Actor, edition: int | None = None) -> Task:
    """Make a task of the words in [start, end), widened to whole words. ``edition`` is what the editor had seen."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        span = whole_words(work.directive.text, start, end)
        if span[0] >= span[1]:
            raise TransitionDenied("empty_span", _("Đoạn được chọn không có chữ nào."))
        _refuse_twin(work, span, edition)
        return make(work, [_reader(work).of_span(span)])[0]


def create_from_clauses(*, directive: Directive, clauses: Iterable[int], actor: Actor) -> list[Task]:
    """Make a task of each of these clauses (mục, khoản, điểm), in one step; those already made into a task are left."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        reader = _reader(work)
        wanted = set(clauses)
        taken = {(task.source_start, task.source_end) for task in work.all_tasks()}
        spans = [
            words_of(work.directive.text, clause, reader.clauses) for clause in reader.clauses if clause.pk in wanted
        ]
        spans = [span for span in spans if span[0] < span[1] and span not in taken]
        if not spans:
            raise TransitionDenied("nothing_to_make", _("Các mục này đã có việc hoặc không có nội dung."))
        return make(work, [reader.of_span(span) for span in spans])


def create_blank(*, directive: Directive, actor: Actor) -> Task:
    """A task that is not in the text, at the end: what a leader added when the document was handed over."""
    with desk(directive.pk, actor, Step.CREATE) as work:
        others = work.all_tasks()
        task = new_task(work, content="")
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
    headings = tuple(options.get_list("quiet_headings"))
    quiet = quiet_clauses(Draft(text=directive.text, clauses=tuple(clauses), quiet_headings=headings))
    section = next((clause for clause in clauses if clause.pk == clause_id), None)
    rows = directive.tasks.values_list("source_start", "source_end")
    taken = Places(((start, end), None) for start, end in rows if start is not None and end is not None)
    found = []
    for clause in leaves(clauses, section) if section else []:
        span = words_of(directive.text, clause, clauses)
        has_task = any(taken.meeting(span))
        if span[0] < span[1]:
            found.append(ToMake(clause, span, has_task, clause.pk in quiet))
    return found


def _reader(work: Desk) -> Reader:
    return Reader(work.directive, clauses_of(work.directive), work.actor)


def _refuse_twin(work: Desk, span: Span, edition: int | None) -> None:
    """Two people make a task of the same words: the second, who has not seen the first's, is told."""
    if edition is None or edition == work.directive.edition:
        return
    if work.directive.tasks.filter(source_start=span[0], source_end=span[1]).exists():
        raise TransitionDenied("twin", _("Người khác vừa tạo việc từ chính đoạn này. Danh sách đã được tải lại."))
