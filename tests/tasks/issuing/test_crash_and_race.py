"""Issuing is all or nothing: killed in the middle it leaves nothing, and of two at once exactly one issues."""

import json
import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from directives.facts import IssuingStopped, ReviewApproved
from directives.models import Directive
from directives.states import DirectiveState
from organizations.models import GroupRule, Unit, UnitGroup, UnitKind
from tasks.facts import AssignmentGiven
from tasks.issuing.issue import issue_directive
from tasks.issuing.jobs import issue_job, resume_issuing, start_issuing
from tasks.models import Assignment, IssueRun
from tests import servers
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows import clock, ledger
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
UNITS, TASKS = 2_000, 4


def large_directive(world: World) -> Directive:
    parent = world.district_a
    Unit.objects.bulk_create([Unit(name=f"UBND xã {n}", kind=UnitKind.COMMUNE, parent=parent) for n in range(UNITS)])
    group = UnitGroup.objects.create(name="UBND các xã", owner=world.city)
    GroupRule.objects.create(group=group, kind=UnitKind.COMMUNE, parent=parent)
    directive = make_directive(world)
    for _nth in range(TASKS):
        make_task(directive, lead=[group])
    with transaction.atomic():
        approved = ReviewApproved(directive_id=directive.pk)
        stream = f"directive:{directive.pk}"
        ledger.record(approved, stream=stream, actor=world.actor("leader"), directive_id=directive.pk)
    return directive


def start_in_another_process(directive: Directive) -> subprocess.Popen[bytes]:
    code = (
        "import django; django.setup();"
        f"from tasks.issuing.jobs import issue_job; issue_job(directive_id={directive.pk})"
    )
    environment = {
        **os.environ, "DATABASE_URL": servers.address(), "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=Path(settings.BASE_DIR))


@pytest.mark.alike
@pytest.mark.scale
@pytest.mark.parametrize("made_before", [0, 5_000])
def test_killed_in_the_middle_nothing_is_half_issued_and_a_retry_completes(world: World, made_before: int) -> None:
    directive = large_directive(world)
    before = _others()
    process = start_in_another_process(directive)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            run = IssueRun.objects.filter(directive_id=directive.pk, phase="writing", done__gte=made_before).first()
            if run is not None:
                break
            assert process.poll() is None, "the process ended before it could be killed"
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    assert run is not None and run.done < UNITS * TASKS
    _wait_until_gone(before)
    directive = Directive.objects.get(pk=directive.pk)
    assert directive.state == DirectiveState.ISSUING
    assert not Assignment.objects.exists()
    assert not Event.objects.filter(kind=AssignmentGiven.kind).exists()

    issue_job(directive_id=directive.pk)

    directive = Directive.objects.get(pk=directive.pk)
    assert directive.state == DirectiveState.ISSUED
    assert Assignment.objects.count() == UNITS * TASKS
    assert Event.objects.filter(kind=AssignmentGiven.kind).count() == UNITS * TASKS
    run = IssueRun.objects.get(directive_id=directive.pk)
    assert (run.phase, run.done, run.units, run.tasks) == ("done", UNITS * TASKS, UNITS, TASKS)


def _others() -> set[int]:
    """Who else is connected to this database: not its own housekeeping."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def _wait_until_gone(before: set[int]) -> None:
    """Until the database has noticed that the other process is gone."""
    for _attempt in range(1200):
        if not _others() - before:
            return
        time.sleep(0.05)
    raise AssertionError("the killed process still holds a connection")


def test_of_two_issuings_at_once_exactly_one_wins(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.districts, world.finance])
    actor = world.actor("standing_head")
    barrier, outcomes = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            issue_directive(directive.pk, actor)
            outcomes.append("issued")
        except TransitionDenied as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _nth in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["already_issued", "issued"]
    assert Assignment.objects.count() == 3


def test_job_run_again_after_success_does_nothing(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.finance])
    issue_job(directive_id=directive.pk)
    issue_job(directive_id=directive.pk)
    assert Assignment.objects.count() == 1


def test_approval_starts_the_issuing_in_the_name_of_who_approved(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.finance])
    with transaction.atomic():
        approved = ReviewApproved(directive_id=directive.pk)
        event = ledger.record(approved, stream=f"directive:{directive.pk}", actor=world.actor("leader"))
    start_issuing(event, approved)
    with transaction.atomic():
        start_issuing(event, approved)
        assert waiting_jobs("issue_job") == [{"directive_id": directive.pk}]
    issue_job(directive_id=directive.pk)
    given = Event.objects.get(kind=AssignmentGiven.kind)
    assert given.actor == world.people["leader"]


def test_issuing_that_went_silent_is_started_again(world: World) -> None:
    silent, telling, refused = (make_directive(world, number=str(n)) for n in range(3))
    now = clock.now()
    for directive, phase, told in ((silent, "writing", 120), (telling, "writing", 5), (refused, "failed", 300)):
        IssueRun.objects.create(
            directive_id=directive.pk, phase=phase, started_at=now, updated_at=now - timedelta(seconds=told)
        )
    resume_issuing(timestamp=0)
    assert waiting_jobs("issue_job") == [{"directive_id": silent.pk}]


def test_directive_with_nothing_to_issue_goes_back_to_the_desk_with_the_reason(world: World) -> None:
    directive = make_directive(world)
    issue_job(directive_id=directive.pk)
    run = IssueRun.objects.get(directive_id=directive.pk)
    assert run.phase == "failed" and "đơn vị thực hiện" in run.error
    assert Directive.objects.get(pk=directive.pk).state == DirectiveState.DRAFT
    assert Event.objects.get(kind=IssuingStopped.kind).data["reason"] == run.error
    resume_issuing(timestamp=0)
    assert waiting_jobs("issue_job") == []


def waiting_jobs(name: str) -> list[dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE %s AND status = 'todo'", [f"%{name}"])
        return [json.loads(args) for (args,) in cursor.fetchall()]
