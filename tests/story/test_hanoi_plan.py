"""The whole story of the Hà Nội plan through three people's screens: read in, decomposed, approved, issued, done.

Leaves screenshots; with ROVIEC_PICTURES=1 they go to docs/pictures, where the README takes them from (make pictures).
"""

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from demonstration import directory, story
from demonstration.directory import DONG_DA
from demonstration.papers import DOCUMENTS
from directives.models import Directive
from directives.states import DirectiveState
from tasks.models import Assignment
from tasks.states import AssignmentState
from tests.browser import Browse, Live
from workflows import clock, history

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ARRIVAL = datetime(2023, 7, 24, 8, 30, tzinfo=clock.ZONE)
KEPT = {"editor", "coverage", "leaders", "desk", "office", "entry", "review", "phone"}
WINTER = date(2023, 12, 27)
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PLAN = DOCUMENTS / "ha-noi-2023.txt"
ALL_OWNERS = ("UBND các quận, huyện, thị xã", "Các Sở, ngành liên quan", "Sở Y tế Hà Nội")


@pytest.fixture
def picture(tmp_path: Path) -> Any:
    def take(page: "Page", name: str) -> None:
        folder = PICTURES if os.environ.get("ROVIEC_PICTURES") and name in KEPT else tmp_path
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")

    return take


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_plan_from_arrival_to_confirmation(live: Live, browse: Browse, settings: Any, picture: Any) -> None:
    settings.DEMO = True
    world = directory.build()
    clock.set_demo(ARRIVAL)
    people = world.people
    office, leader, unit = browse(people["chuyenvien"]), browse(people["giamdoc"]), browse(people["dongda"])

    enter(office, live, picture)
    plan = Directive.objects.get()
    decompose(office, live, plan, picture)
    submit(office, live, plan)
    approve(leader, live, plan, picture)
    issued(office, live, plan)

    clock.set_demo(datetime(2023, 7, 27, 9, 0, tzinfo=clock.ZONE))
    given = Assignment.objects.get(unit=world.units[DONG_DA], task__section="IV.1")
    assert (given.due_on, given.first_due_on) == (date(2023, 7, 29), date(2023, 7, 29))
    leader.goto(live.url("/dieu-hanh/"))
    done = leader.locator(".rv-fig-ontime .rv-fig-n")
    until(leader, lambda: done.inner_text() == "0")

    report(unit, live, given, picture)
    send_back(office, live, given)
    report_again(unit, live, given)
    confirm(office, live, given, picture)
    # The leader's number moves by itself, without a reload.
    until(leader, lambda: done.inner_text() == "1")
    picture(leader, "story-leader")

    given.refresh_from_db()
    assert given.state == AssignmentState.COMPLETED
    assert given.done_on == date(2023, 7, 27)
    assert given.returns == 1
    assert [r.state for r in given.reports.order_by("number")] == ["returned", "confirmed"]
    assert history.verify().findings == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_boards_have_something_to_show(live: Live, browse: Browse, settings: Any, picture: Any) -> None:
    """Just after the reports of the year fell due each of the three finds their work; the README's pictures."""
    settings.DEMO = True
    world = directory.build()
    story.tell(world, WINTER)
    clock.set_demo(WINTER)
    plan = Directive.objects.get(symbol="KH-UBND")
    leader = browse(world.people["giamdoc"])
    leader.goto(live.url("/dieu-hanh/"))
    until(leader, lambda: leader.locator(".rv-heatgrid tbody tr").count() > 3)
    leader.locator("[data-chart] canvas").wait_for()
    picture(leader, "leaders")
    office = browse(world.people["chanhvanphong"])
    office.goto(live.url(f"/van-ban/{plan.pk}/theo-doi/"))
    until(office, lambda: office.get_by_role("rowheader").count() > 30)
    picture(office, "coverage")
    office.goto(live.url("/thuong-truc/"))
    picture(office, "office")
    unit = browse(world.people["dongda"])
    unit.goto(live.url("/viec/"))
    unit.locator(".rv-wrow").first.wait_for()
    picture(unit, "desk")
    phone = browse(world.people["dongda"], width=390, height=844, dark=True)
    phone.goto(live.url("/viec/"))
    picture(phone, "phone")


def until(page: "Page", holds: Callable[[], bool], seconds: int = 20) -> None:
    """Ask again and again: the page's own policy forbids the evaluated expressions of ``wait_for_function``."""
    for _try in range(seconds * 5):
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError("the page did not come to it")


def enter(page: "Page", live: Live, picture: Any) -> None:
    """The officer drops the file; the form is filled from it, and completed by hand."""
    page.goto(live.url("/van-ban/nhap/"))
    page.set_input_files("input[type=file]", PLAN)
    page.get_by_role("button", name="Đọc tệp và điền giúp").click()
    until(page, lambda: "PHÂN CÔNG NHIỆM VỤ" in page.input_value("#id_text"))
    assert page.input_value("#id_type") == "KH"
    assert page.input_value("#id_abstract").startswith("Khắc phục các hạn chế, khuyết điểm")
    choose_issuer(page)
    page.fill("#id_issued_on", "24/07/2023")
    picture(page, "entry")
    page.get_by_role("button", name="Lưu văn bản").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/"))


def choose_issuer(page: "Page") -> None:
    """Typed without marks, found with them."""
    box = page.get_by_label("Cơ quan ban hành")
    box.fill("ubnd thanh pho ha noi")
    page.get_by_role("option", name=re.compile("UBND Thành phố Hà Nội")).first.click()


def decompose(page: "Page", live: Live, plan: Directive, picture: Any) -> None:
    """Sections at once from the outline, one task from words selected in the text; owners, deadlines, confirmation."""
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    for section in ("II", "III", "IV"):
        page.get_by_role("link", name=re.compile(rf"cho mọi điểm của mục {section}$")).click()
        page.locator("#ed-dialog").get_by_role("button", name=re.compile(r"^Tạo \d+ việc")).click()
        page.locator("#ed-dialog").wait_for(state="hidden")
    until(page, lambda: page.locator("li.rv-tcard").count() >= 18)
    for number in range(page.locator("li.rv-tcard").count()):
        settle(page, number, picture)
    answer(page)
    page.locator(".rv-ed-act a.btn-primary").wait_for()
    page.wait_for_load_state("networkidle")


def settle(page: "Page", number: int, picture: Any) -> None:
    """Open a card; name a lead where the text names none; choose a kind of deadline where it gives none; confirm."""
    card = page.locator("li.rv-tcard").nth(number)
    if "rv-tcard-open" not in (card.get_attribute("class") or ""):
        card.click()
    page.locator(f"li.rv-tcard:nth-of-type({number + 1}).rv-tcard-open").wait_for()
    card = page.locator("li.rv-tcard-open")
    pk = card.get_attribute("data-task")
    section = card.locator("h2").inner_text()
    unknown = card.locator(".rv-unknown:not(.rv-unknown-open) button[name=drop_name]")
    while left := unknown.count():
        unknown.first.click()
        until(page, partial(_fewer, unknown, left))
    owners = ALL_OWNERS if "IV.1" in section or "IV.2" in section else ("Sở Y tế Hà Nội",)
    if not page.locator(f"#v{pk}-owners > div:first-child .rv-token").count():
        for owner in owners:
            add_owner(page, pk, owner)
    if not card.locator("input[name=kind]:checked").count():
        none = page.locator(f"#v{pk}-kind-none")
        page.locator(f"label:has(#v{pk}-kind-none)").click()
        until(page, none.is_checked)
    if "IV.1" in section:
        page.locator(f"#v{pk}").scroll_into_view_if_needed()
        picture(page, "editor")
    page.locator(f"#v{pk} button[value=confirm]").click()
    page.locator(f"li[data-task='{pk}'][data-standing=confirmed]").wait_for()


def add_owner(page: "Page", pk: str | None, name: str) -> None:
    """By a few words in the picker."""
    box = page.locator(f"#v{pk}-q-lead")
    box.fill(name)
    page.locator(f"#v{pk}-found-lead li[data-owner]").first.click()
    page.locator(f"#v{pk}-owners").get_by_text(name).first.wait_for()


def answer(page: "Page") -> None:
    """Every warning gets a written answer."""
    page.wait_for_load_state("networkidle")
    page.reload()
    left, rows = page.locator(".rv-pane-h2 .rv-hint"), page.locator(".rv-finds .rv-find-w")
    while told := left.all_inner_texts():
        before = told[0]
        if not rows.count():  # many of a kind come when the kind is unfolded
            folded = page.locator("details.rv-kind:not([open])").filter(has=page.locator(".rv-kind-h .rv-hint"))
            if folded.count():
                folded.first.locator("summary").click()
            rows.first.wait_for()
        rows.first.click()
        form = page.locator(".rv-find-box[open] .rv-answer-form, li.rv-tcard-open .rv-answer-form").first
        form.locator("textarea").fill("Sở Y tế đã rà soát; giữ như phân công.")
        form.get_by_role("button", name="Trả lời").click()
        until(page, partial(_told_anew, left, before))


def _told_anew(left: "Locator", before: str) -> bool:
    """The number may go between two questions to the page, so it is asked for once."""
    return left.all_inner_texts() != [before]


def _fewer(rows: "Locator", than: int) -> bool:
    return rows.count() < than


def submit(page: "Page", live: Live, plan: Directive) -> None:
    page.locator(".rv-ed-act a.btn-primary").click()
    page.get_by_label("Lời trình").fill("Kính trình Giám đốc duyệt phân công.")
    page.get_by_role("button", name=re.compile(r"^Trình \d+ việc")).click()
    until(page, lambda: Directive.objects.get(pk=plan.pk).state == DirectiveState.IN_REVIEW)


def approve(page: "Page", live: Live, plan: Directive, picture: Any) -> None:
    """The director reads the tasks and the answers, and approves."""
    page.goto(live.url("/van-ban/cho-duyet/"))
    page.get_by_role("link", name=re.compile("Khắc phục các hạn chế")).first.click()
    page.wait_for_load_state("networkidle")
    if not page.url.endswith("/duyet/"):
        page.goto(live.url(f"/van-ban/{plan.pk}/duyet/"))
    picture(page, "review")
    page.get_by_role("button", name="Duyệt và giao việc").click()
    page.get_by_role("dialog").get_by_role("button", name="Duyệt").click()
    until(page, lambda: Directive.objects.get(pk=plan.pk).state != DirectiveState.IN_REVIEW)


def issued(page: "Page", live: Live, plan: Directive) -> None:
    """The worker issues; the page says so."""
    page.goto(live.url(f"/van-ban/{plan.pk}/"))
    for _try in range(60):
        plan.refresh_from_db()
        if plan.state == DirectiveState.ISSUED:
            break
        page.wait_for_timeout(500)
    assert plan.state == DirectiveState.ISSUED
    assert plan.assignments.filter(task__section="IV.1").count() == 34
    page.goto(live.url(f"/van-ban/{plan.pk}/theo-doi/"))
    page.get_by_role("rowheader", name=re.compile("Đống Đa")).first.wait_for()


def report(page: "Page", live: Live, given: Assignment, picture: Any) -> None:
    """The unit accepts, writes, and sends."""
    page.goto(live.url("/viec/"))
    page.goto(live.url(f"/viec/{given.pk}/"))
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    write(page, "Đã ban hành Kế hoạch số 152/KH-UBND, phân công từng phường.")
    picture(page, "story-report")
    page.get_by_role("button", name="Gửi xác nhận").click()
    page.get_by_text("Chờ xác nhận").first.wait_for()


def write(page: "Page", words: str) -> None:
    page.get_by_label("Kết quả đã đạt được").fill(words)
    page.locator("input[name=percent]").fill("100")
    page.get_by_label("Số văn bản trả lời").fill("152/KH-UBND")


def send_back(page: "Page", live: Live, given: Assignment) -> None:
    """The office wants more."""
    page.goto(live.url(f"/viec/{given.pk}/"))
    page.locator("summary").filter(has_text="Trả lại để thực hiện lại").click()
    form = page.locator("details[open] form").filter(has=page.get_by_role("button", name="Trả lại để thực hiện lại"))
    form.locator("textarea").fill("Bổ sung thời gian hoàn thành của từng nội dung.")
    form.get_by_role("button", name="Trả lại để thực hiện lại").click()
    until(page, lambda: Assignment.objects.get(pk=given.pk).state == AssignmentState.RETURNED)


def report_again(page: "Page", live: Live, given: Assignment) -> None:
    page.goto(live.url(f"/viec/{given.pk}/"))
    page.get_by_text("Bổ sung thời gian hoàn thành").first.wait_for()
    write(page, "Đã bổ sung thời gian hoàn thành từng nội dung vào Kế hoạch số 152/KH-UBND.")
    page.get_by_role("button", name="Gửi xác nhận").click()
    page.get_by_text("Chờ xác nhận").first.wait_for()


def confirm(page: "Page", live: Live, given: Assignment, picture: Any) -> None:
    page.goto(live.url(f"/viec/{given.pk}/"))
    picture(page, "story-confirm")
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    page.get_by_role("dialog").get_by_role("button", name="Xác nhận hoàn thành").click()
    until(page, lambda: Assignment.objects.get(pk=given.pk).state == AssignmentState.COMPLETED)
