"""The address of the coverage matrix: what it shows, filters and sorts by."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from organizations.models import UnitKind
from tasks.apart import EXCUSED, apart_condition
from tasks.lists import class_condition
from tasks.states import AssignmentState, Role
from workflows.deadlines import DeadlineClass
from workflows.numbers import whole

A = AssignmentState
SHOWS = (
    "overdue", "excused", "submitted", "declined", "assigned", "soon", "returned", "working", "suspended", "done",
    "late",
)  # fmt: skip
SORTS = ("overdue", "name", "done")
BOTH = "all"


def conditions(today: date) -> dict[str, Q]:
    """What each filter selects among counted assignments. "overdue" is the deadline class, as everywhere else."""
    return {
        "overdue": class_condition(DeadlineClass.OVERDUE, today),
        "excused": apart_condition(EXCUSED, today),
        "submitted": Q(state=A.SUBMITTED),
        "declined": Q(state=A.DECLINED),
        "assigned": Q(state=A.ASSIGNED),
        "soon": class_condition(DeadlineClass.SOON, today),
        "returned": Q(state=A.RETURNED),
        "working": Q(state__in=(A.ACCEPTED, A.IN_PROGRESS)),
        "suspended": Q(state=A.SUSPENDED),
        "done": class_condition(DeadlineClass.ON_TIME, today) | class_condition(DeadlineClass.DONE, today),
        "late": class_condition(DeadlineClass.LATE, today),
    }


@dataclass(frozen=True)
class View:
    """One address of the matrix, read; unknown values are dropped.

    ``role`` is lead or coordinate, BOTH, or "": those who lead, as every rate counts, where there are some.
    """

    show: str = ""
    kind: str = ""
    role: str = ""
    sort: str = "overdue"
    col: tuple[str, ...] = ()
    ky: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        def one(name: str, known: Iterable[str], default: str = "") -> str:
            value = given.get(name, "")
            return value if value in set(known) else default

        sort = given.get("sort", "")
        return cls(
            show=one("show", SHOWS),
            kind=one("kind", UnitKind.values),
            role=one("role", (*Role.values, BOTH)),
            sort=sort if sort in SORTS or column_key(sort) else "overdue",
            col=tuple(key for key in given.getlist("col") if column_key(key)),
            ky=one("ky", ("all",)),
        )

    def url(self, directive_id: int, **changes: Any) -> str:
        """The address with some of it changed; what stands at its default is left out."""
        changed = replace(self, **changes)
        pairs = [(f.name, getattr(changed, f.name)) for f in fields(self) if getattr(changed, f.name) != f.default]
        base = reverse("tasks:coverage", args=[directive_id])
        return f"{base}?{urlencode(pairs, doseq=True)}" if pairs else base


def role_counted(asked: str, present: Collection[str]) -> str:
    """The one role that is shown and summed up, "" for both; ``present`` are the roles that there are."""
    if asked in Role.values:
        return asked
    return "" if asked == BOTH or len(present) < 2 else Role.LEAD.value


def column_key(text: str) -> tuple[int, str] | None:
    """ "12." or "12.2023-Q3": task and period."""
    task, dot, period = text.partition(".")
    number = whole(task)
    return (number, period) if dot and number is not None else None
