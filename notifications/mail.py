"""E-mail of notices: planned with the notice, sent by the worker, many notices in one message.

A delivery is locked while it is sent and marked sent in the same transaction. Killed between the server's acceptance
and the commit, the worker sends again under the same Message-ID: at least once is all that SMTP allows.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from notifications import boards
from notifications.models import Delivery, DeliveryState, MutedTopic, Notice
from organizations.models import Person
from organizations.models.people import MailChoice
from workflows import clock, options

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
MOST_IN_ONE = 100


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
        .select_related("person")
    )
    rows = [
        Delivery(notice=notice, person_id=notice.person_id, next_try_at=_first_try(notice.person, now))
        for notice in notices
        if (notice.person_id, notice.topic) not in muted
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2_000)
    return len(rows)


def send_due() -> int:
    """Send everything whose time has come, one message a person; how many messages went out."""
    if not enabled():
        return 0
    due = Delivery.objects.filter(state=DeliveryState.PENDING, next_try_at__lte=clock.now())
    people = list(due.order_by("person_id").values_list("person_id", flat=True).distinct())
    return sum(send_to(person_id) for person_id in people)


@transaction.atomic
def send_to(person_id: int) -> bool:
    """Send one person's due notices as one message; False when there was nothing or the server refused."""
    deliveries = list(
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(person_id=person_id, state=DeliveryState.PENDING, next_try_at__lte=clock.now())
        .order_by("notice_id")[:MOST_IN_ONE]
    )
    if not deliveries:
        return False
    person = Person.objects.get(pk=person_id)
    notices = boards.readable(person, [delivery.notice_id for delivery in deliveries])
    if not notices or not person.email or not person.is_active:
        # Read meanwhile, no longer theirs to see, or left: nothing to send, nothing to try again.
        Delivery.objects.filter(pk__in=[d.pk for d in deliveries]).update(
            state=DeliveryState.SENT, sent_at=clock.now(), error="not needed"
        )
        return False
    try:
        _message(person, notices, deliveries).send()
    except Exception as error:
        logger.warning("mail to person %s not sent: %s", person_id, error)
        _postpone(deliveries, str(error))
        return False
    Delivery.objects.filter(pk__in=[d.pk for d in deliveries]).update(
        state=DeliveryState.SENT, sent_at=clock.now(), error=""
    )
    return True


def _message(
    person: Person, notices: Sequence[boards.NoticeRow], deliveries: Sequence[Delivery]
) -> EmailMultiAlternatives:
    context = {"person": person, "notices": notices, "site": settings.SITE_URL, "count": len(notices)}
    key = hashlib.sha256(",".join(str(delivery.pk) for delivery in deliveries).encode()).hexdigest()[:32]
    host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    with translation.override(person.language):
        message = EmailMultiAlternatives(
            subject=" ".join(render_to_string("emails/notices_subject.txt", context).split()),
            body=render_to_string("emails/notices.txt", context),
            to=[person.email],
            headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("emails/notices.html", context), "text/html")
    return message


def _postpone(deliveries: Sequence[Delivery], error: str) -> None:
    """Try again after 1, 2, 4 ... minutes, at most six hours apart; after ten times a person must look."""
    for delivery in deliveries:
        delivery.attempts += 1
        delivery.error = error[:300]
        if delivery.attempts >= MOST_ATTEMPTS:
            delivery.state = DeliveryState.FAILED
        delivery.next_try_at = clock.now() + timedelta(minutes=min(2 ** (delivery.attempts - 1), 360))
    Delivery.objects.bulk_update(deliveries, ["attempts", "error", "state", "next_try_at"])


def _first_try(person: Person, now: datetime) -> datetime:
    if person.mail_choice == MailChoice.AT_ONCE:
        return now + timedelta(minutes=options.get_int("mail_wait_minutes"))
    hour = options.get_int("mail_digest_hour")
    today = datetime.combine(now.date(), time(hour), now.tzinfo)
    return today if today > now else today + timedelta(days=1)
