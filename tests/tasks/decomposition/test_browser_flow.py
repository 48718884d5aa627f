"""Issue 3, "How it is used", in a real browser: from a dropped file to proposals, corrected by selecting, kept by a
second reading, taught for the next document.
"""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directives.models import Directive
from organizations.models import LearnedName, Person
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.actions.reading_runs import advance, begin, move
from tasks.models import ReadRun
from tests.browser import Browse, Live
from tests.directives import samples
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import BODY, TEXT, UNKNOWN, make_plan
from tests.tasks.decomposition.test_browser import drag_over
from tests.tasks.decomposition.test_browser_reading import HEAD
from tests.tasks.decomposition.test_proposing import long_text

pytestmark = pytest.mark.browser
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Lets a file fall on the form, as the mouse does.
DROP = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0)), carried = new DataTransfer();
  carried.items.add(new File([bytes], name, {type}));
  document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: carried}));
}"""


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


def officer(browse: Browse, width: int = 1280) -> Page:
    return browse(Person.objects.get(username="standing_officer"), width=width)


def drop(page: Page, name: str, data: bytes, kind: str) -> None:
    page.evaluate(DROP, [name, kind, base64.b64encode(data).decode()])


def complete(page: Page) -> None:
    """What the form asks for beyond what it read."""
    page.fill("#id_abstract", "Khắc phục tình trạng thiếu thuốc")
    page.get_by_label("Cơ quan ban hành").fill("ubnd thanh pho")
    page.get_by_role("option", name=re.compile("UBND Thành phố")).first.click()
    page.fill("#id_issued_on", "24/07/2023")


def test_a_word_file_is_dropped_saved_and_its_proposals_stand_highlighted(
    live: Live, browse: Browse, town: World
) -> None:
    page = officer(browse)
    page.goto(live.url("/van-ban/nhap/"))
    drop(page, "ke-hoach.docx", samples.docx(*(HEAD + BODY).split("\n")), DOCX)
    expect(page.locator("#id_text")).to_have_value(re.compile("PHÂN CÔNG NHIỆM VỤ"))
    complete(page)
    page.get_by_role("button", name="Lưu, đề xuất việc").click()
    expect(page.locator("#ed-sheet .rv-span").first).to_be_visible()
    directive = Directive.objects.get()
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(directive.tasks.count())
    assert "doc=" not in page.url, "going back asks for nothing again"
    for task in directive.tasks.all():
        sign = page.locator(f"#v{task.pk}").get_attribute("data-standing")
        css = {"ready": "c", "review": "d", "unassigned": "u"}[sign or ""]
        expect(page.locator(f'.rv-span-{css}[data-task="{task.pk}"]').first).to_be_visible()


def test_a_pdf_is_read_in_the_background_and_comes_into_the_form_by_itself(
    live: Live, browse: Browse, town: World
) -> None:
    page = officer(browse)
    page.goto(live.url("/van-ban/nhap/"))
    lines = ("KE HOACH", "1. So Y te ra soat thuoc truoc ngay 30/7/2023.", "2. So Tai chinh bo tri kinh phi.")
    drop(page, "ke-hoach.pdf", samples.pdf(*lines), "application/pdf")
    expect(page.locator("#id_text")).to_have_value(re.compile("So Y te ra soat thuoc"))
    expect(page.locator(".dv-pending")).to_contain_text("ke-hoach.pdf")


def test_a_file_that_was_not_sent_is_named_when_the_page_is_loaded_anew(
    live: Live, browse: Browse, town: World, tmp_path: Path
) -> None:
    page = officer(browse)
    page.goto(live.url("/van-ban/nhap/"))
    page.locator("[data-drop]").evaluate("drop => { drop.dataset.max = '5'; }")
    file = tmp_path / "qua-lon.txt"
    file.write_text("KẾ HOẠCH dài quá cỡ", encoding="utf-8")
    page.set_input_files("input[type=file]", file)
    expect(page.locator("[data-files]")).to_contain_text("quá lớn")
    page.reload()
    expect(page.locator(".rv-drop-lost")).to_contain_text("Hãy chọn lại: qua-lon.txt")
    page.reload()
    expect(page.locator(".rv-drop-lost")).to_have_count(0)


def test_a_long_reading_tells_how_far_it_is_and_is_called_off(live: Live, browse: Browse, town: World) -> None:
    plan = make_plan(town, text=long_text(900))
    begin(directive=plan, actor=town.actor("standing_officer"))
    move(plan.pk, [ReadRun.Phase.WAITING], ReadRun.Phase.READING)
    advance(plan.pk, blocks=1200, blocks_read=300)
    page = officer(browse)
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    expect(page.locator(".rv-run")).to_contain_text(re.compile(r"300/1\.200 đoạn\s+\(\d+%\)"))
    advance(plan.pk, blocks_read=600)
    expect(page.locator(".rv-run")).to_contain_text("600/1.200 đoạn")
    page.get_by_role("button", name="Dừng đọc").click()
    expect(page.locator(".rv-run")).to_have_count(0)
    expect(page.get_by_role("button", name="Đọc văn bản, đề xuất việc")).to_be_visible()
    assert ReadRun.objects.get().phase == ReadRun.Phase.CANCELLED
    assert not plan.tasks.exists()


def test_lead_deadline_and_product_of_a_proposal_are_corrected_by_selecting_other_words(
    live: Live, browse: Browse, town: World
) -> None:
    plan = make_plan(town, text=BODY)
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    task = plan.tasks.get(unknown_names__words=UNKNOWN)
    page = officer(browse)
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/?viec={task.pk}"))
    card = page.locator("[data-open-card]")
    expect(card.locator(".rv-reading-d")).to_contain_text(UNKNOWN)
    drag_over(page, "3. Sở Tài chính"[3:])
    page.keyboard.press("c")
    expect(card.locator(".rv-token").first).to_contain_text("Sở Tài chính")
    expect(card.locator(".rv-unknown")).to_have_count(0)
    expect(card.locator(".rv-reading")).not_to_contain_text(UNKNOWN)
    drag_over(page, "trước ngày 30/7/2023")
    page.keyboard.press("h")
    expect(card.locator(".rv-quote")).to_have_text("“trước ngày 30/7/2023”")
    drag_over(page, "lượng thuốc trong kho")
    page.keyboard.press("d")
    expect(card.locator("[name=product]")).to_have_value(re.compile("lượng thuốc trong kho", re.IGNORECASE))
    task.refresh_from_db()
    assert (task.owners.get().unit, str(task.due_on)) == (town.finance, "2023-07-29")


def test_a_name_taught_in_one_document_is_known_in_the_next(live: Live, browse: Browse, town: World) -> None:
    first, second = make_plan(town, text=BODY), make_plan(town, text=BODY, number="201")
    propose_tasks(directive=first, actor=town.actor("standing_officer"))
    task = first.tasks.get(unknown_names__words=UNKNOWN)
    page = officer(browse)
    page.goto(live.url(f"/van-ban/{first.pk}/phan-cong/?viec={task.pk}"))
    picker = page.get_by_label(f"“{UNKNOWN}” là đơn vị, nhóm nào")
    picker.fill("Sở Tài chính")
    expect(page.locator(".rv-found li[data-owner]").first).to_be_visible()
    picker.press("Enter")
    # By keys alone: the question has the focus, the answer gives it back to the card; undone, redone, learned again.
    expect(page.get_by_role("button", name="Nhớ", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Đã nhớ “{UNKNOWN}”").first).to_be_visible()
    expect(page.locator("[data-open-card]")).to_be_focused()
    page.keyboard.press("z")
    expect(page.get_by_text(f"Không còn nhớ “{UNKNOWN}”").first).to_be_visible()
    page.keyboard.press("Shift+Z")
    expect(page.locator("[data-open-card] .rv-token").first).to_contain_text("Sở Tài chính")
    assert LearnedName.objects.filter(forgotten_at=None).count() == 1
    page.wait_for_load_state("networkidle")
    page.goto(live.url(f"/van-ban/{second.pk}/phan-cong/"))
    page.keyboard.press("r")
    expect(page.locator("#ed-list > li[data-task]").first).to_be_visible()
    start = BODY.index("Rà soát, cân đối lượng thuốc")
    known = second.tasks.get(source_start=start)
    assert not known.unknown_names.exists()
    page.locator(f"#v{known.pk} [data-open]").click()
    expect(page.locator("[data-open-card] .rv-token").first).to_contain_text("Sở Tài chính")


def test_a_second_reading_keeps_what_a_person_confirmed_or_corrected_and_leaves_out_what_was_rejected(
    live: Live, browse: Browse, town: World
) -> None:
    plan = make_plan(town, text=TEXT)
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    numbers = list(plan.tasks.values_list("pk", flat=True))
    page = officer(browse)
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    card = page.locator("[data-open-card]")
    expect(card).to_have_attribute("data-task", str(numbers[0]))
    # By keys alone: no deadline is meant, confirmed; the next one reworded; the third is no task.
    page.keyboard.press("7")
    expect(card.locator(".rv-five .on", has_text="Rõ thời gian")).to_be_visible()
    left_open = card.locator(".rv-unknown:not(.rv-unknown-open) button[name=drop_name]")
    while left := left_open.count():
        left_open.first.click()
        expect(left_open).to_have_count(left - 1)
    card.focus()
    page.keyboard.press("a")
    expect(card).to_have_attribute("data-task", str(numbers[1]))
    expect(card).to_be_focused()
    page.keyboard.press("Enter")
    expect(card.locator("textarea[name=content]")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" (đã sửa)")
    expect(card.locator("[data-saved]")).to_contain_text("Đã lưu")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(card).to_have_attribute("data-task", str(numbers[2]))
    expect(card).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(len(numbers) - 1)
    page.keyboard.press("z")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(len(numbers))
    page.keyboard.press("Shift+Z")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(len(numbers) - 1)
    edited = plan.tasks.get(pk=numbers[1]).content
    assert edited.endswith("(đã sửa)")

    more = TEXT.replace("./.", ".\n\n4. Sở Tài chính rà soát, báo cáo việc mua sắm trước ngày 30/8/2023./.")
    Directive.objects.filter(pk=plan.pk).update(text=more)
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Giữ nguyên")
    dialog.get_by_role("button", name="Đọc lại, đề xuất việc").click()
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(len(numbers))
    assert plan.tasks.get(pk=numbers[0]).confirmed
    assert plan.tasks.get(pk=numbers[1]).content == edited
    assert not plan.tasks.filter(pk=numbers[2]).exists()
    assert plan.tasks.filter(content__startswith="Sở Tài chính rà soát").exists()
