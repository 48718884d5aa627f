"""Tables drawn with lines on a PDF's page: which cells of a row are the rest of one that began above or beside it.

A page knows boxes, not cells. Where a row has no box of its own in a column, the box that covers the place tells why:
one that began above in that column is a cell over several rows, one that began further left a cell over several
columns.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from directives.intake.ditto import DITTO

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""
Boxed: TypeAlias = tuple[str | None, ...]
"""The words of a row's cells; None where one further left goes on."""
_NEAR = 1.0
# A day that a narrow column breaks: "15/11/202" over "6".
_TORN = re.compile(r"(?<![\d/])(\d{1,2}/[\d/]*)\n([\d/]+)(?![\d/])")
_DAY = re.compile(r"(?:\d{1,2}/)?\d{1,2}/\d{4}")


def told(boxes: Sequence[Sequence[Box | None]], words: Sequence[Sequence[str | None]]) -> tuple[Boxed, ...]:
    """The rows of a table. ``boxes`` and ``words`` are its cells', row by row; None where none begins in the column."""
    begun: dict[int, Box] = {}  # by column, the last cell that began there
    left = {at: box[0] for row in boxes for at, box in enumerate(row) if box}
    rows = []
    for here, said in zip(boxes, words, strict=True):
        top = min(box[1] for box in here if box)
        begun |= {at: box for at, box in enumerate(here) if box}
        cells = [
            _words(word or "") if box else DITTO if _reaches(begun.get(at), left.get(at, 0.0), top) else None
            for at, (box, word) in enumerate(zip(here, said, strict=True))
        ]
        rows.append(tuple(cells))
    return tuple(rows)


def _words(lines: str) -> str:
    whole = _TORN.sub(lambda torn: day if _DAY.fullmatch(day := torn[1] + torn[2]) else torn[0], lines)
    return " ".join(whole.split())


def _reaches(box: Box | None, left: float, top: float) -> bool:
    """The cell that began in the column goes on in the row that begins at this height."""
    return box is not None and box[3] > top + _NEAR and box[2] > left + _NEAR
