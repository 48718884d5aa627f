"""Tasks written from proposals, each put where it stands in the text."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from tasks.decomposition.actions.desk import Desk
from tasks.decomposition.proposals import Proposal
from tasks.models import Task, TaskOwner, TaskReading, UnknownName
from workflows import clock
from workflows.doubts import kept

GAP = 1024
"""Between the order of neighbours, so that a task fits in without the others being written."""


def make(work: Desk, proposals: Sequence[Proposal], *, by_reading: bool = False) -> list[Task]:
    """A task for each. ``by_reading``: the document proposed them, no person chose their words."""
    made = [new_task(work, **proposal.plain()) for proposal in proposals]
    _number(work, _placed(work.all_tasks(), made), made)
    Task.objects.bulk_create(made)
    _write(zip(made, proposals, strict=True), by_reading=by_reading)
    for task in made:
        work.added(task)
    return made


def remake(work: Desk, changed: Sequence[tuple[int, Proposal]]) -> None:
    """Untouched proposals that read otherwise now: the task keeps its number and its place."""
    as_read = dict(changed)
    rows = work.tasks(as_read)
    for row in rows:
        for name, value in as_read[row.pk].plain().items():
            setattr(row, name, value)
        row.save()
    for related in (TaskOwner, UnknownName, TaskReading):
        related._default_manager.filter(task__in=rows).delete()
    _write(((row, as_read[row.pk]) for row in rows), by_reading=True)


def new_task(work: Desk, **fields: Any) -> Task:
    return Task(directive=work.directive, created_by_id=work.actor.person_id, created_at=clock.now(), **fields)


def _write(made: Iterable[tuple[Task, Proposal]], *, by_reading: bool) -> None:
    owners, unknown, readings = [], [], []
    for task, proposal in made:
        for order, name in enumerate(proposal.known):
            assert name.entry is not None
            field = "group_id" if name.entry.is_group else "unit_id"
            body = {field: int(name.entry.key[1:])}
            owners.append(TaskOwner(task=task, role=name.role, name_in_text=name.words[:300], order=order, **body))
        unknown += [
            UnknownName(task=task, role=name.role, words=name.words[:300], order=order)
            for order, name in enumerate(proposal.unknown)
        ]
        if by_reading:
            readings.append(
                TaskReading(
                    task=task,
                    words_key=proposal.key,
                    rules=list(proposal.rules),
                    confidence=proposal.confidence,
                    doubts=kept(proposal.doubts),
                )
            )
    TaskOwner.objects.bulk_create(owners)
    UnknownName.objects.bulk_create(unknown)
    TaskReading.objects.bulk_create(readings)


def _placed(others: Sequence[Task], fresh: Sequence[Task]) -> list[Task]:
    """All in one list: each new task after the last one that begins no later in the text."""
    behind: dict[int, list[Task]] = defaultdict(list)
    starts = sorted((task.source_start, at) for at, task in enumerate(others) if task.source_start is not None)
    reached = list(accumulate((at for _start, at in starts), max))
    for task in sorted(fresh, key=lambda task: task.source_start or 0):
        found = bisect_right(starts, (task.source_start or 0, len(others)))
        behind[reached[found - 1] if found else -1].append(task)
    placed = behind[-1]
    for at, task in enumerate(others):
        placed += [task, *behind[at]]
    return placed


def _number(work: Desk, tasks: Sequence[Task], new: Sequence[Task]) -> None:
    """Give the new tasks an order between their neighbours; where there is no room, number all anew."""
    fresh = set(map(id, new))
    following: list[int | None] = [None] * len(tasks)  # of each, the order of the next that has one
    for at in range(len(tasks) - 2, -1, -1):
        following[at] = following[at + 1] if id(tasks[at + 1]) in fresh else tasks[at + 1].order
    for at, task in enumerate(tasks):
        if id(task) not in fresh:
            continue
        before = tasks[at - 1].order if at else 0
        known = following[at]
        after = before + 2 * GAP if known is None else known
        task.order = before + max(0, after - before) // 2 if after - before <= 2 * GAP else before + GAP
        if not before < task.order < after:
            renumber(work, tasks, fresh)
            return


def renumber(work: Desk, tasks: Sequence[Task], fresh: set[int]) -> None:
    """All in their present order, ``GAP`` apart."""
    work.tasks(task.pk for task in tasks if id(task) not in fresh)
    for at, task in enumerate(tasks, 1):
        task.order = at * GAP
    Task.objects.bulk_update([task for task in tasks if id(task) not in fresh], ["order"])
