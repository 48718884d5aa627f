"""What every test stands on: a history that may be flushed, seeded tables that survive it, no memory of settings."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.signals import setting_changed
from django.db import connection
from django.test.client import ClientHandler
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests import servers
from workflows import clock, freshness

# No property is a matter of seconds: a busy machine must not fail one.
settings.register_profile("roviec", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("roviec")

pytest_plugins = ["tests.browser", "tests.killing", "tests.personas"]

# What migrating itself writes: never flushed, never copied.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
SEEDING = """
DO $$ DECLARE seeded text; BEGIN
    FOR seeded IN SELECT tablename FROM pg_tables WHERE schemaname = 'seed' LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM seed.%1$I ON CONFLICT DO NOTHING', seeded);
    END LOOP;
END $$
"""


def pytest_configure(config: pytest.Config) -> None:
    """A database server before any process of the suite looks for one; passwords that are quick to check."""
    servers.start_database(config)
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    servers.stop_database()


def pytest_itemcollected(item: pytest.Item) -> None:
    servers.mark(item)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    servers.order(items)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    terminalreporter.section("ran on")
    for line in servers.summary(config, terminalreporter.stats):
        terminalreporter.line(line)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Flush by our own way; copy the tables that migrations filled."""
    with django_db_blocker.unblock():
        connection.ops.sql_flush = _quick_flush  # type: ignore[method-assign, assignment]
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS seed CASCADE")
            cursor.execute("CREATE SCHEMA seed")
        _run(
            "SELECT format('CREATE TABLE seed.%I AS TABLE public.%1$I', tablename) FROM pg_tables"
            f" WHERE schemaname = 'public' AND tablename NOT IN ({', '.join(map(repr, sorted(KEPT)))})"
        )
        # The embedded server counts no rows by XML: copy all, drop what is empty.
        _run(
            "SELECT format('DO $$BEGIN IF NOT EXISTS (SELECT FROM seed.%1$I) THEN DROP TABLE seed.%1$I; END IF; END$$',"
            " tablename) FROM pg_tables WHERE schemaname = 'seed'"
        )
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Async tests leave the connections of their helper threads open, and the database would not be dropped.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _flushed_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Flush after tests with real commits, and take away their jobs (which Django does not flush)."""
    if not servers.commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """A test that was rolled back must not leave its settings in memory, nor a page in English its language."""
    freshness.recheck()
    clock.forget()
    translation.activate(django_settings.LANGUAGE_CODE)
    yield
    freshness.recheck()
    clock.forget()


def _quick_flush(_style: Any, tables: Sequence[str], **_options: Any) -> list[str]:
    """Empty the tables past every trigger, as only the tables' owner can: the history refuses TRUNCATE and DELETE. Then
    put back what migrations wrote: whatever test comes next stands on it.

    Also many times faster than TRUNCATE, which makes a new file for each table.
    """
    emptied = [f'DELETE FROM "{table}"' for table in tables if table not in KEPT]
    return [
        "SET LOCAL session_replication_role = replica",
        *emptied,
        SEEDING,
        "SET LOCAL session_replication_role = origin",
    ]


@pytest.fixture(scope="session", autouse=True)
def _one_middleware_for_all_clients() -> Iterator[None]:
    """Build the middleware once, and again when a setting changes; each ``Client`` would build its own.

    Looking at every static file again took a third of a page's time.
    """
    build, built = ClientHandler.load_middleware, dict[str, Any]()

    def load(handler: ClientHandler, is_async: bool = False) -> None:
        if not built:
            before = set(vars(handler))
            build(handler, is_async)
            built.update((name, value) for name, value in vars(handler).items() if name not in before)
        vars(handler).update(built)

    def forget(*, setting: str, **_about: object) -> None:
        if setting != "FILES_DIR":
            built.clear()

    setting_changed.connect(forget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load)
        yield
    setting_changed.disconnect(forget)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test keeps its files in a folder of its own."""
    settings.FILES_DIR = tmp_path_factory.mktemp("files")


def _run(query: str) -> None:
    """Run each statement that the query makes."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
