"""Seals over the history (niêm phong nhật ký): what no chain of its own can show, a stream removed whole.

Each seal covers the events recorded since the last one and is chained to it. Keep the last seal's hash outside the
database (it is logged, and printed by ``verify_history``), and cutting off the end of the seals shows too.
"""

import hashlib
import logging
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from workflows import clock
from workflows.models import Event, HistorySeal
from workflows.triggers import ZERO_HASH

logger = logging.getLogger(__name__)
BATCH = 200_000
# Writers queue behind a waiting seal: give up soon, the job comes back.
LOCK_WAIT = "1s"

_DIGEST = "encode(sha256(convert_to(coalesce(string_agg(e.hash, '' ORDER BY e.id), ''), 'UTF8')), 'hex')"


@dataclass(frozen=True)
class Broken:
    """A seal that no longer fits: how many events it sealed, how many are found."""

    number: int
    sealed: int
    found: int


def seal() -> list[HistorySeal]:
    """Seal every event recorded so far; nothing new makes no seal."""
    last = HistorySeal.objects.order_by("-number").first()
    after = last.upto_id if last else 0
    mark = _settled_mark()
    made: list[HistorySeal] = []
    while after < mark:
        upto = _end_of_batch(after, mark)
        last = _make(last, after, upto)
        made.append(last)
        after = upto
    return made


def broken() -> list[Broken]:
    """Seals whose events or whose own chain do not fit any more, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.number, count(e.id), {_DIGEST} FROM workflows_historyseal s"  # noqa: S608 (constants only)
            " LEFT JOIN workflows_event e ON e.id > s.after_id AND e.id <= s.upto_id GROUP BY s.number"
        )
        now = {number: (count, digest) for number, count, digest in cursor.fetchall()}
    found: list[Broken] = []
    before, covered = ZERO_HASH, 0
    for nth, one in enumerate(HistorySeal.objects.order_by("number"), start=1):
        count, digest = now[one.number]
        chained = (one.number, one.prev_hash, one.after_id) == (nth, before, covered) and one.hash == _hash(one)
        if not chained or (count, digest) != (one.events, one.digest):
            found.append(Broken(one.number, one.events, count))
        before, covered = one.hash, one.upto_id
    return found


def _settled_mark() -> int:
    """The highest number such that no event at or below it can still appear.

    Taking the lock waits for the transactions that have written events; whoever writes later gets a higher number.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
            cursor.execute("LOCK TABLE workflows_event IN SHARE MODE")
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def _end_of_batch(after: int, mark: int) -> int:
    ids = Event.objects.filter(pk__gt=after, pk__lte=mark).order_by("pk").values_list("pk", flat=True)
    return next(iter(ids[BATCH - 1 : BATCH]), mark)


def _make(last: HistorySeal | None, after: int, upto: int) -> HistorySeal:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(e.id), {_DIGEST} FROM workflows_event e"  # noqa: S608 (constants only)
            " WHERE e.id > %s AND e.id <= %s",
            [after, upto],
        )
        count, digest = cursor.fetchone()
    made = HistorySeal(
        number=last.number + 1 if last else 1,
        at=clock.now(),
        after_id=after,
        upto_id=upto,
        events=count,
        digest=digest,
        prev_hash=last.hash if last else ZERO_HASH,
    )
    made.hash = _hash(made)
    made.save(force_insert=True)
    logger.info("history sealed: seal %s, %s events, %s", made.number, made.events, made.hash)
    return made


def _hash(one: HistorySeal) -> str:
    microseconds = int(one.at.timestamp()) * 1_000_000 + one.at.microsecond
    parts = (one.prev_hash, one.number, microseconds, one.after_id, one.upto_id, one.events, one.digest)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
