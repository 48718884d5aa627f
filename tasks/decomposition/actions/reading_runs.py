"""The reading of a long directive outside the request: begun, called off, done; and what a reading found."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import locked
from tasks.decomposition.spans import mark_of
from tasks.models import ReadRun
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied

LONG = 25_000
"""Characters of text (some ten pages) from which a reading may take longer than a second: then a job does it."""

SILENCE = timedelta(minutes=10)
"""A reading that has told nothing for so long died with its worker and may be begun anew."""

UNDER_WAY = (ReadRun.Phase.WAITING, ReadRun.Phase.READING, ReadRun.Phase.WRITING)


def under_way(run: ReadRun | None) -> bool:
    """Waiting or reading now."""
    return run is not None and run.phase in UNDER_WAY and clock.now() - run.updated_at < SILENCE


@transaction.atomic
def begin(*, directive: Directive, actor: Actor) -> ReadRun:
    """Have the directive read by a job. Refused (TransitionDenied ``reading``) while somebody has it read already."""
    row = locked(directive.pk, actor)
    run = ReadRun.objects.filter(directive=row).first()
    if run is not None and under_way(run):
        raise TransitionDenied(
            "reading", _("Văn bản đang được đọc theo yêu cầu của %(who)s.") % {"who": run.started_by}
        )
    now = clock.now()
    begun = {
        "phase": ReadRun.Phase.WAITING,
        "error": "",
        "blocks_read": 0,
        "blocks": 0,
        "tables_read": 0,
        "tables": 0,
        "started_by_id": actor.person_id,
        "started_on_behalf_of_id": actor.on_behalf_of_id,
        "started_at": now,
        "updated_at": now,
    }
    run, _made = ReadRun.objects.update_or_create(directive=row, defaults=begun)
    ledger.announce(f"directive.{row.pk}")
    return run


@transaction.atomic
def call_off(*, directive: Directive, actor: Actor) -> None:
    """Dừng đọc: what the job has read so far is not used. Nothing happens when it is done already."""
    row = locked(directive.pk, actor)
    move(row.pk, UNDER_WAY, ReadRun.Phase.CANCELLED)


def move(directive_id: int, sources: Sequence[str], phase: str, *, error: str = "") -> bool:
    """Bring the run into a phase and tell open pages; False when it stands in none of ``sources`` any more."""
    with transaction.atomic():
        runs = ReadRun.objects.filter(directive_id=directive_id, phase__in=sources)
        moved = runs.update(phase=phase, error=error, updated_at=clock.now())
        ledger.announce(f"directive.{directive_id}")
    return bool(moved)


def advance(directive_id: int, **counts: int) -> bool:
    """Write down how far a reading has come; False when it was called off. Open pages ask for it themselves."""
    runs = ReadRun.objects.filter(directive_id=directive_id, phase=ReadRun.Phase.READING)
    return bool(runs.update(updated_at=clock.now(), **counts))


def told(directive: Directive, actor: Actor, text: str, findings: Sequence[dict[str, Any]] = ()) -> None:
    """The reading is done: which text was read, by whom, what was found."""
    now = clock.now()
    done = {
        "phase": ReadRun.Phase.DONE,
        "text_mark": mark_of(text),
        "findings": list(findings),
        "error": "",
        "updated_at": now,
    }
    begun = {"started_by_id": actor.person_id, "started_on_behalf_of_id": actor.on_behalf_of_id, "started_at": now}
    ReadRun.objects.update_or_create(directive=directive, defaults=done, create_defaults={**begun, **done})
