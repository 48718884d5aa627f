"""What the suite runs on: a PostgreSQL of its own where none is named, a Chromium where there is one."""

import contextlib
import os
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections

from config import embedded, env

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_open = contextlib.ExitStack()


def start_database(config: pytest.Config) -> None:
    """Starts a throw-away embedded server unless DATABASE_URL names one; xdist's workers share the controller's."""
    if env.text("DATABASE_URL") or hasattr(config, "workerinput") or config.option.collectonly:
        return
    folder = Path(settings.BASE_DIR) / "var" / "test"
    server = _open.enter_context(embedded.throwaway(folder))
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/roviec?host={server.socket_dir}"
    _open.callback(os.environ.pop, "DATABASE_URL")
    named = env.database() or {}
    named.pop("OPTIONS")
    connections.settings["default"].update(named)


def stop_database() -> None:
    """Ends what start_database started."""
    _open.close()


def address() -> str:
    """DATABASE_URL of the test's database, for another process; the embedded server has a socket, no host."""
    given = connections["default"].settings_dict
    user, password, host = (quote(str(given[name]), safe="") for name in ("USER", "PASSWORD", "HOST"))
    where, options = ("", f"?host={host}") if host.startswith("%2F") else (host, "")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}:{password}@{where}{port}/{given['NAME']}{options}"


def mark(item: pytest.Item) -> None:
    """Marks a test by what it needs; one whose need is not met is skipped. What commits runs on a server too, unless
    marked as alike everywhere.
    """
    if item.get_closest_marker("django_db") or _fixtures(item) & {"db", "transactional_db", "django_db_setup"}:
        item.add_marker("database")
    if commits(item) and not item.get_closest_marker("alike"):
        item.add_marker("server")
    if item.get_closest_marker("browser") and not CHROMIUM:
        item.add_marker(pytest.mark.skip(reason="no Chromium found"))


def commits(item: pytest.Item) -> bool:
    """The test's transactions are real, so that other connections, threads and processes see them."""
    marker = item.get_closest_marker("django_db")
    return bool(
        _fixtures(item) & {"transactional_db", "live_server", "live"} or (marker and marker.kwargs.get("transaction"))
    )


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def order(items: list[pytest.Item]) -> None:
    """Long tests first, so that no worker is left with one when the others are done; browser tests last.

    Playwright's loop stays in the main thread, where async tests want one of their own.
    """
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, -_minutes(item)))


def _minutes(item: pytest.Item) -> float:
    """What a test marked as long says it takes, a minute unless it says otherwise; 0 for all others."""
    scale = item.get_closest_marker("scale")
    return scale.kwargs.get("minutes", 1) if scale else 0


def summary(config: pytest.Config, stats: dict[str, list[pytest.TestReport]]) -> list[str]:
    """Lines for the end of the run: what it ran on, and whether the browser tests ran."""
    database = env.database() or {}
    where = "embedded" if _open._exit_callbacks else f"{database.get('HOST')}:{database.get('PORT') or 5432}"  # type: ignore[attr-defined]
    outcomes: dict[str, set[str]] = {"ran": set(), "skipped": set()}
    for report in (each for kind in ("passed", "failed", "error", "skipped") for each in stats.get(kind, [])):
        if "browser" in getattr(report, "keywords", ()):
            outcomes["skipped" if report.outcome == "skipped" else "ran"].add(report.nodeid)
    lines = [f"PostgreSQL: {where}", f"Redis: {env.text('REDIS_URL') or 'none, in memory'}"]
    if CHROMIUM:
        lines.append(f"Browser tests: {len(outcomes['ran'])} run in {CHROMIUM}")
    else:
        lines.append(
            f"Browser tests: NOT RUN ({len(outcomes['skipped'])} skipped): no Chromium found (apt-get install chromium)"
        )
    return lines
