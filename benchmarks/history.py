"""How long the history takes: python -m benchmarks.history [events]. Everything is rolled back.

Prints milliseconds for recording (trigger, chain, jobs), for as many rows with the triggers off, and for verifying.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from workflows import clock, history, ledger, seals  # noqa: E402
from workflows.actors import system_actor  # noqa: E402
from workflows.bulk import insert_events  # noqa: E402
from workflows.facts import Fact  # noqa: E402
from workflows.models import Event  # noqa: E402


@dataclass(frozen=True)
class Given(Fact):
    kind: ClassVar[str] = "benchmark.given"
    role: str
    due_on: str


def timed(what: str, run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    taken = (time.perf_counter() - start) * 1000
    print(f"{what:58} {taken:9.0f} ms")
    return taken


def entries(count: int, streams: int) -> list[ledger.Entry]:
    fact = Given("lead", "2023-07-30")
    return [ledger.Entry(fact, f"benchmark:{n % streams + 1}", 5, n % 126 + 1) for n in range(count)]


def without_trigger(count: int) -> None:
    """The same rows, indexes and constraints; no numbering, no hash, no stream."""
    rows = [
        Event(
            stream=entry.stream.replace("benchmark", "bare"),
            kind="benchmark.given",
            at=clock.now(),
            data={"role": "lead"},
        )
        for entry in entries(count, count)
    ]
    insert_events(sorted(rows, key=lambda row: row.stream))


def one_by_one(count: int) -> None:
    for entry in entries(count, count):
        ledger.record(entry.fact, stream=entry.stream, actor=system_actor(), directive_id=5, unit_id=1)


def _triggers(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE workflows_event {what} TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def main(count: int) -> None:
    with transaction.atomic():
        actor = system_actor()
        report: list[history.Report] = []
        new = timed(
            f"{count} events on as many new streams", lambda: ledger.record_many(entries(count, count), actor=actor)
        )
        _triggers("DISABLE")
        bare = timed("as many rows with the triggers off", lambda: without_trigger(count))
        _triggers("ENABLE")
        print(f"{'ratio':58} {new / bare:9.1f}")
        timed(f"{count} more on the same streams", lambda: ledger.record_many(entries(count, count), actor=actor))
        timed("3000 events on one stream", lambda: ledger.record_many(entries(3000, 1), actor=actor))
        timed("200 events one by one", lambda: one_by_one(200))
        timed("deferred foreign keys", lambda: connection.check_constraints())
        with connection.cursor() as cursor:  # what was written with the triggers off is no history
            _triggers("DISABLE")
            cursor.execute("DELETE FROM workflows_event WHERE stream LIKE 'bare:%'")
            _triggers("ENABLE")
        timed("verify_history", lambda: report.append(history.verify()))
        print(f"  {report[0].events} events, {len(report[0].findings)} findings")
        timed("seal", seals.seal)
        timed("seals compared", seals.broken)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
