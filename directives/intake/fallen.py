"""Tables that a copy has left without bars: each cell on a line of its own, "STT" first, then the headings, then rows
that count from 1.

A row ends where the next number opens a line. Where a row has more lines than columns, some cells stand on several:
the lines are shared out as they suit the columns best ("Ủy ban" and "Kinh tế và Tài chính" below "Cơ quan chủ trì").
"""

import re
from itertools import pairwise
from typing import TypeAlias

from directives.intake.columns import column_of, fits
from directives.intake.fields import Field
from directives.intake.labels import Label, Style, read_label

Span: TypeAlias = tuple[int, int]
FIRST_COLUMN = re.compile(r"(?:STT|TT|Số TT|Số thứ tự)$")
LONGEST_HEADING, MOST_COLUMNS, MOST_LINES = 60, 9, 40
_ENDS = re.compile(r"\W{0,4}(?:Nơi nhận|NƠI NHẬN|Kính gửi|KÍNH GỬI|TM\.|KT\.|TL\.|TUQ\.|Ghi chú\s*:)|.*\./\.\W*$|\|")
_ENDING_LABELS = frozenset({Style.ANNEX, Style.PART, Style.CHAPTER, Style.SECTION, Style.ARTICLE})


def fallen_rows(text: str, lines: list[Span], at: int) -> tuple[list[list[Span]], int] | None:
    """The rows of such a table from the line ``at`` on, each as the spans of its cells, the header first, and the line
    after it; None where no table stands.
    """
    if not FIRST_COLUMN.match(text[slice(*lines[at])].strip()):
        return None
    filled = [here for here in range(at, len(lines)) if text[slice(*lines[here])].strip()]
    header, rest = _header(text, lines, filled)
    fields = [column_of(text[slice(*span)]) for span in header[1:]]
    named = [field for field in fields if field]
    if len(fields) < 2 or len(named) < 2 or not {Field.CONTENT, Field.LEAD} & set(named):
        return None
    rows, after = _rows(text, lines, rest, fields)
    return ([header, *rows], after) if rows else None


def within_fallen(lines: list[str]) -> set[int]:
    """The places of the lines that are of such tables: each is a cell or a part of one."""
    if not any(FIRST_COLUMN.match(line) for line in lines):
        return set()
    text, spans, start = "\n".join(lines), [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at not in found and FIRST_COLUMN.match(line) and (rows := fallen_rows(text, spans, at)):
            found.update(range(at, rows[1]))
    return found


def _header(text: str, lines: list[Span], filled: list[int]) -> tuple[list[Span], list[int]]:
    """The cells of the header, and the lines from the first row on; a heading may go on in the next line."""
    cells = [lines[filled[0]]]
    for place, here in enumerate(filled[1:], 1):
        words = text[slice(*lines[here])]
        if _opens(words, 1):
            return cells, filled[place:]
        if len(words) > LONGEST_HEADING or len(cells) > MOST_COLUMNS or "|" in words or words.endswith((".", ";", ":")):
            break
        unnamed = column_of(words) is None and column_of(text[slice(*cells[-1])]) is not None
        if len(cells) > 1 and (words[:1].islower() or unnamed):
            cells[-1] = (cells[-1][0], lines[here][1])
        else:
            cells.append(lines[here])
    return [], []


def _rows(text: str, lines: list[Span], rest: list[int], fields: list[Field | None]) -> tuple[list[list[Span]], int]:
    rows: list[list[Span]] = []
    number, place = 1, 0
    while place < len(rest):
        start, end = lines[rest[place]]
        opened = _opens(text[start:end], number) or _opens(text[start:end], 1)
        if opened is None:
            break
        last = place + 1
        while last < len(rest) and not _closes(text[slice(*lines[rest[last]])], number + 1, last - place, len(fields)):
            last += 1
        own = [lines[here] for here in rest[place + 1 : last]]
        if end > start + opened:
            own.insert(0, (start + opened, end))
        if not own or len(own) > MOST_LINES:
            break
        mark = len(text[start : start + opened].rstrip())
        rows.append([(start, start + mark), *_cells(text, own, fields)])
        number, place = number + 1, last
    return rows, rest[place] if place < len(rest) else len(lines)


def _opens(words: str, number: int) -> int | None:
    """How long the row's number at the front of the line is: "3.", "03" alone."""
    match = re.match(rf"0?{number}(?:\s*[.)/]\s*(?!\d)|$)", words)
    return match.end() if match else None


def _closes(words: str, number: int, count: int, columns: int) -> bool:
    """The line is none of the row's, which has ``count`` lines with its number: the next row, or the table's end."""
    if _opens(words, number) is not None or _ENDS.match(words):
        return True
    label: Label | None = read_label(words)
    if label and (label.style in _ENDING_LABELS or label.style is Style.ROMAN):
        return True
    return count > 2 * columns or (count >= columns and len(words) > 200)


def _cells(text: str, own: list[Span], fields: list[Field | None]) -> list[Span]:
    """The lines as cells, shared out over the columns in order; one each where there are no more than columns."""
    count, width = len(own), len(fields)
    if count <= width:
        return own
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for column in range(1, width + 1):
        for upto in range(column, count - width + column + 1):
            options = [
                (score + _suits(text, own[since][0], own[upto - 1][1], fields[column - 1]), (*cuts, upto))
                for since in range(column - 1, upto)
                if (known := best.get((column - 1, since)))
                for score, cuts in [known]
            ]
            best[column, upto] = max(options, key=lambda option: option[0])
    _score, cuts = best[width, count]
    return [(own[first][0], own[last - 1][1]) for first, last in pairwise(cuts)]


def _suits(text: str, start: int, end: int, field: Field | None) -> float:
    return fits(" ".join(text[start:end].split()), field or Field.OTHER, False)
