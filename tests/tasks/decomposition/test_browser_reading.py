"""From a file to confirmed tasks in a real browser: the document proposes, a person confirms, corrects and teaches."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from directives.models import Directive
from organizations.models import LearnedName, Person
from tasks.decomposition.actions.proposing import propose_tasks
from tests.browser import FAULTS, Browse, Live
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import BODY, UNKNOWN, make_plan

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.browser
HEAD = """ỦY BAN NHÂN DÂN
THÀNH PHỐ

Số: 199/KH-UBND

Hà Nội, ngày 24 tháng 7 năm 2023

"""


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def opened(page: Page) -> str:
    return page.locator("[data-open-card]").get_attribute("data-task") or ""


def test_a_file_is_dropped_read_accepted_walked_through_and_a_name_is_taught(
    live: Live, browse: Browse, town: World, tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(HEAD + BODY, encoding="utf-8")
    page = browse(person("standing_officer"))
    page.goto(live.url("/van-ban/nhap/"))
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Đọc tệp và điền giúp").click()
    expect(page.locator("#id_text")).to_have_value(re.compile("PHÂN CÔNG NHIỆM VỤ"))
    page.fill("#id_abstract", "Khắc phục tình trạng thiếu thuốc")
    page.get_by_label("Cơ quan ban hành").fill("ubnd thanh pho")
    page.get_by_role("option", name=re.compile("UBND Thành phố")).first.click()
    page.fill("#id_issued_on", "24/07/2023")
    page.get_by_role("button", name="Lưu văn bản").click()
    page.get_by_role("button", name="Đọc văn bản, đề xuất việc").click()
    expect(page.locator("#ed-list > li[data-task]").first).to_be_visible()
    page.wait_for_load_state()  # a whole page of its own: before its scripts have run, no key does anything
    directive = Directive.objects.get()
    count = directive.tasks.count()
    assert count >= 7
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(count)
    for task in directive.tasks.all():
        expect(page.locator(f'#ed-sheet .rv-span[data-task="{task.pk}"]').first).to_be_visible()
    expect(page.locator("[data-open-card] .rv-reading-d")).to_contain_text("Máy đọc, cần xem")

    page.keyboard.press("Shift+A")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    # Nothing to confirm yet: the focus is on what would make something, not on the button that closes.
    expect(dialog.get_by_label("Chọn tất cả")).to_be_focused()
    dialog.get_by_label("Chọn tất cả").check()
    chosen = dialog.locator("li input:checked").count()
    dialog.get_by_role("button", name=f"Xác nhận {chosen} việc").click()
    expect(dialog).to_be_hidden()
    # The button that opened it was drawn anew: the focus is on a card, not on nothing.
    expect(page.locator("#ed-list > li:focus")).to_have_count(1)
    expect(page.get_by_text(f"Đã xác nhận {chosen} việc.").first).to_be_visible()
    assert directive.tasks.filter(confirmed=True).count() == chosen

    left = {str(pk) for pk in directive.tasks.filter(confirmed=False).values_list("pk", flat=True)}
    assert len(left) >= 2
    walked = [opened(page)]
    for _each in left:
        page.keyboard.press("n")
        expect(page.locator("[data-open-card]")).not_to_have_attribute("data-task", walked[-1])
        walked.append(opened(page))
    assert set(walked) == left
    page.keyboard.press("Shift+N")
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", walked[-2])

    left_open = page.locator("[data-open-card] .rv-unknown button[name=drop_name]")
    for pk in left:
        page.wait_for_load_state("networkidle")
        page.goto(live.url(f"/van-ban/{directive.pk}/phan-cong/?viec={pk}"))
        if "liên quan" in " ".join(page.locator("[data-open-card] .rv-unknown-t").all_inner_texts()):
            names = left_open.count()
            left_open.last.click()
            expect(left_open).to_have_count(names - 1)
            page.keyboard.press("z")
            expect(left_open).to_have_count(names)
            break

    unknown = directive.tasks.get(unknown_names__words=UNKNOWN)
    page.wait_for_load_state("networkidle")
    page.goto(live.url(f"/van-ban/{directive.pk}/phan-cong/?viec={unknown.pk}"))
    picker = page.get_by_label(f"“{UNKNOWN}” là đơn vị, nhóm nào")
    picker.fill("Sở Tài chính")
    expect(page.locator(".rv-found li[data-owner]").first).to_be_visible()
    picker.press("Enter")
    expect(page.get_by_text(f"Nhớ “{UNKNOWN}” là tên khác của").first).to_be_visible()
    page.get_by_role("button", name="Nhớ", exact=True).click()
    expect(page.get_by_text(f"Đã nhớ “{UNKNOWN}”").first).to_be_visible()
    learned = LearnedName.objects.get()
    assert (learned.body, learned.office) == (town.finance, town.health)
    page.wait_for_load_state("networkidle")
    page.goto(live.url(f"/thiet-lap/don-vi/{town.finance.pk}/"))
    expect(page.get_by_text(f"“{UNKNOWN}”").first).to_be_visible()


def test_keys_pressed_faster_than_the_server_answers_open_one_card_the_last_and_selected_words_are_marked_there(
    live: Live, browse: Browse, town: World
) -> None:
    plan = make_plan(town, text=BODY)
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    page = browse(person("standing_officer"))
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    numbers = [str(pk) for pk in plan.tasks.values_list("pk", flat=True)]
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", numbers[0])
    for _each in range(3):
        page.keyboard.press("n")
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", numbers[3])
    expect(page.locator("[data-open-card]")).to_have_count(1)

    page.locator("#ed-doc").focus()
    place = page.locator("#ed-sheet [data-s]", has_text="gửi về Sở Y tế")
    place.scroll_into_view_if_needed()
    place.evaluate(
        """(block) => {
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf("Sở Y tế");
                if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 7); return; }
            }
        }"""
    )
    page.keyboard.press("p")
    marked = place.locator(".rv-owner", has_text="Sở Y tế")
    expect(marked).to_have_count(1)
    kept = plan.tasks.get(pk=numbers[3]).marks[-1]
    assert BODY[kept["start"] : kept["end"]] == "Sở Y tế"
    assert BODY[kept["start"] - 7 : kept["start"]] == "gửi về "


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_proposals_are_accessible(live: Live, browse: Browse, town: World, width: int, dark: bool) -> None:
    plan = make_plan(town, text=BODY)
    empty = make_plan(town, number="201")
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    unknown = plan.tasks.get(unknown_names__words=UNKNOWN)
    page = browse(person("standing_officer"), width=width, dark=dark)
    found = []
    for address in (
        f"{plan.pk}/phan-cong/",
        f"{plan.pk}/phan-cong/?viec={unknown.pk}",
        f"{plan.pk}/phan-cong/chac-chan/",
        f"{plan.pk}/phan-cong/doc/",
        f"{plan.pk}/phan-cong/?loai=clause_without_task&khung=dan-y",
        f"{empty.pk}/phan-cong/",
        "nhap/",
    ):
        page.goto(live.url(f"/van-ban/{address}"))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate(FAULTS, RULES)
        found += [f"{address} {rule['id']}: {node['html'][:160]}" for rule in violations for node in rule["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} scrolls sideways")
    assert found == []
