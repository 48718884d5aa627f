"""Đọc văn bản, đề xuất việc: what the document proposes becomes tasks for a person to confirm, correct or reject."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from directives.intake.findings import Finding, FindingKind
from directives.intake.reading import Reached
from directives.models import Directive
from tasks.decomposition import snapshots
from tasks.decomposition.actions.desk import desk
from tasks.decomposition.actions.making import make, remake
from tasks.decomposition.actions.reading_runs import UNDER_WAY, told
from tasks.decomposition.outlines import clauses_of
from tasks.decomposition.proposals import Kept, Plan, Proposal, plan
from tasks.decomposition.snapshots import Snapshot
from tasks.decomposition.steps import Step
from tasks.decomposition.suggesting import Reader
from tasks.models import ReadRun, RejectedReading, Task
from workflows.actors import Actor
from workflows.doubts import kept
from workflows.machine import TransitionDenied

TOLD = {
    FindingKind.DEBRIS,
    FindingKind.NOT_ADDRESSED,
    FindingKind.NO_ISSUER,
    FindingKind.NO_SIGNER,
    FindingKind.NO_RECIPIENTS,
    FindingKind.SCANNED,
}
"""Findings that only the reading can make; all others the checklist makes itself, of the draft as it is now."""


@dataclass(frozen=True)
class Read:
    """A reading of one text: what it proposes, and what it found."""

    text: str
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...] = ()


def read_directive(directive: Directive, actor: Actor, reached: Reached = lambda _at: None) -> Read:
    """Read the text; nothing is written. Slow for a long text: done before anything is locked, and ``reached`` is told
    how far it has come.
    """
    reader = Reader(directive, clauses_of(directive), actor)
    reader.reached = reached
    return Read(directive.text, tuple(reader.proposals()), tuple(reader.reading.findings))


def plan_for(directive: Directive, read: Read) -> Plan:
    """What would become of the tasks that are there. Five queries."""
    rows = Task.objects.filter(directive=directive).prefetch_related(*snapshots.RELATED)
    taken = {row.pk: snapshots.snapshot(row) for row in rows}
    rejected = RejectedReading.objects.filter(directive=directive).values_list("words_key", flat=True)
    kept = [_kept(each) for each in taken.values() if not _untouched(each)]
    return plan(read.proposals, kept, {pk: each for pk, each in taken.items() if _untouched(each)}, rejected)


def propose_tasks(
    *, directive: Directive, actor: Actor, edition: int | None = None, read: Read | None = None, by_job: bool = False
) -> Plan:
    """Read the whole text and make an unconfirmed task of everything it proposes, in one step; returns what was done.

    Confirmed tasks, and those a person made or touched, stay as they are; untouched proposals of an earlier reading
    are read anew; words that a person rejected are not proposed again. ``edition`` is what the person had seen: of two
    who press at once the second is refused (TransitionDenied ``twin``). Refused as well: a directive without text,
    one whose text changed while it was read. ``by_job``: it was begun as a run, and may have been called off meanwhile.
    """
    if not directive.text.strip():
        raise TransitionDenied("no_text", _("Văn bản này chưa có toàn văn để đọc. Hãy bổ sung tệp hoặc dán toàn văn."))
    read = read or read_directive(directive, actor)
    with desk(directive.pk, actor, Step.PROPOSE) as work:
        if work.directive.text != read.text:
            raise TransitionDenied("text_changed", _("Toàn văn vừa được sửa trong lúc đọc. Hãy đọc lại."))
        if edition is not None and edition != work.directive.edition:
            raise TransitionDenied("twin", _("Người khác vừa sửa phân công này. Hãy xem lại rồi đọc lại nếu cần."))
        if by_job and not ReadRun.objects.filter(directive=work.directive, phase__in=UNDER_WAY).exists():
            raise TransitionDenied("called_off", _("Việc đọc đã được dừng."))
        drawn = plan_for(work.directive, read)
        if drawn.gone:
            work.tasks(drawn.gone)
            Task.objects.filter(directive=work.directive, pk__in=drawn.gone).delete()
        if drawn.changed:
            remake(work, drawn.changed)
        if drawn.fresh:
            make(work, drawn.fresh, by_reading=True)
        told(work.directive, actor, read.text, [_plain(finding) for finding in read.findings if finding.kind in TOLD])
        return drawn


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "message": kept([finding.message])[0],
        "start": finding.start,
        "end": finding.end,
    }


def _untouched(taken: Snapshot) -> bool:
    reading = taken["reading"]
    return bool(reading) and not reading["touched"] and not taken["confirmed"]


def _kept(taken: Snapshot) -> Kept:
    start, end = taken["source_start"], taken["source_end"]
    reading = taken["reading"]
    return Kept(
        span=(start, end) if start is not None and end is not None else None,
        content=taken["content"],
        key=reading["words_key"] if reading else "",
    )
