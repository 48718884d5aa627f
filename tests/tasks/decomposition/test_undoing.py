"""Undo and redo: whatever was done is undone exactly, and done again exactly."""

import contextlib
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives.models import Directive
from organizations.models import Unit, UnitGroup
from tasks.decomposition import snapshots
from tasks.decomposition.actions.arranging import delete_tasks, merge_tasks, move_task, sort_by_text, split_task
from tasks.decomposition.actions.confirming import reopen_task
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses, create_from_span
from tasks.decomposition.actions.owning import drop_owner, name_owner
from tasks.decomposition.actions.undoing import redo, undo
from tasks.decomposition.actions.wording import edit_wording, pin_span, set_deadline
from tasks.models import Task
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.decomposition.plan import TEXT, TODAY, span_of
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied

Picture = dict[int, snapshots.Snapshot]


def picture(plan: Directive) -> Picture:
    return snapshots.snapshots(plan.pk, plan.tasks.values_list("pk", flat=True))


def act(plan: Directive, officer: Actor, world: World, chance: random.Random) -> None:
    """One step chosen by chance; steps that make no sense now are refused and change nothing."""
    tasks: list[Task] = list(plan.tasks.all())
    some = chance.choice(tasks) if tasks else None
    start = chance.randrange(len(TEXT))
    clauses = list(plan.provisions.values_list("pk", flat=True)[:6])
    end = min(len(TEXT), start + chance.randrange(5, 200))
    makers: list[Callable[[], object]] = [
        lambda: create_from_span(directive=plan, start=start, end=end, actor=officer),
        lambda: create_blank(directive=plan, actor=officer),
        lambda: create_from_clauses(directive=plan, clauses=clauses, actor=officer),
        lambda: sort_by_text(directive=plan, actor=officer),
    ]
    if some is not None:
        bodies: list[Unit | UnitGroup] = [world.health, world.finance, world.districts]
        body = chance.choice(bodies)
        role = chance.choice(Role.values)
        pair = [task.pk for task in chance.sample(tasks, min(2, len(tasks)))]
        other = chance.choice([None, *(task.pk for task in tasks if task != some)])
        product, kind = chance.choice(["", "Báo cáo"]), chance.choice(DeadlineKind.values)
        cut = max(1, len(some.content) // 2)
        makers += [
            lambda: edit_wording(task=some, content=f"Nội dung {start}", product=product, actor=officer),
            lambda: set_deadline(
                task=some, kind=kind, due_on=TODAY, recurrence=["monthly"], words="trước ngày 30/7/2023", actor=officer
            ),
            lambda: name_owner(task=some, body=body, role=role, actor=officer),
            lambda: drop_owner(task=some, body=body, actor=officer),
            lambda: pin_span(task=some, start=start, end=end, actor=officer),
            lambda: split_task(task=some, at_content=cut, actor=officer),
            lambda: merge_tasks(directive=plan, tasks=pair, actor=officer),
            lambda: move_task(task=some, after=other, actor=officer),
            lambda: delete_tasks(directive=plan, tasks=[some.pk], actor=officer),
            lambda: reopen_task(task=some, actor=officer),
        ]
    with contextlib.suppress(TransitionDenied):
        chance.choice(makers)()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_undoing_everything_restores_the_beginning_and_redoing_everything_the_end(
    plan: Directive, officer: Actor, world: World, seed: int
) -> None:
    chance = random.Random(seed)
    plan.tasks.all().delete()
    plan.edit_steps.all().delete()
    moment = clock.at(TODAY)
    pictures = [picture(plan)]
    for _each in range(9):
        moment += timedelta(minutes=5)
        before = plan.edit_steps.count()
        with clock.travel(moment):
            act(plan, officer, world, chance)
        if plan.edit_steps.count() > before:
            pictures.append(picture(plan))
    for expected in reversed(pictures[:-1]):
        undo(directive=plan, actor=officer)
        assert picture(plan) == expected
    for expected in pictures[1:]:
        redo(directive=plan, actor=officer)
        assert picture(plan) == expected


def test_typing_on_is_one_step_and_another_field_or_person_another(
    plan: Directive, officer: Actor, world: World
) -> None:
    task = create_blank(directive=plan, actor=officer)
    for content in ("Rà", "Rà soát", "Rà soát thiết bị"):
        edit_wording(task=task, content=content, product="", actor=officer)
    assert plan.edit_steps.count() == 2
    edit_wording(task=task, content="Rà soát thiết bị", product="Báo cáo", actor=officer)
    edit_wording(task=task, content="Rà soát", product="Báo cáo", actor=world.actor("standing_head"))
    with clock.travel(clock.at(TODAY) + timedelta(minutes=3)):
        edit_wording(task=task, content="Rà", product="Báo cáo", actor=world.actor("standing_head"))
    assert plan.edit_steps.count() == 5
    undo(directive=plan, actor=officer)
    task.refresh_from_db()
    assert task.content == "Rà soát"


def test_a_change_that_changes_nothing_is_no_step(plan: Directive, officer: Actor) -> None:
    task = create_blank(directive=plan, actor=officer)
    edition = Directive.objects.get(pk=plan.pk).edition
    edit_wording(task=task, content="  ", product="", actor=officer)
    assert plan.edit_steps.count() == 1
    assert Directive.objects.get(pk=plan.pk).edition == edition


def test_a_new_step_forgets_what_was_undone(plan: Directive, officer: Actor) -> None:
    create_blank(directive=plan, actor=officer)
    undo(directive=plan, actor=officer)
    create_blank(directive=plan, actor=officer)
    with pytest.raises(TransitionDenied, match="làm lại"):
        redo(directive=plan, actor=officer)
    undo(directive=plan, actor=officer)
    with pytest.raises(TransitionDenied, match="hoàn tác"):
        undo(directive=plan, actor=officer)


def test_a_clause_that_the_outline_no_longer_has_is_left_out(plan: Directive, officer: Actor) -> None:
    start, end = span_of("Giao Sở Y tế")
    task = create_from_span(directive=plan, start=start, end=end, actor=officer)
    delete_tasks(directive=plan, tasks=[task.pk], actor=officer)
    plan.provisions.all().delete()
    undo(directive=plan, actor=officer)
    task.refresh_from_db()
    assert (task.provision_id, task.section) == (None, "IV.3")
