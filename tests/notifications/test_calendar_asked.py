"""Next year's list of days off is asked for from July on: once a month, whatever the worker did, until confirmed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from notifications.models import Delivery, Notice
from organizations.actions.calendar import confirm_year
from organizations.actions.reminding import ask_for_year
from organizations.models import Person
from tests.notifications.reminding import bring
from tests.personas import World
from workflows import clock
from workflows.actors import system_actor
from workflows.models import Event

pytestmark = pytest.mark.django_db


def days_told() -> list[str]:
    events = Event.objects.filter(kind="office.calendar_year_asked").order_by("pk")
    return [f"{event.at.astimezone(clock.ZONE):%d/%m/%Y} {event.data['year']}" for event in events]


def hourly(*days: date) -> None:
    for day in days:
        with clock.travel(day):
            ask_for_year()
            ask_for_year()


def test_once_a_month_on_its_first_working_day_late_after_a_pause_and_no_more_once_confirmed(world: World) -> None:
    # 1/7 and 1/10/2023 are days of a weekend; the worker is down from 4/8 to 20/9.
    hourly(date(2023, 6, 30), date(2023, 7, 1), date(2023, 7, 2), date(2023, 7, 3), date(2023, 7, 4))
    assert days_told() == ["03/07/2023 2024"]
    hourly(date(2023, 7, 31), date(2023, 8, 1), date(2023, 8, 3), date(2023, 9, 20), date(2023, 9, 21))
    hourly(date(2023, 10, 1), date(2023, 10, 2))
    assert days_told()[1:] == ["01/08/2023 2024", "20/09/2023 2024", "02/10/2023 2024"]
    # It goes on after New Year for the year that was asked for.
    hourly(date(2024, 1, 2))
    assert days_told()[4:] == ["02/01/2024 2024"]
    with clock.travel(date(2024, 1, 3)):
        confirm_year(actor=system_actor(), year=2024, source="Thông báo 5015")
    hourly(date(2024, 2, 1), date(2024, 6, 28))
    assert len(days_told()) == 5


def test_who_edits_the_calendar_is_told_by_inbox_and_mail_and_reads_it_on_their_home(
    world: World, client_for: Callable[..., Client], settings: object
) -> None:
    settings.EMAIL_HOST = "localhost"  # type: ignore[attr-defined]
    leader, admin = world.people["leader"], world.people["admin"]
    Person.objects.filter(pk=leader.pk).update(is_admin=True, email="lanh.dao@example.vn")
    leader.refresh_from_db()
    with clock.travel(date(2023, 7, 3)):
        ask_for_year()
        bring()
        told = Notice.objects.filter(event__kind="office.calendar_year_asked")
        assert set(told.values_list("person__username", flat=True)) == {leader.username, admin.username}
        assert Delivery.objects.filter(notice__in=told, person=leader).count() == 1
        home = client_for(leader)
        warning = "Lịch nghỉ năm 2024 chưa được xác nhận"
        assert warning in home.get("/dieu-hanh/").content.decode()
        assert warning not in home.get("/van-ban/").content.decode()
        assert warning not in client_for(world.people["city_leader"]).get("/dieu-hanh/").content.decode()
        assert warning in home.get("/thong-bao/").content.decode()
        opened = home.get(f"/thong-bao/{told.get(person=leader).pk}/")
        assert opened.headers["Location"] == "/thiet-lap/lich/"
        confirm_year(actor=world.actor("admin"), year=2024, source="Thông báo 5015")
        bring()
        assert not told.filter(read_at=None).exists()
        assert warning not in home.get("/dieu-hanh/").content.decode()
