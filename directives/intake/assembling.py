"""Paragraphs and rows of tables, as a reader of a file format finds them, put together into one text.

The text alone tells the same: ``blocks.document_of`` finds the same rows in it, because a row is a line with its cells
parted by bars, a table whose rows begin or end without words has bars at both ends of all its rows, and what was one
cell over several rows is a ditto mark in each further one. So what is read of a file is what is read of its kept text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from directives.intake.ditto import SIGNS
from directives.intake.normal import normalise

_SPACES = re.compile(r"\s+")

Row: TypeAlias = tuple[str, ...]
"""The words of a row's cells; a sign of ``ditto`` is the rest of a cell merged with the one above."""


@dataclass(frozen=True)
class Table:
    """Rows of equally many cells: whoever reads a cell over several columns adds empty ones."""

    rows: tuple[Row, ...]


Piece: TypeAlias = str | Table


def assemble(pieces: Iterable[Piece]) -> str:
    """The text in its normal form: an empty line between paragraphs, none between rows."""
    parts = ("\n".join(_lines(piece)) for piece in pieces)
    return "\n\n".join(part for part in parts if part)


def _lines(piece: Piece) -> list[str]:
    if isinstance(piece, Table):
        return rows_of(piece)
    return [line for line in normalise(piece).split("\n") if line]


def rows_of(table: Table) -> list[str]:
    """The lines of a table, one for each row with words."""
    rows = [[_cell(words) for words in row] for row in table.rows]
    rows = [row for row in rows if any(_is_word(cell) for cell in row)]
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    above = [""] * width
    for row in rows:  # of a merged cell without words nothing is repeated
        row[:] = above = ["" if cell in SIGNS and not over else cell for cell, over in zip(row, above, strict=True)]
    framed = width > 1 and any(not (_is_word(row[0]) and _is_word(row[-1])) for row in rows)
    return [_line(row, framed=framed) for row in rows]


def _line(cells: Sequence[str], *, framed: bool) -> str:
    line = " ".join(" | ".join(cells).split())
    return f"| {line} |" if framed else line


def _is_word(cell: str) -> bool:
    return cell not in ("", *SIGNS)


def _cell(words: str) -> str:
    return _SPACES.sub(" ", normalise(words).replace("|", "/")).strip()
