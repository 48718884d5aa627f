"""Workers are woken after a commit, never by it: a commit with a NOTIFY would hold a lock of the whole server."""

import psycopg
import pytest
from django.db import connection, transaction

from tests import servers
from workflows import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_call_a_transaction_once_it_stands() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgname LIKE 'procrastinate_jobs_notify_queue_job_inserted%'"
        )
        assert cursor.fetchall() == [("D",)]
    with psycopg.connect(servers.address(), autocommit=True) as listening:
        listening.execute(f"LISTEN {jobs.CHANNEL}")
        with transaction.atomic():
            jobs.enqueue(jobs.seal_history, timestamp=1)
            jobs.enqueue_many(jobs.dispatch_events, [{"event_ids": []}, {"event_ids": []}])
            assert not list(listening.notifies(timeout=0.1))
        assert [call.channel for call in listening.notifies(timeout=5, stop_after=1)] == [jobs.CHANNEL]
        assert not list(listening.notifies(timeout=0.1))


def test_a_savepoint_that_is_undone_calls_nobody_and_silences_nobody() -> None:
    with psycopg.connect(servers.address(), autocommit=True) as listening:
        listening.execute(f"LISTEN {jobs.CHANNEL}")
        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                jobs.enqueue(jobs.seal_history, timestamp=1)
                raise ZeroDivisionError
            jobs.enqueue_many(jobs.dispatch_events, [{"event_ids": []}])
        assert len(list(listening.notifies(timeout=5, stop_after=1))) == 1
