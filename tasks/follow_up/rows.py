"""One line per assignment, as the office's lists, previews and home show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tasks.due import Due, Ruler
from tasks.explained import Explained
from tasks.lists import list_url
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from tasks.signs import STATE_ICONS
from tasks.states import AssignmentState, Role
from workflows.periods import label_of

RELATED = ("task", "directive__type", "unit", "responsible")
# The text of a directive may be a megabyte; no list shows it.
HEAVY = ("directive__text", "directive__folded", "task__folded", "task__deadline_rule", "unit__folded")


@dataclass(frozen=True)
class Row:
    """One assignment in a list. ``waiting`` are working days since it was sent for confirmation."""

    pk: int
    url: str
    title: str
    section: str
    period: str
    directive: str
    directive_url: str
    unit: str
    unit_url: str
    coordinates: bool
    is_part: bool
    state: str
    state_label: str
    state_icon: str
    due: Due
    percent: int | None
    sent_on: date | None
    waiting: int | None
    assigned_on: date
    stated_on: date | None
    legal_on: date | None
    urgings: int
    last_urged_on: date | None
    responsible: str
    explained: Explained | None
    # The day that an act would give it, where many are previewed.
    told: str = ""


def with_related(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Everything a Row needs, in one query."""
    return rows.select_related(*RELATED).defer(*HEAVY)


def read_rows(
    assignments: Iterable[Assignment], ruler: Ruler | None = None, explained: Mapping[int, Explained] | None = None
) -> list[Row]:
    """The lines of assignments fetched ``with_related``; ``explained`` (tasks.explained) where the page tells it."""
    ruler, known = ruler or Ruler.now(), explained or {}
    return [read_row(assignment, ruler, known.get(assignment.pk)) for assignment in assignments]


def read_row(assignment: Assignment, ruler: Ruler, explained: Explained | None = None) -> Row:
    sent_on = assignment.stopped_on if assignment.state == AssignmentState.SUBMITTED else None
    underway = assignment.state in (AssignmentState.IN_PROGRESS, AssignmentState.RETURNED, AssignmentState.ACCEPTED)
    return Row(
        pk=assignment.pk,
        url=reverse("tasks:assignment", args=[assignment.pk]),
        title=assignment.part_content or assignment.task.content,
        section=assignment.task.section,
        period=label_of(assignment.period),
        directive=assignment.directive.short_name,
        directive_url=reverse("tasks:coverage", args=[assignment.directive_id]),
        unit=assignment.unit.name,
        unit_url=list_url(unit=assignment.unit_id, open=1),
        coordinates=assignment.role == Role.COORDINATE,
        is_part=assignment.parent_id is not None,
        state=assignment.state,
        state_label=assignment.get_state_display(),
        state_icon=STATE_ICONS[assignment.state],
        due=ruler.read(assignment),
        percent=assignment.percent if underway and assignment.percent else None,
        sent_on=sent_on,
        waiting=ruler.waited(assignment, sent_on) if sent_on else None,
        assigned_on=assignment.assigned_on,
        stated_on=assignment.stated_on,
        legal_on=assignment.legal_on,
        urgings=assignment.urgings,
        last_urged_on=assignment.last_urged_on,
        responsible=assignment.responsible.full_name if assignment.responsible else "",
        explained=explained,
    )
