"""Tasks as JSON and back: what undo restores. None stands for a task that is not there."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from directives.models import Directive, Provision
from tasks.models import Task, TaskOwner, TaskReading, UnknownName

Snapshot = dict[str, Any]

_PLAIN = (
    "provision_id", "order", "content", "product", "source_start", "source_end", "section", "marks", "deadline_kind",
    "deadline_words", "deadline_rule", "deadline_terms", "deadline_why", "recurrence", "given_days", "review_months",
    "hangs_on_id", "none_declared", "confirmed", "created_by_id",
)  # fmt: skip
_DATES = ("stated_on", "legal_on", "due_on", "anchor_on")
_READING = ("words_key", "rules", "confidence", "doubts", "touched")
_UNKNOWN = ("role", "words", "order")
RELATED = ("owners", "unknown_names", "reading")
"""What to prefetch of tasks before a snapshot is taken of them."""
_OWNER = ("role", "unit_id", "group_id", "responsible_id", "name_in_text", "order")


def snapshot(task: Task) -> Snapshot:
    """The task with its owners, the names nobody knows, and how it was read."""
    taken: Snapshot = {name: getattr(task, name) for name in _PLAIN}
    taken |= {name: _iso(getattr(task, name)) for name in _DATES}
    taken["created_at"] = task.created_at.isoformat()
    taken["owners"] = [
        {name: getattr(owner, name) for name in _OWNER} | {"due_on": _iso(owner.due_on)}
        for owner in sorted(task.owners.all(), key=lambda owner: (owner.role, owner.order, owner.pk))
    ]
    taken["unknown_names"] = [
        {name: getattr(unknown, name) for name in _UNKNOWN}
        for unknown in sorted(task.unknown_names.all(), key=lambda unknown: (unknown.role, unknown.order, unknown.pk))
    ]
    reading = getattr(task, "reading", None)
    taken["reading"] = {name: getattr(reading, name) for name in _READING} if reading else None
    return taken


def snapshots(directive_id: int, pks: Iterable[int]) -> dict[int, Snapshot]:
    """Those of the directive's tasks that exist. Four queries."""
    tasks = Task.objects.filter(directive_id=directive_id, pk__in=list(pks)).prefetch_related(*RELATED)
    return {task.pk: snapshot(task) for task in tasks}


def content(taken: Snapshot) -> Snapshot:
    """What a person changes: all but the place in the list and how it was read."""
    return {name: value for name, value in taken.items() if name not in ("order", "reading")}


def stamp(taken: Snapshot) -> str:
    """A short mark of a task's content, whatever its place: two editors who saw the same task hold the same stamp."""
    seen = {name: value for name, value in taken.items() if name not in ("order", "confirmed", "reading")}
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


def stamp_of(task: Task) -> str:
    return stamp(snapshot(task))


def difference(before: Snapshot | None, after: Snapshot | None) -> tuple[Snapshot | None, Snapshot | None]:
    """Only what changed; whole where the task came or went."""
    if before is None or after is None:
        return before, after
    changed = [name for name in after if after[name] != before[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def restore(directive: Directive, states: Mapping[int, Snapshot | None]) -> None:
    """Bring tasks to the given states: absent, whole again under their old number, or with those fields changed."""
    gone = [pk for pk, state in states.items() if state is None]
    Task.objects.filter(directive=directive, pk__in=gone).delete()
    present = {task.pk: task for task in Task.objects.filter(directive=directive, pk__in=list(states))}
    outline = set(Provision.objects.filter(directive=directive).values_list("pk", flat=True))
    for pk, state in states.items():
        if state is None or (pk not in present and "content" not in state):
            continue
        task = present.get(pk) or Task(pk=pk, directive=directive)
        _apply(task, state, outline)
        task.save(force_insert=pk not in present)
        if "owners" in state:
            task.owners.all().delete()
            TaskOwner.objects.bulk_create(_owner(task, owner) for owner in state["owners"])
        if "unknown_names" in state:
            task.unknown_names.all().delete()
            UnknownName.objects.bulk_create(UnknownName(task=task, **taken) for taken in state["unknown_names"])
        if "reading" in state:
            TaskReading.objects.filter(task=task).delete()
            if state["reading"]:
                TaskReading.objects.create(task=task, **state["reading"])


def _apply(task: Task, state: Snapshot, outline: set[int]) -> None:
    for name, value in state.items():
        if name in _DATES:
            setattr(task, name, _day(value))
        elif name == "created_at":
            task.created_at = datetime.fromisoformat(value)
        elif name == "provision_id":
            task.provision_id = value if value in outline else None
        elif name in _PLAIN:
            setattr(task, name, value)


def _owner(task: Task, taken: Snapshot) -> TaskOwner:
    return TaskOwner(task=task, **(taken | {"due_on": _day(taken["due_on"])}))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
