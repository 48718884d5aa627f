"""Nhắc xác nhận lịch nghỉ: a year whose list nobody has confirmed is asked for once a month."""

from datetime import date, timedelta

from django.db import connection, transaction

from organizations import facts
from workflows import calendars, clock, ledger
from workflows.actors import system_actor
from workflows.models import Event

_ONE_AT_A_TIME = 720_412


@transaction.atomic
def ask_for_year() -> int | None:
    """Record that the year's list is asked for, if this month's time has come and it has not been; the year asked for.

    Next year from July on, on the first working day of each month, until it is confirmed; what was missed while the
    worker was down is asked once, late. After New Year it goes on for a year that had been asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    today = clock.today()
    year = calendars.year_to_confirm(today)
    if year is None:
        return None
    asked = Event.objects.filter(stream=f"calendar:{year}", kind=facts.CalendarYearAsked.kind)
    since = _owed_since(today)
    if since.year == year and not asked.exists():
        return None
    if since.year < year and since.month < calendars.FIRST_MONTH_TO_ASK:
        return None
    if asked.filter(at__gte=clock.at(since)).exists():
        return None
    ledger.record(facts.CalendarYearAsked(year=year), stream=f"calendar:{year}", actor=system_actor())
    return year


def _owed_since(today: date) -> date:
    """The latest first working day of a month that has come."""
    first = today.replace(day=1)
    begun = calendars.calendar().next_working(first)
    return begun if begun <= today else calendars.calendar().next_working((first - timedelta(days=1)).replace(day=1))
