"""The office's panel on the page of an assignment: what to decide now, what else can be done, and why some cannot."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from organizations.access import seats_with
from organizations.permissions import Permission
from tasks.access import may_as_assigner
from tasks.follow_up.acts import ACTS, DECISIONS, Act, form_of, pending
from tasks.follow_up.forms import ActForm
from tasks.models import Assignment, Extension
from tasks.states import AssignmentState
from workflows.actors import Actor

# Of what is done: nothing else is possible with it.
REOPENS = ("reopen_result",)
OTHERS = ("urge", "reassign", "correct", "suspend", "cancel")


@dataclass(frozen=True)
class PanelAct:
    """One button: ``why`` is the reason it is off, "" when it is on; ``outcome`` what it will give."""

    key: str
    label: str
    icon: str
    url: str
    form: ActForm
    why: str
    outcome: str

    @property
    def asks(self) -> bool:
        """It needs words or a date before it can be done."""
        return bool(self.form.fields)


@dataclass(frozen=True)
class OfficePanel:
    """``decisions`` answer what waits for the assigner; ``others`` are possible at any time."""

    decisions: list[PanelAct]
    extension: Extension | None
    extension_acts: list[PanelAct]
    others: list[PanelAct]
    urgings: list[Any]


def office_panel(assignment: Assignment, actor: Actor) -> OfficePanel | None:
    """The panel, or None for who is not on the assigner's side (``tasks.access``). A few queries, none per button."""
    if not on_assigners_side(assignment, actor):
        return None
    extension = pending(assignment)
    decisions = DECISIONS.get(assignment.state, ())
    done = assignment.state == AssignmentState.COMPLETED

    def button(key: str) -> PanelAct:
        return panel_act(ACTS[key], assignment, actor)

    return OfficePanel(
        decisions=[button(key) for key in decisions],
        extension=extension,
        extension_acts=[button(key) for key in ("grant", "refuse")] if extension else [],
        others=[button(key) for key in (REOPENS if done else OTHERS) if key not in decisions],
        urgings=list(assignment.urging_set.select_related("urged_by", "on_behalf_of")[:3]),
    )


def on_assigners_side(assignment: Assignment, actor: Actor) -> bool:
    """The actor holds at least one of the assigner's rights over it."""
    mine = {act.permission for act in ACTS.values()}
    rights = {permission for permission in mine if seats_with(actor, permission)} | {Permission.URGE}
    return any(may_as_assigner(actor, permission, assignment) for permission in rights)


def panel_act(act: Act, assignment: Assignment, actor: Actor) -> PanelAct:
    refusal = act.refusal(assignment, actor)
    return PanelAct(
        key=act.key,
        label=str(act.label),
        icon=act.icon,
        url=reverse(f"tasks:{act.key}", args=[assignment.pk]),
        form=form_of(act, assignment, actor, auto_id=f"id_{act.key}_%s"),
        why=refusal or "",
        outcome=act.outcome(assignment) if act.outcome and not refusal else "",
    )
