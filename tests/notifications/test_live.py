"""The live line: who may watch what; the count comes by itself; no content travels."""

import json
import time
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.contrib.auth.models import AnonymousUser

from notifications.consumers import LiveConsumer, allowed
from organizations.models import Person
from tasks.models import Assignment
from tests.personas import World
from workflows import live

pytestmark = pytest.mark.django_db(transaction=True)


class Window:
    """A browser's end of the line (channels' own test client wants daphne)."""

    def __init__(self, person: Person | AnonymousUser) -> None:
        scope: dict[str, Any] = {"type": "websocket", "path": "/ws/", "headers": [], "user": person}
        self.line: Any = ApplicationCommunicator(  # type: ignore[no-untyped-call]
            LiveConsumer.as_asgi(), scope
        )

    async def connect(self) -> dict[str, Any]:
        await self.line.send_input({"type": "websocket.connect"})
        answer: dict[str, Any] = await self.line.receive_output(5)
        return answer

    async def say(self, content: object) -> None:
        await self.line.send_input({"type": "websocket.receive", "text": json.dumps(content)})

    async def hear(self) -> Any:
        return json.loads((await self.line.receive_output(5))["text"])

    async def silent(self) -> bool:
        return bool(await self.line.receive_nothing(0.3))

    async def leave(self) -> None:
        await self.line.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.line.wait(5)


async def test_an_anonymous_window_is_closed() -> None:
    assert await Window(AnonymousUser()).connect() == {"type": "websocket.close", "code": 4401}


async def test_a_window_hears_of_its_boards_alone(world: World, assignment: Assignment) -> None:
    window = Window(world.people["unit_officer"])
    assert (await window.connect())["type"] == "websocket.accept"
    assert await window.hear() == {"type": "unread", "count": 0}
    mine, other = f"unit.{world.hospital_a.pk}", f"unit.{world.hospital_b.pk}"
    await window.say({"type": "watch", "boards": [mine, other, "leaders", "no such", 7]})
    await window.say({"type": "nonsense"})
    assert await window.silent()
    await sync_to_async(live.send)([other, "leaders"])
    assert await window.silent()
    await sync_to_async(live.send)([mine])
    assert await window.hear() == {"type": "board.changed", "board": mine}
    await window.leave()


async def test_a_window_hears_what_changed_while_its_page_was_on_the_way(world: World, assignment: Assignment) -> None:
    mine, other = f"unit.{world.hospital_a.pk}", f"unit.{world.hospital_b.pk}"
    before = time.time()
    await sync_to_async(live.send)([mine, other])
    for began, hears in ((before, True), (time.time() + 1, False)):
        window = Window(world.people["unit_officer"])
        await window.connect()
        await window.hear()  # the count of unread notices
        await window.say({"type": "watch", "boards": [mine, other], "since": began})
        if hears:
            assert await window.hear() == {"type": "board.changed", "board": mine}
        assert await window.silent()
        await window.leave()


async def test_who_is_deactivated_hears_no_more(world: World, assignment: Assignment) -> None:
    person = world.people["unit_officer"]
    boards = [f"unit.{world.hospital_a.pk}", f"directive.{assignment.directive_id}"]
    assert await sync_to_async(allowed)(person.pk, None, boards) == boards
    await Person.objects.filter(pk=person.pk).aupdate(is_active=False)
    assert await sync_to_async(allowed)(person.pk, None, boards) == []


async def test_nobody_learns_of_a_directive_not_theirs(world: World, assignment: Assignment) -> None:
    board = f"directive.{assignment.directive_id}"
    assert await sync_to_async(allowed)(world.people["outsider"].pk, None, [board]) == []
    assert await sync_to_async(allowed)(world.people["standing_officer"].pk, None, [board]) == [board]
