"""The official classification (phân loại) of tasks by deadline, as the Government's reports count.

Báo cáo 1270/BC-TCTTTg (2017): completed, on time or late; not completed, in time or overdue. Tasks without a deadline
are a class of their own with their age (Bình Định 5/2022: 45% of all tasks, some without a word for months).
Two rates circulate and both are given: done / (done + overdue), and on time / done.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from organizations.localities import Calendars
from reports import done
from reports.excused import excused_rows
from reports.scope import Scope
from tasks import ages
from tasks.apart import BLAMED, EXCUSED, EXTENDED, apart_condition
from tasks.as_of import Then
from tasks.classes import class_condition
from workflows import clock, words
from workflows.deadlines import DeadlineClass as C

DATED_CLASSES = (C.ON_TIME, C.LATE)
DONE_CLASSES = (*DATED_CLASSES, C.DONE)
OPEN_CLASSES = (C.OPEN, C.SOON, C.OVERDUE, C.NONE)


@dataclass(frozen=True)
class Number:
    """A count with the list behind it; ``excused``: those among late ones whose objective cause is confirmed."""

    n: int
    url: str
    label: str = ""
    old: bool = False
    excused: "Number | None" = None

    def __str__(self) -> str:
        return words.number(self.n)


@dataclass(frozen=True)
class Rate:
    """A share: numerator, denominator."""

    n: int
    d: int

    @property
    def percent(self) -> str:
        """ "91,6%"; a dash when there is nothing to divide by."""
        return words.percent(self.n, self.d) if self.d else "–"


@dataclass(frozen=True)
class Box:
    """One box of the board: a class (``token`` of the style sheet) counted within ``of``."""

    token: str
    number: Number
    of: Number

    @property
    def rate(self) -> Rate:
        return Rate(self.number.n, self.of.n)

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """For the bar."""
        return ((self.number.n, self.token),)


@dataclass(frozen=True)
class Figures:
    """The boxes. Every count is of assignments to lead units."""

    total: Number
    done: Number
    open: Number
    done_or_overdue: Number
    # Done with a deadline, on time or late; and done without one, which no on-time rate counts.
    done_dated: Number
    done_undated: Number
    on_time: Box
    late: Box
    in_time: Box
    overdue: Box
    none: Box
    soon: Number
    # None on an earlier day: not known then.
    silent: Number | None
    # Within on time; and what NĐ 335/2025/NĐ-CP counts: late or overdue, no objective cause confirmed.
    extended: Number
    blamed: Number
    none_ages: tuple[Number, ...]
    # Calendar days; None when nothing was late.
    late_average: float | None
    longest_overdue: int

    @property
    def government_rate(self) -> Rate:
        """Done (late ones too) / (done + overdue)."""
        return Rate(self.done.n, self.done_or_overdue.n)

    @property
    def on_time_rate(self) -> Rate:
        """On time / done with a deadline."""
        return Rate(self.on_time.number.n, self.done_dated.n)


def figures(scope: Scope) -> Figures:
    """All boxes in six queries: over what is open, over sums of what is done, and what is counted apart."""
    then = scope.then()
    return _boxes(scope, _counted_then(scope, then) if then else _counted_now(scope))


def _counted_now(scope: Scope) -> dict[str, Any]:
    today, calendars = clock.today(), Calendars.now()
    opened = {name: class_condition(name, today) for name in OPEN_CLASSES}
    counted = scope.open().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in opened.items()},
        **_ages(opened[C.NONE], today),
        silent=Count("pk", filter=Q(due_on=None, last_report_on=None)),
        **{
            f"farthest_{n}": Min("due_on", filter=opened[C.OVERDUE] & Q(stopped_on=None) & here)
            for n, here in enumerate(calendars.places())
        },
    )
    finished = done.totals(scope)
    stopped = scope.open().filter(opened[C.OVERDUE], stopped_on__isnull=False).annotate(area=calendars.area())
    areas = calendars.areas()
    spans: set[tuple[Any, Any, int]] = {*stopped.values_list("due_on", "stopped_on", "area").distinct()}
    spans |= {(counted[f"farthest_{n}"] or today, today, n) for n in range(len(areas))}
    counted["longest"] = max(areas[area].between(due_on, until) for due_on, until, area in spans)
    counted[C.LATE] = finished["late"]
    counted[C.DONE] = finished["undated"]
    counted[C.ON_TIME] = finished["n"] - finished["late"] - finished["undated"]
    counted["extended"] = scope.done().filter(apart_condition(EXTENDED, today)).count()
    counted["late_average"] = finished["late_days"] / finished["late"] if finished["late"] else None
    return counted | _excused(scope, class_condition(C.LATE, today), class_condition(C.OVERDUE, today))


def _excused(scope: Scope, late: Q, overdue: Q) -> dict[str, int]:
    late_ones, overdue_ones = Count("pk", filter=late), Count("pk", filter=overdue)
    return excused_rows(scope).aggregate(late_excused=late_ones, overdue_excused=overdue_ones)


def _counted_then(scope: Scope, then: Then) -> dict[str, Any]:
    """The boxes of an earlier day, in two queries; its ages of overdue work and first reports are not told."""
    classes = {name: then.classed(name) for name in C.values}
    counted: dict[str, Any] = (
        scope.rows()
        .filter(then.existing())
        .aggregate(
            **{name: Count("pk", filter=condition) for name, condition in classes.items()},
            **_ages(classes[C.NONE], then.day),
            extended=Count("pk", filter=apart_condition(EXTENDED, then.day, then)),
        )
    )
    counted |= _excused(scope, classes[C.LATE], classes[C.OVERDUE])
    return counted | {"silent": None, "late_average": None, "longest": 0}


def _ages(undated: Q, day: date) -> dict[str, Count]:
    buckets = enumerate(ages.NO_DEADLINE_AGES)
    return {f"age_{n}": Count("pk", filter=undated & ages.in_no_deadline_bucket(bucket, day)) for n, bucket in buckets}


def _boxes(scope: Scope, counted: dict[str, Any]) -> Figures:
    finished = sum(counted[name] for name in DONE_CLASSES)
    dated = sum(counted[name] for name in DATED_CLASSES)
    undone = sum(counted[name] for name in OPEN_CLASSES)
    dated_box = Number(dated, scope.url(classes=DATED_CLASSES))
    open_box = Number(undone, scope.url(open=True))

    def box(token: str, *names: C, excused: Number | None = None, **extra: object) -> Box:
        number = Number(sum(counted[name] for name in names), scope.url(classes=names, **extra), excused=excused)
        return Box(token, number, dated_box if token in ("ontime", "late") else open_box)

    late_excused, overdue_excused = (
        Number(counted[f"{key}_excused"], scope.url(classes=(name,), apart=EXCUSED))
        for key, name in (("late", C.LATE), ("overdue", C.OVERDUE))
    )
    excused = late_excused.n + overdue_excused.n
    return Figures(
        total=Number(finished + undone, scope.url()),
        done=Number(finished, scope.url(classes=DONE_CLASSES)),
        open=open_box,
        done_or_overdue=Number(finished + counted[C.OVERDUE], scope.url(classes=(*DONE_CLASSES, C.OVERDUE))),
        done_dated=dated_box,
        done_undated=Number(counted[C.DONE], scope.url(classes=(C.DONE,))),
        on_time=box("ontime", C.ON_TIME),
        late=box("late", C.LATE, excused=late_excused),
        in_time=box("open", C.OPEN, C.SOON),
        overdue=box("overdue", C.OVERDUE, excused=overdue_excused),
        none=box("none", C.NONE, sort="given"),
        soon=Number(counted[C.SOON], scope.url(classes=(C.SOON,))),
        silent=_silent(scope, counted["silent"]),
        extended=Number(counted["extended"], scope.url(apart=EXTENDED)),
        blamed=Number(counted[C.LATE] + counted[C.OVERDUE] - excused, scope.url(apart=BLAMED)),
        none_ages=tuple(
            Number(counted[f"age_{n}"], scope.url(nodl_age=bucket.key), _span(bucket), bucket.most is None)
            for n, bucket in enumerate(ages.NO_DEADLINE_AGES)
        ),
        late_average=counted["late_average"],
        longest_overdue=counted["longest"] or 0,
    )


def _span(bucket: ages.AgeBucket) -> str:
    """Days since given, short enough to stand three in a row: "≤ 30", "31–90", "> 90 ngày"."""
    if bucket.least is None:
        return f"≤ {bucket.most}"
    if bucket.most is None:
        return _("> %d ngày") % (bucket.least - 1)
    return f"{bucket.least}–{bucket.most}"


def _silent(scope: Scope, count: int | None) -> Number | None:
    return None if count is None else Number(count, scope.url(classes=(C.NONE,), silent=True))
