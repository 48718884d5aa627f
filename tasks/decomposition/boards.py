"""What the editor's page shows, read in a constant number of queries and handed to templates as plain values."""

from collections import defaultdict
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
from tasks.decomposition.draft import Clause, Draft, OwnerDraft, TaskDraft
from tasks.decomposition.findings import HINT, Finding
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, UNASSIGNED, Judgment, Verdict
from tasks.decomposition.loading import load
from tasks.decomposition.outlines import leaves
from tasks.decomposition.rule_words import in_words
from tasks.decomposition.rules_document import clauses_with_task, is_quiet, shorten, small_letters
from tasks.decomposition.spans import overlaps, quote, trim
from tasks.decomposition.steps import Step
from tasks.models import EditStep, ReadRun
from tasks.states import DeadlineKind
from workflows.periods import label_of_recurrence
from workflows.words import day

FILTERS = ("review", "unassigned", "confirmed")


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

    @property
    def doubt(self) -> str:
        """What the reading asks a person to look at, "" when nothing or when somebody confirmed."""
        return (self.task.doubts[0] if self.task.doubts else _("máy đọc chưa chắc")) if self.task.doubtful else ""

    @property
    def rules(self) -> list[tuple[str, str]]:
        """How the task was read, in words."""
        return in_words(self.task.rules)

    @property
    def sure(self) -> bool:
        """Proposed without a doubt, and not confirmed yet."""
        return self.task.proposed and not self.task.doubtful and not self.task.confirmed

    @property
    def asks(self) -> bool:
        """A warning of this task waits for an answer."""
        return any(finding.open and finding.answerable for finding in self.verdict.findings)

    @property
    def questions(self) -> list[Finding]:
        """Warnings of this task, open ones first."""
        return sorted(self.verdict.findings, key=lambda finding: not finding.open)


@dataclass(frozen=True)
class OutlineRow:
    """A line of the outline: the clause, its tasks, how many smallest clauses in it have none yet."""

    clause: Clause
    title: str
    cards: tuple[Card, ...] = ()
    to_make: int = 0
    make: int = 0
    quiet: bool = False
    level: int = 0
    leaf: bool = False

    @property
    def id(self) -> str:
        return str(self.clause.pk)

    @property
    def make_id(self) -> str:
        return str(self.make)


@dataclass
class EditorBoard:
    """The whole page."""

    directive: Directive
    draft: Draft
    judgment: Judgment
    # May this person change it now; do they stand on the office's side, where warnings and answers are shown?
    can_edit: bool
    inside: bool
    may_approve: bool = False
    open_id: int | None = None
    shown: str = ""

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
    def before_issue(self) -> bool:
        return self.directive.state in BEFORE_ISSUE

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
    def run(self) -> ReadRun | None:
        """A reading under way, or the last one when it failed; for the office's side."""
        if not (self.inside and self.before_issue):
            return None
        run = ReadRun.objects.select_related("started_by").filter(directive=self.directive).first()
        return run if run and (under_way(run) or run.phase == ReadRun.Phase.FAILED) else None

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
        return outline_rows(self.draft, self.by_pk)

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
    )
    if board.open_card is None:
        board.open_id = board.after(0) if board.can_edit else None
        del board.open_card
    return board


def outline_rows(draft: Draft, cards: dict[int, Card]) -> list[OutlineRow]:
    """Clauses with the tasks made of them. What is inside a quiet clause is left out; a heading over a single clause
    stands for it.
    """
    by_pk = {clause.pk: clause for clause in draft.clauses}
    of_clause: dict[int, list[Card]] = defaultdict(list)
    below: dict[int | None, list[Clause]] = defaultdict(list)
    for card in cards.values():
        of_clause[card.task.provision_id or 0].append(card)
    for clause in draft.clauses:
        below[clause.parent_id].append(clause)
    tasked, ends = clauses_with_task(draft), {clause.pk for clause in leaves(list(draft.clauses))}
    waiting = [
        clause
        for clause in draft.clauses
        if clause.pk in ends and clause.pk not in tasked and not is_quiet(draft, clause, by_pk)
    ]
    found: list[OutlineRow] = []
    hidden: set[int | None] = set()
    for clause in draft.clauses:
        if clause.parent_id in hidden:
            hidden.add(clause.pk)
            continue
        quiet = clause.pk not in tasked and is_quiet(draft, clause, by_pk)
        only = below[clause.pk][0] if len(below[clause.pk]) == 1 and below[clause.pk][0].pk in ends else None
        if quiet or only:
            hidden.add(clause.pk)
        inside = [other for other in waiting if overlaps(clause.span, other.span)]
        found.append(
            OutlineRow(
                clause=clause,
                title=_title(draft, clause),
                cards=tuple(of_clause[clause.pk] + (of_clause[only.pk] if only else [])),
                to_make=0 if quiet else len(inside),
                make=only.pk if only else clause.pk,
                quiet=quiet,
                level=min(clause.depth, 3),
                leaf=clause.pk in ends or only is not None,
            )
        )
    return found


def _title(draft: Draft, clause: Clause) -> str:
    """The heading in small letters, or the first words."""
    if clause.heading:
        return small_letters(clause.heading)
    return shorten(quote(draft.text, *trim(draft.text, max(clause.body, clause.span[0]), clause.span[1])), 60)


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
