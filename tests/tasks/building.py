"""Directives and tasks for tests, over the world of tests/personas.py."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from directives.models import Directive, DirectiveType
from directives.states import DirectiveState
from organizations.models import Unit, UnitGroup
from tasks.models import Assignment, Task, TaskOwner
from tasks.states import DeadlineKind, Role
from tests.personas import World
from workflows import clock


def make_directive(world: World, *, state: str = DirectiveState.ISSUING, **values: Any) -> Directive:
    """A plan of the city's, in the care of its health department."""
    given = {
        "type": DirectiveType.objects.get(pk="KH"),
        "number": "7",
        "symbol": "KH-UBND",
        "abstract": "Khắc phục tình trạng thiếu thuốc, trang thiết bị, vật tư y tế",
        "issuer": world.city,
        "standing_unit": world.health,
        "issued_on": date(2023, 7, 26),
        "entered_by": world.people["standing_officer"],
        "entered_at": clock.now(),
        "state": state,
        "extension_needs_document": False,
    }
    return Directive.objects.create(**{**given, **values})


def make_task(
    directive: Directive,
    content: str = "Xây dựng kế hoạch tổ chức triển khai thực hiện",
    *,
    lead: Iterable[Unit | UnitGroup] = (),
    coordinate: Iterable[Unit | UnitGroup] = (),
    due_on: date | None = None,
    **values: Any,
) -> Task:
    """A task with its owners; FIXED when it has a day, else without deadline unless ``deadline_kind`` says."""
    kind = DeadlineKind.FIXED if due_on else DeadlineKind.NONE
    given = {"deadline_kind": kind, "created_by_id": directive.entered_by_id, "created_at": clock.now()}
    order = directive.tasks.count()
    task = Task.objects.create(
        directive=directive, content=content, due_on=due_on, **{"order": order, **given, **values}
    )
    for role, owners in ((Role.LEAD, lead), (Role.COORDINATE, coordinate)):
        for at, owner in enumerate(owners):
            own(task, owner, role=role, order=at)
    return task


def own(task: Task, owner: Unit | UnitGroup, *, role: str = Role.LEAD, **values: Any) -> TaskOwner:
    """Name a unit or a group as an owner."""
    named = {"group": owner} if isinstance(owner, UnitGroup) else {"unit": owner}
    return TaskOwner.objects.create(task=task, role=role, **named, **values)


def make_assignment(task: Task, unit: Unit, **values: Any) -> Assignment:
    """One assignment as if given on ``assigned_on`` (default today); ``due_on`` from the task unless named."""
    given: dict[str, Any] = {"role": Role.LEAD, "assigned_on": clock.today(), "due_on": task.due_on}
    given.update(values)
    given.setdefault("first_due_on", given["due_on"])
    return Assignment.objects.create(task=task, directive_id=task.directive_id, unit=unit, **given)
