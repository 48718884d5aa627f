"""Undo and redo: the steps of a directive's decomposition are one stack, whoever made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition import snapshots
from tasks.decomposition.actions.desk import locked
from tasks.decomposition.actions.rejecting import remember_rejected
from tasks.decomposition.actions.unlearning import forget_taught, teach_again
from tasks.decomposition.facts import DecompositionChanged
from tasks.decomposition.steps import Step
from tasks.models import EditStep
from workflows import ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@dataclass(frozen=True)
class Turned:
    """A step taken back or done again; the taught names that went with it, and those that stay remembered."""

    step: EditStep
    forgotten: Sequence[str] = ()
    still_known: Sequence[str] = ()


def next_undo(directive: Directive) -> EditStep | None:
    """The step that undo would take back."""
    return directive.edit_steps.filter(undone=False).select_related("made_by").order_by("-id").first()


def next_redo(directive: Directive) -> EditStep | None:
    """The step that redo would bring back."""
    return directive.edit_steps.filter(undone=True).select_related("made_by").order_by("id").first()


def undo(*, directive: Directive, actor: Actor) -> Turned:
    """Hoàn tác the last step. Names that were taught on the strength of it are forgotten."""
    return _turn(directive, actor, back=True)


def redo(*, directive: Directive, actor: Actor) -> Turned:
    """Làm lại the step last undone; names that were forgotten with it are taught again."""
    return _turn(directive, actor, back=False)


@transaction.atomic
def _turn(directive: Directive, actor: Actor, *, back: bool) -> Turned:
    row = locked(directive.pk, actor)
    step = next_undo(row) if back else next_redo(row)
    if step is None:
        message = _("Không còn bước nào để hoàn tác.") if back else _("Không còn bước nào để làm lại.")
        raise TransitionDenied("no_step", message)
    states = step.before if back else step.after
    snapshots.restore(row, {int(pk): state for pk, state in states.items()})
    before, after = ({int(pk): state for pk, state in states.items()} for states in (step.before, step.after))
    remember_rejected(row, step.what, before, after, person_id=actor.person_id, undone=back)
    forgotten, kept = forget_taught(step, actor) if back else ([], [])
    if not back:
        teach_again(step, actor)
    step.undone = back
    step.save(update_fields=["undone"])
    row.edition += 1
    row.save(update_fields=["edition"])
    fact = DecompositionChanged(directive_id=row.pk, step=Step.UNDO if back else Step.REDO, tasks=len(states))
    ledger.record(fact, stream=f"directive:{row.pk}", actor=actor, directive_id=row.pk, unit_id=row.standing_unit_id)
    ledger.announce(f"directive.{row.pk}")
    return Turned(step, forgotten, kept)
