"""Days off that hold in one area alone (ngày nghỉ riêng của địa phương): which calendar a unit works by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self, TypeVar

from django.db.models import Case, Expression, IntegerField, Q, Value, When

from organizations.models import Unit
from workflows import freshness
from workflows.calendars import calendar, local_places
from workflows.workdays import WorkingCalendar

T = TypeVar("T")


def within(places: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Units that lie in one of these places, or are one, with the places they lie in, the highest first."""
    if not places:
        return {}
    inside = reduce(or_, (Q(path__contains=f"/{place}/") for place in places))
    return {
        pk: tuple(int(step) for step in path.strip("/").split("/") if int(step) in places)
        for pk, path in Unit.objects.filter(inside).values_list("pk", "path")
    }


def calendar_of(unit_id: int) -> WorkingCalendar:
    """The calendar one unit works by. At most one query."""
    return calendars_of([unit_id]).get(unit_id) or calendar()


def calendars_of(unit_ids: Iterable[int]) -> dict[int, WorkingCalendar]:
    """Unit id to its calendar, of those units whose area has days of its own. At most one query."""
    wanted = set(unit_ids)
    return {pk: calendar(places) for pk, places in within(local_places()).items() if pk in wanted}


@dataclass(frozen=True)
class Calendars:
    """The calendar of every unit: the office's, and of the units whose area has days of its own theirs (``own``)."""

    office: WorkingCalendar
    own: Mapping[int, WorkingCalendar]

    @classmethod
    def now(cls) -> Self:
        """At most one query for each request or job, however often it is asked; none where no area has such days."""
        if not local_places():
            return cls(calendar(), {})
        return freshness.momentary("calendars of units", cls._read)

    @classmethod
    def _read(cls) -> Self:
        return cls(calendar(), {pk: calendar(places) for pk, places in within(local_places()).items()})

    def of(self, unit_id: int | None) -> WorkingCalendar:
        """The one that this unit works by; without a unit the office's."""
        return self.own.get(unit_id or 0, self.office)

    def groups(self) -> list[tuple[WorkingCalendar, list[int]]]:
        """Each calendar of an area once, with its units."""
        found: dict[int, tuple[WorkingCalendar, list[int]]] = {}
        for pk, days in self.own.items():
            found.setdefault(id(days), (days, []))[1].append(pk)
        return list(found.values())

    def areas(self) -> list[WorkingCalendar]:
        """Each calendar once, the office's first; ``area`` tells a row's place among them."""
        return [self.office, *(days for days, _units in self.groups())]

    def area(self, unit: str = "unit_id") -> Expression:
        """The place in ``areas`` of the calendar of each row's unit: to group many rows by."""
        whens = [When(**{f"{unit}__in": units}, then=Value(n)) for n, (_d, units) in enumerate(self.groups(), 1)]
        return Case(*whens, default=Value(0), output_field=IntegerField())

    def places(self) -> list[Q]:
        """Rows of each of ``areas``."""
        usual = ~Q(unit_id__in=list(self.own)) if self.own else Q()
        return [usual, *(Q(unit_id__in=units) for _days, units in self.groups())]

    def apart(self, reckon: Callable[[WorkingCalendar], T]) -> list[tuple[T, list[int]]]:
        """What is reckoned for the units of an area, where it is another than by the office's calendar."""
        usual = reckon(self.office)
        reckoned = [(reckon(days), units) for days, units in self.groups()]
        return [(value, units) for value, units in reckoned if value != usual]

    def where(self, reckon: Callable[[WorkingCalendar], T], condition: Callable[[T], Q]) -> Q:
        """Rows that fulfil the condition with what is reckoned by the calendar of their unit (``unit_id``).

        Constants, so that an index serves it; the same as without areas while none of them reckons otherwise.
        """
        apart = self.apart(reckon)
        usual = condition(reckon(self.office))
        if not apart:
            return usual
        others = [pk for _value, units in apart for pk in units]
        return reduce(
            or_,
            (Q(unit_id__in=units) & condition(value) for value, units in apart),
            usual & ~Q(unit_id__in=others),
        )

    def value(self, reckon: Callable[[WorkingCalendar], object], field: Any, unit: str = "unit_id") -> Expression:
        """What is reckoned by the calendar of each row's unit, as an expression."""
        whens = [
            When(**{f"{unit}__in": units}, then=Value(value, field)) for value, units in self.apart(reckon)
        ]  # a plain constant where no area reckons otherwise
        usual = Value(reckon(self.office), field)
        return Case(*whens, default=usual, output_field=field) if whens else usual
