"""What the sweep of recurring duties costs while the tables grow and what is due stays the same.

    createdb roviec_bench
    DATABASE_URL=.../roviec_bench python manage.py migrate
    DATABASE_URL=.../roviec_bench python -m benchmarks.sweep [sizes...]

Fills an empty database to 10 thousand, 100 thousand and 1 million assignments in turn, of periodic tasks that are not
due. At each size the same 20 tasks of 50 units fall due, several weeks in a row: 1,000 new duties each. Beside it
another connection keeps locking and saving assignments of the swept tasks, as submissions do, and counts how often one
had to wait for a lock longer than 5 ms. CPU is that of the sweep and of the server's process that serves it. Never
point it at a database in use.
"""

import os
import statistics
import sys
import threading
import time
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import OperationalError, connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks import processor  # noqa: E402
from organizations.models import Unit, UnitKind  # noqa: E402
from tasks.issuing.issue import issue_directive  # noqa: E402
from tasks.issuing.periods import open_periods  # noqa: E402
from tasks.models import Assignment, Task  # noqa: E402
from tasks.states import DeadlineKind  # noqa: E402
from tests.personas import World, build_world  # noqa: E402
from tests.tasks.building import make_directive, make_task  # noqa: E402
from workflows import clock  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
DUE_TASKS, DUE_UNITS, WEEKS = 20, 50, 5
FIRST_MONDAY = date(2026, 1, 5)
UNITS = 500
FILL = """
WITH made AS (
    INSERT INTO tasks_task ({columns})
    SELECT {values} FROM generate_series(1, %(tasks)s) n, (SELECT * FROM tasks_task WHERE id = %(like)s) t
    RETURNING id, directive_id
)
INSERT INTO tasks_assignment (task_id, directive_id, unit_id, role, period, part_content, state, first_due_on, due_on,
    assigned_on, stopped_on, done_on, closed_on, state_before_suspension, percent, extensions_granted, returns, urgings)
SELECT made.id, made.directive_id, unit.id, 'lead', '2025-W50', '',
    CASE WHEN done THEN 'completed' ELSE 'accepted' END,
    due, due, due - 7, CASE WHEN done THEN due END, CASE WHEN done THEN due END, CASE WHEN done THEN due END, '',
    0, 0, 0, 0
FROM made, LATERAL (SELECT id FROM organizations_unit WHERE name LIKE 'Xã %%' ORDER BY id LIMIT {units}) unit,
    LATERAL (SELECT date '2025-12-12' AS due, made.id %% 10 > 0 AS done) a
"""


def main(sizes: list[int]) -> None:
    if Assignment.objects.exists():
        sys.exit("the database is not empty: make a new one")
    world = build_world()
    Unit.objects.bulk_create(Unit(name=f"Xã {n}", kind=UnitKind.COMMUNE, parent=world.city) for n in range(UNITS))
    due_ids = due_tasks(world)
    like = standing_task(world)
    monday = FIRST_MONDAY
    heads = ("assignments", "sweep ms", "min-max", "CPU ms", "min-max", "queries", "rows read", "waits > 5 ms")
    print("{:>12} {:>9} {:>12} {:>9} {:>12} {:>8} {:>10} {:>16}".format(*heads))
    for size in sizes:
        grow(size, like)
        taken, worked, waits, queries, read = [], [], [], 0, 0
        for _nth in range(WEEKS):
            monday += timedelta(days=7)
            with Saving(due_ids) as saving:
                before, cpu, started = rows_read(), processor.used(), time.perf_counter()
                with CaptureQueriesContext(connection) as counted:
                    made = open_periods(monday)
                taken.append(1000 * (time.perf_counter() - started))
                worked.append(1000 * (processor.used() - cpu))
                assert made == DUE_TASKS * DUE_UNITS, made
            read, queries = rows_read() - before, len(counted)
            waits.append(saving.waits)
        total, columns = Assignment.objects.count(), ""
        for each in (taken, worked):
            spread = f"{min(each):.0f}-{max(each):.0f}"
            columns += f" {statistics.median(each):>9.0f} {spread:>12}"
        print(f"{total:>12,}{columns} {queries:>8} {read:>10,} {sum(waits):>16}", flush=True)


def due_tasks(world: World) -> list[int]:
    """The tasks that fall due each week."""
    units = list(Unit.objects.filter(name__startswith="Xã ")[:DUE_UNITS])
    with clock.travel(FIRST_MONDAY):
        directive = make_directive(world, issued_on=FIRST_MONDAY)
        for nth in range(DUE_TASKS):
            make_task(directive, f"Báo cáo tuần {nth}", lead=units, deadline_kind=DeadlineKind.PERIODIC,
                      recurrence=["weekly"])  # fmt: skip
        issue_directive(directive.pk, world.actor("leader"))
    return list(Assignment.objects.values_list("pk", flat=True))


def standing_task(world: World) -> int:
    """What the rest is a copy of: a weekly task whose next period is far away."""
    directive = make_directive(world, number="8", state="issued")
    task = make_task(directive, deadline_kind=DeadlineKind.PERIODIC, recurrence=["weekly"])
    Task.objects.filter(pk=task.pk).update(next_look_on=date(2030, 1, 1))
    return task.pk


def grow(size: int, like: int) -> None:
    missing = max(0, size - Assignment.objects.count())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'tasks_task'"
            " AND column_name <> 'id' AND is_generated = 'NEVER'"
        )
        names = [f'"{name}"' for (name,) in cursor.fetchall()]
        units = min(UNITS, 100)
        sql = FILL.format(columns=", ".join(names), values=", ".join(f"t.{name}" for name in names), units=units)
        # Row by row the triggers keep tallies that are measured elsewhere.
        cursor.execute("ALTER TABLE tasks_assignment DISABLE TRIGGER USER")
        cursor.execute(sql, {"tasks": missing // units, "like": like})
        cursor.execute("ALTER TABLE tasks_assignment ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE tasks_task")
        cursor.execute("VACUUM ANALYZE tasks_assignment")


def rows_read() -> int:
    """Rows that statements of this database fetched from the tables of tasks, so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables"
            " WHERE relname IN ('tasks_task', 'tasks_assignment')"
        )
        return int(cursor.fetchone()[0] or 0)


class Saving:
    """Another connection that locks and saves assignments of the swept tasks; counts those that waited."""

    def __init__(self, pks: list[int]) -> None:
        self.pks, self.waits, self.saved, self._over = pks, 0, 0, threading.Event()

    def __enter__(self) -> "Saving":
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        nth = 0
        while not self._over.is_set():
            pk, nth = self.pks[nth % len(self.pks)], nth + 1
            try:
                with transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute("SET LOCAL lock_timeout = '5ms'")
                    Assignment.objects.select_for_update(no_key=True).get(pk=pk)
                    Assignment.objects.filter(pk=pk).update(percent=nth % 100)
                self.saved += 1
            except OperationalError:
                self.waits += 1
            time.sleep(0.002)
        connection.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
