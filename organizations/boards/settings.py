"""The office's settings: options with who changed them last, and the working calendar of a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from organizations.boards import history
from organizations.models import Unit
from workflows import calendars, options, words, workdays
from workflows.announced import source_of
from workflows.models import CalendarDay, CalendarYear, Event

DAY = timedelta(days=1)


@dataclass(frozen=True)
class OptionRow:
    """One option with its value in force, its default in words, and its changes."""

    option: options.Option
    value: Any
    default_words: str
    changed: bool
    changes: list[dict[str, Any]]

    @property
    def lines(self) -> str:
        """A list option's value as the text of its box."""
        return "\n".join(map(str, self.value)) if isinstance(self.value, list) else str(self.value)


@dataclass(frozen=True)
class OptionGroup:
    """Options that belong together."""

    name: str
    rows: list[OptionRow]


@dataclass(frozen=True)
class DayRow:
    """A day that is off though a weekday, or worked though a weekend."""

    day: date
    working: bool
    name: str
    source: str
    own: bool  # the office's own row, not the law's
    unit: Unit | None = None  # where alone it holds; None: everywhere


def option_groups() -> list[OptionGroup]:
    """Every option, grouped as registered. Two queries beside the options' own."""
    told: dict[str, list[Event]] = defaultdict(list)
    events = Event.objects.filter(stream="office", kind="office.option_changed").select_related("actor")
    for event in events.order_by("-id")[:300]:
        told[event.data["key"]].append(event)
    grouped: dict[str, list[OptionRow]] = {}
    for option in options.registry.values():
        row = OptionRow(
            option=option,
            value=options.get(option.key),
            default_words=in_words(option, option.default),
            changed=options.is_changed(option.key),
            changes=[_change(option, event) for event in told[option.key][:10]],
        )
        grouped.setdefault(str(option.group or _("Khác")), []).append(row)
    return [OptionGroup(name, rows) for name, rows in grouped.items()]


def in_words(option: options.Option, value: Any) -> str:
    """The value as an official reads it."""
    if option.kind == "bool":
        return _("có") if value else _("không")
    labels = {key: str(label) for key, label in option.choices}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(one, str(one)) for one in value) or _("(trống)")
    return labels.get(str(value), str(value)) or _("(trống)")


def year(number: int) -> list[DayRow]:
    """Days of the year that differ from plain weeks, in order: the law's and the office's own."""
    rows = list(CalendarDay.objects.filter(day__year=number))
    own = {row.day: row for row in rows if row.locality is None}
    calendar, law = calendars.calendar(), workdays.statutory()
    found = []
    day = date(number, 1, 1)
    while day.year == number:
        weekend = day.weekday() > workdays.FRIDAY
        working = calendar.is_working(day)
        row = own.get(day)
        if row or (weekend == working) or (weekend and day in law.days_off):
            name = row.name if row else law.working.get(day) or law.days_off.get(day) or ""
            source = row.source if row else source_of(day)
            found.append(DayRow(day, working, name, source, row is not None))
        day += DAY
    local = [row for row in rows if row.locality is not None]
    units = Unit.objects.in_bulk([row.locality for row in local])
    found += [DayRow(row.day, row.working, row.name, row.source, True, units.get(row.locality)) for row in local]
    return sorted(found, key=lambda row: (row.day, row.unit.name if row.unit else ""))


def confirmed(number: int) -> CalendarYear | None:
    """Who confirmed the year's list and by which notice; None while nobody did."""
    return CalendarYear.objects.select_related("confirmed_by").filter(year=number).first()


def _change(option: options.Option, event: Event) -> dict[str, Any]:
    before, after = in_words(option, event.data["before"]), in_words(option, event.data["after"])
    by = history.by(event)
    return {"text": f"{before} → {after}", "at": event.at, "by": by, "on": words.moment(event.at)}
