"""What issuing costs beside the bare rows: units x tasks assignments with their history, against INSERT … SELECT alone.

    python -m benchmarks.issuing [units] [tasks]

Runs in a transaction that is rolled back; needs a migrated database.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from organizations.models import GroupRule, Unit, UnitGroup, UnitKind  # noqa: E402
from tasks.issuing.issue import issue_directive  # noqa: E402
from tasks.issuing.writing import _insert  # noqa: E402
from tasks.models import Assignment  # noqa: E402
from tests.personas import build_world  # noqa: E402
from tests.tasks.building import make_directive, make_task  # noqa: E402
from workflows import clock  # noqa: E402


def main(units: int, tasks: int) -> None:
    with transaction.atomic():
        world = build_world()
        group = UnitGroup.objects.create(name="Các xã, phường", owner=world.city)
        GroupRule.objects.create(group=group, kind=UnitKind.COMMUNE, parent=world.district_a)
        Unit.objects.bulk_create(
            [Unit(name=f"UBND xã {n}", kind=UnitKind.COMMUNE, parent=world.district_a) for n in range(units)]
        )
        directive = make_directive(world)
        for _nth in range(tasks):
            make_task(directive, lead=[group], due_on=clock.today())

        started = time.perf_counter()
        with connection.execute_wrapper(counting := Counter()):
            issued = issue_directive(directive.pk, world.actor("leader"))
        whole = time.perf_counter() - started

        Assignment.objects.filter(directive=directive)._raw_delete("default")
        started = time.perf_counter()
        _insert(issued.plan.rows, directive.pk, clock.today(), False)
        bare = time.perf_counter() - started
        transaction.set_rollback(True)
    print(
        f"{units} units x {tasks} tasks = {issued.assignments} assignments:"
        f" issued in {whole:.2f} s with {counting.queries} queries,"
        f" bare INSERT … SELECT {bare:.2f} s, ratio {whole / bare:.1f}"
    )


class Counter:
    """Counts the statements of the connection."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.queries += 1
        return execute(sql, params, many, context)


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], "3000", "10"][:2]))
