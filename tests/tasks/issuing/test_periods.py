"""Periods of periodic tasks: opened when they begin, once, for who holds the task, and caught up after downtime."""

import threading
from datetime import date

import pytest
from django.db import connection

from directives.models import Directive
from directives.states import DirectiveState
from tasks.actions.following_up import cancel, reassign
from tasks.facts import AssignmentGiven
from tasks.issuing.issue import issue_directive
from tasks.issuing.periods import open_periods
from tasks.models import Assignment
from tasks.states import DeadlineKind
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows import clock
from workflows.models import Event

ISSUED = date(2023, 7, 27)


def issued_quarterly(world: World) -> Directive:
    directive = make_directive(world)
    make_task(
        directive, "Báo cáo", lead=[world.districts], deadline_kind=DeadlineKind.PERIODIC, recurrence=["quarterly"]
    )
    with clock.travel(ISSUED):
        issue_directive(directive.pk, world.actor("leader"))
    return Directive.objects.get(pk=directive.pk)


def opened(on: date) -> int:
    with clock.travel(on):
        return open_periods(on)


def periods() -> list[tuple[str, str]]:
    rows = Assignment.objects.order_by("pk").select_related("unit")
    return [(row.period, row.unit.name.removeprefix("UBND quận ")) for row in rows]


@pytest.mark.django_db
def test_next_period_opens_on_the_day_it_begins_and_once(world: World) -> None:
    issued_quarterly(world)
    assert opened(date(2023, 9, 14)) == 0
    assert opened(date(2023, 9, 15)) == 2
    assert opened(date(2023, 9, 15)) == opened(date(2023, 10, 1)) == 0
    assert periods()[2:] == [("2023-Q4", "Ba Đình"), ("2023-Q4", "Hoàn Kiếm")]
    latest = Assignment.objects.order_by("pk").last()
    assert latest is not None and (latest.due_on, latest.assigned_on) == (date(2023, 12, 15), date(2023, 9, 15))
    assert Event.objects.filter(kind=AssignmentGiven.kind, actor=None).count() == 2


@pytest.mark.django_db
def test_after_downtime_every_period_missed_is_opened(world: World) -> None:
    issued_quarterly(world)
    assert opened(date(2024, 4, 1)) == 6
    assert {period for period, _unit in periods()} == {"2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"}


@pytest.mark.django_db
def test_only_live_directives_go_on(world: World) -> None:
    directive = issued_quarterly(world)
    Directive.objects.filter(pk=directive.pk).update(state=DirectiveState.CLOSED)
    assert opened(date(2023, 10, 1)) == 0


@pytest.mark.django_db
def test_later_periods_go_to_who_took_over_and_not_to_who_was_released(world: World) -> None:
    issued_quarterly(world)
    first, second = Assignment.objects.order_by("pk")
    actor = world.actor("standing_head")
    with clock.travel(date(2023, 8, 1)):
        reassign(assignment=first, unit=world.finance, reason="Đúng chức năng", actor=actor)
        cancel(assignment=second, reason="Không thuộc phạm vi", actor=actor)
    assert opened(date(2023, 9, 20)) == 1
    assert periods()[-1] == ("2023-Q4", "Sở Tài chính")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_a_period_once(world: World) -> None:
    issued_quarterly(world)
    barrier, made = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        made.append(open_periods(date(2023, 9, 15)))
        connection.close()

    threads = [threading.Thread(target=run) for _nth in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(made) == [0, 2]
    assert Event.objects.filter(kind=AssignmentGiven.kind).count() == 4


@pytest.mark.django_db
def test_a_task_that_fails_holds_up_no_other(world: World, caplog: pytest.LogCaptureFixture) -> None:
    broken, sound = issued_quarterly(world), issued_quarterly(world)
    broken.tasks.update(given_days={"quarterly": [{"day": "không phải số"}]})
    with pytest.raises(ValueError, match="không phải số"):
        opened(date(2023, 9, 15))
    made = Assignment.objects.filter(period="2023-Q4").values_list("directive_id", flat=True)
    assert set(made) == {sound.pk}
    broken.tasks.update(given_days={})
    assert opened(date(2023, 9, 15)) == 2
