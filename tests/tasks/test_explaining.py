"""Requests for an explanation and the leaders' board: who asks, who answers, what is found, and nothing twice."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from notifications.models import Notice
from tasks.actions import escalating, explaining, reporting
from tasks.models import Assignment, Escalation, Explanation
from tasks.states import AssignmentState as A
from tests.notifications.reminding import bring, give, run_worker
from tests.personas import World
from tests.tasks.builders import make_assignment
from workflows import clock
from workflows.actors import system_actor
from workflows.machine import TransitionDenied

LATE = date(2023, 10, 25)
"""Three working days after the builders' deadline."""


@pytest.fixture(autouse=True)
def _late() -> object:
    with clock.travel(LATE):
        yield


def asked(world: World, **more: object) -> Explanation:
    return explaining.ask_explanation(
        assignment=make_assignment(world), actor=world.actor("standing_officer"), **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_asked_answered_and_found(world: World) -> None:
    explanation = asked(world)
    assert explanation.answer_by == date(2023, 10, 30)
    assert explanation.question == "Đề nghị giải trình việc chưa hoàn thành đúng hạn 20/10/2023."
    explaining.answer_explanation(explanation=explanation, text="Mưa bão", actor=world.actor("deputy"))
    explaining.return_explanation(
        explanation=explanation, note="Nêu rõ ngày nào", actor=world.actor("standing_officer")
    )
    explanation.refresh_from_db()
    assert (explanation.state, explanation.answer) == ("asked", "")
    explaining.answer_explanation(explanation=explanation, text="Bão ngày 18/10", actor=world.actor("unit_head"))
    found = explaining.conclude_explanation(
        explanation=explanation, objective=True, note="Công điện 12", actor=world.actor("standing_head")
    )
    assert (found.state, found.finding, found.found_by) == ("found", "objective", world.people["standing_head"])
    with pytest.raises(TransitionDenied):
        explaining.answer_explanation(explanation=found, text="Thêm", actor=world.actor("unit_head"))


def test_only_of_what_is_late_and_once_a_deadline(world: World) -> None:
    with clock.travel(date(2023, 10, 20)), pytest.raises(TransitionDenied, match="chưa quá hạn"):
        asked(world)
    explanation = asked(world)
    with pytest.raises(TransitionDenied, match="rồi"):
        explaining.ask_explanation(assignment=explanation.assignment, actor=world.actor("leader"))
    in_time = make_assignment(world, A.SUBMITTED, stopped_on=date(2023, 10, 19))
    with pytest.raises(TransitionDenied, match="chưa quá hạn"):
        explaining.ask_explanation(assignment=in_time, actor=world.actor("leader"))
    done_late = make_assignment(world, A.COMPLETED, done_on=date(2023, 10, 23), stopped_on=date(2023, 10, 23))
    assert explaining.ask_explanation(assignment=done_late, actor=world.actor("leader")).state == "asked"


def test_without_an_answer_no_finding_before_its_day_and_never_a_confirmed_cause(world: World) -> None:
    explanation = asked(world)
    head = world.actor("standing_head")
    with pytest.raises(TransitionDenied, match="chưa giải trình"):
        explaining.conclude_explanation(explanation=explanation, objective=False, note="Im lặng", actor=head)
    with clock.travel(date(2023, 10, 31)):
        with pytest.raises(TransitionDenied, match="chưa giải trình"):
            explaining.conclude_explanation(explanation=explanation, objective=True, note="Tự tra", actor=head)
        found = explaining.conclude_explanation(explanation=explanation, objective=False, note="Im lặng", actor=head)
    assert found.finding == "subjective"


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ("ask", {"standing_officer", "standing_head", "leader", "city_leader"}),
        ("answer", {"unit_head", "deputy"}),
        ("conclude", {"standing_head", "leader", "city_leader"}),
    ],
)
def test_who_may(world: World, act: str, allowed: set[str]) -> None:
    explanation = asked(world)
    for name in (*world.people, "deputy"):
        actor = world.actor(name)
        fresh = make_assignment(world)
        try:
            if act == "ask":
                explaining.ask_explanation(assignment=fresh, actor=actor)
            elif act == "answer":
                Explanation.objects.filter(pk=explanation.pk).update(state="asked")
                explaining.answer_explanation(explanation=explanation, text="Lý do", actor=actor)
            else:
                Explanation.objects.filter(pk=explanation.pk).update(state="answered", answer="Lý do")
                explaining.conclude_explanation(explanation=explanation, objective=True, note="Đúng vậy", actor=actor)
        except PermissionDenied:
            assert name not in allowed, name
        else:
            assert name in allowed, name


def test_a_rung_asks_and_escalates_once_and_not_what_was_sent_meanwhile(world: World) -> None:
    due, given = date(2026, 5, 20), date(2026, 5, 4)
    late = give(world, due, on=given)
    sent = give(world, due, on=given)
    run_worker(date(2026, 5, 22))
    with clock.travel(date(2026, 5, 24)):
        content = reporting.ReportContent(percent=100, done="Xong")
        reporting.submit_result(assignment=sent, content=content, actor=world.actor("unit_head"))
    run_worker(date(2026, 5, 25))
    run_worker(date(2026, 6, 1))
    with clock.travel(date(2026, 6, 1)):
        bring()
    explanation, escalation = Explanation.objects.get(), Escalation.objects.get()
    assert (explanation.assignment, explanation.asked_by, escalation.assignment) == (late, None, late)
    assert explanation.answer_by == date(2026, 5, 28)
    told = Notice.objects.filter(event__kind="assignment.escalated").values_list("person__username", flat=True)
    assert set(told) == {"leader", "city_leader"}


def test_a_rung_that_tells_leaders_and_escalates_tells_them_once(world: World) -> None:
    """The first such rung by the escalation, which says both; the next, with the item on the board, by itself."""
    give(world, date(2026, 5, 20), on=date(2026, 5, 4))
    run_worker(date(2026, 6, 1))  # the worker was down: the rung to leaders, merged with the one that escalates
    told = Notice.objects.filter(person=world.people["leader"]).order_by("pk")
    assert list(told.values_list("event__kind", flat=True)) == ["assignment.escalated"]
    office = Notice.objects.filter(person=world.people["standing_head"]).values_list("event__kind", flat=True)
    assert "reminder.fired" in office
    run_worker(date(2026, 6, 8))
    assert list(told.values_list("event__kind", flat=True)) == ["assignment.escalated", "reminder.fired"]


def test_a_leader_takes_note(world: World) -> None:
    assignment: Assignment = make_assignment(world)
    with pytest.raises(PermissionDenied):
        escalating.escalate(assignment=assignment, actor=world.actor("unit_head"))
    escalation = escalating.escalate(
        assignment=assignment, reason="Ba lần đôn đốc", actor=world.actor("standing_officer")
    )
    with pytest.raises(TransitionDenied, match="đã được báo cáo"):
        escalating.escalate(assignment=assignment, actor=system_actor())
    with pytest.raises(PermissionDenied):
        escalating.note_escalation(escalation=escalation, actor=world.actor("standing_head"))
    noted = escalating.note_escalation(
        escalation=escalation, instruction="Xong trong tuần", actor=world.actor("leader")
    )
    assert noted.noted_by == world.people["leader"]
    with pytest.raises(TransitionDenied, match="lãnh đạo khác xem"):
        escalating.note_escalation(escalation=escalation, actor=world.actor("city_leader"))
    with clock.travel(date(2023, 10, 20)), pytest.raises(TransitionDenied, match="chưa quá hạn"):
        escalating.escalate(assignment=make_assignment(world), actor=world.actor("standing_officer"))


def test_an_instruction_stands_on_the_task_and_the_desk_until_it_is_answered(
    world: World, client_for: Callable[..., Client]
) -> None:
    assignment: Assignment = make_assignment(world)
    escalation = escalating.escalate(assignment=assignment, actor=world.actor("standing_officer"))
    page = f"/viec/{assignment.pk}/"
    unit = client_for(world.people["unit_officer"])
    assert "Trả lời chỉ đạo" not in unit.get(page).content.decode()
    with pytest.raises(TransitionDenied, match="đã được trả lời"):
        escalating.answer_instruction(escalation=escalation, text="Xong", actor=world.actor("unit_head"))
    escalating.note_escalation(escalation=escalation, instruction="Xong trong tuần", actor=world.actor("leader"))
    with clock.travel(date(2023, 10, 25)):
        explanation = explaining.ask_explanation(assignment=assignment, actor=world.actor("standing_head"))
        told = unit.get(page).content.decode()
    # Before the report, which can wait, and before what is asked of the past.
    places = [told.index(f'id="{mark}{pk}"') for mark, pk in (("h-ld", escalation.pk), ("h-gt", explanation.pk))]
    assert told.index("Xong trong tuần") < told.index("Mức hoàn thành") and places == sorted(places)
    assert f"{world.people['leader']} chỉ đạo " in told
    desk = unit.get("/viec/").content.decode()
    assert "Chỉ đạo của lãnh đạo chờ trả lời" in desk and "nhom=chi-dao" in desk
    with pytest.raises(PermissionDenied):
        escalating.answer_instruction(escalation=escalation, text="Xong", actor=world.actor("leader"))
    address = f"/viec/bao-cao-lanh-dao/{escalation.pk}/tra-loi/"
    assert unit.post(address, {f"tra-loi-{escalation.pk}-note": " "}).status_code == 422
    unit.post(address, {f"tra-loi-{escalation.pk}-note": "Đã xong 12 trạm"})
    answered = unit.get(page).content.decode()
    assert "Đã xong 12 trạm" in answered and f"tra-loi-{escalation.pk}-note" not in answered
    assert "chờ trả lời" not in unit.get("/viec/").content.decode()
    bring()
    told_leader = Notice.objects.filter(person=world.people["leader"]).values_list("event__kind", flat=True)
    assert "assignment.instruction_answered" in told_leader
