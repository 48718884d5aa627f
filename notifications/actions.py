"""What a person does with notices."""

from django.db import transaction

from notifications.models import MutedTopic, Notice, Topic
from organizations.models import Person
from workflows import clock
from workflows.ledger import announce


@transaction.atomic
def mark_read(*, person: Person, notice_ids: list[int] | None = None) -> int:
    """Mark these notices read, or all of the person's; how many were unread."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=notice_ids)
    count = unread.update(read_at=clock.now())
    if count:
        announce(f"person.{person.pk}")
    return count


@transaction.atomic
def choose_mail(*, person: Person, mail_choice: str, topics: list[str]) -> None:
    """When e-mail goes out, and of which topics; the others are muted."""
    person.mail_choice = mail_choice
    person.save(update_fields=["mail_choice"])
    muted = set(Topic.values) - set(topics)
    MutedTopic.objects.filter(person=person).exclude(topic__in=muted).delete()
    MutedTopic.objects.bulk_create([MutedTopic(person=person, topic=topic) for topic in muted], ignore_conflicts=True)
