"""Rounds of a worker in processes that die by SIGKILL at a chosen statement: ``rounds(day, die_at=7)``.

``python -m tests.killing`` reads one JSON command a line, {"day": "2026-05-11", "die_at": 7, "workers": 1, "mail": 30},
forks that many processes for it, each with connections of its own, and answers {"killed": n, "failed": n}. The mother
holds no connection, so that a fork costs milliseconds; a kill by statement hits the work itself and never the time
before or after it, however fast the machine is.
"""

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Rounds = Callable[..., dict[str, int]]


@pytest.fixture
def rounds() -> Iterator[Rounds]:
    """Runs a command in the mother of processes; checks that no child failed otherwise than by being killed."""
    from django.conf import settings

    from tests import servers

    environment = {**os.environ, "DATABASE_URL": servers.address(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {"ROVIEC_SMTP_HOST": str(settings.EMAIL_HOST or ""), "ROVIEC_SMTP_PORT": str(settings.EMAIL_PORT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killing"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=Path(settings.BASE_DIR), text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout

    def command(day: date, **what: Any) -> dict[str, int]:
        process.stdin.write(json.dumps({"day": day.isoformat(), **what}) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        answer: dict[str, int] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
        assert answer["failed"] == 0
        return answer

    yield command
    process.stdin.close()
    process.wait(30)


def statements(work: Callable[[], object]) -> int:
    """How many statements some work sends: points at which it can be killed."""
    from django.db import connection

    sent = 0

    def wrapper(execute: Any, *call: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*call)

    with connection.execute_wrapper(wrapper):
        work()
    return sent


def die_at(number: int) -> Any:
    """SIGKILL this process instead of statement ``number`` (odd: before it is sent, even: after it was answered)."""
    seen = 0

    def wrapper(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number and number % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapper


def work(command: dict[str, Any]) -> None:
    """One round, of recurring duties alone or of reminders with their jobs and mail."""
    from django.db import connection

    from notifications import mail
    from tasks.issuing.periods import open_periods
    from workflows import clock

    with ExitStack() as stack:
        stack.enter_context(clock.travel(datetime.fromisoformat(command["day"]).replace(hour=8, tzinfo=clock.ZONE)))
        if command.get("die_at"):
            stack.enter_context(connection.execute_wrapper(die_at(command["die_at"])))
        if command.get("duties"):
            open_periods(clock.today())
            return
        remind()
        if command.get("mail"):
            stack.enter_context(clock.travel(clock.now() + timedelta(minutes=command["mail"])))
            mail.send_due()


def remind() -> None:
    """The sweep of reminders in small batches, and the jobs that wait (gone only when done)."""
    from django.db import connection
    from procrastinate.contrib.django import app

    from notifications.reminders.sweep import sweep

    sweep(batch=4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        for pk, name, arguments in cursor.fetchall():
            app.tasks[name](**(json.loads(arguments) if isinstance(arguments, str) else arguments))
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [pk])


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    # Everything is imported and reckoned before the first fork, on a day on which nothing is owed.
    work({"day": "2021-01-04"})
    work({"day": "2021-01-04", "duties": True})
    connections.close_all()
    gc.freeze()  # what a collector does not touch, a child shares with its mother
    for line in sys.stdin:
        command = json.loads(line)
        children = []
        for _nth in range(command.get("workers", 1)):
            child = os.fork()
            if child == 0:
                try:
                    work(command)
                except BaseException as error:
                    print(repr(error), file=sys.stderr, flush=True)
                    os._exit(1)
                os._exit(0)
            children.append(child)
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps({"killed": ends.count(-signal.SIGKILL), "failed": ends.count(1)}), flush=True)


if __name__ == "__main__":
    main()
