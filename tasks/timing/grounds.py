"""What an assignment's deadline follows from (căn cứ của hạn): words, rule, their days, and every later change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tasks.deadline_changes import changes_of
from tasks.facts import AssignmentResumed, DeadlineCorrected, DeadlineMoved, DeadlineStarted, ExtensionGranted
from tasks.models import Assignment, DeadlineMove
from workflows import clock
from workflows.words import day as in_words


@dataclass(frozen=True)
class Grounds:
    """``stated``: the day the words name for this unit; ``legal``: what they mean in law; ``first``: the day the office
    held the unit to; ``why``: a sentence for every difference; ``changes``: what moved it since, the oldest first.
    """

    words: str
    rule: str
    stated: date | None
    legal: date | None
    first: date | None
    due: date | None
    why: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def told(self) -> bool:
        """There is something to say beside the deadline itself."""
        return bool(self.words or self.rule or self.stated or self.why or self.changes)

    @property
    def differs(self) -> bool:
        """The days are not one and the same."""
        return len({day for day in (self.stated, self.legal, self.first, self.due) if day}) > 1


def grounds_of(assignment: Assignment) -> Grounds:
    """Of an assignment with its task in hand. One query."""
    task = assignment.task
    why = task.deadline_why if assignment.due_why is None else assignment.due_why
    return Grounds(
        words="" if assignment.parent_id else task.deadline_words,
        rule="" if assignment.parent_id else task.deadline_rule,
        stated=assignment.stated_on,
        legal=assignment.legal_on,
        first=assignment.first_due_on,
        due=assignment.due_on,
        why=tuple(why),
        changes=tuple(_changes(assignment)),
    )


def _changes(assignment: Assignment) -> list[str]:
    """A sentence each, in the order in which they happened."""
    words = {
        ExtensionGranted.kind: _("%(on)s: gia hạn đến %(day)s."),
        DeadlineCorrected.kind: _("%(on)s: sửa hạn thành %(day)s: %(why)s"),
        AssignmentResumed.kind: _("%(on)s: tiếp tục sau khi tạm dừng từ %(since)s, hạn thành %(day)s."),
        DeadlineStarted.kind: _("%(on)s: bắt đầu tính, hạn %(day)s: %(why)s"),
        DeadlineMoved.kind: _("%(on)s: hạn thành %(day)s: %(why)s"),
    }
    return [
        words[change.kind]
        % {
            "on": _on(change.at),
            "day": in_words(change.after) if change.after else _("không có hạn"),
            "why": change.why,
            "since": _on(change.since) if change.since else "",
        }
        for change in changes_of([assignment.pk]).get(assignment.pk, ())
        if change.after or change.kind == DeadlineCorrected.kind
    ]


def _on(at: datetime) -> str:
    return in_words(at.astimezone(clock.ZONE).date())


def remember(rows: Iterable[Assignment], before: date | None, after: date, cause: str) -> None:
    """Keep that their deadline followed its rule anew, for the figures of earlier days and for the page."""
    now = clock.now()
    DeadlineMove.objects.bulk_create(
        DeadlineMove(assignment=row, due_before=before, due_after=after, cause=cause, moved_at=now) for row in rows
    )
