"""Recording a fact about a directive, and telling the boards that show it."""

from directives.facts import DirectiveFact
from directives.models import Directive
from workflows import ledger
from workflows.actors import ActorLike
from workflows.models import Event


def record(directive: Directive, fact: DirectiveFact, *, actor: ActorLike) -> Event:
    """Write ``fact`` to the directive's history and announce the boards of its office."""
    event = ledger.record(
        fact,
        stream=f"directive:{directive.pk}",
        actor=actor,
        directive_id=directive.pk,
        unit_id=directive.standing_unit_id,
    )
    ledger.announce(f"directive.{directive.pk}", f"unit.{directive.standing_unit_id}", "leaders")
    return event
