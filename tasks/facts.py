"""What happened to tasks and assignments, as recorded in history and told to the apps above."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflows.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AssignmentFact(Fact):
    """A fact about one assignment; dates are ISO days."""

    assignment_id: int


@dataclass(frozen=True, kw_only=True)
class AssignmentGiven(AssignmentFact):
    kind: ClassVar[str] = "assignment.given"
    role: str
    due_on: date | None = None
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class AssignmentAccepted(AssignmentFact):
    kind: ClassVar[str] = "assignment.accepted"


@dataclass(frozen=True, kw_only=True)
class AssignmentDeclined(AssignmentFact):
    kind: ClassVar[str] = "assignment.declined"
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeclineRefused(AssignmentFact):
    kind: ClassVar[str] = "assignment.decline_refused"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfficerNamed(AssignmentFact):
    kind: ClassVar[str] = "assignment.officer_named"
    officer_id: int | None
    officer_name: str


@dataclass(frozen=True, kw_only=True)
class PartHandedDown(AssignmentFact):
    """``assignment_id`` is the whole; ``part_id`` the assignment of the unit below."""

    kind: ClassVar[str] = "assignment.part_handed_down"
    part_id: int
    unit_name: str


@dataclass(frozen=True, kw_only=True)
class ReportFact(AssignmentFact):
    """A fact about one of an assignment's reports, the ``number``-th."""

    report_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ProgressReported(ReportFact):
    kind: ClassVar[str] = "report.progress"
    percent: int
    difficulties: bool = False


@dataclass(frozen=True, kw_only=True)
class ResultSubmitted(ReportFact):
    kind: ClassVar[str] = "report.submitted"
    percent: int


@dataclass(frozen=True, kw_only=True)
class ResultTakenBack(ReportFact):
    kind: ClassVar[str] = "report.taken_back"


@dataclass(frozen=True, kw_only=True)
class ResultConfirmed(ReportFact):
    kind: ClassVar[str] = "report.confirmed"
    on_time: bool | None  # None: it had no deadline


@dataclass(frozen=True, kw_only=True)
class ResultReopened(AssignmentFact):
    """A confirmation was taken back on its day: the result waits for it again."""

    kind: ClassVar[str] = "report.reopened"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultReturned(ReportFact):
    kind: ClassVar[str] = "report.returned"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentUrged(AssignmentFact):
    kind: ClassVar[str] = "assignment.urged"
    message: str


@dataclass(frozen=True, kw_only=True)
class LetterCorrected(AssignmentFact):
    """Number or day recorded of an urging letter that lists the assignment was wrong; ``before`` is what was told."""

    kind: ClassVar[str] = "assignment.letter_renumbered"
    letter_id: int
    before: str
    after: str
    reason: str
    # None: told when only the number could be corrected.
    signed_before: date | None = None
    signed_after: date | None = None


@dataclass(frozen=True, kw_only=True)
class AssignmentReassigned(AssignmentFact):
    """``assignment_id`` is the one that ended; ``successor_id`` the one that took over."""

    kind: ClassVar[str] = "assignment.reassigned"
    successor_id: int
    unit_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentTransferred(AssignmentFact):
    """The unit has ended; ``successor_id`` carries the work on, ``merged`` if its unit had it already."""

    kind: ClassVar[str] = "assignment.transferred"
    successor_id: int
    unit_name: str
    merged: bool = False


@dataclass(frozen=True, kw_only=True)
class AssignmentTakenOver(AssignmentFact):
    """What a unit that has ended had of the same task ends into this one; ``from_id`` is that assignment."""

    kind: ClassVar[str] = "assignment.taken_over"
    from_id: int
    unit_name: str


@dataclass(frozen=True, kw_only=True)
class DeadlineCorrected(AssignmentFact):
    kind: ClassVar[str] = "deadline.corrected"
    before: date | None
    after: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineStarted(AssignmentFact):
    """The event came that the deadline waits for (bắt đầu tính hạn): ``rule`` says how ``after`` follows from it."""

    kind: ClassVar[str] = "deadline.started"
    started_on: date
    after: date
    rule: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(AssignmentFact):
    """A person let the deadline follow a change of the calendar; ``cause`` is that change, ``rule`` the deadline's."""

    kind: ClassVar[str] = "deadline.moved"
    before: date
    after: date
    rule: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class DutyDischarged(AssignmentFact):
    """A report written for ``with_id`` discharged this duty as well."""

    kind: ClassVar[str] = "duty.discharged"
    report_id: int
    with_id: int
    with_period: str


@dataclass(frozen=True, kw_only=True)
class RhythmChanged(Fact):
    """The rhythm of a periodic task was changed, for the periods that begin on ``from_on`` or later."""

    kind: ClassVar[str] = "task.rhythm_changed"
    task_id: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    from_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class FollowedMoved(Fact):
    """The deadline that a task's own is bound to went to another day: a person is to decide what follows it."""

    kind: ClassVar[str] = "task.followed_moved"
    task_id: int
    before: date
    after: date


@dataclass(frozen=True, kw_only=True)
class ReviewDue(Fact):
    """A standing or on-request duty is to be looked at again (đến kỳ rà soát)."""

    kind: ClassVar[str] = "task.review_due"
    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReviewed(Fact):
    """Somebody looked at a standing or on-request duty (đã rà soát)."""

    kind: ClassVar[str] = "task.reviewed"
    task_id: int
    note: str


@dataclass(frozen=True, kw_only=True)
class AssignmentSuspended(AssignmentFact):
    kind: ClassVar[str] = "assignment.suspended"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentResumed(AssignmentFact):
    kind: ClassVar[str] = "assignment.resumed"
    before: date | None
    after: date | None
    reason: str = ""  # empty where it was recorded before a reason was asked for


@dataclass(frozen=True, kw_only=True)
class AssignmentCancelled(AssignmentFact):
    kind: ClassVar[str] = "assignment.cancelled"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionDrafted(AssignmentFact):
    """Written by an officer; the head of the unit is to sign it."""

    kind: ClassVar[str] = "extension.drafted"
    extension_id: int
    asked_for: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAdvised(AssignmentFact):
    """The standing office's advice (tham mưu) to the one who decides."""

    kind: ClassVar[str] = "extension.advised"
    extension_id: int
    in_favour: bool
    until: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class ExtensionStepLate(AssignmentFact):
    """A step of a request has passed its own deadline: ``step`` of tasks.states.ExtensionStep. By the system."""

    kind: ClassVar[str] = "extension.step_late"
    extension_id: int
    step: str
    step_due_on: date


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(AssignmentFact):
    kind: ClassVar[str] = "extension.asked"
    extension_id: int
    asked_for: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionGranted(AssignmentFact):
    kind: ClassVar[str] = "extension.granted"
    extension_id: int
    before: date
    after: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(AssignmentFact):
    kind: ClassVar[str] = "extension.refused"
    extension_id: int
    note: str


@dataclass(frozen=True, kw_only=True)
class ExtensionWithdrawn(AssignmentFact):
    """The unit took its request back, or the assignment was settled before anybody decided."""

    kind: ClassVar[str] = "extension.withdrawn"
    extension_id: int
    asked_for: date


@dataclass(frozen=True, kw_only=True)
class ExplanationAsked(AssignmentFact):
    kind: ClassVar[str] = "explanation.asked"
    explanation_id: int
    due_on: date
    answer_by: date
    question: str


@dataclass(frozen=True, kw_only=True)
class ExplanationAnswered(AssignmentFact):
    kind: ClassVar[str] = "explanation.answered"
    explanation_id: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class ExplanationReturned(AssignmentFact):
    """The answer does not do; ``note`` says what is missing."""

    kind: ClassVar[str] = "explanation.returned"
    explanation_id: int
    answer_by: date
    note: str


@dataclass(frozen=True, kw_only=True)
class CauseFound(AssignmentFact):
    """Whether an objective cause of the lateness is confirmed (NĐ 335/2025/NĐ-CP)."""

    kind: ClassVar[str] = "explanation.found"
    explanation_id: int
    objective: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class AssignmentEscalated(AssignmentFact):
    """Put on the leaders' board."""

    kind: ClassVar[str] = "assignment.escalated"
    escalation_id: int
    due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class EscalationNoted(AssignmentFact):
    """A leader took note, maybe with an instruction."""

    kind: ClassVar[str] = "assignment.escalation_noted"
    escalation_id: int
    instruction: str


@dataclass(frozen=True, kw_only=True)
class InstructionAnswered(AssignmentFact):
    """Unit or office said what was done about a leader's instruction."""

    kind: ClassVar[str] = "assignment.instruction_answered"
    escalation_id: int
    answer: str
