"""The deadline went to another day while a request for more time waited: who decides sees both days and names one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tasks.actions.extending import ask_extension, decide_extension
from tasks.actions.following_up import correct_deadline
from tasks.models import Assignment, Extension
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment
from workflows import clock
from workflows.machine import TransitionDenied

pytestmark = pytest.mark.django_db
NOW = date(2023, 10, 25)


@pytest.fixture
def asked(world: World) -> Extension:
    """From 20/10 to 27/10; since then the deadline went to 25/10."""
    with clock.travel(TODAY):
        row = make_assignment(world)
        extension = ask_extension(
            assignment=row, until=date(2023, 10, 27), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        correct_deadline(assignment=row, due_on=NOW, reason="Ghi nhầm ngày", actor=world.actor("standing_head"))
    return extension


def decide(extension: Extension, world: World, **given: Any) -> Extension:
    with clock.travel(TODAY):
        return decide_extension(extension=extension, grant=True, actor=world.actor("leader"), **given)


def test_agreeing_without_having_seen_the_day_in_force_is_refused(world: World, asked: Extension) -> None:
    for given in ({}, {"until": date(2023, 11, 3)}, {"until": date(2023, 11, 3), "seen": date(2023, 10, 20)},
                  {"seen": NOW}):  # fmt: skip
        with pytest.raises(TransitionDenied) as refusal:
            decide(asked, world, **given)
        assert refusal.value.code == "moved"
        assert all(day in refusal.value.message for day in ("20/10/2023", "27/10/2023", "25/10/2023"))
    decide(asked, world, until=date(2023, 11, 3), seen=NOW)
    assert Assignment.objects.get().due_on == date(2023, 11, 3)


def test_refusing_needs_no_second_look(world: World, asked: Extension) -> None:
    with clock.travel(TODAY):
        decide_extension(extension=asked, grant=False, actor=world.actor("leader"), note="Không đủ căn cứ")
    assert Assignment.objects.get().due_on == NOW


def test_the_page_shows_both_days_and_no_day_of_its_own(
    world: World, asked: Extension, persona_client: Callable[[str], Client]
) -> None:
    with clock.travel(TODAY):
        leader = persona_client("leader")
        pk = asked.assignment_id
        page = leader.get(f"/viec/{pk}/dong-y-gia-han/")
        told = page.content.decode()
        assert "hạn là 20/10/2023, xin lùi đến 27/10/2023; nay hạn là 25/10/2023" in told
        assert page.context["form"]["until"].value() is None
        assert "phải ghi ngày" in told and "Để trống" not in told
        assert "nay hạn là 25/10/2023" in leader.get(f"/viec/{pk}/").content.decode()
        sent = leader.post(f"/viec/{pk}/dong-y-gia-han/", {"until": "03/11/2023", "seen": "25/10/2023"})
        assert sent.status_code == 302
    assert Assignment.objects.get().due_on == date(2023, 11, 3)


def test_a_day_that_moves_while_the_page_is_open_comes_back_with_the_new_one(
    world: World, asked: Extension, persona_client: Callable[[str], Client]
) -> None:
    with clock.travel(TODAY):
        leader, pk = persona_client("leader"), asked.assignment_id
        correct_deadline(assignment=Assignment.objects.get(), due_on=date(2023, 10, 26), reason="Ghi nhầm ngày",
                         actor=world.actor("standing_head"))  # fmt: skip
        sent = {"until": "03/11/2023", "seen": "25/10/2023"}
        back = leader.post(f"/viec/{pk}/dong-y-gia-han/", sent)
        assert back.status_code == 409
        assert "nay hạn là 26/10/2023" in back.content.decode()
        shown = back.context["form"]
        assert shown["until"].value() == "03/11/2023"  # what was typed stays
        (seen,) = re.findall(r'name="seen" value="([^"]*)"', back.content.decode())
        assert leader.post(f"/viec/{pk}/dong-y-gia-han/", sent | {"seen": seen}).status_code == 302
    assert Assignment.objects.get().due_on == date(2023, 11, 3)


def test_not_among_many_at_once(world: World, asked: Extension, persona_client: Callable[[str], Client]) -> None:
    with clock.travel(TODAY):
        leader = persona_client("leader")
        shown = leader.post("/viec/hang-loat/", {"act": "grant", "pick": asked.assignment_id})
        assert shown.context["preview"].ids == []
        assert "Mở riêng việc này để ghi." in shown.content.decode()
        leader.post("/viec/hang-loat/", {"act": "grant", "pick": asked.assignment_id, "go": "1"})
    assert Assignment.objects.get().due_on == NOW
