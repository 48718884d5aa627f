"""A unit that was split: each that carries on is offered with its day and decree; a person chooses one or several."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from organizations.models import Unit, UnitSuccession
from tasks.decomposition.actions.drafting import create_blank
from tasks.decomposition.actions.naming import note_name
from tasks.decomposition.actions.owning import name_owner
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.models import Task, UnknownName
from tasks.states import Role
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, page
from tests.tasks.decomposition.plan import make_plan, span_of
from workflows import clock
from workflows.actors import Actor

DECREE = "Nghị quyết số 18-NQ/TW"


@pytest.fixture
def heirs(world: World) -> list[Unit]:
    """Sở Tài chính, split in two on 1 July 2023."""
    Unit.objects.filter(pk=world.finance.pk).update(valid_to=date(2023, 6, 30))
    made = [Unit.objects.create(name=name, kind="department", parent=world.city) for name in ("Sở Ngân sách", "Sở Giá")]
    for unit in made:
        UnitSuccession.objects.create(old=world.finance, new=unit, on=date(2023, 7, 1), source=DECREE)
    return made


def test_the_old_name_is_not_guessed_and_each_heir_is_offered_with_day_and_decree(
    desk: Client, plan: Directive, officer: Actor, heirs: list[Unit]
) -> None:
    propose_tasks(directive=plan, actor=officer)
    start, end = span_of("cân đối, bố trí kinh phí")
    task = plan.tasks.get(source_start__lt=end, source_end__gt=start)
    name = UnknownName.objects.get(task=task, role=Role.LEAD)
    assert name.words == "Sở Tài chính"
    html = page(desk, plan, f"?viec={task.pk}")
    assert "“Sở Tài chính” đã tách, 2 đơn vị kế thừa" in html
    for heir in heirs:
        assert f'name="heir_{name.pk}" value="u{heir.pk}"' in html
    assert html.count(f"từ ngày 01/07/2023, theo {DECREE}") == 2
    address = reverse("tasks:editor-owner", args=[plan.pk, task.pk])
    assert desk.post(address, {"heirs": name.pk}, **HTMX).status_code == 422
    desk.post(address, {"heirs": name.pk, f"heir_{name.pk}": [f"u{heir.pk}" for heir in heirs]}, **HTMX)
    assert [(o.unit, o.role, o.name_in_text) for o in task.owners.filter(role=Role.LEAD)] == [
        (heir, Role.LEAD, "Sở Tài chính") for heir in heirs
    ]
    assert "Nhớ “Sở Tài chính”" not in page(desk, plan, f"?viec={task.pk}"), "the old name stays the old unit's"


def succeeded_and_namesake(world: World) -> tuple[Unit, Unit]:
    """Sở Tài chính of the plan's day became Sở Ngân sách the day after; from then another body bears its name."""
    Unit.objects.filter(pk=world.finance.pk).update(valid_to=date(2023, 7, 24))
    heir, namesake = (
        Unit.objects.create(name=name, kind="department", parent=world.city, valid_from=date(2023, 7, 25))
        for name in ("Sở Ngân sách", "Sở Tài chính")
    )
    UnitSuccession.objects.create(old=world.finance, new=heir, on=date(2023, 7, 25), source=DECREE)
    return heir, namesake


def test_a_name_means_whom_it_meant_on_the_documents_day_and_work_goes_to_who_carries_it_on(
    desk: Client, plan: Directive, officer: Actor, world: World
) -> None:
    heir, namesake = succeeded_and_namesake(world)
    assert (plan.issued_on, clock.today()) == (date(2023, 7, 24), date(2023, 7, 26))
    propose_tasks(directive=plan, actor=officer)
    start, end = span_of("cân đối, bố trí kinh phí")
    task = plan.tasks.get(source_start__lt=end, source_end__gt=start)
    assert [owner.unit for owner in task.owners.filter(role=Role.LEAD)] == [heir]
    html = page(desk, plan, f"?viec={task.pk}")
    assert "Văn bản ghi “Sở Tài chính”, nay là <strong>Sở Ngân sách</strong> từ ngày 25/07/2023" in html
    assert f", theo {DECREE}." in html

    later = make_plan(world, number="5", issued_on=date(2023, 7, 26))
    propose_tasks(directive=later, actor=officer)
    task = later.tasks.get(source_start__lt=end, source_end__gt=start)
    assert [owner.unit for owner in task.owners.filter(role=Role.LEAD)] == [namesake]
    assert "nay là <strong>" not in page(desk, later, f"?viec={task.pk}")


def test_words_selected_in_an_old_document_mean_its_day_words_typed_mean_today(
    desk: Client, plan: Directive, officer: Actor, world: World
) -> None:
    heir, namesake = succeeded_and_namesake(world)
    selected, typed = create_blank(directive=plan, actor=officer), create_blank(directive=plan, actor=officer)
    address = "tasks:editor-owner"
    desk.post(reverse(address, args=[plan.pk, selected.pk]), {"lead": "?", "selected": "Sở Tài chính"}, **HTMX)
    desk.post(reverse(address, args=[plan.pk, typed.pk]), {"lead": "?", "q_lead": "Sở Tài chính"}, **HTMX)
    assert (selected.owners.get().unit, typed.owners.get().unit) == (heir, namesake)


def test_the_picker_offers_each_heir_of_a_typed_old_name_before_the_old_unit(
    desk: Client, plan: Directive, heirs: list[Unit], world: World
) -> None:
    html = desk.get(reverse("tasks:editor-owners", args=[plan.pk]), {"role": "lead", "q_lead": "so tai chinh"})
    found = html.content.decode()
    places = [found.index(f'data-owner="u{unit.pk}"') for unit in (*heirs, world.finance)]
    assert places == sorted(places)
    assert found.count("kế thừa Sở Tài chính từ ngày 01/07/2023") == 2


def test_the_heirs_are_offered_where_the_text_names_the_head_of_the_old_unit(
    desk: Client, plan: Directive, officer: Actor, heirs: list[Unit]
) -> None:
    task: Task = create_blank(directive=plan, actor=officer)
    note_name(task=task, words="Giám đốc Sở Tài chính", role=Role.LEAD, actor=officer)
    name = task.unknown_names.get()
    assert f'name="heir_{name.pk}" value="u{heirs[0].pk}"' in page(desk, plan, f"?viec={task.pk}")


def test_an_owner_that_is_no_more_gives_way_to_those_chosen(
    desk: Client, plan: Directive, officer: Actor, world: World, heirs: list[Unit]
) -> None:
    task: Task = create_blank(directive=plan, actor=officer)
    name_owner(task=task, body=world.finance, role=Role.COORDINATE, actor=officer)
    key = f"u{world.finance.pk}"
    html = page(desk, plan, f"?viec={task.pk}")
    offered = html.index(f'name="heir_{key}" value="u{heirs[1].pk}"')
    assert html[:offered].count("<details") == html[:offered].count("</details"), "in sight, in no menu"
    address = reverse("tasks:editor-owner", args=[plan.pk, task.pk])
    refused = desk.post(address, {"succeed": key}, **HTMX)
    assert "Hãy chọn ít nhất một đơn vị kế thừa" in refused.content.decode()
    desk.post(address, {"succeed": key, f"heir_{key}": f"u{heirs[1].pk}"}, **HTMX)
    assert [(o.unit, o.role) for o in task.owners.all()] == [(heirs[1], Role.COORDINATE)]
