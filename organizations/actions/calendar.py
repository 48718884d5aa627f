"""The office's exceptions to the law's calendar."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import guard_everything
from workflows import calendars, freshness, ledger
from workflows.actors import Actor
from workflows.models import CalendarDay


@transaction.atomic
def set_day(*, actor: Actor, day: date, working: bool, name: str, source: str = "") -> CalendarDay:
    """Declare a day off (late decree, storm) or worked (a Saturday in exchange), with the reason and its source."""
    guard_everything(actor)
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Hãy ghi tên ngày nghỉ hoặc lý do làm bù.")}, code="name")
    if not calendars.FIRST_YEAR <= day.year <= calendars.LAST_YEAR:
        years = {"first": calendars.FIRST_YEAR, "last": calendars.LAST_YEAR}
        raise ValidationError({"day": _("Lịch chỉ nhận các năm từ %(first)d đến %(last)d.") % years}, code="year")
    row, _made = CalendarDay.objects.update_or_create(
        day=day, defaults={"working": working, "name": name, "source": source.strip()}
    )
    _told(actor, facts.CalendarDaySet(day=day, working=working, name=name))
    return row


@transaction.atomic
def clear_day(*, actor: Actor, day: date) -> None:
    """Back to what the law's calendar says of the day."""
    guard_everything(actor)
    if CalendarDay.objects.filter(day=day).delete()[0]:
        _told(actor, facts.CalendarDaySet(day=day, working=None, name=""))


def _told(actor: Actor, fact: facts.CalendarDaySet) -> None:
    freshness.recheck()
    transaction.on_commit(freshness.recheck)
    ledger.record(fact, stream="office", actor=actor)
