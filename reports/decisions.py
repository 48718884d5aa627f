"""What waits for this leader: reviews and extensions to decide, explanations, work sent back as not the unit's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.models.review import ReviewProcess
from directives.states import DirectiveState
from organizations.access import seats_with
from organizations.localities import Calendars
from organizations.models import Role as Post
from organizations.permissions import Permission
from reports.figures import Number
from tasks.deciders import own
from tasks.facts import AssignmentDeclined
from tasks.lists import ListFilter
from tasks.models import Assignment, Escalation, Explanation, Extension
from tasks.states import NOT_COUNTED, AssignmentState, ExplanationState, ExtensionState, ExtensionStep
from workflows import clock, words
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.models import Event
from workflows.periods import label_of

# Of each kind, longest waiting first.
MOST = 4


@dataclass(frozen=True)
class Decision:
    """One thing that only this leader, or somebody of the same right, can move on; ``days``: working days of the
    standing office (``office``) that it has waited, as on its home.
    """

    icon: str
    kind: str
    title: str
    url: str
    meta: str
    since: datetime
    office: int | None
    before: date | None = None
    step: str = ""
    asked_for: date | None = None

    @property
    def days(self) -> int:
        return Calendars.now().of(self.office).between(self.since.astimezone(clock.ZONE).date(), clock.today())


Found = tuple[list[Decision], int]
Reader = Callable[[Q], Found]


@dataclass(frozen=True)
class Waiting:
    """The longest waiting of each kind; ``count`` of them altogether; results to confirm as one number.

    ``unadvised`` of the counted are requests for more time on which the standing office has not advised yet (chờ tham
    mưu); ``own`` are the reader's own requests, which others decide; they are not counted.
    """

    decisions: tuple[Decision, ...]
    count: int
    more: tuple[Number, ...]
    results: Number | None
    unadvised: int
    own: tuple[Decision, ...]


def waiting(actor: Actor) -> Waiting:
    """At most fifteen queries, whatever waits. The board's filters hide no decision."""
    found: list[Decision] = []
    more: list[Number] = []
    held: list[Decision] = []
    count = unadvised = 0
    for permission, prefix, read, url, called in KINDS:
        if (care := under_care(actor, permission, prefix)) is not None:
            listed = 0
            if permission == Permission.EXTENSION_DECIDE:
                held, listed = _extensions(care & own(actor))
                care &= ~Q(pk__in=Extension.objects.filter(own(actor)).values("pk"))
                unadvised = _asked(care).filter(process__step=ExtensionStep.ADVISE).count()
            decisions, n = read(care)
            found += decisions
            count += n
            if n > len(decisions):
                # The list behind shows the reader's own too.
                more.append(Number(n + listed, url(), str(called)))
    confirms = under_care(actor, Permission.RESULT_CONFIRM, "directive__")
    results = _results(confirms) if confirms is not None else None
    return Waiting(tuple(sorted(found, key=lambda one: one.since)), count, tuple(more), results, unadvised, tuple(held))


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
        office=directive.standing_unit_id,
    )


def _extensions(care: Q) -> Found:
    """Extensions asked for (xin gia hạn). Those of parts handed down are their unit's to decide."""
    rows = _asked(care)
    shown = rows.select_related("assignment__task", "assignment__unit", "assignment__directive", "process")
    shown = shown.defer("assignment__directive__text", "assignment__directive__folded")
    return [_extension(row) for row in shown.order_by("asked_at", "pk")[:MOST]], rows.count()


def _asked(care: Q) -> QuerySet[Extension]:
    return Extension.objects.filter(care, state=ExtensionState.ASKED, assignment__parent=None)


def _extension(extension: Extension) -> Decision:
    assignment = extension.assignment
    nth = {"nth": assignment.extensions_granted + 1, "most": assignment.directive.max_extensions}
    return Decision(
        icon="calendar-plus",
        kind=_("Xin gia hạn, lần %(nth)d/%(most)d") % nth,
        title=assignment.task.content,
        url=assignment.get_absolute_url(),
        meta=_whose(assignment),
        step=_step(extension),
        since=extension.asked_at,
        office=assignment.directive.standing_unit_id,
        before=assignment.due_on,
        asked_for=extension.asked_for,
    )


def _whose(assignment: Assignment) -> str:
    """The unit, and of a duty that recurs its period."""
    return ", ".join(filter(None, (assignment.unit.name, label_of(assignment.period))))


def _step(extension: Extension) -> str:
    """What the standing office advises, or that its advice is awaited; and by when the step is due."""
    process = getattr(extension, "process", None)
    if process is None:
        return ""
    said = _("chưa có ý kiến tham mưu, chờ cơ quan thường trực") if process.step == ExtensionStep.ADVISE else ""
    if process.in_favour is not None:
        day = words.day(process.advised_until)
        agreed = _("đã có ý kiến tham mưu: thường trực đề xuất gia hạn đến %(day)s") % {"day": day}
        said = agreed if process.in_favour else _("đã có ý kiến tham mưu: thường trực đề xuất không gia hạn")
    if process.step_due_on is None:
        return said
    late = process.step_due_on < clock.today()
    told = _("bước này đã quá hạn %(day)s") if late else _("hạn của bước này: hết ngày %(day)s")
    return "; ".join(part for part in (said, told % {"day": words.day(process.step_due_on)}) if part)


def _explanations(care: Q) -> Found:
    """Explanations that came and wait for a finding (kết luận)."""
    rows = Explanation.objects.filter(care, state=ExplanationState.ANSWERED, assignment__parent=None)
    rows = rows.exclude(assignment__state__in=NOT_COUNTED)
    shown = rows.select_related("assignment__task", "assignment__unit", "assignment__directive")
    shown = shown.defer("assignment__task__folded", "assignment__directive__text", "assignment__directive__folded")
    return [_explanation(row) for row in shown.order_by("answered_at", "pk")[:MOST]], rows.count()


def _explanation(explanation: Explanation) -> Decision:
    assignment = explanation.assignment
    given = {"unit": _whose(assignment), "day": words.day(explanation.due_on)}
    return Decision(
        icon="gavel",
        kind=_("Giải trình chờ kết luận"),
        title=assignment.task.content,
        url=assignment.get_absolute_url(),
        meta=_("%(unit)s; hạn %(day)s") % given,
        since=explanation.answered_at or explanation.asked_at,
        office=assignment.directive.standing_unit_id,
    )


def _escalations(care: Q) -> Found:
    """Overdue work put before the leaders (báo cáo lãnh đạo) that none of them has taken note of."""
    rows = Escalation.objects.filter(care, noted_at=None, assignment__closed_on=None, assignment__parent=None)
    shown = rows.select_related("assignment__task", "assignment__unit", "assignment__directive")
    shown = shown.defer("assignment__task__folded", "assignment__directive__text", "assignment__directive__folded")
    return [_escalation(row) for row in shown.order_by("raised_at", "pk")[:MOST]], rows.count()


def _escalation(escalation: Escalation) -> Decision:
    assignment = escalation.assignment
    return Decision(
        icon="flag",
        kind=_("Việc quá hạn được báo cáo lãnh đạo"),
        title=assignment.task.content,
        url=assignment.get_absolute_url(),
        meta=_("%(unit)s; hạn %(day)s") % {"unit": _whose(assignment), "day": words.day(escalation.due_on)},
        since=escalation.raised_at,
        office=assignment.directive.standing_unit_id,
    )


def _declined(care: Q) -> Found:
    """Work that units send back as mis-assigned (đề nghị trả lại việc)."""
    rows = Assignment.objects.filter(care, state=AssignmentState.DECLINED, closed_on=None, parent=None)
    beside = rows.select_related("task", "unit", "directive").defer("directive__text", "directive__folded")
    shown = list(beside.order_by("pk")[:MOST])
    told = Event.objects.filter(stream__in=[f"assignment:{row.pk}" for row in shown], kind=AssignmentDeclined.kind)
    when = dict(told.order_by("position").values_list("stream", "at")) if shown else {}
    found = [
        Decision(
            icon="arrow-back-up",
            kind=_("Đề nghị trả lại việc"),
            title=row.task.content,
            url=row.get_absolute_url(),
            meta=_whose(row),
            since=when.get(f"assignment:{row.pk}", clock.at(row.assigned_on)),
            office=row.directive.standing_unit_id,
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
    (Permission.EXTENSION_DECIDE, "assignment__directive__", _extensions, partial(_queue, "asked"),
     gettext_lazy("việc xin gia hạn")),
    (Permission.ESCALATION_NOTE, "assignment__directive__", _escalations, _overdue,
     gettext_lazy("việc báo cáo lãnh đạo")),
    (Permission.CAUSE_CONFIRM, "assignment__directive__", _explanations, partial(_queue, "conclude"),
     gettext_lazy("giải trình chờ kết luận")),
    (Permission.REASSIGN, "directive__", _declined, partial(_queue, "decline"), gettext_lazy("việc đề nghị trả lại")),
)  # fmt: skip
