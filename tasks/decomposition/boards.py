"""What the editor's page shows, read in a constant number of queries and handed to templates as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.boards.page import sent_back
from directives.models import Directive, ReviewProcess
from directives.states import BEFORE_ISSUE, EDITABLE, DirectiveState
from tasks.decomposition import sheet
from tasks.decomposition.actions.reading_runs import under_way
from tasks.decomposition.actions.undoing import next_redo, next_undo
from tasks.decomposition.certainty import Certain, certain
from tasks.decomposition.checklist import Clarity
from tasks.decomposition.draft import Draft, OwnerDraft, TaskDraft
from tasks.decomposition.findings import HINT, Finding
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, UNASSIGNED, Judgment, Verdict
from tasks.decomposition.kinds import Kind, by_kind
from tasks.decomposition.loading import load
from tasks.decomposition.outline_rows import OutlineRow, below, folded, outline_rows
from tasks.decomposition.rule_words import in_words
from tasks.decomposition.rules_document import shorten
from tasks.decomposition.steps import Step
from tasks.models import EditStep, ReadRun
from tasks.states import DeadlineKind
from workflows.periods import label_of_recurrence
from workflows.words import day

FILTERS = ("review", "unassigned", "confirmed")
AROUND = 30
"""Cards before and after the open one that are drawn at once."""


@dataclass(frozen=True)
class Sign:
    """How a standing looks: letter of its css classes, icon, word. The icon and the word say it without colour."""

    css: str
    icon: str
    word: str


def signs() -> dict[str, Sign]:
    return {
        CONFIRMED: Sign("ok", "circle-check", _("Đã xác nhận")),
        READY: Sign("c", "circle", _("Đủ rõ")),
        REVIEW: Sign("d", "help", _("Cần xem")),
        UNASSIGNED: Sign("u", "circle-dashed", _("Chưa gán")),
    }


@dataclass
class Card:
    """A task in the list."""

    task: TaskDraft
    verdict: Verdict

    @property
    def standing(self) -> str:
        return self.verdict.standing

    @cached_property
    def sign(self) -> Sign:
        return signs()[self.standing]

    @property
    def title(self) -> str:
        return shorten(self.task.content, 160) or _("Việc chưa có nội dung")

    @property
    def owners(self) -> str:
        return owners_line(self.task.owners)

    @property
    def when(self) -> str:
        return when_line(self.task)

    @cached_property
    def id(self) -> str:
        """The task's key as text: pages show it thousands of times, and numbers are localised one by one."""
        return str(self.task.pk)

    @cached_property
    def number(self) -> str:
        return str(self.task.number)

    @property
    def bars_on(self) -> str:
        """Path of the little bars of what is clear; ``bars_off`` of the others."""
        return self._bars(clear=True)

    @property
    def bars_off(self) -> str:
        return self._bars(clear=False)

    def _bars(self, *, clear: bool) -> str:
        places = (at * 11 for at, mark in enumerate(self.verdict.marks) if mark.clear == clear)
        return "".join(f"M{x} 0h9v6h-9z" for x in places)

    @cached_property
    def reasons(self) -> list[str]:
        """Why a person must look, where the sign says so: doubts of the reading, what is missing, open warnings.

        Together with ``sign`` the one statement of how sure a proposal is; nothing else on the page says another.
        """
        if self.standing in (CONFIRMED, READY):
            return []
        doubts = list(self.task.doubts) if self.task.doubtful else []
        lacking = [mark for mark in self.verdict.marks if mark.blocks]
        said = {mark.clarity for mark in lacking}
        if self.standing == UNASSIGNED:  # the sign itself says that nobody is named
            lacking = [mark for mark in lacking if mark.clarity not in (Clarity.PEOPLE, Clarity.RESPONSIBILITY)]
        asked = [each.message for each in self.verdict.findings if each.open and each.clarity not in said]
        return list(dict.fromkeys([*doubts, *(mark.why for mark in lacking), *asked]))

    @property
    def reason(self) -> str:
        """The first reason that the card in the list does not say otherwise: of units and deadline it has a line."""
        blank = {
            mark.why
            for mark in self.verdict.marks
            if mark.blocks and (mark.clarity != Clarity.PEOPLE or not self.task.unknown)
        }
        return next((why for why in self.reasons if why not in blank), "")

    @property
    def rules(self) -> list[tuple[str, str]]:
        """How the task was read, in words."""
        return in_words(self.task.rules)

    @property
    def sure(self) -> bool:
        """Proposed, and neither the reading nor the checklist asks anything; not confirmed yet."""
        return self.task.proposed and self.standing == READY

    @property
    def asks(self) -> bool:
        """A warning of this task waits for an answer."""
        return any(finding.open and finding.answerable for finding in self.verdict.findings)

    @property
    def questions(self) -> list[Finding]:
        """Warnings of this task, open ones first."""
        return sorted(self.verdict.findings, key=lambda finding: not finding.open)


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
    def doubtful(self) -> int:
        return sum(task.doubtful for task in self.draft.tasks)

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


def owners_line(owners: Sequence[OwnerDraft]) -> str:
    """ "Sở Y tế", "UBND các quận, huyện, thị xã (30)", with coordinators counted."""
    leads = [f"{owner.name} ({owner.count})" if owner.is_group else owner.name for owner in owners if owner.leads]
    others = sum(not owner.leads for owner in owners)
    if not owners:
        return _("Chưa rõ đơn vị")
    helpers = ngettext("%(n)d phối hợp", "%(n)d phối hợp", others) % {"n": others} if others else ""
    return "; ".join(filter(None, [", ".join(leads), helpers]))


def when_line(task: TaskDraft) -> str:
    """The deadline in a few words."""
    match task.kind:
        case DeadlineKind.FIXED:
            return day(task.due_on) if task.due_on else _("Chưa có ngày hạn")
        case DeadlineKind.PERIODIC:
            names = ", ".join(label_of_recurrence(name).lower() for name in task.recurrence)
            return names[:1].upper() + names[1:] or _("Chưa chọn chu kỳ")
        case DeadlineKind.NONE if not task.none_declared:
            return _("Chưa có thời hạn")
        case kind:
            return str(DeadlineKind(kind).label)
