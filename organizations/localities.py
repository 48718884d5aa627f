"""Days off that hold in one area alone (ngày nghỉ riêng của địa phương): which calendar a unit works by."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from organizations.models import Unit
from workflows.calendars import calendar, local_places
from workflows.workdays import WorkingCalendar


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
