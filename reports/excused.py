"""Lateness whose objective cause is confirmed (NĐ 335/2025/NĐ-CP does not count it), told apart in the tables."""

from typing import Any

from django.db.models import Count, F
from django.db.models.functions import TruncMonth

from reports.scope import Scope
from tasks.apart import EXCUSED, apart_condition
from tasks.classes import class_condition
from tasks.querysets import AssignmentQuerySet
from workflows import clock
from workflows.deadlines import DeadlineClass as C


def excused_rows(scope: Scope) -> AssignmentQuerySet:
    """Late and overdue ones with a confirmed cause, on the day of the figures; from the few explanations there are."""
    then = scope.then()
    rows = scope.rows().filter(then.existing()) if then else scope.rows().counted()
    return rows.filter(apart_condition(EXCUSED, scope.day, then))


def excused_by(scope: Scope, column: str) -> dict[int, dict[str, int]]:
    """``late`` and ``overdue`` by unit or directive (``column``), where there are any. One query."""
    then = scope.then()
    late, overdue = (then.classed(name) if then else class_condition(name, scope.day) for name in (C.LATE, C.OVERDUE))
    rows: Any = excused_rows(scope).order_by().values(column)
    counted = rows.annotate(late=Count("pk", filter=late), overdue=Count("pk", filter=overdue))
    return {row[column]: row for row in counted}


def excused_by_month(scope: Scope) -> dict[Any, int]:
    """Month to how many were done late in it with a confirmed cause. One query."""
    late = excused_rows(scope).filter(class_condition(C.LATE, clock.today())).order_by()
    return dict(late.values_list(TruncMonth(F("done_on"))).annotate(n=Count("pk")))
