"""Tasks keep the words they were read from when the directive's text is corrected."""

from typing import Any

from django.utils.translation import gettext_noop

from directives.anchors import Move, on_text_change
from directives.models import Directive, Provision
from tasks.models import EditStep, Task, TaskReading
from tasks.states import Confidence
from workflows.doubts import catalogue, doubt, kept

Span = tuple[int, int]

catalogue(
    {
        "words_gone": gettext_noop(
            "Câu chữ mà nhiệm vụ này được đọc từ đó không còn trong văn bản: hãy so với văn bản mới, rồi sửa, "
            "xác nhận lại hoặc bỏ việc."
        )
    }
)


@on_text_change
def move_task_pins(directive: Directive, move: Move) -> int:
    """Move each task's span and find its clause anew. A task whose words are gone is unpinned and asks to be confirmed
    again, and its reading is certain no more. Steps that could be undone speak of the old text and are forgotten.
    """
    clauses = list(directive.provisions.order_by("-depth", "start"))
    lost = 0
    for task in Task.objects.select_for_update(no_key=True).filter(directive=directive).order_by("pk"):
        if task.source_start is None or task.source_end is None:
            continue
        before = (task.source_start, task.source_end)
        span = move(*before)
        task.marks = [moved for mark in task.marks if (moved := _mark(mark, before, span, move))]
        task.source_start, task.source_end = span or (None, None)
        clause = _clause_of(clauses, span) if span else None
        task.provision = clause
        if span is None:
            lost += 1
            task.confirmed = False
            gone = kept([doubt("words_gone")])
            TaskReading.objects.filter(task=task).update(confidence=Confidence.DOUBTFUL, doubts=gone)
        elif clause is not None:
            task.section = clause.path
        task.save(update_fields=["source_start", "source_end", "provision", "section", "marks", "confirmed"])
    EditStep.objects.filter(directive=directive).delete()
    return lost


def _clause_of(clauses: list[Provision], span: tuple[int, int]) -> Provision | None:
    """The deepest clause that holds the span."""
    return next((clause for clause in clauses if clause.start <= span[0] and span[1] <= clause.end), None)


def _mark(mark: dict[str, Any], before: Span, now: Span | None, move: Move) -> dict[str, Any] | None:
    """The mark where its words are now. Within words that merely shifted it shifts with them, without a search."""
    start, end = mark["start"], mark["end"]
    inside = before[0] <= start and end <= before[1]
    if inside and now is None:
        return None
    if inside and now is not None and now[1] - now[0] == before[1] - before[0]:
        by = now[0] - before[0]
        return {**mark, "start": start + by, "end": end + by}
    place = move(start, end)
    return {**mark, "start": place[0], "end": place[1]} if place else None
