"""One line of the desk's list."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tasks.desk.filters import DeskFilter
from tasks.due import Due, Ruler
from tasks.models import Assignment
from tasks.signs import STATE_ICONS
from tasks.states import WORKING, AssignmentState, DeadlineKind, Role
from workflows.periods import label_of

# Columns no row of a list shows; the text of a directive alone may be a megabyte.
HEAVY = ("directive__text", "directive__folded", "task__folded", "task__deadline_rule")
UNKEPT = {DeadlineKind.STANDING, DeadlineKind.ON_REQUEST}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    pk: int
    url: str
    current: bool
    due: Due
    title: str
    source: str
    unit: str
    state: str
    state_icon: str
    percent: int | None
    notes: tuple[str, ...]
    given_on: date
    kind: str

    @property
    def tone(self) -> str:
        """The deadline class in CSS's words."""
        done = {"done_on_time": "ontime", "done_late": "late", "done_undated": "done"}
        return done.get(self.due.deadline_class, self.due.deadline_class)


def source_of(row: Assignment) -> str:
    """Where the task comes from, as officials say it: "KH-UBND 7/2023, UBND Thành phố, IV.2"."""
    parts = [row.directive.called, row.directive.issuer.name, row.task.section]
    return ", ".join(part for part in parts if part)


def title_of(row: Assignment) -> str:
    """The task's words, or for a part handed down the part's."""
    return row.part_content or row.task.content


def read_row(row: Assignment, chosen: DeskFilter, ruler: Ruler, current: int | None) -> Row:
    notes = [label_of(row.period)] if row.period else []
    if row.role == Role.COORDINATE:
        notes.append(_("Phối hợp"))
    if row.parent_id is not None:
        notes.append(_("Phần việc"))
    if row.urgings:
        notes.append(_("đã đôn đốc %(n)s lần") % {"n": row.urgings})
    working = row.state in (*WORKING, AssignmentState.SUBMITTED, AssignmentState.SUSPENDED)
    return Row(
        pk=row.pk,
        url=chosen.opening(row.pk).url,
        current=row.pk == current,
        due=ruler.read(row),
        title=title_of(row),
        source=source_of(row),
        unit=row.unit.label if len(chosen.desks) > 1 else "",
        state=str(row.get_state_display()),
        state_icon=STATE_ICONS[row.state],
        percent=row.percent if working else None,
        notes=tuple(notes),
        given_on=row.assigned_on,
        kind=str(DeadlineKind(row.task.deadline_kind).label) if row.task.deadline_kind in UNKEPT else "",
    )
