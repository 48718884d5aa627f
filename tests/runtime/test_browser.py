"""The browser fixtures themselves: the product answers in a real Chromium, styled and without complaint."""

import pytest
from playwright.sync_api import Page

from organizations.models import Person
from tests.browser import Live


@pytest.mark.browser
def test_sign_in_page_is_styled(live: Live, browser_page: Page) -> None:
    Person.objects.create(username="a", full_name="A")  # an empty installation shows the set-up instead
    browser_page.goto(live.url("/tai-khoan/login/"))
    assert "Be Vietnam Pro" in browser_page.evaluate("getComputedStyle(document.body).fontFamily")
