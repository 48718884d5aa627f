"""Progress of an issuing, told out of band: on a connection of its own, committed at once."""

import logging
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tasks.issuing.plan import Plan
from tasks.models import IssueRun
from workflows import clock
from workflows.live import send

logger = logging.getLogger(__name__)
Phase = IssueRun.Phase


class Progress:
    """Tells how far one issuing has come, while it runs. Used as a context; a failure to tell never stops the work.

    >>> with Progress(5) as progress:
    ...     progress.tell(Phase.WRITING, done=3000, total=30000)
    """

    def __init__(self, directive_id: int) -> None:
        self.directive_id = directive_id
        self._own: BaseDatabaseWrapper | None = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None

    def tell(self, phase: str, *, done: int = 0, total: int = 0, error: str = "") -> None:
        """Write the row and commit it, whatever becomes of the caller's transaction."""
        now = clock.now()
        values: list[Any] = [self.directive_id, phase, total, done, error, now, now]
        try:
            self._connection().cursor().execute(_UPSERT, values)
            send([f"directive.{self.directive_id}"])
        except Exception:
            logger.exception("directive %s: progress of issuing not told", self.directive_id)

    def _connection(self) -> BaseDatabaseWrapper:
        if self._own is None:
            self._own = connection.copy()
            self._own.set_autocommit(True)
        return self._own


def finish(directive_id: int, plan: Plan, made: int) -> None:
    """The final figures, in the transaction of the assignments themselves."""
    values: dict[str, Any] = {
        "phase": Phase.DONE,
        "total": made,
        "done": made,
        "units": len(plan.units),
        "tasks": plan.tasks,
        "notes": [note.as_data() for note in plan.notes],
        "error": "",
        "updated_at": clock.now(),
    }
    created = {**values, "started_at": clock.now()}
    with transaction.atomic():
        IssueRun.objects.update_or_create(directive_id=directive_id, defaults=values, create_defaults=created)


_UPSERT = f"""
    INSERT INTO {IssueRun._meta.db_table}
        (directive_id, phase, total, done, units, tasks, notes, error, started_at, updated_at)
    VALUES (%s, %s, %s, %s, 0, 0, '[]', %s, %s, %s)
    ON CONFLICT (directive_id) DO UPDATE
    SET phase = EXCLUDED.phase, total = EXCLUDED.total, done = EXCLUDED.done, error = EXCLUDED.error,
        updated_at = EXCLUDED.updated_at,
        started_at = CASE WHEN EXCLUDED.phase = 'planning' THEN EXCLUDED.started_at
                     ELSE {IssueRun._meta.db_table}.started_at END
"""  # noqa: S608 (names only)
