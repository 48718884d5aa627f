"""What the dry run of a calendar change costs while the tables grow and what would move stays the same.

    createdb roviec_bench
    DATABASE_URL=.../roviec_bench python manage.py migrate
    DATABASE_URL=.../roviec_bench python -m benchmarks.calendar [sizes...]

Fills an empty database to 10 thousand, 100 thousand and 1 million assignments in turn, one task of 100 units in ten
still open. At each size the same 10 tasks of 100 units would move; then they do, and back again. Never point it at a
database in use.
"""

import os
import statistics
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.sweep import grow  # noqa: E402
from organizations.models import Unit, UnitKind  # noqa: E402
from tasks.issuing.issue import issue_directive  # noqa: E402
from tasks.models import Assignment, Task  # noqa: E402
from tasks.timing.actions.moving import change_calendar  # noqa: E402
from tasks.timing.moving import moves_for  # noqa: E402
from tasks.timing.rules import keep  # noqa: E402
from tests.personas import World, build_world  # noqa: E402
from tests.tasks.building import make_directive, make_task  # noqa: E402
from workflows import clock  # noqa: E402
from workflows.calendars import Change  # noqa: E402
from workflows.deadlines import read_deadline  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
TASKS, UNITS, TIMES = 10, 100, 5
ISSUED, OFF = date(2026, 4, 29), date(2026, 5, 6)
MOVING, STAYING = "trong thời hạn 05 ngày làm việc kể từ ngày ban hành", "trước ngày 30/4/2026"


def main(sizes: list[int]) -> None:
    if Assignment.objects.exists():
        sys.exit("the database is not empty: make a new one")
    world = build_world()
    Unit.objects.bulk_create(Unit(name=f"Xã {n}", kind=UnitKind.COMMUNE, parent=world.city) for n in range(UNITS))
    units = list(Unit.objects.filter(name__startswith="Xã "))
    with clock.travel(date(2025, 12, 1)):
        like = issued(world, units[:1], STAYING, date(2025, 12, 1), 1)
    with clock.travel(ISSUED):
        issued(world, units, MOVING, ISSUED, TASKS)
    admin = world.actor("admin")
    heads = ("assignments", "open", "dry run ms", "min-max", "queries", "moving ms", "moved")
    print("{:>12} {:>9} {:>11} {:>12} {:>8} {:>10} {:>7}".format(*heads))
    for size in sizes:
        grow(size, like)
        with clock.travel(date(2025, 12, 2)):
            taken = []
            for _nth in range(TIMES):
                started = time.perf_counter()
                with CaptureQueriesContext(connection) as counted:
                    moves = moves_for(Change(OFF, False, "Nghỉ"))
                taken.append(1000 * (time.perf_counter() - started))
            assert sum(move.count for move in moves) == TASKS * UNITS, moves
            keys = [move.key for move in moves]
            started = time.perf_counter()
            moved = change_calendar(change=Change(OFF, False, "Nghỉ"), source="-", chosen=keys, actor=admin)
            moving = 1000 * (time.perf_counter() - started)
            back = Change(OFF, None)
            change_calendar(change=back, source="", chosen=[move.key for move in moves_for(back)], actor=admin)
        spread = f"{min(taken):.0f}-{max(taken):.0f}"
        total, still = Assignment.objects.count(), Assignment.objects.open().count()
        row = f"{total:>12,} {still:>9,} {statistics.median(taken):>11.0f} {spread:>12} {len(counted):>8}"
        print(f"{row} {moving:>10.0f} {moved:>7,}", flush=True)


def issued(world: World, units: list[Unit], words: str, on: date, count: int) -> int:
    """A directive of that many tasks for these units, due by a rule; the id of its last task."""
    directive = make_directive(world, issued_on=on, number=str(on.month))
    for nth in range(count):
        reading = read_deadline(words, on)
        task = make_task(directive, f"Rà soát {nth}", lead=units, due_on=reading.operative, deadline_words=words)
        keep(task, reading)
        task.save()
    issue_directive(directive.pk, world.actor("leader"))
    return Task.objects.latest("pk").pk


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
