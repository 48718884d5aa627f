"""Deadlines that wait: an event starts them, or another task's completion; a request dates an on-request duty."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tasks.actions.reporting import ReportContent, confirm_result, submit_result
from tasks.facts import DeadlineStarted, ResultConfirmed, ReviewDue
from tasks.issuing.issue import issue_directive
from tasks.models import Assignment, Task
from tasks.states import AssignmentState, DeadlineKind
from tasks.timing.actions.requesting import request_report
from tasks.timing.actions.reviewing import call_for_reviews, mark_reviewed, set_review
from tasks.timing.actions.starting import start_clock
from tasks.timing.following import start_followers
from tasks.timing.rules import keep
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows import clock
from workflows.deadlines import read_deadline
from workflows.machine import TransitionDenied
from workflows.models import Event

ISSUED = date(2026, 4, 29)
CAME = date(2026, 5, 20)


def issued(world: World, words: str, **values: object) -> Task:
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        kind = values.pop("deadline_kind", DeadlineKind.CONDITIONAL)
        task = make_task(directive, lead=[world.finance, world.hospital_a], deadline_kind=kind, deadline_words=words)
        keep(task, read_deadline(words, ISSUED))
        task.save()
        issue_directive(directive.pk, world.actor("leader"))
    return task


def test_the_event_gives_every_open_assignment_its_day(world: World) -> None:
    task = issued(world, "trong 10 ngày làm việc sau khi Nghị định có hiệu lực")
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {None}
    with clock.travel(CAME):
        row = start_clock(task=task, on=CAME, reason="Nghị định 12", actor=world.actor("standing_head"))
    due = date(2026, 6, 3)
    assert (row.anchor_on, row.due_on) == (CAME, due)
    assert set(Assignment.objects.values_list("due_on", "first_due_on")) == {(due, due)}
    told = Event.objects.filter(kind=DeadlineStarted.kind)
    assert [(event.data["after"], event.data["reason"]) for event in told] == [("2026-06-03", "Nghị định 12")] * 2


def test_a_clock_starts_once_and_never_before_its_event(world: World) -> None:
    task = issued(world, "trong 10 ngày sau khi Nghị định có hiệu lực")
    actor = world.actor("standing_head")
    with clock.travel(CAME):
        for on, code in ((date(2026, 5, 21), "future"), (CAME, ""), (CAME, "started")):
            if not code:
                start_clock(task=task, on=on, reason="Có hiệu lực", actor=actor)
                continue
            with pytest.raises(TransitionDenied) as refusal:
                start_clock(task=task, on=on, reason="Có hiệu lực", actor=actor)
            assert refusal.value.code == code


def test_words_without_a_number_leave_the_day_to_the_office(world: World) -> None:
    task = issued(world, "ngay sau khi lũ rút")
    actor = world.actor("standing_head")
    with clock.travel(CAME):
        with pytest.raises(TransitionDenied) as refusal:
            start_clock(task=task, on=CAME, reason="Lũ rút", actor=actor)
        assert refusal.value.code == "no_day"
        start_clock(task=task, on=CAME, reason="Lũ rút", actor=actor, due_on=date(2026, 5, 25))
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {date(2026, 5, 25)}


def test_only_who_may_set_deadlines_starts_a_clock(world: World) -> None:
    task = issued(world, "ngay sau khi lũ rút")
    with pytest.raises(PermissionDenied):
        start_clock(task=task, on=ISSUED, reason="Lũ rút", actor=world.actor("standing_officer"), due_on=CAME)


def test_the_page_offers_the_button_and_starts(world: World, client: Client) -> None:
    task = issued(world, "trong 10 ngày sau khi lũ rút")
    client.force_login(world.people["standing_head"], backend="django.contrib.auth.backends.ModelBackend")
    with clock.travel(CAME):
        page = client.get(reverse("tasks:times", args=[task.directive_id])).content.decode()
        assert "Bắt đầu tính hạn" in page and "1 nhiệm vụ chờ sự kiện" in page
        sent = {"do": "start", "on": "20/05/2026", "reason": "Công điện 9"}
        assert client.post(reverse("tasks:task_time", args=[task.pk]), sent).status_code == 302
        page = client.get(reverse("tasks:task_time", args=[task.pk])).content.decode()
        assert "01/06/2026" in page  # 30/5 is a Saturday: art. 148
        assert client.post(reverse("tasks:task_time", args=[task.pk]), sent).status_code == 409


def test_completion_of_the_other_task_starts_the_clock(world: World) -> None:
    first = issued(world, "", deadline_kind=DeadlineKind.NONE)
    words = "trong 05 ngày làm việc sau khi hoàn thành nhiệm vụ 1"
    second = issued(world, words, deadline_kind=DeadlineKind.CONDITIONAL)
    Task.objects.filter(pk=second.pk).update(hangs_on=first)
    with clock.travel(CAME):
        for row in Assignment.objects.filter(task=first).order_by("pk"):
            Assignment.objects.filter(pk=row.pk).update(
                state=AssignmentState.ACCEPTED, unit=world.hospital_a, period=str(row.pk)
            )
            row = Assignment.objects.get(pk=row.pk)
            submit_result(
                assignment=row, content=ReportContent(percent=100, done="Xong"), actor=world.actor("unit_head")
            )
            confirm_result(assignment=row, actor=world.actor("standing_head"))
            for event in Event.objects.filter(kind="report.confirmed", stream=f"assignment:{row.pk}"):
                fact = ResultConfirmed(**event.data)
                start_followers(event, fact)
                start_followers(event, fact)
    assert Task.objects.get(pk=second.pk).anchor_on == CAME
    assert set(Assignment.objects.filter(task=second).values_list("due_on", flat=True)) == {date(2026, 5, 27)}
    assert Event.objects.filter(kind=DeadlineStarted.kind).count() == 2


def test_a_request_is_a_dated_duty_beside_the_undated_one(world: World) -> None:
    task = issued(world, "đột xuất khi có yêu cầu", deadline_kind=DeadlineKind.ON_REQUEST)
    with clock.travel(CAME):
        actor = world.actor("standing_officer")
        assert request_report(task=task, due_on=date(2026, 5, 22), reason="Công điện 9", actor=actor) == 2
        assert request_report(task=task, due_on=date(2026, 5, 29), reason="Công điện 10", actor=actor) == 2
    rows = set(Assignment.objects.values_list("period", "due_on"))
    assert rows == {("", None), ("YC-1", date(2026, 5, 22)), ("YC-2", date(2026, 5, 29))}


def test_standing_work_is_reviewed_in_its_cadence(world: World) -> None:
    task = issued(world, "thường xuyên", deadline_kind=DeadlineKind.STANDING)
    actor = world.actor("standing_officer")
    with clock.travel(CAME):
        set_review(task=task, months=3, actor=actor)
        assert call_for_reviews() == 0
    with clock.travel(date(2026, 8, 20)):
        assert call_for_reviews() == 1
        assert call_for_reviews() == 0
        mark_reviewed(task=task, note="Đang làm tốt", actor=actor)
    with clock.travel(date(2026, 11, 20)):
        assert call_for_reviews() == 1
    assert Event.objects.filter(kind=ReviewDue.kind).count() == 2
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {None}
