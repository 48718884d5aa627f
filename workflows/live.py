"""Tell open pages that a board changed. The message carries no content: the browser refetches through the checks.

A message reaches who is connected. When a board last changed is therefore also remembered for a while: a window that
has just connected asks for what changed since its page was made (``changed_since``).
"""

import asyncio
import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import caches
from django.db import connection, transaction

CACHE = "live"
# Seconds for which it is remembered when a board changed: longer than a page takes to connect.
REMEMBERED = 300
# Seconds by which the clocks of the servers may differ.
SKEW = 0.2
logger = logging.getLogger(__name__)
_BOARD_NAME = re.compile(r"[a-z_]+(\.[0-9]+)?")
_running: set[asyncio.Task[None]] = set()


def group_of(board: str) -> str:
    """The channels group of a board ("directive.5", "unit.3", "person.9", "leaders"). ValueError on another form."""
    if not _BOARD_NAME.fullmatch(board):
        raise ValueError(f"not a board name: {board!r}")
    return f"board.{board}"


@dataclass(frozen=True)
class _Announcement:
    """The commit hook of one call, recognisable among the others."""

    boards: frozenset[str]

    def __call__(self) -> None:
        send(self.boards)


def announce(*boards: str) -> None:
    """Once this transaction commits, tell each board's viewers to look again: once per board and transaction."""
    wanted = {board for board in boards if group_of(board)}
    held = set(connection.savepoint_ids)
    for savepoints, hook in (entry[:2] for entry in connection.run_on_commit):
        # One registered inside a savepoint that may yet be undone does not answer for this call.
        if isinstance(hook, _Announcement) and set(savepoints) <= held:
            wanted -= hook.boards
    if wanted:
        transaction.on_commit(_Announcement(frozenset(wanted)), robust=True)


def send(boards: Iterable[str]) -> None:
    """Send now. A layer that is down or missing is logged, never raised: pages also poll."""
    names = sorted(boards)
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        async_to_sync(partial(_send, names))()
        return
    task = loop.create_task(_send(names))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def changed_since(boards: Iterable[str], moment: float) -> list[str]:
    """Those of the boards that changed after ``moment`` (seconds since the epoch), of the last REMEMBERED seconds."""
    keys = {f"changed:{group_of(board)}": board for board in boards}
    try:
        known = await caches[CACHE].aget_many(keys)
    except Exception:
        logger.exception("when boards changed: not known")
        return []
    return sorted(keys[key] for key, at in known.items() if at > moment - SKEW)


async def _remember(boards: list[str]) -> None:
    now = time.time()  # compared with the clocks of other servers only: no day of the office depends on it
    try:
        await caches[CACHE].aset_many({f"changed:{group_of(board)}": now for board in boards}, REMEMBERED)
    except Exception:
        logger.exception("when boards changed: not remembered")


async def _send(boards: list[str]) -> None:
    await _remember(boards)
    layer = get_channel_layer()
    if layer is None:
        return
    for board in boards:
        try:
            await layer.group_send(group_of(board), {"type": "board.changed", "board": board})
        except Exception:
            logger.exception("board %s: live message not sent", board)
            return
