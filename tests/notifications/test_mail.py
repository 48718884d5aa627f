"""E-mail over a real SMTP server: one message for many notices, by choice, retried, never twice from here."""

import email
import email.policy
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client

from notifications import mail
from notifications.models import Delivery, DeliveryState, Letter, LetterState
from notifications.quiet import reminder_letter_at
from tasks.actions import explaining, following_up
from tasks.models import Assignment
from tests.notifications.conftest import Mailbox
from tests.notifications.reminding import give, run_worker
from tests.notifications.test_notices import bring
from tests.personas import World
from tests.tasks import builders
from workflows import clock, options
from workflows.actors import system_actor


def urge(world: World, assignment: Assignment, *messages: str) -> None:
    for message in messages:
        following_up.urge(assignment=assignment, message=message, actor=world.actor("standing_officer"))
    bring()


def later(minutes: float) -> AbstractContextManager[object]:
    return clock.travel(clock.now() + timedelta(minutes=minutes))


def read(box: Mailbox) -> list[EmailMessage]:
    return [email.message_from_bytes(raw, policy=email.policy.default) for raw in box.letters]


def states() -> set[str]:
    return set(Letter.objects.values_list("state", flat=True))


def test_many_notices_one_letter_in_text_and_html(world: World, assignment: Assignment, mailbox: Mailbox) -> None:
    urge(world, assignment, "Thứ nhất", "Thứ hai")
    assert mail.send_due() == 0  # they wait a little for each other
    with later(5):
        assert mail.send_due() == 3
        assert mail.send_due() == 0
    letter = next(found for found in read(mailbox) if found["To"] == "unit_head@vidu.vn")
    plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert rich is not None
    text, html = plain.get_content(), rich.get_content()
    assert letter["Subject"].strip() == "Rõ Việc: Đôn đốc: Thứ nhất và 1 thông báo khác"
    assert (letter["X-Auto-Response-Suppress"], letter["Date"].datetime.utcoffset()) == (
        "OOF, AutoReply", timedelta(hours=7),
    )  # fmt: skip
    for body in (text, html):
        assert "Thứ nhất" in body
        assert "Thứ hai" in body
        assert body.count("vì bạn chịu trách nhiệm việc này") == 1
        assert "/thong-bao/" in body
    # What was sent is not kept a second time.
    assert set(Letter.objects.values_list("text", "html")) == {("", "")}


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


def test_what_the_system_asks_at_night_waits_for_the_morning(
    world: World, assignment: Assignment, mailbox: Mailbox
) -> None:
    """An explanation that a rung asks for is nobody's pressing; the same asked by a person goes out at once."""
    night = datetime(2026, 5, 26, 21, 40, tzinfo=clock.ZONE)
    with clock.travel(night):
        explaining.ask_explanation(assignment=assignment, actor=system_actor())
        bring()
        urge(world, assignment, "Một")
    due = dict(Delivery.objects.values_list("notice__event__kind", "due_at"))
    assert due["explanation.asked"] == datetime(2026, 5, 27, 7, 15, tzinfo=clock.ZONE)
    assert due["assignment.urged"] < night + timedelta(minutes=10)


def test_a_refusal_for_now_is_retried_with_patience_then_delivered_once(
    world: World, assignment: Assignment, mailbox: Mailbox
) -> None:
    urge(world, assignment, "Một")
    mailbox.answer = "451 try later"
    with later(5):
        assert mail.send_due() == 0
        assert mail.send_due() == 0  # not before its time
    assert set(Letter.objects.values_list("attempts", "state")) == {(1, LetterState.PENDING)}
    assert Letter.objects.filter(error__contains="try later").count() == 3
    before = set(Letter.objects.values_list("message_id", "text"))
    mailbox.answer = "250 OK"
    with later(10):
        assert mail.send_due() == 3
    assert {(letter["Message-ID"], True) for letter in read(mailbox)} == {(key, bool(text)) for key, text in before}
    assert states() == {LetterState.SENT}


def test_a_server_that_is_away_is_asked_once_a_round(
    world: World, assignment: Assignment, mailbox: Mailbox, settings: object
) -> None:
    urge(world, assignment, "Một")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # type: ignore[attr-defined]
    with later(5):
        assert mail.send_due() == 0
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert Letter.objects.get(attempts=1).error.startswith("Không nối được với máy chủ thư 127.0.0.1:1 (")
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    with later(7):
        assert mail.send_due() == 3


def test_it_ends_after_ten_tries_and_an_administrator_sends_it_again(
    world: World, assignment: Assignment, mailbox: Mailbox
) -> None:
    urge(world, assignment, "Một")
    mailbox.answer = "451 try later"
    waits = [clock.now() + timedelta(minutes=5)]
    for _nth in range(12):
        with clock.travel(waits[-1]):
            mail.send_due()
            waits.append(clock.now() + timedelta(hours=6, minutes=1))
    assert set(Letter.objects.values_list("attempts", "state")) == {(10, LetterState.FAILED)}
    mailbox.answer = "250 OK"
    with clock.travel(waits[-1]):
        assert mail.send_due() == 0
        assert mail.retry() == 3
        assert mail.send_due() == 3


def test_a_bounce_is_final_and_names_the_server_s_words(world: World, assignment: Assignment, mailbox: Mailbox) -> None:
    mailbox.unknown = {"unit_officer@vidu.vn"}
    urge(world, assignment, "Một")
    with later(5):
        assert mail.send_due() == 2
    bounced = Letter.objects.get(state=LetterState.BOUNCED)
    assert (bounced.address, bounced.attempts) == ("unit_officer@vidu.vn", 1)
    assert bounced.error == "550 no such user here"
    with later(500):
        assert mail.send_due() == 0
    person = world.people["unit_officer"]
    person.email = "moi@vidu.vn"
    person.save()
    assert mail.retry([bounced.pk]) == 1
    with later(600):
        assert mail.send_due() == 1
    assert read(mailbox)[-1]["To"] == "moi@vidu.vn"


def test_what_was_read_meanwhile_is_not_mailed(
    world: World, assignment: Assignment, mailbox: Mailbox, client_for: Callable[..., Client]
) -> None:
    urge(world, assignment, "Một")
    client_for(world.people["unit_head"]).post("/thong-bao/da-doc/")
    with later(5):
        mail.send_due()
    assert len(mailbox.letters) == 2
    assert Delivery.objects.get(person=world.people["unit_head"]).state == DeliveryState.DROPPED


def test_dead_between_sending_and_recording_the_same_letter_goes_again(
    world: World, assignment: Assignment, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one moment that SMTP leaves open: the second copy bears the Message-ID of the first, word for word."""
    urge(world, assignment, "Một")

    class Killed(BaseException):
        pass

    def die(*_args: object, **_kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, later(5), pytest.raises(Killed):
        patched.setattr(mail, "_settle", die)
        mail.send_due()
    assert len(mailbox.letters) == 1
    urge(world, assignment, "Hai")  # what comes meanwhile goes into another letter
    with later(14):
        mail.send_due()
    assert len(mailbox.letters) == 1 + 2 + 3  # not before the claim of the dead has run out
    with later(16):
        assert mail.send_due() == 1
    letters = read(mailbox)
    first, again = letters[0], letters[-1]
    assert first["Message-ID"] == again["Message-ID"]
    assert first.get_body(("plain",)).get_content() == again.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert len({letter["Message-ID"] for letter in letters}) == len(letters) - 1


def test_who_lost_the_claim_does_not_overwrite_what_another_recorded(
    world: World, assignment: Assignment, mailbox: Mailbox
) -> None:
    urge(world, assignment, "Một")
    with later(5):
        mail.gather(world.people["unit_head"].pk)
        slow = mail.claim()
        assert slow is not None
        assert mail.claim() is None
    with later(20):
        other = mail.claim()
        assert other == slow
        mail._settle(other, state=LetterState.SENT)
        mail._settle(slow, state=LetterState.FAILED)
    assert states() == {LetterState.SENT}


def test_reminders_of_a_day_are_one_letter_in_the_hour_s_minute(world: World, mailbox: Mailbox) -> None:
    due, given = date(2026, 5, 20), date(2026, 5, 4)
    first = give(world, due, on=given)
    give(world, due, on=given, task=builders.make_task(world, first.directive))
    give(world, due, on=given, task=builders.make_task(world))
    morning = datetime(2026, 5, 19, 7, 2, tzinfo=clock.ZONE)
    run_worker(morning)
    with clock.travel(morning + timedelta(minutes=12)):
        assert mail.send_due() == 0
    with clock.travel(morning + timedelta(minutes=13)):
        mail.send_due()
    mine = [letter for letter in read(mailbox) if letter["To"] == "unit_head@vidu.vn"]
    assert len(mine) == 1
    text = mine[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "2 việc còn 1 ngày làm việc đến hạn 20/05/2026" in text
    assert "Còn 1 ngày làm việc đến hạn 20/05/2026" in text


def test_a_rung_without_mail_stays_in_the_inbox(world: World, mailbox: Mailbox) -> None:
    from notifications.models import Notice, ReminderRung

    ReminderRung.objects.filter(offset=-1).update(mail=False)
    give(world, date(2026, 5, 20), on=date(2026, 5, 15))
    run_worker(date(2026, 5, 19))
    assert Notice.objects.filter(event__kind="reminder.fired").count() == 3
    assert not Delivery.objects.filter(notice__event__kind="reminder.fired").exists()


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ((2026, 5, 19, 7, 2), (2026, 5, 19, 7, 15)),
        ((2026, 5, 19, 7, 16), (2026, 5, 19, 8, 15)),
        ((2026, 5, 19, 18, 30), (2026, 5, 20, 7, 15)),  # the evening is quiet
        ((2026, 5, 19, 3, 0), (2026, 5, 19, 7, 15)),
        ((2026, 5, 22, 18, 30), (2026, 5, 25, 7, 15)),  # Friday evening to Monday
        ((2026, 1, 10, 9, 0), (2026, 1, 10, 9, 15)),  # a Saturday worked in exchange
    ],
)
def test_quiet_time(db: None, now: tuple[int, ...], at: tuple[int, ...]) -> None:
    assert reminder_letter_at(datetime(*now, tzinfo=clock.ZONE)) == datetime(*at, tzinfo=clock.ZONE)  # type: ignore[misc, arg-type]


def test_quiet_time_is_the_office_s_choice(db: None) -> None:
    options.set_value("mail_quiet_from", "7", None)
    options.set_value("mail_quiet_days_off", "0", None)
    saturday = datetime(2026, 5, 23, 22, 0, tzinfo=clock.ZONE)
    assert reminder_letter_at(saturday) == saturday.replace(minute=15)
