"""Jobs of issuing: start it when the decomposition is approved, pick up what a crash left, open periods daily."""

import logging
from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from directives.actions.review import stop_issuing
from directives.facts import ReviewApproved
from directives.models import Directive
from directives.states import DirectiveState
from tasks.issuing.issue import issue_directive
from tasks.issuing.periods import open_periods
from tasks.issuing.progress import Phase, Progress
from tasks.models import IssueRun
from tasks.timing.actions.reviewing import call_for_reviews
from workflows import clock, facts, jobs
from workflows.actors import Actor, system_actor
from workflows.machine import TransitionDenied
from workflows.models import Event

logger = logging.getLogger(__name__)
RETRY = RetryStrategy(max_attempts=5, exponential_wait=5)
# An issuing that has told nothing for so long has died with its worker.
SILENCE = timedelta(seconds=60)


@facts.on(ReviewApproved)
def start_issuing(event: Event, fact: ReviewApproved) -> None:
    """Approved: issue it."""
    enqueue_issuing(fact.directive_id)


def enqueue_issuing(directive_id: int) -> None:
    """Enqueue the issuing of a directive, unless one waits already."""
    try:
        jobs.enqueue(issue_job, queueing_lock=f"issue:{directive_id}", directive_id=directive_id)
    except AlreadyEnqueued:
        logger.info("directive %s: issuing waits already", directive_id)


@app.task(retry=RETRY)
def issue_job(directive_id: int) -> None:
    """Issue the directive in the name of whoever approved it. Bears being run twice.

    What cannot be issued goes back to the desk that decomposes, with the reason.
    """
    actor = approver(directive_id)
    try:
        issue_directive(directive_id, actor)
    except TransitionDenied as refusal:
        if refusal.code == "nothing_to_issue":
            stop_issuing(directive=Directive.objects.get(pk=directive_id), actor=actor, reason=refusal.message)
            _tell_failure(directive_id, refusal.message)
        logger.info("directive %s not issued: %s", directive_id, refusal.message)
    except Exception as error:
        _tell_failure(directive_id, type(error).__name__)
        raise


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="resume_issuing")
def resume_issuing(timestamp: int) -> None:
    """Approved directives whose issuing went silent are issued again: their worker died."""
    quiet_since = clock.now() - SILENCE
    told = IssueRun.objects.filter(updated_at__gte=quiet_since).exclude(phase=Phase.FAILED)
    alive = set(told.values_list("directive_id", flat=True))
    refused = set(IssueRun.objects.filter(phase=Phase.FAILED).values_list("directive_id", flat=True))
    for directive_id in Directive.objects.filter(state=DirectiveState.ISSUING).values_list("pk", flat=True):
        if directive_id not in alive | refused:
            enqueue_issuing(directive_id)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="open_due_periods")
def open_due_periods(timestamp: int) -> None:
    """Hourly, so that a night without a worker is caught up in the morning; a period is opened once all the same."""
    open_periods(clock.today())
    call_for_reviews()


def approver(directive_id: int) -> Actor:
    """Who approved the decomposition, and for whom; the system when the history does not tell."""
    event = (
        Event.objects.filter(stream=f"directive:{directive_id}", kind=ReviewApproved.kind)
        .select_related("actor", "on_behalf_of")
        .order_by("-position")
        .first()
    )
    if event is None or event.actor is None:
        return system_actor()
    principal = event.on_behalf_of
    return Actor(
        person_id=event.actor.pk,
        name=event.actor.get_full_name(),
        on_behalf_of_id=principal.pk if principal else None,
        on_behalf_of_name=principal.get_full_name() if principal else "",
    )


def _tell_failure(directive_id: int, message: str) -> None:
    with Progress(directive_id) as progress:
        progress.tell(Phase.FAILED, error=message)
