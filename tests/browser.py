"""Fixtures of browser tests: the whole product on a port of its own, and pages in a real Chromium.

    @pytest.mark.browser
    def test_something(live: Live, browse: Browse) -> None:
        page = browse(person, width=390, dark=True)   # signed in; None stays anonymous
        page.goto(live.url("/viec/"))

A page that logs an error, breaks the content security policy or misses a file fails its test; a test that expects
one empties ``page_errors``.
"""

import asyncio
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests.servers import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

    from organizations.models import Person

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a page is looked at in without being loaded again: ``page.emulate_media(color_scheme=scheme)``.
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# What axe finds wrong, for ``page.evaluate(FAULTS, rules)``; all it finds right would be megabytes to carry over.
FAULTS = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']}).then(found => found.violations)"
START_SECONDS = 20
# What one action on a page, or what is expected of it, may take on a busy machine.
PATIENCE_MS = 15_000


@dataclass(frozen=True)
class Live:
    """The running product: pages, WebSocket and job worker."""

    port: int

    def url(self, path: str = "/") -> str:
        """The full address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


class Browse(Protocol):
    """Opens a page in a browser profile of its own."""

    def __call__(
        self, person: "Person | None" = None, *, width: int = 1440, height: int = 900, dark: bool = False
    ) -> "Page": ...


class _Server(threading.Thread):
    """Web server and worker in one loop, as ``config.serve`` runs them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.ready = threading.Event()
        self.error: BaseException | None = None
        self._ask_to_stop: Callable[[], object] = lambda: None

    def run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self.error = error
        finally:
            self.ready.set()
            self.listener.close()

    def stop(self) -> None:
        self._ask_to_stop()
        self.join(START_SECONDS)

    async def _serve(self) -> None:
        from config.serve import web_server
        from config.work import work

        web = web_server()
        worker = asyncio.create_task(work(alone=True))
        serving = asyncio.create_task(web.serve(sockets=[self.listener]))
        self._ask_to_stop = lambda: setattr(web, "should_exit", True)
        while not web.started and not serving.done():
            await asyncio.sleep(0.02)
        self.ready.set()
        try:
            await serving
        finally:
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)


@pytest.fixture
def live(transactional_db: None) -> Iterator[Live]:
    """The product on a free port, on the test's database; rows are really committed."""
    server = _Server()
    server.start()
    assert server.ready.wait(START_SECONDS), "the server did not start"
    if server.error:
        raise server.error
    yield Live(server.listener.getsockname()[1])
    server.stop()
    assert not server.is_alive(), "the server did not stop"
    assert server.error is None, server.error


@contextmanager
def _one_connection_a_thread() -> Iterator[None]:
    """Keep the database connections of this thread where they are although a loop now runs in it.

    Django would look for others in the loop's context: ones without the suite's way to flush, never closed.
    """
    before, plain = connections._connections, threading.local()  # type: ignore[attr-defined]
    for alias in connections:
        if hasattr(before, alias):
            setattr(plain, alias, getattr(before, alias))
    connections._connections = plain  # type: ignore[attr-defined]
    yield
    connections._connections = before  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One browser for all browser tests of a process."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    # Playwright's loop runs in this thread, where Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with _one_connection_a_thread(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_errors() -> list[str]:
    """What the pages of this test complained of. Empty it to forgive."""
    return []


@pytest.fixture
def browse(live: Live, chromium: "Browser", page_errors: list[str]) -> Iterator[Browse]:
    """Opens pages, each like a person's own browser; fails the test on what they complain of."""
    contexts = []

    def open_page(
        person: "Person | None" = None, *, width: int = 1440, height: int = 900, dark: bool = False
    ) -> "Page":
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        if person is not None:
            client = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live.url()}])
        page = context.new_page()
        page.on("console", lambda message: _note_console(page_errors, message))
        page.on("pageerror", lambda error: page_errors.append(f"{page.url}: {error}"))
        page.on("response", lambda response: _note_response(page_errors, response))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not page_errors, "\n".join(page_errors)


@pytest.fixture
def browser_page(browse: Browse) -> "Page":
    """One anonymous page, 1440 wide, light."""
    return browse()


# Chromium reports a failed load here without its address; _note_response names it. htmx reports as errors that a
# newer request, or leaving the page, ended one (and then that it is over); what fails it calls sendError.
_NO_COMPLAINTS = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")


def _note_console(errors: list[str], message: "ConsoleMessage") -> None:
    if message.type == "error" and not message.text.startswith(_NO_COMPLAINTS):
        errors.append(f"{message.location.get('url')}: {message.text}")


def _note_response(errors: list[str], response: "Response") -> None:
    if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
        errors.append(f"{response.status} {response.url}")
