"""Who is to do a task: naming leads and coordinators, with a deadline or a person of their own."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from organizations.models import Person, Unit, UnitGroup
from tasks.decomposition.actions.desk import Seen, desk
from tasks.decomposition.actions.settling import settle_lead
from tasks.decomposition.actions.superseding_names import take_lead, take_words
from tasks.decomposition.marks import NAME, with_mark
from tasks.decomposition.spans import Span
from tasks.decomposition.steps import Step
from tasks.models import Task, TaskOwner
from tasks.states import Role
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def name_owner(
    *,
    task: Task,
    body: Unit | UnitGroup,
    role: str,
    actor: Actor,
    words: str = "",
    place: Span | None = None,
    seen: Seen | None = None,
) -> Task:
    """Add a unit or group. One that is already there in the other role changes its role: nobody is both.

    ``words`` are the document's for it, at ``place`` in the text: an unknown name that they answer goes.
    """
    if role not in Role.values:
        raise TransitionDenied("unknown_role", _("Hãy chọn chủ trì hoặc phối hợp."))
    with desk(task.directive_id, actor, Step.OWNERS, seen) as work:
        row = work.task(task.pk)
        if words:
            take_words(row, words, place)
            if role == Role.LEAD:
                take_lead(row)
        owners = row.owners.filter(**_is(body))
        present = owners.first()
        if present is None:
            last = row.owners.filter(role=role).aggregate(last=Max("order"))["last"]
            order = 0 if last is None else last + 1
            TaskOwner.objects.create(task=row, role=role, name_in_text=words[:300], order=order, **_is(body))
        elif present.role != role:
            present.role = Role(role)
            present.save()
        else:
            raise TransitionDenied("already_owner", _("%(name)s đã có trong việc này.") % {"name": body.name})
        if words and place:
            row.marks = with_mark(row.marks, NAME, place, words)
            row.save(update_fields=["marks"])
        if role == Role.LEAD:
            settle_lead(row)
        _take_back(row)
        return row


def drop_owner(*, task: Task, body: Unit | UnitGroup, actor: Actor, seen: Seen | None = None) -> Task:
    """Take a unit or group off the task."""
    with desk(task.directive_id, actor, Step.OWNERS, seen) as work:
        row = work.task(task.pk)
        if row.owners.filter(**_is(body)).delete()[0]:
            _take_back(row)
        return row


def succeed_owner(
    *, task: Task, body: Unit, heirs: Sequence[Unit | UnitGroup], actor: Actor, seen: Seen | None = None
) -> Task:
    """Thay bằng đơn vị kế thừa: put those that carry on the work in the place of a unit that is no more."""
    if not heirs:
        raise TransitionDenied("no_heir", _("Hãy chọn ít nhất một đơn vị kế thừa."))
    with desk(task.directive_id, actor, Step.OWNERS, seen) as work:
        row = work.task(task.pk)
        owner = row.owners.filter(unit=body).first()
        if owner is None:
            raise TransitionDenied("not_owner", _("%(name)s không còn trong việc này.") % {"name": body.name})
        have = set(row.owners.values_list("unit_id", flat=True))
        words = owner.name_in_text or body.name
        owner.delete()
        TaskOwner.objects.bulk_create(
            TaskOwner(
                task=row, role=owner.role, name_in_text=words[:300], due_on=owner.due_on, order=owner.order, **_is(heir)
            )
            for heir in heirs
            if heir.pk not in have
        )
        _take_back(row)
        return row


def adjust_owner(
    *,
    task: Task,
    body: Unit | UnitGroup,
    actor: Actor,
    due_on: date | None = None,
    responsible: Person | None = None,
    seen: Seen | None = None,
) -> Task:
    """An own deadline, and a person who answers for it; None stands for the task's deadline and the unit's head."""
    if responsible is not None and isinstance(body, UnitGroup):
        raise TransitionDenied("group_has_heads", _("Với một nhóm, người chịu trách nhiệm là thủ trưởng từng đơn vị."))
    with desk(task.directive_id, actor, Step.OWNERS, seen) as work:
        row = work.task(task.pk)
        owner = row.owners.filter(**_is(body)).first()
        if owner is None:
            raise TransitionDenied("not_owner", _("%(name)s không còn trong việc này.") % {"name": body.name})
        if (owner.due_on, owner.responsible_id) != (due_on, responsible.pk if responsible else None):
            owner.due_on, owner.responsible = due_on, responsible
            owner.save()
            _take_back(row)
        return row


def _is(body: Unit | UnitGroup) -> dict[str, Unit | UnitGroup]:
    return {"unit": body} if isinstance(body, Unit) else {"group": body}


def _take_back(row: Task) -> None:
    if row.confirmed:
        row.confirmed = False
        row.save()
