"""Accepting, declining, naming, handing down: what a unit does with what it is given."""

from collections.abc import Callable
from datetime import date

import pytest

from organizations.models import GroupRule, Unit, UnitGroup
from tasks.actions import receiving, reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_task
from tests.tasks.desk.conftest import Browser, again
from workflows.models import Event

Open = Callable[[str], Browser]


def test_accept_by_the_deputy_bears_both_names(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ASSIGNED)
    browser("deputy").post("tasks:accept", assignment.pk).says("Đã tiếp nhận.", "Đỗ Văn Thay (thay Hoàng Văn Viện)")
    row = again(assignment)
    assert (row.state, row.accepted_on) == (A.ACCEPTED, TODAY)
    event = Event.objects.get(stream=f"assignment:{assignment.pk}")
    assert (event.actor, event.on_behalf_of) == (world.deputy, world.unit_head)


def test_accepting_twice_says_so_and_stays_on_the_page(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ACCEPTED)
    page = browser("unit_officer").post("tasks:accept", assignment.pk)
    assert page.status == 422
    page.says("Không thể “Tiếp nhận” vì hiện đang ở trạng thái “Đã tiếp nhận”.")


def test_from_the_desk_one_comes_back_to_the_desk(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ASSIGNED)
    page = browser("unit_officer").post("tasks:accept", assignment.pk, data={"tu": "nhom=moi"}, follow=False)
    assert page.response.headers["Location"] == f"/viec/?nhom=moi&viec={assignment.pk}"
    elsewhere = browser("unit_officer").post(
        "tasks:accept", make_assignment(world, A.ASSIGNED).pk, data={"tu": "https://vidu.vn/"}, follow=False
    )
    assert elsewhere.response.headers["Location"].startswith("/viec/?viec=")


def test_accepting_many_previews_and_counts(browser: Open, world: World) -> None:
    rows = [make_assignment(world, A.ASSIGNED, task=make_task(world, content=f"Việc {n}")) for n in range(3)]
    make_assignment(world, A.ASSIGNED, unit=world.hospital_b, task=make_task(world, content="Việc nơi khác"))
    officer = browser("unit_officer")
    officer.get("tasks:desk").says("Tiếp nhận cả 3")
    officer.get("tasks:accept-many").says("Việc 0", "Việc 1", "Việc 2", "Tiếp nhận 3 việc")
    officer.hides("Việc nơi khác")
    officer.post("tasks:accept-many", data={"ids": [rows[0].pk, rows[2].pk]}).says("Đã tiếp nhận 2 việc.")
    assert [again(row).state for row in rows] == [A.ACCEPTED, A.ASSIGNED, A.ACCEPTED]


def test_one_accepted_a_moment_ago_does_not_spoil_the_others(browser: Open, world: World) -> None:
    rows = [make_assignment(world, A.ASSIGNED, task=make_task(world, content=f"Việc {n}")) for n in range(2)]
    receiving.accept_assignment(assignment=rows[0], actor=world.actor("unit_head"))
    page = browser("unit_officer").post("tasks:accept-many", data={"ids": [row.pk for row in rows]})
    page.says("Đã tiếp nhận 1 việc.", "1 việc chưa tiếp nhận được.", "trạng thái “Đã tiếp nhận”")


def test_what_is_not_mine_is_not_accepted_with_many(browser: Open, world: World) -> None:
    foreign = make_assignment(world, A.ASSIGNED, unit=world.hospital_b)
    browser("unit_officer").post("tasks:accept-many", data={"ids": [foreign.pk, "x", "9" * 30]})
    assert again(foreign).state == A.ASSIGNED
    page = browser("unit_officer").post("tasks:accept-many", data={})
    page.says("Chưa chọn việc nào để tiếp nhận.")


def test_decline_needs_a_reason_and_waits_for_the_office(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.ASSIGNED)
    head = browser("unit_head").post("tasks:decline", assignment.pk, data={"tra-lai-reason": "  "})
    assert head.status == 422
    head.says("Hãy nêu lý do trả lại và đơn vị đúng chức năng, nếu biết.")
    head.post("tasks:decline", assignment.pk, data={"tra-lai-reason": "Thuộc Sở Tài chính"})
    head.says("Đã gửi đề nghị trả lại", "Thuộc Sở Tài chính", "Chờ bên giao quyết định")
    assert again(assignment).state == A.DECLINED


def test_a_refused_decline_keeps_the_words(browser: Open, world: World) -> None:
    assignment = make_assignment(world, A.IN_PROGRESS)
    page = browser("unit_head").post("tasks:decline", assignment.pk, data={"tra-lai-reason": "Thuộc Sở Tài chính"})
    assert page.status == 422
    page.says("Không thể “Đề nghị trả lại việc”")
    assert again(assignment).state == A.IN_PROGRESS
    assignment = make_assignment(world, A.ASSIGNED)
    officer = browser("unit_officer")
    assert officer.post("tasks:decline", assignment.pk, data={"tra-lai-reason": "Không đúng việc"}).status == 403


def test_the_officer_is_one_of_the_desk(browser: Open, world: World) -> None:
    assignment = make_assignment(world)
    head = browser("unit_head")
    head.get("tasks:assignment", assignment.pk).says("Vũ Thị Bộ", "Đỗ Văn Thay")
    head.hides(f'<option value="{world.other_unit_officer.pk}"')
    head.post("tasks:officer", assignment.pk, data={"can-bo-officer": world.unit_officer.pk})
    head.says("Đã phân công Vũ Thị Bộ.", "Phân công cán bộ thực hiện")
    assert again(assignment).officer == world.unit_officer
    assert head.post("tasks:officer", assignment.pk, data={"can-bo-officer": world.finance_head.pk}).status == 422
    head.post("tasks:officer", assignment.pk, data={"can-bo-officer": ""}).says("Đã bỏ phân công cán bộ.")
    assert browser("unit_officer").post("tasks:officer", assignment.pk, data={"can-bo-officer": ""}).status == 403


def test_handing_down_makes_parts_with_their_own_deadline(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world)
    head = browser("unit_head")
    head.get("tasks:assignment", whole.pk).says("Giao xuống đơn vị trực thuộc", "Khoa Cấp cứu")
    data = {"xuong-units": [ward.pk], "xuong-content": "Rà soát khoa", "xuong-due_on": "18/10/2023"}
    head.post("tasks:hand-down", whole.pk, data=data).says("Đã giao cho 1 đơn vị.", "Phần việc đã giao xuống")
    part = whole.parts.get()
    assert (part.unit, part.due_on, part.part_content) == (ward, date(2023, 10, 18), "Rà soát khoa")
    assert part.responsible == world.people["ward_head"]
    head.says("Khoa Cấp cứu (đã giao)")
    browser("ward_head").get("tasks:desk").says("Rà soát khoa", "Phần việc")
    head.post("tasks:hand-down", whole.pk, data=data).says("1 đơn vị đang có phần việc nên giữ nguyên.")
    assert whole.parts.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"xuong-units": []}, "Hãy chọn ít nhất một đơn vị trực thuộc để giao."),
        ({"xuong-content": ""}, "Hãy ghi rõ phần việc giao cho đơn vị trực thuộc."),
        ({"xuong-due_on": "25/10/2023"}, "Hạn của phần việc không được sau hạn của cả việc."),
        ({"xuong-due_on": "10/10/2023"}, "Hạn của phần việc đã qua"),
    ],
)
def test_handing_down_refuses_and_keeps_the_words(
    browser: Open, world: World, ward: Unit, change: dict[str, object], words: str
) -> None:
    whole = make_assignment(world)
    data = {"xuong-units": [ward.pk], "xuong-content": "Rà soát khoa Cấp cứu", "xuong-due_on": "", **change}
    page = browser("unit_head").post("tasks:hand-down", whole.pk, data=data)
    assert page.status == 422
    page.says(words)
    if data["xuong-content"]:
        page.says("Rà soát khoa Cấp cứu</textarea>")
    assert not whole.parts.exists()


def test_a_stranger_cannot_be_handed_a_part(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world)
    data = {"xuong-units": [world.hospital_b.pk], "xuong-content": "Rà soát"}
    assert browser("unit_head").post("tasks:hand-down", whole.pk, data=data).status == 422
    assert browser("unit_officer").post("tasks:hand-down", whole.pk, data=data).status == 403


def test_a_group_of_the_unit_s_own_is_handed_down_at_once(browser: Open, world: World, ward: Unit) -> None:
    other = world.hospital_a.children.create(name="Khoa Hồi sức", kind="room")
    group = UnitGroup.objects.create(name="Các khoa", owner=world.hospital_a)
    GroupRule.objects.create(group=group, parent=world.hospital_a)
    whole = make_assignment(world)
    data = {"xuong-groups": [group.pk], "xuong-content": "Rà soát khoa"}
    browser("unit_head").post("tasks:hand-down", whole.pk, data=data).says("Đã giao cho 2 đơn vị.")
    assert {part.unit for part in whole.parts.all()} == {ward, other}


def _reported_part(world: World, ward: Unit, whole: Assignment) -> Assignment:
    part = make_assignment(world, A.ACCEPTED, task=whole.task, unit=ward, parent=whole, part_content="Rà soát khoa")
    content = ReportContent(percent=100, done="Đã rà soát 112 thiết bị", difficulties="Thiếu 4 bơm tiêm điện")
    reporting.submit_result(assignment=part, content=content, actor=world.actor("ward_head"))
    return part


def test_the_unit_confirms_its_parts_and_takes_their_words(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world, A.IN_PROGRESS, percent=40)
    part = _reported_part(world, ward, whole)
    head = browser("unit_head")
    head.get("tasks:assignment", whole.pk).says("Đã rà soát 112 thiết bị", "Xác nhận", "Yêu cầu thực hiện lại")
    head.post("tasks:part-confirm", part.pk).says("Đã xác nhận phần việc của Khoa Cấp cứu")
    assert again(part).state == A.COMPLETED
    data = {"act": "collect", "percent": "40", "done": "Phần của phòng: xong."}
    head.post("tasks:report", whole.pk, data=data).says("Đã đưa kết quả của đơn vị trực thuộc vào bản nháp")
    draft = whole.reports.get()
    assert draft.done == "Phần của phòng: xong.\n- Khoa Cấp cứu (100%): Đã rà soát 112 thiết bị"
    assert (draft.percent, draft.difficulties) == (100, "- Khoa Cấp cứu: Thiếu 4 bơm tiêm điện")
    data["done"], data["seen"] = draft.done, draft.saved_at.isoformat()
    head.post("tasks:report", whole.pk, data=data)
    assert whole.reports.get().done == draft.done, "collected once"


def test_the_unit_returns_a_part_with_a_reason(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world, A.IN_PROGRESS)
    part = _reported_part(world, ward, whole)
    head = browser("unit_head")
    assert head.post("tasks:part-return", part.pk, data={"lam-lai-reason": ""}).status == 422
    head.says("Hãy nêu rõ cần bổ sung hoặc sửa gì.")
    head.post("tasks:part-return", part.pk, data={"lam-lai-reason": "Thiếu hạn hiệu chuẩn"})
    head.says("Đã yêu cầu Khoa Cấp cứu thực hiện lại.")
    assert again(part).state == A.RETURNED
    assert browser("unit_officer").post("tasks:part-confirm", part.pk).status == 403
    assert browser("standing_head").post("tasks:part-confirm", part.pk).status == 403


def test_the_whole_is_submitted_with_parts_still_open(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world, A.IN_PROGRESS)
    make_assignment(world, A.ASSIGNED, task=whole.task, unit=ward, parent=whole)
    head, typed = browser("unit_head"), {"act": "submit", "percent": "100", "done": "Xong"}
    head.post("tasks:report", whole.pk, data=typed)
    asked = "Còn 1/1 phần việc của đơn vị trực thuộc chưa xong."
    head.says(asked, "Vẫn gửi xác nhận?")
    assert again(whole).state == A.IN_PROGRESS
    head.post("tasks:report", whole.pk, data={**typed, "sure": asked})
    assert again(whole).state == A.SUBMITTED


def test_a_part_cancelled_once_can_be_handed_down_again(browser: Open, world: World, ward: Unit) -> None:
    whole = make_assignment(world)
    first = make_assignment(world, A.CANCELLED, task=whole.task, unit=ward, parent=whole)
    data = {"xuong-units": [ward.pk], "xuong-content": "Rà soát lại"}
    browser("unit_head").post("tasks:hand-down", whole.pk, data=data).says("Đã giao cho 1 đơn vị.")
    assert whole.parts.open().get().predecessor == first
