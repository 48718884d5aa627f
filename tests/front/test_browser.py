"""The kit in a real Chromium: accessible in both themes, wide and narrow; keys, selection, questions, dates."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from organizations.models import Person
from tests.browser import FAULTS, Browse, Live

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(FAULTS, RULES)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def reader(live: Live) -> Person:
    return Person.objects.create(username="a", full_name="Trần Thu Hiền")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_accessible(live: Live, browse: Browse, reader: Person, width: int, dark: bool) -> None:
    page = browse(reader, width=width, dark=dark)
    for path in ["/_kit/", "/khong-co/"]:
        page.goto(live.url(path))
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page = browse(None, width=width, dark=dark)
    page.goto(live.url("/tai-khoan/login/"))
    assert violations(page) == []
    assert page.locator("html").get_attribute("data-bs-theme") == ("dark" if dark else "light")


def test_keys_selection_and_question(live: Live, browse: Browse, reader: Person) -> None:
    page = browse(reader)
    page.goto(live.url("/_kit/"))
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.locator("#tim")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#rv-keys")).to_contain_text("Lưu nháp")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    bar = page.locator("[data-bulk]")
    expect(bar).to_contain_text("Đôn đốc 2 đơn vị")
    bar.get_by_role("button", name="Đôn đốc 2 đơn vị").click()
    question = page.locator("#rv-confirm")
    expect(question).to_contain_text("Gửi đôn đốc đến các đơn vị đã chọn?")
    question.get_by_role("button", name="Không, quay lại").click()
    expect(question).to_be_hidden()
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()


def test_theme_is_kept(live: Live, browse: Browse, reader: Person) -> None:
    page = browse(reader)
    page.goto(live.url("/_kit/"))
    page.locator(".rv-top [data-theme-toggle]").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.locator("html").get_attribute("data-theme-choice") == "dark"


def test_date_is_picked_from_a_month_that_marks_days_off(live: Live, browse: Browse, reader: Person) -> None:
    page = browse(reader)
    page.goto(live.url("/_kit/"))
    date = page.locator("#id_a-due_on")
    date.fill("1.9.2023")
    date.press("Tab")
    expect(date).to_have_value("01/09/2023")
    page.locator("#id_a-due_on + .rv-datebtn").click()
    month = page.get_by_role("dialog", name="Chọn ngày")
    expect(month.locator(".rv-cal-off", has_text="2").first).to_be_visible()
    expect(month.locator(".rv-cal-note")).to_contain_text("Quốc khánh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(date).to_have_value("08/09/2023")
    expect(month).to_be_hidden()


def test_a_form_sent_without_a_line_stays_with_what_was_typed(
    live: Live, browse: Browse, reader: Person, page_errors: list[str]
) -> None:
    page = browse(reader)
    page.goto(live.url("/thiet-lap/uy-quyen/"))
    page.locator("[name=reason]").fill("Đi công tác")
    page.locator("[name=reason]").evaluate("field => { field.form.noValidate = true }")
    page.context.set_offline(True)
    for _ in range(2):
        page.get_by_role("button", name="Cử thay mặt").click()
        expect(page.locator("#thong-diep")).to_contain_text("chưa gửi được")
    expect(page.locator("#thong-diep [data-message]")).to_have_count(1)
    expect(page.locator("[name=reason]")).to_have_value("Đi công tác")
    page.context.set_offline(False)
    page_errors.clear()  # the live line says that it broke


def test_the_same_answer_stands_once(live: Live, browse: Browse, reader: Person) -> None:
    page = browse(reader)
    page.goto(live.url("/_kit/"))
    count = page.evaluate(
        """() => {
            const box = document.getElementById("thong-diep");
            box.replaceChildren();
            for (let i = 0; i < 3; i++) {
                box.insertAdjacentHTML("beforeend", '<div class="rv-message" data-message>Chưa chọn đơn vị</div>');
                box.dispatchEvent(new CustomEvent("htmx:afterSettle", {bubbles: true}));
            }
            return box.children.length;
        }"""
    )
    assert count == 1
