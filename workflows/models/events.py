"""Append-only history (nhật ký): audit trail, timeline and outbox in one. Rules: docs/engine.md."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from workflows import facts, triggers


class EventStream(models.Model):
    """The head of one chain of events: how many there are and the last one's hash. Kept by the trigger alone."""

    key = models.CharField(primary_key=True, max_length=80)
    length = models.BigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        triggers = [
            # Depth 0: a statement of a client. Depth 1: the event's own trigger.
            triggers.refuse("trigger_only", pgtrigger.Insert | pgtrigger.Update, condition="pg_trigger_depth() < 1"),
            triggers.refuse("no_delete", pgtrigger.Delete),
            triggers.refuse_truncate(),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.length})"


class Event(models.Model):
    """One fact: what, who, on whose behalf, when. Never updated or deleted; the database refuses it.

    ``stream`` is the thing it happened to ("directive:5", "assignment:77", "unit:3", "person:9", "office");
    ``position`` counts within it from 1. ``directive_id`` and ``unit_id`` are plain numbers, not keys: the engine
    knows neither table. position, prev_hash and hash are the trigger's, whatever is written there.
    """

    stream = models.CharField(max_length=80)
    position = models.IntegerField(db_default=0, editable=False)
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    directive_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    data = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    prev_hash = models.CharField(max_length=64, db_default="", editable=False)
    hash = models.CharField(max_length=64, db_default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "position"], name="event_position"),
            models.CheckConstraint(condition=models.Q(stream__regex=r"^[a-z_]+(:[0-9]+)?$"), name="event_stream_form"),
            models.CheckConstraint(condition=models.Q(kind__regex=r"^[a-z0-9_.]+$"), name="event_kind_form"),
        ]
        indexes = [
            # A directive's timeline; a unit's; "what did this person do".
            models.Index(
                fields=["directive_id", "id"], name="event_directive", condition=models.Q(directive_id__isnull=False)
            ),
            models.Index(fields=["unit_id", "id"], name="event_unit", condition=models.Q(unit_id__isnull=False)),
            models.Index(fields=["actor", "id"], name="event_actor", condition=models.Q(actor__isnull=False)),
        ]
        triggers = [
            triggers.chain(),
            triggers.refuse("append_only", pgtrigger.Update | pgtrigger.Delete),
            triggers.refuse_truncate(),
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.position} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: a second save would be an update, which the database refuses."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    @property
    def fact(self) -> facts.Fact | None:
        """The typed fact, or None when no app here knows the kind."""
        fact_class = facts.registry.get(self.kind)
        return fact_class.from_data(self.data) if fact_class else None


class HistorySeal(models.Model):
    """A periodic seal over the events since the last seal, chained, so that a stream removed whole is found.

    ``digest`` is the SHA-256 of the hashes of the events with ``after_id < id <= upto_id``, in order of id.
    """

    number = models.IntegerField(unique=True)
    at = models.DateTimeField()
    after_id = models.BigIntegerField()
    upto_id = models.BigIntegerField()
    events = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        triggers = [
            triggers.refuse("append_only", pgtrigger.Update | pgtrigger.Delete),
            triggers.refuse_truncate(),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}: {self.events} events to {self.upto_id}"
