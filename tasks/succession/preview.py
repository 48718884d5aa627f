"""What carrying a unit's open work over would do, before it is done."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from organizations.models import Unit
from organizations.successors import successors
from tasks.actions.transferring import Choice, movable
from tasks.follow_up.rows import Row, read_rows, with_related
from tasks.models import Assignment
from tasks.states import AssignmentState
from workflows import clock
from workflows.actors import Actor

SHOWN = 300
"""Rows that can be given one by one; the rest follow their directive or the default."""


@dataclass(frozen=True)
class Line:
    """One assignment and the successor chosen for it alone (0: as its directive)."""

    row: Row
    heir: int


@dataclass(frozen=True)
class Group:
    """The open work of one directive, and the successor chosen for it (0: the default)."""

    directive_id: int
    reference: str
    abstract: str
    heir: int
    count: int
    lines: list[Line]


@dataclass(frozen=True)
class Preview:
    """The page. ``waiting`` are results to be decided first; ``elsewhere`` is open work in the care of others."""

    unit: Unit
    heirs: list[Unit]
    default: int
    groups: list[Group]
    total: int
    waiting: int
    elsewhere: int

    @property
    def several(self) -> bool:
        return len(self.heirs) > 1

    @property
    def hidden(self) -> int:
        return self.total - sum(len(group.lines) for group in self.groups)

    @property
    def question(self) -> str:
        """What the reader is asked before it is done."""
        return _("Chuyển %(n)d việc của %(unit)s sang đơn vị kế thừa? Thời hạn giữ nguyên.") % {
            "n": self.total,
            "unit": self.unit.name,
        }


def preview(actor: Actor, unit: Unit, choice: Choice | None = None) -> Preview:
    """Read the page; a constant number of queries."""
    heirs = successors(unit, clock.today())
    chosen = choice or Choice(heirs[0].pk if heirs else 0)
    wanted = movable(actor, unit)
    counts = {
        row["directive_id"]: row
        for row in wanted.order_by()
        .values("directive_id", "directive__abstract")
        .annotate(n=Count("pk"))
        .order_by("directive_id")
    }
    found = list(with_related(wanted).order_by("directive_id", "task__order", "pk")[:SHOWN])
    rows = dict(zip((row.pk for row in found), read_rows(found), strict=True))
    of_directive: dict[int, list[Assignment]] = {pk: [] for pk in counts}
    for row in found:
        of_directive[row.directive_id].append(row)
    groups = [
        Group(
            directive_id=pk,
            reference=rows[listed[0].pk].directive if listed else "",
            abstract=counts[pk]["directive__abstract"],
            heir=chosen.of_directives.get(pk, 0),
            count=counts[pk]["n"],
            lines=[Line(rows[row.pk], chosen.of_assignments.get(row.pk, 0)) for row in listed],
        )
        for pk, listed in of_directive.items()
    ]
    total = sum(group.count for group in groups)
    left = Assignment.objects.open().filter(unit=unit)
    waiting = left.filter(state=AssignmentState.SUBMITTED).count()
    elsewhere = left.count() - waiting - total
    return Preview(unit, heirs, chosen.default, groups, total, waiting, elsewhere)
