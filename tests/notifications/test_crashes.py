"""kill -9 at hundreds of points of the round, and two workers at once: exactly the right reminders and notices."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from notifications.models import Letter, LetterState, Notice, Reminder, ReminderLadder, ReminderRung
from notifications.reminders.planning import plan
from tasks.models import Assignment
from tests.killing import Rounds
from tests.notifications.conftest import Mailbox
from tests.notifications.test_ladder import walked
from tests.notifications.test_mail import read
from tests.personas import World
from tests.tasks import builders
from workflows import clock
from workflows.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = date(2026, 6, 1)
ITEMS = 12


def overdue_items(world: World) -> list[Assignment]:
    """Items that owe a reminder every working day."""
    ladder = ReminderLadder.objects.get(type=None)
    ladder.rungs.all().delete()
    ReminderRung.objects.create(ladder=ladder, offset=1, every=1, to=["head", "officer"], since_on=date(2020, 1, 1))
    directive = builders.make_directive(world)
    items = [
        builders.make_assignment(
            world, task=builders.make_task(world, directive), due_on=due, first_due_on=due, assigned_on=date(2026, 5, 4)
        )
        for due in (FIRST - timedelta(days=1 + nth % 3) for nth in range(ITEMS))
    ]
    with clock.travel(FIRST - timedelta(days=1)):
        plan([item.pk for item in items])
    return items


def check(items: list[Assignment], until: date) -> None:
    """Against the naive calendar: every rung once, one event for each that was fired, and nobody told twice."""
    expected: Counter[tuple[int, int]] = Counter()
    for item in items:
        number = 1
        while (on := walked(number, item.due_on or FIRST)) <= until:
            assert on > item.assigned_on
            expected[item.pk, number] += 1
            number += 1
    assert Counter(Reminder.objects.values_list("assignment_id", "rung")) == expected
    fired = Reminder.objects.exclude(outcome="merged")
    told = Event.objects.filter(kind="reminder.fired")
    assert Counter(fired.values_list("assignment_id", "rung")) == Counter(
        (event.data["assignment_id"], event.data["rung"]) for event in told
    )
    people = Counter(Notice.objects.filter(event__in=told).values_list("person_id", "event_id"))
    assert set(people.values()) == {1}
    # Of every event, or of the one that stands for its moment and deadline, each of the three was told.
    assert Notice.objects.filter(event__in=told).values("person").distinct().count() == 3
    covered = sum(Notice.objects.filter(event__in=told).values_list("count", flat=True))
    assert covered == 3 * told.count()


@pytest.mark.alike
@pytest.mark.scale
def test_killed_at_two_hundred_points_of_the_round(world: World, rounds: Rounds) -> None:
    items = overdue_items(world)
    chance = random.Random(20260601)
    day, killed, tries = FIRST, 0, 0
    while killed < 220:
        tries += 1
        assert tries < 900
        if rounds(day, die_at=chance.randint(1, 62))["killed"]:
            killed += 1
            if chance.random() < 0.5:
                continue  # and again on the ruins
        rounds(day)
        day += timedelta(days=1)
    rounds(day)
    check(items, day)


@pytest.mark.scale
def test_two_and_three_workers_at_once(world: World, rounds: Rounds) -> None:
    items = overdue_items(world)
    for nth in range(20):
        rounds(FIRST + timedelta(days=nth), workers=2 + nth % 2)
    check(items, FIRST + timedelta(days=19))


@pytest.mark.alike
@pytest.mark.scale
def test_killed_while_mailing_every_letter_arrives_and_a_double_is_known_by_its_id(
    world: World, mailbox: Mailbox, rounds: Rounds
) -> None:
    overdue_items(world)
    chance = random.Random(7)
    day, killed = FIRST, 0
    while killed < 40:
        # The mail comes last: the round's statements, then some of those that gather, claim and record.
        killed += rounds(day, die_at=chance.randint(1, 60), mail=30)["killed"]
        rounds(day, mail=30)
        rounds(day, mail=45)  # the claims of the dead have run out
        day += timedelta(days=1)
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
    arrived = Counter(letter["Message-ID"] for letter in read(mailbox))
    assert set(arrived) == set(Letter.objects.values_list("message_id", flat=True))
    bodies: dict[str, set[str]] = {}
    for letter in read(mailbox):
        bodies.setdefault(letter["Message-ID"], set()).add(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert {len(texts) for texts in bodies.values()} == {1}
    # No notice stands in two letters, whatever died.
    assert Notice.objects.filter(delivery=None, topic="reminder").count() == 0
    assert sum(arrived.values()) - len(arrived) <= killed
