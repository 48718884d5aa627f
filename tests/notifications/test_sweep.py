"""The sweep: each rung once, for the right people, through every turn that work takes, whatever the worker missed."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Notice, Reminder, ReminderClock, ReminderRung
from notifications.reminders import planning
from notifications.reminders.sweep import sweep
from organizations.actions.calendar import set_day
from tasks.actions import extending, following_up, reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment
from tests.notifications.reminding import bring, fired, give, run_worker
from tests.personas import World
from workflows import clock, options
from workflows.actors import system_actor

pytestmark = pytest.mark.server

DUE = date(2026, 5, 20)
"""A Wednesday."""
GIVEN = date(2026, 5, 4)
DAY = timedelta(days=1)


def days(first: date, last: date) -> None:
    """The worker runs each morning from the first to the last day."""
    while first <= last:
        run_worker(first)
        first += DAY


def told(assignment: Assignment, rung: int) -> set[str]:
    notices = Notice.objects.filter(assignment=assignment, event__kind="reminder.fired", event__data__rung=rung)
    return set(notices.values_list("person__username", flat=True))


def test_each_rung_once_on_its_day_and_weekly_without_end(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 6, 12))
    assert fired(assignment) == [
        (-7, date(2026, 5, 11), "fired"),
        (-3, date(2026, 5, 15), "fired"),
        (-1, date(2026, 5, 19), "fired"),
        (0, date(2026, 5, 20), "fired"),
        (1, date(2026, 5, 21), "fired"),
        (3, date(2026, 5, 25), "fired"),
        (8, date(2026, 6, 1), "fired"),
        (13, date(2026, 6, 8), "fired"),
    ]


def test_to_whom_each_rung_speaks_and_the_deputy_with_the_head(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 6, 1))
    # Nobody is named, so the desk's officers; Đỗ Văn Thay is one of them and the head's deputy too.
    assert told(assignment, -7) == {"unit_officer", "deputy"}
    assert told(assignment, -1) == {"unit_officer", "deputy", "unit_head"}
    assert told(assignment, 1) == {"unit_officer", "deputy", "unit_head", "standing_head", "standing_officer"}
    assert told(assignment, 3) == {"deputy", "unit_head", "standing_head", "standing_officer"}
    assert told(assignment, 8) == {
        "deputy", "unit_head", "standing_head", "standing_officer", "leader", "city_leader"
    }  # fmt: skip


def test_a_named_officer_is_told_and_the_others_are_not(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN, officer=world.people["unit_officer"])
    days(GIVEN, date(2026, 5, 11))
    assert told(assignment, -7) == {"unit_officer"}


def test_what_was_due_while_the_worker_was_down_is_said_once_with_what_it_stands_for(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 12))
    assert run_worker(date(2026, 5, 22)) == 1
    assert fired(assignment) == [
        (-7, date(2026, 5, 11), "fired"),
        (-3, date(2026, 5, 22), "merged"),
        (-1, date(2026, 5, 22), "merged"),
        (0, date(2026, 5, 22), "merged"),
        (1, date(2026, 5, 22), "late"),
    ]
    # Whom a merged rung would have told is told now.
    assert told(assignment, 1) >= {"unit_officer", "unit_head", "standing_officer"}
    days(date(2026, 5, 23), date(2026, 5, 25))
    assert fired(assignment)[-1] == (3, date(2026, 5, 25), "fired")


def test_a_clock_set_back_fires_nothing_twice(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    assert run_worker(datetime(2026, 5, 11, 7, 30, tzinfo=clock.ZONE)) == 1
    assert run_worker(datetime(2026, 5, 11, 6, 30, tzinfo=clock.ZONE)) == 0
    assert run_worker(datetime(2026, 5, 11, 7, 30, tzinfo=clock.ZONE)) == 0
    assert run_worker(date(2026, 5, 10)) == 0
    assert len(fired(assignment)) == 1


def test_nothing_before_the_hour(world: World) -> None:
    give(world, DUE, on=GIVEN)
    assert run_worker(datetime(2026, 5, 11, 6, 59, tzinfo=clock.ZONE)) == 0
    assert run_worker(datetime(2026, 5, 11, 7, 0, tzinfo=clock.ZONE)) == 1
    options.set_value("reminder_hour", "10", None)
    assert run_worker(datetime(2026, 5, 15, 9, 0, tzinfo=clock.ZONE)) == 0
    assert run_worker(datetime(2026, 5, 15, 10, 0, tzinfo=clock.ZONE)) == 1


def test_what_is_given_late_or_overdue_is_not_flooded(world: World) -> None:
    close = give(world, DUE, on=date(2026, 5, 18))
    taken_over = give(world, date(2026, 3, 2), on=date(2026, 5, 18))
    days(date(2026, 5, 18), date(2026, 5, 20))
    assert [rung for rung, _day, _how in fired(close)] == [-1, 0]
    # 02/3 to 18/5 is 51 working days with 27/4 (Giỗ Tổ), 30/4 and 01/5 off; the weekly rung next falls on the 53rd.
    assert [rung for rung, _day, _how in fired(taken_over)] == [53]


def test_an_extension_begins_a_new_ladder(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 15))
    with clock.travel(date(2026, 5, 15)):
        extension = extending.ask_extension(
            assignment=assignment, until=date(2026, 6, 10), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
    days(date(2026, 5, 16), date(2026, 6, 11))
    old, new = DUE, date(2026, 6, 10)
    rows = Reminder.objects.filter(assignment=assignment).order_by("due_on", "rung").values_list("due_on", "rung")
    assert list(rows) == [(old, -7), (old, -3), (new, -7), (new, -3), (new, -1), (new, 0), (new, 1)]


def test_an_extension_granted_while_the_worker_was_down_owes_what_fell_since(world: World) -> None:
    """The history says when it was granted; what fell after that is late, what fell before is not owed."""
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 12))
    with clock.travel(date(2026, 5, 14)):
        extension = extending.ask_extension(
            assignment=assignment, until=date(2026, 5, 26), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
    with clock.travel(date(2026, 5, 22)):  # -7 fell on 15/5, -3 on 21/5
        assert sweep() == 1  # before any handler saw the fact
        bring()
        assert sweep() == 0
    rows = Reminder.objects.filter(assignment=assignment, due_on=date(2026, 5, 26)).values_list("rung", "outcome")
    assert list(rows) == [(-7, "merged"), (-3, "late")]


def test_nothing_while_it_stands_still(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 13))
    with clock.travel(date(2026, 5, 14)):
        following_up.suspend(assignment=assignment, reason="Chờ số liệu", actor=world.actor("standing_head"))
    days(date(2026, 5, 14), date(2026, 5, 20))
    assert len(fired(assignment)) == 1
    with clock.travel(date(2026, 5, 20)):
        moved = following_up.resume(assignment=assignment, reason="Đã có hướng dẫn", actor=world.actor("standing_head"))
    assert moved.due_on == date(2026, 5, 26)
    days(date(2026, 5, 20), date(2026, 5, 27))
    assert [(rung, day) for rung, day, _how in fired(assignment)[1:]] == [
        (-3, date(2026, 5, 21)), (-1, date(2026, 5, 25)), (0, date(2026, 5, 26)), (1, date(2026, 5, 27)),
    ]  # fmt: skip


def test_nothing_while_a_result_waits_and_again_when_it_is_returned(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 18))
    content = ReportContent(percent=100, done="Xong")
    with clock.travel(date(2026, 5, 19)):
        assignment = reporting.submit_result(
            assignment=assignment, content=content, actor=world.actor("unit_head")
        ).assignment
    days(date(2026, 5, 19), date(2026, 5, 22))
    assert [rung for rung, _day, _how in fired(assignment)] == [-7, -3]
    with clock.travel(date(2026, 5, 22)):
        reporting.return_result(assignment=assignment, reason="Thiếu phụ lục", actor=world.actor("standing_officer"))
    days(date(2026, 5, 22), date(2026, 5, 25))
    assert [(rung, day) for rung, day, _how in fired(assignment)[2:]] == [(3, date(2026, 5, 25))]


def test_a_successor_is_reminded_and_the_one_before_is_not(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 13))
    with clock.travel(date(2026, 5, 14)):
        successor = following_up.reassign(
            assignment=assignment, unit=world.hospital_b, reason="Đúng chức năng", actor=world.actor("standing_head")
        )
    days(date(2026, 5, 14), date(2026, 5, 15))
    assert len(fired(assignment)) == 1
    assert [rung for rung, _day, _how in fired(successor)] == [-3]
    assert told(successor, -3) == {"other_unit_head", "other_unit_officer"}
    assert not ReminderClock.objects.filter(assignment=assignment).exists()


def test_a_day_off_declared_late_moves_the_rungs(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 12))
    with clock.travel(date(2026, 5, 12)):
        set_day(actor=system_actor(), day=date(2026, 5, 18), working=False, name="Bão")
    days(date(2026, 5, 13), date(2026, 5, 20))
    assert [(rung, day) for rung, day, _how in fired(assignment)[1:3]] == [
        (-3, date(2026, 5, 14)), (-1, date(2026, 5, 19)),
    ]  # fmt: skip


def test_a_type_has_a_ladder_of_its_own_also_an_empty_one(world: World) -> None:
    from notifications.models import ReminderLadder

    ReminderLadder.objects.create(type_id="CV")
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 22))
    assert fired(assignment) == []


def test_work_older_than_the_ladder_is_adopted(world: World) -> None:
    from tests.tasks import builders

    assignment = builders.make_assignment(world, due_on=DUE, first_due_on=DUE, assigned_on=GIVEN)
    assert run_worker(date(2026, 5, 20)) == 0
    with clock.travel(date(2026, 5, 20)):
        assert planning.adopt() == 1
        assert planning.adopt() == 0
    assert run_worker(date(2026, 5, 20)) == 1
    assert fired(assignment)[-1][0] == 0


def test_many_items_of_one_day_are_one_notice_a_person(world: World) -> None:
    first = give(world, DUE, on=GIVEN)
    for _nth in range(4):
        give(world, DUE, on=GIVEN, task=builders_task(world, first))
    run_worker(date(2026, 5, 19))
    notices = Notice.objects.filter(person=world.people["unit_head"], event__kind="reminder.fired")
    assert [(notice.count, notice.assignment_id) for notice in notices] == [(5, None)]


def builders_task(world: World, like: Assignment) -> object:
    from tests.tasks import builders

    return builders.make_task(world, like.directive)


@pytest.mark.parametrize("many", [5, 60])
def test_queries_of_a_batch_do_not_grow(world: World, many: int) -> None:
    first = give(world, DUE, on=GIVEN)
    for _nth in range(many - 1):
        give(world, DUE, on=GIVEN, task=builders_task(world, first))
    with clock.travel(GIVEN):
        bring()
    with clock.travel(date(2026, 5, 11)), CaptureQueriesContext(connection) as caught:
        assert sweep() == many
    assert len(caught) <= 16


def test_a_rung_added_today_owes_nothing_of_yesterday(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    days(GIVEN, date(2026, 5, 12))
    ladder = ReminderRung.objects.first().ladder  # type: ignore[union-attr]
    ReminderRung.objects.create(ladder=ladder, offset=-6, to=["head"], since_on=date(2026, 5, 13))
    ReminderRung.objects.create(ladder=ladder, offset=-4, to=["head"], since_on=date(2026, 5, 13))
    with clock.travel(date(2026, 5, 13)):
        planning.replan_all()
    days(date(2026, 5, 13), date(2026, 5, 14))
    assert [(rung, day) for rung, day, _how in fired(assignment)[1:]] == [(-4, date(2026, 5, 14))]
