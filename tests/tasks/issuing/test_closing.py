"""The end of a directive: never while something is open, unless what is left is cancelled and said why."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from directives.models import Directive
from directives.states import DirectiveState
from tasks.facts import AssignmentCancelled
from tasks.issuing import closing
from tasks.issuing.periods import open_periods
from tasks.models import Assignment, Suspension
from tasks.states import AssignmentState as A
from tasks.states import DeadlineKind, ExtensionState
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_directive, make_extension, make_task
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db


def state(directive: Directive) -> str:
    return str(Directive.objects.get(pk=directive.pk).state)


def test_refusal_says_how_many_remain(world: World) -> None:
    task = make_task(world)
    make_assignment(world, A.SUBMITTED, task=task)
    make_assignment(world, A.ACCEPTED, task=task, unit=world.finance)
    make_assignment(world, A.COMPLETED, task=task, unit=world.district_a)
    with pytest.raises(TransitionDenied, match="Còn 2 việc chưa khép lại, trong đó 1 chờ xác nhận"):
        closing.close(directive=task.directive, actor=world.actor("standing_head"))
    assert state(task.directive) == DirectiveState.ISSUED


def test_settled_directive_is_closed_and_reopened(world: World) -> None:
    done = make_assignment(world, A.COMPLETED)
    actor = world.actor("leader")
    closing.close(directive=done.directive, actor=actor, note="Đạt yêu cầu")
    assert state(done.directive) == DirectiveState.CLOSED
    closing.reopen(directive=done.directive, actor=actor, reason="Phát sinh")
    assert state(done.directive) == DirectiveState.ISSUED


def test_rest_is_cancelled_with_its_parts_requests_and_suspensions(world: World) -> None:
    task = make_task(world)
    whole = make_assignment(world, task=task)
    part = make_assignment(world, unit=world.hospital_b, task=task, parent=whole)
    extension = make_extension(world, whole)
    still = make_assignment(world, A.SUSPENDED, task=task, unit=world.finance)
    done = make_assignment(world, A.COMPLETED, task=task, unit=world.district_a)
    with clock.travel(TODAY):
        closing.close(directive=task.directive, actor=world.actor("standing_head"), cancel_reason="Đã có văn bản mới")
    states = dict(Assignment.objects.values_list("pk", "state"))
    assert states == {whole.pk: A.CANCELLED, part.pk: A.CANCELLED, still.pk: A.CANCELLED, done.pk: A.COMPLETED}
    assert set(Assignment.objects.filter(state=A.CANCELLED).values_list("closed_on", flat=True)) == {TODAY}
    extension.refresh_from_db()
    assert extension.state == ExtensionState.WITHDRAWN
    assert Suspension.objects.get().to_on == TODAY
    assert Event.objects.filter(kind=AssignmentCancelled.kind).count() == 3
    assert state(task.directive) == DirectiveState.CLOSED


def test_result_that_waits_is_decided_first(world: World) -> None:
    sent = make_assignment(world, A.SUBMITTED)
    actor = world.actor("standing_head")
    with pytest.raises(TransitionDenied, match="1 kết quả chờ xác nhận"):
        closing.close(directive=sent.directive, actor=actor, cancel_reason="Không cần nữa")
    with pytest.raises(TransitionDenied, match="1 kết quả chờ xác nhận"):
        closing.withdraw(directive=sent.directive, actor=actor, reason="Không cần nữa")
    assert Assignment.objects.get(pk=sent.pk).state == A.SUBMITTED
    assert state(sent.directive) == DirectiveState.ISSUED


def test_leader_may_close_but_not_cancel_the_rest(world: World) -> None:
    one = make_assignment(world)
    with pytest.raises(PermissionDenied):
        closing.close(directive=one.directive, actor=world.actor("leader"), cancel_reason="Không cần nữa")
    assert Assignment.objects.get(pk=one.pk).state == A.ACCEPTED


def test_withdrawal_cancels_what_is_not_settled(world: World) -> None:
    one = make_assignment(world)
    closing.withdraw(directive=one.directive, actor=world.actor("leader"), reason="Ban hành nhầm")
    assert Assignment.objects.get(pk=one.pk).state == A.CANCELLED
    assert state(one.directive) == DirectiveState.WITHDRAWN


def test_cancelling_the_rest_costs_the_same_for_many(world: World) -> None:
    actor, counts = world.actor("standing_head"), []
    for number in (2, 30):
        directive = make_directive(world, number=str(number))
        task = make_task(world, directive)
        for nth in range(number):
            make_assignment(world, task=task, period=str(nth))
        with Counting() as counted:
            closing.close(directive=directive, actor=actor, cancel_reason="Không cần nữa")
        counts.append(counted.count)
    assert counts[0] == counts[1]


def test_closed_directive_opens_no_more_periods_until_reopened(world: World) -> None:
    directive = make_directive(world)
    task = make_task(world, directive, deadline_kind=DeadlineKind.PERIODIC, due_on=None, recurrence=["quarterly"])
    make_assignment(world, A.COMPLETED, task=task, period="2023-Q3", due_on=date(2023, 9, 15))
    actor = world.actor("standing_head")
    closing.close(directive=directive, actor=actor)
    assert open_periods(date(2024, 1, 2)) == 0
    closing.reopen(directive=directive, actor=actor, reason="Còn các kỳ sau")
    assert open_periods(date(2024, 1, 2)) == 2


def test_a_button_that_cancels_says_how_many_and_asks(world: World, persona_client: Callable[[str], Client]) -> None:
    one = make_assignment(world, A.ACCEPTED)
    make_assignment(world, A.ASSIGNED, task=one.task, unit=world.finance)
    client = persona_client("standing_head")
    closing_page = client.get(f"/van-ban/{one.directive_id}/ket-thuc/").content.decode()
    assert "Kết thúc theo dõi, hủy 2 việc" in closing_page
    assert "Kết thúc theo dõi và hủy 2 việc chưa khép lại?" in closing_page
    assert "Thu hồi văn bản, hủy 2 việc" in client.get(f"/van-ban/{one.directive_id}/thu-hoi/").content.decode()
    leader = persona_client("leader").get(f"/van-ban/{one.directive_id}/ket-thuc/").content.decode()
    assert "hủy 2 việc" not in leader


def test_pages_say_what_remains_and_keep_what_was_typed(world: World, persona_client: Callable[[str], Client]) -> None:
    one = make_assignment(world, A.SUBMITTED)
    client = persona_client("standing_head")
    page = f"/van-ban/{one.directive_id}/ket-thuc/"
    html = client.get(page).content.decode()
    assert "Còn 1 việc chưa khép lại, trong đó 1 chờ xác nhận." in html and "disabled" in html
    response = client.post(page, {"note": "Đạt", "cancel_reason": "Không cần nữa"})
    assert response.status_code == 409
    assert "Không cần nữa" in response.content.decode() and "chờ xác nhận" in response.content.decode()
    Assignment.objects.filter(pk=one.pk).update(state=A.COMPLETED, closed_on=TODAY, done_on=TODAY)
    assert client.post(page, {"note": "Đạt"})["Location"] == f"/van-ban/{one.directive_id}/theo-doi/"
    assert state(one.directive) == DirectiveState.CLOSED
