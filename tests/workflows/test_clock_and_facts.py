"""Time stands still when told; facts keep their shape."""

import contextvars
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

import pytest
from django.test import override_settings

from tests.workflows.facts_for_tests import Noted
from workflows import clock, facts
from workflows.actors import Actor, system_actor


def test_travel_stands_still_at_eight_and_comes_back() -> None:
    with clock.travel(date(2023, 7, 31)) as moment:
        assert clock.now() == moment == datetime(2023, 7, 31, 8, tzinfo=clock.ZONE)
        assert clock.today() == date(2023, 7, 31)
        with clock.travel(datetime(2023, 12, 31, 17, 30, tzinfo=UTC)):
            assert clock.today() == date(2024, 1, 1)  # Việt Nam is seven hours ahead
        assert clock.today() == date(2023, 7, 31)
    assert abs(clock.now() - datetime.now(tz=UTC)) < timedelta(seconds=5)


def test_travel_reaches_threads_that_take_the_context_along() -> None:
    seen: list[date] = []
    with clock.travel(date(2023, 7, 31)):
        context = contextvars.copy_context()
        threads = [threading.Thread(target=context.run, args=(lambda: seen.append(clock.today()),))]
        threads.append(threading.Thread(target=lambda: seen.append(clock.today())))
        for thread in threads:
            thread.start()
            thread.join()
    assert seen[0] == date(2023, 7, 31) != seen[1]


@pytest.mark.django_db
def test_demonstration_clock_runs_on_from_where_it_was_set() -> None:
    with override_settings(DEMO=True):
        clock.set_demo(date(2023, 7, 31))
        first, second = clock.now(), clock.now()
        assert first.date() == date(2023, 7, 31) and first <= second
        clock.set_demo(None)
        assert clock.today().year >= 2026
    clock.set_demo(date(2023, 7, 31))
    assert clock.today().year >= 2026  # outside the demonstration the row is never read


@pytest.mark.django_db
async def test_demonstration_clock_does_not_ask_the_database_inside_an_event_loop() -> None:
    with override_settings(DEMO=True):
        assert clock.now().tzinfo is not None


@dataclass(frozen=True, kw_only=True)
class Shaped(facts.Fact):
    kind: ClassVar[str] = "test.shaped"
    number: int
    day: date | None
    moment: datetime
    days: tuple[date, ...] = ()
    note: str = ""


def test_fact_goes_to_json_and_back() -> None:
    moment = datetime(2023, 7, 31, 8, tzinfo=clock.ZONE)
    fact = Shaped(number=5, day=date(2023, 7, 30), moment=moment, days=(date(2023, 8, 1), date(2023, 8, 2)))
    data = fact.to_data()
    assert data["day"] == "2023-07-30" and data["days"] == ["2023-08-01", "2023-08-02"]
    assert Shaped.from_data(data) == fact
    assert Shaped.from_data({**data, "day": None}).day is None


def test_unknown_or_lacking_fields_are_refused() -> None:
    with pytest.raises(facts.UnknownFields, match="unknown colour"):
        Noted.from_data({"text": "x", "colour": "đỏ"})
    with pytest.raises(facts.UnknownFields):
        Noted.from_data({})


def test_two_facts_of_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="two facts"):

        @dataclass(frozen=True)
        class Other(facts.Fact):
            kind: ClassVar[str] = "test.noted"


def test_actor_shows_both_names() -> None:
    deputy = Actor(person_id=2, name="Trần B", on_behalf_of_id=1, on_behalf_of_name="Nguyễn A")
    assert deputy.display_name == "Trần B (thay Nguyễn A)"
    assert not deputy.is_system and system_actor().is_system
    assert system_actor().display_name == "Hệ thống"
