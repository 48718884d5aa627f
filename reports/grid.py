"""Units with overdue work by its age, worst first: the heat grid of the leaders' board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Expression, F, Func, IntegerField, Max, Min, Q, Sum, Value
from django.db.models.functions import Coalesce

from organizations.localities import Calendars
from organizations.models import Unit
from reports.excused import excused_by
from reports.figures import Number
from reports.scope import Scope
from tasks import ages
from tasks.apart import EXCUSED
from tasks.classes import class_condition
from workflows import clock
from workflows.deadlines import DeadlineClass as C

FIRST = 12
MOST = 1000
# How much one overdue task of each bucket weighs in a cell's shade: about the middle of the bucket in working days.
WEIGHTS = (3, 8, 20, 45, 90)


@dataclass(frozen=True)
class Cell:
    """Overdue work of one unit and one age; ``label`` names both for readers who do not see the column."""

    number: Number
    shade: int
    label: str


@dataclass(frozen=True)
class GridRow:
    """A unit with overdue work: counts by age, then the row's sum, the oldest in working days, and what was done."""

    name: str
    url: str
    cells: tuple[Cell, ...]
    total: Number
    longest: int
    soon: Number
    open: Number
    urgings: int
    last_urged_on: date | None


@dataclass(frozen=True)
class Grid:
    """Units by age of overdue work; ``sums`` is the last line, over all ``units``, shown or not."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    sums: tuple[Number, ...]
    total: Number
    longest: int
    units: int

    @property
    def left_out(self) -> int:
        return self.units - len(self.rows)


def grid(scope: Scope, most: int = FIRST) -> Grid:
    """Four queries over open work; the sum of overdue days decides who comes first."""
    rows = sorted(_by_unit(scope).values(), key=lambda row: (-row["days"], -row["overdue"], row["unit_id"]))
    rows = [row for row in rows if row["overdue"]]
    shown = rows[:most]
    excused = {pk: row["overdue"] for pk, row in excused_by(scope, "unit_id").items()}
    names = dict(Unit.objects.filter(pk__in=[row["unit_id"] for row in shown]).values_list("pk", "name"))
    buckets = list(enumerate(ages.OVERDUE_AGES))
    return Grid(
        heads=tuple(str(bucket.label) for _n, bucket in buckets),
        rows=tuple(_row(scope, row, names[row["unit_id"]], excused.get(row["unit_id"], 0)) for row in shown),
        sums=tuple(Number(sum(row[f"age_{n}"] for row in rows), scope.url(age=bucket.key)) for n, bucket in buckets),
        total=Number(
            sum(row["overdue"] for row in rows),
            scope.url(classes=(C.OVERDUE,)),
            excused=Number(sum(excused.values()), scope.url(classes=(C.OVERDUE,), apart=EXCUSED)),
        ),
        longest=max((row["longest"] for row in rows), default=0),
        units=len(rows),
    )


def _by_unit(scope: Scope) -> dict[int, dict[str, Any]]:
    """Counts of every unit with open work. Where the clock runs an age is a span of due dates; where it stopped (few),
    each pair of dates is reckoned here.
    """
    today, calendars = clock.today(), Calendars.now()
    overdue = class_condition(C.OVERDUE, today)
    running = Q(stopped_on=None, due_on__lt=today)
    spans = [(f"age_{n}", ages.due_in_overdue_bucket(bucket, today)) for n, bucket in enumerate(ages.OVERDUE_AGES)]
    counted: Iterable[Any] = (
        scope.open()
        .values("unit_id")
        .annotate(
            open=Count("pk"),
            soon=Count("pk", filter=class_condition(C.SOON, today)),
            overdue=Count("pk", filter=running),
            days=Sum(_days_overdue(today), filter=overdue),
            oldest=Min("due_on", filter=running),
            urged=Max("urgings", filter=overdue),
            last_urged=Max("last_urged_on", filter=overdue),
            **{name: Count("pk", filter=running & span) for name, span in spans},
        )
    )
    units: dict[int, dict[str, Any]] = {}
    for row in counted:
        units[row["unit_id"]] = row
        row["days"] = row["days"] or 0
        row["longest"] = calendars.of(row["unit_id"]).between(row["oldest"], today) if row["oldest"] else 0
    stopped = scope.open().filter(overdue, stopped_on__isnull=False).values("unit_id", "due_on", "stopped_on")
    pairs: Iterable[Any] = stopped.annotate(n=Count("pk"))
    for group in pairs:
        row, working = units[group["unit_id"]], calendars.of(group["unit_id"])
        age = working.between(group["due_on"], group["stopped_on"])
        bucket = next(n for n, bucket in enumerate(ages.OVERDUE_AGES) if bucket.holds(age))
        row["overdue"] += group["n"]
        row[f"age_{bucket}"] += group["n"]
        row["longest"] = max(row["longest"], age)
    return units


def _days_overdue(today: date) -> Expression:
    """Calendar days by which the deadline has passed: cheap, and enough to put the worst first."""
    reference = Coalesce(F("stopped_on"), Value(today, output_field=DateField()))
    return Func(reference, F("due_on"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def _row(scope: Scope, row: dict[str, Any], name: str, excused: int) -> GridRow:
    def number(key: str, excused: Number | None = None, **narrowed: object) -> Number:
        return Number(row[key], scope.url(unit=row["unit_id"], **narrowed), excused=excused)

    apart = Number(excused, scope.url(unit=row["unit_id"], classes=(C.OVERDUE,), apart=EXCUSED))
    cells = []
    for n, bucket in enumerate(ages.OVERDUE_AGES):
        cell = number(f"age_{n}", age=bucket.key)
        cells.append(Cell(cell, heat(cell.n * WEIGHTS[n]), f"{name}: {bucket.label}"))
    return GridRow(
        name=name,
        url=scope.url(unit=row["unit_id"], open=True),
        cells=tuple(cells),
        total=number("overdue", apart, classes=(C.OVERDUE,)),
        longest=row["longest"],
        soon=number("soon", classes=(C.SOON,)),
        open=number("open", open=True),
        urgings=row["urged"],
        last_urged_on=row["last_urged"],
    )


def heat(weight: int) -> int:
    """Shade 0 (nothing) to 5 of a cell, by count weighed with age."""
    return sum(weight >= step for step in (1, 10, 30, 80, 150))
