"""Prove the history whole: recompute every hash, follow every chain, compare heads and seals.

One pass each, in the database. What each finding means is in docs/engine.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction
from django.utils.translation import gettext as _

from workflows import guards, seals
from workflows.models import Event, EventStream
from workflows.triggers import HASH_SQL, ZERO_HASH


class Damage(StrEnum):
    """What was done to the rows."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    SEAL = "seal"
    GUARD = "guard"


@dataclass(frozen=True)
class Finding:
    """One broken place; ``position`` counts within the stream, ``event_id`` is None where no row is left."""

    damage: Damage
    stream: str
    position: int
    detail: str
    event_id: int | None = None


@dataclass(frozen=True)
class Report:
    """What was looked at, and what is wrong, worst place first within each check."""

    events: int
    streams: int
    findings: list[Finding]


_CHAIN_SQL = f"""
    WITH chain AS (
        SELECT e.id, e.stream, e.position, e.prev_hash, e.hash, {HASH_SQL.format(row="e")} AS computed,
               lag(e.position, 1, 0) OVER steps + 1 AS expected, lag(e.hash, 1, '{ZERO_HASH}') OVER steps AS before
        FROM workflows_event e WHERE %(stream)s::text IS NULL OR e.stream = %(stream)s
        WINDOW steps AS (PARTITION BY e.stream ORDER BY e.position)
    )
    SELECT id, stream, position, expected, hash <> computed, prev_hash <> before,
           prev_hash = '{ZERO_HASH}' OR EXISTS (
               SELECT 1 FROM workflows_event o WHERE o.stream = chain.stream AND o.hash = chain.prev_hash)
    FROM chain WHERE position <> expected OR hash <> computed OR prev_hash <> before
    ORDER BY stream, position LIMIT %(limit)s
"""  # noqa: S608 (constants only)

_HEADS_SQL = """
    WITH last AS (
        SELECT DISTINCT ON (stream) stream, position, hash, id FROM workflows_event
        WHERE %(stream)s::text IS NULL OR stream = %(stream)s ORDER BY stream, position DESC
    ), heads AS (
        SELECT key, length, head FROM workflows_eventstream WHERE %(stream)s::text IS NULL OR key = %(stream)s
    )
    SELECT coalesce(key, stream), length, position, id FROM heads FULL JOIN last ON key = stream
    WHERE length IS DISTINCT FROM position OR head IS DISTINCT FROM hash
    ORDER BY 1 LIMIT %(limit)s
"""


def verify(stream: str | None = None, *, limit: int = 100) -> Report:
    """Check one stream, or all of them and the seals; at most ``limit`` findings of each check."""
    with transaction.atomic():
        _one_snapshot()
        events, streams = Event.objects.all(), EventStream.objects.all()
        if stream is not None:
            events, streams = events.filter(stream=stream), streams.filter(key=stream)
        findings = [*_chains(stream, limit), *_heads(stream, limit)]
        if stream is None:
            findings += [_seal_finding(broken) for broken in seals.broken()[:limit]]
        findings += [Finding(Damage.GUARD, fault.place, 0, fault.detail) for fault in guards.faults()]
        return Report(events.count(), streams.count(), findings)


def _one_snapshot() -> None:
    """See one moment throughout, while writers go on (not possible inside a caller's transaction)."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _chains(stream: str | None, limit: int) -> list[Finding]:
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN_SQL, {"stream": stream, "limit": limit})
        rows = cursor.fetchall()
    for pk, key, position, expected, rewritten, unchained, known in rows:
        if position != expected:
            findings.append(Finding(Damage.MISSING, key, expected, _gap(expected, position - 1), pk))
        elif unchained and known:
            findings.append(Finding(Damage.REORDERED, key, position, _("thứ tự sự kiện bị đổi"), pk))
        elif unchained:
            detail = _("nội dung không còn như lúc sự kiện sau được ghi")
            findings.append(Finding(Damage.CHANGED, key, position - 1, detail, pk))
        elif rewritten:
            findings.append(Finding(Damage.CHANGED, key, position, _("nội dung bị sửa sau khi ghi"), pk))
    return findings


def _heads(stream: str | None, limit: int) -> list[Finding]:
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        cursor.execute(_HEADS_SQL, {"stream": stream, "limit": limit})
        rows = cursor.fetchall()
    for key, length, position, pk in rows:
        if length is None:
            findings.append(Finding(Damage.MISSING, key, position, _("mất dòng ghi đầu chuỗi"), pk))
        elif (position or 0) < length:
            detail = _("thiếu sự kiện từ vị trí %(first)d đến %(last)d") % {
                "first": (position or 0) + 1,
                "last": length,
            }
            findings.append(Finding(Damage.MISSING, key, (position or 0) + 1, detail, pk))
        elif position > length:
            findings.append(Finding(Damage.CHANGED, key, position, _("có sự kiện được thêm ngoài chương trình"), pk))
        else:
            findings.append(Finding(Damage.CHANGED, key, position, _("sự kiện cuối không khớp đầu chuỗi"), pk))
    return findings


def _gap(first: int, last: int) -> str:
    return _("thiếu sự kiện từ vị trí %(first)d đến %(last)d") % {"first": first, "last": last}


def _seal_finding(broken: seals.Broken) -> Finding:
    detail = _("niêm phong số %(number)d: đã niêm %(sealed)d sự kiện, nay còn %(found)d hoặc đã bị sửa") % {
        "number": broken.number,
        "sealed": broken.sealed,
        "found": broken.found,
    }
    return Finding(Damage.SEAL, "", broken.number, detail)
