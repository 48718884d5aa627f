"""The desk in a real Chromium: keys, the draft that saves itself, words that survive a broken line, live changes."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tasks.actions.handing_down import hand_down
from tasks.actions.receiving import accept_assignment
from tasks.actions.reporting import confirm_result, return_result
from tasks.models import Assignment, ProgressReport
from tasks.states import AssignmentState as A
from tasks.states import ReportState
from tests.browser import SCHEMES, Browse, Live
from tests.front.test_browser import violations
from tests.personas import World, build_world
from tests.tasks.builders import make_assignment, make_directive, make_extension, make_report, make_task
from workflows import clock
from workflows.calendars import calendar

pytestmark = pytest.mark.browser


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


def _soon(days: int) -> date:
    return calendar().add(clock.today(), days)


def _rows(town: World) -> list[Assignment]:
    directive = make_directive(town)
    states = (A.IN_PROGRESS, A.ACCEPTED, A.ASSIGNED)
    return [
        make_assignment(town, state, task=make_task(town, directive, content=f"Việc {nth}", due_on=_soon(nth + 2)))
        for nth, state in enumerate(states)
    ]


def test_keys_walk_the_list_and_open_beside_it(live: Live, browse: Browse, town: World) -> None:
    rows = _rows(town)
    page = browse(town.unit_head)
    page.goto(live.url("/viec/"))
    expect(page.locator("#h-viec")).to_have_text("Việc 0")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#h-viec")).to_have_text("Việc 1")
    expect(page).to_have_url(live.url(f"/viec/?viec={rows[1].pk}"))
    expect(page.locator(".rv-wrow-cur .rv-wrow-title")).to_have_text("Việc 1")
    expect(page).to_have_title("Việc 1 · Rõ Việc")
    page.go_back()
    expect(page.locator("#h-viec")).to_have_text("Việc 0")


def test_the_draft_saves_itself_and_the_slider_follows(live: Live, browse: Browse, town: World) -> None:
    assignment = _rows(town)[0]
    page = browse(town.unit_officer)
    page.goto(live.url(f"/viec/{assignment.pk}/"))
    page.get_by_label("Kết quả đã đạt được").fill("Đã rà soát 412 thiết bị")
    page.get_by_label("Mức hoàn thành", exact=True).fill("65")
    expect(page.locator("[data-range-for]")).to_have_value("65")
    expect(page.locator("#bc-luu")).to_contain_text(re.compile(r"Nháp, lưu lúc \d\d:\d\d"))
    draft = ProgressReport.objects.get(assignment=assignment, state=ReportState.DRAFT)
    assert (draft.done, draft.percent) == ("Đã rà soát 412 thiết bị", 65)
    page.locator("[data-range-for]").fill("80")
    expect(page.get_by_label("Mức hoàn thành", exact=True)).to_have_value("80")
    with page.expect_response(lambda answer: answer.url.endswith("/nhap/")):
        page.get_by_label("Kiến nghị, đề xuất").fill("Đề nghị điều tiết")
    page.get_by_role("button", name="Gửi xác nhận").click()
    expect(page.get_by_role("group", name="Mức hoàn thành đang ghi 80%")).to_be_visible()
    expect(page.locator("#vs-hoi")).to_be_focused()
    page.get_by_role("button", name="Vẫn gửi xác nhận").click()
    expect(page.get_by_text("Báo cáo đang chờ xác nhận")).to_be_visible()
    assert Assignment.objects.get(pk=assignment.pk).state == A.SUBMITTED
    assert ProgressReport.objects.get(assignment=assignment).proposals == "Đề nghị điều tiết"


def test_words_typed_while_the_line_was_broken_come_back(
    live: Live, browse: Browse, town: World, page_errors: list[str]
) -> None:
    assignment = _rows(town)[0]
    page = browse(town.unit_officer)
    page.goto(live.url(f"/viec/{assignment.pk}/"))
    page.context.set_offline(True)
    page.get_by_label("Kết quả đã đạt được").fill("Viết lúc mất mạng")
    expect(page.get_by_text("Không nối được máy chủ")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Kết quả đã đạt được")).to_have_value("Viết lúc mất mạng")
    expect(page.locator("[data-kept-note]")).to_be_visible()
    expect(page.locator("#bc-luu")).to_contain_text("Nháp, lưu lúc")
    assert ProgressReport.objects.get(assignment=assignment).done == "Viết lúc mất mạng"
    page_errors.clear()  # the broken line


def test_what_others_do_appears_without_reload(live: Live, browse: Browse, town: World) -> None:
    assignment = _rows(town)[0]
    page = browse(town.unit_officer)
    page.goto(live.url(f"/viec/?viec={assignment.pk}"))
    expect(page.locator(".rv-tabs .active .num")).to_have_text("3")
    office = browse(town.standing_head)
    office.goto(live.url(f"/viec/{assignment.pk}/"))
    page.get_by_label("Kết quả đã đạt được").fill("Xong")
    page.get_by_label("Mức hoàn thành", exact=True).fill("100")
    page.get_by_role("button", name="Gửi xác nhận").click()
    expect(page.get_by_text("Chờ xác nhận từ")).to_be_visible()
    expect(office.locator("#viec-dau")).to_contain_text("Chờ xác nhận")
    return_result(assignment=assignment, reason="Bổ sung số liệu máy thở", actor=town.actor("standing_head"))
    expect(page.get_by_text("Việc này vừa thay đổi, nay là “thực hiện lại”")).to_be_visible()
    expect(page.locator("#viec-dien-bien")).to_contain_text("Bổ sung số liệu máy thở")
    expect(page.locator(".rv-tabs .nav-link", has_text="Thực hiện lại").locator(".num")).to_have_text("1")
    expect(page.get_by_text("Đã gửi. Báo cáo đang chờ xác nhận.")).to_be_hidden(timeout=15_000)  # it goes by itself
    page.get_by_role("link", name="Tải lại để làm tiếp").click()
    expect(page.get_by_text("Bên giao yêu cầu thực hiện lại báo cáo lần 1")).to_be_visible()


def test_a_list_that_changes_stays_where_it_was_scrolled(live: Live, browse: Browse, town: World) -> None:
    directive = make_directive(town)
    for nth in range(30):
        make_assignment(town, task=make_task(town, directive, content=f"Việc {nth}", due_on=_soon(nth + 2)))
    fresh = make_assignment(town, A.ASSIGNED, task=make_task(town, directive, content="Việc mới", due_on=_soon(40)))
    page = browse(town.unit_officer)
    page.goto(live.url("/viec/"))
    page.locator(".rv-wlist").evaluate("list => { list.scrollTop = 400; }")
    accept_assignment(assignment=fresh, actor=town.actor("unit_head"))
    expect(page.locator(".rv-tabs .nav-link", has_text="Mới").locator(".num")).to_have_text("0")
    assert page.locator(".rv-wlist").evaluate("list => list.scrollTop") == 400


@pytest.mark.parametrize("pause", [0, 1400, 1520])
def test_sending_at_once_leaves_no_ghost_of_the_draft(
    live: Live, browse: Browse, town: World, page_errors: list[str], pause: int
) -> None:
    """``pause``: milliseconds after typing; the draft saves itself at 1500."""
    assignment = _rows(town)[0]
    page = browse(town.unit_officer)
    page.goto(live.url(f"/viec/{assignment.pk}/"))
    page.get_by_label("Kết quả đã đạt được").press_sequentially("Đã rà soát")
    page.wait_for_timeout(pause)
    page.get_by_role("button", name="Cập nhật tiến độ").click()
    expect(page.get_by_role("heading", name="Báo cáo lần 2", exact=True)).to_be_visible()
    page.wait_for_timeout(2500)
    # htmx notes a draft that was on its way when the page went.
    page_errors[:] = [error for error in page_errors if "htmx:send" not in error and "htmx:afterRequest" not in error]
    assert [report.state for report in assignment.reports.all()] == [ReportState.SUBMITTED]


def test_what_was_done_is_said_and_covers_nothing(live: Live, browse: Browse, town: World) -> None:
    assignment = _rows(town)[0]
    for width in (1440, 390):
        page = browse(town.unit_officer, width=width)
        page.goto(live.url(f"/viec/?viec={assignment.pk}"))
        page.get_by_label("Kết quả đã đạt được").fill(f"Đã rà soát {width}")
        page.get_by_role("button", name="Cập nhật tiến độ").click()
        note = page.locator(".rv-message")
        expect(note).to_contain_text("Đã cập nhật tiến độ.")
        expect(page.locator("[aria-live] .rv-message:not([aria-hidden])")).to_be_visible()  # came into the live region
        box, top, main = (
            note.bounding_box(),
            page.locator(".rv-top").bounding_box(),
            page.locator("main").bounding_box(),
        )
        assert box and top and main
        assert box["y"] >= top["y"] + top["height"] - 1 and box["y"] + box["height"] <= main["y"] + 1


def test_asking_shows_what_the_day_means(live: Live, browse: Browse, town: World) -> None:
    assignment = _rows(town)[0]
    page = browse(town.unit_head)
    page.goto(live.url(f"/viec/{assignment.pk}/"))
    page.get_by_label("Lùi đến ngày").fill(f"{_soon(7):%d/%m/%Y}")
    expect(page.get_by_text("thêm 5 ngày làm việc")).to_be_visible()


def test_open_parts_are_asked_about_and_do_not_block(live: Live, browse: Browse, town: World) -> None:
    assignment = _rows(town)[0]
    ward = town.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
    hand_down(assignment=assignment, units=[ward], content="Rà soát", due_on=None, actor=town.actor("unit_head"))
    page = browse(town.unit_head)
    page.goto(live.url(f"/viec/{assignment.pk}/"))
    page.get_by_label("Kết quả đã đạt được").fill("Xong")
    page.get_by_role("button", name="Gửi xác nhận").click()
    expect(page.locator("#vs-hoi")).to_contain_text("Còn 1/1 phần việc của đơn vị trực thuộc chưa xong")
    page.get_by_role("button", name="Vẫn gửi xác nhận").click()
    expect(page.get_by_text("Báo cáo đang chờ xác nhận")).to_be_visible()


def test_on_a_phone_the_list_leads_to_the_matter_and_back(live: Live, browse: Browse, town: World) -> None:
    _rows(town)
    page = browse(town.unit_head, width=390, height=844)
    page.goto(live.url("/viec/"))
    expect(page.locator("#viec")).to_be_hidden()
    page.get_by_text("Việc 1", exact=True).click()
    expect(page.locator("#h-viec")).to_have_text("Việc 1")
    expect(page.locator("#danh-sach")).to_be_hidden()
    # The buttons stay at hand while the report is in sight, above the tab bar.
    send, tabbar = page.get_by_role("button", name="Gửi xác nhận"), page.locator(".rv-tabbar")
    expect(send).to_be_in_viewport()
    button, bar = send.bounding_box(), tabbar.bounding_box()
    assert button and bar and button["y"] + button["height"] <= bar["y"]
    page.goto(live.url("/viec/?nhom=hoan-thanh"))
    expect(page.locator(".rv-tabs .active")).to_be_in_viewport(ratio=1)
    page.go_back()
    page.get_by_role("link", name="Danh sách, 3 việc").click()
    expect(page.locator("#danh-sach")).to_be_visible()
    expect(page.locator("#viec")).to_be_hidden()


def _full(town: World) -> list[str]:
    """Pages with everything on them."""
    rows = _rows(town)
    ward = town.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
    hand_down(assignment=rows[0], units=[ward], content="Rà soát", due_on=None, actor=town.actor("unit_head"))
    make_report(town, rows[0], ReportState.RETURNED, final=True, decision_reason="Bổ sung", decided_by=town.leader)
    make_report(town, rows[0], ReportState.DRAFT)
    make_extension(town, rows[1])
    sent = make_assignment(town, A.SUBMITTED, task=make_task(town, rows[0].directive, content="Việc đã gửi"))
    done = make_assignment(town, A.SUBMITTED, task=make_task(town, rows[0].directive, content="Việc đã xong"))
    confirm_result(assignment=done, actor=town.actor("standing_head"))
    ones = [f"/viec/{row.pk}/" for row in (*rows, sent, done)]
    return ["/viec/", f"/viec/?viec={rows[1].pk}", "/viec/?nhom=hoan-thanh", "/viec/?nhom=khac", "/viec/tiep-nhan/",
            "/viec/in/", f"{ones[0]}in/", *ones]  # fmt: skip


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_pages_are_accessible_and_never_scroll_sideways(live: Live, browse: Browse, town: World, width: int) -> None:
    page = browse(town.unit_head, width=width)
    for path in _full(town):
        page.goto(live.url(path))
        _open_all(page)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def _open_all(page: Page) -> None:
    # The foot stays in sight over what scrolls behind it; axe would measure what it covers.
    page.evaluate("document.querySelectorAll('.rv-report-foot').forEach(f => { f.style.position = 'static'; })")
    page.evaluate("document.querySelectorAll('#viec details').forEach(d => { d.open = true; })")
