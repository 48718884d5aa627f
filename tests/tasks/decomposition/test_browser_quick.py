"""Keys pressed quicker than anybody reads: in the very moment an answer has come, and while one is still on its way."""

import re

import pytest
from playwright.sync_api import Route, expect

from organizations.models import Person
from tasks.decomposition.actions.proposing import propose_tasks
from tests.browser import Browse, Live
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import BODY, make_plan

pytestmark = pytest.mark.browser
# Presses the key as soon as what an answer brought stands in the page, before anything else can run.
PRESS_AT_ONCE = """([place, key]) => {
  const watch = new MutationObserver(() => {
    watch.disconnect();
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  });
  watch.observe(document.querySelector(place), {childList: true, subtree: true});
}"""


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


@pytest.mark.parametrize(("key", "words"), [("r", "Đọc lại văn bản"), ("A", "Không, quay lại")])
def test_a_key_pressed_in_the_moment_an_answer_comes_opens_its_dialog_and_no_page(
    live: Live, browse: Browse, town: World, key: str, words: str
) -> None:
    plan = make_plan(town, text=BODY)
    page = browse(Person.objects.get(username="standing_officer"))
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    page.evaluate(PRESS_AT_ONCE, ["#ed-tabs", key])
    page.get_by_role("button", name="Đọc văn bản, đề xuất việc").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words)
    expect(page).to_have_url(re.compile(r"/phan-cong/(\?viec=\d+)?$"))


def test_a_dialog_opened_while_a_save_is_on_its_way_stays_open_when_it_is_answered(
    live: Live, browse: Browse, town: World
) -> None:
    plan = make_plan(town, text=BODY)
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    page = browse(Person.objects.get(username="standing_officer"))
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/viec/*/", hold)
    card = page.locator("[data-open-card]")
    with page.expect_request(lambda request: request.method == "POST"):
        card.locator("textarea[name=content]").fill("Sửa lại nội dung")
    card.focus()
    page.keyboard.press("A")
    dialog = page.locator("#ed-dialog")
    expect(dialog).to_be_visible()
    held[0].continue_()
    expect(card.locator("[data-saved]")).to_contain_text("Đã lưu")
    expect(dialog).to_be_visible()
    # Its own form closes it, and the focus comes back to the page.
    dialog.get_by_label("Chọn tất cả").check()
    dialog.get_by_role("button", name=re.compile(r"^Xác nhận \d+ việc")).click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#ed-list > li:focus")).to_have_count(1)


def test_a_key_pressed_while_the_chosen_card_is_on_its_way_is_meant_for_that_card(
    live: Live, browse: Browse, town: World
) -> None:
    plan = make_plan(town, text=BODY)
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    first, second = list(plan.tasks.values_list("pk", flat=True))[:2]
    page = browse(Person.objects.get(username="standing_officer"))
    page.goto(live.url(f"/van-ban/{plan.pk}/phan-cong/?viec={first}"))
    held: list[Route] = []
    page.route(f"**/viec/{second}/?dong=*", lambda route: held.append(route))
    with page.expect_request(lambda request: f"/viec/{second}/" in request.url):
        page.locator(f"#v{second} a").click()
    page.keyboard.press("u")
    # The key waits for the card: nothing is sent for the one that is still open.
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", str(first))
    held[0].continue_()
    expect(page.locator(f"#v{second}")).to_have_count(0)
    assert set(plan.tasks.filter(pk__in=[first, second]).values_list("pk", flat=True)) == {first}
