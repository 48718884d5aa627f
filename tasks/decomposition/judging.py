"""The judgment on a draft: every finding with its answer, every task's five clarities, and what holds submission up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tasks.decomposition import rules_document, rules_owners, rules_tasks
from tasks.decomposition.checklist import Mark, judge
from tasks.decomposition.draft import Draft, TaskDraft
from tasks.decomposition.findings import Answer, Finding

Answers = Mapping[tuple[str, str], Answer]

RULES: tuple[Callable[[Draft], Iterable[Finding]], ...] = (
    rules_document.number_or_date_missing,
    rules_document.no_recipients,
    rules_document.clause_without_task,
    rules_document.point_skipped,
    rules_document.page_debris,
    rules_document.left_unread,
    rules_document.read_from_scan,
    rules_owners.name_unknown,
    rules_owners.no_lead,
    rules_owners.only_coordinator,
    rules_owners.owner_gone,
    rules_owners.same_sentence,
    rules_owners.repeated,
    rules_owners.owner_not_recipient,
    rules_owners.not_addressed,
    rules_owners.heads_missing,
    rules_tasks.deadline_words_unread,
    rules_tasks.deadline_past,
    rules_tasks.deadline_day_off,
    rules_tasks.own_deadline_later,
    rules_tasks.several_recurrences,
    rules_tasks.several_obligations,
)

CONFIRMED, READY, REVIEW, UNASSIGNED = "confirmed", "ready", "review", "unassigned"


@dataclass(frozen=True)
class Verdict:
    """What the checklist says of one task. ``standing`` is one of confirmed, ready, review, unassigned."""

    standing: str
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]

    @property
    def clear(self) -> int:
        return sum(mark.clear for mark in self.marks)

    @property
    def unclear_names(self) -> str:
        """ "rõ người, rõ thời gian": the clarities still missing."""
        return ", ".join(mark.label.lower() for mark in self.marks if not mark.clear)

    @property
    def refusal(self) -> str:
        """Why the task cannot be confirmed yet; "" when it can."""
        return " ".join(dict.fromkeys(mark.why for mark in self.marks if mark.blocks))


@dataclass(frozen=True)
class Judgment:
    """Of a whole draft."""

    findings: tuple[Finding, ...]
    verdicts: Mapping[int, Verdict]

    def count(self, standing: str) -> int:
        return sum(verdict.standing == standing for verdict in self.verdicts.values())

    @property
    def unanswered(self) -> int:
        return sum(finding.open for finding in self.findings)

    @property
    def obstacles(self) -> list[str]:
        """What must be done before the draft can be submitted, in the words of the page."""
        if not self.verdicts:
            return [_("chưa có việc nào")]
        unconfirmed = len(self.verdicts) - self.count(CONFIRMED)
        unclear = sum(bool(v.refusal) for v in self.verdicts.values() if v.standing == CONFIRMED)
        found = []
        if unconfirmed:
            found.append(_("%(count)d việc chưa xác nhận") % {"count": unconfirmed})
        if unclear:
            found.append(_("%(count)d việc đã xác nhận nhưng chưa đủ rõ") % {"count": unclear})
        if self.unanswered:
            found.append(_("%(count)d cảnh báo chưa trả lời") % {"count": self.unanswered})
        return found

    @property
    def refusal(self) -> str:
        """ "Còn 3 việc chưa xác nhận, 2 cảnh báo chưa trả lời", or "" when nothing stands in the way."""
        if not (found := self.obstacles):
            return ""
        if not self.verdicts:
            return _("Chưa có việc nào")
        return _("Còn %(what)s") % {"what": ", ".join(found)}


def find(draft: Draft, answers: Answers | None = None) -> list[Finding]:
    """Every finding with its answer; the document's first, then in the order of the text."""
    given = answers or {}
    found = [
        replace(finding, answer=given.get((finding.code, finding.fingerprint)))
        for rule in RULES
        for finding in rule(draft)
    ]
    clauses = {clause.pk: clause.span[0] for clause in draft.clauses}
    tasks = {task.pk: task.span[0] if task.span else clauses.get(task.provision_id or 0, -1) for task in draft.tasks}

    def order(finding: Finding) -> tuple[int, int]:
        if finding.task_id is not None:
            return 1, tasks.get(finding.task_id, -1)
        return (1, clauses[finding.clause_id]) if finding.clause_id in clauses else (0, 0)

    return sorted(found, key=order)


def judge_draft(draft: Draft, answers: Answers | None = None) -> Judgment:
    """Findings and verdicts. An answered warning no longer clouds its clarity."""
    findings = find(draft, answers)
    of_task: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.task_id is not None:
            of_task[finding.task_id].append(finding)
    return Judgment(tuple(findings), {task.pk: _verdict(task, of_task[task.pk], draft) for task in draft.tasks})


def _verdict(task: TaskDraft, findings: list[Finding], draft: Draft) -> Verdict:
    marks = judge(task, [finding for finding in findings if finding.answer is None], draft.required)
    if task.confirmed:
        standing = CONFIRMED
    elif not task.owners and not task.unknown:
        standing = UNASSIGNED
    elif task.doubtful or any(finding.open for finding in findings) or any(mark.blocks for mark in marks):
        standing = REVIEW
    else:
        standing = READY
    return Verdict(standing, marks, tuple(findings))
