"""The job that reads a long directive."""

import logging
import time
from bisect import bisect_right

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from directives.intake.blocks import blocks_of
from directives.models import Directive
from organizations.actors import actor_for
from tasks.decomposition.actions import reading_runs
from tasks.decomposition.actions.proposing import propose_tasks, read_directive
from tasks.models import ReadRun
from workflows import jobs
from workflows.machine import TransitionDenied

logger = logging.getLogger(__name__)
Phase = ReadRun.Phase
EVERY = 0.5  # seconds between two signs of progress


def enqueue_reading(directive_id: int) -> None:
    """Enqueue the reading that ``reading_runs.begin`` announced, in the same transaction."""
    try:
        jobs.enqueue(read_job, queueing_lock=f"read:{directive_id}", directive_id=directive_id)
    except AlreadyEnqueued:
        logger.info("directive %s: reading waits already", directive_id)


class Progress:
    """Tells how many passages and tables of the text are read; ends the reading when it was called off."""

    def __init__(self, directive: Directive) -> None:
        self._pk = directive.pk
        blocks = blocks_of(directive.text)
        tables = {block.table: block.end for block in blocks if block.is_row}
        self._blocks, self._tables = [block.end for block in blocks], sorted(tables.values())
        self._last = 0.0

    def __call__(self, at: int) -> None:
        if time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        going_on = reading_runs.advance(
            self._pk,
            blocks_read=bisect_right(self._blocks, at),
            blocks=len(self._blocks),
            tables_read=bisect_right(self._tables, at),
            tables=len(self._tables),
        )
        if not going_on:
            raise TransitionDenied("called_off", _("Việc đọc đã được dừng."))


@app.task
def read_job(directive_id: int) -> None:
    """Read the directive in the name of whoever asked for it, unless it was called off meanwhile.

    What is refused, or fails, is told on the page; nothing is half written.
    """
    if not reading_runs.move(directive_id, reading_runs.UNDER_WAY, Phase.READING):
        return
    run = ReadRun.objects.select_related("started_by").get(directive_id=directive_id)
    directive = Directive.objects.select_related("standing_unit").get(pk=directive_id)
    actor = actor_for(run.started_by, acting_for=run.started_on_behalf_of_id)
    try:
        read = read_directive(directive, actor, Progress(directive))
        reading_runs.move(directive_id, [Phase.READING], Phase.WRITING)
        propose_tasks(directive=directive, actor=actor, read=read, by_job=True)
    except TransitionDenied as refusal:
        if refusal.code != "called_off":
            reading_runs.move(directive_id, reading_runs.UNDER_WAY, Phase.FAILED, error=refusal.message)
    except Exception as error:
        reading_runs.move(directive_id, reading_runs.UNDER_WAY, Phase.FAILED, error=type(error).__name__)
        raise
