"""From events back to facts, and to the handlers that subscribed to them (workflows.facts.on)."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from workflows import facts, freshness
from workflows.models import Event

logger = logging.getLogger(__name__)
Pair = tuple[Event, facts.Fact]


@dataclass(frozen=True)
class Failure:
    """Events that one handler could not take."""

    handler: str
    event_ids: list[int]


def deliver(event_ids: Sequence[int]) -> list[Failure]:
    """Call every subscribed handler, each in its own transaction; returns what failed, already logged."""
    freshness.recheck()
    pairs = _load(event_ids)
    failures: list[Failure] = []
    for subscription in list(facts.subscriptions.values()):
        wanted = [pair for pair in pairs if pair[0].kind in subscription.kinds]
        failed: list[int] = []
        for group in _groups(subscription, wanted):
            try:
                _call(subscription, group)
            except Exception:
                logger.exception("%s failed on events %s", subscription.name, [event.pk for event, _ in group][:20])
                failed += [event.pk for event, _fact in group]
        if failed:
            failures.append(Failure(subscription.name, failed))
    return failures


def deliver_to(handler: str, event_ids: Sequence[int]) -> None:
    """Call one handler again; raises its error, so that the job is retried."""
    freshness.recheck()
    subscription = facts.subscriptions.get(handler)
    if subscription is None:
        logger.error("no handler %s any more: events %s are not brought to it", handler, list(event_ids)[:20])
        return
    wanted = [pair for pair in _load(event_ids) if pair[0].kind in subscription.kinds]
    errors: list[Exception] = []
    for group in _groups(subscription, wanted):
        try:
            _call(subscription, group)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


def _load(event_ids: Sequence[int]) -> list[Pair]:
    """The events in their order, with their facts; unknown or unreadable ones are skipped with a log line."""
    pairs: list[Pair] = []
    for event in Event.objects.filter(pk__in=event_ids).order_by("pk"):
        try:
            fact = event.fact
        except facts.UnknownFields as error:
            logger.error("event %s skipped: %s", event.pk, error)
            continue
        if fact is None:
            logger.warning("event %s skipped: unknown kind %s", event.pk, event.kind)
            continue
        pairs.append((event, fact))
    return pairs


def _groups(subscription: facts.Subscription, pairs: list[Pair]) -> Iterable[list[Pair]]:
    if not subscription.batch:
        return [[pair] for pair in pairs]
    return [pairs] if pairs else []


def _call(subscription: facts.Subscription, group: list[Pair]) -> None:
    with transaction.atomic():
        if subscription.batch:
            subscription.call(group)
        else:
            subscription.call(*group[0])
