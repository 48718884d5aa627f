"""The groups of results: documents, tasks, reports, units, people. Each reads only what the actor may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives import access as directives_access
from directives.models import Directive
from organizations import access
from organizations.access import seats_with
from organizations.models import Appointment, Person, Unit
from organizations.permissions import Permission
from tasks.access import visible, visible_to
from tasks.lists import ListFilter
from tasks.models import ProgressReport, Task
from tasks.search.query import Found, Query, find, tiers
from tasks.states import ReportState
from workflows import clock, words
from workflows.actors import Actor
from workflows.folding import fold, folded_match
from workflows.wordsearch import Piece

Text = object
Marked = list[Piece]


@dataclass(frozen=True)
class Hit:
    """One result: where it leads, its first line, a stretch of text that matches, and what it belongs to."""

    url: str
    title: Marked
    snippet: Marked
    about: str


@dataclass(frozen=True)
class Group:
    """Results of one kind. ``after`` marks the next page, "" when there is none."""

    slug: str
    label: str
    icon: str
    count: int
    more: bool
    hits: list[Hit]
    after: str


@dataclass(frozen=True)
class Kind:
    """How one group is found."""

    slug: str
    label: Text
    icon: str
    read: Callable[[Actor, Query, int, str], tuple[Found, list[Hit]]]

    def group(self, actor: Actor, query: Query, *, size: int, after: str = "") -> Group:
        found, hits = self.read(actor, query, size, after)
        return Group(self.slug, str(self.label), self.icon, found.count, found.more, hits, found.after)


def _directives(actor: Actor, query: Query, size: int, after: str) -> tuple[Found, list[Hit]]:
    rows = directives_access.visible_to(actor).filter(query.all_words())
    first = [Q(number=query.number)] if query.number else []
    related = rows.select_related("type", "issuer").defer("text", "folded")
    found = find(related, tiers(query, "folded", *first), size=size, after=after)
    texts = dict(Directive.objects.filter(pk__in=[row.pk for row in found.rows]).values_list("pk", "text"))
    return found, [_directive(query, row, texts[row.pk]) for row in found.rows]


def _directive(query: Query, row: Directive, text: str) -> Hit:
    day = words.day(row.issued_on) if row.issued_on else ""
    about = ", ".join(part for part in ("" if row.number else row.reference, day, row.issuer.name) if part)
    line = "" if _has_all(query, f"{row.reference} {row.abstract}") else query.best_line(text)
    title = query.marked(row.abstract, whole=True)
    if row.number:
        title = [*query.marked(row.reference, whole=True), Piece(": ", False), *title]
    return Hit(row.get_absolute_url(), title, query.marked(line) if line else [], about)


def _has_all(query: Query, text: str) -> bool:
    """Whether the reader already sees every word there."""
    return all(word in fold(text) for word in query.words)


def _tasks(actor: Actor, query: Query, size: int, after: str) -> tuple[Found, list[Hit]]:
    seen = directives_access.visible_to(actor).values("pk")
    rows = Task.objects.filter(query.all_words(), directive_id__in=seen).select_related("directive__type")
    rows = rows.defer("directive__text", "directive__folded", "folded")
    found = find(rows, tiers(query), size=size, after=after)
    given: Iterable[Any] = (
        visible_to(actor)
        .counted()
        .top_level()
        .filter(task_id__in=[row.pk for row in found.rows])
        .order_by()
        .values("task_id")
        .annotate(n=Count("pk"), only=Min("pk"))
    )
    by_task = {row["task_id"]: row for row in given}
    return found, [_task(query, row, by_task.get(row.pk)) for row in found.rows]


def _task(query: Query, row: Task, given: dict[str, int] | None) -> Hit:
    """To one's own assignment when there is one, to the list when there are many, else to the document."""
    if given is None:
        url = row.directive.get_absolute_url()
    elif given["n"] == 1:
        url = reverse("tasks:assignment", args=[given["only"]])
    else:
        url = ListFilter(task=row.pk).url
    units = _("%d đơn vị") % given["n"] if given and given["n"] > 1 else ""
    about = ", ".join(part for part in (row.directive.called, row.section, units) if part)
    in_content = any(piece.hit for piece in query.marked(row.content))
    return Hit(url, query.marked(row.content), [] if in_content else query.marked(row.product), about)


def _reports(actor: Actor, query: Query, size: int, after: str) -> tuple[Found, list[Hit]]:
    """What units reported. Drafts and what was taken back are for who may write them."""
    desks = [seat.scope_id for seat in seats_with(actor, Permission.REPORT_WRITE)]
    sent = ~Q(state__in=(ReportState.DRAFT, ReportState.TAKEN_BACK)) | Q(assignment__unit_id__in=desks)
    rows = ProgressReport.objects.filter(query.all_words(), sent, visible(actor, "assignment__"))
    rows = rows.select_related("assignment__unit", "assignment__task").defer("folded", "assignment__task__folded")
    found = find(rows, tiers(query), size=size, after=after)
    return found, [_report(query, row) for row in found.rows]


def _report(query: Query, row: ProgressReport) -> Hit:
    said = "\n".join(part for part in (row.done, row.difficulties, row.proposals, row.reply_number) if part)
    title = _("Báo cáo lần %(number)d, %(unit)s") % {"number": row.number, "unit": row.assignment.unit.name}
    at = row.submitted_at or row.saved_at
    about = f"{row.get_state_display()}, {words.day(at)}: {row.assignment.task}"
    return Hit(row.assignment.get_absolute_url(), [Piece(title, False)], query.marked(query.best_line(said)), about)


def _units(actor: Actor, query: Query, size: int, after: str) -> tuple[Found, list[Hit]]:
    rows = access.visible_units(actor).search(query.text).select_related("parent")
    found = find(rows, _beginning(query), size=size, after=after)
    return found, [_unit(query, row) for row in found.rows]


def _unit(query: Query, row: Unit) -> Hit:
    ended = _("đã kết thúc %s") % words.day(row.valid_to) if row.valid_to and row.valid_to < clock.today() else ""
    parts = (row.get_kind_display(), row.parent.name if row.parent else "", ended)
    names = ", ".join([row.short_name, *row.aliases] if row.short_name else row.aliases)
    in_name = any(piece.hit for piece in query.marked(row.name))
    title = query.marked(row.name, whole=True)
    url = reverse("organizations:unit", args=[row.pk])
    return Hit(url, title, [] if in_name else query.marked(names), ", ".join(part for part in parts if part))


def _people(actor: Actor, query: Query, size: int, after: str) -> tuple[Found, list[Hit]]:
    rows = access.visible_people(actor).search(query.text)
    begins, anyhow = _beginning(query)
    # Whoever is called so before whoever works at a unit that is.
    found = find(rows, [begins, folded_match("folded", query.text), anyhow], size=size, after=after)
    posts = Appointment.objects.current(clock.today()).filter(person__in=[row.pk for row in found.rows])
    held: dict[int, list[str]] = {}
    for post in posts.select_related("position__unit").order_by("pk"):
        held.setdefault(post.person_id, []).append(f"{post.position.title}, {post.position.unit.name}")
    return found, [_person(query, row, held.get(row.pk, [])) for row in found.rows]


def _person(query: Query, row: Person, posts: list[str]) -> Hit:
    about = "; ".join(posts) or (_("đã rời cơ quan") if row.left_on else "")
    url = reverse("organizations:person", args=[row.pk])
    return Hit(url, query.marked(row.full_name, whole=True), [], about)


def _beginning(query: Query) -> list[Q]:
    """Names that begin with the words before those that have them somewhere."""
    return [Q(folded__startswith=" ".join(query.words)), Q()]


KINDS = (
    Kind("van-ban", gettext_lazy("Văn bản"), "file-text", _directives),
    Kind("nhiem-vu", gettext_lazy("Nhiệm vụ"), "clipboard-list", _tasks),
    Kind("bao-cao", gettext_lazy("Báo cáo"), "message-report", _reports),
    Kind("don-vi", gettext_lazy("Đơn vị"), "building", _units),
    Kind("nguoi", gettext_lazy("Người"), "user", _people),
)
