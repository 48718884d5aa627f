"""The live line: which boards changed, and how many notices are unread. No content ever travels on it."""

import asyncio
import random
import re
import time
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from directives import access as directives_access
from notifications import boards
from organizations.access import seats_with
from organizations.actors import ACTING_FOR, actor_for
from organizations.models import Person, Unit
from organizations.models.positions import Role
from organizations.permissions import Permission
from workflows.actors import Actor
from workflows.live import changed_since, group_of

BOARD = re.compile(r"(directive|unit|person)\.(\d{1,12})|leaders")
MOST_BOARDS = 60
# People lose rights while connected: what a socket watches is asked again after this many seconds.
TRUST_SECONDS = 30.0
# A socket ends after two to three hours, so that group membership never runs out unseen (channels_redis expiry).
LIFE_SECONDS = (7_200, 10_800)


class LiveConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """One browser window. It names the boards it shows; it hears of those it may see."""

    async def connect(self) -> None:
        self.watched: dict[str, float] = {}
        self.person_id: int = self.scope["user"].pk or 0
        if not self.person_id:
            await self.close(code=4401)
            return
        await self.accept()
        await self._join(f"person.{self.person_id}")
        await self._send_unread()
        self.end = asyncio.get_running_loop().call_later(random.uniform(*LIFE_SECONDS), self._end)  # noqa: S311

    def _end(self) -> None:
        self._ending = asyncio.ensure_future(self.close(code=4408))

    async def disconnect(self, code: int) -> None:
        if end := getattr(self, "end", None):
            end.cancel()
        for board in list(self.watched):
            await self.channel_layer.group_discard(group_of(board), self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        if not isinstance(content, dict) or content.get("type") != "watch":
            return
        names = content.get("boards")
        wanted = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        new = [name for name in wanted[:MOST_BOARDS] if BOARD.fullmatch(name) and name not in self.watched]
        joined = (await self._allowed(new))[: MOST_BOARDS + 1 - len(self.watched)]
        for board in joined:
            await self._join(board)
        if isinstance(since := content.get("since"), int | float):
            # Between the making of the page and this moment nobody was listening.
            for board in await changed_since(joined, float(since)):
                await self.send_json({"type": "board.changed", "board": board})

    async def board_changed(self, message: dict[str, Any]) -> None:
        """From the channel layer: pass it on, unless the right to it has gone."""
        board = message["board"]
        if time.monotonic() - self.watched.get(board, 0.0) > TRUST_SECONDS:
            if not await self._allowed([board]):
                self.watched.pop(board, None)
                await self.channel_layer.group_discard(group_of(board), self.channel_name)
                return
            self.watched[board] = time.monotonic()
        await self.send_json({"type": "board.changed", "board": board})
        if board == f"person.{self.person_id}":
            await self._send_unread()

    async def _join(self, board: str) -> None:
        self.watched[board] = time.monotonic()
        await self.channel_layer.group_add(group_of(board), self.channel_name)

    async def _send_unread(self) -> None:
        count = await database_sync_to_async(boards.unread_count)(self.person_id)
        await self.send_json({"type": "unread", "count": count})

    async def _allowed(self, names: list[str]) -> list[str]:
        session = self.scope.get("session")
        acting_for = await database_sync_to_async(session.get)(ACTING_FOR) if session is not None else None
        found: list[str] = await database_sync_to_async(allowed)(self.person_id, acting_for, names)
        return found


def allowed(person_id: int, acting_for: int | None, names: list[str]) -> list[str]:
    """Those of the boards that the person may watch now; none for who may no longer sign in."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not person.is_active:
        return []
    actor = actor_for(person, acting_for=acting_for)
    return [name for name in names if _may_watch(actor, name)]


def _may_watch(actor: Actor, name: str) -> bool:
    kind, _dot, number = name.partition(".")
    match kind:
        case "person":
            return int(number) == actor.person_id
        case "leaders":
            return bool(seats_with(actor, Permission.BOARD_LEADERS))
        case "directive":
            return directives_access.visible_to(actor).filter(pk=int(number)).exists()
        case _:
            if any(seat.scope_id == int(number) for seat in actor.seats):
                return True
            led = tuple(seat.scope_path for seat in actor.seats if seat.role == Role.LEADER)
            path = Unit.objects.filter(pk=int(number)).values_list("path", flat=True).first() if led else None
            return path is not None and path.startswith(led)
