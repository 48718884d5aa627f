"""The office's exceptions to the law's calendar."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import guard_everything
from workflows import clock, freshness, ledger, workdays
from workflows.actors import Actor
from workflows.facts import Fact
from workflows.models import CalendarDay, CalendarYear


@transaction.atomic
def set_day(
    *, actor: Actor, day: date, working: bool, name: str, source: str = "", locality: int | None = None
) -> CalendarDay:
    """Declare a day off (late decree, storm) or worked (a Saturday in exchange), with the reason and its source.

    ``locality`` is the unit in whose area alone it holds. No deadline moves by this: see tasks.timing.actions.moving.
    """
    guard_everything(actor)
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Hãy ghi tên ngày nghỉ hoặc lý do làm bù.")}, code="name")
    if not workdays.FIRST_YEAR <= day.year <= workdays.LAST_YEAR:
        years = {"first": workdays.FIRST_YEAR, "last": workdays.LAST_YEAR}
        raise ValidationError({"day": _("Lịch chỉ nhận các năm từ %(first)d đến %(last)d.") % years}, code="year")
    row, _made = CalendarDay.objects.update_or_create(
        day=day, locality=locality, defaults={"working": working, "name": name, "source": source.strip()}
    )
    _told(actor, facts.CalendarDaySet(day=day, working=working, name=name, unit_id=locality))
    return row


@transaction.atomic
def clear_day(*, actor: Actor, day: date, locality: int | None = None) -> None:
    """Back to what the law's calendar says of the day."""
    guard_everything(actor)
    if CalendarDay.objects.filter(day=day, locality=locality).delete()[0]:
        _told(actor, facts.CalendarDaySet(day=day, working=None, name="", unit_id=locality))


@transaction.atomic
def confirm_year(*, actor: Actor, year: int, source: str) -> CalendarYear:
    """Say that the year's list of days off and worked Saturdays is the decree's (``source``)."""
    guard_everything(actor)
    source = " ".join(source.split())
    if not source:
        raise ValidationError({"source": _("Hãy ghi văn bản công bố lịch nghỉ của năm.")}, code="source")
    if not workdays.FIRST_YEAR <= year <= workdays.LAST_YEAR:
        years = {"first": workdays.FIRST_YEAR, "last": workdays.LAST_YEAR}
        raise ValidationError(_("Lịch chỉ nhận các năm từ %(first)d đến %(last)d.") % years, code="year")
    row, _made = CalendarYear.objects.update_or_create(
        year=year,
        defaults={"source": source[:300], "confirmed_on": clock.today(), "confirmed_by_id": actor.person_id or None},
    )
    _told(actor, facts.CalendarYearConfirmed(year=year, source=row.source))
    return row


def _told(actor: Actor, fact: Fact) -> None:
    freshness.recheck()
    transaction.on_commit(freshness.recheck)
    ledger.record(fact, stream="office", actor=actor)
