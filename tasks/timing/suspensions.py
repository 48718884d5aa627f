"""Sổ tạm dừng: every time a deadline's clock was stopped, by whom and why, how long, and what the deadline became."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from directives.models import Directive
from organizations.localities import calendars_of
from organizations.models import Unit
from tasks.access import visible
from tasks.lists import read_day
from tasks.models import Assignment, Suspension
from workflows import clock
from workflows.actors import Actor
from workflows.calendars import calendar
from workflows.keyset import Key
from workflows.numbers import whole
from workflows.periods import label_of
from workflows.workdays import WorkingCalendar

KEYS = (Key("from_on", "date", descending=True),)
_PEOPLE = ("suspended_by", "suspended_on_behalf_of", "resumed_by", "resumed_on_behalf_of")
_ABOUT = ("assignment__task", "assignment__unit", "assignment__directive__type")
_HEAVY = ("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")


@dataclass(frozen=True)
class LedgerFilter:
    """One address of the ledger. The period takes in every suspension that lasted on one of its days.

    ``dropped``: what was typed as a day and is none, by the name of its field.
    """

    directive: int | None = None
    unit: int | None = None
    start: date | None = None
    end: date | None = None
    running: bool = False
    dropped: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        typed = {name: given.get(name, "").strip()[:40] for name in ("tu", "den")}
        days = {name: read_day(text) for name, text in typed.items()}
        return cls(
            directive=whole(given.get("van-ban")),
            unit=whole(given.get("don-vi")),
            start=days["tu"],
            end=days["den"],
            running=given.get("dang-dung") == "1",
            dropped=tuple((name, text) for name, text in typed.items() if text and days[name] is None),
        )

    @property
    def address(self) -> str:
        """The query string, without what stands at its default."""
        pairs = {
            "van-ban": self.directive,
            "don-vi": self.unit,
            "tu": self.start and self.start.isoformat(),
            "den": self.end and self.end.isoformat(),
            "dang-dung": 1 if self.running else None,
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    @property
    def url(self) -> str:
        return f"{reverse('tasks:suspensions')}?{self.address}" if self.address else reverse("tasks:suspensions")

    def but(self, **changes: Any) -> Self:
        return replace(self, dropped=(), **changes)

    def rows(self, actor: Actor) -> "QuerySet[Suspension, Suspension]":
        """Suspensions of the assignments that the actor may see, unordered."""
        found = Suspension.objects.filter(visible(actor, "assignment__")).order_by()
        if self.directive:
            found = found.filter(assignment__directive_id=self.directive)
        if self.unit:
            found = found.filter(assignment__unit_id=self.unit)
        if self.start:
            found = found.filter(Q(to_on=None) | Q(to_on__gte=self.start))
        if self.end:
            found = found.filter(from_on__lte=self.end)
        return found.filter(to_on=None) if self.running else found


@dataclass(frozen=True)
class Line:
    """One suspension. ``days``: working days the clock stood, up to today while it stands.

    ``due_after`` is None while it lasts (``would_be``: the deadline if it ended today), and where the assignment was
    settled without going on.
    """

    suspension: Suspension
    title: str
    days: int
    running: bool
    would_be: date | None


def with_related(rows: "QuerySet[Suspension, Suspension]") -> "QuerySet[Suspension, Suspension]":
    """Everything a Line needs, in one query."""
    return rows.select_related(*_PEOPLE, *_ABOUT).defer(*_HEAVY)


def read_lines(rows: Iterable[Suspension]) -> list[Line]:
    """The lines of suspensions fetched ``with_related``, by each unit's calendar. At most one query."""
    found, today, national = list(rows), clock.today(), calendar()
    local = calendars_of({row.assignment.unit_id for row in found})
    return [_line(row, today, local.get(row.assignment.unit_id, national)) for row in found]


def _title(assignment: Assignment) -> str:
    """What stood still; of a duty that recurs with its period: "Quý III/2024: Báo cáo …"."""
    content = assignment.part_content or assignment.task.content
    return f"{label_of(assignment.period)}: {content}" if assignment.period else content


def _line(row: Suspension, today: date, working_days: WorkingCalendar) -> Line:
    running, due_on = row.to_on is None, row.assignment.due_on
    days = max(0, working_days.between(row.from_on, row.to_on or today))
    return Line(
        suspension=row,
        title=_title(row.assignment),
        days=days,
        running=running,
        # From the deadline in force: it may have been extended or corrected while the clock stood.
        would_be=working_days.add(due_on, days) if running and due_on else None,
    )


def choices(actor: Actor) -> dict[str, list[tuple[int, str]]]:
    """Directives and units that have a suspension, to filter by. Two queries."""
    seen = LedgerFilter().rows(actor)
    directives = Directive.objects.filter(pk__in=seen.values("assignment__directive_id")).select_related("type")
    units = Unit.objects.filter(pk__in=seen.values("assignment__unit_id")).order_by("name")
    return {
        "directives": [(row.pk, f"{row}") for row in directives.defer("text", "folded").order_by("-pk")],
        "units": list(units.values_list("pk", "name")),
    }


def columns() -> list[tuple[str, float]]:
    """Heads and widths of the spreadsheet."""
    return [
        (_("STT"), 5), (_("Nhiệm vụ"), 60), (_("Văn bản"), 20), (_("Đơn vị"), 34), (_("Lý do tạm dừng"), 40),
        (_("Người cho tạm dừng"), 26), (_("Từ ngày"), 12), (_("Đến ngày"), 12), (_("Lý do tiếp tục"), 40),
        (_("Người cho tiếp tục"), 26), (_("Số ngày làm việc dừng"), 10), (_("Hạn trước"), 12), (_("Hạn sau"), 12),
    ]  # fmt: skip


def values(at: int, line: Line) -> list[Any]:
    """One row of the spreadsheet."""
    row = line.suspension
    return [
        at, line.title, row.assignment.directive.reference, row.assignment.unit.name, row.reason,
        row.suspended_by_names, row.from_on, row.to_on or _("đang dừng"), row.resume_reason, row.resumed_by_names,
        line.days, row.due_before, row.due_after,
    ]  # fmt: skip


def newest_first(rows: "QuerySet[Suspension, Suspension]") -> "QuerySet[Suspension, Suspension]":
    return rows.order_by(F("from_on").desc(), "-pk")
