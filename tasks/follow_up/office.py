"""The standing office's home (thường trực): what must we do now, worst first, every number a link to its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, OuterRef, Q, Subquery, TextField
from django.urls import reverse
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.models import Directive, ReviewProcess
from directives.states import DirectiveState
from organizations.access import covers, seats_with
from organizations.permissions import Permission
from tasks.deciders import held, nobody
from tasks.due import Ruler
from tasks.facts import AssignmentDeclined
from tasks.follow_up.acts import pending
from tasks.follow_up.deciding import RIGHTS, deciders, in_turn
from tasks.follow_up.listing import queue_labels
from tasks.follow_up.others import Other, other_directives
from tasks.follow_up.rows import Row, read_row, with_related
from tasks.lists import QUEUES, ListFilter, class_condition, given_by, queue_condition
from tasks.models import Assignment, Extension
from tasks.querysets import AssignmentQuerySet
from tasks.states import AssignmentState, ExplanationState, Role
from workflows import clock, words
from workflows.actors import Actor
from workflows.models import Event

SHOWN = 5
DOCUMENTS = 30
ICONS = {
    "confirm": "hourglass",
    "decline": "arrow-back-up",
    "advise": "message-2",
    "extension": "calendar-plus",
    "conclude": "gavel",
    "urge": "bell-ringing",
    "accept": "circle-dashed",
}
# Units wait for the first five; the others wait for units.
ORDER = ("confirm", "decline", "advise", "extension", "conclude", "urge", "accept")
OLDEST_FIRST = {
    "confirm": ("stopped_on", "pk"),
    "decline": ("assigned_on", "pk"),
    "advise": ("due_on", "pk"),
    "extension": ("due_on", "pk"),
    "conclude": ("due_on", "pk"),
    "urge": ("due_on", "pk"),
    "accept": ("assigned_on", "pk"),
}


@dataclass(frozen=True)
class Item:
    """One row of a queue: what it says beside the assignment, and since how many working days.

    ``step_due_on``: the own short deadline of the step; ``late`` when it has passed.
    """

    row: Row
    note: str
    days: int | None
    asked_for: date | None = None
    step_due_on: date | None = None
    late: bool = False


@dataclass(frozen=True)
class Queue:
    """What waits, its true count, the list behind it, and the first few.

    ``mine`` of them wait for the reader; ``deciders`` tells who decides the others; ``held`` are those on which nobody
    may decide, ``held_why`` says why and what to do.
    """

    key: str
    label: str
    icon: str
    count: int
    url: str
    items: list[Item]
    mine: int
    deciders: str
    held: list[Extension]

    @property
    def held_why(self) -> str:
        return nobody()


@dataclass(frozen=True)
class Document:
    """A directive that has not been issued yet; ``url`` "" means its own page."""

    directive: Directive
    kind: str
    label: str
    icon: str
    url: str
    note: str
    tasks: int


@dataclass(frozen=True)
class EndedUnit:
    """A unit that is no more and still has open work the actor may carry over to its successors."""

    name: str
    count: int
    url: str


@dataclass(frozen=True)
class Office:
    """The page. ``overdue`` and ``open`` are of leading assignments, as on the register, the matrix and the boards."""

    queues: list[Queue]
    documents: list[Document]
    followed: list[Other]
    ended: list[EndedUnit]
    open: int
    overdue: int
    boards: str

    @property
    def open_url(self) -> str:
        return ListFilter(open=True, role=Role.LEAD.value).url

    @property
    def overdue_url(self) -> str:
        return ListFilter(classes=("overdue",), role=Role.LEAD.value).url

    @property
    def drafts(self) -> list[Document]:
        """Documents that wait for their tasks to be read from them, those sent back first."""
        return [document for document in self.documents if document.kind in ("sent_back", "draft")]

    @property
    def own(self) -> list[Queue]:
        """Queues in which something waits for the reader, and those in which nothing waits at all."""
        return [queue for queue in self.queues if queue.mine or not queue.count]

    @property
    def chips(self) -> list[tuple[str, list[Queue]]]:
        """The same in two sets under their headings; the reader's share of the first is the number beside the menu."""
        asked = [queue for queue in self.own if queue.key in RIGHTS]
        late = [queue for queue in self.own if queue.key not in RIGHTS]
        sets = [(_("Đơn vị chờ bạn"), asked), (_("Cần bạn đôn đốc"), late)]
        return [(heading, queues) for heading, queues in sets if queues]

    @property
    def waiting(self) -> list[Queue]:
        return [queue for queue in self.queues if queue.mine]

    @property
    def elsewhere(self) -> list[Queue]:
        """Queues in which everything waits for somebody else."""
        return [queue for queue in self.queues if queue.count and not queue.mine]


def office(actor: Actor) -> Office:
    """Read the page: two counts of all queues, one short query for each that is not empty."""
    today, ruler = clock.today(), Ruler.now()
    all_given = Assignment.objects.counted().top_level().filter(given_by(actor))
    given = all_given.open()
    asked = {name: Count("pk", filter=queue_condition(name, today)) for name in QUEUES}
    mine = {
        f"{name}_mine": Count("pk", filter=queue_condition(name, today) & in_turn(actor, name))
        for name in RIGHTS
        if name in QUEUES
    }
    leads = Q(role=Role.LEAD)
    counts = given.aggregate(
        all=Count("pk", filter=leads),
        overdue=Count("pk", filter=leads & class_condition("overdue", today)),
        **asked,
        **mine,
    )
    # What is to be concluded on may be done already, late.
    explained = all_given.filter(queue_condition("conclude", today))
    counts |= explained.aggregate(conclude=Count("pk"), conclude_mine=Count("pk", filter=in_turn(actor, "conclude")))
    labels = queue_labels()
    followed = other_directives(actor, most=8, totals=True)
    documents = _documents(actor)
    return Office(
        queues=[
            Queue(
                key=name,
                label=labels[name],
                icon=ICONS[name],
                count=counts[name],
                url=ListFilter(queue=name, sort="sent" if name == "confirm" else "due").url,
                items=_items(all_given if name == "conclude" else given, name, ruler)
                if counts.get(f"{name}_mine", counts[name])
                else [],
                mine=counts.get(f"{name}_mine", counts[name]),
                deciders=deciders(name) if name in RIGHTS else "",
                held=_held(given, today) if name == "extension" and counts[name] else [],
            )
            for name in ORDER
        ],
        documents=documents,
        followed=followed,
        ended=_ended_units(actor, today),
        open=counts["all"],
        overdue=counts["overdue"],
        boards=_boards(actor, [other.pk for other in followed] + [row.directive.pk for row in documents]),
    )


def _held(given: AssignmentQuerySet, today: date) -> list[Extension]:
    waiting = given.filter(queue_condition("extension", today))
    return held(Extension.objects.filter(assignment__in=waiting.values("pk")))


def _ended_units(actor: Actor, today: date) -> list[EndedUnit]:
    """Most open work first. One query, none for who may not reassign."""
    if not seats_with(actor, Permission.REASSIGN):
        return []
    left = Assignment.objects.open().exclude(state=AssignmentState.SUBMITTED).filter(unit__valid_to__lt=today)
    mine = left.filter(covers(actor, Permission.REASSIGN, "directive__standing_unit")).order_by()
    rows = mine.values_list("unit_id", "unit__name").annotate(n=Count("pk")).order_by("-n", "unit__name")[:20]
    return [EndedUnit(name, n, reverse("tasks:transfer", args=[pk])) for pk, name, n in rows]


def _boards(actor: Actor, directives: list[int]) -> str:
    """Its desks, and the directives on the page."""
    units = sorted({f"unit.{seat.scope_id}" for seat in actor.seats})
    return " ".join([*units, *(f"directive.{pk}" for pk in directives[:40])])


def _items(given: AssignmentQuerySet, name: str, ruler: Ruler) -> list[Item]:
    found = with_related(given.filter(queue_condition(name, ruler.today)))
    beside = {"advise": "extensions__process", "extension": "extensions__process", "conclude": "explanations"}
    if name in beside:
        found = found.prefetch_related(beside[name])
    rows = list(found.order_by(*OLDEST_FIRST[name])[:SHOWN])
    reasons = _reasons(rows) if name == "decline" else {}
    return [_item(name, assignment, ruler, reasons.get(assignment.pk, "")) for assignment in rows]


def _reasons(rows: list[Assignment]) -> dict[int, str]:
    """Why each was handed back, from its history; the latest counts. One query."""
    streams = [f"assignment:{row.pk}" for row in rows]
    told = Event.objects.filter(stream__in=streams, kind=AssignmentDeclined.kind).order_by("pk")
    return {event.data["assignment_id"]: event.data["reason"] for event in told}


def _item(name: str, assignment: Assignment, ruler: Ruler, reason: str) -> Item:
    row = read_row(assignment, ruler)
    if name == "confirm":
        return Item(row, "", row.waiting)
    if name in ("advise", "extension"):
        return _extension_item(assignment, row, ruler)
    if name == "conclude":
        told = next(one for one in assignment.explanations.all() if one.state == ExplanationState.ANSWERED)
        waited = ruler.waited(assignment, told.answered_at.astimezone(clock.ZONE).date()) if told.answered_at else None
        return Item(row, told.answer, waited)
    if name == "urge":
        last = row.last_urged_on
        note = _("đôn đốc gần nhất %(day)s") % {"day": f"{last:%d/%m}"} if last else _("chưa đôn đốc lần nào")
        return Item(row, note, None)
    days = ruler.calendars.of(assignment.unit_id)
    return Item(row, reason, days.between(assignment.assigned_on, ruler.today))


def _extension_item(assignment: Assignment, row: Row, ruler: Ruler) -> Item:
    """What was asked for, what was advised, and by when this step is due."""
    extension: Any = pending(assignment)
    process = getattr(extension, "process", None)
    note = extension.reason
    if process is not None and process.in_favour is not None:
        advised = _("đề xuất gia hạn đến %(day)s") % {"day": words.day(process.advised_until)}
        note = f"{advised if process.in_favour else _('đề xuất không gia hạn')}; {note}"
    step_due = process.step_due_on if process else None
    return Item(
        row,
        note,
        ruler.waited(assignment, extension.asked_at.astimezone(clock.ZONE).date()),
        extension.asked_for,
        step_due,
        late=step_due is not None and step_due < ruler.today,
    )


def _documents(actor: Actor) -> list[Document]:
    """Before issue, those sent back first, then drafts, then what waits for others. One query."""
    latest = ReviewProcess.objects.filter(directive=OuterRef("pk")).order_by("-round")
    found = (
        Directive.objects.before_issue()
        .filter(directives_access.standing_scope(actor))
        .select_related("type")
        .defer("text", "folded")
        .annotate(
            task_count=Count("tasks"),
            decided=Subquery(latest.values("approved")[:1], output_field=BooleanField()),
            said=Subquery(latest.values("comment")[:1], output_field=TextField()),
        )
        .order_by("-pk")[:DOCUMENTS]
    )
    documents = [_document(directive) for directive in found]
    rank = ("sent_back", "draft", "issuing", "in_review")
    return sorted(documents, key=lambda document: rank.index(document.kind))


def _document(directive: Any) -> Document:
    sent_back = directive.state == DirectiveState.DRAFT and directive.decided is False
    kind = "sent_back" if sent_back else str(directive.state)
    words = {
        "sent_back": (_("Bị trả lại để sửa"), "arrow-back-up"),
        "draft": (_("Chờ phân công"), "file-text"),
        "issuing": (_("Đang giao việc"), "progress"),
        "in_review": (_("Chờ lãnh đạo duyệt"), "writing-sign"),
    }
    label, icon = words[kind]
    url = reverse("tasks:issuing", args=[directive.pk]) if kind == "issuing" else ""
    note = directive.said if sent_back else ""
    return Document(directive, kind, label, icon, url, note or "", directive.task_count)
