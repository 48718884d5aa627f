"""Tables in pasted text: a word processor and a spreadsheet part the cells of a copied row by tabs."""

from collections.abc import Iterator
from itertools import groupby

from directives.intake.assembling import Row, Table, rows_of

LEAST_CELLS = 3
"""With words, in the row of headings: two are the columns of a letterhead, or a label and its words."""


def with_rows(text: str) -> str:
    """The text with rows parted by tabs as a file's rows stand in it: two or more below each other, of equally many
    cells.

    >>> with_rows("STT\\tViệc\\tChủ trì\\n1\\tRà soát\\tSở Y tế")
    '\\nSTT | Việc | Chủ trì\\n1 | Rà soát | Sở Y tế\\n'
    """
    return "\n".join(_lines(text)) if text.count("\t") >= 2 * (LEAST_CELLS - 1) else text


def _lines(text: str) -> Iterator[str]:
    for _tabs, run in groupby(text.split("\n"), lambda line: line.count("\t")):
        lines = list(run)
        rows = tuple(tuple(line.split("\t")) for line in lines)
        if len(rows) > 1 and _words(rows[0]) >= LEAST_CELLS and all(_words(row) > 1 for row in rows):
            yield from ("", *rows_of(Table(rows)), "")
        else:
            yield from lines


def _words(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)
