"""The office's pages in a real Chromium: accessible, the matrix by keys, ticks that survive a change made elsewhere."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tasks.states import AssignmentState as A
from tests.browser import FAULTS, SCHEMES, Browse, Live
from tests.personas import World, build_world
from tests.tasks.builders import make_assignment, make_directive, make_extension, make_task
from workflows import clock

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _on_that_tuesday() -> None:
    """The server runs on the machine's clock."""


@pytest.fixture
def place(live: Live) -> World:
    """A directive under way: three tasks at four units, in many states."""
    world = build_world()
    today = clock.today()
    late, ahead = today - timedelta(days=30), today + timedelta(days=60)
    directive = make_directive(world, issued_on=today - timedelta(days=90), assigned_at=clock.now())
    plan = make_task(world, directive, section="IV.1", due_on=late)
    report = make_task(world, directive, section="IV.2", due_on=ahead)
    units = [world.district_a, world.district_b, world.hospital_a, world.hospital_b]
    for unit, state in zip(units, (A.IN_PROGRESS, A.COMPLETED, A.SUBMITTED, A.DECLINED), strict=True):
        make_assignment(world, state, unit=unit, task=plan, assigned_on=late, urgings=2, last_urged_on=today)
        make_assignment(world, A.ASSIGNED, unit=unit, task=report, assigned_on=late)
    make_extension(world, make_assignment(world, unit=world.finance, task=report, assigned_on=late))
    world.people["directive"] = directive  # type: ignore[assignment]
    return world


def violations(page: Page, dense: bool = False) -> list[str]:
    """What axe finds. ``dense``: the matrix on a wide screen, whose rows of 21 px are its point; the list behind each
    number and the phone's layout give the same in larger targets."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    given = "{rules: {'target-size': {enabled: false}}, " if dense else "{"
    found = page.evaluate(FAULTS.replace("{", given), RULES)
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def matrix_of(world: World) -> str:
    return f"/van-ban/{world.people['directive'].pk}/theo-doi/"


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_accessible_and_fit(live: Live, browse: Browse, place: World, width: int) -> None:
    page = browse(place.standing_head, width=width)
    one = place.people["directive"].assignments.filter(state=A.SUBMITTED).get()  # type: ignore[attr-defined]
    matrix = matrix_of(place)
    for path in [
        "/thuong-truc/", "/nhiem-vu/", "/nhiem-vu/?class=overdue&directive=1", matrix, f"{matrix}?show=overdue",
        f"/viec/{one.pk}/tra-ket-qua/", f"/viec/{one.pk}/giao-lai/", matrix.replace("theo-doi", "ket-thuc"),
        matrix.replace("theo-doi", "giao-viec"),
    ]:  # fmt: skip
        page.goto(live.url(path))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, dense="theo-doi" in path and width > 768) == [], (path, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [1000, 800])
def test_no_chip_of_the_matrix_is_cut(live: Live, browse: Browse, place: World, width: int) -> None:
    page = browse(place.standing_head, width=width)
    page.goto(live.url(matrix_of(place)))
    last = page.locator(".rv-cv-chips .rv-chip").last.bounding_box()
    assert last and last["x"] + last["width"] <= width


def test_the_matrix_keeps_its_heading_in_one_line_on_a_phone(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_head, width=390)
    page.goto(live.url(matrix_of(place)))
    heading = page.locator("h1").bounding_box()
    assert heading and heading["height"] < 40


def test_the_first_button_is_what_the_ticked_rows_can_bear(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_head)
    page.goto(live.url("/nhiem-vu/?queue=confirm"))
    page.locator("[data-select]").first.check()
    bar = page.locator("[data-bulk]")
    expect(bar.locator(".btn-primary")).to_have_text("Xác nhận 1 việc")
    page.goto(live.url("/nhiem-vu/?open=1"))
    sent = page.locator("tr", has_text="Chờ xác nhận").locator("[data-select]")
    sent.check()
    urge = bar.locator("button", has_text="Đôn đốc")
    expect(urge).to_be_disabled()
    expect(bar.locator("[data-bulk-said]")).to_contain_text("Đôn đốc: không việc nào đã chọn làm được")
    expect(bar.locator(".btn-primary")).to_have_text("Xác nhận 1 việc")
    page.locator("tr", has_text="Chưa tiếp nhận").locator("[data-select]").first.check()
    expect(urge).to_be_enabled()
    expect(bar.locator(".btn-primary")).to_have_text("Đôn đốc 1 việc")


def test_units_with_nothing_late_can_be_urged_for_what_is_open(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_head)
    page.goto(live.url(matrix_of(place)))
    bar = page.locator("[data-bulk]")
    page.locator(f'tr[data-u="{place.finance.pk}"] [data-select]').check()
    expect(bar.locator(".btn-primary")).to_have_text("Đôn đốc 1 việc chưa xong")
    page.locator(f'tr[data-u="{place.district_a.pk}"] [data-select]').check()
    expect(bar.locator(".btn-primary")).to_have_text("Đôn đốc việc quá hạn")
    expect(bar.locator("[data-bulk-else]")).to_be_hidden()


def test_the_matrix_opens_at_the_first_open_column(live: Live, browse: Browse, place: World) -> None:
    directive = place.people["directive"]
    long_ago = clock.today() - timedelta(days=80)
    for nth in range(14):
        task = make_task(place, directive, section=f"I.{nth}", due_on=long_ago)  # type: ignore[arg-type]
        make_assignment(place, A.COMPLETED, task=task, assigned_on=long_ago)
    page = browse(place.standing_officer, width=1000)
    page.goto(live.url(matrix_of(place)))
    first = page.locator("th[data-first-open]")
    expect(first).to_contain_text("IV.1")
    expect(first).to_be_in_viewport()
    assert page.locator(".rv-cv-scroll").evaluate("pane => pane.scrollLeft") > 0
    held = page.locator(".rv-mx-corner").bounding_box()
    column = first.bounding_box()
    assert held and column and column["x"] >= held["x"] + held["width"] - 2


def test_matrix_by_keys(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_officer)
    page.goto(live.url(matrix_of(place)))
    cursor, line = page.locator(".rv-c-cur"), page.locator("[data-cellbar]")
    expect(cursor).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(line).to_contain_text("× IV.1")
    expect(line).to_contain_text(re.compile(r"đôn đốc 2 lần, gần nhất"))
    page.keyboard.press("ArrowRight")
    expect(line).to_contain_text("× IV.2")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("1")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("[data-bulk-count]")).to_have_text("2")
    page.keyboard.press("Escape")
    expect(page.locator("[data-bulk]")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#rv-keys")).to_contain_text("Dòng sau, dòng trước")
    expect(page.locator("#rv-keys [data-keys-list-only]").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".rv-c-cur a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/viec/\d+/"))


def test_change_made_elsewhere_shows_and_keeps_ticks_and_cursor(live: Live, browse: Browse, place: World) -> None:
    office = browse(place.standing_officer)
    office.goto(live.url(matrix_of(place)))
    row = office.locator("tr", has_text=place.hospital_b.name)
    row.locator("[data-select]").check()
    office.locator("tr", has_text=place.hospital_a.name).locator(".rv-c a").nth(1).focus()
    expect(office.locator("[data-cellbar]")).to_contain_text("Chưa tiếp nhận")
    mine = place.people["directive"].assignments.get(unit=place.hospital_a, task__section="IV.2")  # type: ignore[attr-defined]
    unit = browse(place.unit_head)
    unit.goto(live.url(f"/viec/{mine.pk}/"))
    unit.get_by_role("button", name="Tiếp nhận").first.click()
    expect(office.locator("tr", has_text=place.hospital_a.name)).to_contain_text("Đã nhận", timeout=5_000)
    expect(office.locator("[data-cellbar]")).to_contain_text("Đã tiếp nhận")
    expect(office.locator("[data-bulk-count]")).to_have_text("1")
    assert office.evaluate("document.activeElement.closest('.rv-c') !== null")


def test_bulk_from_ticks_to_deed(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_officer)
    page.goto(live.url(matrix_of(place)))
    page.locator("[data-select-all]").check()
    page.get_by_role("button", name="Đôn đốc việc quá hạn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đôn đốc: 2 việc của 2 đơn vị")
    page.locator("tbody [data-select]").first.uncheck()
    page.get_by_label("Nội dung đôn đốc").fill("Đề nghị gửi kế hoạch trước thứ Sáu")
    page.get_by_role("button", name="Đôn đốc 1 việc").click()
    expect(page.locator(".rv-message")).to_contain_text("Đã đôn đốc: 1 việc.")
    expect(page).to_have_url(live.url(matrix_of(place)))


def test_phone_opens_a_unit(live: Live, browse: Browse, place: World) -> None:
    page = browse(place.standing_officer, width=390)
    page.goto(live.url(matrix_of(place)))
    row = page.locator("tr", has_text=place.hospital_a.name)
    expect(row.locator(".rv-c").first).to_be_hidden()
    row.locator("th a").click()
    expect(row.locator(".rv-c").first).to_contain_text("Chờ XN")
    row.locator(".rv-c a").first.click()
    expect(page).to_have_url(re.compile(r"/viec/\d+/"))
