"""The pages of time in a real Chromium: accessible, wide and narrow, light and dark; a clock started by hand."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from organizations.models import Person
from tasks.models import Assignment
from tasks.states import AssignmentState, DeadlineKind
from tasks.timing.rules import keep
from tests.browser import Browse, Live
from tests.personas import World, build_world
from tests.tasks.builders import make_assignment, make_directive, make_task
from tests.tasks.follow_up.test_browser import violations
from workflows import clock
from workflows.calendars import calendar
from workflows.deadlines import read_deadline

pytestmark = pytest.mark.browser
WORDS = "trong 10 ngày sau khi lũ rút"


@pytest.fixture
def place(live: Live) -> World:
    """One task that waits for an event, one that recurs."""
    world = build_world()
    today = clock.today()
    directive = make_directive(world, issued_on=today - timedelta(days=20), assigned_at=clock.now())
    waiting = make_task(world, directive, deadline_kind=DeadlineKind.CONDITIONAL, due_on=None, deadline_words=WORDS)
    keep(waiting, read_deadline(WORDS, directive.issued_on))
    waiting.save()
    make_assignment(world, AssignmentState.ACCEPTED, task=waiting, due_on=None)
    recurring = make_task(
        world, directive, deadline_kind=DeadlineKind.PERIODIC, due_on=None, recurrence=["quarterly", "annual"]
    )
    make_assignment(world, AssignmentState.ACCEPTED, task=recurring, due_on=today, period=f"{today.year}-Q1")
    term = read_deadline("trong thời hạn 40 ngày làm việc kể từ ngày ban hành", directive.issued_on)
    moving = make_task(world, directive, due_on=term.operative)
    keep(moving, term)
    moving.save()
    make_assignment(world, AssignmentState.ACCEPTED, task=moving, due_on=term.operative)
    return world


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_accessible_and_fit(live: Live, place: World, browse: Browse, width: int, dark: bool) -> None:
    tasks = {row.task.deadline_kind: row.task for row in Assignment.objects.select_related("task")}
    directive = tasks[DeadlineKind.CONDITIONAL].directive_id
    office = place.people["standing_head"]
    pages: list[tuple[Person, str]] = [
        (office, "/thoi-han/doc/?phrase=tr%C6%B0%E1%BB%9Bc+ng%C3%A0y+30/7/2023&issued=28/07/2023"),
        (office, f"/van-ban/{directive}/thoi-han/"),
        *((office, f"/thoi-han/nhiem-vu/{task.pk}/") for task in tasks.values()),
        (place.people["admin"], "/thiet-lap/lich/?nam=2026"),
    ]
    for person, address in pages:
        page = browse(person, width=width, dark=dark)
        page.goto(live.url(address))
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    # From the calendar's form on to what the change would move.
    page.locator("[name=day]:visible").fill(f"{calendar().add(clock.today(), 1):%d/%m/%Y}")
    page.locator("[name=name]").fill("Nghỉ tránh bão")
    page.locator("form [name=source]").first.fill("Công điện 5/CĐ-UBND")
    page.get_by_role("button", name="Xem trước và ghi").click()
    page.get_by_text("1 đơn vị", exact=True).click()
    expect(page.get_by_role("checkbox", name=place.hospital_a.name)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_office_starts_a_clock(live: Live, place: World, browse: Browse) -> None:
    page = browse(place.people["standing_head"])
    page.goto(live.url(f"/van-ban/{Assignment.objects.earliest('pk').directive_id}/thoi-han/"))
    page.get_by_role("link", name="Bắt đầu tính hạn").click()
    page.get_by_label("Sự kiện, văn bản làm căn cứ").fill("Công điện 9")
    page.get_by_role("button", name="Bắt đầu tính hạn").click()
    expect(page.get_by_text("Đã bắt đầu tính hạn")).to_be_visible()
    assert Assignment.objects.earliest("pk").due_on is not None
