"""Calendar feeds: valid by RFC 5545, stable UIDs, growing SEQUENCE, private and revocable."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import vobject
from django.test import Client
from icalendar import Calendar

from notifications.feeds.links import open_feed
from notifications.models import CalendarFeed
from organizations.models import Appointment
from tasks.actions import explaining, extending, following_up, reporting
from tasks.models import Assignment, ExtensionProcess, Task
from tests.notifications.reminding import give
from tests.personas import World
from workflows import clock
from workflows.actors import system_actor

DUE, GIVEN = date(2026, 5, 20), date(2026, 5, 4)
Open = Callable[..., Client]


def read(secret: str) -> dict[str, Any]:
    """The events of a feed by the first part of their UID, parsed as any calendar program would, by two libraries."""
    answer = Client().get(f"/thong-bao/lich/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert lines.pop() == b"" and not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no letter is torn by a fold
    vobject.readOne(answer.content.decode()).validate(raiseException=True)
    parsed: Any = Calendar.from_ical(answer.content)
    assert parsed["version"] == "2.0" and "METHOD" not in parsed
    assert parsed["X-PUBLISHED-TTL"].to_ical() == b"PT1H" == parsed["REFRESH-INTERVAL"].to_ical()
    assert parsed["X-WR-CALNAME"] == parsed["NAME"]
    assert not parsed.errors
    events = parsed.walk("VEVENT")
    for event in events:
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"} <= set(event)
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1
    return {str(event["UID"]).split("@")[0]: event for event in events}


def test_what_is_withdrawn_stays_as_cancelled_for_a_month(world: World) -> None:
    content = "Rà soát; báo cáo, kèm \\ phụ lục\n" + "thiết bị y tế ở trạm " * 9
    assignment = give(world, DUE, on=GIVEN)
    Task.objects.filter(pk=assignment.task_id).update(content=content)
    Assignment.objects.filter(pk=assignment.pk).update(period="2026-Q2")
    secret = open_feed(person=world.people["unit_head"], unit=world.hospital_a)
    name = f"assignment-{assignment.pk}"
    with clock.travel(date(2026, 5, 12)):
        before = read(secret)[name]
        assert before["SUMMARY"].startswith("Hạn: Quý II/2026: Rà soát; báo cáo, kèm \\ phụ lục thiết bị")
        following_up.cancel(assignment=assignment, reason="Trùng việc", actor=world.actor("standing_head"))
        after = read(secret)[name]
    assert (after["STATUS"], after["SEQUENCE"], after["DTSTART"].dt) == ("CANCELLED", 1, DUE)
    assert after["SUMMARY"].startswith("Đã hủy: ")
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    with clock.travel(date(2026, 6, 12)):
        assert read(secret) == {}


def test_what_has_not_changed_is_not_sent_again(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    secret = open_feed(person=world.people["unit_head"], unit=world.hospital_a)
    address, tag = f"/thong-bao/lich/{secret}.ics", ""
    for day in (date(2026, 5, 12), date(2026, 5, 13)):
        with clock.travel(day):
            answer = Client().get(address, headers={"if-none-match": tag})
            tag = tag or answer["ETag"]
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (304, b"", "private, no-cache")
    Assignment.objects.filter(pk=assignment.pk).update(due_on=date(2026, 5, 21))
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 200


def test_an_extension_moves_the_event_and_does_not_make_another(world: World) -> None:
    assignment = give(world, DUE, on=GIVEN)
    secret = open_feed(person=world.people["unit_head"], unit=world.hospital_a)
    with clock.travel(date(2026, 5, 12)):
        before = read(secret)[f"assignment-{assignment.pk}"]
        assert (before["DTSTART"].dt, before["SEQUENCE"]) == (DUE, 0)
        assert before["SUMMARY"].startswith("Hạn: ")
        extension = extending.ask_extension(
            assignment=assignment, until=date(2026, 6, 10), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        assert read(secret)[f"assignment-{assignment.pk}"]["SEQUENCE"] == 0
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
        after = read(secret)[f"assignment-{assignment.pk}"]
    assert after["UID"] == before["UID"]
    assert (after["DTSTART"].dt, after["SEQUENCE"]) == (date(2026, 6, 10), 1)
    assert "Hạn ban đầu: 20/05/2026" in after["DESCRIPTION"]


def test_an_event_stays_the_same_when_the_installation_moves(world: World, settings: Any) -> None:
    give(world, DUE, on=GIVEN)
    secret = open_feed(person=world.people["unit_head"])
    with clock.travel(date(2026, 5, 12)):
        before = {str(event["UID"]): str(event["URL"]) for event in read(secret).values()}
        settings.SITE_URL = "https://viec.vidu.vn"
        after = {str(event["UID"]): str(event["URL"]) for event in read(secret).values()}
    assert before and before.keys() == after.keys()
    assert all(url.startswith("https://viec.vidu.vn/") for url in after.values())


def test_what_is_sent_or_stands_still_leaves_and_what_is_to_explain_comes(world: World) -> None:
    sent, stopped, late = (give(world, DUE, on=GIVEN) for _nth in range(3))
    secret = open_feed(person=world.people["unit_head"], unit=world.hospital_a)
    with clock.travel(date(2026, 5, 12)):
        assert len(read(secret)) == 3
        content = reporting.ReportContent(percent=100, done="Xong")
        reporting.submit_result(assignment=sent, content=content, actor=world.actor("unit_head"))
        following_up.suspend(assignment=stopped, reason="Chờ số liệu", actor=world.actor("standing_head"))
    with clock.travel(date(2026, 5, 22)):
        explanation = explaining.ask_explanation(assignment=late, actor=system_actor())
        events = read(secret)
    assert set(events) == {f"assignment-{late.pk}", f"explanation-{explanation.pk}"}
    assert events[f"explanation-{explanation.pk}"]["DTSTART"].dt == date(2026, 5, 27)


def test_one_s_own_calendar_has_what_is_one_s_own_or_nobody_s(world: World) -> None:
    mine = give(world, DUE, on=GIVEN, officer=world.people["unit_officer"], responsible=None)
    others = give(world, DUE, on=GIVEN, officer=world.people["deputy"], responsible=None)
    open_to_all = give(world, DUE, on=GIVEN, responsible=None)
    elsewhere = give(world, DUE, on=GIVEN, unit=world.hospital_b)
    found = set(read(open_feed(person=world.people["unit_officer"])))
    assert found == {f"assignment-{mine.pk}", f"assignment-{open_to_all.pk}"}
    assert {others.pk, elsewhere.pk}  # not among them


def test_one_s_own_calendar_has_the_steps_that_wait_for_one_and_days_of_what_one_follows(world: World) -> None:
    """A request for more time goes through the calendars of those whose turn it is, each on the step's own day."""
    asked, late = give(world, DUE, on=GIVEN, responsible=None), give(world, date(2026, 5, 8), on=GIVEN)
    names = ("unit_head", "standing_officer", "standing_head", "leader")
    secrets = {name: open_feed(person=world.people[name]) for name in names}

    def whose(prefix: str) -> dict[str, date]:
        found = {name: read(secret) for name, secret in secrets.items()}
        return {
            name: event["DTSTART"].dt for name, events in found.items() for uid, event in events.items()
            if uid.startswith(prefix)
        }  # fmt: skip

    with clock.travel(date(2026, 5, 12)):
        extension = extending.ask_extension(
            assignment=asked, until=date(2026, 6, 10), reason="Chờ số liệu", actor=world.actor("unit_officer")
        )
        assert set(whose(f"extension-{extension.pk}-sign")) == {"unit_head"}
        extending.sign_extension(extension=extension, actor=world.actor("unit_head"))
        day = ExtensionProcess.objects.get().step_due_on
        assert whose(f"extension-{extension.pk}-advise") == dict.fromkeys(names[1:3], day)
        extending.advise_extension(extension=extension, in_favour=True, actor=world.actor("standing_officer"))
        assert set(whose(f"extension-{extension.pk}-decide")) == {"standing_head", "leader"}
        explanation = explaining.ask_explanation(assignment=late, actor=system_actor())
        explaining.answer_explanation(explanation=explanation, text="Lý do", actor=world.actor("unit_head"))
        assert "unit_head" not in whose("conclude-") and "leader" in whose("conclude-")
        assert whose(f"directive-{asked.directive_id}-") == dict.fromkeys(names[1:], DUE)
        Assignment.objects.filter(pk=asked.pk).update(responsible=world.people["leader"])
        assert set(whose("extension-")) == {"standing_head"}


def test_an_address_ends_when_it_is_revoked_replaced_or_its_person_moves(world: World, client_for: Open) -> None:
    head = world.people["unit_head"]
    client = client_for(head)
    page = client.post("/thong-bao/lich/moi/", {"don-vi": str(world.hospital_a.pk)}).content.decode()
    secret = re.findall(r"/lich/([\w-]+)\.ics", page)[0]
    read(secret)
    assert secret not in client.get("/thong-bao/lich/").content.decode()
    replaced = open_feed(person=head, unit=world.hospital_a)
    assert Client().get(f"/thong-bao/lich/{secret}.ics").status_code == 404
    read(replaced)
    own = open_feed(person=head)
    feed = CalendarFeed.objects.get(unit=None, revoked_at=None)
    assert client.post(f"/thong-bao/lich/{feed.pk}/thu-hoi/").status_code == 302
    assert Client().get(f"/thong-bao/lich/{own}.ics").status_code == 404
    Appointment.objects.filter(person=head).update(valid_to=date(2020, 1, 1))
    assert Client().get(f"/thong-bao/lich/{replaced}.ics").status_code == 404


def test_who_left_reads_nothing(world: World) -> None:
    head = world.people["unit_head"]
    secret = open_feed(person=head)
    read(secret)
    head.left_on = clock.today()
    head.save()
    assert Client().get(f"/thong-bao/lich/{secret}.ics").status_code == 404
    assert secret not in str(CalendarFeed.objects.values_list("secret_sha256", flat=True))


def test_queries_do_not_grow(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    secret = open_feed(person=world.people["unit_head"], unit=world.hospital_a)
    read(secret)
    counts = []
    for _round in range(2):
        for _nth in range(6):
            give(world, DUE, on=GIVEN)
        with CaptureQueriesContext(connection) as caught:
            Client().get(f"/thong-bao/lich/{secret}.ics")
        counts.append(len(caught))
    assert counts[0] == counts[1]
