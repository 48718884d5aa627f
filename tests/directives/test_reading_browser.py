"""The entry form in a browser: a long PDF is read meanwhile, told page by page, and put into the form."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from directives.models import FileReading, PendingFile
from directives.states import ReadingState
from tests.browser import FAULTS, Browse, Live
from tests.directives.documents import long_pdf
from tests.personas import World

pytestmark = pytest.mark.browser
AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_long_pdf_is_read_meanwhile(live: Live, browse: Browse, world: World, width: int, dark: bool) -> None:
    page = browse(world.people["standing_officer"], width=width, dark=dark)
    page.goto(live.url("/van-ban/nhap/"))
    page.set_input_files("[name=file]", {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": long_pdf()})
    page.get_by_role("button", name="Đọc tệp và điền giúp").click()
    page.locator("#doc-tep").wait_for()
    page.fill("#id_place", "Hà Nội")  # whoever fills the form in is not interrupted
    page.get_by_text("Đã đọc xong tệp").wait_for(timeout=60_000)
    assert FileReading.objects.get().state == ReadingState.DONE
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(FAULTS.replace("document", "'#doc-tep'"), RULES) == []
    page.get_by_role("button", name="Đưa chữ vào phiếu và điền giúp").click()
    expect(page.locator("#id_code")).to_have_value("88/KH-UBND")
    assert "Nhóm hạ tầng số" in page.input_value("[name=text]") and page.input_value("#id_place") == "Hà Nội"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_reading_can_be_stopped(live: Live, browse: Browse, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = browse(world.people["standing_officer"])
    page.goto(live.url("/van-ban/nhap/"))
    monkeypatch.setattr("directives.jobs.reading.read", lambda reading_id: None)  # no worker has taken it yet
    page.set_input_files("[name=file]", {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": long_pdf()})
    page.get_by_role("button", name="Đọc tệp và điền giúp").click()
    page.get_by_text("Đang chờ đọc tệp").wait_for()
    page.get_by_role("button", name="Dừng đọc").click()
    page.get_by_text("Đã dừng đọc tệp").wait_for()
    assert FileReading.objects.get().state == ReadingState.STOPPED


def test_a_page_loaded_anew_and_a_second_window_show_the_same_reading(
    live: Live, browse: Browse, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directives.jobs.reading.read", lambda reading_id: None)  # no worker has taken it yet
    page = browse(world.people["standing_officer"])
    page.goto(live.url("/van-ban/nhap/"))
    page.set_input_files("[name=file]", {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": long_pdf()})
    page.get_by_text("Đang chờ đọc tệp").wait_for()
    address = live.url(f"/van-ban/nhap/?tep={PendingFile.objects.get().token}")
    expect(page).to_have_url(address)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.is_navigation_request() else None)
    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("ke-hoach.pdf")
    page.goto(live.url("/van-ban/"))
    page.go_back()
    expect(page.get_by_text("Đang chờ đọc tệp")).to_be_visible()
    assert set(sent) == {"GET"} and PendingFile.objects.count() == 1
    second = page.context.new_page()
    second.goto(address)
    stop = second.get_by_role("button", name="Dừng đọc")
    stop.focus()
    for _poll in range(2):
        with second.expect_response(lambda answer: "/nhap/doc/" in answer.url):
            pass
    expect(stop).to_be_focused()
    second.keyboard.press("Enter")
    for each in (second, page):
        expect(each.get_by_text("Đã dừng đọc tệp")).to_be_visible()
    drop = second.get_by_role("button", name="Bỏ tệp", exact=True)
    drop.focus()
    second.keyboard.press("Enter")
    expect(second.locator("[data-told]")).to_be_focused()
    expect(second).to_have_url(live.url("/van-ban/nhap/"))
    assert not PendingFile.objects.exists()
    second.close()


def test_on_a_phone_the_form_begins_on_the_first_screen(live: Live, browse: Browse, world: World) -> None:
    page = browse(world.people["standing_officer"], width=390, height=844)
    page.goto(live.url("/van-ban/nhap/"))
    box = page.locator("#id_code").bounding_box()
    assert box and box["y"] + box["height"] < 400
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_file_that_is_too_large_is_not_sent(live: Live, browse: Browse, world: World, tmp_path: Path) -> None:
    with (tmp_path / "lon.pdf").open("wb") as made:
        made.truncate(settings.FILE_MAX_BYTES + 1)
    page = browse(world.people["standing_officer"], width=390)
    page.goto(live.url("/van-ban/nhap/"))
    page.set_input_files("[name=file]", tmp_path / "lon.pdf")
    expect(page.locator("[data-files] [role=alert]")).to_contain_text("Hãy nén ảnh hoặc tách nhỏ tệp")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.get_by_role("button", name="Lưu văn bản").click()
    expect(page.locator("[name=file]")).to_be_focused()
    assert sent == []
