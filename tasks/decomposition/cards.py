"""The cards of the editor's list: a task with its standing, why a person must look at it, owners and deadline in words.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.decomposition.checklist import Clarity
from tasks.decomposition.draft import OwnerDraft, TaskDraft
from tasks.decomposition.findings import Finding
from tasks.decomposition.judging import CONFIRMED, READY, REVIEW, UNASSIGNED, Verdict
from tasks.decomposition.rule_words import in_words
from tasks.decomposition.rules_document import shorten
from tasks.states import DeadlineKind
from workflows.periods import label_of_recurrence
from workflows.words import day


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
