"""verify_history against a table that somebody with the owner's rights tampered with."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.workflows.facts_for_tests import Noted
from workflows import history, ledger, seals
from workflows.actors import system_actor
from workflows.history import Damage, Finding
from workflows.models import Event, HistorySeal

pytestmark = [pytest.mark.server, pytest.mark.django_db]
TABLES = ("workflows_event", "workflows_eventstream", "workflows_historyseal")


@pytest.fixture(autouse=True)
def _five_events_each_on_three_streams(_flushed_database: None) -> None:
    entries = [ledger.Entry(Noted(f"việc {n}"), f"directive:{n % 3 + 1}") for n in range(15)]
    with transaction.atomic():
        ledger.record_many(entries, actor=system_actor())


@contextmanager
def _owner() -> Iterator[None]:
    """With the triggers off, as only the tables' owner can; events wait for their keys to be checked first."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _tamper(*statements: str) -> list[Finding]:
    with _owner(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return history.verify().findings


def _places(findings: list[Finding]) -> set[tuple[Damage, str, int]]:
    return {(finding.damage, finding.stream, finding.position) for finding in findings}


def test_untouched_history_is_whole() -> None:
    seals.seal()
    report = history.verify()
    assert (report.events, report.streams, report.findings) == (15, 3, [])


@pytest.mark.parametrize(
    "change",
    [
        """data = data || '{"text": "khác"}'""",
        "kind = 'test.other'",
        "at = at + interval '1 microsecond'",
        "directive_id = 5",
        "unit_id = 5",
        "hash = repeat('a', 64)",
    ],
)
def test_changed_row(change: str) -> None:
    findings = _tamper(f"UPDATE workflows_event SET {change} WHERE stream = 'directive:2' AND position = 3")
    assert (Damage.CHANGED, "directive:2", 3) in _places(findings)
    assert {finding.stream for finding in findings} == {"directive:2"}


def test_changed_row_with_its_hash_made_anew() -> None:
    from workflows.triggers import HASH_SQL

    findings = _tamper(
        "UPDATE workflows_event SET data = '{}' WHERE stream = 'directive:2' AND position = 3",
        f"UPDATE workflows_event e SET hash = {HASH_SQL.format(row='e')} WHERE stream = 'directive:2' AND position = 3",
    )
    assert _places(findings) == {(Damage.CHANGED, "directive:2", 3)}


def test_changed_last_row_with_its_hash_made_anew() -> None:
    from workflows.triggers import HASH_SQL

    findings = _tamper(
        "UPDATE workflows_event SET data = '{}' WHERE stream = 'directive:2' AND position = 5",
        f"UPDATE workflows_event e SET hash = {HASH_SQL.format(row='e')} WHERE stream = 'directive:2' AND position = 5",
    )
    assert _places(findings) == {(Damage.CHANGED, "directive:2", 5)}


@pytest.mark.parametrize(
    ("gone", "first"), [("position = 1", 1), ("position IN (2, 3)", 2), ("position = 5", 5), ("true", 1)]
)
def test_missing_rows(gone: str, first: int) -> None:
    findings = _tamper(f"DELETE FROM workflows_event WHERE stream = 'directive:2' AND {gone}")
    assert _places(findings) == {(Damage.MISSING, "directive:2", first)}


def test_missing_tail_hidden_by_a_shortened_head_shows_in_the_seal() -> None:
    seals.seal()
    findings = _tamper(
        "DELETE FROM workflows_event WHERE stream = 'directive:2' AND position = 5",
        "UPDATE workflows_eventstream s SET length = 4, head = (SELECT hash FROM workflows_event e"
        " WHERE e.stream = s.key AND position = 4) WHERE key = 'directive:2'",
    )
    assert [finding.damage for finding in findings] == [Damage.SEAL]


def test_reordered_rows() -> None:
    findings = _tamper(
        "UPDATE workflows_event SET position = 99 WHERE stream = 'directive:2' AND position = 2",
        "UPDATE workflows_event SET position = 2 WHERE stream = 'directive:2' AND position = 3",
        "UPDATE workflows_event SET position = 3 WHERE stream = 'directive:2' AND position = 99",
    )
    assert (Damage.REORDERED, "directive:2", 2) in _places(findings)
    assert {finding.damage for finding in findings} == {Damage.REORDERED}


def test_row_added_past_the_trigger() -> None:
    findings = _tamper(
        "INSERT INTO workflows_event (stream, position, kind, at, data, prev_hash, hash)"
        " SELECT stream, 6, kind, at, data, hash, repeat('b', 64) FROM workflows_event"
        " WHERE stream = 'directive:2' AND position = 5"
    )
    assert (Damage.CHANGED, "directive:2", 6) in _places(findings)


def test_missing_head() -> None:
    findings = _tamper("DELETE FROM workflows_eventstream WHERE key = 'directive:2'")
    assert _places(findings) == {(Damage.MISSING, "directive:2", 5)}


def test_whole_stream_removed_shows_in_the_seal() -> None:
    seals.seal()
    ledger.record(Noted("sau"), stream="directive:9", actor=system_actor())
    findings = _tamper(
        "DELETE FROM workflows_event WHERE stream = 'directive:2'",
        "DELETE FROM workflows_eventstream WHERE key = 'directive:2'",
    )
    assert [(finding.damage, finding.position) for finding in findings] == [(Damage.SEAL, 1)]
    assert "15" in findings[0].detail and "10" in findings[0].detail


def test_seals_follow_one_another_and_cover_everything_once() -> None:
    assert seals.seal()[0].events == 15
    assert seals.seal() == []
    ledger.record(Noted("thêm"), stream="directive:1", actor=system_actor())
    second = seals.seal()[0]
    assert (second.number, second.events, second.prev_hash) == (2, 1, HistorySeal.objects.get(number=1).hash)
    assert seals.broken() == []


def test_large_history_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "BATCH", 4)
    assert [one.events for one in seals.seal()] == [4, 4, 4, 3]
    assert seals.broken() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_historyseal SET events = 14 WHERE number = 1",
        "DELETE FROM workflows_historyseal WHERE number = 1",
        "UPDATE workflows_historyseal SET at = at + interval '1 day' WHERE number = 1",
    ],
)
def test_tampered_seals(statement: str) -> None:
    seals.seal()
    ledger.record(Noted("thêm"), stream="directive:1", actor=system_actor())
    seals.seal()
    findings = _tamper(statement)
    assert findings and {finding.damage for finding in findings} == {Damage.SEAL}


def test_seals_are_append_only() -> None:
    from django.db import DatabaseError

    seals.seal()
    for statement in ("UPDATE workflows_historyseal SET events = 0", "DELETE FROM workflows_historyseal"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_command_prints_the_first_broken_row_and_fails() -> None:
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "Nhật ký nguyên vẹn: đã kiểm tra 15 sự kiện trong 3 chuỗi." in out.getvalue()
    _tamper("UPDATE workflows_event SET kind = 'x' WHERE stream = 'directive:2' AND position = 3")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_history", stdout=out)
    assert error.value.returncode == 1
    broken = Event.objects.get(stream="directive:2", position=3)
    assert out.getvalue().splitlines()[0].startswith(f"changed: directive:2 #3 (id {broken.pk})")


def test_one_stream_alone() -> None:
    _tamper("UPDATE workflows_event SET kind = 'x' WHERE stream = 'directive:2' AND position = 3")
    assert history.verify("directive:1").findings == []
    assert history.verify("directive:2").findings


@pytest.mark.django_db(transaction=True)
def test_verify_sees_one_moment_outside_a_transaction() -> None:
    assert history.verify().findings == []


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ("DROP TRIGGER {append_only} ON workflows_event", "workflows_event: append_only", "thiếu trigger"),
        ("ALTER TABLE workflows_event DISABLE TRIGGER {chain}", "workflows_event: chain", "bị tắt"),
        ("ALTER TABLE workflows_event ENABLE REPLICA TRIGGER {no_truncate}", "workflows_event: no_truncate", "bị tắt"),
        (
            "CREATE OR REPLACE FUNCTION {append_only}() RETURNS TRIGGER AS"
            " $$ BEGIN IF FALSE THEN RAISE EXCEPTION 'x'; END IF; RETURN NEW; END; $$ LANGUAGE plpgsql",
            "workflows_event: append_only",
            "hàm của trigger",
        ),
        (
            "DROP TRIGGER {append_only} ON workflows_event; CREATE TRIGGER {append_only} BEFORE DELETE ON"
            " workflows_event FOR EACH ROW EXECUTE PROCEDURE {append_only}()",
            "workflows_event: append_only",
            "không còn đứng trước",
        ),
    ],
)
def test_a_guard_taken_away_is_told(change: str, place: str, said: str) -> None:
    names = {trigger.name: trigger.get_pgid(Event) for trigger in Event._meta.triggers}  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(change.format(**names))
    [finding] = history.verify().findings
    assert (finding.damage, finding.stream) == (Damage.GUARD, place) and said in finding.detail
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_history", "--stream", "directive:1", stdout=output)
    assert f"guard: {place}: " in output.getvalue()
