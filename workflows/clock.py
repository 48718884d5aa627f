"""The one source of time. Nothing else in the product asks the machine what time it is.

Zone: Asia/Ho_Chi_Minh. Three clocks, the first that is set wins: ``travel`` (tests, the demonstration's past),
the demonstration's offset (``DemoClock``, only when ``settings.DEMO``), the machine.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENING_HOUR = time_of_day(8)
DEMO_OFFSET_SECONDS = 5.0

_travelled: ContextVar[datetime | None] = ContextVar("roviec_travelled", default=None)
_demo_offset: tuple[float, timedelta] | None = None  # (monotonic time of the reading, offset)


def now() -> datetime:
    """This moment, aware, in Vietnam's zone."""
    if (travelled := _travelled.get()) is not None:
        return travelled
    moment = datetime.now(tz=UTC).astimezone(ZONE)
    return moment + _offset() if settings.DEMO else moment


def today() -> date:
    """The date in Vietnam."""
    return now().date()


def at(day: date, hour: time_of_day = OPENING_HOUR) -> datetime:
    """That hour of that day in Vietnam (default 08:00, when offices open)."""
    return datetime.combine(day, hour, tzinfo=ZONE)


@contextmanager
def travel(to: date | datetime) -> Iterator[datetime]:
    """Stand still at ``to`` (a date means 08:00 that day) inside the block.

    Bound to the context: a thread started inside sees it only through ``contextvars.copy_context().run``.
    """
    moment = to.astimezone(ZONE) if isinstance(to, datetime) else at(to)
    token = _travelled.set(moment)
    try:
        yield moment
    finally:
        _travelled.reset(token)


def set_demo(to: date | datetime | None) -> None:
    """Move the demonstration's clock to ``to``, from where it runs on; None returns it to the present."""
    from workflows.models import DemoClock

    moment = at(to) if to is not None and not isinstance(to, datetime) else to
    offset = moment - datetime.now(tz=UTC) if moment else timedelta(0)
    DemoClock.objects.update_or_create(pk=1, defaults={"offset": offset})
    forget()


def forget() -> None:
    """Read the demonstration's offset anew at the next question."""
    global _demo_offset
    _demo_offset = None


def _offset() -> timedelta:
    global _demo_offset
    reading = _demo_offset
    if reading and time.monotonic() - reading[0] < DEMO_OFFSET_SECONDS:
        return reading[1]
    if _in_event_loop():  # the database may not be asked here: the last reading serves
        return reading[1] if reading else timedelta(0)
    offset = _stored_offset()
    _demo_offset = (time.monotonic(), offset)
    return offset


def _stored_offset() -> timedelta:
    """What the demonstration set; nothing while the tables are still being made."""
    from django.db import connection

    from workflows.models import DemoClock

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [DemoClock._meta.db_table])
        if not cursor.fetchone()[0]:
            return timedelta(0)
    return DemoClock.objects.values_list("offset", flat=True).first() or timedelta(0)


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
