"""The editor over HTTP: what the page shows to whom, with and without script."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import Directive
from directives.states import DirectiveState
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses, create_from_span
from tasks.decomposition.actions.wording import edit_wording, set_deadline
from tasks.models import Task
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, card, clause, page, url
from tests.tasks.decomposition.plan import span_of
from workflows.actors import Actor


def test_the_page_shows_text_outline_and_cards_side_by_side(desk: Client, plan: Directive, task: Task) -> None:
    html = page(desk, plan)
    assert 'id="ed-sheet"' in html
    assert "III. PHÂN CÔNG NHIỆM VỤ" in html
    assert f'data-task="{task.pk}"' in html
    assert "Phân công nhiệm vụ" in html
    assert "Trình lãnh đạo" in html
    assert "Trình duyệt<" not in html
    assert "Còn 1 việc chưa xác nhận" in html


def test_an_empty_editor_says_how_to_begin(desk: Client, plan: Directive) -> None:
    html = page(desk, plan)
    assert "Chưa có việc nào" in html
    assert "Đọc văn bản, đề xuất việc" in html
    assert "bôi chữ trong văn bản" in html


def test_a_directive_without_text_can_still_be_decomposed(desk: Client, plan: Directive, officer: Actor) -> None:
    Directive.objects.filter(pk=plan.pk).update(text="")
    plan.provisions.all().delete()
    assert "chưa có toàn văn" in page(desk, plan)
    assert desk.post(url("-create", plan)).status_code == 302
    assert plan.tasks.get().content == ""
    assert "Không ghim vào văn bản" in page(desk, plan)


def test_without_script_a_clause_becomes_a_task_and_the_page_opens_it(desk: Client, plan: Directive) -> None:
    response = desk.post(url("-create", plan), {"clause": clause(plan, "III.1.b")})
    task = plan.tasks.get()
    assert response["Location"].endswith(f"?viec={task.pk}#v{task.pk}")
    assert task.content.startswith("Tổng hợp, theo dõi")
    assert f'id="v{task.pk}-content"' in page(desk, plan, f"?viec={task.pk}")


def test_with_script_the_answer_is_the_parts_of_the_page(desk: Client, plan: Directive) -> None:
    start, end = span_of("Tiếp tục chủ trì")
    response = desk.post(url("-create", plan), {"start": start, "end": end, "edition": 1}, **HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    for part in ("ed-head", "ed-tabs", "ed-outline", "ed-sheet", "ed-list", "ed-sync"):
        assert f'id="{part}"' in html
    assert "<html" not in html


def test_a_section_is_previewed_with_its_count_and_made_in_one_go(desk: Client, plan: Directive) -> None:
    address = url("-section", plan, clause_id=clause(plan, "III.1"))
    html = desk.get(address).content.decode()
    assert "Tạo 2 việc" in html
    points = [clause(plan, "III.1.a"), clause(plan, "III.1.b")]
    assert desk.post(address, {"clauses": points}).status_code == 302
    assert plan.tasks.count() == 2
    again = desk.get(address).content.decode()
    assert again.count("đã có việc") == 2
    assert "disabled" in again


def test_units_see_the_tasks_once_issued_but_not_the_office_s_doubts(
    desk: Client, plan: Directive, officer: Actor, client_for: Callable[..., Client], world: World, task: Task
) -> None:
    set_deadline(task=task, kind=DeadlineKind.FIXED, due_on=date(2023, 7, 30), actor=officer)
    Directive.objects.filter(pk=plan.pk).update(state=DirectiveState.ISSUED)
    hospital = client_for(world.people["unit_head"])
    assert hospital.get(url("", plan)).status_code == 404
    plan.assignments.create(task=task, unit=world.hospital_a, role=Role.LEAD, assigned_on=date(2023, 7, 26))
    html = hospital.get(url("", plan) + f"?viec={task.pk}").content.decode()
    assert task.content in html
    assert "ngày nghỉ" not in html
    assert 'id="ed-finds"' not in html


def test_the_pulse_tells_who_changed_it_meanwhile(desk: Client, plan: Directive, task: Task, world: World) -> None:
    edition = Directive.objects.get(pk=plan.pk).edition
    quiet = desk.get(url("-pulse", plan), {"edition": edition}).content.decode()
    assert "vừa sửa" not in quiet
    edit_wording(task=task, content="Khác đi rồi", product="", actor=world.actor("standing_head"))
    told = desk.get(url("-pulse", plan), {"edition": edition}).content.decode()
    assert "Lê Văn Trực vừa sửa phân công" in told


def test_the_printed_annex_lists_every_task(desk: Client, plan: Directive, task: Task) -> None:
    html = desk.get(url("-print", plan)).content.decode()
    assert "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ" in html
    assert task.content in html
    assert "Danh mục có 1 nhiệm vụ." in html


def test_queries_do_not_grow_with_tasks_owners_or_clauses(
    desk: Client, plan: Directive, officer: Actor, django_assert_max_num_queries: Any
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(desk, plan)
        return len(queries)

    start, end = span_of("Giao Sở Y tế (cơ quan thường trực) theo dõi")
    create_from_span(directive=plan, start=start, end=end, actor=officer)
    start, end = span_of("Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết")
    create_from_span(directive=plan, start=start, end=end, actor=officer)
    page(desk, plan)
    few = cost()
    create_from_clauses(directive=plan, clauses=plan.provisions.values_list("pk", flat=True), actor=officer)
    for _each in range(5):
        create_blank(directive=plan, actor=officer)
    assert cost() == few
    assert few <= 34


def test_numbers_in_addresses_that_are_no_numbers_do_no_harm(desk: Client, plan: Directive) -> None:
    assert desk.get(url("", plan) + "?viec=" + "9" * 40).status_code == 200
    assert desk.get(url("", plan) + "?viec=abc&loc=xyz&khung=zzz&bang=qqq").status_code == 200
    assert desk.post(url("-create", plan), {"clause": "999999999"}, follow=True).status_code == 200
    assert desk.post(card(Task(pk=1, directive=plan)), {"do": "nonsense"}).status_code == 404
    assert desk.get(reverse("tasks:editor-members", args=[plan.pk, "u1"])).status_code == 404
    assert desk.get(reverse("tasks:editor-members", args=[plan.pk, "g99999"])).status_code == 404
