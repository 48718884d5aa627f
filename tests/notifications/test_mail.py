"""E-mail over a real SMTP server: one message for many notices, by choice, retried, never twice from here."""

import email
import email.policy
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from django.test import Client

from notifications import mail
from notifications.models import Delivery, DeliveryState
from tasks.actions import following_up
from tasks.models import Assignment
from tests.notifications.conftest import Mailbox
from tests.notifications.test_notices import bring
from tests.personas import World
from workflows import clock


def urge(world: World, assignment: Assignment, *messages: str) -> None:
    for message in messages:
        following_up.urge(assignment=assignment, message=message, actor=world.actor("standing_officer"))
    bring()


def later(minutes: int) -> AbstractContextManager[object]:
    return clock.travel(clock.now() + timedelta(minutes=minutes))


def test_many_notices_one_letter_in_text_and_html(world: World, assignment: Assignment, mailbox: Mailbox) -> None:
    urge(world, assignment, "Thứ nhất", "Thứ hai")
    assert mail.send_due() == 0  # they wait a little for each other
    with later(5):
        assert mail.send_due() == 3
        assert mail.send_due() == 0
    letters = [email.message_from_bytes(raw, policy=email.policy.default) for raw in mailbox.letters]
    letter = next(found for found in letters if found["To"] == "unit_head@vidu.vn")
    plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert rich is not None
    text, html = plain.get_content(), rich.get_content()
    assert letter["Subject"] == "Rõ Việc: 2 thông báo mới"
    for body in (text, html):
        assert "Thứ nhất" in body
        assert "Thứ hai" in body
        assert "vì bạn chịu trách nhiệm việc này" in body
        assert "/thong-bao/" in body


def test_choices_are_kept(
    world: World, assignment: Assignment, mailbox: Mailbox, client_for: Callable[..., Client]
) -> None:
    officer, head = world.people["unit_officer"], world.people["unit_head"]
    client_for(officer).post("/thong-bao/tuy-chon/", {"mail_choice": "none", "topics": ["urging"]})
    client_for(head).post("/thong-bao/tuy-chon/", {"mail_choice": "at_once", "topics": ["work"]})
    urge(world, assignment, "Một")
    with later(5):
        mail.send_due()
    assert len(mailbox.letters) == 1  # the deputy alone


def test_an_outage_is_retried_with_patience_then_delivered_once(
    world: World, assignment: Assignment, mailbox: Mailbox
) -> None:
    urge(world, assignment, "Một")
    mailbox.down = True
    with later(5):
        assert mail.send_due() == 0
        assert mail.send_due() == 0  # not before its time
    assert set(Delivery.objects.values_list("attempts", "state")) == {(1, DeliveryState.PENDING)}
    assert Delivery.objects.filter(error__contains="try later").count() == 3
    mailbox.down = False
    with later(10):
        assert mail.send_due() == 3
    assert len(mailbox.letters) == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_what_was_read_meanwhile_is_not_mailed(
    world: World, assignment: Assignment, mailbox: Mailbox, client_for: Callable[..., Client]
) -> None:
    urge(world, assignment, "Một")
    client_for(world.people["unit_head"]).post("/thong-bao/da-doc/")
    with later(5):
        mail.send_due()
    assert len(mailbox.letters) == 2
