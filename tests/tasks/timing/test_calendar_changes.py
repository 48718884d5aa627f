"""A change of the calendar moves nothing by itself: a dry run tells, a person chooses, each move is an event."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tasks.facts import DeadlineMoved
from tasks.issuing.issue import issue_directive
from tasks.models import Assignment, Task
from tasks.states import DeadlineKind
from tasks.timing.moving import moves_for
from tasks.timing.rules import keep
from tests.personas import World
from tests.tasks.building import make_directive, make_task, own
from workflows import clock, freshness
from workflows.calendars import Change, calendar
from workflows.deadlines import read_deadline
from workflows.models import CalendarDay, Event

ISSUED = date(2026, 4, 29)
WORDS = "trong thời hạn 05 ngày làm việc kể từ ngày ban hành"
FLOOD = {"day": "06/05/2026", "working": "0", "name": "Nghỉ tránh bão", "source": "Công điện 5/CĐ-UBND"}
CHANGE = Change(date(2026, 5, 6), False, "Nghỉ tránh bão")
NEXT = date(2026, 5, 11)


@pytest.fixture
def task(world: World) -> Task:
    """Issued to the finance department and hospital A: due on Friday 8/5/2026 by its rule."""
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        made = make_task(
            directive, lead=[world.finance, world.hospital_a], due_on=date(2026, 5, 8), deadline_words=WORDS
        )
        keep(made, read_deadline(WORDS, ISSUED))
        made.save()
        issue_directive(directive.pk, world.actor("leader"))
    return made


@pytest.fixture
def admin_client(world: World, admin: object, client: Client) -> Client:
    client.force_login(world.people["admin"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def days() -> list[date | None]:
    return list(Assignment.objects.order_by("pk").values_list("due_on", flat=True))


def test_the_dry_run_tells_and_writes_nothing(task: Task, admin_client: Client) -> None:
    with clock.travel(ISSUED):
        page = admin_client.post(reverse("tasks:calendar_change"), FLOOD)
    assert page.status_code == 200
    told = page.content.decode()
    assert "08/05/2026" in told and "11/05/2026" in told and WORDS in told
    assert days() == [date(2026, 5, 8)] * 2
    assert not CalendarDay.objects.filter(day=date(2026, 5, 6)).exists()


def test_what_is_chosen_moves_with_an_event_and_the_first_deadline_stays(task: Task, admin_client: Client) -> None:
    with clock.travel(ISSUED):
        key = moves_for(CHANGE)[0].key
        admin_client.post(reverse("tasks:calendar_change"), FLOOD | {"go": "chosen", "move": key})
    assert days() == [NEXT] * 2
    assert set(Assignment.objects.values_list("first_due_on", flat=True)) == {date(2026, 5, 8)}
    assert Task.objects.get(pk=task.pk).due_on == NEXT
    told = Event.objects.filter(kind=DeadlineMoved.kind).values_list("data", flat=True)
    assert len(told) == 2
    assert {(data["before"], data["after"], data["rule"]) for data in told} == {("2026-05-08", "2026-05-11", WORDS)}
    assert all("Nghỉ tránh bão" in data["cause"] for data in told)


def test_none_moves_none_and_the_calendar_changes(task: Task, admin_client: Client) -> None:
    with clock.travel(ISSUED):
        answer = admin_client.post(reverse("tasks:calendar_change"), FLOOD | {"go": "none"})
    assert answer.status_code == 302
    assert days() == [date(2026, 5, 8)] * 2
    freshness.recheck()
    assert not calendar().is_working(date(2026, 5, 6))


def test_what_somebody_set_by_hand_or_extended_is_not_offered(task: Task) -> None:
    first, second = Assignment.objects.order_by("pk")
    Assignment.objects.filter(pk=first.pk).update(due_on=date(2026, 5, 20))
    Assignment.objects.filter(pk=second.pk).update(extensions_granted=1)
    with clock.travel(ISSUED):
        assert moves_for(CHANGE) == []


def test_a_stale_choice_moves_nothing(task: Task, admin_client: Client) -> None:
    with clock.travel(ISSUED):
        key = moves_for(CHANGE)[0].key
        Assignment.objects.update(due_on=date(2026, 5, 14))
        admin_client.post(reverse("tasks:calendar_change"), FLOOD | {"go": "chosen", "move": key})
    assert days() == [date(2026, 5, 14)] * 2


def test_a_local_day_moves_the_units_of_the_place_alone(world: World, task: Task, admin_client: Client) -> None:
    local = FLOOD | {"unit": world.hospital_a.pk}
    change = Change(date(2026, 5, 6), False, "Nghỉ tránh bão", world.hospital_a.pk)
    with clock.travel(ISSUED):
        moves = moves_for(change)
        assert [(move.count, move.after) for move in moves] == [(1, NEXT)]
        admin_client.post(reverse("tasks:calendar_change"), local | {"go": "chosen", "move": moves[0].key})
    held = dict(Assignment.objects.values_list("unit_id", "due_on"))
    assert held == {world.finance.pk: date(2026, 5, 8), world.hospital_a.pk: NEXT}
    assert calendar().is_working(date(2026, 5, 6))


def test_work_issued_later_counts_by_the_place_of_each_unit(world: World) -> None:
    CalendarDay.objects.create(day=date(2026, 5, 6), name="Nghỉ tránh bão", locality=world.hospital_a.pk)
    freshness.recheck()
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        made = make_task(directive, due_on=date(2026, 5, 8), deadline_words=WORDS)
        keep(made, read_deadline(WORDS, ISSUED))
        made.save()
        for unit in (world.finance, world.hospital_a):
            own(made, unit)
        issue_directive(directive.pk, world.actor("leader"))
    held = dict(Assignment.objects.values_list("unit_id", "due_on"))
    assert held == {world.finance.pk: date(2026, 5, 8), world.hospital_a.pk: NEXT}


def test_periods_under_way_are_offered_too(world: World, admin_client: Client) -> None:
    """The second quarter's report, due on Monday 15/6/2026, goes to the 16th when the 15th is off."""
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        make_task(directive, lead=[world.finance], deadline_kind=DeadlineKind.PERIODIC, recurrence=["quarterly"])
        issue_directive(directive.pk, world.actor("leader"))
        assert days() == [date(2026, 6, 15)]
        moves = moves_for(Change(date(2026, 6, 15), False, "Nghỉ"))
    assert [(move.period, move.after) for move in moves] == [("2026-Q2", date(2026, 6, 16))]


def test_the_third_quarter_asks_for_next_year_until_it_is_confirmed(world: World, admin_client: Client) -> None:
    page = reverse("organizations:calendar")
    with clock.travel(date(2026, 6, 30)):
        assert "2027 chưa được xác nhận" not in admin_client.get(page).content.decode()
    with clock.travel(date(2026, 7, 1)):
        assert "2027 chưa được xác nhận" in admin_client.get(page).content.decode()
        for settings_page in ("organizations:setup", "organizations:options"):
            shown = admin_client.get(reverse(settings_page)).content.decode()
            assert "2027 chưa được xác nhận" in shown and f"{page}?nam=2027" in shown
        admin_client.post(reverse("organizations:calendar-confirm"), {"year": "2027", "source": "Thông báo 9/TB-BNV"})
        assert "2027 chưa được xác nhận" not in admin_client.get(page).content.decode()
        assert "2027 chưa được xác nhận" not in admin_client.get(reverse("organizations:options")).content.decode()
        assert "Thông báo 9/TB-BNV" in admin_client.get(page, {"nam": "2027"}).content.decode()
