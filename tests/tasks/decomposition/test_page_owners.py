"""Owners on a card, over HTTP: found, named, left unknown, adjusted."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from organizations.models import LearnedName, Person
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.actions.undoing import undo
from tasks.models import Task
from tasks.states import Role
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, card, url
from tests.tasks.decomposition.plan import BODY, UNKNOWN, make_plan
from workflows.actors import Actor


def test_owners_are_found_without_marks_and_groups_say_how_many_they_are(desk: Client, plan: Directive) -> None:
    html = desk.get(url("-owners", plan), {"role": "lead", "q_lead": "quan huyen"}).content.decode()
    assert "UBND các quận, huyện, thị xã" in html
    assert "hôm nay là 2 đơn vị" in html
    assert "Không có đơn vị" in desk.get(url("-owners", plan), {"role": "lead", "q_lead": "zzz"}).content.decode()
    assert desk.get(url("-owners", plan), {"role": "lead", "q_lead": " "}).content.strip() == b""


def test_a_unit_that_is_no_more_is_found_last_and_flagged(desk: Client, plan: Directive, world: World) -> None:
    gone = world.finance
    gone.valid_to = date(2023, 6, 30)
    gone.save()
    html = desk.get(url("-owners", plan), {"role": "lead", "q_lead": "tai chinh"}).content.decode()
    assert "thôi hoạt động sau 30/06/2023" in html
    assert html.index("Phòng Kế hoạch - Tài chính") < html.index("Sở Tài chính")


@pytest.mark.parametrize(
    ("sent", "owner"),
    [
        ({"coordinate": "?", "q_coordinate": "so tai chinh"}, ("Sở Tài chính", Role.COORDINATE)),
        (
            {"lead": "?", "selected": "Ủy ban nhân dân các quận, huyện, thị xã"},
            ("UBND các quận, huyện, thị xã", Role.LEAD),
        ),
    ],
)
def test_an_owner_is_named_by_typed_or_selected_words(
    desk: Client, task: Task, sent: dict[str, str], owner: tuple[str, str]
) -> None:
    address = reverse("tasks:editor-owner", args=[task.directive_id, task.pk])
    assert desk.post(address, sent, **HTMX).status_code == 200
    assert owner in [(str(each), each.role) for each in task.owners.all()]


def test_a_name_nobody_bears_is_answered_with_near_ones(desk: Client, task: Task) -> None:
    address = reverse("tasks:editor-owner", args=[task.directive_id, task.pk])
    response = desk.post(address, {"lead": "?", "q_lead": "bệnh viện"}, **HTMX)
    assert response.status_code == 422
    assert "Gần đúng: " in response.content.decode()
    assert "Bệnh viện Đa khoa" in response.content.decode()


def test_selected_words_that_name_nobody_stay_on_the_task_until_somebody_says_who_it_is(
    desk: Client, plan: Directive, task: Task, world: World
) -> None:
    address = reverse("tasks:editor-owner", args=[task.directive_id, task.pk])
    html = desk.post(address, {"coordinate": "?", "selected": "Kho bạc khu vực IX"}, **HTMX).content.decode()
    assert "chưa nhận ra:" in html
    name = task.unknown_names.get()
    assert (name.words, name.role) == ("Kho bạc khu vực IX", Role.COORDINATE)
    refused = desk.post(card(task), {"do": "confirm"}, **HTMX)
    assert refused.status_code == 422
    assert "Chưa nhận ra “Kho bạc khu vực IX”" in refused.content.decode()
    chosen = {f"name_{name.pk}": f"u{world.finance.pk}"}
    assert "Nhớ “Kho bạc khu vực IX” là tên khác của" in desk.post(address, chosen, **HTMX).content.decode()
    assert not task.unknown_names.exists()
    learnt = desk.post(address, {"learn": f"u{world.finance.pk}"}, **HTMX).content.decode()
    assert "Đã nhớ “Kho bạc khu vực IX”" in learnt
    assert "Hoàn tác bước chọn đơn vị này thì tên đó cũng được quên" in learnt
    assert "là tên khác của <strong>" not in learnt
    assert LearnedName.objects.get().body == world.finance


def test_a_name_taught_without_a_step_to_undo_says_where_it_is_forgotten(
    desk: Client, task: Task, world: World
) -> None:
    task.owners.create(role=Role.LEAD, unit=world.finance, name_in_text="Cơ quan tài chính khu vực")
    address = reverse("tasks:editor-owner", args=[task.directive_id, task.pk])
    assert (
        "Hoàn tác không làm quên tên này"
        in desk.post(address, {"learn": f"u{world.finance.pk}"}, **HTMX).content.decode()
    )


def test_selected_words_take_the_place_of_the_unknown_name_they_answer(
    desk: Client, world: World, officer: Actor, today: None
) -> None:
    plan = make_plan(world, text=BODY)
    propose_tasks(directive=plan, actor=officer)
    task = plan.tasks.get(unknown_names__words=UNKNOWN)
    address = reverse("tasks:editor-owner", args=[plan.pk, task.pk])

    def select(role: str, words: str, at: int) -> str:
        return desk.post(
            address, {role: "?", "selected": words, "start": at, "end": at + len(words)}, **HTMX
        ).content.decode()

    far, near = BODY.index("Sở Tài chính"), BODY.index(UNKNOWN)
    select("coordinate", "Sở Tài chính", far)
    assert task.unknown_names.filter(words=UNKNOWN).exists(), "a helper takes no lead's place"
    undo(directive=plan, actor=officer)
    assert f"Đã bỏ tên “{UNKNOWN}”" in select("lead", "Sở Tài chính", far)
    assert not task.unknown_names.exists() and task.owners.get().unit == world.finance
    undo(directive=plan, actor=officer)
    assert task.unknown_names.get().words == UNKNOWN and not task.owners.exists()
    select("coordinate", "kho dược", near + UNKNOWN.index("kho dược"))
    assert [(name.words, name.role) for name in task.unknown_names.all()] == [("kho dược", Role.COORDINATE)]
    undo(directive=plan, actor=officer)
    select("coordinate", UNKNOWN, near)
    assert [(name.words, name.role) for name in task.unknown_names.all()] == [(UNKNOWN, Role.COORDINATE)]


def test_own_deadline_person_and_members(desk: Client, task: Task, world: World) -> None:
    address = reverse("tasks:editor-owner", args=[task.directive_id, task.pk])
    key = f"u{world.health.pk}"
    assert desk.post(address, {"adjust": key, f"due_{key}": "27/7/2023"}, **HTMX).status_code == 200
    assert task.owners.get(unit=world.health).due_on == date(2023, 7, 27)
    assert desk.post(address, {"adjust": key, f"due_{key}": "x"}, **HTMX).status_code == 422
    html = desk.get(
        reverse("tasks:editor-members", args=[task.directive_id, f"g{world.districts.pk}"])
    ).content.decode()
    assert "2 đơn vị" in html
    assert "Lý Văn Quận" in html
    assert "chưa có tên thủ trưởng" in html


def test_the_person_who_answers_may_be_another_than_the_head(desk: Client, task: Task, world: World) -> None:
    person = Person.objects.get(username="health_head")
    typed = {"do": "save", "content": task.content, "product": "", "person": person.pk}
    assert desk.post(card(task), typed, **HTMX).status_code == 200
    assert task.owners.get(unit=world.health).responsible == person
    desk.post(card(task), typed | {"person": ""}, **HTMX)
    assert task.owners.get(unit=world.health).responsible is None
