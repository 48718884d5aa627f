"""The one entry to reading a document: its tasks with owners, times and products, each pinned to its words.

Pure and deterministic: the same text gives the same reading; nothing is looked up, nothing is stored.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import TypeAlias

from directives.intake.blocks import Document, data_rows, part_of, rows_of
from directives.intake.bundles import documents
from directives.intake.capacities import Capacity, capacities
from directives.intake.cells import Cells
from directives.intake.citing import read_references
from directives.intake.ditto import flat
from directives.intake.duties import Duty, duties
from directives.intake.fields import Field
from directives.intake.findings import LONGEST_BLOCK, Finding, doubts_of, findings_of
from directives.intake.header import Header, of_scan, read_header
from directives.intake.marks import by_label, by_mark
from directives.intake.normal import one_spelling
from directives.intake.outline import Node, below_title, outline_of
from directives.intake.page_numbers import without_page_numbers
from directives.intake.partners import partners
from directives.intake.products import gathered_in, products
from directives.intake.roles import Found, addressee, names_in
from directives.intake.slips import mended
from directives.intake.tables import Row, task_rows
from directives.intake.times import Time, labelled_time, running_time, trimmed
from directives.intake.units import starts


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


LONGEST_HEADER = 600
"""Between a sentence and the first row of the table that it announces stand no more than the headings."""
Reached: TypeAlias = Callable[[int], None]
"""Told now and then up to which character the text has been read; may raise to end the reading."""


def read(document: Document, issued: date | None = None, reached: Reached = lambda _at: None) -> Reading:
    """Read a document. ``issued`` is the day that terms and missing years count from, if not the one it bears.

    Of several documents in one text (``bundles``) each is read by itself, from its own day; the header is the first's.
    """
    places = documents(document.text)
    header = read_header(document.text[: places[0][1]])
    if len(places) > 1:
        header = replace(header, references=tuple(read_references(document.text, header.code)))
    if document.scanned:
        header = of_scan(header)
    day = issued or header.issued_on
    nodes: list[Node] = []
    tasks: list[Task] = []
    for start, end in places:
        part = part_of(document, start, end) if end - start < len(document.text) else document
        found = outline_of(part.text)
        counted = read_header(part.text).issued_on or issued if start else day
        made = _tasks(part, found, counted, reached, start)
        tasks += [_moved(task, start, len(nodes) + 1) for task in made] if start else made
        nodes += below_title(part.text, found, start, len(nodes)) if start else found
    return Reading(
        document=document,
        header=header,
        nodes=tuple(nodes),
        tasks=tuple(tasks),
        findings=tuple(findings_of(document, header, nodes, tasks, day)),
    )


def _tasks(document: Document, nodes: list[Node], issued: date | None, reached: Reached, begins: int) -> list[Task]:
    """Of one document; ``begins`` is where it does in the whole text."""
    printed = flat(document.text)
    document = replace(document, text=without_page_numbers(document.text, rows_of(document.blocks)))
    written, document = document, replace(document, text=mended(one_spelling(document.text)))
    text = flat(document.text)
    pieces: list[Duty | Row] = [*duties(text, nodes, data_rows(document.blocks)), *task_rows(document)]
    found = []
    cells = Cells(issued)
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    for piece, following in zip_longest(pieces, pieces[1:]):
        if isinstance(following, Row) and _announces(text, piece, following):
            continue
        reached(begins + piece.start)
        made = _row_task(text, piece, issued, cells) if isinstance(piece, Row) else _task(text, piece, issued)
        content = piece.cells[Field.CONTENT] if isinstance(piece, Row) else piece
        found.append(replace(made, lead_as=capacities(document.text, content.start, content.end, made.lead)))
    if written.text != document.text:
        text = flat(written.text)
        found = [_as_written(task, text) for task in found]
    return [
        replace(
            task,
            quote=" ".join(printed[task.start : task.end].split()),
            doubts=doubts_of(task, scanned=document.scanned),
        )
        for task in found
    ]


def _announces(text: str, piece: Duty | Row, row: Row) -> bool:
    """A sentence that only leads to a table of work: "Phân công cơ quan trình, cơ quan thẩm tra như sau:"."""
    near = piece.end <= row.start < piece.end + LONGEST_HEADER
    return near and not isinstance(piece, Row) and text[: piece.end].endswith(":")


def _as_written(task: Task, text: str) -> Task:
    """The task in the words of the document, whose spelling was made one and slips were mended for reading."""

    def names(found: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(replace(one, words=" ".join(text[one.start : one.end].split())) for one in found)

    return replace(
        task,
        lead=names(task.lead),
        coordinate=names(task.coordinate),
        product=names(task.product),
        time=replace(task.time, words=tuple(text[start:end] for start, end in task.time.spans)),
    )


def _moved(task: Task, by: int, nodes: int) -> Task:
    """The task where ``by`` more characters and so many ``nodes`` stand before it."""

    def names(found: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(replace(one, start=one.start + by, end=one.end + by) for one in found)

    return replace(
        task,
        start=task.start + by,
        end=task.end + by,
        lead=names(task.lead),
        coordinate=names(task.coordinate),
        product=names(task.product),
        time=replace(task.time, spans=tuple((start + by, end + by) for start, end in task.time.spans)),
        node=None if task.node is None else task.node + nodes,
    )


def _task(text: str, duty: Duty, issued: date | None) -> Task:
    start, end = duty.start, min(duty.end, duty.start + LONGEST_BLOCK)
    lead, coordinate = _labelled(text, duty)
    clause, inherited = start, tuple[Found, ...]()
    if not lead:
        own = addressee(text, start, end, headed=duty.headed)
        helps = duty.helping and own is not None and own.rule == "subject"
        lead, clause = (own.names, own.start) if own and not helps else (duty.above, start)
        inherited = (own.names if helps else ()) if own else duty.partners
    if not any(value.field is Field.COORDINATE for value in duty.values):
        stop = min(
            [end, *(value.label for value in duty.values if value.field is not Field.CONTENT and value.label > clause)]
        )
        coordinate += tuple(partners(text, clause, stop)) or inherited
    beside = {one.start for one in coordinate}
    leading, helping = by_mark(text, [one for one in lead if one.start not in beside])
    lead, coordinate = tuple(leading), (*helping, *coordinate)
    named = {one.words for one in lead}
    times = [(value.start, value.end) for value in duty.values if value.field is Field.TIME]
    time = labelled_time(text, times, issued) if times else running_time(text, start, end, issued)
    if duty.until and not (time.words or time.on_request):
        time = running_time(text, *duty.until, issued)
    if times and not time.on_request:
        time = replace(time, on_request=running_time(text, start, end, issued).on_request)
    stop = min(
        [end, *(value.label for value in duty.values if value.field is not Field.CONTENT and value.label > clause)]
    )
    made = _columns(text, duty) or products(text, clause, stop, periodic=bool(time.recurrence))
    if not made and (sent := gathered_in(text, stop, end)):
        made = [sent]
    return Task(
        start=start,
        end=duty.end,
        quote=" ".join(text[start : duty.end].split()),
        section=duty.section,
        rule=duty.rule,
        lead=lead,
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


def _row_task(text: str, row: Row, issued: date | None, read_cells: Cells) -> Task:
    def names(kind: Field) -> tuple[Found, ...]:
        found = read_cells.names(text, cell.start, cell.end) if (cell := row.cells.get(kind)) else []
        more = [cells[kind] for cells in row.rest if kind in cells and starts(text, cells[kind].start)]
        return tuple(found) + tuple(name for cell in more for name in read_cells.names(text, cell.start, cell.end))

    content = row.cells[Field.CONTENT]
    cell = row.cells.get(Field.TIME)
    later = [(more.start, more.end) for cells in row.rest if (more := cells.get(Field.TIME)) and more.end > more.start]
    if cell and later:
        own = [(cell.start, cell.end)] if cell.end > cell.start else []
        time = labelled_time(text, [*own, *later], issued)
    elif cell:
        time = read_cells.time(text, cell.start, cell.end)
    else:
        time = running_time(text, content.start, content.end, issued)
    made = row.cells.get(Field.PRODUCT)
    if not (made and made.end > made.start) and row.names_product:
        made = content
    if made and made.end > made.start:
        first, last = trimmed(text, made.start, made.end)
        named = re.search(r"\w\w", text[first:last])  # "//", "x", "-": none
        product = [Found(first, last, " ".join(text[first:last].split()), "column")] if named else []
    else:
        product = products(text, content.start, content.end, periodic=False)
    owner = row.cells.get(Field.LEAD)
    lead, helping = by_label(text, owner.start, owner.end) if owner else ([], [])
    if not lead:
        lead, helping = by_mark(text, names(Field.LEAD))
    lead += names(Field.REVIEWER)
    coordinate = (*helping, *names(Field.COORDINATE))
    if owner:
        coordinate += tuple(partners(text, owner.start, owner.end))
    if Field.COORDINATE not in row.cells:
        coordinate += tuple(partners(text, content.start, content.end))
    beside = {one.start for one in coordinate}  # "Sở Y tế; Đoàn Thanh niên phối hợp" in one cell
    lead = [one for one in lead if one.start not in beside] or lead
    return Task(
        start=row.start,
        end=row.end,
        quote=" ".join(text[row.start : row.end].split()),
        section=f"PL.{row.number}" if row.number else "PL",
        rule="row",
        lead=tuple(lead),
        coordinate=_distinct(coordinate),
        product=tuple(product),
        time=time,
        row=True,
        borrowed=bool(row.borrowed),
    )


def _distinct(names: Iterable[Found]) -> tuple[Found, ...]:
    return tuple({one.words: one for one in names}.values())


__all__ = ["Confidence", "Finding", "Reading", "Task", "read"]
