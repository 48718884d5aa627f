"""A change of the calendar moves nothing by itself: a dry run tells, a person chooses, each move is an event."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.boards.settings import year
from organizations.models import Person
from tasks.facts import DeadlineMoved
from tasks.issuing.issue import issue_directive
from tasks.models import Assignment, Task
from tasks.states import DeadlineKind
from tasks.timing import choosing, shifting
from tasks.timing.actions.moving import change_calendar
from tasks.timing.moving import moves_for
from tasks.timing.rules import keep
from tests.notifications.reminding import bring
from tests.personas import World
from tests.tasks.building import make_directive, make_task, own
from workflows import clock, freshness
from workflows.actors import Actor
from workflows.announced import source_of
from workflows.calendars import Change, calendar
from workflows.deadlines import read_deadline
from workflows.models import CalendarDay, Event
from workflows.workdays import FIRST_YEAR, statutory

pytestmark = pytest.mark.server

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


def choose(client: Client, change: Mapping[str, object], **told: object) -> Any:
    """See the dry run and send its form back as a browser would, with what ``told`` changes."""
    shown = client.post(reverse("tasks:calendar_change"), change).content.decode()
    fields = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown)}
    ticked = re.findall(r'name="move" id="\w+" value="([^"]*)"', shown)
    return client.post(reverse("tasks:calendar_change"), fields | {"move": ticked, "go": "chosen"} | told)


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
        choose(admin_client, FLOOD)
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


def test_a_list_that_changed_meanwhile_is_shown_again_and_moves_nothing(task: Task, admin_client: Client) -> None:
    with clock.travel(ISSUED):
        shown = choose(admin_client, FLOOD, seen="of before")
        assert "Danh sách vừa thay đổi" in shown.content.decode()
        stale = moves_for(CHANGE)[0].key
        Assignment.objects.update(due_on=date(2026, 5, 14))
        admin = Actor(task.created_by_id, "", is_admin=True)
        assert change_calendar(change=CHANGE, source="-", chosen=[stale], actor=admin) == (0, 0)
    assert days() == [date(2026, 5, 14)] * 2


def test_one_unit_keeps_its_deadline(world: World, task: Task, admin_client: Client) -> None:
    finance, hospital = Assignment.objects.order_by("pk")
    with clock.travel(ISSUED):
        listed = admin_client.get(f"{reverse('tasks:calendar_units')}?{moves_for(CHANGE)[0].query}&kept={finance.pk}")
        assert re.findall(r'name="keep" value="(\d+)"( checked)?', listed.content.decode()) == [
            (str(hospital.pk), ""), (str(finance.pk), " checked"),
        ]  # fmt: skip
        choose(admin_client, FLOOD, listed=f"{finance.pk} {hospital.pk}", keep=str(finance.pk))
    assert dict(Assignment.objects.values_list("pk", "due_on")) == {finance.pk: date(2026, 5, 8), hospital.pk: NEXT}
    assert Event.objects.filter(kind=DeadlineMoved.kind).get().data["assignment_id"] == hospital.pk


def test_what_is_left_out_on_one_page_stays_out_on_the_next(
    world: World, task: Task, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "PAGE", 1)
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED, number="9")
        other = make_task(directive, lead=[world.finance], due_on=date(2026, 5, 8), deadline_words=WORDS)
        keep(other, read_deadline(WORDS, ISSUED))
        other.save()
        issue_directive(directive.pk, world.actor("leader"))
        first, second = moves_for(CHANGE)
        page = FLOOD | {"shown": first.key, "page": "2"}  # nothing ticked there
        choose(admin_client, page)
    assert dict(Assignment.objects.values_list("task_id", "due_on")) == {
        first.task.pk: date(2026, 5, 8),
        second.task.pk: NEXT,
    }


def test_many_follow_by_job_and_the_page_counts_down(
    task: Task, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifting, "AT_ONCE", 1)
    with clock.travel(ISSUED):
        answer = choose(admin_client, FLOOD)
        assert answer["Location"] == reverse("tasks:calendar_moving")
        assert days() == [date(2026, 5, 8)] * 2
        assert "Còn 2 việc chờ đổi hạn" in admin_client.get(answer["Location"]).content.decode()
        bring()  # runs each job twice
        assert "Đã đổi hạn xong" in admin_client.get(answer["Location"]).content.decode()
    assert days() == [NEXT] * 2
    moved = Event.objects.filter(kind=DeadlineMoved.kind)
    assert [event.actor_id for event in moved] == [Person.objects.get(is_admin=True).pk] * 2


def test_a_job_past_midnight_moves_what_was_yet_to_come_when_it_was_decided(
    task: Task, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifting, "AT_ONCE", 1)
    with clock.travel(datetime(2026, 5, 8, 23, 58, tzinfo=clock.ZONE)):
        choose(admin_client, FLOOD | {"day": "08/05/2026"})
    with clock.travel(datetime(2026, 5, 9, 0, 1, tzinfo=clock.ZONE)):
        bring()
    assert days() == [NEXT] * 2


def test_a_local_day_moves_the_units_of_the_place_alone(world: World, task: Task, admin_client: Client) -> None:
    local = FLOOD | {"unit": world.hospital_a.pk}
    change = Change(date(2026, 5, 6), False, "Nghỉ tránh bão", world.hospital_a.pk)
    with clock.travel(ISSUED):
        moves = moves_for(change)
        assert [(move.count, move.after) for move in moves] == [(1, NEXT)]
        choose(admin_client, local)
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


def test_years_up_to_2100_are_taken_and_a_confirmed_one_is_doubted_no_more(admin_client: Client) -> None:
    told = "Lịch nghỉ năm 2031 chưa được xác nhận; ngày này có thể phải tính lại."
    assert told in read_deadline("trong 05 ngày làm việc", date(2031, 3, 10)).uncertain
    admin_client.post(reverse("tasks:calendar_change"), FLOOD | {"day": "05/03/2031", "go": "none"})
    assert CalendarDay.objects.filter(day=date(2031, 3, 5)).exists()
    assert "23/01/2031" in admin_client.get(reverse("organizations:calendar"), {"nam": "2031"}).content.decode()
    admin_client.post(reverse("organizations:calendar-confirm"), {"year": "2031", "source": "Thông báo 7/TB-BNV"})
    assert told not in read_deadline("trong 05 ngày làm việc", date(2031, 3, 10)).uncertain
    assert admin_client.get(reverse("organizations:calendar"), {"nam": "2100"}).status_code == 200


@pytest.mark.usefixtures("world")
def test_each_day_names_what_it_rests_on() -> None:
    """The Code orders no swap, and no day off on 24/11: what the page says of them is their notice, or that none is."""
    told = {row.day: row.source for number in (2024, 2025, 2026) for row in year(number)}
    for off, worked, notice in (
        (date(2024, 4, 29), date(2024, 5, 4), "Công văn 2450/VPCP-KGVX năm 2024"),
        (date(2025, 5, 2), date(2025, 4, 26), "Thông báo 6150/TB-BLĐTBXH năm 2024"),
        (date(2026, 1, 2), date(2026, 1, 10), "Văn bản 12729/VPCP-KGVX"),
    ):
        assert told[off] == told[worked] == notice
    assert "chưa kiểm chứng" in told[date(2026, 11, 24)]
    assert told[date(2024, 4, 30)] == "Bộ luật Lao động 2019, Điều 112"
    law = statutory()
    swapped = {day for day, name in law.days_off.items() if "thay cho ngày" in name} | set(law.working)
    assert {day for day in swapped if day.year >= FIRST_YEAR and "Điều 112" in source_of(day)} == set()
