"""From facts to notices. Runs in the job worker, at least once; the unique key of a notice makes twice harmless."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from notifications import mail
from notifications.audience import Telling, tellings
from notifications.catalogue import BY_KIND, CATALOGUE
from notifications.models import Notice
from tasks.facts import AssignmentGiven
from workflows import clock, options
from workflows.facts import Fact, on
from workflows.ledger import announce
from workflows.models import Event


@on(*CATALOGUE, batch=True)
def tell(pairs: Sequence[tuple[Event, Fact]]) -> None:
    """Write the notices of these events, plan their e-mail, and move the unread counts on open screens."""
    events = [event for event, _fact in pairs]
    told = _merged(tellings(events, clock.today()))
    with transaction.atomic():
        Notice.objects.bulk_create(
            [
                Notice(
                    person_id=telling.person_id,
                    event=telling.event,
                    topic=BY_KIND[telling.event.kind].topic,
                    reason=telling.reason,
                    directive_id=telling.directive_id,
                    assignment_id=telling.assignment_id if count == 1 else None,
                    count=count,
                    at=telling.event.at,
                )
                for telling, count in told
            ],
            ignore_conflicts=True,
            batch_size=2_000,
        )
        fresh = clock.now() - timedelta(days=options.get_int("mail_not_older_than_days"))
        mail.plan([event.pk for event in events if event.at >= fresh])
        announce(*(f"person.{telling.person_id}" for telling, _count in told))


def _merged(found: Sequence[Telling]) -> list[tuple[Telling, int]]:
    """Work given to one person's desk by one directive at one moment is one notice, of the first event."""
    single: list[tuple[Telling, int]] = []
    sets: dict[tuple[int, int, object], list[Telling]] = defaultdict(list)
    for telling in found:
        if telling.event.kind == AssignmentGiven.kind:
            sets[telling.person_id, telling.directive_id, telling.event.at].append(telling)
        else:
            single.append((telling, 1))
    return single + [(min(group, key=lambda t: t.event.pk), len(group)) for group in sets.values()]
