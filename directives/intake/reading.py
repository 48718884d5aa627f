"""The one entry to reading a document: its tasks with owners, times and products, each pinned to its words.

Pure and deterministic: the same text gives the same reading; nothing is looked up, nothing is stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from directives.intake.blocks import Document, data_rows
from directives.intake.capacities import Capacity, capacities
from directives.intake.duties import Duty, duties
from directives.intake.fields import Field
from directives.intake.findings import Finding, doubts_of, findings_of
from directives.intake.header import Header, read_header
from directives.intake.outline import Node, outline
from directives.intake.products import products
from directives.intake.roles import Found, addressee, names_in, partners
from directives.intake.tables import Row, task_rows
from directives.intake.times import Time, labelled_time, running_time, trimmed


class Confidence(StrEnum):
    """How sure a reading is."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Task:
    """A proposed task: [start, end) in the text; names, product and time with the rules that read them.

    ``rule`` tells why it is one; ``node`` is its place in the outline; ``doubts`` say what a person should check.
    """

    start: int
    end: int
    quote: str
    section: str
    rule: str
    lead: tuple[Found, ...] = ()
    coordinate: tuple[Found, ...] = ()
    product: tuple[Found, ...] = ()
    time: Time = field(default_factory=Time)
    row: bool = False
    node: int | None = None
    borrowed: bool = False
    doubts: tuple[str, ...] = ()
    lead_as: tuple[Capacity, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """Certain when nothing speaks against it."""
        return Confidence.DOUBTFUL if self.doubts else Confidence.CERTAIN


@dataclass(frozen=True)
class Reading:
    """What was read out of a document."""

    document: Document
    header: Header
    nodes: tuple[Node, ...]
    tasks: tuple[Task, ...]
    findings: tuple[Finding, ...]


def read(document: Document, issued: date | None = None) -> Reading:
    """Read a document. ``issued`` is the day that terms and missing years count from, if not the one it bears."""
    header = read_header(document.text)
    issued = issued or header.issued_on
    text = document.text.replace("\n", " ").replace("|", " ")
    nodes = outline(document.text)
    found = [_task(text, duty, issued) for duty in duties(text, nodes, data_rows(document.blocks))]
    found += [_row_task(text, row, issued) for row in task_rows(document)]
    tasks = [replace(task, doubts=doubts_of(task)) for task in sorted(found, key=lambda task: (task.start, task.end))]
    return Reading(
        document=document,
        header=header,
        nodes=tuple(nodes),
        tasks=tuple(tasks),
        findings=tuple(findings_of(document, header, tasks, issued)),
    )


def _task(text: str, duty: Duty, issued: date | None) -> Task:
    start, end = duty.start, duty.end
    lead, coordinate = _labelled(text, duty)
    clause, inherited = start, tuple[Found, ...]()
    if not lead:
        own = addressee(text, start, end, headed=duty.headed)
        lead, clause = (own.names, own.start) if own else (duty.above, start)
        inherited = () if own else duty.partners
    if not any(value.field is Field.COORDINATE for value in duty.values):
        stop = min(
            [end, *(value.label for value in duty.values if value.field is not Field.CONTENT and value.label > clause)]
        )
        coordinate += tuple(partners(text, clause, stop)) or inherited
    beside = {one.start for one in coordinate}
    lead = tuple(one for one in lead if one.start not in beside)
    named = {one.words for one in lead}
    times = [(value.start, value.end) for value in duty.values if value.field is Field.TIME]
    time = labelled_time(text, times, issued) if times else running_time(text, start, end, issued)
    if times and not time.on_request:
        time = replace(time, on_request=running_time(text, start, end, issued).on_request)
    stop = min(
        [end, *(value.label for value in duty.values if value.field is not Field.CONTENT and value.label > clause)]
    )
    made = _columns(text, duty) or products(text, clause, stop, periodic=bool(time.recurrence))
    return Task(
        start=start,
        end=end,
        quote=" ".join(text[start:end].split()),
        section=duty.section,
        rule=duty.rule,
        lead=tuple(lead),
        lead_as=capacities(text, start, end, tuple(lead)),
        coordinate=_distinct(one for one in coordinate if one.words not in named),
        product=tuple(made),
        time=time,
        node=duty.node,
    )


def _columns(text: str, duty: Duty) -> list[Found]:
    places = [trimmed(text, value.start, value.end) for value in duty.values if value.field is Field.PRODUCT]
    return [
        Found(start, end, " ".join(text[start:end].split()), "labelled_line") for start, end in places if end > start
    ]


def _labelled(text: str, duty: Duty) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    lead: list[Found] = []
    coordinate: list[Found] = []
    for value in duty.values:
        if value.field is Field.LEAD:
            lead += names_in(text, value.start, value.end, "labelled_line")
            coordinate += partners(text, value.start, value.end)
        elif value.field is Field.COORDINATE:
            coordinate += names_in(text, value.start, value.end, "labelled_line")
    return tuple(lead), tuple(coordinate)


def _row_task(text: str, row: Row, issued: date | None) -> Task:
    def names(kind: Field) -> tuple[Found, ...]:
        cell = row.cells.get(kind)
        return tuple(names_in(text, cell.start, cell.end, "column")) if cell else ()

    content = row.cells[Field.CONTENT]
    cell = row.cells.get(Field.TIME)
    place = (cell.start, cell.end) if cell else (content.start, content.end)
    time = labelled_time(text, [place], issued) if cell else running_time(text, *place, issued)
    made = row.cells.get(Field.PRODUCT)
    if made and made.end > made.start:
        first, last = trimmed(text, made.start, made.end)
        product = [Found(first, last, " ".join(text[first:last].split()), "column")]
    else:
        product = products(text, content.start, content.end, periodic=False)
    lead = names(Field.LEAD)
    coordinate = names(Field.COORDINATE)
    if owner := row.cells.get(Field.LEAD):
        coordinate += tuple(partners(text, owner.start, owner.end))
    if Field.COORDINATE not in row.cells:
        coordinate += tuple(partners(text, content.start, content.end))
    return Task(
        start=row.start,
        end=row.end,
        quote=" ".join(text[row.start : row.end].split()),
        section=f"PL.{row.number}" if row.number else "PL",
        rule="row",
        lead=lead,
        lead_as=capacities(text, content.start, content.end, lead),
        coordinate=_distinct(coordinate),
        product=tuple(product),
        time=time,
        row=True,
        borrowed=bool(row.borrowed),
    )


def _distinct(names: Iterable[Found]) -> tuple[Found, ...]:
    return tuple({one.words: one for one in names}.values())


__all__ = ["Confidence", "Finding", "Reading", "Task", "read"]
