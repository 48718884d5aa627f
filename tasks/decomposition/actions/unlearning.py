"""Names taught on the strength of a correction go with it: forgotten when it is undone, taught again when redone."""

from organizations.actions.names import forget_name, learn_name
from organizations.models import LearnedName
from organizations.naming import canonical
from tasks.models import EditStep, TaskOwner
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def forget_taught(step: EditStep, actor: Actor) -> tuple[list[str], list[str]]:
    """Of an undone step: the words forgotten, and those still remembered because a person confirmed them elsewhere.

    To be called when the step's tasks are as they were before it.
    """
    forgotten, kept = [], []
    for learned in LearnedName.objects.filter(pk__in=step.learned, forgotten_at=None).select_related(
        "office", "unit", "group"
    ):
        if _confirmed_elsewhere(learned):
            kept.append(learned.words)
        else:
            forget_name(learned=learned, actor=actor)
            forgotten.append(learned.words)
    return forgotten, kept


def teach_again(step: EditStep, actor: Actor) -> None:
    """Of a step done again: what undoing it made the office forget, unless the words name somebody else by now."""
    numbers = []
    for learned in LearnedName.objects.filter(pk__in=step.learned).select_related("office", "unit", "group"):
        if learned.forgotten_at is not None:
            try:
                learned = learn_name(words=learned.words, body=learned.body, office=learned.office, actor=actor)
            except TransitionDenied:
                continue
        numbers.append(learned.pk)
    step.learned = numbers
    step.save(update_fields=["learned"])


def _confirmed_elsewhere(learned: LearnedName) -> bool:
    """Another task of the office, or of one below it, was confirmed with the same words for the same body."""
    owners = TaskOwner.objects.filter(
        unit=learned.unit,
        group=learned.group,
        task__confirmed=True,
        task__directive__standing_unit__path__startswith=learned.office.path,
    )
    return any(canonical(words) == learned.form for words in owners.values_list("name_in_text", flat=True).distinct())
