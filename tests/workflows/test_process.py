"""The lock of human processes: waits its turn, gives up in time with words for people."""

import threading
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from viewflow.workflow.models import Process

from workflows import process
from workflows.machine import TransitionDenied
from workflows.process import LockedFlow, WaitingLock

pytestmark = pytest.mark.django_db(transaction=True)
FLOW = SimpleNamespace(process_class=Process)


@pytest.fixture
def pk() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO viewflow_process (flow_class, status, created, data)"
            " VALUES ('', 'NEW', now(), '{}') RETURNING id"
        )
        return int(cursor.fetchone()[0])


def _timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return str(cursor.fetchone()[0])


def test_flows_wait_by_default() -> None:
    assert isinstance(LockedFlow.lock_impl, WaitingLock)


def test_the_wait_is_bounded_only_for_the_lock(pk: int) -> None:
    with transaction.atomic(), WaitingLock()(FLOW, pk):
        assert _timeout() == "0"
    assert _timeout() == "0"


def test_who_waits_too_long_is_told_so_and_may_go_on(pk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LOCK_WAIT", "100ms")
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with WaitingLock()(FLOW, pk):
            held.set()
            release.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with transaction.atomic():  # as under ATOMIC_REQUESTS: the outer transaction must survive
        with pytest.raises(TransitionDenied, match="Người khác đang xử lý") as refusal, WaitingLock()(FLOW, pk):
            pass
        assert Process.objects.filter(pk=pk).exists()
    assert refusal.value.code == "busy"
    release.set()
    holder.join()
    with WaitingLock()(FLOW, pk):
        pass


def test_errors_of_the_body_pass_unchanged(pk: int) -> None:
    with pytest.raises(DatabaseError, match="division"), WaitingLock()(FLOW, pk), connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
