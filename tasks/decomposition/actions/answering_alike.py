"""One reason for all warnings of a kind (trả lời chung), and taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.confirming import need_answer, tell
from tasks.decomposition.actions.desk import locked
from tasks.decomposition.loading import load
from tasks.models import WarningAnswer
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


@transaction.atomic
def answer_alike(*, directive: Directive, code: str, answer: str, actor: Actor) -> int:
    """Giải trình every open warning of that code with the same words, at the same moment; returns how many.

    Refused (TransitionDenied): too short an answer; nothing of the kind is open and may be answered.
    """
    row = locked(directive.pk, actor)
    answer = need_answer(answer)
    standing = [f for f in load(row).judgment.findings if f.code == code and f.open and f.answerable]
    if not standing:
        raise TransitionDenied("nothing_open", _("Không còn cảnh báo nào của loại này chờ trả lời."))
    now = clock.now()
    WarningAnswer.objects.bulk_create(
        WarningAnswer(
            directive=row,
            code=code,
            fingerprint=fingerprint,
            answer=answer,
            answered_by_id=actor.person_id,
            answered_on_behalf_of_id=actor.on_behalf_of_id,
            answered_at=now,
        )
        for fingerprint in dict.fromkeys(finding.fingerprint for finding in standing)
    )
    tell(row, actor, code, answer, len(standing))
    return len(standing)


@transaction.atomic
def take_alike_back(*, directive: Directive, code: str, answer: str, at: datetime, actor: Actor) -> int:
    """Rút câu trả lời chung given in these words at that moment; other answers of the kind stay."""
    row = locked(directive.pk, actor)
    count, _rows = WarningAnswer.objects.filter(directive=row, code=code, answer=answer, answered_at=at).delete()
    if count:
        tell(row, actor, code, "", count)
    return count
