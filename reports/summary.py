"""Biểu tổng hợp: the official classes unit by unit, or document by document, with both rates; today or of a day.

One line a unit or document that has any counted assignment; the last line adds them up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count

from directives.models import Directive
from organizations.models import Unit
from reports.excused import excused_by
from reports.figures import Number, Rate
from reports.scope import Scope
from tasks.apart import EXCUSED
from tasks.classes import class_condition
from workflows.deadlines import DeadlineClass as C

GROUPS = ("don-vi", "van-ban")
MOST = 3000


@dataclass(frozen=True)
class Counts:
    """The classes of one line; ``*_excused`` are those within late and overdue whose objective cause is confirmed."""

    on_time: int = 0
    late: int = 0
    undated: int = 0
    in_time: int = 0
    overdue: int = 0
    none: int = 0
    late_excused: int = 0
    overdue_excused: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def done(self) -> int:
        return self.on_time + self.late + self.undated

    @property
    def total(self) -> int:
        return self.done + self.in_time + self.overdue + self.none

    @property
    def government_rate(self) -> Rate:
        """Done (late ones too) / (done + overdue)."""
        return Rate(self.done, self.done + self.overdue)

    @property
    def on_time_rate(self) -> Rate:
        """On time / done with a deadline."""
        return Rate(self.on_time, self.on_time + self.late)


@dataclass(frozen=True)
class Line:
    """One unit or document. ``numbers``: total, on time, late, done undated, in time, overdue, none,
    each with its list.
    """

    name: str
    counts: Counts
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Summary:
    """The table. ``left_out`` lines beyond MOST are in ``total`` all the same."""

    head: str
    lines: tuple[Line, ...]
    total: Line
    left_out: int


CLASSES: dict[str, tuple[C, ...]] = {
    "on_time": (C.ON_TIME,),
    "late": (C.LATE,),
    "undated": (C.DONE,),
    "in_time": (C.OPEN, C.SOON),
    "overdue": (C.OVERDUE,),
    "none": (C.NONE,),
}


def summary(scope: Scope, group: str, heads: dict[str, str], *, most: int = MOST) -> Summary:
    """Three queries (on an earlier day those that read what has changed since, too). Lowest rate first."""
    column, narrowing = ("directive_id", "directive") if group == "van-ban" else ("unit_id", "unit")
    excused = excused_by(scope, column)
    counted = {row[column]: _counts(row, excused.get(row[column], {})) for row in _rows(scope, column)}
    names = _names(column, counted)
    order = sorted(counted, key=lambda key: (-counted[key].overdue, -counted[key].total, names[key]))
    lines = [_line(scope, names[key], counted[key], {narrowing: key}) for key in order[:most]]
    total = sum(counted.values(), Counts())
    return Summary(heads[group], tuple(lines), _line(scope, "", total, {}), max(0, len(order) - most))


def _rows(scope: Scope, column: str) -> Iterable[Any]:
    then = scope.then()
    rows = scope.rows().filter(then.existing()) if then else scope.rows().counted()
    counts = {
        name: Count("pk", filter=then.classed(name) if then else class_condition(name, scope.day)) for name in C.values
    }
    counted: Iterable[Any] = rows.order_by().values(column).annotate(**counts)
    return counted


def _counts(row: dict[str, Any], excused: dict[str, int]) -> Counts:
    classed = {name: sum(row[each] for each in classes) for name, classes in CLASSES.items()}
    return Counts(**classed, late_excused=excused.get("late", 0), overdue_excused=excused.get("overdue", 0))


def _names(column: str, ids: Iterable[int]) -> dict[int, str]:
    if column == "unit_id":
        return dict(Unit.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
    rows = Directive.objects.filter(pk__in=list(ids)).select_related("type").defer("text", "folded")
    return {row.pk: str(row) for row in rows}


def _line(scope: Scope, name: str, counts: Counts, narrowed: dict[str, int]) -> Line:
    numbers = [Number(counts.total, scope.url(**narrowed))]
    for each, classes in CLASSES.items():
        of_cause = getattr(counts, f"{each}_excused", 0)
        excused = Number(of_cause, scope.url(**narrowed, classes=classes, apart=EXCUSED)) if of_cause else None
        numbers.append(Number(getattr(counts, each), scope.url(**narrowed, classes=classes), excused=excused))
    return Line(name, counts, tuple(numbers))
