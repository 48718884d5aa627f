"""Which proposals may be confirmed together: neither the reading nor the checklist has a doubt. Pure."""

from dataclasses import dataclass

from tasks.decomposition.draft import Draft, TaskDraft
from tasks.decomposition.judging import Judgment
from tasks.states import Confidence, DeadlineKind


@dataclass(frozen=True)
class Certain:
    """Proposals read as certain whose required clarities hold and about which no finding is open.

    ``timeless`` would be among them if it were declared that they have no deadline: the document names none.
    """

    ready: tuple[TaskDraft, ...]
    timeless: tuple[TaskDraft, ...]

    @property
    def offered(self) -> bool:
        return bool(self.ready or self.timeless)

    @property
    def count(self) -> int:
        return len(self.ready)


def certain(draft: Draft, judgment: Judgment) -> Certain:
    ready, timeless = [], []
    for task in draft.tasks:
        verdict = judgment.verdicts[task.pk]
        if task.confirmed or task.confidence != Confidence.CERTAIN or any(each.open for each in verdict.findings):
            continue
        lacking = [mark for mark in verdict.marks if mark.required and not mark.met]
        if not lacking:
            ready.append(task)
        elif [mark.clarity for mark in lacking] == ["time"] and not task.words and task.kind == DeadlineKind.NONE:
            timeless.append(task)
    return Certain(tuple(ready), tuple(timeless))
