"""Recording: event and job stand or fall together; the database numbers and seals."""

import threading
from datetime import date
from itertools import pairwise

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.workflows.facts_for_tests import Noted
from workflows import clock, ledger
from workflows.actors import Actor, system_actor
from workflows.models import Event, EventStream

pytestmark = pytest.mark.server

ACTOR = system_actor()


@pytest.mark.django_db
def test_events_are_numbered_and_chained_within_their_stream() -> None:
    with clock.travel(date(2023, 7, 31)):
        first = ledger.record(Noted("một"), stream="directive:5", actor=ACTOR, directive_id=5)
    other = ledger.record(Noted("khác"), stream="directive:6", actor=ACTOR)
    second = ledger.record(Noted("hai"), stream="directive:5", actor=ACTOR)
    assert (first.position, other.position, second.position) == (1, 1, 2)
    assert second.prev_hash == first.hash != other.hash
    assert first.prev_hash == "0" * 64
    assert clock.ZONE.key == "Asia/Ho_Chi_Minh" and first.at.astimezone(clock.ZONE).hour == 8
    head = EventStream.objects.get(key="directive:5")
    assert (head.length, head.head) == (2, second.hash)


@pytest.mark.django_db
def test_fact_comes_back_as_it_was() -> None:
    fact = Noted("một", due_on=date(2023, 7, 30), tags=("a", "b"))
    event = ledger.record(fact, stream="office", actor=ACTOR)
    assert Event.objects.get(pk=event.pk).fact == fact


@pytest.mark.django_db
def test_bulk_keeps_the_order_given_and_returns_ids() -> None:
    entries = [ledger.Entry(Noted(str(n)), f"assignment:{n % 3}") for n in range(9)]
    events = ledger.record_many(entries, actor=ACTOR)
    assert [event.data["text"] for event in events] == [str(n) for n in range(9)]
    assert all(event.pk for event in events)
    assert [event.position for event in events] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert ProcrastinateJob.objects.count() == 1
    assert set(ProcrastinateJob.objects.get().args["event_ids"]) == {event.pk for event in events}


@pytest.mark.django_db
def test_recording_nothing_enqueues_nothing() -> None:
    assert ledger.record_many([], actor=ACTOR) == []
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_writer_cannot_choose_place_or_hash() -> None:
    event = Event.objects.create(
        stream="office", kind="test.noted", at=clock.now(), data={}, position=77, prev_hash="f" * 64, hash="f" * 64
    )
    event.refresh_from_db()
    assert (event.position, event.prev_hash) == (1, "0" * 64)
    assert event.hash != "f" * 64


@pytest.mark.django_db(transaction=True)
def test_rolled_back_transaction_leaves_neither_event_nor_job() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.record(Noted("mất"), stream="office", actor=ACTOR)
        assert Event.objects.count() == ProcrastinateJob.objects.count() == 1
        raise ZeroDivisionError
    assert not Event.objects.exists() and not ProcrastinateJob.objects.exists() and not EventStream.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        ledger.record(Noted("mất"), stream="office", actor=ACTOR)


@pytest.mark.django_db(transaction=True)
def test_job_is_in_the_transaction_even_where_a_worker_replaced_the_connector() -> None:
    from procrastinate.contrib.django import app

    worker_connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(worker_connector), pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.record(Noted("mất"), stream="office", actor=ACTOR)
        raise ZeroDivisionError
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_event SET kind = 'test.other'",
        "DELETE FROM workflows_event",
        "UPDATE workflows_eventstream SET length = 9",
        "DELETE FROM workflows_eventstream",
        "INSERT INTO workflows_eventstream (key, length, head) VALUES ('office:9', 1, 'x')",
    ],
)
def test_database_refuses_to_touch_history(statement: str) -> None:
    ledger.record(Noted("một"), stream="office", actor=ACTOR)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["workflows_event", "workflows_eventstream", "workflows_historyseal"])
def test_database_refuses_truncate(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        with pytest.raises(DatabaseError, match="TRUNCATE"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.django_db
def test_saving_an_event_again_is_refused() -> None:
    event = ledger.record(Noted("một"), stream="office", actor=ACTOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


@pytest.mark.django_db
@pytest.mark.parametrize("stream", ["Directive:5", "directive:5|x", "directive:", ""])
def test_stream_names_have_one_form(stream: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.record(Noted("một"), stream=stream, actor=ACTOR)


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_of_a_new_stream_queue_up() -> None:
    barrier = threading.Barrier(4)
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            barrier.wait()
            for _ in range(10):
                with transaction.atomic():
                    ledger.record(Noted(str(number)), stream="directive:1", actor=Actor(0, "thử"))
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    events = list(Event.objects.order_by("position"))
    assert [event.position for event in events] == list(range(1, 41))
    assert all(after.prev_hash == before.hash for before, after in pairwise(events))
