"""A long document in a real browser: cards, kinds of warnings and sections come when somebody comes to them."""

import re

import pytest
from playwright.sync_api import expect

from directives.models import Directive
from organizations.models import Person
from tasks.decomposition.actions.proposing import propose_tasks
from tests.browser import Browse, Live
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import make_plan
from tests.tasks.decomposition.test_page_long import CODE, long_text

pytestmark = pytest.mark.browser


@pytest.fixture
def town(live: Live) -> World:
    return build_world()


@pytest.fixture
def long(town: World) -> Directive:
    plan = make_plan(town, text=long_text(6, 30))
    propose_tasks(directive=plan, actor=town.actor("standing_officer"))
    return plan


def test_a_long_list_is_walked_by_keys_and_filled_where_one_looks(live: Live, browse: Browse, long: Directive) -> None:
    page = browse(Person.objects.get(username="standing_officer"), width=1280)
    page.goto(live.url(f"/van-ban/{long.pk}/phan-cong/"))
    numbers = list(long.tasks.values_list("pk", flat=True))
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", str(numbers[0]))
    last = page.locator(f"#v{numbers[-1]}")
    expect(last).to_have_attribute("data-stub", "")
    last.locator("a").focus()
    last.scroll_into_view_if_needed()
    expect(last).not_to_have_attribute("data-stub", "")
    expect(last.locator(".rv-tcard-meta")).to_contain_text("Hằng quý")
    expect(last.locator("a")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(f"#v{numbers[-2]} a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", str(numbers[-2]))
    page.keyboard.press("n")
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", str(numbers[-1]))
    page.keyboard.press("n")
    expect(page.locator("[data-open-card]")).to_have_attribute("data-task", str(numbers[0]))


def test_a_kind_and_a_section_are_unfolded_and_stay_so_when_an_answer_is_given(
    live: Live, browse: Browse, long: Directive
) -> None:
    page = browse(Person.objects.get(username="standing_officer"), width=1280)
    page.goto(live.url(f"/van-ban/{long.pk}/phan-cong/"))
    section = page.locator(".rv-out-more").last
    section.locator("summary").click()
    expect(section.locator("li")).to_have_count(30)
    kind = page.locator(f'[data-kind="{CODE}"]')
    kind.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(kind.locator(".rv-find-box")).to_have_count(10)
    first = kind.locator(".rv-find-box").first
    first.locator("summary").click()
    first.locator("textarea").fill("Đoạn này chỉ nêu bối cảnh.")
    first.locator("[type=submit]").last.click()
    expect(kind.locator(".rv-find-h, .rv-kind-h")).to_contain_text("còn 9")
    expect(kind.locator(".rv-find-box")).to_have_count(10)
    expect(page.locator(".rv-out-more").last.locator("li")).to_have_count(30)
    page.locator(".rv-out-more").last.locator("a[data-clause]").last.click()
    block = page.locator("#ed-sheet [data-s]", has_text=re.compile(r"kho 6\.29"))
    expect(block).to_be_in_viewport()
