"""A name nobody knows: chosen once, taken by all that write so, remembered for the office, forgotten again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from organizations.actions.names import forget_name, learn_name
from organizations.directory import directory
from organizations.models import LearnedName, Unit, UnitSuccession
from tasks.decomposition.actions.drafting import create_blank
from tasks.decomposition.actions.naming import drop_name, note_name, settle_name, teach_name
from tasks.decomposition.actions.owning import name_owner
from tasks.decomposition.actions.undoing import redo, undo
from tasks.decomposition.actions.wording import edit_wording
from tasks.models import Task, UnknownName
from tasks.states import Role
from tests.personas import World
from tests.tasks.decomposition.plan import make_plan
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.models import Event

HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
WORDS = "Cơ quan quản lý thuốc"


def make(plan: Directive, officer: Actor, words: str, role: str = Role.LEAD) -> Task:
    task = create_blank(directive=plan, actor=officer)
    note_name(task=task, words=words, role=role, actor=officer)
    return task


def name_id(task: Task) -> int:
    return UnknownName.objects.get(task=task).pk


def test_one_choice_serves_every_task_that_writes_so_and_is_one_step(
    plan: Directive, officer: Actor, world: World
) -> None:
    one, two = make(plan, officer, WORDS), make(plan, officer, WORDS.upper(), Role.COORDINATE)
    other = make(plan, officer, "Cơ quan khác hẳn")
    steps = plan.edit_steps.count()
    assert settle_name(task=one, name_id=name_id(one), bodies=[world.finance], actor=officer) == 2
    assert plan.edit_steps.count() == steps + 1
    assert [(o.unit, o.role, o.name_in_text) for o in one.owners.all()] == [(world.finance, "lead", WORDS)]
    assert [(o.unit, o.role) for o in two.owners.all()] == [(world.finance, "coordinate")]
    assert other.unknown_names.count() == 1
    undo(directive=plan, actor=officer)
    assert not one.owners.exists()
    assert UnknownName.objects.count() == 3
    redo(directive=plan, actor=officer)
    assert UnknownName.objects.count() == 1


def test_a_dropped_name_comes_back_when_undone(plan: Directive, officer: Actor) -> None:
    task = make(plan, officer, WORDS)
    drop_name(task=task, name_id=name_id(task), actor=officer)
    assert not task.unknown_names.exists()
    undo(directive=plan, actor=officer)
    assert [name.words for name in task.unknown_names.all()] == [WORDS]


def test_a_name_that_somebody_else_settled_is_gone(plan: Directive, officer: Actor, world: World) -> None:
    task = make(plan, officer, WORDS)
    number = name_id(task)
    settle_name(task=task, name_id=number, bodies=[world.finance], actor=officer)
    with pytest.raises(TransitionDenied, match="vừa được người khác xử lý"):
        settle_name(task=task, name_id=number, bodies=[world.health], actor=officer)


def test_a_learned_name_is_known_to_the_office_until_it_is_forgotten(world: World, officer: Actor) -> None:
    learned = learn_name(words=WORDS, body=world.finance, office=world.health, actor=officer)
    found = directory(officer, world.health).exact(WORDS.lower())
    assert found is not None
    assert found.key == f"u{world.finance.pk}"
    assert directory(officer, world.city).exact(WORDS) is None
    forget_name(learned=learned, actor=officer)
    assert directory(officer, world.health).exact(WORDS) is None
    kinds = Event.objects.filter(stream=f"unit:{world.finance.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["unit.name_learned", "unit.name_forgotten"]
    learn_name(words=WORDS, body=world.districts, office=world.health, actor=officer)
    group = directory(officer, world.health).exact(WORDS)
    assert group is not None
    assert group.is_group


@pytest.mark.parametrize("words", ["Sở Y tế", "SYT", "sở y tế", "Sở Tài chính"])
def test_words_that_name_a_body_are_never_taught_anew(world: World, officer: Actor, words: str) -> None:
    with pytest.raises(TransitionDenied, match="là tên của"):
        learn_name(words=words, body=world.finance, office=world.health, actor=officer)
    assert not LearnedName.objects.exists()


def test_words_that_name_nobody_in_particular_are_never_taught(world: World, officer: Actor) -> None:
    with pytest.raises(TransitionDenied, match="không dùng làm tên gọi"):
        learn_name(words="các cơ quan liên quan", body=world.finance, office=world.health, actor=officer)


@pytest.mark.parametrize("persona", ["leader", "unit_head", "outsider", "finance_head"])
def test_only_who_decomposes_for_the_office_teaches(world: World, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        learn_name(words=WORDS, body=world.finance, office=world.health, actor=world.actor(persona))


def test_the_unit_page_shows_the_name_and_takes_it_back(
    client_for: Callable[..., Client], desk: Client, world: World, officer: Actor
) -> None:
    learned = learn_name(words=WORDS, body=world.finance, office=world.health, actor=officer)
    page = reverse("organizations:unit", args=[world.finance.pk])
    forget = reverse("organizations:name-forget", args=[learned.pk])
    looker = client_for(world.people["unit_head"])
    html = looker.get(page).content.decode()
    assert f"“{WORDS}”" in html
    assert forget not in html
    assert looker.post(forget).status_code == 403
    assert forget in desk.get(page).content.decode()
    assert desk.post(forget)["Location"] == page
    assert WORDS not in looker.get(page).content.decode()


def test_the_picker_of_an_unknown_name_offers_what_is_near_before_anything_is_typed(
    desk: Client, plan: Directive, officer: Actor
) -> None:
    task = make(plan, officer, "Sở Tài chính Thủ đô")
    address = reverse("tasks:editor-owners", args=[plan.pk])
    html = desk.get(address, {"role": f"name_{name_id(task)}"}).content.decode()
    assert "Sở Tài chính" in html


def test_typed_words_settle_a_name_without_script(desk: Client, plan: Directive, officer: Actor, world: World) -> None:
    task = make(plan, officer, WORDS)
    number = name_id(task)
    address = reverse("tasks:editor-owner", args=[plan.pk, task.pk])
    assert desk.post(address, {"settle": number, f"q_name_{number}": "Sở Tài chính"}).status_code == 302
    assert task.owners.get().unit == world.finance


def test_chains_of_successions_are_followed_to_who_exists_on_the_day(world: World, officer: Actor) -> None:
    middle = Unit.objects.create(name="Sở Giữa", parent=world.city, valid_to=date(2023, 1, 31))
    Unit.objects.filter(pk=world.finance.pk).update(valid_to=date(2022, 12, 31))
    UnitSuccession.objects.create(old=world.finance, new=middle, on=date(2023, 1, 1))
    UnitSuccession.objects.create(old=middle, new=world.health, on=date(2023, 2, 1))

    def named(on: date) -> str:
        entry = directory(officer, world.health, on).exact("Sở Tài chính")
        return entry.name if entry else ""

    assert named(date(2022, 6, 1)) == "Sở Tài chính"
    assert named(date(2023, 1, 15)) == "Sở Giữa"
    assert named(date(2023, 7, 1)) == "Sở Y tế"
    UnitSuccession.objects.create(old=middle, new=world.plan_room, on=date(2023, 2, 1))
    assert named(date(2023, 7, 1)) == "Sở Tài chính"


def taught(plan: Directive, officer: Actor, world: World) -> tuple[Task, LearnedName]:
    """A correction, and its words remembered on the strength of it."""
    task = make(plan, officer, WORDS)
    settle_name(task=task, name_id=name_id(task), bodies=[world.finance], actor=officer)
    return task, teach_name(task=task, body=world.finance, actor=officer)


def test_undoing_a_correction_forgets_the_name_and_doing_it_again_teaches_it(
    desk: Client, plan: Directive, officer: Actor, world: World
) -> None:
    taught(plan, officer, world)
    told = desk.post(reverse("tasks:editor-undo", args=[plan.pk]), follow=True).content.decode()
    assert f"Không còn nhớ “{WORDS}”" in told
    assert directory(officer, world.health).exact(WORDS) is None
    redo(directive=plan, actor=officer)
    found = directory(officer, world.health).exact(WORDS)
    assert found is not None
    assert found.key == f"u{world.finance.pk}"
    undo(directive=plan, actor=officer)
    assert not LearnedName.objects.filter(forgotten_at=None).exists()


def test_a_name_that_was_confirmed_elsewhere_stays_known(
    desk: Client, plan: Directive, officer: Actor, world: World
) -> None:
    _task, learned = taught(plan, officer, world)
    other = make_plan(world, number="200")
    elsewhere = create_blank(directive=other, actor=officer)
    name_owner(task=elsewhere, body=world.finance, role=Role.LEAD, words=WORDS.upper(), actor=officer)
    Task.objects.filter(pk=elsewhere.pk).update(confirmed=True)
    told = desk.post(reverse("tasks:editor-undo", args=[plan.pk]), follow=True).content.decode()
    assert f"Vẫn nhớ tên gọi “{WORDS}”" in told
    learned.refresh_from_db()
    assert learned.forgotten_at is None


def test_undoing_a_later_step_leaves_the_name(plan: Directive, officer: Actor, world: World) -> None:
    task, learned = taught(plan, officer, world)
    edit_wording(task=task, content="Việc khác", product="", actor=officer)
    undo(directive=plan, actor=officer)
    learned.refresh_from_db()
    assert learned.forgotten_at is None
