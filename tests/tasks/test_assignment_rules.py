"""Rules beside the state table: suspension gives its days back, a part answers to the unit that handed it down."""

from typing import Any

import pytest
from django.db import transaction

from organizations.models import Appointment, Person, Position, Role
from tasks.actions import following_up
from tasks.states import AssignmentState as A
from tests.personas import PERSONAS, World
from tests.tasks.builders import DUE, TODAY, make_assignment, make_task
from tests.tasks.test_assignment_machine import HEADS, LATER, TABLE, WORKING, outcome_of
from workflows import clock


@pytest.mark.parametrize("before", [A.ASSIGNED, *WORKING])
def test_what_was_suspended_goes_on_as_it_was(world: World, before: A) -> None:
    with clock.travel(TODAY):
        actor = world.actor("standing_head")
        moved = following_up.suspend(assignment=make_assignment(world, before), reason="Chờ hướng dẫn", actor=actor)
    with clock.travel(TODAY.replace(day=24)):
        resumed = following_up.resume(assignment=moved, reason="Đã có hướng dẫn", actor=actor)
    assert resumed.state == before
    assert resumed.due_on == LATER  # five working days stood still
    assert resumed.first_due_on == DUE


# A part handed down inside the hospital: the hospital is its assigner, whatever the office's rights.
PART_ACTS = {
    "confirm": HEADS, "return_result": HEADS, "urge": HEADS, "cancel": HEADS, "reassign": HEADS, "suspend": HEADS,
    "correct_deadline": HEADS, "accept": {"room"}, "submit": {"room"}, "take_back": {"room"}, "decline": {"room"},
}  # fmt: skip


@pytest.mark.parametrize("persona", ["room", *(name for name in PERSONAS if name != "anonymous")])
def test_a_part_answers_to_the_unit_that_handed_it_down(world: World, persona: str) -> None:
    with clock.travel(TODAY):
        ward = world.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
        world.people["room"] = _head_of(ward)
        task = make_task(world)
        whole = make_assignment(world, A.ACCEPTED, task=task)
        actor = world.actor(persona)
        for act, allowed in PART_ACTS.items():
            state = min(TABLE[act][0] - {A.DECLINED, A.SUSPENDED})  # not whichever a set gives first
            with transaction.atomic():
                part = make_assignment(world, state, unit=ward, task=task, parent=whole)
                outcome = outcome_of(act, world, part, actor)
                assert outcome == ("done" if persona in allowed else "forbidden"), (act, persona)
                transaction.set_rollback(True)


def _head_of(unit: Any) -> Any:
    person = Person.objects.create(username="room", full_name="Trịnh Thị Khoa")
    position = Position.objects.create(unit=unit, title="Trưởng khoa", role=Role.UNIT_HEAD, is_head=True)
    Appointment.objects.create(person=person, position=position)
    return person
