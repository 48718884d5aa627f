"""What stands on the page about time that ran out or is asked for, and which buttons the reader has."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django import forms as django_forms

from organizations.actors import ActingChoice, principals_of
from organizations.boards.holders import Holder, holders
from organizations.permissions import Permission as P
from tasks.access import may_as_assigner, may_as_unit
from tasks.actions.escalating import escalating_blocked, may_answer
from tasks.actions.explaining import asking_blocked, usual_answer_day
from tasks.actions.extending import told_moved
from tasks.deciders import called, deciders, nobody, own_refusal
from tasks.models import Assignment, Escalation, Explanation, Extension, ExtensionProcess
from tasks.pressing import forms
from tasks.states import UNDECIDED, ExplanationState, ExtensionState, ExtensionStep
from workflows import clock
from workflows.actors import Actor

F = TypeVar("F", bound=forms.PressingForm)


@dataclass(frozen=True)
class Road:
    """A request for more time under way: whose turn it is, by when, and what the reader may do with it."""

    extension: Extension
    process: ExtensionProcess
    step: str
    late: bool
    # Who acts now, by name and post; a deputy by delegation is among them, and stands in for somebody on leave.
    turn: tuple[str, ...]
    decides: bool
    sign: forms.SignForm | None
    advise: forms.AdviseForm | None
    # Why the reader, who has the right, does not decide this one; why nobody does.
    own: str
    held: str
    # That the deadline in force is no longer the one from which more time was asked.
    moved: str

    @property
    def unadvised(self) -> bool:
        """The reader may decide though the standing office has not advised yet (chưa có ý kiến tham mưu)."""
        return self.decides and not self.own and self.process.step == ExtensionStep.ADVISE


@dataclass(frozen=True)
class Explained:
    """One request for an explanation, and what the reader may do with it."""

    row: Explanation
    late: bool
    answer: forms.AnswerForm | None
    again: forms.AgainForm | None
    conclude: forms.ConcludeForm | None
    may_confirm_cause: bool


@dataclass(frozen=True)
class Raised:
    """An item on the leaders' board, the form of who may take note of it, and of who may answer an instruction."""

    row: Escalation
    note: forms.NoteForm | None
    answer: forms.InstructedForm | None


@dataclass(frozen=True)
class Pressing:
    """Everything of the section; nothing to show means no section. ``unsent``: words of a form no longer offered.

    ``stand_ins``: for whom the reader would have to act, being their deputy, to do what waits here.
    """

    road: Road | None
    explanations: tuple[Explained, ...]
    ask: forms.AskForm | None
    escalations: tuple[Raised, ...]
    escalate: forms.EscalateForm | None
    unsent: tuple[tuple[str, str], ...]
    stand_ins: tuple[ActingChoice, ...] = ()

    @property
    def shown(self) -> bool:
        return bool(self.road or self.explanations or self.escalations or self.ask or self.escalate)

    @property
    def calls(self) -> bool:
        """Something waits for the reader's own word, or for a word in another's name: then the section stands first."""
        return bool(self.waits or self.stand_ins)

    @property
    def waits(self) -> frozenset[str]:
        """What waits for the reader's own word, each by a name of its own."""
        road = self.road
        signs = road is not None and bool(road.sign or road.advise or road.decides)
        explained = {f"explanation:{one.row.pk}" for one in self.explanations if one.answer or one.conclude}
        raised = {f"escalation:{one.row.pk}" for one in self.escalations if one.note or one.answer}
        return frozenset({"road"} if signs else ()) | explained | raised


class Offers:
    """Makes the forms of a page: the one that was typed into as it was, the others fresh."""

    def __init__(self, typed: forms.PressingForm | None) -> None:
        self.typed, self.offered = typed, False

    def form(self, kind: type[F], row: int, *, when: bool, **initial: Any) -> F | None:
        """The form, or None unless ``when``."""
        if not when:
            return None
        fresh = kind(row=row, initial=initial)
        if isinstance(self.typed, kind) and self.typed.prefix == fresh.prefix:
            self.offered = True
            return self.typed
        return fresh

    @property
    def unsent(self) -> tuple[tuple[str, str], ...]:
        """(label, words) of the typed form, when it was not offered again."""
        return () if self.typed is None or self.offered else tuple(words_of(self.typed))


def words_of(form: django_forms.Form) -> list[tuple[str, str]]:
    """(label, text) of what was typed into the form's areas."""
    areas = [bound for bound in form if isinstance(bound.field.widget, django_forms.Textarea)]
    return [(str(bound.label), text) for bound in areas if (text := str(bound.value() or "").strip())]


def pressing(assignment: Assignment, actor: Actor, typed: forms.PressingForm | None = None) -> Pressing:
    """Three queries; three more with a request under way, two for the assigner's side when the deadline has passed.

    Where something is told, one more for whom the reader may act for, and as many again for each of these.
    """
    found = _pressing(assignment, actor, typed)
    if not (found.road or found.explanations or found.escalations):
        return found
    waits = found.waits
    stand_ins = [who for who, acting in principals_of(actor) if _pressing(assignment, acting).waits - waits]
    return replace(found, stand_ins=tuple(stand_ins))


def _pressing(assignment: Assignment, actor: Actor, typed: forms.PressingForm | None = None) -> Pressing:
    late = assignment.due_on is not None and assignment.due_on < (
        assignment.done_on or assignment.stopped_on or clock.today()
    )
    asks = late and may_as_assigner(actor, P.EXPLANATION_ASK, assignment) and asking_blocked(assignment) is None
    raises = late and assignment.closed_on is None and may_as_assigner(actor, P.ESCALATE, assignment)
    notes = assignment.closed_on is None and may_as_assigner(actor, P.ESCALATION_NOTE, assignment)
    answers = assignment.closed_on is None and may_answer(actor, assignment)
    explained = assignment.explanations.select_related(*_names("asked", "answered", "found"))
    raised = assignment.escalations.select_related(*_names("raised", "noted", "answered"))
    offers = Offers(typed)
    return Pressing(
        road=_road(assignment, actor, offers),
        explanations=tuple(_explained(row, assignment, actor, offers) for row in explained),
        ask=offers.form(forms.AskForm, assignment.pk, when=asks, answer_by=usual_answer_day(assignment)),
        escalations=tuple(
            Raised(
                row,
                offers.form(forms.NoteForm, row.pk, when=notes and row.noted_at is None),
                offers.form(forms.InstructedForm, row.pk, when=answers and row.instructs),
            )
            for row in raised
        ),
        escalate=offers.form(forms.EscalateForm, assignment.pk, when=raises and escalating_blocked(assignment) is None),
        unsent=offers.unsent,
    )


def _names(*acts: str) -> list[str]:
    return [name for act in acts for name in (f"{act}_by", f"{act}_on_behalf_of")]


def _road(assignment: Assignment, actor: Actor, offers: Offers) -> Road | None:
    people = ("signed_by", "signed_on_behalf_of", "advised_by", "advised_on_behalf_of", "extension__asked_by")
    process = (
        ExtensionProcess.objects.filter(extension__assignment=assignment, extension__state__in=UNDECIDED)
        .select_related(*people)
        .prefetch_related("extension__files")
        .first()
    )
    if process is None:
        return None
    extension = process.extension
    extension.assignment = assignment
    decides = may_as_assigner(actor, P.EXTENSION_DECIDE, assignment)
    own = own_refusal(extension, actor) if decides else None
    told = extension.state == ExtensionState.ASKED and own is None and may_as_assigner(actor, P.URGE, assignment)
    signs = process.step == ExtensionStep.SIGN and may_as_unit(actor, P.EXTENSION_SIGN, assignment)
    advises = process.step == ExtensionStep.ADVISE and may_as_assigner(actor, P.EXTENSION_ADVISE, assignment)
    return Road(
        extension=extension,
        process=process,
        step=str(ExtensionStep(process.step).label),
        late=process.step_due_on is not None and process.step_due_on < clock.today(),
        turn=tuple(map(called, in_turn(extension, process.step))),
        decides=extension.state == ExtensionState.ASKED and may_as_assigner(actor, P.EXTENSION_DECIDE, assignment),
        sign=offers.form(forms.SignForm, extension.pk, when=signs),
        advise=offers.form(forms.AdviseForm, extension.pk, when=advises, until=extension.asked_for),
        own=own.message if own else "",
        held=nobody() if told and not deciders(extension) else "",
        moved=told_moved(extension, assignment),
    )


def in_turn(extension: Extension, step: str) -> list[Holder]:
    """Who acts at that step of a request for more time, deputies by delegation last."""
    if step == ExtensionStep.SIGN:
        return holders(P.EXTENSION_SIGN, extension.assignment.unit_id)
    if step == ExtensionStep.ADVISE:
        return holders(P.EXTENSION_ADVISE, extension.assignment.directive.standing_unit_id)
    return deciders(extension)


def _explained(row: Explanation, assignment: Assignment, actor: Actor, offers: Offers) -> Explained:
    asked, answered = row.state == ExplanationState.ASKED, row.state == ExplanationState.ANSWERED
    overdue = asked and row.answer_by < clock.today()
    answers = asked and may_as_unit(actor, P.EXPLANATION_ANSWER, assignment)
    returns = answered and may_as_assigner(actor, P.EXPLANATION_ASK, assignment)
    concludes = (answered or overdue) and may_as_assigner(actor, P.CAUSE_CONFIRM, assignment)
    return Explained(
        row=row,
        late=overdue,
        answer=offers.form(forms.AnswerForm, row.pk, when=answers),
        again=offers.form(forms.AgainForm, row.pk, when=returns, answer_by=usual_answer_day(assignment)),
        conclude=offers.form(forms.ConcludeForm, row.pk, when=concludes),
        may_confirm_cause=concludes and answered,
    )
