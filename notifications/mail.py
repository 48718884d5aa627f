"""E-mail of notices: planned with the notice, gathered into letters, sent by the worker (docs/reminders.md).

Three steps, each a transaction of its own, so that nothing is lost and as little as SMTP allows is doubled:
deliveries are *gathered* into a letter whose words and Message-ID are fixed; the letter is *claimed*; it is *sent*,
outside any transaction, and what became of it is recorded. A process that dies in between leaves a claimed letter,
which goes again, the same under the same Message-ID, when the claim has run out.
"""

import logging
import smtplib
import uuid
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from notifications import boards
from notifications.models import Delivery, DeliveryState, Letter, LetterState, MutedTopic, Notice, Topic
from notifications.quiet import reminder_letter_at
from organizations.models import Person
from organizations.models.people import MailChoice
from workflows import clock, options

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
MOST_IN_ONE = 100
# Longer than any try takes (EMAIL_TIMEOUT is of one answer): then its process is dead.
CLAIM = timedelta(minutes=10)
# RFC 3834, and the same for Exchange: no "out of office" to a mailbox that nobody reads.
NO_ANSWERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
# SMTP's "no, and do not ask again" begins here; authentication is the operator's to mend and is tried again.
PERMANENT = 500
NOT_THE_LETTERS_FAULT = frozenset({530, 534, 535, 538})


def enabled() -> bool:
    """The operator named a mail server."""
    return bool(settings.EMAIL_HOST)


def plan(event_ids: Sequence[int]) -> int:
    """Deliveries for the notices of these events, by each person's choice; how many."""
    if not enabled() or not event_ids:
        return 0
    now = clock.now()
    muted = set(MutedTopic.objects.values_list("person_id", "topic"))
    notices = (
        Notice.objects.filter(event_id__in=event_ids, read_at=None, delivery=None)
        .exclude(person__email="")
        .exclude(person__mail_choice=MailChoice.NONE)
        .select_related("person", "event")
    )
    rows = [
        Delivery(notice=notice, person_id=notice.person_id, due_at=_due_at(notice, now))
        for notice in notices
        if (notice.person_id, notice.topic) not in muted
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2_000)
    return len(rows)


def send_due() -> int:
    """Gather and send everything whose time has come; how many letters went out. Bears two workers at once."""
    if not enabled():
        return 0
    due = Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=clock.now())
    for person_id in list(due.order_by("person_id").values_list("person_id", flat=True).distinct()):
        gather(person_id)
    return _send_letters()


@transaction.atomic
def gather(person_id: int) -> Letter | None:
    """One person's due notices as one letter; None when nothing is left to say."""
    deliveries = list(
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(person_id=person_id, state=DeliveryState.PENDING, due_at__lte=clock.now())
        .order_by("notice_id")[:MOST_IN_ONE]
    )
    ids = [delivery.pk for delivery in deliveries]
    person = Person.objects.get(pk=person_id)
    notices = boards.readable(person, [delivery.notice_id for delivery in deliveries])
    if not notices or not person.email or not person.may_sign_in(clock.today()):
        # Read meanwhile, no longer theirs to see, or left: nothing to send, nothing to try again.
        Delivery.objects.filter(pk__in=ids).update(state=DeliveryState.DROPPED)
        return None
    letter = _letter(person, notices)
    letter.save()
    Delivery.objects.filter(pk__in=ids).update(state=DeliveryState.GATHERED, letter=letter)
    return letter


def _letter(person: Person, notices: Sequence[boards.NoticeRow]) -> Letter:
    groups: dict[str, list[boards.NoticeRow]] = {}
    for notice in notices:
        groups.setdefault(notice.sentence, []).append(notice)
    reasons = {notice.reason for notice in notices}
    context = {
        "person": person,
        "groups": groups,
        "site": settings.SITE_URL,
        "others": len(notices) - 1,
        "reason": reasons.pop() if len(reasons) == 1 else "",
    }
    host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    with translation.override(person.language):
        return Letter(
            person=person,
            address=person.email,
            message_id=f"<{uuid.uuid4().hex}@{host}>",
            subject=" ".join(render_to_string("emails/notices_subject.txt", context).split()),
            text=render_to_string("emails/notices.txt", context),
            html=render_to_string("emails/notices.html", context),
            made_at=clock.now(),
            next_try_at=clock.now(),
        )


def _send_letters() -> int:
    """Over one connection. A server that cannot be reached ends the round: the others need not wait for it too."""
    server = get_connection()
    sent = 0
    try:
        while letter := claim():
            try:
                server.open()
            except Exception as error:
                _postpone(letter, error)
                break
            sent += _send(letter, server)
    finally:
        server.close()
    return sent


@transaction.atomic
def claim() -> Letter | None:
    """Take the next letter whose time has come, also one whose process died. Nobody else takes it meanwhile."""
    now = clock.now()
    due = Letter.objects.filter(state__in=[LetterState.PENDING, LetterState.SENDING], next_try_at__lte=now)
    letter = due.select_for_update(skip_locked=True).order_by("next_try_at", "pk").first()
    if letter is not None:
        letter.state = LetterState.SENDING
        letter.attempts += 1
        letter.next_try_at = now + CLAIM
        letter.save(update_fields=["state", "attempts", "next_try_at"])
    return letter


def _send(letter: Letter, server: BaseEmailBackend) -> bool:
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.address],
        headers={"Message-ID": letter.message_id, **NO_ANSWERS},
        connection=server,
    )
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except Exception as error:
        _postpone(letter, error)
        server.close()
        return False
    _settle(letter, state=LetterState.SENT, sent_at=clock.now(), error="", text="", html="")
    return True


def _postpone(letter: Letter, error: Exception) -> None:
    """Try again after 1, 2, 4 ... minutes, at most six hours apart; a permanent refusal or ten tries end it."""
    logger.warning("letter %s not sent: %s", letter.pk, error)
    state = LetterState.PENDING
    if refused_for_good(error):
        state = LetterState.BOUNCED
    elif letter.attempts >= MOST_ATTEMPTS:
        state = LetterState.FAILED
    wait = timedelta(minutes=min(2 ** (letter.attempts - 1), 360))
    _settle(letter, state=state, error=_words(error)[:300], next_try_at=clock.now() + wait)


def _settle(letter: Letter, **fields: object) -> None:
    """Record what became of this try, unless the claim ran out and another took the letter."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, attempts=letter.attempts).update(**fields)


def refused_for_good(error: Exception) -> bool:
    """The server said that this letter, or its address, will never be taken (5xx)."""
    codes: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    return bool(codes) and all(code >= PERMANENT and code not in NOT_THE_LETTERS_FAULT for code in codes)


def _words(error: Exception) -> str:
    """What the server said, as far as it said something; else what happened, in words of the office."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
        return "; ".join(f"{code} {bytes(words).decode(errors='replace')}" for code, words in answers)
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    said = str(error) or type(error).__name__
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _("Máy chủ thư ngắt kết nối giữa chừng (%(said)s)") % {"said": said}
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return _("Không nối được với máy chủ thư %(server)s (%(said)s)") % {"server": server, "said": said}
    return said


@transaction.atomic
def retry(letter_ids: Sequence[int] | None = None) -> int:
    """Send again what was given up or refused: these letters, or all; to the address the person has now."""
    stuck = Letter.objects.filter(Q(state=LetterState.FAILED) | Q(state=LetterState.BOUNCED))
    return _again(stuck if letter_ids is None else stuck.filter(pk__in=letter_ids))


@transaction.atomic
def hurry() -> int:
    """Try at once what waits for its next try: for when the mail server answers again."""
    return _again(postponed())


def postponed() -> QuerySet[Letter]:
    """Letters that were tried in vain and will be tried again."""
    return Letter.objects.filter(state=LetterState.PENDING, attempts__gt=0)


def _again(letters: QuerySet[Letter]) -> int:
    """Their tries begin anew. A letter that is being sent is none of them, so nothing is doubled."""
    found = letters.exclude(person__email="")
    rows = list(found.select_for_update(of=("self",)).annotate(now_at=F("person__email")))
    for letter in rows:
        letter.address, letter.state, letter.attempts = letter.now_at, LetterState.PENDING, 0
        letter.next_try_at = clock.now()
    Letter.objects.bulk_update(rows, ["address", "state", "attempts", "next_try_at"])
    return len(rows)


def _due_at(notice: Notice, now: datetime) -> datetime:
    if notice.person.mail_choice == MailChoice.AT_ONCE:
        if notice.topic == Topic.REMINDER or notice.event.actor_id is None:
            return reminder_letter_at(now)
        return now + timedelta(minutes=options.get_int("mail_wait_minutes"))
    hour = options.get_int("mail_digest_hour")
    today = datetime.combine(now.date(), time(hour), now.tzinfo)
    return today if today > now else today + timedelta(days=1)
