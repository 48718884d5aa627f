"""A reviewer's word: this task is right; this warning is answered."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import Seen, desk, locked
from tasks.decomposition.facts import WarningAnswered
from tasks.decomposition.findings import Finding
from tasks.decomposition.loading import load
from tasks.decomposition.steps import Step
from tasks.models import Task, WarningAnswer
from workflows import clock, ledger
from workflows.actors import Actor
from workflows.machine import TransitionDenied

ANSWER_LEAST = 5
"""Characters: "ok" is a click, not an answer."""


def confirm_task(*, task: Task, actor: Actor, seen: Seen | None = None) -> Task:
    """Xác nhận: refused while a clarity that the office requires is missing."""
    with desk(task.directive_id, actor, Step.CONFIRM, seen) as work:
        row = work.task(task.pk)
        if row.confirmed:
            return row
        refusal = load(work.directive).judgment.verdicts[row.pk].refusal
        if refusal:
            raise TransitionDenied("not_clear", refusal)
        row.confirmed = True
        row.save()
        return row


def reopen_task(*, task: Task, actor: Actor) -> Task:
    """Bỏ xác nhận."""
    with desk(task.directive_id, actor, Step.REOPEN) as work:
        row = work.task(task.pk)
        row.confirmed = False
        row.save()
        return row


@transaction.atomic
def answer_warning(*, directive: Directive, code: str, fingerprint: str, answer: str, actor: Actor) -> Finding:
    """Giải trình one warning in writing. Returns the finding; Http404 when it does not stand (any more)."""
    row = locked(directive.pk, actor)
    finding = _standing(row, code, fingerprint)
    if not finding.answerable:
        raise TransitionDenied(
            "mend_only", _("Cảnh báo này phải được khắc phục: %(what)s.") % {"what": finding.message}
        )
    answer = need_answer(answer)
    WarningAnswer.objects.update_or_create(
        directive=row,
        code=code,
        fingerprint=fingerprint,
        defaults={
            "answer": answer,
            "answered_by_id": actor.person_id,
            "answered_on_behalf_of_id": actor.on_behalf_of_id,
            "answered_at": clock.now(),
        },
    )
    tell(row, actor, code, answer)
    return finding


@transaction.atomic
def take_answer_back(*, directive: Directive, code: str, fingerprint: str, actor: Actor) -> None:
    """Rút câu trả lời: the warning asks again."""
    row = locked(directive.pk, actor)
    if WarningAnswer.objects.filter(directive=row, code=code, fingerprint=fingerprint).delete()[0]:
        tell(row, actor, code, "")


def _standing(directive: Directive, code: str, fingerprint: str) -> Finding:
    for finding in load(directive).judgment.findings:
        if (finding.code, finding.fingerprint) == (code, fingerprint):
            return finding
    raise Http404


def need_answer(answer: str) -> str:
    """The answer without space around it; refused (TransitionDenied ``answer_missing``) when it says nothing."""
    if sum(letter.isalpha() for letter in answer) < ANSWER_LEAST:
        raise TransitionDenied("answer_missing", _("Hãy viết rõ vì sao vẫn giữ như vậy, để người duyệt hiểu."))
    return answer.strip()


def tell(directive: Directive, actor: Actor, code: str, answer: str, count: int = 1) -> None:
    """Record an answer to so many warnings of a kind, "" when it was taken back."""
    ledger.record(
        WarningAnswered(directive_id=directive.pk, code=code, answer=answer, count=count),
        stream=f"directive:{directive.pk}",
        actor=actor,
        directive_id=directive.pk,
        unit_id=directive.standing_unit_id,
    )
    ledger.announce(f"directive.{directive.pk}")
