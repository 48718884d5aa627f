"""The promise of the board: numbers change on screen within a second of a unit's action, without reload."""

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tasks.models import Assignment
from tasks.states import AssignmentState as A
from tests.personas import build_world
from tests.reports.worlds import give
from tests.story.test_hanoi_plan import until
from tests.tasks.builders import make_directive
from workflows import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Browse, Live

WATCH = """(selector) => new Promise((resolve) => {
    const before = document.querySelector(selector)?.textContent;
    const look = () => {
        const now = document.querySelector(selector)?.textContent;
        if (now !== before) resolve([now && now.trim(), Date.now()]); else setTimeout(look, 10);
    };
    look();
})"""
RESULTS = "#cho .rv-dec-more a:last-child strong"
DONE = "[data-figure=done] strong"


@pytest.mark.browser
def test_a_units_act_moves_the_leaders_numbers_within_a_second(live: "Live", browse: "Browse") -> None:
    from playwright.sync_api import expect

    world = build_world()
    today = clock.today()
    directive = make_directive(world, issued_on=today - timedelta(days=40))
    first = give(world, directive, world.hospital_a, today - timedelta(days=7), given=today - timedelta(days=40))
    give(world, directive, world.hospital_b, today - timedelta(days=7), given=today - timedelta(days=40))

    board = browse(world.people["leader"])
    told: list[object] = []
    # A function of Python: Playwright cannot wrap a built-in method such as told.append itself.
    board.on("websocket", lambda line: line.on("framereceived", lambda frame: told.extend([frame])))
    board.goto(live.url("/dieu-hanh/"))
    expect(board.locator("[data-figure=overdue] .rv-fig-n")).to_have_text("2")
    board.evaluate("window.stays = true")
    # The line is up once the server has told over it how many notices are unread.
    until(board, lambda: bool(told))

    unit = browse(world.people["unit_head"])
    unit.goto(live.url(f"/viec/{first.pk}/"))
    unit.fill("textarea[name=done]", "Đã rà soát 412 thiết bị")
    unit.fill("input[name=percent]", "100")
    said, after = act(unit, board, RESULTS, "button[name=act][value=submit]")
    assert said == "1"
    assert after < 1.0, f"{after:.2f} s after the unit's page answered"
    assert Assignment.objects.get(pk=first.pk).state == A.SUBMITTED

    office = browse(world.people["standing_head"])
    office.goto(live.url(f"/viec/{first.pk}/"))
    board.focus("[data-figure=overdue]")
    said, after = act(office, board, DONE, *CONFIRM)
    assert said == "1"
    expect(board.locator("[data-figure=overdue]")).to_be_focused()  # the part is new, the place kept
    assert after < 1.0, f"{after:.2f} s after the office's page answered"
    assert board.text_content("[data-figure=overdue] .rv-fig-n") == "1"
    assert board.text_content("[data-figure=late] .rv-fig-n") == "1"
    assert board.evaluate("window.stays") is True, "the page was loaded anew"


def act(actor: "Page", board: "Page", selector: str, *buttons: str) -> tuple[str, float]:
    """Press the buttons; what the board then says, and how many seconds after the actor's page had its answer."""
    board.evaluate(f"void (window.seen = ({WATCH})({selector!r}))")
    for button in buttons[:-1]:
        actor.click(button)
    with actor.expect_response(lambda response: response.request.method == "POST" and response.status < 400):
        actor.click(buttons[-1])
    answered = time.time()
    said, at = board.evaluate("window.seen")
    return said, at / 1000 - answered


CONFIRM = (
    "form[action*='/xac-nhan/'] button[type=submit]",
    "dialog[open] [data-confirm-yes], dialog[open] .btn-primary",
)
