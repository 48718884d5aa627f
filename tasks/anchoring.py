"""Tasks keep the words they were read from when the directive's text is corrected."""

from directives.anchors import Move, on_text_change
from directives.models import Directive, Provision
from tasks.models import EditStep, Task


@on_text_change
def move_task_pins(directive: Directive, move: Move) -> int:
    """Move each task's span and find its clause anew. A task whose words are gone is unpinned and asks to be confirmed
    again. Steps that could be undone speak of the old text and are forgotten.
    """
    clauses = list(directive.provisions.order_by("-depth", "start"))
    lost = 0
    for task in Task.objects.select_for_update(no_key=True).filter(directive=directive).order_by("pk"):
        if task.source_start is None or task.source_end is None:
            continue
        span = move(task.source_start, task.source_end)
        task.source_start, task.source_end = span or (None, None)
        clause = _clause_of(clauses, span) if span else None
        task.provision = clause
        if span is None:
            lost += 1
            task.confirmed = False
        elif clause is not None:
            task.section = clause.path
        task.save(update_fields=["source_start", "source_end", "provision", "section", "confirmed"])
    EditStep.objects.filter(directive=directive).delete()
    return lost


def _clause_of(clauses: list[Provision], span: tuple[int, int]) -> Provision | None:
    """The deepest clause that holds the span."""
    return next((clause for clause in clauses if clause.start <= span[0] and span[1] <= clause.end), None)
