"""Every assignment as the events alone tell it: no state, date or count is read from the product's own tables."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.year.reckoning import owed, walked
from workflows import clock
from workflows.models import Event

SOON = 3
ACCEPT_WITHIN, URGE_AGAIN = 2, 5
GONE = {"assignment.reassigned", "assignment.cancelled", "assignment.transferred"}
MOVES = {"deadline.corrected", "deadline.started", "deadline.moved", "extension.granted"}
EXTENSION_ENDS = {"extension.granted", "extension.refused", "extension.withdrawn"}


@dataclass
class Told:
    """One assignment up to the last event read. ``since``: the day its deadline began to run as it does now."""

    unit: int
    directive: int
    role: str
    period: str
    given: date
    due: date | None
    since: date
    state: str = "assigned"
    before: str = ""
    stopped: date | None = None
    done: date | None = None
    closed: date | None = None
    urged: date | None = None
    asked: bool = False
    part: bool = False
    fired: Counter[tuple[date, int]] = field(default_factory=Counter)

    @property
    def counted(self) -> bool:
        return self.closed is None or self.done is not None

    def take(self, kind: str, on: date, data: dict[str, str | None]) -> None:
        """One more event."""
        after = data.get("after")
        if kind in MOVES:
            self.due, self.since = (date.fromisoformat(after) if after else None), on
        if kind in EXTENSION_ENDS:
            self.asked = False
        if kind in GONE:
            self.state, self.closed = kind, on
        match kind:
            case "assignment.accepted":
                self.state = "accepted"
            case "assignment.declined":
                self.state = "declined"
            case "assignment.decline_refused":
                self.state = "assigned"
            case "report.progress":
                self.state = "in_progress"
            case "report.submitted":
                self.state, self.stopped = "submitted", on
            case "report.taken_back":
                self.state, self.stopped, self.since = "in_progress", None, on
            case "report.returned":
                self.state, self.stopped, self.since = "returned", None, on
            case "report.confirmed":
                self.state, self.done, self.closed = "completed", self.stopped, on
            case "report.reopened":
                self.state, self.done, self.closed = "submitted", None, None
            case "assignment.suspended":
                self.before, self.state, self.stopped = self.state, "suspended", on
            case "assignment.resumed":
                self.state, self.stopped, self.since = self.before, None, on
                self.due = date.fromisoformat(after) if after else None
            case "assignment.urged":
                self.urged = on
            case "extension.asked":
                self.asked = True

    def box(self, today: date, off: frozenset[date]) -> str:
        """The official class, in the words of Báo cáo 1270/BC-TCTTTg, and what is due soon; ``off``: the unit's own."""
        if self.done:
            return "done_undated" if self.due is None else "late" if self.done > self.due else "on_time"
        if self.due is None:
            return "none"
        if (self.stopped or today) > self.due:
            return "overdue"
        return "soon" if self.stopped is None and self.due <= walked(SOON, today, off) else "ahead"


class Recount:
    """Reads what is new in the history each time it is asked to. ``off`` tells a unit's own days off, as of today."""

    def __init__(self, off: Callable[[int, date], frozenset[date]]) -> None:
        self.off = off
        self.told: dict[int, Told] = {}
        self.seen = 0
        self.heirs: dict[int, Told] = {}
        self.parts: set[int] = set()

    def read(self) -> set[int]:
        """Take in the new events; ids of the units whose work they touch."""
        touched: set[int] = set()
        events = Event.objects.filter(pk__gt=self.seen, stream__startswith="assignment:").order_by("pk")
        for event in events.iterator():
            self.seen, pk = event.pk, int(event.stream.split(":")[1])
            on = event.at.astimezone(clock.ZONE).date()
            if event.kind == "assignment.given":
                self.told[pk] = self._given(pk, event, on)
            else:
                self.told[pk].take(event.kind, on, event.data)
            if event.kind == "assignment.part_handed_down":
                self.parts.add(event.data["part_id"])
            if "successor_id" in event.data and not event.data.get("merged"):
                self.heirs[event.data["successor_id"]] = self.told[pk]
            touched.add(self.told[pk].unit)
        for pk in self.parts & self.told.keys():
            self.told[pk].part = True
        return touched

    def _given(self, pk: int, event: Event, on: date) -> Told:
        data = event.data
        due = date.fromisoformat(data["due_on"]) if data.get("due_on") else None
        told = Told(event.unit_id or 0, event.directive_id or 0, data["role"], data.get("period", ""), on, due, on)
        old = self.heirs.get(pk)
        if old is not None:
            told.part = old.part
            if old.state == "assignment.transferred":  # suspension and request go along
                told.asked, old.asked = old.asked, False
                if old.before and old.stopped:
                    told.state, told.before, told.stopped = "suspended", "assigned", old.stopped
        return told

    def fire(self, until: date) -> None:
        """What the ladder owes by that day is said."""
        for told in self.told.values():
            if told.due and told.stopped is None and told.closed is None:
                for number in owed(told.due, set(told.fired), told.since, until, self.off(told.unit, until)):
                    told.fired[told.due, number] += 1

    def leading(self, directives: set[int], units: set[int]) -> Iterator[Told]:
        """What a leader's board counts: given by those directives, or held by those units."""
        for told in self.told.values():
            ours = told.directive in directives or told.unit in units
            if ours and told.role == "lead" and not told.part and told.counted:
                yield told

    def queues(self, directives: set[int], today: date) -> Counter[str]:
        """What waits on the office's page."""
        found: Counter[str] = Counter()
        for told in self.told.values():
            if told.directive not in directives or told.part or told.closed:
                continue
            off = self.off(told.unit, today)
            late_to_accept, urged = walked(-ACCEPT_WITHIN, today, off), walked(-URGE_AGAIN, today, off)
            overdue = bool(told.due and (told.stopped or today) > told.due)
            found["all"] += told.role == "lead"
            found["overdue"] += overdue and told.role == "lead"
            found["confirm"] += told.state == "submitted"
            found["decline"] += told.state == "declined"
            found["extension"] += told.asked
            found["accept"] += told.state == "assigned" and told.given < late_to_accept
            found["urge"] += overdue and told.stopped is None and (told.urged is None or told.urged < urged)
        return +found

    def desks(self, today: date) -> dict[int, Counter[str]]:
        """The tabs of every unit's desk, and its count of overdue work to do."""
        tabs = {
            "assigned": "moi", "accepted": "dang-lam", "in_progress": "dang-lam", "returned": "lam-lai",
            "submitted": "cho-xac-nhan", "declined": "cho-xac-nhan", "suspended": "cho-xac-nhan",
        }  # fmt: skip
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for told in self.told.values():
            desk = found[told.unit]
            if told.closed:
                desk["hoan-thanh" if told.done else "khac"] += 1
                continue
            desk[tabs[told.state]] += 1
            desk["phoi-hop"] += told.role == "coordinate"
            if told.state in ("assigned", "accepted", "in_progress", "returned"):
                desk["can-lam"] += 1
                desk["overdue"] += bool(told.due and today > told.due)
        return found

    def turning(self, today: date) -> set[int]:
        """Units of which some work became overdue with this morning, with no event to tell."""
        return {told.unit for told in self.told.values() if told.due == date.fromordinal(today.toordinal() - 1)}
