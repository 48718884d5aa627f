"""The year 2026 with its Tết, its swapped Saturdays, an outage and a clock set back, lived day by day over the
demonstration world.

Each morning every board is recounted by reading the events alone and walking the calendar, and held against that when
the recount says anything new (of the other days some, by chance); at the end every duty, every rung and every letter.
"""

import random
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail as outbox
from django.http import QueryDict

from demonstration import directory
from directives.models import Directive
from notifications.models import Delivery, DeliveryState, Letter, LetterState, Notice, Reminder
from organizations.actors import actor_for
from organizations.models import Person, Unit
from reports.figures import Figures, figures
from reports.scope import Scope
from tasks.desk.board import desk
from tasks.desk.filters import TABS, DeskFilter, desks_of
from tasks.follow_up.office import office
from tasks.models import Assignment, DutyPeriod, Task
from tasks.states import DeadlineKind
from tests.year import reckoning
from tests.year.living import ABSENT, LAST, LOCAL_DAYS, LOCAL_FROM, MAILED, MERGED, OUTAGE, Year
from tests.year.papers import of_the_matrix, of_the_reports
from tests.year.recount import Recount
from workflows import clock, history
from workflows.models import Event

DESKS_A_DAY = 2
# Of days on which the recount says nothing new, and of looks back at an earlier day.
SAMPLED = 0.1
# Those that come and go with a request or an explanation have tests of their own.
KEYS = {tab.label: tab.key for tab in TABS if not tab.passing}
LEADERS = ("giamdoc", "ls.giamdoc", "phochutich")
OFFICES = ("chanhvanphong", "ls.vanphong")


class Watch:
    """Compares the boards with the recount."""

    def __init__(self) -> None:
        self.world = directory.build()
        Person.objects.exclude(username__in=MAILED).update(email="")
        self.recount = Recount(self.off)
        self.chance = random.Random(7)
        self.evenings: dict[tuple[str, date], Counter[str]] = {}
        self.touched: set[int] = set()
        self.held: dict[str, Counter[str]] = {}
        self.compared: Counter[str] = Counter()
        self.heads: dict[int, Any] = {}
        self.parents = dict(Unit.objects.values_list("pk", "parent_id"))
        self.standing: dict[int, int] = {}
        self._areas: dict[int, set[int]] = {}

    def morning(self, today: date) -> None:
        self._find_directives()
        self.touched |= self.recount.read() | self.recount.turning(today)
        if not OUTAGE[0] <= today <= OUTAGE[1]:
            self.recount.fire(today)
        for name in LEADERS:
            self._leader(name, today)
        for name in OFFICES:
            self._office(name, today)
        self._desks(today)

    def evening(self, today: date) -> None:
        """What is told of this evening later is what stands now."""
        self._find_directives()
        self.touched |= self.recount.read()
        for name in LEADERS:
            self.evenings[name, today] = self._boxes(name, today)

    def _worth_a_look(self, name: str, recounted: Counter[str]) -> bool:
        if self.held.get(name) == recounted and self.chance.random() > SAMPLED:
            return False
        self.held[name] = recounted
        return True

    def _boxes(self, name: str, today: date) -> Counter[str]:
        return Counter(told.box(today, self.off(told.unit, today)) for told in self.recount.leading(*self._reach(name)))

    def off(self, unit: int, today: date) -> frozenset[date]:
        """The days off that a unit's area has of its own, as far as they are set by that morning."""
        if today <= LOCAL_FROM:
            return reckoning.NONE
        areas = self._areas.setdefault(unit, self._above(unit))
        return frozenset(day for name, day in LOCAL_DAYS.items() if self.world.units[name].pk in areas)

    def _reach(self, name: str) -> tuple[set[int], set[int]]:
        """Directives in the care of the person's unit or one below, and those units."""
        top = self.world.units[{"giamdoc": "hn-syt", "ls.giamdoc": "ls-syt", "phochutich": "hn"}[name]].pk
        units = {unit for unit in self.parents if top in self._above(unit)}
        return {pk for pk, unit in self.standing.items() if unit in units}, units

    def _above(self, unit: int | None) -> set[int]:
        found = set()
        while unit:
            found.add(unit)
            unit = self.parents[unit]
        return found

    def _find_directives(self) -> None:
        """Which unit each directive is in the care of."""
        self.standing = {pk: unit for pk, unit in Directive.objects.values_list("pk", "standing_unit_id") if unit}

    def _leader(self, name: str, today: date) -> None:
        recounted = self._boxes(name, today)
        if not self._worth_a_look(name, recounted):
            return
        actor = actor_for(self.world.people[name])
        assert shown(figures(Scope.read(actor, QueryDict()))) == recounted, (name, today)
        earlier = [day for who, day in self.evenings if who == name]
        if earlier and self.chance.random() < SAMPLED:
            day = self.chance.choice(earlier[-120:])
            then = figures(Scope.read(actor, QueryDict(f"as_of={day.isoformat()}")))
            assert shown(then) == self.evenings[name, day], (name, today, day)
            self.compared["as of"] += 1
        self.compared["leader"] += 1
        if self.chance.random() < SAMPLED:
            leading = list(self.recount.leading(*self._reach(name)))
            of_the_reports(Scope.read(actor, QueryDict()), leading, self.off, today)
            self.compared["reports"] += 1

    def _office(self, name: str, today: date) -> None:
        unit = self.world.units["hn-syt" if name == "chanhvanphong" else "ls-syt"].pk
        recounted = self.recount.queues({pk for pk, standing in self.standing.items() if standing == unit}, today)
        if not self._worth_a_look(name, recounted):
            return
        page = office(actor_for(self.world.people[name]))
        told = Counter({queue.key: queue.count for queue in page.queues})
        told["extension"] += told.pop("advise", 0)  # whose turn it is with a request is told by tests of its own
        told.update(all=page.open, overdue=page.overdue)
        assert +told == recounted, (name, today)
        self.compared["office"] += 1
        if self.chance.random() < SAMPLED:
            directive = self.chance.choice([pk for pk, standing in self.standing.items() if standing == unit])
            of_the_matrix(actor_for(self.world.people[name]), directive, self.recount, today)
            self.compared["matrix"] += 1

    def _desks(self, today: date) -> None:
        """Of the desks that an event or a morning may have changed and that were not looked at since; at the end of the
        year all.
        """
        told = self.recount.desks(today)
        if not self.heads:
            self.heads = {seat: person for person in self.world.people.values() for seat in desks_of(actor_for(person))}
        ended = {self.world.units["ls-x10"].pk} if today > MERGED else set()
        wanted = sorted((told.keys() if today == LAST else self.touched) & (self.heads.keys() - ended))
        chosen = wanted if today == LAST else self.chance.sample(wanted, min(len(wanted), DESKS_A_DAY))
        for unit in chosen:
            actor = actor_for(self.heads[unit])
            page = desk(actor, DeskFilter.read(QueryDict(f"ban={unit}"), actor), size=1)
            counts = {KEYS[tab["label"]]: tab["count"] for tab in page.tabs if tab["label"] in KEYS}
            counts |= {"khac": told[unit]["khac"], "overdue": page.chips[0]["count"]}  # "khac" shows among what is done
            assert {key: n for key, n in counts.items() if n} == dict(+told[unit]), (unit, today)
            self.compared["desk"] += 1
        self.touched -= set(chosen)


def shown(board: Figures) -> Counter[str]:
    """The boxes of a board, without those that are empty."""
    return +Counter(
        on_time=board.on_time.number.n, late=board.late.number.n, overdue=board.overdue.number.n, soon=board.soon.n,
        ahead=board.in_time.number.n - board.soon.n, none=board.none.number.n, done_undated=board.done_undated.n,
    )  # fmt: skip


@pytest.mark.alike
@pytest.mark.scale(minutes=3)
@pytest.mark.django_db(transaction=True)
def test_the_year_2026_over_the_demonstration_world(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example"
    watch = Watch()
    year = Year(watch.world, watch.morning, watch.evening)
    year.tell(lambda _day: None)
    every_duty_once()
    every_rung_once(watch.recount)
    every_letter_once()
    the_deputy_was_told(watch)
    assert history.verify().findings == []
    assert watch.compared["leader"] > 3 * 100
    assert watch.compared["office"] > 2 * 100
    assert watch.compared["desk"] > 300
    assert watch.compared["as of"] > 20
    assert watch.compared["reports"] > 20
    assert watch.compared["matrix"] > 20


def every_duty_once() -> None:
    """Each period that the rhythms give, on the day it began or the first after the outage, due as walked."""
    issued = date(2026, 1, 5)
    for task in Task.objects.filter(deadline_kind=DeadlineKind.PERIODIC, directive__issued_on=issued):
        given = Assignment.objects.filter(task=task, predecessor=None)
        expected = {}
        for name in task.recurrence:
            for key, begins, cut_off, due in [each for year in (2026, 2027) for each in reckoning.duties(name, year)]:
                if begins <= LAST and cut_off >= issued:
                    on = max(begins, issued)
                    expected[key] = (OUTAGE[1] + reckoning.DAY if OUTAGE[0] <= on <= OUTAGE[1] else on, due)
        assert dict(given.values_list("period", "assigned_on").distinct()) == {
            k: on for k, (on, _due) in expected.items()
        }
        told = DutyPeriod.objects.filter(task=task).values_list("period", "unit_on")
        assert dict(told) == {key: due for key, (_on, due) in expected.items()}
        assert set(Counter(given.values_list("unit_id", "role", "period")).values()) == {1}


def every_rung_once(recount: Recount) -> None:
    expected = Counter(
        {(pk, due, rung): n for pk, told in recount.told.items() for (due, rung), n in told.fired.items()}
    )
    assert Counter(Reminder.objects.values_list("assignment_id", "due_on", "rung")) == expected
    assert set(expected.values()) == {1}
    outcomes = Counter(Reminder.objects.values_list("outcome", flat=True))
    assert outcomes["merged"] and outcomes["late"] and outcomes["fired"] > 100
    assert Event.objects.filter(kind="reminder.fired").count() == outcomes["fired"] + outcomes["late"]


def every_letter_once() -> None:
    """What was to be mailed by the last evening went out in one letter each, and no letter twice."""
    with clock.travel(datetime(2026, 12, 31, 17, 40, tzinfo=clock.ZONE)):
        assert not Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=clock.now()).exists()
    assert not Delivery.objects.filter(state=DeliveryState.GATHERED, letter=None).exists()
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
    sent = Counter(message.extra_headers["Message-ID"] for message in outbox.outbox)
    assert sent == Counter(Letter.objects.values_list("message_id", flat=True))
    assert len(sent) > 50


def the_deputy_was_told(watch: Watch) -> None:
    """Of reminders while the head was away, and of none before or after."""
    told = Notice.objects.filter(
        person=watch.world.people["ls.xa2"], event__kind="reminder.fired", assignment__unit=watch.world.units["ls-x1"]
    )
    days = {at.astimezone(clock.ZONE).date() for at in told.values_list("at", flat=True)}
    assert days
    assert min(days) >= ABSENT[0]
    assert max(days) <= ABSENT[1]
