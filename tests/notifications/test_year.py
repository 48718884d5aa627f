"""The year 2026 with its Tết, its swapped Saturdays, an outage and a clock set back, lived day by day.

What is checked is reckoned from the history alone, by a calendar that is walked: each morning the board's counts, at
the end every reminder.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.http import QueryDict

from notifications.models import Notice, Reminder
from organizations.actors import actor_for
from reports.figures import figures
from reports.scope import Scope
from tasks.actions import extending, following_up, receiving, reporting
from tasks.models import Assignment
from tasks.states import WORKING, ExtensionState
from tasks.states import AssignmentState as A
from tests.notifications.reminding import give, run_worker
from tests.personas import World
from tests.tasks import builders
from workflows import clock
from workflows.calendars import calendar
from workflows.machine import TransitionDenied
from workflows.models import Event

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OUTAGE = (date(2026, 8, 20), date(2026, 8, 29))  # over the swapped Saturday 22/8
BACK = date(2026, 2, 13)  # the last working day before Tết
DAY = timedelta(days=1)
RUNGS = (-7, -3, -1, 0, 1, 3)
AGAIN, EVERY = 8, 5


@dataclass
class Told:
    """One assignment as its events up to a moment tell it."""

    due: date | None = None
    stopped: date | None = None
    done: date | None = None
    open: bool = True
    counted: bool = True
    since: date = date.min
    fired: Counter[tuple[date, int]] = field(default_factory=Counter)

    def take(self, event: Event) -> None:
        on = event.at.astimezone(clock.ZONE).date()
        after = event.data.get("due_on") if event.kind == "assignment.given" else event.data.get("after")
        match event.kind:
            case "assignment.given" | "deadline.corrected" | "extension.granted" | "assignment.resumed":
                self.due, self.since = (date.fromisoformat(after) if after else None), on
                if event.kind == "assignment.resumed":
                    self.stopped = None
            case "assignment.suspended" | "report.submitted":
                self.stopped = on
            case "report.returned" | "report.taken_back":
                self.stopped, self.since = None, on
            case "report.confirmed":
                self.done, self.open = self.stopped, False
            case "assignment.reassigned" | "assignment.cancelled":
                self.open = self.counted = False

    def kind(self, today: date) -> str:
        """The official class, in the words of Báo cáo 1270/BC-TCTTTg."""
        if self.done and self.due is None:
            return "done_undated"
        if self.done:
            return "late" if self.due and self.done > self.due else "on_time"
        if self.due is None:
            return "none"
        return "overdue" if (self.stopped or today) > self.due else "in_time"


def works(day: date) -> bool:
    known = calendar()
    return day in known.working or (day.weekday() < 5 and day not in known.days_off)


def walked(number: int, due: date) -> date:
    day, left, step = due, abs(number), DAY if number > 0 else -DAY
    while not number and not works(day):
        day -= DAY
    while left:
        day += step
        left -= works(day)
    return day


def owed(told: Told, until: date) -> list[int]:
    """Rungs that fell since the deadline runs as it does, and were not said yet, nor anything after them."""
    due = told.due
    if due is None or told.stopped or not told.open:
        return []
    numbers = list(RUNGS)
    again = AGAIN
    while walked(again, due) <= until:
        numbers.append(again)
        again += EVERY
    said = max((rung for (day, rung) in told.fired if day == due), default=-999)
    return [number for number in numbers if number > said and told.since < walked(number, due) <= until]


class Year:
    """Who acts on what, by chance, each day after the worker's morning round."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = random.Random(2026)
        self.told: dict[int, Told] = {}
        self.seen = 0

    def morning(self, today: date) -> None:
        self.read()
        if not OUTAGE[0] <= today <= OUTAGE[1]:
            for told in self.told.values():
                for number in owed(told, today):
                    assert told.due
                    told.fired[told.due, number] += 1
            run_worker(today)
        if today == BACK:
            assert run_worker(datetime(today.year, today.month, today.day, 7, 5, tzinfo=clock.ZONE)) == 0
            run_worker(today)
        self.compare(today)

    def read(self) -> None:
        events = Event.objects.filter(pk__gt=self.seen, stream__startswith="assignment:").order_by("pk")
        for event in events:
            self.told.setdefault(int(event.stream.split(":")[1]), Told()).take(event)
            self.seen = event.pk

    def compare(self, today: date) -> None:
        """The leaders' board against the recount."""
        with clock.travel(today):
            scope = Scope.read(actor_for(self.world.people["leader"]), QueryDict())
            board = figures(scope)
        recount = Counter(told.kind(today) for told in self.told.values() if told.counted)
        shown = {
            "on_time": board.on_time.number.n, "late": board.late.number.n, "overdue": board.overdue.number.n,
            "in_time": board.in_time.number.n, "none": board.none.number.n, "done_undated": board.done_undated.n,
        }  # fmt: skip
        assert {name: n for name, n in shown.items() if n} == dict(recount), today

    def acts(self, today: date) -> None:
        chance, world = self.chance, self.world
        if works(today) and chance.random() < 0.25:
            due = today + timedelta(days=chance.randint(0, 60)) if chance.random() < 0.9 else None
            task = builders.make_task(world, builders.make_directive(world))
            give(world, due, on=today, task=task, state=A.ASSIGNED)
        if today == OUTAGE[0] - 2 * DAY:
            for nth in range(6):  # several rungs of these fall while nobody is there to say them
                task = builders.make_task(world, builders.make_directive(world))
                give(world, OUTAGE[0] + nth * DAY, on=today, task=task)
        with clock.travel(datetime(today.year, today.month, today.day, 10, tzinfo=clock.ZONE)):
            rows = list(Assignment.objects.open().order_by("pk"))
            for row in chance.sample(rows, min(len(rows), 3)):
                try:
                    self.act(row, today)
                except TransitionDenied:
                    continue

    def act(self, row: Assignment, today: date) -> None:
        chance, world = self.chance, self.world
        unit = world.actor("unit_head" if row.unit_id == world.hospital_a.pk else "other_unit_head")
        office, leader = world.actor("standing_head"), world.actor("leader")
        pick = chance.random()
        if row.state == A.ASSIGNED:
            receiving.accept_assignment(assignment=row, actor=unit)
        elif row.state == A.SUSPENDED:
            following_up.resume(assignment=row, actor=office)
        elif row.state == A.SUBMITTED:
            if pick < 0.3:
                reporting.return_result(assignment=row, reason="Thiếu", actor=office)
            elif pick < 0.4:
                reporting.take_back_result(assignment=row, actor=unit)
            else:
                reporting.confirm_result(assignment=row, actor=office)
        elif row.state in WORKING:
            if pick < 0.12:
                until = today + timedelta(days=chance.randint(5, 40))
                extension = extending.ask_extension(assignment=row, until=until, reason="Chờ", actor=unit)
                extending.decide_extension(extension=extension, grant=pick < 0.09, note="Không", actor=leader)
            elif pick < 0.18:
                following_up.suspend(assignment=row, reason="Chờ", actor=office)
            elif pick < 0.22:
                due = today + timedelta(days=chance.randint(1, 30))
                following_up.correct_deadline(assignment=row, due_on=due, reason="Nhầm", actor=office)
            elif pick < 0.25:
                other = world.hospital_b if row.unit_id == world.hospital_a.pk else world.hospital_a
                following_up.reassign(assignment=row, unit=other, reason="Đúng việc", actor=office)
            elif pick < 0.27:
                following_up.cancel(assignment=row, reason="Thôi", actor=office)
            elif pick < 0.45:
                content = reporting.ReportContent(percent=100, done="Xong")
                reporting.submit_result(assignment=row, content=content, actor=unit)


@pytest.mark.scale
def test_a_year(world: World) -> None:
    assert not works(date(2026, 2, 17))  # mùng một Tết
    assert works(date(2026, 8, 22))  # a Saturday worked for 31/8
    assert not works(date(2026, 8, 31))
    year, today = Year(world), FIRST
    while today <= LAST:
        year.morning(today)
        year.acts(today)
        today += DAY
    expected: Counter[tuple[int, date, int]] = Counter()
    for pk, told in year.told.items():
        for (due, rung), times in told.fired.items():
            expected[pk, due, rung] += times
    assert Counter(Reminder.objects.values_list("assignment_id", "due_on", "rung")) == expected
    assert set(expected.values()) == {1}
    outcomes = Counter(Reminder.objects.values_list("outcome", flat=True))
    assert outcomes["merged"] and outcomes["late"]
    assert outcomes["fired"] > 80
    # Each rung that was said is one event, and reached somebody.
    events = Event.objects.filter(kind="reminder.fired")
    assert events.count() == outcomes["fired"] + outcomes["late"]
    assert Notice.objects.filter(event__in=events).exists()
    assert not Assignment.objects.filter(extensions__state=ExtensionState.UNSIGNED).exists()
