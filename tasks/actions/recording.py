"""Recording a fact about an assignment, and telling the boards that show it."""

from collections.abc import Callable, Iterable

from tasks.facts import AssignmentFact
from tasks.models import Assignment
from workflows import ledger
from workflows.actors import Actor
from workflows.models import Event


def record(assignment: Assignment, fact: AssignmentFact, *, actor: Actor) -> Event:
    """Write ``fact`` to the assignment's history and announce the boards that count it."""
    event = ledger.record(
        fact,
        stream=f"assignment:{assignment.pk}",
        actor=actor,
        directive_id=assignment.directive_id,
        unit_id=assignment.unit_id,
    )
    announce(assignment)
    return event


def record_many(
    assignments: Iterable[Assignment], fact_of: Callable[[Assignment], AssignmentFact], *, actor: Actor
) -> None:
    """Write a fact to the history of each, in one statement, and announce all their boards once."""
    rows = list(assignments)
    ledger.record_many(
        [ledger.Entry(fact_of(row), f"assignment:{row.pk}", row.directive_id, row.unit_id) for row in rows], actor=actor
    )
    ledger.announce(*{board for row in rows for board in boards_of(row)})


def announce(assignment: Assignment) -> None:
    """Tell whoever looks at a board that counts it."""
    ledger.announce(*boards_of(assignment))


def boards_of(assignment: Assignment) -> list[str]:
    """The boards of the unit, of the unit that handed the part down, of the directive, and of the leaders."""
    boards = [f"unit.{assignment.unit_id}", f"directive.{assignment.directive_id}", "leaders"]
    if assignment.parent is not None:
        boards.append(f"unit.{assignment.parent.unit_id}")
    return boards
