"""What waits for this leader: reviews to decide, extensions asked for, work that units send back as not theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.models.review import ReviewProcess
from directives.states import DirectiveState
from organizations.access import seats_with
from organizations.models import Role as Post
from organizations.permissions import Permission
from reports.figures import Number
from tasks.facts import AssignmentDeclined
from tasks.lists import ListFilter
from tasks.models import Assignment, Escalation, Extension
from tasks.states import AssignmentState, ExtensionState
from workflows import clock, words
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.models import Event

# Of each kind, longest waiting first.
MOST = 4


@dataclass(frozen=True)
class Decision:
    """One thing that only this leader, or somebody of the same right, can move on; ``days`` it has waited."""

    icon: str
    kind: str
    title: str
    url: str
    meta: str
    since: datetime
    before: date | None = None
    asked_for: date | None = None

    @property
    def days(self) -> int:
        return (clock.now() - self.since).days


Found = tuple[list[Decision], int]
Reader = Callable[[Q], Found]


@dataclass(frozen=True)
class Waiting:
    """The longest waiting of each kind; ``count`` of them altogether; results to confirm as one number."""

    decisions: tuple[Decision, ...]
    count: int
    more: tuple[Number, ...]
    results: Number | None


def waiting(actor: Actor) -> Waiting:
    """At most ten queries, whatever waits. The board's filters hide no decision."""
    found: list[Decision] = []
    more: list[Number] = []
    count = 0
    for permission, prefix, read, url, called in KINDS:
        if (care := under_care(actor, permission, prefix)) is not None:
            decisions, n = read(care)
            found += decisions
            count += n
            if n > len(decisions):
                more.append(Number(n, url(), str(called)))
    confirms = under_care(actor, Permission.RESULT_CONFIRM, "directive__")
    results = _results(confirms) if confirms is not None else None
    return Waiting(tuple(sorted(found, key=lambda one: one.since)), count, tuple(more), results)


def under_care(actor: Actor, permission: Permission, prefix: str) -> Q | None:
    """Rows of directives over whose standing agency the actor holds the permission; None for no such seat."""
    rules = [
        Q(**{f"{prefix}standing_unit__path__startswith": seat.scope_path})
        if seat.role == Post.LEADER
        else Q(**{f"{prefix}standing_unit_id": seat.scope_id})
        for seat in seats_with(actor, permission)
    ]
    return reduce(or_, rules) if rules else None


def _reviews(care: Q) -> Found:
    """Decompositions submitted for approval (trình duyệt phân công)."""
    rows = ReviewProcess.objects.filter(care, approved=None, directive__state=DirectiveState.IN_REVIEW)
    shown = rows.select_related("directive__type", "submitted_by").defer("directive__text", "directive__folded")
    return [_review(row) for row in shown.order_by("submitted_at", "pk")[:MOST]], rows.count()


def _review(review: ReviewProcess) -> Decision:
    directive = review.directive
    given = {"reference": directive.reference, "tasks": review.tasks, "name": review.submitted_by.full_name}
    return Decision(
        icon="writing-sign",
        kind=_("Duyệt phân công"),
        title=directive.abstract,
        url=reverse("directives:review", args=[directive.pk]),
        meta=_("%(reference)s; %(tasks)d nhiệm vụ; trình bởi %(name)s") % given,
        since=review.submitted_at,
    )


def _extensions(care: Q) -> Found:
    """Extensions asked for (xin gia hạn). Those of parts handed down are their unit's to decide."""
    rows = Extension.objects.filter(care, state=ExtensionState.ASKED, assignment__parent=None)
    shown = rows.select_related("assignment__task", "assignment__unit", "assignment__directive")
    shown = shown.defer("assignment__directive__text", "assignment__directive__folded")
    return [_extension(row) for row in shown.order_by("asked_at", "pk")[:MOST]], rows.count()


def _extension(extension: Extension) -> Decision:
    assignment = extension.assignment
    nth = {"nth": assignment.extensions_granted + 1, "most": assignment.directive.max_extensions}
    return Decision(
        icon="calendar-plus",
        kind=_("Xin gia hạn, lần %(nth)d/%(most)d") % nth,
        title=assignment.task.content,
        url=assignment.get_absolute_url(),
        meta=assignment.unit.name,
        since=extension.asked_at,
        before=assignment.due_on,
        asked_for=extension.asked_for,
    )


def _escalations(care: Q) -> Found:
    """Overdue work put before the leaders (báo cáo lãnh đạo) that none of them has taken note of."""
    rows = Escalation.objects.filter(care, noted_at=None, assignment__closed_on=None, assignment__parent=None)
    shown = rows.select_related("assignment__task", "assignment__unit").defer("assignment__task__folded")
    return [_escalation(row) for row in shown.order_by("raised_at", "pk")[:MOST]], rows.count()


def _escalation(escalation: Escalation) -> Decision:
    assignment = escalation.assignment
    return Decision(
        icon="flag",
        kind=_("Việc quá hạn được báo cáo lãnh đạo"),
        title=assignment.task.content,
        url=assignment.get_absolute_url(),
        meta=_("%(unit)s; hạn %(day)s") % {"unit": assignment.unit.name, "day": words.day(escalation.due_on)},
        since=escalation.raised_at,
    )


def _declined(care: Q) -> Found:
    """Work that units send back as mis-assigned (đề nghị trả lại việc)."""
    rows = Assignment.objects.filter(care, state=AssignmentState.DECLINED, closed_on=None, parent=None)
    shown = list(rows.select_related("task", "unit").order_by("pk")[:MOST])
    told = Event.objects.filter(stream__in=[f"assignment:{row.pk}" for row in shown], kind=AssignmentDeclined.kind)
    when = dict(told.order_by("position").values_list("stream", "at")) if shown else {}
    found = [
        Decision(
            icon="arrow-back-up",
            kind=_("Đề nghị trả lại việc"),
            title=row.task.content,
            url=row.get_absolute_url(),
            meta=row.unit.name,
            since=when.get(f"assignment:{row.pk}", clock.at(row.assigned_on)),
        )
        for row in shown
    ]
    return found, rows.count()


def _results(care: Q) -> Number:
    """Results that wait for confirmation: a number, for they are confirmed from their list."""
    rows = Assignment.objects.filter(care, state=AssignmentState.SUBMITTED, closed_on=None, parent=None)
    return Number(rows.count(), _queue("confirm"), _("kết quả chờ xác nhận"))


def _register() -> str:
    return reverse("directives:to-approve")


def _overdue() -> str:
    return ListFilter(classes=(DeadlineClass.OVERDUE,), led=True).url


def _queue(name: str) -> str:
    return ListFilter(queue=name, led=True, sort="sent").url


# (the right to decide, path from the row to its directive, how to read the rows, the list behind, what it is called)
KINDS: tuple[tuple[Permission, str, Reader, Callable[[], str], Any], ...] = (
    (Permission.DIRECTIVE_APPROVE, "directive__", _reviews, _register, gettext_lazy("văn bản chờ duyệt")),
    (Permission.EXTENSION_DECIDE, "assignment__directive__", _extensions, partial(_queue, "extension"),
     gettext_lazy("việc xin gia hạn")),
    (Permission.ESCALATION_NOTE, "assignment__directive__", _escalations, _overdue,
     gettext_lazy("việc báo cáo lãnh đạo")),
    (Permission.REASSIGN, "directive__", _declined, partial(_queue, "decline"), gettext_lazy("việc đề nghị trả lại")),
)  # fmt: skip
