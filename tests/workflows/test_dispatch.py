"""From the ledger to the handlers of the apps above: everything arrives, one's failure is one's own."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.workflows.facts_for_tests import Noted
from workflows import clock, facts, jobs, ledger
from workflows.actors import system_actor
from workflows.models import Event, OptionValue

pytestmark = pytest.mark.django_db
ACTOR = system_actor()


@pytest.fixture(autouse=True)
def _own_subscriptions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(facts, "subscriptions", {})
    yield


def _waiting() -> list[tuple[str, dict[str, object]]]:
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.filter(status="todo").order_by("id")]


def test_handlers_get_event_and_fact() -> None:
    got: list[tuple[int, facts.Fact]] = []

    @facts.on(Noted)
    def keep(event: Event, fact: facts.Fact) -> None:
        got.append((event.pk, fact))

    event = ledger.record(Noted("một"), stream="office", actor=ACTOR)
    assert _waiting() == [("workflows.jobs.dispatch_events", {"event_ids": [event.pk]})]
    jobs.dispatch_events([event.pk])
    assert got == [(event.pk, Noted("một"))]


def test_batch_handlers_get_all_at_once() -> None:
    sizes: list[int] = []

    @facts.on(Noted, batch=True)
    def keep(pairs: list[tuple[Event, Noted]]) -> None:
        sizes.append(len(pairs))

    events = ledger.record_many([ledger.Entry(Noted(str(n)), "office") for n in range(5)], actor=ACTOR)
    jobs.dispatch_events([event.pk for event in events])
    jobs.dispatch_events([])
    assert sizes == [5]


def test_one_handlers_failure_is_retried_alone(caplog: pytest.LogCaptureFixture) -> None:
    got: list[str] = []
    broken = True

    @facts.on(Noted)
    def fails(event: Event, fact: Noted) -> None:
        OptionValue.objects.create(key=fact.text, value=1)
        if broken and fact.text == "hai":
            raise ZeroDivisionError

    @facts.on(Noted)
    def works(event: Event, fact: Noted) -> None:
        got.append(fact.text)

    events = ledger.record_many([ledger.Entry(Noted(text), "office") for text in ("một", "hai")], actor=ACTOR)
    with caplog.at_level(logging.CRITICAL, "workflows.dispatch"):
        jobs.dispatch_events([event.pk for event in events])
    assert got == ["một", "hai"]
    assert set(OptionValue.objects.values_list("key", flat=True)) == {"một"}  # the failed one left nothing behind
    name = f"{fails.__module__}.{fails.__qualname__}"
    retried = {"event_ids": [events[1].pk], "handler": name}
    assert _waiting()[-1] == ("workflows.jobs.retry_handler", retried)

    with pytest.raises(ZeroDivisionError):  # so procrastinate tries again, later and later
        jobs.retry_handler([events[1].pk], name)
    broken = False
    jobs.retry_handler([events[1].pk], name)
    assert set(OptionValue.objects.values_list("key", flat=True)) == {"một", "hai"}


def test_unknown_kinds_and_fields_are_skipped_with_a_log_line(caplog: pytest.LogCaptureFixture) -> None:
    got: list[str] = []

    @facts.on(Noted)
    def keep(event: Event, fact: Noted) -> None:
        got.append(fact.text)

    stranger = Event.objects.create(stream="office", kind="test.stranger", at=clock.now(), data={})
    misfit = Event.objects.create(stream="office", kind="test.noted", at=clock.now(), data={"colour": "đỏ"})
    known = ledger.record(Noted("một"), stream="office", actor=ACTOR)
    with caplog.at_level(logging.WARNING):
        jobs.dispatch_events([stranger.pk, misfit.pk, known.pk])
    assert got == ["một"]
    assert "unknown kind test.stranger" in caplog.text and "unknown colour" in caplog.text


def test_a_handler_that_is_gone_does_not_stop_the_queue(caplog: pytest.LogCaptureFixture) -> None:
    event = ledger.record(Noted("một"), stream="office", actor=ACTOR)
    jobs.retry_handler([event.pk], "tests.gone.handler")
    assert "no handler tests.gone.handler" in caplog.text


def test_failed_jobs_are_tried_again_later_and_later() -> None:
    assert jobs.RETRY.exponential_wait and jobs.RETRY.max_attempts
    assert jobs.dispatch_events.retry_strategy is jobs.retry_handler.retry_strategy is jobs.RETRY


@pytest.mark.django_db(transaction=True)
def test_worker_runs_what_the_transaction_left() -> None:
    """End to end through procrastinate: commit, then a worker that runs until the queue is empty."""
    from procrastinate.contrib.django import app

    got: list[str] = []

    @facts.on(Noted)
    def keep(event: Event, fact: Noted) -> None:
        got.append(fact.text)
        connection.close()

    with transaction.atomic():
        ledger.record(Noted("một"), stream="office", actor=ACTOR)
        assert got == []
    worker_connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(worker_connector):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    assert got == ["một"]
    assert not _waiting()
