"""A unit asks for more time, its head signs, the office advises, the leader decides: board and calendar feed change."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tasks.models import Assignment, Extension
from tasks.states import AssignmentState as A
from tests.browser import Browse, Live
from tests.front.test_browser import violations
from tests.personas import World, build_world
from tests.tasks.builders import make_assignment, make_directive, make_task
from workflows import clock
from workflows.calendars import calendar
from workflows.words import day

pytestmark = pytest.mark.browser


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


def days_in(outside: Page, address: str, pk: int) -> tuple[date, int]:
    """The day and SEQUENCE of the assignment's event in the feed, fetched as a calendar program does."""
    answer = outside.request.get(address)
    assert answer.status == 200
    events = {str(event["UID"]).split("@")[0]: event for event in Calendar.from_ical(answer.body()).walk("VEVENT")}
    event: Any = events[f"assignment-{pk}"]
    return event["DTSTART"].dt, int(event["SEQUENCE"])


def shows(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_from_the_request_to_the_calendar(live: Live, browse: Browse, town: World, tmp_path: Path) -> None:
    due, until = calendar().add(clock.today(), 1), calendar().add(clock.today(), 9)
    task = make_task(town, make_directive(town), content="Rà soát thiết bị", due_on=due)
    given = clock.today() - timedelta(days=3)
    row = make_assignment(town, A.IN_PROGRESS, task=task, due_on=due, first_due_on=due, assigned_on=given)
    url = live.url(f"/viec/{row.pk}/")

    head = browse(town.unit_head)
    head.goto(live.url("/thong-bao/lich/"))
    head.get_by_role("row", name="Bệnh viện Đa khoa Một").get_by_role("button", name="Lập địa chỉ").click()
    shown = head.get_by_label("Chép địa chỉ này").input_value()
    address, outside = live.url(shown[shown.index("/thong-bao/") :]), browse()
    assert days_in(outside, address, row.pk) == (due, 0)
    assert violations(head) == []

    officer = browse(town.unit_officer)
    officer.goto(url)
    officer.get_by_label("Lùi đến ngày").fill(day(until))
    officer.get_by_label("Lý do", exact=True).fill("Chờ đối chiếu kiểm kê")
    paper = tmp_path / "to-trinh.txt"
    paper.write_text("Tờ trình xin gia hạn", encoding="utf-8")
    officer.get_by_label("Văn bản kèm theo").set_input_files(paper)
    officer.get_by_role("button", name="Gửi đề nghị").click()
    shows(officer, "Chờ thủ trưởng đơn vị ký")
    assert officer.get_by_role("button", name="Ký, gửi bên giao").count() == 0

    head.goto(url)
    expect(head.get_by_role("link", name="to-trinh.txt")).to_be_visible()
    head.get_by_role("button", name="Ký, gửi bên giao").click()
    shows(head, "Đã ký, gửi bên giao.")

    office = browse(town.standing_officer)
    office.goto(url)
    office.get_by_label("Ý kiến tham mưu").fill("Đủ căn cứ")
    assert violations(office) == []
    office.get_by_role("button", name="Đề xuất đồng ý").click()
    shows(office, "Đã gửi ý kiến tham mưu.")

    leader = browse(town.leader)
    leader.goto(live.url("/dieu-hanh/"))
    shows(leader, "Xin gia hạn, lần 1/1")
    expect(leader.locator('[data-figure="extended"]')).to_have_count(0)
    leader.goto(url)
    shows(leader, "Đủ căn cứ")
    leader.get_by_text("Đồng ý gia hạn", exact=True).first.click()
    leader.get_by_role("button", name="Đồng ý gia hạn").click()
    expect(leader.get_by_text(day(until)).first).to_be_visible()

    assert Extension.objects.get().state == "granted"
    fresh = Assignment.objects.get(pk=row.pk)
    assert (fresh.first_due_on, fresh.due_on) == (due, until)
    leader.goto(live.url("/dieu-hanh/"))
    expect(leader.get_by_text("Xin gia hạn, lần 1/1")).to_have_count(0)
    assert days_in(outside, address, row.pk) == (until, 1)

    head.goto(live.url("/thong-bao/lich/"))
    head.get_by_role("row", name="Bệnh viện Đa khoa Một").get_by_role("button", name="Thu hồi").click()
    head.get_by_role("dialog").get_by_role("button", name="Thu hồi").click()
    shows(head, "Đã thu hồi địa chỉ lịch")
    assert outside.request.get(address).status == 404
