"""Progress by directive, and the twelve months behind today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from directives.models import Directive
from organizations.localities import Calendars
from reports import done
from reports.excused import excused_by, excused_by_month
from reports.figures import Number
from reports.scope import Scope
from tasks.apart import EXCUSED
from tasks.classes import class_condition, overdue_month
from workflows import clock
from workflows.deadlines import DeadlineClass as C

DONE_PARTS = ((C.ON_TIME, "ontime"), (C.LATE, "late"), (C.DONE, "done"))
OPEN_PARTS = ((C.OPEN, "open"), (C.SOON, "soon"), (C.OVERDUE, "overdue"), (C.NONE, "none"))
PARTS = (*DONE_PARTS, *OPEN_PARTS)
FIRST = 8
MOST = 500


@dataclass(frozen=True)
class DirectiveRow:
    """How far one directive has come. ``next_class`` and ``next_days`` are of the nearest deadline still ahead, which
    may be that of many units: its days are those of the standing office.
    """

    directive: Directive
    url: str
    parts: tuple[tuple[int, str], ...]
    done: Number
    total: Number
    overdue: Number
    next_due_on: date | None
    next_class: str
    next_days: int


@dataclass(frozen=True)
class Directives:
    """Directives with open work; ``count`` of them altogether."""

    rows: tuple[DirectiveRow, ...]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.rows)


def by_directive(scope: Scope, most: int = FIRST) -> Directives:
    """Most overdue first, then the nearest deadline. Five queries: over open work, then over the directives shown."""
    today = clock.today()
    ahead = Q(stopped_on=None, due_on__gte=today)
    rows: list[Any] = list(
        scope.open()
        .values("directive_id")
        .annotate(
            open_all=Count("pk"),
            next_due=Min("due_on", filter=ahead),
            **{name: Count("pk", filter=class_condition(name, today)) for name, _token in OPEN_PARTS},
        )
    )
    rows.sort(key=lambda row: (-row[C.OVERDUE], row["next_due"] or date.max, -row["directive_id"]))
    shown = rows[:most]
    ids = [row["directive_id"] for row in shown]
    finished = done.of_directives(scope, ids)
    related = Directive.objects.select_related("type", "issuer", "standing_unit").defer("text", "folded")
    directives = related.in_bulk(ids)
    excused = excused_by(scope, "directive_id")
    for row in shown:
        row["excused"] = excused.get(row["directive_id"], {"overdue": 0})["overdue"]
        known = finished.get(row["directive_id"], {"n": 0, "late": 0, "undated": 0})
        in_time = known["n"] - known["late"] - known["undated"]
        row |= {C.ON_TIME: in_time, C.LATE: known["late"], C.DONE: known["undated"]}
    return Directives(tuple(_row(scope, directives[row["directive_id"]], row) for row in shown), len(rows))


def _row(scope: Scope, directive: Directive, row: dict[str, Any]) -> DirectiveRow:
    def number(n: int, excused: Number | None = None, **narrowed: object) -> Number:
        return Number(n, scope.url(directive=directive.pk, **narrowed), excused=excused)

    finished, next_due, today = sum(row[name] for name, _token in DONE_PARTS), row["next_due"], clock.today()
    return DirectiveRow(
        directive=directive,
        url=directive.get_absolute_url(),
        parts=tuple((row[name], token) for name, token in PARTS),
        done=number(finished, classes=tuple(name for name, _token in DONE_PARTS)),
        total=number(finished + row["open_all"]),
        overdue=number(
            row[C.OVERDUE], number(row["excused"], classes=(C.OVERDUE,), apart=EXCUSED), classes=(C.OVERDUE,)
        ),
        next_due_on=next_due,
        next_class=C.SOON if row[C.SOON] else C.OPEN,
        next_days=Calendars.now().of(directive.standing_unit_id).between(today, next_due) if next_due else 0,
    )


@dataclass(frozen=True)
class Month:
    """What was done in a month with a deadline, and what stood overdue on its last evening (of this month: today).

    ``late.excused``: with an objective cause confirmed.
    """

    label: str
    on_time: Number
    late: Number
    overdue: Number

    @property
    def values(self) -> tuple[Number, ...]:
        return (self.on_time, self.late, self.overdue)


def twelve_months(scope: Scope) -> list[Month]:
    """This month and the eleven before, four queries: over sums of what was confirmed, and over overdue work.

    Overdue on an earlier evening is reckoned from the dates that stand now: a deadline moved since counts as moved,
    and a suspension that has ended as if it had not been. The board of a day (``as_of``) knows better.
    """
    today = clock.today()
    firsts = [_first_of(today, back) for back in range(11, -1, -1)]
    confirmed = done.by_months(scope, firsts[0])
    still = list(
        scope.open()
        .filter(class_condition(C.OVERDUE, today))
        .values(overdue=overdue_month())
        .annotate(late=Count("pk"))
    )
    excused = excused_by_month(scope)
    months = []
    for n, first in enumerate(firsts):
        end = min(_first_of(first, -1) - timedelta(days=1), today)
        of_month = [row for row in confirmed if row["done"] == first]
        late = sum(row["late"] for row in of_month)
        in_time = sum(row["n"] - row["undated"] for row in of_month) - late
        # Overdue from some month up to this one, and confirmed only later or not yet.
        overdue = sum(row["late"] for row in still if row["overdue"] <= first)
        overdue += sum(row["late"] for row in confirmed if row["late"] and row["overdue"] <= first < row["closed"])
        span = {"done_from": first, "done_to": end}
        months.append(
            Month(
                label=f"{first:%m/%y}" if n in (0, 11) or first.month == 1 else f"{first:%m}",
                on_time=Number(in_time, scope.url(classes=(C.ON_TIME,), **span)),
                late=Number(
                    late,
                    scope.url(classes=(C.LATE,), **span),
                    excused=Number(excused.get(first, 0), scope.url(classes=(C.LATE,), apart=EXCUSED, **span)),
                ),
                overdue=Number(
                    overdue, scope.url(classes=(C.OVERDUE,)) if end == today else scope.url(overdue_at=first)
                ),
            )
        )
    return months


def _first_of(day: date, months_back: int) -> date:
    months = day.year * 12 + day.month - 1 - months_back
    return date(months // 12, months % 12 + 1, 1)
