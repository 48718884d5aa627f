"""Processes with human steps: viewflow's engine with a lock that waits its turn and gives up in time.

Flow classes and node names are stored with every running process: treat them as schema, never rename one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from viewflow.workflow.base import Flow
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.lock import SelectForUpdateLock

from workflows.machine import TransitionDenied

LOCK_WAIT = "5s"
BUSY = "busy"


class WaitingLock(SelectForUpdateLock):  # type: ignore[misc]
    """Lock the process row, waiting at most ``LOCK_WAIT``; viewflow's own lock sleeps and retries in the web thread,
    which inside a transaction dies on "current transaction is aborted". Raises TransitionDenied("busy").
    """

    def __init__(self) -> None:
        super().__init__(nowait=False, attempts=1)

    @contextmanager
    def __call__(self, flow_class: Any, process_pk: Any) -> Iterator[None]:
        with transaction.atomic():
            before = _lock_timeout(LOCK_WAIT)
            held = False
            try:
                with super().__call__(flow_class, process_pk):
                    held = True
                    _lock_timeout(before)
                    yield
            except FlowLockFailed as error:
                if held:
                    raise
                raise TransitionDenied(BUSY, _("Người khác đang xử lý hồ sơ này. Hãy thử lại sau ít giây.")) from error


class LockedFlow(Flow):  # type: ignore[misc]
    """Base of the product's flows. Every human node needs a Permission: viewflow lets anyone claim one without."""

    lock_impl = WaitingLock()


def _lock_timeout(value: str) -> str:
    """Set how long this transaction waits for a lock; returns what held before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        before: str = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [value])
    return before
