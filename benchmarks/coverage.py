"""What the coverage matrix and the lists cost at the size of a province: units x tasks of one directive.

    python -m benchmarks.coverage [units] [tasks]

Runs in a transaction that is rolled back; needs a migrated database.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from directives.states import DirectiveState  # noqa: E402
from organizations.models import Unit, UnitKind  # noqa: E402
from tasks.models import Assignment  # noqa: E402
from tasks.states import AssignmentState as A  # noqa: E402
from tests.personas import World, build_world  # noqa: E402
from tests.tasks.building import make_directive, make_task  # noqa: E402
from workflows import clock  # noqa: E402

STATES = [A.ASSIGNED, A.ACCEPTED, A.IN_PROGRESS, A.IN_PROGRESS, A.SUBMITTED, A.COMPLETED, A.COMPLETED, A.COMPLETED]


def fill(world: World, units: int, tasks: int) -> int:
    """One directive, every unit leading every task, in a believable mixture of states."""
    today, chance = clock.today(), random.Random(7)  # noqa: S311
    made = Unit.objects.bulk_create(
        Unit(name=f"UBND xã {nth:04d}", kind=UnitKind.COMMUNE, parent=world.district_a) for nth in range(units)
    )
    directive = make_directive(world, state=DirectiveState.ISSUED, assigned_at=clock.now())
    rows = []
    for nth in range(tasks):
        due_on = today + timedelta(days=chance.randint(-60, 40)) if nth % 5 else None
        task = make_task(directive, f"Nhiệm vụ {nth}", due_on=due_on, section=f"II.{nth}")
        for unit in made:
            state = chance.choice(STATES)
            sent = today - timedelta(days=chance.randint(0, 30)) if state in (A.SUBMITTED, A.COMPLETED) else None
            done = sent if state == A.COMPLETED else None
            rows.append(
                Assignment(
                    task=task, directive=directive, unit=unit, role="lead", state=state, first_due_on=due_on,
                    due_on=due_on, assigned_on=today - timedelta(days=90), stopped_on=sent, done_on=done,
                    closed_on=done, percent=chance.randint(0, 9) * 10,
                )
            )  # fmt: skip
    Assignment.objects.bulk_create(rows, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tasks_assignment")
    return directive.pk


def measure(label: str, ask: Callable[[], object]) -> None:
    """The second run, as a page seen before."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        answer = ask()
        took = time.perf_counter() - started
    in_database = sum(float(query["time"]) for query in queries.captured_queries)
    size = f", {len(answer.content) // 1024} kB" if hasattr(answer, "content") else ""
    print(f"{label}: {took * 1000:.0f} ms, of it {in_database * 1000:.0f} ms in {len(queries)} queries{size}")


def main(units: int, tasks: int) -> None:
    with transaction.atomic():
        world = build_world()
        pk = fill(world, units, tasks)
        client = Client()
        client.force_login(world.people["standing_officer"], backend="django.contrib.auth.backends.ModelBackend")
        print(f"{units} units x {tasks} tasks = {units * tasks} assignments")
        measure("matrix, worst first", lambda: client.get(f"/van-ban/{pk}/theo-doi/"))
        measure("matrix, by name", lambda: client.get(f"/van-ban/{pk}/theo-doi/?sort=name"))
        measure("matrix, units overdue", lambda: client.get(f"/van-ban/{pk}/theo-doi/?show=overdue"))
        measure("live part", lambda: client.get(f"/van-ban/{pk}/theo-doi/?manh=bang"))
        measure("list, overdue", lambda: client.get("/nhiem-vu/?class=overdue"))
        measure("list of the directive", lambda: client.get(f"/nhiem-vu/?directive={pk}"))
        measure("office home", lambda: client.get("/thuong-truc/"))
        measure("spreadsheet", lambda: client.get(f"/van-ban/{pk}/theo-doi/xuat/"))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], "3000", "20"][:2]))
