"""What the reminder sweep costs by what exists, for the same number due; and what a unit's report waits meanwhile.

    createdb roviec_bench
    DATABASE_URL=.../roviec_bench python manage.py migrate
    DATABASE_URL=.../roviec_bench python -m benchmarks.reminders [10000 100000 1000000]

Adds assignments and their clocks to the sizes named, one after the other, and measures at each; never point it at a
database in use.
"""

import os
import statistics
import sys
import threading
import time
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import OperationalError, connection, connections, transaction  # noqa: E402

from benchmarks import processor  # noqa: E402
from notifications.models import ReminderClock  # noqa: E402
from notifications.reminders.sweep import sweep  # noqa: E402
from tasks.actions.reporting import ReportContent, report_progress  # noqa: E402
from tasks.models import Assignment  # noqa: E402
from tests.personas import World, build_world  # noqa: E402
from tests.tasks.building import make_directive, make_task  # noqa: E402
from workflows import clock  # noqa: E402

DUE = 1_000
ROUNDS = 3
LONGEST = "3ms"
# A Wednesday far from days off: rung -3 of what is due on the Monday after.
TODAY = date(2027, 3, 10)
NEAR, FAR = date(2027, 3, 15), date(2027, 9, 15)
ADD = """INSERT INTO tasks_assignment (task_id, directive_id, unit_id, role, period, part_content, state, first_due_on,
    due_on, assigned_on, state_before_suspension, percent, extensions_granted, returns, urgings)
    SELECT %(task)s, %(directive)s, %(unit)s, 'lead', n::text, '', 'in_progress', %(due)s, %(due)s, %(given)s, '', 0, 0,
    0, 0 FROM generate_series(%(first)s, %(last)s) n"""
CLOCKS = """INSERT INTO notifications_reminderclock (assignment_id, due_on, since_on, next_on)
    SELECT id, due_on, assigned_on, CASE WHEN due_on = %(near)s THEN %(today)s::date ELSE %(later)s::date END
    FROM tasks_assignment a WHERE NOT EXISTS (SELECT FROM notifications_reminderclock c WHERE c.assignment_id = a.id)"""


def main(sizes: list[int]) -> None:
    if Assignment.objects.exists():
        raise SystemExit("the database is not empty: createdb anew")
    world = build_world()
    directive = make_directive(world, state="issued")
    task = make_task(directive)
    place = {"task": task.pk, "directive": directive.pk, "unit": world.hospital_a.pk, "given": TODAY - timedelta(60)}
    for size in sizes:
        _fill(size, place)
        took, reports, waited = [], 0, 0
        for _nth in range(ROUNDS):
            _again()
            took.append(_timed_sweep())
            _again()
            made, late = _reports_during_sweep(world)
            reports, waited = reports + made, waited + late
        wall, cpu, statements = (statistics.median(part) for part in zip(*took, strict=True))
        idle = _idle()
        print(
            f"{size:>9} assignments: sweep of {DUE} due {wall:.2f} s (CPU {cpu:.2f}, statements {statements:.2f}),"
            f" nothing due {idle * 1000:.1f} ms of CPU;"
            f" {reports} reports meanwhile, {waited} waited more than {LONGEST} for a lock",
            flush=True,
        )


def _fill(size: int, place: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        have = Assignment.objects.count()
        if not have:
            cursor.execute(ADD, {**place, "due": NEAR, "first": 1, "last": DUE})
            have = DUE
        cursor.execute(ADD, {**place, "due": FAR, "first": have + 1, "last": size})
        cursor.execute(CLOCKS, {"near": NEAR, "today": TODAY, "later": FAR - timedelta(9)})
        cursor.execute("VACUUM ANALYZE tasks_assignment")
        cursor.execute("VACUUM ANALYZE notifications_reminderclock")


def _again() -> None:
    """The same thousand is due again."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM notifications_reminder")
        cursor.execute("DELETE FROM procrastinate_jobs")
    ReminderClock.objects.filter(due_on=NEAR).update(next_on=TODAY)


def _timed_sweep() -> tuple[float, float, float]:
    """Seconds by the clock on the wall, of CPU (here and in the server), and spent in statements: a busy machine
    stretches the first most.
    """
    in_statements = 0.0

    def measured(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal in_statements
        at = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            in_statements += time.perf_counter() - at

    with clock.travel(TODAY), connection.execute_wrapper(measured):
        cpu, began = processor.used(), time.perf_counter()
        assert sweep() == DUE
        return time.perf_counter() - began, processor.used() - cpu, in_statements


def _idle() -> float:
    """CPU seconds of a sweep that finds nothing due, the mean of many: the server's are counted in hundredths."""
    times = 200
    with clock.travel(TODAY):
        began = processor.used()
        for _nth in range(times):
            assert sweep() == 0
        return (processor.used() - began) / times


def _reports_during_sweep(world: World) -> tuple[int, int]:
    """A unit reports on the very rows that are swept, with the whole act of the product; how many reports, and how many
    of them waited longer than ``LONGEST`` for any lock (the server counts that, not this busy machine).
    """
    done = threading.Event()
    rows = list(Assignment.objects.filter(due_on=NEAR).select_related("directive"))
    content = ReportContent(percent=50, done="Đang làm")
    made = [0, 0]

    def report() -> None:
        nth = 0
        while not done.is_set():
            row = rows[nth * 37 % len(rows)]
            nth += 1
            try:
                with transaction.atomic(), clock.travel(TODAY):
                    with connection.cursor() as cursor:
                        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST}'")
                    report_progress(assignment=row, content=content, actor=world.actor("unit_head"))
                made[0] += 1
            except OperationalError:
                made[1] += 1
        connections.close_all()

    beside = threading.Thread(target=report)
    beside.start()
    _timed_sweep()
    done.set()
    beside.join()
    return made[0], made[1]


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
