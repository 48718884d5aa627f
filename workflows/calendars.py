"""The office's calendar (lịch làm việc): the law's days with the office's own ``CalendarDay`` rows on top.

Days off by late decree and working Saturdays in exchange win over what ``workdays`` knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from workflows import freshness
from workflows.doubts import doubt
from workflows.models import CalendarDay, CalendarYear
from workflows.workdays import LAST_YEAR, LISTED, Layer, WorkingCalendar, layered

FIRST_MONTH_TO_ASK = 7


@dataclass(frozen=True)
class Change:
    """A day that differs from the law's calendar, or None in ``working``: back to the law."""

    day: date
    working: bool | None
    name: str = ""
    locality: int | None = None


def calendar(localities: Iterable[int] = (), change: Change | None = None) -> WorkingCalendar:
    """The office's calendar, with the days of ``localities`` (a unit and those above it, the highest first) on top.

    Kept in memory until a row changes. ``change`` shows what it would be after one more change (a dry run).
    """
    rows = freshness.cached("calendar_days", _rows)
    own = tuple(place for place in localities if place in rows)
    if change is None:
        return freshness.cached(f"calendar{own}", lambda: _layered([rows[place] for place in (None, *own)]))
    changed = {place: dict(days) for place, days in rows.items()}
    changed.setdefault(change.locality, {}).pop(change.day, None)
    if change.working is not None:
        changed[change.locality][change.day] = (change.working, change.name)
    places = (None, *(place for place in localities if place in changed))
    return _layered([changed[place] for place in places])


def _layered(layers: Iterable[Layer]) -> WorkingCalendar:
    """As ``layered``; a year that somebody confirmed is listed too."""
    return replace(layered(layers), listed=LISTED | freshness.cached("calendar_years", _confirmed))


def local_places() -> frozenset[int]:
    """Units that have days of their own."""
    return frozenset(place for place in freshness.cached("calendar_days", _rows) if place is not None)


def is_confirmed(year: int) -> bool:
    """True when somebody confirmed the year's list of days off."""
    return year in freshness.cached("calendar_years", _confirmed)


def year_to_confirm(today: date) -> int | None:
    """The year whose list is to be confirmed: next year from the third quarter on, for the decree comes out then; in
    the first half of a year that year itself. None when it is confirmed.
    """
    year = today.year + (1 if today.month >= FIRST_MONTH_TO_ASK else 0)
    return year if year <= LAST_YEAR and not is_confirmed(year) else None


def why_unsure(day: date, today: date) -> str:
    """That a day from this year on may be wrong, for nobody confirmed its year's list; "" when it is sure."""
    if not today.year <= day.year <= LAST_YEAR or is_confirmed(day.year):
        return ""
    return doubt("year_unlisted", year=day.year)


def _confirmed() -> frozenset[int]:
    return frozenset(CalendarYear.objects.values_list("year", flat=True))


def _rows() -> dict[int | None, Layer]:
    """The office's own days by locality; those of everywhere under None."""
    found: dict[int | None, Layer] = {None: {}}
    for locality, day, working, name in CalendarDay.objects.values_list("locality", "day", "working", "name"):
        found.setdefault(locality, {})[day] = (working, name)
    return found
