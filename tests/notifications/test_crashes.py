"""kill -9 at hundreds of points of the round, and two workers at once: exactly the right reminders and notices."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from notifications.models import Letter, LetterState, Notice, Reminder, ReminderLadder, ReminderRung
from notifications.reminders.planning import plan
from tasks.models import Assignment
from tests import servers
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
Run = Callable[..., dict[str, int]]


@pytest.fixture
def run() -> Iterator[Run]:
    """Run a command in the mother of processes; checks that no child failed otherwise than by being killed."""
    environment = {**os.environ, "DATABASE_URL": servers.address(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {"ROVIEC_SMTP_HOST": str(settings.EMAIL_HOST or ""), "ROVIEC_SMTP_PORT": str(settings.EMAIL_PORT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.notifications.crashing"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=Path(settings.BASE_DIR), text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout

    def command(day: date, **what: Any) -> dict[str, int]:
        process.stdin.write(json.dumps({"day": day.isoformat(), **what}) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        answer: dict[str, int] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
        assert answer["failed"] == 0
        return answer

    yield command
    process.stdin.close()
    process.wait(30)


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


@pytest.mark.scale
def test_killed_at_two_hundred_points_of_the_round(world: World, run: Run) -> None:
    items = overdue_items(world)
    chance = random.Random(20260601)
    day, killed, tries = FIRST, 0, 0
    while killed < 220:
        tries += 1
        assert tries < 900
        if run(day, die_at=chance.randint(1, 62))["killed"]:
            killed += 1
            if chance.random() < 0.5:
                continue  # and again on the ruins
        run(day)
        day += timedelta(days=1)
    run(day)
    check(items, day)


@pytest.mark.scale
def test_two_and_three_workers_at_once(world: World, run: Run) -> None:
    items = overdue_items(world)
    for nth in range(20):
        run(FIRST + timedelta(days=nth), workers=2 + nth % 2)
    check(items, FIRST + timedelta(days=19))


@pytest.mark.scale
def test_killed_while_mailing_every_letter_arrives_and_a_double_is_known_by_its_id(
    world: World, mailbox: Mailbox, run: Run
) -> None:
    overdue_items(world)
    chance = random.Random(7)
    day, killed = FIRST, 0
    while killed < 40:
        # The mail comes last: the round's statements, then some of those that gather, claim and record.
        killed += run(day, die_at=chance.randint(1, 60), mail=30)["killed"]
        run(day, mail=30)
        run(day, mail=45)  # the claims of the dead have run out
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
