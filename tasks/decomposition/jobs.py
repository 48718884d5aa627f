"""The job that reads a long directive."""

import logging

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from directives.models import Directive
from organizations.actors import actor_for
from tasks.decomposition.actions import reading_runs
from tasks.decomposition.actions.proposing import propose_tasks, read_directive
from tasks.models import ReadRun
from workflows import jobs
from workflows.machine import TransitionDenied

logger = logging.getLogger(__name__)
Phase = ReadRun.Phase


def enqueue_reading(directive_id: int) -> None:
    """Enqueue the reading that ``reading_runs.begin`` announced, in the same transaction."""
    try:
        jobs.enqueue(read_job, queueing_lock=f"read:{directive_id}", directive_id=directive_id)
    except AlreadyEnqueued:
        logger.info("directive %s: reading waits already", directive_id)


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
        propose_tasks(directive=directive, actor=actor, read=read_directive(directive, actor), by_job=True)
    except TransitionDenied as refusal:
        if refusal.code != "called_off":
            reading_runs.move(directive_id, reading_runs.UNDER_WAY, Phase.FAILED, error=refusal.message)
    except Exception as error:
        reading_runs.move(directive_id, reading_runs.UNDER_WAY, Phase.FAILED, error=type(error).__name__)
        raise
