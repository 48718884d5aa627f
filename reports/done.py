"""Finished work in a board's reach, from the tally where it has the answer.

The tally counts by directive. What units in reach did of other offices' directives, and a board narrowed to some units,
is counted from the assignments, by an index.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Expression, F, Func, IntegerField, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from directives.models import Directive
from reports.scope import Scope
from tasks.classes import class_condition, overdue_month
from tasks.models import DoneTally
from workflows import clock
from workflows.deadlines import DeadlineClass as C

SUMS = {name: Coalesce(Sum(name), 0) for name in ("n", "late", "undated", "late_days")}


def totals(scope: Scope) -> dict[str, int]:
    """``n`` done, ``late`` of them late, by ``late_days`` calendar days altogether, ``undated`` without a deadline.

    At most two queries.
    """
    found = dict.fromkeys(SUMS, 0)
    for rows in _sources(scope):
        counted = rows.aggregate(**(SUMS if rows.model is DoneTally else _sums()))
        found = {name: found[name] + counted[name] for name in found}
    return found


def by_months(scope: Scope, since: date) -> list[dict[str, Any]]:
    """``n``, ``late`` and ``undated`` by month ``done``, month ``closed`` (confirmed) and month ``overdue``, of
    what was confirmed in months from ``since`` on. At most two queries.
    """
    found: list[dict[str, Any]] = []
    for rows in _sources(scope):
        months: dict[str, Any]
        if rows.model is DoneTally:
            months = {"done": F("done_month"), "closed": F("closed_month"), "overdue": F("overdue_month")}
            counted = rows.filter(closed_month__gte=since).values(**months).annotate(**_only(SUMS))
        else:
            months = {"done": TruncMonth("done_on"), "closed": TruncMonth("closed_on"), "overdue": overdue_month()}
            counted = rows.filter(closed_on__gte=since).values(**months).annotate(**_only(_sums()))
        found += counted
    return found


def of_directives(scope: Scope, ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """``n``, ``late`` and ``undated`` of each directive that has any. At most two queries."""
    found: dict[int, dict[str, int]] = {}
    for rows in _sources(scope):
        counted = rows.filter(directive_id__in=ids).values("directive_id")
        for row in counted.annotate(**_only(SUMS if rows.model is DoneTally else _sums())):
            found[row["directive_id"]] = dict(row)
    return found


def _sources(scope: Scope) -> "list[QuerySet[Any, Any]]":
    led, asked = scope.led, scope.filter
    if asked.under is not None or led is None:
        return [scope.done()]
    tally = DoneTally.objects.filter(directive_id__in=led.directives)
    if asked.directive is not None:
        tally = tally.filter(directive_id=asked.directive)
    if asked.given_from is not None:
        tally = tally.filter(given_on__gte=asked.given_from)
    if asked.given_to is not None:
        tally = tally.filter(given_on__lte=asked.given_to)
    if led.units is None:
        return [tally]
    others = Directive.objects.exclude(pk__in=led.directives).values("pk")
    return [tally, scope.done_by(led.units).filter(directive_id__in=others)]


def _sums() -> dict[str, Expression]:
    late = class_condition(C.LATE, clock.today())
    days = Func(F("done_on"), F("due_on"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())
    return {
        "n": Count("done_on"),
        "late": Count("done_on", filter=late),
        "undated": Count("done_on", filter=class_condition(C.DONE, clock.today())),
        "late_days": Coalesce(Sum(days, filter=late), 0),
    }


def _only(sums: dict[str, Any]) -> dict[str, Any]:
    return {name: sums[name] for name in ("n", "late", "undated")}
