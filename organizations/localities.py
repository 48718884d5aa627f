"""Days off that hold in one area alone (ngày nghỉ riêng của địa phương): which calendar a unit works by."""

from collections.abc import Iterable

from organizations.models import Unit
from workflows.calendars import Change as CalendarChange
from workflows.calendars import WorkingCalendar, calendar, local_places


def calendars_of(unit_ids: Iterable[int], change: CalendarChange | None = None) -> dict[int, WorkingCalendar]:
    """Unit id to its calendar, of those units whose area has days of its own. At most one query.

    ``change`` shows the calendars as they would be after one more change.
    """
    places = local_places() | ({change.locality} if change and change.locality else frozenset())
    if not places:
        return {}
    found = {}
    for pk, path in Unit.objects.filter(pk__in=set(unit_ids)).values_list("pk", "path"):
        within = [int(step) for step in path.strip("/").split("/") if int(step) in places]
        if within:
            found[pk] = calendar(within, change)
    return found
