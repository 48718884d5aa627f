"""Background jobs of the engine, and the one way to enqueue any job inside a transaction.

A commit that carries a NOTIFY holds a lock of the whole server until its words are on disk (PreCommit_Notify takes an
exclusive lock on "database 0"): acts of units would wait for each other's disk, and for a sweep's. So the queue's own
NOTIFY is off (migration 0005), and workers are woken after the commit, by a transaction that writes nothing. A worker
that hears nothing finds the job within its polling interval of some seconds.
"""

import json
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import Task, configure_task

from workflows import dispatch, seals

logger = logging.getLogger(__name__)
# Again after 4 s, 16 s, 64 s ... 4.5 h: seven times over some six hours.
RETRY = RetryStrategy(max_attempts=7, exponential_wait=4)

# A worker swaps the app's connector for its own pool, whose inserts would escape the caller's transaction; so
# enqueueing always goes through Django's connection, also in a process that runs the worker.
_manager = JobManager(DjangoConnector())
CHANNEL = "procrastinate_any_queue_v1"


def enqueue(
    task: Task[Any, Any, Any],
    *,
    schedule_at: datetime | None = None,
    lock: str | None = None,
    queueing_lock: str | None = None,
    **kwargs: Any,
) -> int:
    """Enqueue a job in the current transaction; returns its number. Use this, never ``task.defer``.

    Raises procrastinate's AlreadyEnqueued when a job with the same ``queueing_lock`` waits; the transaction of a caller
    who takes that goes on.
    """
    deferrer = configure_task(
        name=task.name,
        job_manager=_manager,
        queue=task.queue,
        priority=task.priority,
        lock=lock or task.lock,
        queueing_lock=queueing_lock or task.queueing_lock,
        schedule_at=schedule_at,
    )
    with transaction.atomic():
        number = deferrer.defer(**kwargs)
    if schedule_at is None:
        _wake_after_commit()
    return number


def enqueue_many(task: Task[Any, Any, Any], arguments: Sequence[dict[str, Any]]) -> list[int]:
    """Enqueue one job per set of arguments, in one statement."""
    if not arguments:
        return []
    deferrer = configure_task(
        name=task.name, job_manager=_manager, queue=task.queue, priority=task.priority, lock=task.lock
    )
    numbers = deferrer.batch_defer(*arguments)
    _wake_after_commit()
    return numbers


def _wake_after_commit() -> None:
    """Once a transaction, however many jobs."""
    held = set(connection.savepoint_ids)
    waiting = (entry[:2] for entry in connection.run_on_commit)
    # One registered inside a savepoint that may yet be undone does not answer for this call.
    if not any(hook is _wake and set(savepoints) <= held for savepoints, hook in waiting):
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"type": "job_inserted", "job_id": 0})])


@app.task(retry=RETRY)
def dispatch_events(event_ids: list[int]) -> None:
    """Bring events to the handlers of the apps above. One handler's failure is retried alone, in its own job."""
    for failed in dispatch.deliver(event_ids):
        enqueue(retry_handler, event_ids=failed.event_ids, handler=failed.handler)


@app.task(retry=RETRY)
def retry_handler(event_ids: list[int], handler: str) -> None:
    """Bring events to the one handler that failed on them."""
    dispatch.deliver_to(handler, event_ids)


@app.periodic(cron="7 * * * *", periodic_id="hourly")
@app.task(retry=RETRY, queueing_lock="seal_history")
def seal_history(timestamp: int) -> None:
    """Each hour: seal the events recorded since the last seal."""
    seals.seal()
