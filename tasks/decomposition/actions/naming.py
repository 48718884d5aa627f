"""Names that nobody knew: said to be a body, or dropped; and remembered for the next document."""

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from directives.models import Directive
from organizations.actions.names import learn_name
from organizations.models import LearnedName, Unit, UnitGroup
from organizations.naming import canonical
from tasks.decomposition.actions.desk import Desk, Seen, desk, locked
from tasks.decomposition.actions.settling import settle_lead
from tasks.decomposition.actions.superseding_names import take_words
from tasks.decomposition.marks import NAME, with_mark
from tasks.decomposition.spans import Span
from tasks.decomposition.steps import Step
from tasks.models import EditStep, Task, TaskOwner, UnknownName
from tasks.states import Role
from workflows.actors import Actor
from workflows.machine import TransitionDenied

NAME_MOST = 200
"""Characters; more is a sentence, not a name."""


def settle_name(
    *, task: Task, name_id: int, bodies: Sequence[Unit | UnitGroup], actor: Actor, seen: Seen | None = None
) -> int:
    """Say which body (or bodies) an unknown name is; how many tasks took it.

    The directive's other unconfirmed tasks that carry the same words take it in the same step.
    """
    with desk(task.directive_id, actor, Step.NAME, seen) as work:
        row, name = _unknown(work, task, name_id)
        form = canonical(name.words)
        others = UnknownName.objects.filter(task__directive=work.directive, task__confirmed=False)
        alike = {other.task_id for other in others if canonical(other.words) == form} - {row.pk}
        rows = [row, *work.tasks(alike)] if alike else [row]
        for each in rows:
            for unknown in [each_name for each_name in each.unknown_names.all() if canonical(each_name.words) == form]:
                for body in bodies:
                    _take(each, unknown, body)
                if unknown.role == Role.LEAD:
                    settle_lead(each)
                unknown.delete()
            if each.confirmed:
                each.confirmed = False
                each.save()
        return len(rows)


def note_name(
    *, task: Task, words: str, role: str, actor: Actor, place: Span | None = None, seen: Seen | None = None
) -> Task:
    """Keep selected words, at ``place`` in the text, as the name of somebody whom the directory does not know yet."""
    with desk(task.directive_id, actor, Step.NAME, seen) as work:
        row = work.task(task.pk)
        words = " ".join(words.split())
        if len(words) > NAME_MOST:
            raise TransitionDenied("too_long", _("Đoạn bôi quá dài để là tên một đơn vị."))
        same = [name for name in row.unknown_names.all() if canonical(name.words) == canonical(words)]
        if any(name.role == role for name in same):
            raise TransitionDenied("already_owner", _("“%(name)s” đã có trong việc này.") % {"name": words})
        last = max((name.order for name in row.unknown_names.all()), default=-1)
        take_words(row, words, place)
        UnknownName.objects.create(task=row, role=role, words=words, order=last + 1)
        row.marks = with_mark(row.marks, NAME, place, words) if place else row.marks
        row.confirmed = False
        row.save()
        return row


def drop_name(*, task: Task, name_id: int, actor: Actor, seen: Seen | None = None) -> Task:
    """Bỏ: the words name no body that is to do this task."""
    with desk(task.directive_id, actor, Step.NAME, seen) as work:
        row, name = _unknown(work, task, name_id)
        name.delete()
        if row.confirmed:
            row.confirmed = False
            row.save()
        return row


@transaction.atomic
def teach_name(*, task: Task, body: Unit | UnitGroup, actor: Actor) -> LearnedName:
    """Nhớ: the document's words for this owner become another name of it, for the documents of the standing agency.

    Remembered with the step that named the owner: undoing that forgets the name. Http404 when the body is no owner.
    """
    directive = locked(task.directive_id, actor)
    owner = TaskOwner.objects.filter(task=task.pk, task__directive=directive, **{_field(body): body}).first()
    if owner is None:
        raise Http404
    learned = learn_name(words=owner.name_in_text, body=body, office=directive.standing_unit, actor=actor)
    if step := _named_in(directive, task.pk, owner):
        step.learned = [*step.learned, learned.pk]
        step.save(update_fields=["learned"])
    return learned


def goes_with_undo(learned: LearnedName, directive: Directive) -> bool:
    """Is the name forgotten when the step that named the owner is undone?"""
    return directive.edit_steps.filter(undone=False, learned__contains=[learned.pk]).exists()


def _named_in(directive: Directive, task_id: int, owner: TaskOwner) -> EditStep | None:
    """The step in which a person named the owner by these words, None when it is forgotten or nobody did."""
    mine = (owner.unit_id, owner.group_id, owner.name_in_text)
    steps = directive.edit_steps.filter(undone=False, what__in=[Step.NAME, Step.OWNERS], after__has_key=str(task_id))
    for step in steps:
        before, after = (
            [(each["unit_id"], each["group_id"], each["name_in_text"]) for each in (state or {}).get("owners", ())]
            for state in (step.before[str(task_id)], step.after[str(task_id)])
        )
        if mine in after and mine not in before:
            found: EditStep = step
            return found
    return None


def _field(body: Unit | UnitGroup) -> str:
    return "unit" if isinstance(body, Unit) else "group"


def _unknown(work: Desk, task: Task, name_id: int) -> tuple[Task, UnknownName]:
    row = work.task(task.pk)
    name = next((each for each in row.unknown_names.all() if each.pk == name_id), None)
    if name is None:
        raise TransitionDenied("name_gone", _("Tên này vừa được người khác xử lý. Danh sách đã được tải lại."))
    return row, name


def _take(task: Task, name: UnknownName, body: Unit | UnitGroup) -> None:
    """The body does the task in the role of the name; one already there leads when either says so."""
    field = _field(body)
    present = TaskOwner.objects.filter(task=task, **{field: body}).first()
    if present is None:
        words, order = name.words, name.order + 50
        TaskOwner.objects.create(task=task, role=name.role, name_in_text=words, order=order, **{field: body})
    elif present.role != name.role and name.role == Role.LEAD:
        present.role = Role.LEAD
        present.save()
