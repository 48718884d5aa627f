"""The history as sentences (diễn biến): each app says how its facts are told; pages show the result.

``@narrates(Fact)`` on a function of the fact. ``timeline(events)`` gives what templates/shared/_timeline.html shows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.actors import both_names
from workflows.facts import Fact, UnknownFields
from workflows.models import Event


@dataclass(frozen=True)
class Told:
    """One fact in words. ``original``, ``operative``: a deadline before and after; ``quote``: somebody's own words.

    Neighbours of one actor with the same ``merge`` are told once, with how many they are.
    """

    title: str
    icon: str = "circle"
    detail: str = ""
    quote: str = ""
    original: date | None = None
    operative: date | None = None
    merge: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the timeline; ``by`` holds both names when one acted for another, ``about`` what it happened to."""

    event_id: int
    at: datetime
    by: str
    title: str
    icon: str
    detail: str = ""
    quote: str = ""
    original: date | None = None
    operative: date | None = None
    about: str = ""
    url: str = ""
    merge: str = ""
    times: int = 1
    current: bool = False


Narrator = Callable[[Any], Told]
narrators: dict[str, Narrator] = {}


def narrates(*facts: type[Fact]) -> Callable[[Narrator], Narrator]:
    """Register how facts of these classes are told."""

    def register(narrator: Narrator) -> Narrator:
        for fact in facts:
            narrators[fact.kind] = narrator
        return narrator

    return register


def events_of(stream: str) -> QuerySet[Event]:
    """The events of one stream ("assignment:77"), newest first, with the people who acted."""
    return Event.objects.filter(stream=stream).select_related("actor", "on_behalf_of").order_by("-position")


def timeline(
    events: Iterable[Event],
    *,
    about: Callable[[Event], tuple[str, str]] = lambda _event: ("", ""),
    mark_newest: bool = False,
) -> list[Entry]:
    """The events (newest first, with ``actor`` and ``on_behalf_of`` selected) as entries.

    ``about`` names what each event happened to and its address, for timelines that mix several things.
    """
    entries: list[Entry] = []
    for event in events:
        told = tell(event)
        name, url = about(event)
        entry = Entry(
            event_id=event.pk,
            at=event.at,
            by=who(event),
            title=told.title,
            icon=told.icon,
            detail=told.detail,
            quote=told.quote,
            original=told.original,
            operative=told.operative,
            about=name,
            url=url,
            merge=told.merge,
        )
        last = entries[-1] if entries else None
        if last and entry.merge and (last.merge, last.by) == (entry.merge, entry.by):
            entries[-1] = _merged(last)
        else:
            entries.append(entry)
    if entries and mark_newest:
        entries[0] = replace(entries[0], current=True)
    return entries


def tell(event: Event) -> Told:
    """One event in words; its bare kind when no app here knows it."""
    narrator = narrators.get(event.kind)
    try:
        fact = event.fact
    except UnknownFields:
        fact = None
    if narrator is None or fact is None:
        return Told(event.kind)
    return narrator(fact)


def who(event: Event) -> str:
    """Who acted: "Đỗ Văn Thay (thay Hoàng Văn Viện)"; the system for acts of jobs."""
    if event.actor is None:
        return _("Hệ thống")
    return both_names(event.actor, event.on_behalf_of)


def _merged(entry: Entry) -> Entry:
    times = entry.times + 1
    return replace(entry, times=times, detail=ngettext("%(count)d lần", "%(count)d lần", times) % {"count": times})
