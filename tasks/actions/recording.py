"""Recording a fact about an assignment, and telling the boards that show it."""

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


def announce(assignment: Assignment) -> None:
    """The boards of the unit, of the unit that handed the part down, of the directive, and of the leaders."""
    boards = [f"unit.{assignment.unit_id}", f"directive.{assignment.directive_id}", "leaders"]
    if assignment.parent is not None:
        boards.append(f"unit.{assignment.parent.unit_id}")
    ledger.announce(*boards)
