"""A reading as data: the shape in which scripts get it (``manage.py intake FILE --json``)."""

from typing import Any

from directives.intake.header import fields
from directives.intake.reading import Reading, Task
from directives.intake.roles import Found, full


def as_data(reading: Reading) -> dict[str, Any]:
    """The document's fields, its tasks in order, and the findings; days as ISO, spans as [start, end)."""
    return {
        **fields(reading.header),
        "tasks": [task_data(task) for task in reading.tasks],
        "findings": [
            {
                "kind": finding.kind.value,
                "message": finding.message,
                "span": [finding.start, finding.end],
                "task": finding.task,
            }
            for finding in reading.findings
        ],
    }


def task_data(task: Task) -> dict[str, Any]:
    """One task; ``*_full`` only where a head noun given once had to be written to each name."""
    time = task.time
    data: dict[str, Any] = {
        "quote": task.quote,
        "span": [task.start, task.end],
        "section": task.section,
        "lead": [name.words for name in task.lead],
        "lead_as": [kind.value for kind in task.lead_as],
        "coordinate": [name.words for name in task.coordinate],
        "deadline": time.day.isoformat() if time.day else None,
        "deadline_precision": time.precision or None,
        "deadline_text": " || ".join(time.words) or None,
        "recurrence": "+".join(time.recurrence) or None,
        "on_request": time.on_request,
        "product": " || ".join(thing.words for thing in task.product) or None,
        "rule": task.rule,
        "confidence": task.confidence.value,
        "doubts": list(task.doubts),
        "spans": {
            "lead": _spans(task.lead),
            "coordinate": _spans(task.coordinate),
            "product": _spans(task.product),
            "deadline": [list(span) for span in time.spans],
        },
        "rules": {
            "lead": _rules(task.lead),
            "coordinate": _rules(task.coordinate),
            "product": _rules(task.product),
            "deadline": list(time.rules),
        },
    }
    for role, names in (("lead_full", task.lead), ("coordinate_full", task.coordinate)):
        if written := full(list(names)):
            data[role] = written
    return data


def _spans(names: tuple[Found, ...]) -> list[list[int]]:
    return [[name.start, name.end] for name in names]


def _rules(names: tuple[Found, ...]) -> list[str]:
    return list(dict.fromkeys(name.rule for name in names))
