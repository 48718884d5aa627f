"""The editor in a real browser: selecting, keys, saving, two people at once."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from directives.models import Directive
from organizations.actors import actor_for
from organizations.models import Person
from tasks.decomposition.actions.drafting import create_blank, create_from_span
from tasks.models import Task
from tasks.states import Role
from tests.browser import FAULTS, PATIENCE_MS, SCHEMES, Browse, Live
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import TEXT, make_outline, make_plan, span_of
from workflows.actors import Actor

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.browser

# Drags from the first to the last of these words in the text; returns where to press and where to let go.
FIND = """words => {
  const sheet = document.getElementById('ed-sheet'), walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const nodes = []; let all = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest('[data-x]')) { nodes.push([all.length, node]); all += node.textContent; }
  }
  const at = all.indexOf(words), place = (k, end) => {
    const [start, node] = nodes.findLast(([from]) => end ? from < k : from <= k);
    return [node, k - start];
  };
  if (at < 0) throw new Error('not in the text: ' + words);
  const range = document.createRange();
  range.setStart(...place(at, false));
  range.setEnd(...place(at + words.length, true));
  range.startContainer.parentElement.closest('[data-s]').scrollIntoView({block: 'center'});
  const boxes = [...range.getClientRects()], a = boxes[0], b = boxes[boxes.length - 1];
  return [a.left + 0.5, a.top + a.height / 2, b.right - 0.5, b.top + b.height / 2];
}"""


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


@pytest.fixture
def plan(town: World) -> Directive:
    return make_plan(town)


def open_editor(live: Live, browse: Browse, plan: Directive, who: str = "standing_officer", width: int = 1440) -> Page:
    page = browse(person(who), width=width)
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    return page


SELECTED = "getSelection().toString().replace(/\\s+/g, ' ').trim()"


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def drag_over(page: Page, words: str) -> None:
    """Select the words by mouse. What stands where is asked once the fonts have come and nothing scrolls any more."""
    page.evaluate("document.fonts.ready")
    place = page.evaluate(FIND, words)
    while place != (place := page.evaluate(FIND, words)):
        page.wait_for_timeout(50)
    x1, y1, x2, y2 = place
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2, steps=3)
    page.mouse.move(x2, y2, steps=3)
    page.mouse.up()
    # Not wait_for_function: from its second look on it needs eval, which the policy of the pages forbids.
    until = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(SELECTED) != words:
        assert time.monotonic() < until, f"selected: {page.evaluate(SELECTED)}"
        page.wait_for_timeout(30)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_card_asked_for_by_address_is_in_sight_and_has_the_focus(
    live: Live, browse: Browse, plan: Directive, width: int
) -> None:
    officer = actor_for(person("standing_officer"))
    for _nth in range(25):
        last = create_blank(directive=plan, actor=officer)
    page = browse(person("standing_officer"), width=width)
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/?viec={last.pk}"))
    item = page.locator(f"#v{last.pk}")
    expect(item).to_be_focused()
    expect(item.locator("h2")).to_be_in_viewport()
    expect(item.locator("textarea").first).to_be_in_viewport()


def pinned(task: Task) -> str:
    text = Directive.objects.get(pk=task.directive_id).text
    return text[task.source_start : task.source_end]


@pytest.mark.parametrize(
    "words",
    [
        "Tăng cường công tác hướng dẫn, thanh tra, kiểm tra công tác mua sắm thuốc",
        "kịp thời báo cáo những khó khăn vướng mắc",
        "trước ngày 30/7/2023",
        "Giao Sở Y tế (cơ quan thường trực) theo dõi, đôn đốc việc triển khai thực hiện của các đơn vị./.",
    ],
)
def test_selected_words_become_a_task_pinned_to_exactly_them(
    live: Live, browse: Browse, plan: Directive, words: str
) -> None:
    page = open_editor(live, browse, plan)
    drag_over(page, words)
    page.get_by_role("button", name="Tạo nhiệm vụ").click()
    expect(page.locator("[data-open-card]")).to_be_visible()
    assert pinned(plan.tasks.get()) == words
    assert page.locator(f'.rv-span[data-task="{plan.tasks.get().pk}"]').inner_text().endswith(words[-12:])


def test_places_hold_behind_other_spans_signs_and_letters_beyond_the_basic_plane(
    live: Live, browse: Browse, town: World
) -> None:
    text = (
        "1. Sở Y tế 🏥🏥 rà soát thuốc; Sở Tài chính bố trí kinh phí trước ngày 30/7/2023; báo cáo kết quả.\n\n2. Sau."
    )
    plan = make_plan(town, text=text)
    plan.provisions.all().delete()
    make_outline(plan)
    officer = town.actor("standing_officer")
    start = text.index("rà soát")
    create_from_span(directive=plan, start=start, end=text.index(" báo cáo"), actor=officer)
    page = open_editor(live, browse, plan)
    drag_over(page, "bố trí kinh phí trước ngày 30/7/2023; báo cáo kết quả.")
    page.keyboard.press("g")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(2)
    assert {pinned(task) for task in plan.tasks.all()} == {
        text[start : text.index(" báo cáo")],
        "bố trí kinh phí trước ngày 30/7/2023; báo cáo kết quả.",
    }


def test_a_selection_over_several_lines_takes_them_all(live: Live, browse: Browse, plan: Directive) -> None:
    page = open_editor(live, browse, plan)
    page.evaluate("""() => {
      const blocks = [...document.querySelectorAll('#ed-sheet [data-s]')].filter(b => /^[ab]\\) /.test(b.textContent));
      getSelection().setBaseAndExtent(blocks[0], 0, blocks[1].nextElementSibling, 0);
    }""")
    expect(page.locator("#ed-pick")).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("[data-open-card]")).to_be_visible()
    start = TEXT.index("Tăng cường")
    assert pinned(plan.tasks.get()) == TEXT[start : TEXT.index("\n\n3. Sở Tài chính")]


def test_words_are_taken_with_the_keyboard_alone(live: Live, browse: Browse, plan: Directive) -> None:
    page = open_editor(live, browse, plan)
    page.locator("#ed-doc").focus()
    page.keyboard.press("ArrowRight")
    for _each in range(40):
        if page.evaluate("getSelection().toString().trim()") == "Nâng":
            break
        page.keyboard.press("ArrowRight")
    for _each in range(3):
        page.keyboard.press("Shift+ArrowRight")
    chosen = page.evaluate("getSelection().toString().trim()")
    assert chosen.startswith("Nâng cao")
    expect(page.locator("#ed-pick")).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("[data-open-card]")).to_be_visible()
    assert pinned(plan.tasks.get()) == chosen


def test_a_pressed_warning_leads_to_where_it_is_answered(
    live: Live, browse: Browse, plan: Directive, town: World
) -> None:
    task = create_blank(directive=plan, actor=town.actor("standing_officer"))
    for unit in (town.plan_room, town.hospital_b):
        task.owners.create(role=Role.LEAD, unit=unit)
    page = open_editor(live, browse, plan)
    for unit in (town.hospital_b, town.plan_room):
        page.locator("#ed-finds a.rv-find-w", has_text=unit.name).click()
        box = page.locator("[data-open-card] div", has=page.locator(".rv-answer-form"), has_text=unit.name).last
        expect(box.locator("textarea")).to_be_focused()
        expect(box.locator("textarea")).to_be_in_viewport()


def test_a_refused_confirmation_leads_to_what_is_missing(
    live: Live, browse: Browse, plan: Directive, town: World
) -> None:
    task = create_blank(directive=plan, actor=town.actor("standing_officer"))
    page = open_editor(live, browse, plan)
    item = page.locator(f"#v{task.pk}")
    expect(item).to_have_attribute("data-open-card", re.compile("."))
    item.focus()
    page.keyboard.press("a")
    expect(page.locator(f"#v{task.pk}-q-lead")).to_be_focused()
    expect(page.locator(f"#v{task.pk}-q-lead")).to_be_in_viewport()


def test_the_answer_to_a_warning_of_the_outline_can_be_sent_in_a_low_window(
    live: Live, browse: Browse, plan: Directive
) -> None:
    page = open_editor(live, browse, plan)
    page.set_viewport_size({"width": 1440, "height": 900})
    boxes = page.locator("#ed-finds details", has=page.locator(".rv-answer-form"))
    assert boxes.count()
    boxes.last.locator("summary").click()
    expect(boxes.last.locator(".rv-answer-form [type=submit]")).to_be_in_viewport(ratio=1)


def test_selected_words_give_the_open_task_its_deadline_owner_and_product(
    live: Live, browse: Browse, plan: Directive, town: World
) -> None:
    start, end = span_of("Các cơ quan, đơn vị xây dựng Kế hoạch tổ chức triển khai thực hiện")
    task = create_from_span(directive=plan, start=start, end=end, actor=town.actor("standing_officer"))
    page = open_editor(live, browse, plan)
    drag_over(page, "trước ngày 30/7/2023")
    page.keyboard.press("h")
    expect(page.locator("[data-open-card] .rv-quote")).to_have_text("“trước ngày 30/7/2023”")
    drag_over(page, "Ủy ban nhân dân các quận, huyện, thị xã phối hợp"[:39])
    page.keyboard.press("c")
    expect(page.locator("[data-open-card] .rv-token")).to_contain_text("UBND các quận, huyện, thị xã (2)")
    drag_over(page, "Kế hoạch tổ chức triển khai thực hiện")
    page.keyboard.press("d")
    expect(page.locator("[data-open-card] [name=product]")).to_have_value("Kế hoạch tổ chức triển khai thực hiện")
    task.refresh_from_db()
    assert str(task.due_on) == "2023-07-29"
    assert task.owners.get().group == town.districts


def test_a_key_pressed_at_once_is_for_the_words_and_the_card_chosen_last(
    live: Live, browse: Browse, plan: Directive, town: World
) -> None:
    """Another card is chosen, words are selected and the key pressed before the card, the bar or even the browser's
    word of the selection has come."""
    spans = [span_of("Các cơ quan, đơn vị xây dựng Kế hoạch"), span_of("tổ chức triển khai thực hiện")]
    first, second = (
        create_from_span(directive=plan, start=start, end=end, actor=town.actor("standing_officer"))
        for start, end in spans
    )
    page = open_editor(live, browse, plan)
    held: list[Route] = []
    asked = re.compile(r"[?&]dong=")
    page.route(asked, lambda route: held.append(route))
    other = next(
        task for task in (first, second) if page.locator("[data-open-card]").get_attribute("data-task") != str(task.pk)
    )
    with page.expect_request(asked):
        page.evaluate(
            """([task, words]) => {
              document.querySelector(`#ed-list [data-task="${task}"] [data-open]`).click();
              const node = [...document.querySelectorAll("#ed-sheet [data-s]")].flatMap(b => [...b.childNodes])
                .find(n => n.nodeType === 3 && n.textContent.includes(words));
              const range = document.createRange(), at = node.textContent.indexOf(words);
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "h", bubbles: true, cancelable: true}));
            }""",
            [other.pk, "trước ngày 30/7/2023"],
        )
    page.wait_for_timeout(300)  # what the key would do too early has its time
    held[0].continue_()
    expect(page.locator("[data-open-card] .rv-quote")).to_have_text("“trước ngày 30/7/2023”")
    assert page.locator("[data-open-card]").get_attribute("data-task") == str(other.pk)


def test_a_plan_is_worked_through_with_keys(live: Live, browse: Browse, plan: Directive) -> None:
    page = open_editor(live, browse, plan)
    row = page.locator("li.rv-out-0", has_text="Phân công nhiệm vụ")
    row.locator(".rv-out-make").click()
    page.get_by_role("button", name="Tạo 4 việc").click()
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(4)
    first = page.locator("[data-open-card]")
    expect(first).to_contain_text("Mục III.1.a")
    page.keyboard.press("3")
    expect(first.locator(".rv-five .on", has_text="Rõ thời gian")).to_be_visible()
    first.locator("textarea[name=content]").fill("Thanh tra việc mua sắm thuốc")
    expect(first.locator("[data-saved]")).to_contain_text("Đã lưu")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[data-open-card]")).to_contain_text("Mục III.1.b")
    expect(page.locator("#ed-head")).to_contain_text("1/4")
    task = plan.tasks.all()[0]
    assert (task.content, task.confirmed, task.deadline_kind) == ("Thanh tra việc mua sắm thuốc", True, "standing")
    page.keyboard.press("u")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(3)
    page.keyboard.press("z")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(4)
    page.keyboard.press("Shift+Z")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(3)
    page.wait_for_load_state("networkidle")
    page.reload()
    page.keyboard.press("z")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(4)


def test_a_task_is_split_at_the_cursor_and_at_a_seam_of_the_text(live: Live, browse: Browse, plan: Directive) -> None:
    page = open_editor(live, browse, plan)
    drag_over(page, "Tổng hợp, theo dõi, đánh giá rút kinh nghiệm; kịp thời báo cáo những khó khăn vướng mắc.")
    page.keyboard.press("g")
    expect(page.locator("[data-open-card]")).to_be_visible()
    page.locator("#ed-sheet [data-cut]").click()
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(2)
    assert [pinned(task)[:8] for task in plan.tasks.all()] == ["Tổng hợp", "kịp thời"]
    content = page.locator("[data-open-card] textarea[name=content]")
    content.focus()
    content.evaluate(
        "t => { t.setSelectionRange(10, 10); t.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true})); }"
    )
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("#ed-list > li[data-task]")).to_have_count(3)
    assert [pinned(task)[:7] for task in plan.tasks.all()] == ["Tổng hợ", "theo dõ", "kịp thờ"]


def test_two_people_see_each_other_and_neither_loses_a_word(live: Live, browse: Browse, plan: Directive) -> None:
    mine = open_editor(live, browse, plan)
    drag_over(mine, "Tổng hợp, theo dõi, đánh giá rút kinh nghiệm")
    mine.keyboard.press("g")
    expect(mine.locator("[data-open-card]")).to_be_visible()
    theirs = open_editor(live, browse, plan, "standing_head")
    drag_over(theirs, "Tiếp tục chủ trì phối hợp")
    theirs.keyboard.press("g")
    expect(theirs.locator("#ed-list > li[data-task]")).to_have_count(2)
    expect(mine.locator("#ed-list > li[data-task]")).to_have_count(2)
    theirs.locator("#ed-list > li .rv-tcard-link").first.click()
    typed = theirs.locator("[data-open-card] textarea[name=content]")
    expect(typed).to_have_value("Tổng hợp, theo dõi, đánh giá rút kinh nghiệm")
    mine.locator("#ed-list > li[data-task]").first.click(position={"x": 60, "y": 12})
    expect(mine.locator("[data-open-card]")).to_contain_text("Mục III.1.b")
    box = mine.locator("[data-open-card] textarea[name=content]")
    box.press("End")
    typed.fill("Bản của chánh văn phòng")
    expect(theirs.locator("[data-open-card] [data-saved]")).to_contain_text("Đã lưu")
    box.fill("Bản của chuyên viên")
    expect(mine.locator(".rv-conflict")).to_contain_text("Lê Văn Trực vừa sửa việc này")
    expect(box).to_have_value("Bản của chuyên viên")
    mine.get_by_role("button", name="Giữ bản của tôi").click()
    expect(mine.locator(".rv-conflict")).to_have_count(0)
    expect(mine.locator("[data-open-card] [data-saved]")).to_contain_text("Đã lưu")
    assert plan.tasks.all()[0].content == "Bản của chuyên viên"


def test_the_order_is_changed_by_keys_and_by_dragging(live: Live, browse: Browse, plan: Directive) -> None:
    for words in ("Tăng cường công tác", "Tổng hợp, theo dõi", "Giao Sở Y tế"):
        start, end = span_of(words)
        create_from_span(directive=plan, start=start, end=end, actor=officer())
    first, second, third = plan.tasks.all()
    page = open_editor(live, browse, plan)
    page.locator(f"#v{first.pk}").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#ed-list > li").first).to_have_attribute("data-task", str(second.pk))
    assert list(plan.tasks.all()) == [second, first, third]
    page.locator(f"#v{third.pk}").drag_to(page.locator(f"#v{second.pk}"), target_position={"x": 100, "y": 4})
    expect(page.locator("#ed-list > li").first).to_have_attribute("data-task", str(third.pk))


def officer() -> Actor:
    return actor_for(person("standing_officer"))


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_editor_is_accessible(live: Live, browse: Browse, plan: Directive, town: World, width: int) -> None:
    for words in ("Tăng cường công tác", "Các cơ quan, đơn vị xây dựng Kế hoạch", DISTRICTS):
        start, end = span_of(words)
        create_from_span(directive=plan, start=start, end=end, actor=town.actor("standing_officer"))
    page = browse(person("standing_officer"), width=width)
    found = []
    for query in ("", "?bang=tach", "?bang=gop", "?khung=van-ban", "?khung=dan-y", "in/", "trinh/"):
        page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/{query}"))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate(FAULTS, RULES)
            found += [
                f"{query} {scheme} {one['id']}: {node['html'][:120]}" for one in violations for node in one["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{query} scrolls sideways")
    assert found == []


DISTRICTS = (
    "Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết tình trạng thiếu thuốc trên địa bàn"
)


def test_what_could_not_be_saved_is_kept_said_and_sent_again(
    live: Live, browse: Browse, plan: Directive, town: World, page_errors: list[str]
) -> None:
    start, end = span_of("Giao Sở Y tế")
    task = create_from_span(directive=plan, start=start, end=end, actor=town.actor("standing_officer"))
    page = open_editor(live, browse, plan)
    page.context.set_offline(True)
    content = page.locator("[data-open-card] textarea[name=content]")
    content.fill("Gõ khi mất mạng")
    expect(page.locator("[data-saved]")).to_contain_text("Chưa lưu được")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu")
    expect(content).to_have_value("Gõ khi mất mạng")
    task.refresh_from_db()
    assert task.content == "Gõ khi mất mạng"
    page_errors.clear()  # the broken connection is logged
