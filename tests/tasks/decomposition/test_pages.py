"""The editor over HTTP: what each part shows and does, with and without script."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from directives.models import Directive
from directives.states import DirectiveState
from organizations.models import LearnedName, Person
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses, create_from_span
from tasks.decomposition.actions.wording import edit_wording, set_deadline
from tasks.decomposition.loading import load
from tasks.issuing.plan import draw_up
from tasks.models import Task, WarningAnswer
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.decomposition.plan import TODAY, span_of
from workflows import options
from workflows.actors import Actor

HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(client_for: Callable[..., Client], world: World) -> Client:
    """The standing officer's browser."""
    return client_for(world.people["standing_officer"])


@pytest.fixture
def task(plan: Directive, officer: Actor) -> Task:
    start, end = span_of("Tăng cường công tác hướng dẫn, thanh tra, kiểm tra công tác mua sắm thuốc")
    return create_from_span(directive=plan, start=start, end=end, actor=officer)


def url(name: str, plan: Directive, **more: Any) -> str:
    return reverse(f"tasks:editor{name}", kwargs={"pk": plan.pk, **more})


def card(task: Task) -> str:
    return reverse("tasks:editor-card", args=[task.directive_id, task.pk])


def page(client: Client, plan: Directive, query: str = "") -> str:
    response = client.get(url("", plan) + query)
    assert response.status_code == 200
    return response.content.decode()


def clause(plan: Directive, path: str) -> int:
    return plan.provisions.get(path=path).pk


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


def test_saving_keeps_wording_and_deadline_and_answers_with_the_new_signs(desk: Client, task: Task) -> None:
    typed = {
        "do": "save",
        "content": "Thanh tra việc mua sắm thuốc",
        "product": "Kết luận thanh tra",
        "kind": DeadlineKind.FIXED,
        "due": "other",
        "due_other": "28/7/2023",
    }
    html = desk.post(card(task), typed, **HTMX).content.decode()
    task.refresh_from_db()
    assert (task.content, task.product, task.due_on) == (
        "Thanh tra việc mua sắm thuốc",
        "Kết luận thanh tra",
        date(2023, 7, 28),
    )
    assert f'id="v{task.pk}-five"' in html
    assert "còn 2 ngày làm việc" in html
    assert f'id="v{task.pk}-content"' not in html, "the field somebody types in is never replaced"


def test_words_over_the_limit_are_refused_aloud(desk: Client, task: Task) -> None:
    """Nothing of the saving is stored, and the fields somebody types in stay as they are on screen."""
    before = task.content
    typed = {"do": "save", "content": "Nội dung mới hẳn", "product": "x" * 501, "kind": "standing"}
    answer = desk.post(card(task), typed, **HTMX)
    task.refresh_from_db()
    assert answer.status_code == 422
    assert "Sản phẩm dài quá 500 ký tự nên chưa lưu." in answer.content.decode()
    assert (task.content, task.product, task.deadline_kind == "standing") == (before, "", False)
    assert f'id="v{task.pk}-content"' not in answer.content.decode()


def test_a_day_that_is_none_is_explained_and_the_rest_is_kept(desk: Client, task: Task) -> None:
    typed = {"do": "save", "content": "Nội dung mới hẳn", "kind": "fixed", "due": "other", "due_other": "32/7/2023"}
    response = desk.post(card(task), typed, **HTMX)
    assert response.status_code == 422
    assert "dd/mm/yyyy" in response.content.decode()
    assert "32/7/2023" in response.content.decode()
    task.refresh_from_db()
    assert task.content == "Nội dung mới hẳn"


def test_confirming_closes_the_card_and_opens_the_next(
    desk: Client, plan: Directive, officer: Actor, task: Task
) -> None:
    set_deadline(task=task, kind=DeadlineKind.STANDING, actor=officer)
    following = create_blank(directive=plan, actor=officer)
    html = desk.post(card(task), {"do": "confirm"}, **HTMX).content.decode()
    task.refresh_from_db()
    assert task.confirmed
    assert f'data-open="{following.pk}"' in html
    assert f'id="v{following.pk}-content"' in html


def test_a_refused_confirmation_says_what_is_missing(desk: Client, task: Task) -> None:
    response = desk.post(card(task), {"do": "confirm"}, **HTMX)
    assert response.status_code == 422
    assert "Chưa có thời hạn" in response.content.decode()
    plain = desk.post(card(task), {"do": "confirm"}, follow=True)
    assert "Chưa có thời hạn" in plain.content.decode()


def test_two_editors_meet_in_one_card_and_neither_loses_a_word(
    desk: Client, task: Task, world: World, plan: Directive
) -> None:
    html = page(desk, plan, f"?viec={task.pk}")
    seen = html.split(f'id="v{task.pk}-seen" value="')[1].split('"')[0]
    edit_wording(task=task, content="Bản của chánh văn phòng", product="", actor=world.actor("standing_head"))
    mine = {"do": "save", "content": "Bản của chuyên viên", "product": "", "seen": seen}
    response = desk.post(card(task), mine, **HTMX)
    told = response.content.decode()
    assert response.status_code == 422
    assert "Lê Văn Trực vừa sửa việc này" in told
    assert "Bản của chánh văn phòng" in told
    assert "Giữ bản của tôi" in told
    newer = told.split('data-keep-mine="')[1].split('"')[0]
    assert desk.post(card(task), mine | {"seen": newer}, **HTMX).status_code == 200
    task.refresh_from_db()
    assert task.content == "Bản của chuyên viên"
    plain = desk.post(card(task), mine | {"seen": "0" * 16}, follow=True)
    assert plain.status_code == 200


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
    assert "là tên khác của <strong>" not in learnt
    assert LearnedName.objects.get().body == world.finance


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


def test_split_merge_move_delete_undo_redo(desk: Client, plan: Directive, task: Task) -> None:
    assert "Tách ở đâu?" in page(desk, plan, f"?viec={task.pk}&bang=tach")
    desk.post(card(task), {"do": "split", "cursor": 20})
    first, second = plan.tasks.all()
    assert f"Gộp việc {1}" in page(desk, plan, f"?viec={first.pk}&bang=gop")
    desk.post(card(second), {"do": "up"})
    assert list(plan.tasks.all()) == [second, first]
    desk.post(url("-sort", plan))
    desk.post(url("-merge", plan), {"tasks": [first.pk, second.pk]})
    assert plan.tasks.count() == 1
    desk.post(url("-undo", plan))
    assert plan.tasks.count() == 2
    desk.post(url("-redo", plan))
    assert plan.tasks.count() == 1
    desk.post(card(first), {"do": "delete"})
    assert not plan.tasks.exists()
    assert "Không còn bước nào để làm lại" in desk.post(url("-redo", plan), follow=True).content.decode()


def test_every_task_without_a_time_can_be_declared_so_at_once(desk: Client, plan: Directive, officer: Actor) -> None:
    for _each in range(2):
        create_blank(directive=plan, actor=officer)
    assert "Không thời hạn cho 2 việc còn lại" in page(desk, plan)
    desk.post(url("-timeless", plan))
    assert plan.tasks.filter(none_declared=True).count() == 2


def test_a_warning_is_answered_in_writing_and_asks_again_when_its_matter_changes(
    desk: Client, plan: Directive, task: Task, officer: Actor
) -> None:
    set_deadline(task=task, kind=DeadlineKind.FIXED, due_on=date(2023, 7, 30), actor=officer)
    warning = next(each for each in load(plan).judgment.findings if each.code == "deadline_day_off")
    sent = {"code": warning.code, "fingerprint": warning.fingerprint}
    assert (
        "để người duyệt hiểu" in desk.post(url("-answer", plan), sent | {"answer": "ok"}, follow=True).content.decode()
    )
    desk.post(url("-answer", plan), sent | {"answer": "Đã thống nhất với đơn vị", "viec": task.pk}, **HTMX)
    assert WarningAnswer.objects.get().answer == "Đã thống nhất với đơn vị"
    assert "Đã thống nhất với đơn vị" in page(desk, plan, f"?viec={task.pk}")
    set_deadline(task=task, kind=DeadlineKind.FIXED, due_on=date(2023, 8, 6), actor=officer)
    again = next(each for each in load(plan).judgment.findings if each.code == "deadline_day_off")
    assert again.open
    assert desk.post(url("-answer", plan), sent | {"answer": "Câu trả lời cũ"}).status_code == 404
    desk.post(url("-answer", plan), {"code": again.code, "fingerprint": again.fingerprint, "withdraw": "1"})


def finish(desk: Client, plan: Directive, officer: Actor) -> None:
    """Decompose the plan to the end: every clause a task, every task clear, every warning answered."""
    made = create_from_clauses(directive=plan, clauses=plan.provisions.values_list("pk", flat=True), actor=officer)
    for task in made:
        for name in task.unknown_names.all():
            desk.post(reverse("tasks:editor-owner", args=[plan.pk, task.pk]), {"drop_name": name.pk})
        if not task.owners.exists():
            desk.post(reverse("tasks:editor-owner", args=[plan.pk, task.pk]), {"lead": "?", "selected": "Sở Tài chính"})
        if task.deadline_kind == DeadlineKind.NONE:
            set_deadline(task=task, kind=DeadlineKind.NONE, actor=officer)
        desk.post(card(task), {"do": "confirm"})
    for finding in load(plan).judgment.findings:
        if finding.open:
            sent = {"code": finding.code, "fingerprint": finding.fingerprint, "answer": "Văn bản ghi như vậy"}
            desk.post(url("-answer", plan), sent)


def test_submitting_waits_for_the_checklist_and_then_hands_over(
    desk: Client, plan: Directive, officer: Actor, client_for: Callable[..., Client], world: World
) -> None:
    create_blank(directive=plan, actor=officer)
    refused = desk.post(url("-submit", plan), follow=True).content.decode()
    assert "Còn 1 việc chưa xác nhận" in refused
    plan.tasks.all().delete()
    finish(desk, plan, officer)
    assert load(plan).judgment.refusal == ""
    shown = desk.get(url("-submit", plan)).content.decode()
    assert f"Trình {plan.tasks.count()} việc" in shown
    receiver = world.people["leader"]
    assert "Người nhận bản trình" in shown and receiver.full_name in shown
    planned = draw_up(plan, TODAY)
    assert f"{len(planned.rows)} lượt giao cho {len(planned.units)} đơn vị" in shown and len(planned.units) > 1
    assert desk.post(url("-submit", plan), {"note": "Kính trình"}).status_code == 302
    row = Directive.objects.get(pk=plan.pk)
    assert row.state == DirectiveState.IN_REVIEW
    leader = client_for(world.people["leader"])
    asked = " ".join(strip_tags(leader.get(reverse("directives:review", args=[plan.pk])).content.decode()).split())
    assert f"Duyệt là giao {len(planned.rows)} lượt cho {len(planned.units)} đơn vị." in asked
    assert "UBND các quận, huyện, thị xã (2)" in asked
    looked = leader.get(url("", plan)).content.decode()
    assert "Duyệt hoặc trả lại" in looked
    assert "Văn bản ghi như vậy" in looked
    assert "Trình lãnh đạo" not in looked
    changed = desk.post(card(plan.tasks.all()[0]), {"do": "save", "content": "Sửa lén"}, **HTMX)
    assert changed.headers["HX-Refresh"] == "true"
    assert "không sửa phân công được nữa" in page(desk, plan)


def test_a_change_of_settings_after_confirmation_is_noticed_at_submission(
    desk: Client, plan: Directive, officer: Actor
) -> None:
    finish(desk, plan, officer)
    options.set_value("required_clarities", ["product"], actor_id=None)
    refused = desk.post(url("-submit", plan), follow=True).content.decode()
    assert "đã xác nhận nhưng chưa đủ rõ" in refused
    assert Directive.objects.get(pk=plan.pk).state == DirectiveState.DRAFT


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
