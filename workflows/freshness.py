"""Keep what offices set in memory, and notice a change without being told.

One query per request (the first that asks) compares a fingerprint of the small settings tables with the one the
memory was filled under. The fingerprint is made of the rows' physical versions (xmin, ctid): every write changes it,
by whatever way it came, and a rolled-back write changes it back. Outside requests the check repeats after 30 s.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")
RECHECK_SECONDS = 30.0

_FINGERPRINT_SQL = """
    SELECT (SELECT string_agg(xmin::text || ctid::text, '' ORDER BY id) FROM workflows_optionvalue),
           (SELECT string_agg(xmin::text || ctid::text, '' ORDER BY id) FROM workflows_calendarday),
           (SELECT string_agg(xmin::text || ctid::text, '' ORDER BY id) FROM workflows_calendaryear)
"""
# What may be kept until the next look at the tables, though they do not tell of its changes.
_momentary: dict[str, Any] = {}
# (fingerprint, the values built under it). Replaced whole, so a slow builder cannot leave an old value in a new store.
_store: tuple[tuple[Any, ...] | None, dict[str, Any]] = (None, {})
_checked_at: float | None = None


def cached(name: str, build: Callable[[], T]) -> T:
    """The value built by ``build`` under the present settings."""
    store = _current()
    if name not in store:
        store[name] = build()
    value: T = store[name]
    return value


def momentary(name: str, build: Callable[[], T]) -> T:
    """As ``cached``, and no longer than for this request or job: for what hangs on larger tables too."""
    _current()
    if name not in _momentary:
        _momentary[name] = build()
    value: T = _momentary[name]
    return value


def recheck(**_kwargs: Any) -> None:
    """Look at the tables before the next answer (called when a request or a job starts, and after a write)."""
    global _checked_at
    _checked_at = None
    _momentary.clear()


def _current() -> dict[str, Any]:
    global _checked_at, _store
    if _checked_at is not None and time.monotonic() - _checked_at < RECHECK_SECONDS:
        return _store[1]
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT_SQL)
        fingerprint = cursor.fetchone()
    if fingerprint != _store[0]:
        _store = (fingerprint, {})
    _momentary.clear()
    _checked_at = time.monotonic()
    return _store[1]
