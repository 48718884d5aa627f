"""Names that nobody knew: said to be a body, or dropped; and remembered for the next document."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from organizations.models import Unit, UnitGroup
from organizations.naming import canonical
from tasks.decomposition.actions.desk import Desk, Seen, desk
from tasks.decomposition.steps import Step
from tasks.models import Task, TaskOwner, UnknownName
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
                unknown.delete()
            if each.confirmed:
                each.confirmed = False
                each.save()
        return len(rows)


def note_name(*, task: Task, words: str, role: str, actor: Actor, seen: Seen | None = None) -> Task:
    """Keep selected words as the name of somebody whom the directory does not know yet."""
    with desk(task.directive_id, actor, Step.NAME, seen) as work:
        row = work.task(task.pk)
        words = " ".join(words.split())
        if len(words) > NAME_MOST:
            raise TransitionDenied("too_long", _("Đoạn bôi quá dài để là tên một đơn vị."))
        if any(canonical(name.words) == canonical(words) for name in row.unknown_names.all()):
            raise TransitionDenied("already_owner", _("“%(name)s” đã có trong việc này.") % {"name": words})
        last = max((name.order for name in row.unknown_names.all()), default=-1)
        UnknownName.objects.create(task=row, role=role, words=words, order=last + 1)
        if row.confirmed:
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


def _unknown(work: Desk, task: Task, name_id: int) -> tuple[Task, UnknownName]:
    row = work.task(task.pk)
    name = next((each for each in row.unknown_names.all() if each.pk == name_id), None)
    if name is None:
        raise TransitionDenied("name_gone", _("Tên này vừa được người khác xử lý. Danh sách đã được tải lại."))
    return row, name


def _take(task: Task, name: UnknownName, body: Unit | UnitGroup) -> None:
    """The body does the task in the role of the name; one already there leads when either says so."""
    field = "unit" if isinstance(body, Unit) else "group"
    present = TaskOwner.objects.filter(task=task, **{field: body}).first()
    if present is None:
        words, order = name.words, name.order + 50
        TaskOwner.objects.create(task=task, role=name.role, name_in_text=words, order=order, **{field: body})
    elif present.role != name.role and name.role == Role.LEAD:
        present.role = Role.LEAD
        present.save()
