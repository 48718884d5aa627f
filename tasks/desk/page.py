"""What the page of one assignment shows to either side, in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Substr

from directives.models import Directive
from organizations.permissions import Permission
from tasks.access import may_as_assigner, may_as_unit, visible_to
from tasks.actions.extending import asking_blocked, needs_document
from tasks.actions.handing_down import handing_down_blocked
from tasks.actions.reporting import reporting_blocked
from tasks.desk.parts import RollUp, roll_up
from tasks.desk.reports import UNIT_ONLY, ReportView, report_views
from tasks.desk.rows import UNKEPT, title_of
from tasks.due import Due, Ruler
from tasks.facts import AssignmentDeclined
from tasks.models import Assignment, Extension, Suspension
from tasks.signs import STATE_ICONS
from tasks.states import UNDECIDED, WORKING, AssignmentState, ReportState
from tasks.timing.grounds import Grounds, grounds_of
from workflows import words
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.machine import TransitionDenied, blocked
from workflows.models import Event
from workflows.periods import label_of

P = Permission
FELLOWS = 12
# Any of these makes the actor one who decides on the assigner's side.
ASSIGNER = (P.RESULT_CONFIRM, P.REASSIGN, P.URGE, P.EXTENSION_DECIDE)


@dataclass(frozen=True)
class Act:
    """A button: ``shown`` to those who hold the right; ``why`` it cannot be pressed now, "" when it can."""

    shown: bool
    why: str = ""

    @property
    def open(self) -> bool:
        return self.shown and not self.why


@dataclass(frozen=True)
class Fellow:
    """Another unit's assignment of the same task."""

    row: Assignment
    due: Due
    state: str
    icon: str


@dataclass(frozen=True)
class Asking:
    """Where the unit stands with extensions."""

    act: Act
    used: int
    limit: int
    pending: Extension | None
    all: tuple[Extension, ...]
    # The state allows asking at all; a deadline may still stand in the way.
    possible: bool
    needs_document: bool


@dataclass(frozen=True)
class AssignmentPage:
    """One assignment."""

    assignment: Assignment
    due: Due
    title: str
    sentence: str
    state: str
    state_icon: str
    unit_side: bool
    assigner_side: bool
    reports: tuple[ReportView, ...]
    draft: ReportView | None
    next_number: int
    accept: Act
    decline: Act
    write: Act
    submit: Act
    take_back: Act
    officer: Act
    hand_down: Act
    asking: Asking
    suspensions: tuple[Suspension, ...]
    declined: str
    grounds: Grounds
    may_see_whole: bool
    parts: RollUp
    may_decide_parts: bool
    fellows: tuple[Fellow, ...]
    fellows_beyond: bool

    @property
    def weekday(self) -> str:
        """Of the deadline in force, in words."""
        return words.weekday(self.due.due_on) if self.due.due_on else ""

    @property
    def undated_by_kind(self) -> bool:
        """A standing duty has no deadline to lack."""
        return self.due.deadline_class == DeadlineClass.NONE and self.assignment.task.deadline_kind in UNKEPT

    @property
    def waiting(self) -> ReportView | None:
        """The result that waits for confirmation."""
        return self._first(ReportState.SUBMITTED, final=True)

    @property
    def returned(self) -> ReportView | None:
        """The result that was sent back, while the unit is at it again."""
        return self._first(ReportState.RETURNED) if self.assignment.state == AssignmentState.RETURNED else None

    @property
    def confirmed(self) -> ReportView | None:
        return self._first(ReportState.CONFIRMED)

    @property
    def earlier(self) -> tuple[ReportView, ...]:
        """Every report but the draft, the one that waits and the one that closed the matter."""
        apart = [self.draft, self.waiting, self.confirmed if self.assignment.done_on else None]
        return tuple(view for view in self.reports if view not in apart)

    @property
    def printed_reports(self) -> tuple[ReportView, ...]:
        """All that was sent and stands; a draft and what was taken back stay off paper."""
        return tuple(view for view in self.reports if view.row.state not in UNIT_ONLY)

    @property
    def period(self) -> str:
        """The reporting period in words."""
        return label_of(self.assignment.period)

    @property
    def decided_extensions(self) -> tuple[Extension, ...]:
        return tuple(row for row in self.asking.all if row.state not in UNDECIDED)

    @property
    def suspension(self) -> Suspension | None:
        """The one that lasts."""
        return next((row for row in self.suspensions if row.to_on is None), None)

    @property
    def boards(self) -> str:
        """Whose changes the page follows."""
        names = [f"unit.{self.assignment.unit_id}", f"directive.{self.assignment.directive_id}"]
        if self.assignment.parent:
            names.append(f"unit.{self.assignment.parent.unit_id}")
        return " ".join(names)

    def _first(self, state: str, final: bool | None = None) -> ReportView | None:
        return next(
            (view for view in self.reports if view.row.state == state and final in (None, view.row.final)), None
        )


def assignment_page(actor: Actor, assignment: Assignment) -> AssignmentPage:
    """Everything about an assignment that the actor may see (``tasks.access.assignment_for`` made sure)."""
    ruler = Ruler.now()
    unit_side = may_as_unit(actor, P.REPORT_WRITE, assignment)
    reports = tuple(report_views(actor, assignment))
    draft = next((view for view in reports if view.row.state == ReportState.DRAFT), None)
    parts = roll_up(assignment, ruler)
    fellows = _fellows(actor, assignment)
    return AssignmentPage(
        assignment=assignment,
        due=ruler.read(assignment),
        title=title_of(assignment),
        sentence=_sentence(assignment),
        state=str(assignment.get_state_display()),
        state_icon=STATE_ICONS[assignment.state],
        unit_side=unit_side,
        assigner_side=any(may_as_assigner(actor, permission, assignment) for permission in ASSIGNER),
        reports=reports,
        draft=draft,
        next_number=max((view.row.number for view in reports if view is not draft), default=0) + 1,
        accept=_transition(actor, assignment, P.ASSIGNMENT_ACCEPT, "accept"),
        decline=_transition(actor, assignment, P.ASSIGNMENT_DECLINE, "decline"),
        write=_own(actor, assignment, P.REPORT_WRITE, reporting_blocked(assignment)),
        submit=_transition(actor, assignment, P.REPORT_SUBMIT, "submit"),
        take_back=_transition(actor, assignment, P.REPORT_SUBMIT, "take_back"),
        officer=_own(actor, assignment, P.OFFICER_NAME),
        hand_down=_own(actor, assignment, P.HAND_DOWN, handing_down_blocked(assignment)),
        asking=_asking(actor, assignment),
        suspensions=tuple(assignment.suspensions.select_related("suspended_by", "suspended_on_behalf_of")),
        declined=_why_declined(assignment),
        grounds=grounds_of(assignment),
        may_see_whole=visible_to(actor).filter(pk=assignment.parent_id).exists() if assignment.parent_id else False,
        parts=parts,
        may_decide_parts=may_as_unit(actor, P.HAND_DOWN, assignment),
        fellows=tuple(
            Fellow(row, ruler.read(row), str(row.get_state_display()), STATE_ICONS[row.state])
            for row in fellows[:FELLOWS]
        ),
        fellows_beyond=len(fellows) > FELLOWS,
    )


def _own(actor: Actor, assignment: Assignment, permission: P, refusal: TransitionDenied | None = None) -> Act:
    """An act of the unit that moves no state."""
    shown = may_as_unit(actor, permission, assignment)
    if assignment.closed_on is not None:
        return Act(False)
    return Act(shown, refusal.message if refusal else "")


def _transition(actor: Actor, assignment: Assignment, permission: P, name: str) -> Act:
    return Act(may_as_unit(actor, permission, assignment), blocked(assignment, name) or "")


def _asking(actor: Actor, assignment: Assignment) -> Asking:
    people = ("asked_by", "asked_on_behalf_of", "decided_by", "decided_on_behalf_of")
    rows = tuple(assignment.extensions.select_related(*people))
    return Asking(
        act=_own(actor, assignment, P.EXTENSION_ASK, asking_blocked(assignment)),
        used=assignment.extensions_granted,
        limit=assignment.directive.max_extensions,
        pending=next((row for row in rows if row.state in UNDECIDED), None),
        all=rows,
        possible=assignment.state in (AssignmentState.ASSIGNED, *WORKING),
        needs_document=needs_document(assignment),
    )


def _sentence(assignment: Assignment) -> str:
    """The words of the document that the task was read from; only they are fetched, not the whole text."""
    start, end = assignment.task.source_start, assignment.task.source_end
    if start is None or end is None:
        return ""
    words = Directive.objects.filter(pk=assignment.directive_id).values_list(
        Substr(F("text"), start + 1, end - start), flat=True
    )
    return (words.first() or "").strip()


def _why_declined(assignment: Assignment) -> str:
    """The reason given, which stands in the history alone."""
    if assignment.state != AssignmentState.DECLINED:
        return ""
    told = Event.objects.filter(stream=f"assignment:{assignment.pk}", kind=AssignmentDeclined.kind)
    data = told.order_by("-position").values_list("data", flat=True).first()
    return str(data["reason"]) if data else ""


def _fellows(actor: Actor, assignment: Assignment) -> list[Assignment]:
    same: dict[str, Any] = {"task_id": assignment.task_id, "period": assignment.period, "parent": None}
    found = visible_to(actor).filter(**same).exclude(pk=assignment.pk).filter(~Q(state=AssignmentState.REASSIGNED))
    return list(found.select_related("unit").order_by("-role", "unit__rank", "unit__name", "pk")[: FELLOWS + 1])
