"""A reading as data: the shape in which scripts get it (``manage.py intake FILE --json``)."""

from typing import Any

from directives.intake.blocks import Document
from directives.intake.ditto import flat
from directives.intake.header import fields
from directives.intake.outline import Node
from directives.intake.reading import Reading, Task
from directives.intake.roles import Found, full


def as_data(reading: Reading) -> dict[str, Any]:
    """The document's fields, its text, outline and tasks in order, and the findings; days as ISO.

    Every span is [start, end) in ``text``; only a task's ``span_chars`` counts in that text without asterisks, with
    bars, ditto marks and runs of white space as one space, the form in which quotes are compared.
    """
    plain = _Plain(reading.document)
    return {
        **fields(reading.header),
        "scanned": reading.document.scanned,
        "text": reading.document.text,
        "outline": [node_data(node) for node in reading.nodes],
        "tasks": [{**task_data(task), **plain.place(task)} for task in reading.tasks],
        "findings": [
            {
                "kind": finding.kind.value,
                "message": finding.message,
                "span": [finding.start, finding.end],
                "task": finding.task,
                "tasks": list(finding.tasks),
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
        "deadline_counted": time.counted.isoformat() if time.counted else None,
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


def node_data(node: Node) -> dict[str, Any]:
    """A node of the outline; ``parent`` is its index in the outline, null at the top."""
    return {
        "kind": node.kind.value,
        "label": node.label,
        "path": node.path,
        "heading": node.heading or None,
        "span": [node.start, node.end],
        "parent": node.parent,
    }


class _Plain:
    """The text as quotes are compared: without asterisks, the signs of tables and runs of white space as one space."""

    FIRST, LAST = 8, 5

    def __init__(self, document: Document) -> None:
        kept: list[str] = []
        self.places: list[int] = []  # of each character of the text, and of its end
        for char in flat(document.text):
            self.places.append(len(kept))
            if char.isspace():
                kept += [" "] if kept and kept[-1] != " " else []
            elif char != "*":
                kept.append(char)
        self.places.append(len(kept))
        self.text = "".join(kept)

    def place(self, task: Task) -> dict[str, Any]:
        """Its span, its first eight and its last five words."""
        start, end = self.places[task.start], self.places[task.end]
        found = self.text[start:end]
        start += len(found) - len(found.lstrip())
        words = found.split()
        return {
            "quote_start": " ".join(words[: self.FIRST]),
            "quote_end": " ".join(words[-self.LAST :]),
            "span_chars": [start, start + len(found.strip())],
        }
