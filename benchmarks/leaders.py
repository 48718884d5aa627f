"""What the leaders' board costs beside bare SQL, over a long history of which a tenth is open.

    createdb roviec_bench
    DATABASE_URL=.../roviec_bench python manage.py migrate
    DATABASE_URL=.../roviec_bench python -m benchmarks.leaders [assignments]

Fills an empty database once and leaves it; a second run measures again. Never point it at a database in use.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from organizations.actors import actor_for  # noqa: E402
from organizations.models import Person, Unit, UnitKind  # noqa: E402
from reports.changes import changes  # noqa: E402
from reports.figures import figures  # noqa: E402
from reports.grid import grid  # noqa: E402
from reports.progress import by_directive, twelve_months  # noqa: E402
from reports.scope import Scope  # noqa: E402
from tasks.models import Assignment  # noqa: E402
from tests.personas import build_world  # noqa: E402
from workflows import clock  # noqa: E402

UNITS = 600
# A task goes to all units: 600 assignments, five tasks a directive.
FILL = """
WITH made AS (
    INSERT INTO directives_directive ({directive_columns})
    SELECT {directive_values} FROM generate_series(1, %(directives)s) n, (SELECT * FROM directives_directive LIMIT 1) d
    RETURNING id
), tasks AS (
    INSERT INTO tasks_task ({task_columns})
    SELECT {task_values} FROM made, generate_series(1, 5) n, (SELECT * FROM tasks_task LIMIT 1) t
    RETURNING id, directive_id
), numbered AS (
    SELECT t.id AS task_id, t.directive_id, row_number() OVER (ORDER BY t.id) AS nth, count(*) OVER () AS whole
    FROM tasks t
), dated AS (
    -- Spread over three years; the last tenth of the tasks is open.
    SELECT numbered.*, %(today)s::date - 1095 + (1095 * nth / whole)::int AS given, nth > whole * 0.9 AS open
    FROM numbered
)
INSERT INTO tasks_assignment (task_id, directive_id, unit_id, role, period, part_content, state, first_due_on, due_on,
    assigned_on, stopped_on, done_on, closed_on, state_before_suspension, percent, last_report_on,
    extensions_granted, returns, urgings)
SELECT task_id, directive_id, unit.id, CASE WHEN random() < 0.8 THEN 'lead' ELSE 'coordinate' END, '', '',
    CASE WHEN open THEN 'in_progress' ELSE 'completed' END, due, due, given, done, done, done + (random() * 5)::int, '',
    CASE WHEN open THEN 30 ELSE 100 END, CASE WHEN random() < 0.7 THEN given + 7 END, 0, 0, 0
FROM dated, LATERAL (SELECT id FROM organizations_unit WHERE kind = 'commune') unit,
    LATERAL (SELECT CASE WHEN random() < 0.85 THEN given + 20 + (random() * 60)::int END AS due) a,
    LATERAL (SELECT CASE WHEN NOT open THEN
        LEAST(COALESCE(due, given + 40) - 15 + (random() * 20)::int, %(today)s::date - 1) END AS done) b
"""


def main(assignments: int) -> None:
    if not Assignment.objects.exists():
        fill(assignments)
    client = Client(SERVER_NAME="127.0.0.1")
    leader = Person.objects.get(username="city_leader")
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    scope = Scope.read(actor_for(leader), QueryDict())
    open_rows = Assignment.objects.filter(closed_on=None).count()
    print(f"{Assignment.objects.count()} assignments, {open_rows} open, {Unit.objects.count()} units")

    bare_open = bare(
        "SELECT count(*) FILTER (WHERE due_on < %(t)s), count(*) FILTER (WHERE due_on >= %(t)s),"
        " count(*) FILTER (WHERE due_on IS NULL) FROM tasks_assignment"
        " WHERE closed_on IS NULL AND parent_id IS NULL AND role = 'lead'"
    )
    bare_done = bare(
        "SELECT count(*), count(*) FILTER (WHERE done_on > due_on) FROM tasks_assignment"
        " WHERE done_on IS NOT NULL AND parent_id IS NULL AND role = 'lead'"
    )
    bare_grid = bare(
        "SELECT unit_id, count(*) FILTER (WHERE due_on < %(t)s) FROM tasks_assignment"
        " WHERE closed_on IS NULL AND parent_id IS NULL AND role = 'lead' GROUP BY unit_id"
    )
    report("bare SQL: open classes", bare_open)
    report("bare SQL: done", bare_done)
    report("bare SQL: overdue by unit", bare_grid)
    whole = bare_open + bare_done
    report("boxes", timed(lambda: figures(scope)), whole)
    report("grid", timed(lambda: grid(scope)), bare_grid)
    report("directives", timed(lambda: by_directive(scope)), bare_grid)
    report("twelve months", timed(lambda: twelve_months(scope)), whole)
    report("changes", timed(lambda: changes(scope, clock.at(clock.today()))), bare_open)
    report("page of the boxes", timed(lambda: fetch(client, "?manh=so-lieu", HTTP_HX_REQUEST="true")), whole)
    with CaptureQueriesContext(connection) as queries:
        fetch(client, "")
    report(f"whole page ({len(queries)} queries)", timed(lambda: fetch(client, "")), whole + 2 * bare_grid)


def fill(assignments: int) -> None:
    from tests.tasks.building import make_directive, make_task

    world = build_world()
    communes = [Unit(name=f"UBND xã {n}", kind=UnitKind.COMMUNE, parent=world.city) for n in range(UNITS)]
    Unit.objects.bulk_create(communes)
    make_task(make_directive(world, state="issued"))
    with connection.cursor() as cursor:
        columns = {}
        for name, table, replaced in (
            ("directive", "directives_directive", {}),
            ("task", "tasks_task", {"directive_id": "made.id"}),
        ):
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
                " AND column_name <> 'id' AND is_generated = 'NEVER'",
                [table],
            )
            names = [row[0] for row in cursor.fetchall()]
            columns[f"{name}_columns"] = ", ".join(f'"{column}"' for column in names)
            columns[f"{name}_values"] = ", ".join(replaced.get(column, f'{name[0]}."{column}"') for column in names)
        directives = max(1, assignments // (UNITS * 5))
        cursor.execute(FILL.format(**columns), {"directives": directives, "today": clock.today()})
        cursor.execute("VACUUM ANALYZE")


def bare(query: str) -> float:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(query, {"t": clock.today()})
            cursor.fetchall()

    return timed(run)


def fetch(client: Client, query: str, **headers: str) -> None:
    assert client.get(f"/dieu-hanh/{query}", **headers).status_code == 200  # type: ignore[arg-type]


def timed(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds, median."""
    work()
    taken = []
    for _nth in range(times):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def report(name: str, taken: float, beside: float = 0) -> None:
    ratio = f"   {taken / beside:.1f} x bare" if beside else ""
    print(f"{name:32} {taken:7.1f} ms{ratio}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
