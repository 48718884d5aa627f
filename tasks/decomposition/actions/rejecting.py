"""What a person takes out is not proposed again for the same words, until the step is undone."""

from collections.abc import Mapping

from directives.models import Directive
from tasks.decomposition.snapshots import Snapshot
from tasks.decomposition.spans import quote
from tasks.decomposition.steps import Step
from tasks.models import RejectedReading
from workflows import clock

_TAKES_OUT = (Step.DELETE, Step.MERGE)


def remember_rejected(
    directive: Directive,
    what: str,
    before: Mapping[int, Snapshot | None],
    after: Mapping[int, Snapshot | None],
    *,
    person_id: int,
    undone: bool = False,
) -> None:
    """Of a step that took proposals out: their words are rejected, or, when it is ``undone``, no longer."""
    if what not in _TAKES_OUT:
        return
    gone = [taken for pk, taken in before.items() if taken and after.get(pk) is None and taken.get("reading")]
    keys = {taken["reading"]["words_key"]: taken for taken in gone}
    if undone:
        RejectedReading.objects.filter(directive=directive, words_key__in=keys).delete()
        return
    now = clock.now()
    RejectedReading.objects.bulk_create(
        [
            RejectedReading(
                directive=directive,
                words_key=key,
                words=_words(directive.text, taken),
                rejected_by_id=person_id,
                rejected_at=now,
            )
            for key, taken in keys.items()
        ],
        ignore_conflicts=True,
    )


def _words(text: str, taken: Snapshot) -> str:
    start, end = taken["source_start"], taken["source_end"]
    words = quote(text, start, end) if start is not None and end is not None else taken["content"]
    return words[:300]
