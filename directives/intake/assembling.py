"""Paragraphs and rows of tables, as a reader of a file format finds them, put together into one text with spans.

The text alone tells the same: ``blocks.blocks_of(text)`` finds the same rows in it, because a row is a line with its
cells parted by bars, and a table whose rows begin or end with an empty cell has bars at both ends of all its rows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from directives.intake.blocks import Block, Cell, Document
from directives.intake.normal import normalise

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """The words of a row's cells; ``above``: which of them are the rest of a cell merged with the one above."""

    cells: tuple[str, ...]
    above: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """Rows of equally many cells: whoever reads a cell over several columns adds empty ones."""

    rows: tuple[Row, ...]


Piece: TypeAlias = str | Table


def assemble(pieces: Iterable[Piece]) -> Document:
    """The text in its normal form and its blocks: an empty line between paragraphs, none between rows."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = tables = 0
    for piece in pieces:
        lines, found = _table(piece, at, tables) if isinstance(piece, Table) else _paragraph(piece, at)
        if not lines:
            continue
        tables += isinstance(piece, Table)
        parts.append("\n".join(lines))
        blocks += found
        at += len(parts[-1]) + 2
    return Document("\n\n".join(parts), tuple(blocks))


def _paragraph(words: str, at: int) -> tuple[list[str], list[Block]]:
    lines = [line for line in normalise(words).split("\n") if line]
    blocks = []
    for line in lines:
        if any(char.isalnum() for char in line):
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return lines, blocks


def _table(table: Table, at: int, number: int) -> tuple[list[str], list[Block]]:
    rows = [(row, [_cell(words) for words in row.cells]) for row in table.rows]
    rows = [(row, cells) for row, cells in rows if any(cells)]
    width = max((len(cells) for _row, cells in rows), default=0)
    framed = any(not cells[0] or not cells[-1] or len(cells) < width for _row, cells in rows)
    lines, blocks = [], []
    for row, cells in rows:
        cells = [*cells, *[""] * (width - len(cells))]
        line, spans = _line(cells, at, framed=framed and width > 1)
        filled = [span for span in spans if span[1] > span[0]]
        found = tuple(Cell(start, end, above=here in row.above) for here, (start, end) in enumerate(spans))
        blocks.append(Block(filled[0][0], filled[-1][1], found, number))
        lines.append(line)
        at += len(line) + 1
    return lines, blocks


def _line(cells: Sequence[str], at: int, *, framed: bool) -> tuple[str, list[tuple[int, int]]]:
    """A row on one line, and where each cell's words stand in it."""
    line = "| " if framed else ""
    spans = []
    for number, words in enumerate(cells):
        if number:
            line = f"{line.rstrip()} | " if line.strip() else "| "
        start = at + len(line)
        spans.append((start, start + len(words)))
        line += words
    line = f"{line.rstrip()} |" if framed else line.rstrip()
    return line, spans


def _cell(words: str) -> str:
    return _SPACES.sub(" ", normalise(words).replace("|", "/")).strip()
