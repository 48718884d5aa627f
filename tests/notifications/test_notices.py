"""Who is told of what, with which reason; the inbox; nobody of their own act or of what they may not see."""

import dataclasses
import typing
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from notifications import boards
from notifications.catalogue import CATALOGUE
from notifications.handlers import tell
from notifications.models import Notice, Reason
from notifications.settling import settle
from organizations.models import Person
from tasks.actions import following_up, receiving, reporting
from tasks.actions.reporting import ReportContent
from tasks.facts import AssignmentGiven
from tasks.models import Assignment
from tests.personas import World
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.facts import registry
from workflows.models import Event

CONTENT = ReportContent(percent=100, done="Đã rà soát xong")


def bring(events: list[Event] | None = None) -> None:
    """Do what the worker does, twice: a job may always run again."""
    found = events or list(Event.objects.order_by("id"))
    pairs = [(event, registry[event.kind].from_data(event.data)) for event in found if event.kind in registry]
    tell(pairs)
    tell(pairs)


def told(kind: str) -> dict[str, str]:
    rows = Notice.objects.filter(event__kind=kind).values_list("person__username", "reason")
    return dict(rows)


def test_the_unit_is_told_of_an_urging_and_its_sender_is_not(world: World, assignment: Assignment) -> None:
    following_up.urge(assignment=assignment, message="Đề nghị gửi kết quả", actor=world.actor("standing_officer"))
    bring()
    assert told("assignment.urged") == {
        "unit_head": Reason.RESPONSIBLE,
        "unit_officer": Reason.UNIT,
        "deputy": Reason.UNIT,
    }


def test_the_standing_office_is_told_of_a_result(world: World, assignment: Assignment) -> None:
    actor = world.actor("unit_head")
    assignment = receiving.accept_assignment(assignment=assignment, actor=actor)
    reporting.submit_result(assignment=assignment, content=CONTENT, actor=actor)
    bring()
    assert told("report.submitted") == {"standing_head": Reason.STANDING, "standing_officer": Reason.STANDING}


def test_a_decision_settles_the_notices_that_asked_for_it(world: World, assignment: Assignment) -> None:
    """For all who got them, whoever decided; what was asked after it still waits."""
    actor, office = world.actor("unit_head"), world.actor("standing_officer")
    assignment = receiving.accept_assignment(assignment=assignment, actor=actor)
    assignment = reporting.submit_result(assignment=assignment, content=CONTENT, actor=actor).assignment
    bring()
    unread = Notice.objects.filter(event__kind="report.submitted", read_at=None)
    assert unread.count() == 2
    assignment.refresh_from_db()
    reporting.return_result(assignment=assignment, reason="Thiếu số liệu", actor=office)
    bring()
    returned = Event.objects.filter(kind="report.returned")
    settle([(event, registry[event.kind].from_data(event.data)) for event in returned])
    assert unread.count() == 0
    assignment.refresh_from_db()
    reporting.submit_result(assignment=assignment, content=CONTENT, actor=actor)
    bring()
    settle([(event, registry[event.kind].from_data(event.data)) for event in returned])
    assert unread.count() == 2


def test_a_confirmation_taken_back_is_no_longer_to_be_read(world: World, assignment: Assignment) -> None:
    """The reopening is; it happened after, so the letter need not tell both."""
    actor, office = world.actor("unit_head"), world.actor("standing_officer")
    assignment = receiving.accept_assignment(assignment=assignment, actor=actor)
    reporting.submit_result(assignment=assignment, content=CONTENT, actor=actor)
    confirmed = reporting.confirm_result(assignment=Assignment.objects.get(pk=assignment.pk), actor=office)
    bring()
    reporting.reopen_result(assignment=confirmed, reason="Bấm nhầm", actor=office)
    bring()
    reopened = Event.objects.filter(kind="report.reopened")
    settle([(event, registry[event.kind].from_data(event.data)) for event in reopened])
    assert not Notice.objects.filter(event__kind="report.confirmed", read_at=None).exists()
    assert Notice.objects.filter(event__kind="report.reopened", read_at=None).exists()


def test_the_deputy_who_acts_is_not_told_but_the_principal_is(world: World, assignment: Assignment) -> None:
    receiving.accept_assignment(assignment=assignment, actor=world.actor("deputy"))
    receiving.name_officer(assignment=assignment, officer=world.people["unit_officer"], actor=world.actor("deputy"))
    bring()
    assert told("assignment.officer_named") == {"unit_head": Reason.RESPONSIBLE, "unit_officer": Reason.OFFICER}


def test_work_given_at_once_is_one_notice(world: World, assignment: Assignment) -> None:
    other = Assignment.objects.create(
        task=assignment.task, directive=assignment.directive, unit=assignment.unit, role="coordinate",
        assigned_on=date(2026, 5, 6),
    )  # fmt: skip
    entries = [
        ledger.Entry(
            AssignmentGiven(assignment_id=row.pk, role=row.role), f"assignment:{row.pk}", row.directive_id, row.unit_id
        )
        for row in (assignment, other)
    ]
    bring(ledger.record_many(entries, actor=world.actor("standing_head")))
    notices = Notice.objects.filter(person=world.people["unit_head"])
    assert [(notice.count, notice.assignment_id) for notice in notices] == [(2, None)]
    row = boards.inbox(world.people["unit_head"]).rows[0]
    assert row.sentence == "2 việc mới được giao"


def test_every_sentence_can_be_said(world: World) -> None:
    """Made of nothing but the fact's own fields: a field that the fact lacks would raise."""
    samples = {int: 3, str: "Chữ", date: date(2023, 9, 29), bool: True}
    for fact, entry in CATALOGUE.items():
        hints = typing.get_type_hints(fact)
        values = {}
        for field in dataclasses.fields(fact):
            kinds = typing.get_args(hints[field.name]) or (hints[field.name],)
            values[field.name] = samples[kinds[0]]
        assert "%(" not in entry.sentence(fact(**values), 2)


@pytest.mark.parametrize("persona", ["outsider", "other_unit_head", "finance_head"])
def test_a_notice_is_hidden_from_who_may_not_see_its_subject(
    world: World, assignment: Assignment, client_for: Callable[..., Client], persona: str
) -> None:
    """Even a row written by mistake, or from before somebody moved away, shows nothing."""
    following_up.urge(assignment=assignment, message="Mật khẩu của ai", actor=world.actor("standing_officer"))
    bring()
    notice = Notice.objects.filter(person=world.people["unit_head"]).get()
    Notice.objects.filter(pk=notice.pk).update(person=world.people[persona])
    client = client_for(world.people[persona])
    assert "Mật khẩu của ai" not in client.get("/thong-bao/").content.decode()
    assert client.get(f"/thong-bao/{notice.pk}/", follow=True).status_code == 404


def test_inbox_shows_reads_and_counts(world: World, assignment: Assignment, client_for: Callable[..., Client]) -> None:
    following_up.urge(assignment=assignment, message="Khẩn trương", actor=world.actor("standing_officer"))
    bring()
    head: Person = world.people["unit_head"]
    client = client_for(head)
    page = client.get("/thong-bao/").content.decode()
    assert "Đôn đốc: Khẩn trương" in page
    assert "Bạn nhận được thông báo này vì bạn chịu trách nhiệm việc này." in page
    assert client.get("/thong-bao/so-chua-doc/").json() == {"count": 1}
    notice = Notice.objects.get(person=head)
    assert client_for(world.people["unit_officer"]).get(f"/thong-bao/{notice.pk}/").status_code == 404
    opened = client.get(f"/thong-bao/{notice.pk}/")
    assert opened.status_code == 302
    assert client.get("/thong-bao/so-chua-doc/").json() == {"count": 0}
    assert "đọc hết" in client.get("/thong-bao/?loc=chua-doc").content.decode()


def test_query_count_does_not_grow(
    world: World, assignment: Assignment, client_for: Callable[..., Client], django_assert_max_num_queries: object
) -> None:
    head = world.people["unit_head"]
    client = client_for(head)
    actor: Actor = world.actor("standing_officer")

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert client.get("/thong-bao/").status_code == 200
        return len(caught)

    following_up.urge(assignment=assignment, message="Lần đầu", actor=actor)
    bring()
    queries()
    few = queries()
    for number in range(25):
        following_up.urge(assignment=assignment, message=f"Lần {number}", actor=actor)
    bring()
    assert queries() == few


def test_old_events_make_notices_but_no_mail(world: World, assignment: Assignment, mailbox: object) -> None:
    from notifications.models import Delivery

    with clock.travel(date(2026, 5, 1)):
        following_up.urge(assignment=assignment, message="Cũ", actor=world.actor("standing_officer"))
    with clock.travel(date(2026, 5, 12)):
        bring()
    assert Notice.objects.count() == 3
    assert not Delivery.objects.exists()
