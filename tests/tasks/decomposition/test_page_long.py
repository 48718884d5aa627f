"""The editor of a long document: what is folded or out of sight is fetched when somebody comes to it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import Directive
from tasks.decomposition.actions.proposing import propose_tasks
from tests.personas import World
from tests.tasks.decomposition.pages import page, url
from tests.tasks.decomposition.plan import make_plan
from workflows.actors import Actor

CODE = "clause_without_task"


def long_text(sections: int, points: int) -> str:
    """Sections of obligations, and one of plain remarks without a task."""
    told = "KẾ HOẠCH\n\n"
    for section in range(1, sections + 1):
        told += f"{section}. Sở Y tế\n\n"
        told += "\n\n".join(f"- Rà soát thuốc của kho {section}.{at}, báo cáo hằng quý." for at in range(points))
        told += "\n\n"
    return told + "\n\n".join(f"{at}. Bối cảnh thứ {at} của năm." for at in range(90, 100))


@pytest.fixture
def long(world: World, today: None, officer: Actor) -> Directive:
    plan = make_plan(world, text=long_text(6, 30))
    propose_tasks(directive=plan, actor=officer)
    assert plan.tasks.count() == 180
    return plan


def test_cards_out_of_sight_are_stubs_that_still_lead_to_their_task(desk: Client, long: Directive) -> None:
    html = page(desk, long)
    items = re.findall(r'<li id="v(\d+)"[^>]*data-task="\d+"[^>]*>', html)
    assert len(items) == 180
    stubs = re.findall(r'<li id="v(\d+)"[^>]* data-stub>', html)
    assert len(stubs) == 150
    assert f'href="?viec={stubs[-1]}#v{stubs[-1]}"' in html
    wanted = stubs[:3]
    found = desk.get(url("-cards", long), {"viec": ",".join([*wanted, "x", "0"])}).content.decode()
    assert re.findall(r'<li id="v(\d+)"', found) == wanted
    assert found.count("hằng quý") >= 3 and "data-stub" not in found


def test_sections_of_a_long_outline_are_folded_but_for_that_of_the_open_card(desk: Client, long: Directive) -> None:
    html = page(desk, long)
    assert html.count('class="rv-out-more"') == 5, "the first section holds the open card"
    assert "30 mục bên trong" in html
    clause = int(re.findall(r'data-fold="d(\d+)"', html)[-1])
    rows = desk.get(reverse("tasks:editor-branch", args=[long.pk, clause])).content.decode()
    assert rows.count("<li ") == 30 and 'data-clause="' in rows
    assert page(desk, long, f"?muc={clause}").count('class="rv-out-more"') == 4, "without script"
    last = long.tasks.last()
    assert last is not None
    opened = page(desk, long, f"?viec={last.pk}")
    assert opened.count('class="rv-out-more"') == 5 and f'data-fold="d{clause}"' not in opened


def test_a_folded_kind_brings_its_warnings_when_it_is_unfolded(desk: Client, long: Directive) -> None:
    html = page(desk, long)
    assert f'data-kind="{CODE}"' in html and "rv-find-box" not in html
    found = desk.get(url("-kind", long, code=CODE)).content.decode()
    assert found.count("rv-find-box") == 10 and "Bối cảnh thứ 95" in found
    assert page(desk, long, f"?loai={CODE}").count("rv-find-box") == 10, "without script"
    assert desk.get(url("-kind", long, code="khong-co")).status_code == 404


def test_what_a_page_and_its_parts_ask_of_the_database_does_not_grow(
    desk: Client, long: Directive, world: World, officer: Actor
) -> None:
    short = make_plan(world, text=long_text(2, 3), number="7")
    propose_tasks(directive=short, actor=officer)
    asked = []
    for plan in (long, short):
        task = plan.tasks.first()
        assert task is not None
        addresses = [url("", plan), url("-cards", plan) + f"?viec={task.pk}", url("-kind", plan, code=CODE)]
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as queries:
                desk.get(address)
            asked.append(len(queries))
    assert asked[:3] == asked[3:]


def test_opening_a_card_reads_the_document_once(desk: Client, long: Directive) -> None:
    task = long.tasks.first()
    assert task is not None
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(reverse("tasks:editor-card", args=[long.pk, task.pk]), headers={"HX-Request": "true"})
    assert f"{task.pk}:" in answer.content.decode()
    whole = [each["sql"] for each in queries if re.search(r'FROM "tasks_taskowner".*"task_id" IN \(\d+, ', each["sql"])]
    assert len(whole) == 1


def test_a_long_page_stays_light(desk: Client, long: Directive) -> None:
    html = page(desk, long)
    words = len(long.text.encode())
    assert len(html.encode()) < 14 * words + 100_000
    assert len(re.findall(r"<[a-z]", html)) < 4_000
