"""The page of one assignment: both sides see what is theirs, and nobody else sees anything."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from organizations.models import Unit
from tasks.actions import extending, following_up, receiving
from tasks.states import AssignmentState as A
from tasks.states import ReportState, Role
from tests.personas import PERSONAS, World
from tests.tasks.builders import TODAY, make_assignment, make_report, make_task
from tests.tasks.desk.conftest import Browser, again
from workflows import clock

Open = Callable[[str], Browser]
SEEING = {"standing_head", "standing_officer", "leader", "city_leader", "unit_head", "unit_officer", "deputy"}


@pytest.mark.parametrize("persona", PERSONAS)
def test_who_may_see_it(browser: Open, world: World, persona: str) -> None:
    assignment = make_assignment(world)
    expected = 200 if persona in SEEING else 302 if persona == "anonymous" else 404
    for name in ("tasks:assignment", "tasks:assignment-print", "tasks:assignment-news"):
        assert browser(persona).get(name, assignment.pk).status == expected, name


def test_facts_dates_and_the_words_it_was_read_from(browser: Open, world: World) -> None:
    task = make_task(world, deadline_words="trước ngày 20/10/2023")
    assignment = make_assignment(world, task=task, officer=world.unit_officer, due_on=date(2023, 10, 13))
    with clock.travel(date(2023, 10, 11)):
        extension = extending.ask_extension(
            assignment=assignment, until=date(2023, 10, 20), reason="Kiểm kê", actor=world.actor("deputy")
        )
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("standing_head"))
    page = browser("unit_head").get("tasks:assignment", assignment.pk)
    page.says(
        "Còn 3 ngày làm việc", '<del class="num">13/10</del>', '<strong class="num">20/10/2023</strong>', "thứ Sáu",
        "gia hạn lần 1", "Chủ trì", "Hoàng Văn Viện", "Vũ Thị Bộ", "Báo cáo rà soát", "4215/SYT-KHTC",
        "Chủ động rà soát, đánh giá tình trạng thiết bị y tế", "Xin gia hạn", "Đỗ Văn Thay (thay Hoàng Văn Viện)",
    )  # fmt: skip


def test_the_office_sees_no_draft_and_nothing_taken_back(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.IN_PROGRESS)
    make_report(world, assignment, ReportState.TAKEN_BACK, final=True, done="Câu đã rút lại")
    make_report(world, assignment, ReportState.SUBMITTED, done="Câu đã gửi")
    make_report(world, assignment, ReportState.DRAFT, done="Câu còn nháp")
    for persona in ("unit_head", "unit_officer", "deputy"):
        browser(persona).get("tasks:assignment", assignment.pk).says("Câu đã rút lại", "Câu đã gửi", "Câu còn nháp")
    for persona in ("standing_head", "standing_officer", "leader"):
        page = browser(persona).get("tasks:assignment", assignment.pk)
        page.says("Câu đã gửi")
        page.hides("Câu đã rút lại", "Câu còn nháp", "đang soạn", "Lưu nháp")
        browser(persona).get("tasks:assignment-print", assignment.pk).hides("Câu đã rút lại", "Câu còn nháp")
        browser(persona).get("tasks:assignment-news", assignment.pk, query="?v=x").hides("Câu còn nháp", "đang soạn")


def test_other_units_of_the_task_only_where_visible(browser: Open, world: World) -> None:
    task = make_task(world)
    mine = make_assignment(world, task=task)
    make_assignment(world, task=task, unit=world.hospital_b, role=Role.COORDINATE)
    browser("standing_head").get("tasks:assignment", mine.pk).says("Bệnh viện Đa khoa Hai", "Phối hợp")
    browser("unit_head").get("tasks:assignment", mine.pk).hides("Bệnh viện Đa khoa Hai")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (A.ASSIGNED, ["Tiếp nhận để bên giao biết", "Trả lại vì không thuộc chức năng"]),
        (A.ACCEPTED, ["Báo cáo lần 1", "Gửi xác nhận", "Cập nhật tiến độ", "Phân công cán bộ thực hiện"]),
        (A.RETURNED, ["Báo cáo lần 1", "Gửi xác nhận"]),
        (A.SUBMITTED, ["Chờ xác nhận từ 17/10/2023", "Rút lại báo cáo"]),
        (A.DECLINED, ["Đã đề nghị trả lại việc", "Chờ bên giao quyết định"]),
        (A.SUSPENDED, ["Tạm dừng từ 17/10/2023", "Chờ hướng dẫn"]),
        (A.COMPLETED, ["Hoàn thành đúng hạn"]),
        (A.CANCELLED, ["Đã hủy"]),
    ],
)
def test_each_state_offers_what_it_allows(browser: Open, world: World, state: A, words: list[str]) -> None:
    assignment = make_assignment(world, state)
    page = browser("unit_head").get("tasks:assignment", assignment.pk)
    page.says(*words)
    offered = {
        "Gửi xác nhận": state in (A.ACCEPTED, A.RETURNED),
        reverse("tasks:accept", args=[assignment.pk]): state == A.ASSIGNED,
        reverse("tasks:take-back", args=[assignment.pk]): state == A.SUBMITTED,
        reverse("tasks:decline", args=[assignment.pk]): state in (A.ASSIGNED, A.ACCEPTED),
        reverse("tasks:extension-ask", args=[assignment.pk]): state in (A.ASSIGNED, A.ACCEPTED, A.RETURNED),
    }
    for text, there in offered.items():
        (page.says if there else page.hides)(text)


def test_a_disabled_act_says_why(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.IN_PROGRESS, due_on=date(2023, 10, 10))
    page = browser("unit_head").get("tasks:assignment", assignment.pk)
    page.says("Đã quá hạn; chỉ xin gia hạn được trước khi hết hạn.")
    page.says("Không thể “Đề nghị trả lại việc” vì hiện đang ở trạng thái “Đang thực hiện”.")


def test_the_reason_of_a_return_stands_above_the_form(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.SUBMITTED)
    from tasks.actions.reporting import return_result

    return_result(assignment=assignment, reason="Bổ sung số liệu máy thở", actor=world.actor("standing_head"))
    page = browser("unit_officer").get("tasks:assignment", assignment.pk)
    page.says("Bên giao yêu cầu thực hiện lại báo cáo lần 1", "Bổ sung số liệu máy thở", "Lê Văn Trực", "Báo cáo lần 2")


def test_a_part_shows_its_own_words_and_who_gave_it(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world)
    part = make_assignment(world, task=whole.task, unit=ward, parent=whole, part_content="Rà soát khoa Cấp cứu")
    page = browser("ward_head").get("tasks:assignment", part.pk)
    page.says("Rà soát khoa Cấp cứu", "Bệnh viện Đa khoa Một", "Trong nhiệm vụ:")
    page.hides(reverse("tasks:assignment", args=[whole.pk]) + '"')
    assert browser("ward_head").get("tasks:assignment", whole.pk).status == 404
    browser("unit_head").get("tasks:assignment", part.pk).says(reverse("tasks:assignment", args=[whole.pk]))


def test_news_only_when_something_is_on_record_that_the_page_does_not_know(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ASSIGNED)
    officer = browser("unit_officer")
    assert officer.get("tasks:assignment-news", assignment.pk, query="?v=0").status == 204
    receiving.accept_assignment(assignment=assignment, actor=world.actor("unit_head"))
    officer.get("tasks:assignment-news", assignment.pk, query="?v=0")
    officer.says("Việc này vừa thay đổi, nay là “đã tiếp nhận”", 'id="viec-dau" hx-swap-oob="true"', "Tiếp nhận")


def test_the_address_names_its_boards(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    boards = f"unit.{assignment.unit_id} directive.{assignment.directive_id}"
    browser("unit_head").get("tasks:assignment", assignment.pk).says(f'data-board="{boards}"')


def test_cost_does_not_grow_with_reports_parts_and_fellows(
    browser: Open, world: World, ward: Unit, django_assert_max_num_queries: Any
) -> None:
    whole = make_assignment(world, A.IN_PROGRESS)
    head, office, counts = browser("unit_head"), browser("standing_head"), []
    for batch in (1, 8):
        for _nth in range(batch):
            make_report(world, whole, ReportState.SUBMITTED)
            unit = world.hospital_a.children.create(name=f"Khoa {whole.reports.count()}", kind="room")
            make_assignment(world, A.SUBMITTED, task=whole.task, unit=unit, parent=whole)
            following_up.urge(assignment=whole, message="Đề nghị báo cáo", actor=world.actor("standing_head"))
        for who in (head, office):
            who.get("tasks:assignment", whole.pk)
            with django_assert_max_num_queries(55) as queries:
                who.get("tasks:assignment", whole.pk)
            counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]
    assert again(whole).urgings == 9
    assert TODAY
