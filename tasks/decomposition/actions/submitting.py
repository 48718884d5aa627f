"""Trình lãnh đạo: hand the decomposition to the person with authority, once the checklist is met."""

from django.db import transaction

from directives.actions.review import submit_for_review
from directives.models import Directive, ReviewProcess
from tasks.decomposition.actions.desk import locked
from tasks.decomposition.loading import load
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def submit_decomposition(*, directive: Directive, actor: Actor, note: str = "") -> ReviewProcess:
    """The checklist is judged anew under the lock, so nothing slips in between the look and the submission."""
    row = locked(directive.pk, actor)
    judgment = load(row).judgment
    if judgment.refusal:
        raise TransitionDenied("checklist", judgment.refusal)
    return submit_for_review(directive=row, actor=actor, note=note, tasks=len(judgment.verdicts))
