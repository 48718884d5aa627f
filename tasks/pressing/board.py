"""What stands on the page about time that ran out or is asked for, and which buttons the reader has."""

from dataclasses import dataclass

from organizations.boards.holders import holders
from organizations.permissions import Permission as P
from tasks.access import may_as_assigner, may_as_unit
from tasks.actions.escalating import escalating_blocked
from tasks.actions.explaining import asking_blocked
from tasks.models import Assignment, Escalation, Explanation, Extension, ExtensionProcess
from tasks.states import UNDECIDED, ExplanationState, ExtensionStep
from workflows import clock
from workflows.actors import Actor


@dataclass(frozen=True)
class Road:
    """A request for more time under way: whose turn it is, by when, and what the reader may do with it."""

    extension: Extension
    process: ExtensionProcess
    step: str
    late: bool
    may_sign: bool
    may_advise: bool
    # The reader would decide on a request of their own; ``others``: who else may, by name and post.
    own: bool
    others: tuple[str, ...]


@dataclass(frozen=True)
class Explained:
    """One request for an explanation, and what the reader may do with it."""

    row: Explanation
    late: bool
    may_answer: bool
    may_return: bool
    may_conclude: bool
    may_confirm_cause: bool


@dataclass(frozen=True)
class Pressing:
    """Everything of the section; nothing to show means no section."""

    road: Road | None
    explanations: tuple[Explained, ...]
    may_ask: bool
    escalations: tuple[Escalation, ...]
    may_escalate: bool
    may_note: bool

    @property
    def shown(self) -> bool:
        return bool(self.road or self.explanations or self.escalations or self.may_ask or self.may_escalate)


def pressing(assignment: Assignment, actor: Actor) -> Pressing:
    """Three queries; two more for the assigner's side when the deadline has passed."""
    late = assignment.due_on is not None and assignment.due_on < (
        assignment.done_on or assignment.stopped_on or clock.today()
    )
    asks = late and may_as_assigner(actor, P.EXPLANATION_ASK, assignment)
    raises = late and assignment.closed_on is None and may_as_assigner(actor, P.ESCALATE, assignment)
    people = (
        "asked_by",
        "asked_on_behalf_of",
        "answered_by",
        "answered_on_behalf_of",
        "found_by",
        "found_on_behalf_of",
    )
    raisers = ("raised_by", "raised_on_behalf_of", "noted_by", "noted_on_behalf_of")
    return Pressing(
        road=_road(assignment, actor),
        explanations=tuple(_explained(row, assignment, actor) for row in
                           assignment.explanations.select_related(*people)),
        may_ask=asks and asking_blocked(assignment) is None,
        escalations=tuple(assignment.escalations.select_related(*raisers)),
        may_escalate=raises and escalating_blocked(assignment) is None,
        may_note=assignment.closed_on is None and may_as_assigner(actor, P.ESCALATION_NOTE, assignment),
    )  # fmt: skip


def _road(assignment: Assignment, actor: Actor) -> Road | None:
    people = ("signed_by", "signed_on_behalf_of", "advised_by", "advised_on_behalf_of", "extension__asked_by")
    process = (
        ExtensionProcess.objects.filter(extension__assignment=assignment, extension__state__in=UNDECIDED)
        .select_related(*people)
        .prefetch_related("extension__files")
        .first()
    )
    if process is None:
        return None
    own = _own(process, assignment, actor)
    return Road(
        extension=process.extension,
        process=process,
        step=str(ExtensionStep(process.step).label),
        late=process.step_due_on is not None and process.step_due_on < clock.today(),
        may_sign=process.step == ExtensionStep.SIGN and may_as_unit(actor, P.EXTENSION_SIGN, assignment),
        may_advise=process.step == ExtensionStep.ADVISE and may_as_assigner(actor, P.EXTENSION_ADVISE, assignment),
        own=own,
        others=_other_deciders(assignment, actor) if own else (),
    )


def _own(process: ExtensionProcess, assignment: Assignment, actor: Actor) -> bool:
    """Asked or signed by the reader, or for work the reader answers for, where the reader also decides."""
    concerned = {assignment.responsible_id, process.extension.asked_by_id, process.signed_by_id} - {None}
    reader = {actor.person_id, actor.on_behalf_of_id}
    return bool(concerned & reader) and may_as_assigner(actor, P.EXTENSION_DECIDE, assignment)


def _other_deciders(assignment: Assignment, actor: Actor) -> tuple[str, ...]:
    if assignment.parent is not None:
        return ()
    found = holders(P.EXTENSION_DECIDE, assignment.directive.standing_unit_id)
    return tuple(
        f"{holder.name} ({holder.posts[0]})" if holder.posts else holder.name
        for holder in found
        if holder.person_id not in (actor.person_id, actor.on_behalf_of_id)
    )


def _explained(row: Explanation, assignment: Assignment, actor: Actor) -> Explained:
    overdue = row.state == ExplanationState.ASKED and row.answer_by < clock.today()
    concludes = may_as_assigner(actor, P.CAUSE_CONFIRM, assignment)
    answered = row.state == ExplanationState.ANSWERED
    return Explained(
        row=row,
        late=overdue,
        may_answer=row.state == ExplanationState.ASKED and may_as_unit(actor, P.EXPLANATION_ANSWER, assignment),
        may_return=answered and may_as_assigner(actor, P.EXPLANATION_ASK, assignment),
        may_conclude=concludes and (answered or overdue),
        may_confirm_cause=concludes and answered,
    )
