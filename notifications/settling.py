"""Notices that asked for a decision and have it: read for everybody who got them, whoever decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from directives import facts as directive_facts
from notifications.models import Notice
from organizations import facts as office_facts
from tasks import facts as task_facts
from workflows import clock
from workflows.facts import Fact, on
from workflows.ledger import announce
from workflows.models import Event

_REVIEW = (directive_facts.ReviewSubmitted,)
_RESULT = (task_facts.ResultSubmitted,)
_DECLINE = (task_facts.AssignmentDeclined,)
_ANSWER = (task_facts.ExplanationAnswered,)
# Each step of a request for more time settles those before it: signed, it no longer waits for a signature.
_EXTENSION = (
    task_facts.ExtensionDrafted,
    task_facts.ExtensionAsked,
    task_facts.ExtensionAdvised,
    task_facts.ExtensionStepLate,
)

# What settles which questions; the questions are those of the same request, assignment or directive asked before it.
SETTLES: Mapping[type[Fact], tuple[type[Fact], ...]] = {
    directive_facts.ReviewApproved: _REVIEW,
    directive_facts.ReviewSentBack: _REVIEW,
    directive_facts.DirectiveWithdrawn: _REVIEW,
    task_facts.ResultConfirmed: _RESULT,
    task_facts.ResultReturned: _RESULT,
    task_facts.ResultTakenBack: _RESULT,
    # Confirmed by mistake: the unit need not read first that it was confirmed.
    task_facts.ResultReopened: (task_facts.ResultConfirmed,),
    task_facts.DeclineRefused: _DECLINE,
    task_facts.AssignmentReassigned: _DECLINE,
    task_facts.AssignmentCancelled: (*_RESULT, *_DECLINE, *_EXTENSION, *_ANSWER),
    task_facts.ExtensionAsked: _EXTENSION,
    task_facts.ExtensionAdvised: _EXTENSION,
    task_facts.ExtensionGranted: _EXTENSION,
    task_facts.ExtensionRefused: _EXTENSION,
    task_facts.ExtensionWithdrawn: _EXTENSION,
    task_facts.ExplanationReturned: _ANSWER,
    task_facts.CauseFound: _ANSWER,
    task_facts.InstructionAnswered: (task_facts.EscalationNoted,),
    office_facts.CalendarYearConfirmed: (office_facts.CalendarYearAsked,),
}
# The narrowest thing that question and decision name alike.
_SUBJECTS = ("extension_id", "explanation_id", "escalation_id", "assignment_id")


@on(*SETTLES, batch=True)
def settle(pairs: Sequence[tuple[Event, Any]]) -> None:
    """Count as read what these facts decided; the unread counts on open screens follow."""
    with transaction.atomic():
        told: set[int] = set()
        for event, fact in pairs:
            open_notices = Notice.objects.filter(_questions(event, fact), read_at=None)
            told.update(open_notices.values_list("person_id", flat=True))
            open_notices.update(read_at=clock.now())
        if told:
            announce(*(f"person.{person}" for person in sorted(told)))


def _questions(event: Event, fact: Fact) -> Q:
    asked = Q(event__kind__in=[question.kind for question in SETTLES[type(fact)]], event__lt=event.pk)
    if "year" in event.data:
        return asked & Q(event__data__year=event.data["year"])
    assignment = event.data.get("assignment_id")
    if assignment is None:
        return asked & Q(directive_id=event.directive_id)
    key = next(name for name in _SUBJECTS if name in event.data)
    return asked & Q(assignment_id=assignment, **{f"event__data__{key}": event.data[key]})
