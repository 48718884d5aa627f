"""The pages of ladders, outbox, feeds and urging letters in a real Chromium: no violations, wide and on a phone."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from notifications.models import Letter
from tasks.letters.actions import draft_letter
from tests.browser import Browse, Live
from tests.front.test_browser import violations
from tests.personas import build_world
from tests.tasks.builders import make_assignment
from workflows import clock

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages(live: Live, browse: Browse, width: int, dark: bool) -> None:
    town = build_world()
    due = clock.today() - timedelta(days=9)
    make_assignment(town, due_on=due, first_due_on=due, assigned_on=due - timedelta(days=20))
    letter = draft_letter(unit=town.hospital_a, office=town.health, actor=town.actor("standing_officer"))
    Letter.objects.create(
        person=town.unit_head, address="a@vidu.vn", message_id="<1@x>", subject="Thư", state="bounced",
        made_at=clock.now(), next_try_at=clock.now(), attempts=1, error="550 no such user here",
    )  # fmt: skip
    pages = {
        town.admin: ("/thong-bao/thang-nhac/", "/thong-bao/thang-nhac/chung/", "/thong-bao/thu-gui/"),
        town.unit_head: ("/thong-bao/lich/",),
        town.standing_officer: ("/don-doc/", f"/don-doc/{letter.pk}/"),
    }
    found: list[tuple[str, str]] = []
    for person, addresses in pages.items():
        page = browse(person, width=width, dark=dark)
        for nth, address in enumerate(addresses):
            page.goto(live.url(address))
            expect(page.locator("h1")).to_be_visible()
            found += [(address, each) for each in violations(page)]
            if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
                found.append((address, "wider than the screen"))
            if folder := os.environ.get("ROVIEC_SHOTS"):
                page.screenshot(path=Path(folder) / f"{person.username}-{nth}-{width}.png", full_page=True)
    assert found == []
