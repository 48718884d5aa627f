"""``python -m tests.notifications.crashing``: worker rounds in processes that die by SIGKILL at a chosen statement.

Reads one JSON command a line, {"day": "2026-05-11", "die_at": 7, "workers": 1, "mail": 30}, forks that many
processes for it, each with connections of its own, and answers {"killed": n}. The mother holds no connection, so that a
fork costs milliseconds.
"""

import json
import os
import signal
import sys
from datetime import datetime, timedelta
from typing import Any


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
    """One round: the sweep in small batches, the jobs that wait (gone only when done), and the mail."""
    from contextlib import ExitStack

    from django.db import connection
    from procrastinate.contrib.django import app

    from notifications import mail
    from notifications.reminders.sweep import sweep
    from workflows import clock

    with ExitStack() as stack:
        stack.enter_context(clock.travel(datetime.fromisoformat(command["day"]).replace(hour=8, tzinfo=clock.ZONE)))
        if command.get("die_at"):
            stack.enter_context(connection.execute_wrapper(die_at(command["die_at"])))
        sweep(batch=4)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
            for pk, name, arguments in cursor.fetchall():
                app.tasks[name](**(json.loads(arguments) if isinstance(arguments, str) else arguments))
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [pk])
        if command.get("mail"):
            stack.enter_context(clock.travel(clock.now() + timedelta(minutes=command["mail"])))
            mail.send_due()


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    # Everything is imported and reckoned before the first fork, on a day on which nothing is owed.
    work({"day": "2021-01-04"})
    connections.close_all()
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
