"""Acts of the office on one assignment: what each does, what it refuses, and that typed words are kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client

from directives.models import Directive
from directives.states import DirectiveState
from tasks.actions.reporting import reopen_result
from tasks.follow_up.acts import ACTS
from tasks.follow_up.panel import office_panel
from tasks.models import Assignment, DoneTally, ProgressReport, Urging
from tasks.states import AssignmentState as A
from tasks.states import ExtensionState, ReportState
from tests.personas import World
from tests.tasks.builders import DUE, TODAY, make_assignment, make_extension
from workflows import clock
from workflows.machine import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(persona_client: Callable[[str], Client]) -> Client:
    return persona_client("standing_head")


def post(client: Client, assignment: Assignment, key: str, **data: Any) -> Any:
    return client.post(f"/viec/{assignment.pk}/{ACTS[key].slug}/", data)


def fresh(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def test_confirm_and_return(world: World, head: Client) -> None:
    first, second = make_assignment(world, A.SUBMITTED), make_assignment(world, A.SUBMITTED)
    assert post(head, first, "confirm").status_code == 302
    assert post(head, second, "return", reason="Thiếu phụ lục").status_code == 302
    assert (fresh(first).state, fresh(first).done_on) == (A.COMPLETED, TODAY)
    assert (fresh(second).state, fresh(second).returns) == (A.RETURNED, 1)
    report = ProgressReport.objects.get(assignment=second)
    assert (report.state, report.decision_reason) == (ReportState.RETURNED, "Thiếu phụ lục")


def test_what_was_confirmed_by_mistake_is_opened_again_on_that_day(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    """Afterwards everything is as before the confirmation; from the next day on figures have counted it."""
    one = make_assignment(world, A.SUBMITTED)
    before = fresh(one)
    office = persona_client("standing_officer")
    post(office, one, "confirm")
    page = office.get(f"/viec/{one.pk}/").content.decode()
    assert "Mở lại kết quả đã xác nhận" in page and "Chỉ mở lại được trong ngày" not in page
    assert post(office, one, "reopen_result", reason=" ").status_code == 422
    assert post(office, one, "reopen_result", reason="Bấm nhầm").status_code == 302
    after = fresh(one)
    for name in ("state", "stopped_on", "done_on", "closed_on", "percent", "due_on"):
        assert getattr(after, name) == getattr(before, name), name
    report = ProgressReport.objects.get(assignment=one)
    assert (report.state, report.decided_by, report.decided_at) == (ReportState.SUBMITTED, None, None)
    assert "Bấm nhầm" in office.get(f"/viec/{one.pk}/").content.decode()
    assert DoneTally.objects.aggregate(n=Sum("n"))["n"] == 0
    assert post(office, one, "return", reason="Thiếu phụ lục").status_code == 302
    with clock.travel(TODAY):
        Assignment.objects.filter(pk=one.pk).update(state=A.SUBMITTED, stopped_on=TODAY)
        ProgressReport.objects.filter(assignment=one).update(state=ReportState.SUBMITTED)
    post(office, one, "confirm")
    with clock.travel(TODAY + timedelta(days=1)):
        later = post(office, one, "reopen_result", reason="Bấm nhầm")
        assert later.status_code == 409 and "Chỉ mở lại được trong ngày xác nhận" in later.content.decode()
        assert "Chỉ mở lại được trong ngày xác nhận" in office.get(f"/viec/{one.pk}/").content.decode()
    assert fresh(one).state == A.COMPLETED


def test_nothing_is_opened_in_a_directive_that_has_ended(world: World, head: Client) -> None:
    one = make_assignment(world, A.SUBMITTED)
    post(head, one, "confirm")
    Directive.objects.filter(pk=one.directive_id).update(state=DirectiveState.CLOSED)
    answer = post(head, one, "reopen_result", reason="Bấm nhầm")
    assert answer.status_code == 409 and "hãy mở lại văn bản trước" in answer.content.decode()


def test_a_part_is_not_opened_again_when_the_whole_was_closed_after_the_page_was_read(world: World) -> None:
    whole = make_assignment(world)
    part = make_assignment(world, A.COMPLETED, task=whole.task, unit=world.hospital_b, parent=whole)
    Assignment.objects.filter(pk=whole.pk).update(state=A.COMPLETED, done_on=TODAY, closed_on=TODAY)
    assert part.parent is not None and part.parent.closed_on is None
    with clock.travel(TODAY), pytest.raises(TransitionDenied, match="đã khép lại"):
        reopen_result(assignment=part, reason="Bấm nhầm", actor=world.actor("unit_head"))
    assert fresh(part).state == A.COMPLETED


def test_urge_reassign_correct_suspend_resume_cancel(world: World, head: Client) -> None:
    one = make_assignment(world)
    post(head, one, "urge", message="Đề nghị gửi báo cáo")
    assert (fresh(one).urgings, fresh(one).last_urged_on) == (1, TODAY)
    post(head, one, "correct", due_on="30/11/2023", reason="Nhập nhầm")
    assert (fresh(one).first_due_on, fresh(one).due_on) == (DUE, date(2023, 11, 30))
    post(head, one, "correct", none="on", reason="Không có hạn")
    assert fresh(one).due_on is None
    post(head, one, "suspend", reason="Chờ hướng dẫn")
    assert fresh(one).state == A.SUSPENDED
    assert post(head, one, "resume").status_code == 422 and fresh(one).state == A.SUSPENDED
    post(head, one, "resume", reason="Đã có hướng dẫn")
    assert fresh(one).state == A.ACCEPTED
    post(head, one, "reassign", unit=world.hospital_b.pk, unit_text="Bệnh viện Đa khoa Hai (SYT)", reason="Đúng việc")
    successor = Assignment.objects.get(predecessor=one)
    assert (fresh(one).state, successor.unit) == (A.REASSIGNED, world.hospital_b)
    post(head, successor, "cancel", reason="Không cần nữa")
    assert fresh(successor).state == A.CANCELLED


def test_extension_is_granted_as_asked_to_another_day_or_refused(world: World, head: Client) -> None:
    as_asked, other_day, refused = (make_assignment(world) for _nth in range(3))
    asked = [make_extension(world, assignment) for assignment in (as_asked, other_day, refused)]
    post(head, as_asked, "grant")
    post(head, other_day, "grant", until="25/10/2023", note="Sớm hơn")
    post(head, refused, "refuse", note="Hạn của Trung ương")
    assert fresh(as_asked).due_on == date(2023, 10, 27)
    assert fresh(other_day).due_on == date(2023, 10, 25)
    assert fresh(refused).due_on == DUE
    for extension in asked:
        extension.refresh_from_db()
    assert [extension.state for extension in asked] == [
        ExtensionState.GRANTED, ExtensionState.GRANTED, ExtensionState.REFUSED
    ]  # fmt: skip


def test_decline_is_kept_or_given_to_another(world: World, head: Client) -> None:
    kept, moved = make_assignment(world, A.DECLINED), make_assignment(world, A.DECLINED)
    post(head, kept, "keep", reason="Đúng chức năng của đơn vị")
    post(head, moved, "reassign", unit_text=world.finance.name, reason="Đúng chức năng")
    assert fresh(kept).state == A.ASSIGNED
    assert Assignment.objects.get(predecessor=moved).unit == world.finance


def test_empty_reason_keeps_the_page_and_says_what_is_missing(world: World, head: Client) -> None:
    one = make_assignment(world, A.SUBMITTED)
    response = post(head, one, "return", reason="  ")
    assert response.status_code == 422 and "Hãy ghi rõ, không để trống." in response.content.decode()
    assert fresh(one).state == A.SUBMITTED
    response = post(head, one, "correct", reason="Nhập nhầm")
    assert response.status_code == 422 and "Hãy nhập hạn đúng" in response.content.decode()
    assert "Nhập nhầm" in response.content.decode()


def test_refused_act_keeps_what_was_typed_and_says_why(world: World, head: Client) -> None:
    one = make_assignment(world, A.SUBMITTED)
    page = f"/viec/{one.pk}/{ACTS['return'].slug}/"
    assert head.get(page).status_code == 200
    Assignment.objects.filter(pk=one.pk).update(state=A.COMPLETED, closed_on=TODAY)
    response = head.post(page, {"reason": "Thiếu phụ lục số 2"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Thiếu phụ lục số 2" in html and "trạng thái “Hoàn thành”" in html
    disabled = head.get(page).content.decode()
    assert "disabled" in disabled and "trạng thái “Hoàn thành”" in disabled


def test_urging_who_has_sent_or_is_suspended_is_refused(world: World, head: Client) -> None:
    for state in (A.SUBMITTED, A.SUSPENDED, A.COMPLETED):
        one = make_assignment(world, state)
        assert post(head, one, "urge", message="Nhắc").status_code == 409
    assert not Urging.objects.exists()


def test_reader_goes_back_to_our_pages_only(world: World, head: Client) -> None:
    one, two = make_assignment(world), make_assignment(world)
    assert post(head, one, "urge", message="Nhắc", next="/nhiem-vu/?open=1")["Location"] == "/nhiem-vu/?open=1"
    assert post(head, two, "urge", message="Nhắc", next="https://xau.vn/")["Location"] == two.get_absolute_url()


def labels(acts: list[Any]) -> dict[str, str]:
    return {act.key: act.why for act in acts}


def test_panel_shows_what_waits_and_why_the_rest_is_off(world: World) -> None:
    one = make_assignment(world, A.SUBMITTED)
    head, officer = world.actor("standing_head"), world.actor("standing_officer")
    panel = office_panel(one, head)
    assert panel is not None
    assert labels(panel.decisions) == {"confirm": "", "return": ""}
    others = labels(panel.others)
    assert others["urge"] == "Đơn vị đã gửi kết quả, đang chờ xác nhận."
    assert "trạng thái “Chờ xác nhận”" in others["cancel"] and others["correct"] == ""
    panel = office_panel(one, officer)
    assert panel is not None
    assert labels(panel.decisions) == {"confirm": "", "return": ""}
    assert labels(panel.others)["correct"] == "Việc này thuộc quyền của: phụ trách cơ quan thường trực."


def test_panel_brings_the_request_for_an_extension(world: World) -> None:
    one = make_assignment(world)
    make_extension(world, one)
    panel = office_panel(one, world.actor("leader"))
    assert panel is not None and panel.extension is not None
    assert labels(panel.extension_acts) == {"grant": "", "refuse": ""}
    assert panel.extension_acts[0].form.initial["until"] == date(2023, 10, 27)


@pytest.mark.parametrize("persona", ["unit_head", "unit_officer", "deputy", "other_unit_head", "outsider", "admin"])
def test_panel_is_not_for_the_unit_s_side_nor_for_strangers(world: World, persona: str) -> None:
    assert office_panel(make_assignment(world), world.actor(persona)) is None


def test_panel_for_who_handed_the_part_down(world: World) -> None:
    whole = make_assignment(world, unit=world.health)
    part = make_assignment(world, A.SUBMITTED, task=whole.task, parent=whole)
    panel = office_panel(part, world.actor("health_head"))
    assert panel is not None and labels(panel.decisions) == {"confirm": "", "return": ""}
    assert office_panel(part, world.actor("standing_officer")) is None


def test_panel_on_the_page_of_the_assignment(world: World, persona_client: Callable[[str], Client]) -> None:
    one = make_assignment(world, A.SUBMITTED)
    page = one.get_absolute_url()
    html = persona_client("standing_officer").get(page).content.decode()
    assert f"/viec/{one.pk}/xac-nhan/" in html and "Cần thường trực quyết định" in html
    assert (
        f"Xác nhận hoàn thành? {one.unit.name}: “{one.task.content}”. Xác nhận nhầm thì mở lại được đến hết hôm nay"
        in html
    )
    assert "xac-nhan/" not in persona_client("unit_head").get(page).content.decode()
