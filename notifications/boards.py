"""What a person reads of notices: the inbox, and the lines of an e-mail. Only what the person may see now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from directives import access as directives_access
from notifications.catalogue import BY_KIND
from notifications.models import Notice, Reason
from organizations.actors import acting_choices, actor_for
from organizations.models import Person
from tasks import access as tasks_access
from workflows.actors import Actor, both_names
from workflows.facts import registry
from workflows.periods import label_of

PAGE = 40


@dataclass(frozen=True)
class NoticeRow:
    """One line: what happened, to what, why this person is told."""

    pk: int
    icon: str
    sentence: str
    subject: str
    place: str
    reason: str
    by: str
    at: datetime
    unread: bool


@dataclass(frozen=True)
class Inbox:
    """A page of notices, newest first; ``next_before`` is the key of the next page."""

    rows: list[NoticeRow]
    unread: int
    next_before: int | None


def unread_count(person_id: int) -> int:
    """One index-only query."""
    return Notice.objects.filter(person_id=person_id, read_at=None).count()


def inbox(person: Person, *, only_unread: bool = False, before: int | None = None) -> Inbox:
    """One page of the person's notices; a constant number of queries."""
    notices = Notice.objects.filter(person=person)
    if only_unread:
        notices = notices.filter(read_at=None)
    if before:
        notices = notices.filter(pk__lt=before)
    page = list(_with_subjects(notices.order_by("-pk"))[: PAGE + 1])
    rows = _rows(person, page[:PAGE])
    return Inbox(rows, unread_count(person.pk), page[PAGE - 1].pk if len(page) > PAGE else None)


def readable(person: Person, notice_ids: Iterable[int]) -> list[NoticeRow]:
    """Those of the notices that are unread and that the person may see now."""
    return _rows(person, _with_subjects(Notice.objects.filter(pk__in=list(notice_ids), read_at=None).order_by("pk")))


def actors_of(person: Person) -> list[Actor]:
    """The person's own actor, and one for each principal the person may act for today."""
    deputies = [actor_for(person, acting_for=choice.principal_id) for choice in acting_choices(person.pk)]
    return [actor_for(person), *deputies]


def _with_subjects(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    return notices.select_related(
        "event__actor", "event__on_behalf_of", "directive__type", "directive__issuer",
        "assignment__task", "assignment__unit",
    )  # fmt: skip


def _rows(person: Person, notices: Iterable[Notice]) -> list[NoticeRow]:
    notices = list(notices)
    directives, assignments = _visible(person, notices)
    return [_row(notice) for notice in notices if _shown(person, notice, directives, assignments)]


def _shown(person: Person, notice: Notice, directives: set[int], assignments: set[int]) -> bool:
    if notice.assignment_id:
        return notice.assignment_id in assignments
    return notice.directive_id in directives if notice.directive_id else person.is_admin


def _visible(person: Person, notices: Sequence[Notice]) -> tuple[set[int], set[int]]:
    wanted_directives = {notice.directive_id for notice in notices if notice.directive_id}
    wanted_assignments = {notice.assignment_id for notice in notices if notice.assignment_id}
    directives: set[int] = set()
    assignments: set[int] = set()
    for actor in actors_of(person):
        seen = directives_access.visible_to(actor).filter(pk__in=wanted_directives)
        directives |= set(seen.values_list("pk", flat=True))
        mine = tasks_access.visible_to(actor).filter(pk__in=wanted_assignments)
        assignments |= set(mine.values_list("pk", flat=True))
    return directives, assignments


def _row(notice: Notice) -> NoticeRow:
    entry = BY_KIND[notice.event.kind]
    fact = registry[notice.event.kind].from_data(notice.event.data)
    event, assignment, directive = notice.event, notice.assignment, notice.directive
    by = both_names(event.actor, event.on_behalf_of) if event.actor else ""
    return NoticeRow(
        pk=notice.pk,
        icon=entry.icon,
        sentence=entry.sentence(fact, notice.count),
        subject=assignment.task.content if assignment else directive.abstract if directive else _("Lịch làm việc"),
        place=" · ".join(
            part
            for part in (
                assignment.unit.name if assignment else "",
                label_of(assignment.period) if assignment else "",
                directive.short_name if directive else "",
                assignment.task.section if assignment else "",
            )
            if part
        ),
        reason=str(Reason(notice.reason).label),
        by=by,
        at=notice.at,
        unread=notice.read_at is None,
    )
