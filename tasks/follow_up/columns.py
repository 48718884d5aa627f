"""Columns of the coverage matrix: each task, or each period of a periodic one, with its counts over all units."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min

from directives.models import Directive
from tasks.follow_up.matrix_view import SHOWS, View, conditions, role_counted
from tasks.lists import list_url
from tasks.models import Task
from tasks.querysets import AssignmentQuerySet
from tasks.states import DeadlineKind
from workflows.periods import label_of


@dataclass(frozen=True)
class Column:
    """One task, or one period of a periodic task, with its counts over all units."""

    task: Task
    period: str
    due_on: date | None
    due_varies: bool
    total: int
    done: int
    counts: dict[str, int]
    sort_url: str
    sorted: bool
    list_url: str
    overdue_url: str

    @property
    def key(self) -> str:
        return f"{self.task.pk}.{self.period}"

    @property
    def code(self) -> str:
        """Where it stands in the document, else its number in the list."""
        return self.task.section or f"{self.task.order + 1}"

    @property
    def name(self) -> str:
        words = self.task.product or self.task.content
        return f"{label_of(self.period)}: {words}" if self.period else words

    @property
    def undated(self) -> str:
        """Why there is no day: thường xuyên, khi có yêu cầu, không thời hạn."""
        return "" if self.due_on else str(DeadlineKind(self.task.deadline_kind).label).lower()


def columns_of(
    counted: AssignmentQuerySet, directive: Directive, view: View, today: date
) -> tuple[list[Column], dict[str, int], str]:
    """Every task and period with its counts, nearest deadline first, undated last; how many of each role there are; and
    the role counted. Two queries.
    """
    counts = {name: Count("pk", filter=condition) for name, condition in conditions(today).items()}
    found = counted.order_by().values("task_id", "period", "role")
    groups = list(found.annotate(total=Count("pk"), first=Min("first_due_on"), last=Max("first_due_on"), **counts))
    roles: dict[str, int] = defaultdict(int)
    for group in groups:
        roles[group["role"]] += group["total"]
    role = role_counted(view.role, roles)
    merged: dict[tuple[int, str], dict[str, Any]] = {}
    for group in groups:
        if not role or group["role"] == role:
            place = (group["task_id"], group["period"])
            merged[place] = _merge(merged[place], group) if place in merged else dict(group)
    tasks = {task.pk: task for task in directive.tasks.defer("folded")}
    columns = [_column(tasks[group["task_id"]], group, directive, view, role) for group in merged.values()]
    return sorted(columns, key=nearest), dict(roles), role


def _merge(one: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Lead and coordinate of one column together."""
    sums = {name: one[name] + other[name] for name in ("total", *SHOWS)}
    days = [day for day in (one["first"], one["last"], other["first"], other["last"]) if day]
    return {**one, **sums, "first": min(days, default=None), "last": max(days, default=None)}


def nearest(column: Column) -> tuple[Any, ...]:
    return column.due_on is None, column.due_on or date.max, column.task.order, column.task.pk, column.period


def _column(task: Task, group: Mapping[str, Any], directive: Directive, view: View, role: str) -> Column:
    key = f"{task.pk}.{group['period']}"
    where = {"directive": directive.pk, "task": task.pk, "period": group["period"] or None, "role": role}
    return Column(
        task=task,
        period=group["period"],
        due_on=group["first"],
        due_varies=group["first"] != group["last"],
        total=group["total"],
        done=group["done"] + group["late"],
        counts={name: group[name] for name in SHOWS},
        sort_url=view.url(directive.pk, sort="overdue" if view.sort == key else key),
        sorted=view.sort == key,
        list_url=list_url(**where),
        overdue_url=list_url(**where, **{"class": "overdue"}),
    )


def is_finished_period(column: Column) -> bool:
    return bool(column.period) and column.done == column.total


def shown_columns(every: list[Column], view: View) -> list[Column]:
    """The columns chosen in the address; else all but periods that every unit has finished."""
    if view.col:
        return [column for column in every if column.key in view.col] or every
    if view.ky == "all":
        return every
    return [column for column in every if not is_finished_period(column)] or every
