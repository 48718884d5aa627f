"""While a sweep is under way a unit that reports waits for no lock: the server itself is asked, not the clock.

What a sweep's transaction holds is tried while it stands still just before its commit: whoever had to wait for it
would wait for ever, so the shortest lock_timeout tells. What the commit itself holds (a NOTIFY takes a lock of the
whole server there) cannot be held still, only be made to last.
"""

import threading
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import OperationalError, connection, connections, transaction

from notifications.models import Reminder, ReminderClock
from notifications.reminders import sweep as sweeping
from notifications.reminders.sweep import sweep
from tasks.actions.reporting import ReportContent, report_progress
from tasks.models import Assignment
from tests.personas import World, build_world
from tests.tasks.building import make_directive, make_task
from workflows import clock

GIVEN, TODAY, DUE = date(2027, 1, 11), date(2027, 3, 10), date(2027, 3, 15)
MANY = 300
HANDOVER = 30
# While the sweep stands still: any wait at all.
NONE_AT_ALL = "1ms"
# Half of what the commit below keeps its locks for: on a busy machine a holder of a short lock may stand still a while.
LONGEST = "50ms"
# A sweep's commit keeps its locks for a tenth of a second, as on a slow disk (not where fsync is off).
SLOW_DISK = "SET synchronous_commit = on; SET commit_siblings = 0; SET commit_delay = 100000"


@pytest.fixture
def due(transactional_db: None) -> World:
    """Three hundred reminders of one task are due today."""
    world = build_world()
    task = make_task(make_directive(world, state="issued"))
    given = {
        "role": "lead",
        "state": "in_progress",
        "due_on": DUE,
        "first_due_on": DUE,
        "assigned_on": date(2027, 1, 11),
    }
    rows = Assignment.objects.bulk_create(
        Assignment(task=task, directive_id=task.directive_id, unit=world.hospital_a, period=f"{nth}", **given)
        for nth in range(MANY)
    )
    ReminderClock.objects.bulk_create(
        ReminderClock(assignment=row, due_on=DUE, since_on=row.assigned_on, next_on=TODAY) for row in rows
    )
    return world


def test_reports_wait_for_nothing_that_a_sweep_holds(due: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = list(Assignment.objects.select_related("directive").order_by("pk"))
    held, reported, failed = threading.Event(), threading.Event(), list[str]()
    swept = sweeping.sweep_batch

    def stand_still(work: sweeping.Work, ids: Sequence[int]) -> int:
        with transaction.atomic():
            fired: int = swept(work, ids)
            held.set()
            if not reported.wait(HANDOVER):
                failed.append("nobody reported")
        return fired

    def beside() -> None:
        with clock.travel(TODAY):
            sweep(batch=MANY)
        connections.close_all()

    monkeypatch.setattr(sweeping, "sweep_batch", stand_still)
    thread = threading.Thread(target=beside)
    content, made = ReportContent(percent=50, done="Đang làm"), 0
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [NONE_AT_ALL])
    try:
        thread.start()
        assert held.wait(HANDOVER), "the sweep did not come to its end"
        with clock.travel(TODAY), pytest.raises(OperationalError), transaction.atomic():
            # The sweep does hold locks: its own rows are refused to others.
            list(ReminderClock.objects.select_for_update().order_by("pk")[:1])
        with clock.travel(TODAY):
            for row in rows[::20]:
                report_progress(assignment=row, content=content, actor=due.actor("unit_head"))
                made += 1
    finally:
        reported.set()
        thread.join()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert (made, failed) == (MANY // 20, [])
    assert Reminder.objects.filter(outcome="fired").count() == MANY


def test_reports_beside_a_sweep_wait_for_no_lock(due: World) -> None:
    rows = list(Assignment.objects.select_related("directive").order_by("pk"))
    going, over = threading.Event(), threading.Event()

    def beside_them() -> None:
        with connection.cursor() as cursor:
            cursor.execute(SLOW_DISK)
        with clock.travel(TODAY):
            going.set()
            sweep(batch=100)
        over.set()
        connections.close_all()

    beside = threading.Thread(target=beside_them)
    content, made = ReportContent(percent=50, done="Đang làm"), 0
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [LONGEST])
    try:
        beside.start()
        going.wait()
        with clock.travel(TODAY):
            actor = due.actor("unit_head")
            while not over.is_set() and made < MANY:
                report_progress(assignment=rows[made * 37 % MANY], content=content, actor=actor)
                made += 1
    finally:
        beside.join()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert Reminder.objects.filter(outcome="fired").count() == MANY
    assert made, "the sweep was over before anybody could report beside it"
