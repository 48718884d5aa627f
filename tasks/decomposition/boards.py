"""What the editor's page shows, read in a constant number of queries and handed to templates as plain values."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from directives.boards.page import sent_back
from directives.models import Directive, ReviewProcess
from directives.states import BEFORE_ISSUE, EDITABLE, DirectiveState
from tasks.decomposition import sheet
from tasks.decomposition.actions.reading_runs import under_way
from tasks.decomposition.actions.undoing import next_redo, next_undo
from tasks.decomposition.cards import Card, Sign, signs
from tasks.decomposition.certainty import Certain, certain
from tasks.decomposition.draft import Draft
from tasks.decomposition.findings import HINT, Finding
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, UNASSIGNED, Judgment
from tasks.decomposition.kinds import Kind, by_kind
from tasks.decomposition.loading import load
from tasks.decomposition.outline_rows import OutlineRow, below, folded, outline_rows
from tasks.decomposition.steps import Step
from tasks.models import EditStep, ReadRun
from tasks.states import DeadlineKind

FILTERS = ("review", "unassigned", "confirmed")
AROUND = 30
"""Cards before and after the open one that are drawn at once."""


@dataclass
class RunBoard:
    """How a reading stands, asked for once a second while it goes on: nothing of the page is read for it."""

    directive: Directive
    # May this person change it now; do they stand on the office's side, where warnings and answers are shown?
    can_edit: bool
    inside: bool

    @property
    def before_issue(self) -> bool:
        return self.directive.state in BEFORE_ISSUE

    @cached_property
    def run(self) -> ReadRun | None:
        """A reading under way, or the last one when it failed; for the office's side."""
        if not (self.inside and self.before_issue):
            return None
        run = ReadRun.objects.select_related("started_by").filter(directive=self.directive).first()
        return run if run and (under_way(run) or run.phase == ReadRun.Phase.FAILED) else None

    @property
    def reading(self) -> bool:
        """The document is being read just now."""
        return under_way(self.run)


@dataclass(kw_only=True)
class EditorBoard(RunBoard):
    """The whole page."""

    draft: Draft
    judgment: Judgment
    may_approve: bool = False
    open_id: int | None = None
    shown: str = ""
    # The kind of warnings drawn in full at once; the others are fetched when somebody unfolds them.
    unfolded: str = ""
    # A section of the outline that is unfolded.
    section: int | None = None

    @cached_property
    def cards(self) -> list[Card]:
        return [Card(task, self.judgment.verdicts[task.pk]) for task in self.draft.tasks]

    @cached_property
    def by_pk(self) -> dict[int, Card]:
        return {card.task.pk: card for card in self.cards}

    @cached_property
    def open_card(self) -> Card | None:
        return self.by_pk.get(self.open_id or 0)

    @property
    def signs(self) -> dict[str, Sign]:
        return signs()

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {standing: self.judgment.count(standing) for standing in (CONFIRMED, READY, REVIEW, UNASSIGNED)}
        return found | {"all": len(self.cards)}

    @property
    def bar(self) -> list[tuple[int, str]]:
        kinds = ((CONFIRMED, "accent"), (READY, "sure"), (REVIEW, "doubt"), (UNASSIGNED, "unas"))
        return [(self.counts[standing], kind) for standing, kind in kinds]

    @property
    def bar_label(self) -> str:
        return ", ".join(f"{self.counts[key]} {sign.word.lower()}" for key, sign in signs().items())

    @property
    def tabs(self) -> list[dict[str, Any]]:
        words = {"": _("Tất cả"), REVIEW: _("Cần xem"), UNASSIGNED: _("Chưa gán"), CONFIRMED: _("Đã xác nhận")}
        return [
            {"key": key, "label": label, "count": self.counts[key or "all"], "current": key == self.shown}
            for key, label in words.items()
            if self.before_issue or not key
        ]

    @property
    def refusal(self) -> str:
        return self.judgment.refusal

    @cached_property
    def findings(self) -> list[Finding]:
        """Open warnings first, then hints, then what is answered; once issued only the answers are of interest."""
        if not self.before_issue:
            return self.answered
        return sorted(self.judgment.findings, key=lambda finding: (not finding.open, finding.answer is not None))

    @property
    def kinds(self) -> list[Kind]:
        """The findings by what they are about: a long document has hundreds."""
        return by_kind(self.findings)

    @cached_property
    def sent_back(self) -> ReviewProcess | None:
        """What the leader wants mended, for the office's side."""
        return sent_back(self.directive) if self.inside else None

    @property
    def open_warnings(self) -> int:
        return self.judgment.unanswered if self.before_issue else 0

    @property
    def timeless(self) -> int:
        """Tasks for which nobody has said yet that they have no deadline, where the text names none either."""
        return sum(
            task.kind == DeadlineKind.NONE and not task.none_declared and not task.words for task in self.draft.tasks
        )

    @property
    def lead_units(self) -> int:
        """How many units get something to lead."""
        return len({pk for task in self.draft.tasks for owner in task.leads for pk in owner.member_ids})

    @cached_property
    def certain(self) -> Certain:
        """What may be confirmed together."""
        return certain(self.draft, self.judgment)

    @property
    def standings(self) -> str:
        """ "12:review! 13:ready": every task's, "!" where a warning waits. Made here: each answer carries thousands."""
        return " ".join(f"{card.id}:{card.standing}{'!' if card.asks else ''}" for card in self.cards)

    @property
    def to_look_at(self) -> list[tuple[int, str]]:
        """What `n` walks first, counted and named as in the heading: "3 cần xem", "1 chưa gán"."""
        found = signs()
        return [(self.counts[key], found[key].word.lower()) for key in (REVIEW, UNASSIGNED) if self.counts[key]]

    @property
    def answered(self) -> list[Finding]:
        return [finding for finding in self.judgment.findings if finding.answer]

    @property
    def hints(self) -> int:
        return sum(finding.level == HINT for finding in self.judgment.findings)

    @cached_property
    def blocks(self) -> list[sheet.Block]:
        return sheet.blocks(self.draft, self.judgment)

    @cached_property
    def outline(self) -> list[OutlineRow]:
        """The outline; of a long one the sections without the open card are folded."""
        return folded(outline_rows(self.draft, self.cards), {self.open_clause, self.section})

    def branch(self, clause_id: int) -> list[OutlineRow]:
        """What is below a folded section of the outline."""
        return below(outline_rows(self.draft, self.cards), clause_id)

    @property
    def open_clause(self) -> int | None:
        return self.open_card.task.provision_id if self.open_card else None

    @cached_property
    def near(self) -> frozenset[int]:
        """Tasks whose cards are drawn at once; of a long list the others are stubs until they come into sight."""
        order = [card.task.pk for card in self.cards]
        at = order.index(self.open_id) if self.open_id in order else 0
        return frozenset(order if len(order) <= 2 * AROUND else order[max(0, at - AROUND) : at + AROUND])

    @cached_property
    def undo(self) -> EditStep | None:
        return next_undo(self.directive) if self.can_edit else None

    @cached_property
    def redo(self) -> EditStep | None:
        return next_redo(self.directive) if self.can_edit else None

    @property
    def undo_label(self) -> str:
        return _("Hoàn tác: %(step)s") % {"step": Step(self.undo.what).label.lower()} if self.undo else _("Hoàn tác")

    @property
    def redo_label(self) -> str:
        return _("Làm lại: %(step)s") % {"step": Step(self.redo.what).label.lower()} if self.redo else _("Làm lại")

    @property
    def saved_at(self) -> datetime | None:
        return self.undo.made_at if self.undo else None

    def after(self, task_id: int) -> int | None:
        """The next task to look at after this one: not confirmed yet, wrapping round; None when all are."""
        order = [card.task.pk for card in self.cards]
        at = order.index(task_id) if task_id in order else -1
        waiting = [pk for pk in order[at + 1 :] + order[: max(at, 0)] if self.by_pk[pk].standing != CONFIRMED]
        return waiting[0] if waiting else None


def editor_board(
    directive: Directive,
    *,
    may_edit: bool,
    inside: bool,
    may_approve: bool = False,
    open_id: int | None = None,
    shown: str = "",
    unfolded: str = "",
    section: int | None = None,
) -> EditorBoard:
    """The board for somebody who may see the directive. Without ``open_id`` the first task that waits is open."""
    loaded = load(directive)
    board = EditorBoard(
        directive=directive,
        draft=loaded.draft,
        judgment=loaded.judgment,
        can_edit=may_edit and directive.state in EDITABLE,
        inside=inside,
        may_approve=may_approve and directive.state == DirectiveState.IN_REVIEW,
        open_id=open_id,
        shown=shown if shown in FILTERS else "",
        unfolded=unfolded,
        section=section,
    )
    if board.open_card is None:
        board.open_id = board.after(0) if board.can_edit else None
        del board.open_card
    return board
