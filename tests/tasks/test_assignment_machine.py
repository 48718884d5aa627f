"""Every state x every act x every persona: allowed exactly as the tables below say, which are written by hand."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tasks.actions import extending, following_up, handing_down, receiving, reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment
from tasks.states import AssignmentState as A
from tests.personas import PERSONAS, World, build_world
from tests.tasks.builders import DUE, TODAY, make_assignment, make_extension
from workflows import clock, machine
from workflows.actors import Actor
from workflows.machine import TransitionDenied

Act = Callable[[World, Assignment, Actor], Any]
CONTENT = ReportContent(percent=80, done="Đã rà soát 412 thiết bị")
LATER = DUE.replace(day=27)

# Who is on which side of an assignment that Sở Y tế, the standing agency, gave to the hospital.
HEADS = {"unit_head", "deputy"}
UNIT = HEADS | {"unit_officer"}
STANDING = {"standing_head", "standing_officer"}
LEADERS = {"leader", "city_leader"}
CONFIRMING = STANDING | LEADERS
URGING = STANDING | LEADERS
EXTENDING = {"standing_head"} | LEADERS
HEAD_OF_OFFICE = {"standing_head"}

WORKING = {A.ACCEPTED, A.IN_PROGRESS, A.RETURNED}
STILL = {A.ASSIGNED, A.DECLINED, A.SUSPENDED} | WORKING
OPEN = STILL | {A.SUBMITTED}

# act: (from these states, by these personas, to this state; "" keeps it)
TABLE: dict[str, tuple[set[A], set[str], str]] = {
    "accept": ({A.ASSIGNED}, UNIT, A.ACCEPTED),
    "decline": ({A.ASSIGNED, A.ACCEPTED}, HEADS, A.DECLINED),
    "refuse_decline": ({A.DECLINED}, HEAD_OF_OFFICE, A.ASSIGNED),
    "name_officer": (OPEN, HEADS, ""),
    "hand_down": (WORKING, HEADS, ""),
    "save_draft": (WORKING, UNIT, ""),
    "progress": (WORKING, UNIT, A.IN_PROGRESS),
    "submit": (WORKING, UNIT, A.SUBMITTED),
    "take_back": ({A.SUBMITTED}, UNIT, A.IN_PROGRESS),
    "confirm": ({A.SUBMITTED}, CONFIRMING, A.COMPLETED),
    "reopen": ({A.COMPLETED}, CONFIRMING, A.SUBMITTED),
    "return_result": ({A.SUBMITTED}, CONFIRMING, A.RETURNED),
    # Who has sent the result, or stands still by order, is not to be pressed.
    "urge": (OPEN - {A.SUBMITTED, A.SUSPENDED}, URGING, ""),
    "reassign": (STILL, HEAD_OF_OFFICE, A.REASSIGNED),
    "suspend": ({A.ASSIGNED} | WORKING, HEAD_OF_OFFICE, A.SUSPENDED),
    "resume": ({A.SUSPENDED}, HEAD_OF_OFFICE, A.IN_PROGRESS),
    "cancel": (STILL, HEAD_OF_OFFICE, A.CANCELLED),
    "correct_deadline": (OPEN, HEAD_OF_OFFICE, ""),
    "ask_extension": ({A.ASSIGNED} | WORKING, UNIT, ""),
    "withdraw_extension": (OPEN, UNIT, ""),
    "grant_extension": (OPEN, EXTENDING, ""),
    "refuse_extension": (OPEN, EXTENDING, ""),
}


def _extension(world: World, assignment: Assignment) -> Any:
    return make_extension(world, assignment)


ACTS: dict[str, Act] = {
    "accept": lambda w, a, by: receiving.accept_assignment(assignment=a, actor=by),
    "decline": lambda w, a, by: receiving.decline_assignment(assignment=a, reason="Không đúng chức năng", actor=by),
    "refuse_decline": lambda w, a, by: receiving.refuse_decline(assignment=a, reason="Đúng chức năng", actor=by),
    "name_officer": lambda w, a, by: receiving.name_officer(assignment=a, officer=w.unit_officer, actor=by),
    "hand_down": lambda w, a, by: handing_down.hand_down(
        assignment=a, units=[w.hospital_a.children.get()], content="Rà soát khoa Cấp cứu", due_on=None, actor=by
    ),
    "save_draft": lambda w, a, by: reporting.save_report_draft(assignment=a, content=CONTENT, actor=by),
    "progress": lambda w, a, by: reporting.report_progress(assignment=a, content=CONTENT, actor=by),
    "submit": lambda w, a, by: reporting.submit_result(assignment=a, content=CONTENT, actor=by),
    "take_back": lambda w, a, by: reporting.take_back_result(assignment=a, actor=by),
    "confirm": lambda w, a, by: reporting.confirm_result(assignment=a, actor=by),
    "reopen": lambda w, a, by: reporting.reopen_result(assignment=a, reason="Xác nhận nhầm", actor=by),
    "return_result": lambda w, a, by: reporting.return_result(assignment=a, reason="Bổ sung số liệu", actor=by),
    "urge": lambda w, a, by: following_up.urge(assignment=a, message="Đề nghị báo cáo", actor=by),
    "reassign": lambda w, a, by: following_up.reassign(assignment=a, unit=w.hospital_b, reason="Giao lại", actor=by),
    "suspend": lambda w, a, by: following_up.suspend(assignment=a, reason="Chờ hướng dẫn", actor=by),
    "resume": lambda w, a, by: following_up.resume(assignment=a, reason="Đã có hướng dẫn", actor=by),
    "cancel": lambda w, a, by: following_up.cancel(assignment=a, reason="Không còn cần", actor=by),
    "correct_deadline": lambda w, a, by: following_up.correct_deadline(
        assignment=a, due_on=LATER, reason="Nhập sai ngày", actor=by
    ),
    "ask_extension": lambda w, a, by: extending.ask_extension(
        assignment=a, until=LATER, reason="Chờ kiểm kê", actor=by
    ),
    "withdraw_extension": lambda w, a, by: extending.withdraw_extension(extension=_extension(w, a), actor=by),
    "grant_extension": lambda w, a, by: extending.decide_extension(extension=_extension(w, a), grant=True, actor=by),
    "refuse_extension": lambda w, a, by: extending.decide_extension(
        extension=_extension(w, a), grant=False, note="Đã gia hạn nhiều lần", actor=by
    ),
}


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, int]]]:
    """The world with one assignment in each state, built once; each case takes back what it did."""
    with django_db_blocker.unblock(), clock.travel(TODAY), transaction.atomic():
        world = build_world()
        world.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
        yield world, {state: make_assignment(world, state).pk for state in A}
        transaction.set_rollback(True)


@pytest.mark.parametrize("persona", [name for name in PERSONAS if name != "anonymous"])
@pytest.mark.parametrize("act", TABLE)
def test_every_state_act_and_persona(standing: tuple[World, dict[str, int]], act: str, persona: str,
                                     django_db_blocker: Any) -> None:  # fmt: skip
    world, assignments = standing
    states, personas, target = TABLE[act]
    with django_db_blocker.unblock(), clock.travel(TODAY):
        actor = world.actor(persona)
        for state in A:
            expected = "forbidden" if persona not in personas else "done" if state in states else "refused"
            with transaction.atomic():
                assignment = Assignment.objects.get(pk=assignments[state])
                assert outcome_of(act, world, assignment, actor) == expected, (
                    act,
                    persona,
                    state,
                )
                assignment.refresh_from_db()
                assert assignment.state == ((target or state) if expected == "done" else state), (act, persona, state)
                transaction.set_rollback(True)


def outcome_of(act: str, world: World, assignment: Assignment, actor: Actor) -> str:
    """What became of the act: done, refused (by the state) or forbidden (to the person)."""
    try:
        with transaction.atomic():
            ACTS[act](world, assignment, actor)
    except PermissionDenied:
        return "forbidden"
    except TransitionDenied as denied:
        assert denied.message and denied.code, "a refusal says why"
        return "refused"
    return "done"


def test_the_tables_know_every_transition() -> None:
    acted = {"accept", "decline", "refuse_decline", "progress", "submit", "take_back", "confirm", "return_result"}
    acted |= {"reopen", "reassign", "suspend", "resume", "cancel"}
    assert set(machine.transition_names(Assignment)) == acted | {"transfer"}
    assert ACTS.keys() == TABLE.keys() >= acted


@pytest.mark.parametrize("state", A)
def test_whatever_is_open_can_pass_to_the_successor_of_its_unit(state: A) -> None:
    assert (machine.blocked(Assignment(state=state), "transfer") is None) == (state in OPEN)


def test_a_disabled_button_names_the_act_and_the_state() -> None:
    words = machine.blocked(Assignment(state=A.COMPLETED), "confirm")
    assert words == "Không thể “Xác nhận hoàn thành” vì hiện đang ở trạng thái “Hoàn thành”."
