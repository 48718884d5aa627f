"""What a document is made of, in order: paragraphs and rows of tables, each a span of the one text.

Every reader of a file format (Word, PDF, plain text) brings a document to this form; everything that is read out of it
points back into ``text``. In text a row is a line of cells joined by " | ", or, as web pages leave it, each cell on
lines of its own between lines that hold a bar alone, two bars between rows; where a copy left
no bars, ``fallen`` tells the rows. A cell that is merged with the one above says so (``ditto``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from directives.intake.bundles import documents
from directives.intake.ditto import is_ditto
from directives.intake.fallen import FIRST_COLUMN, fallen_rows
from directives.intake.page_numbers import is_page_number

_BAR = "|"
_RULE = re.compile(r"[\s|:=_*~-]*[-=_:]{3,}[\s|:=_*~-]*")
# A line of words that ends as a sentence, though there are bars in it: "… theo Mức 1 | Mức 2 | Mức 3 để chấm điểm."
_SENTENCE = re.compile(r"[^|]{25,}\|[^|].*\|[^|]*\s[^|]{10,}[.;:]")
_INNER_BARS = re.compile(r"[^|]\|+(?=[^|])")
# Lines that open a part of the document: words that hold one stand between two tables, not in a cell.
_OPENS_PART = re.compile(
    r"(?m)^\W{0,4}(?:PHỤ LỤC|Phụ lục(?: [IVX\d]+)?$|Kính gửi|KÍNH GỬI|Điều \d+\.|[IVX]+\. ?[A-ZĐÀ-Ỹ]{2}|"
    r"(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|KẾ HOẠCH|CÔNG ĐIỆN|CHƯƠNG TRÌNH)\b)"
)
_SIGNED = re.compile(r"\W{0,4}(?:Nơi nhận|NƠI NHẬN)")
_MOTTO = re.compile(r"CỘNG\s+H[OÒ][AÀ]|ĐẢNG\s+CỘNG\s+SẢN")
_LONGEST = 2_500


@dataclass(frozen=True)
class Cell:
    """A cell: [start, end) in the text, empty where ``start == end``.

    ``above``: it is the rest of a cell merged with the one above it, and has no words of its own; ``unsure``: perhaps.
    """

    start: int
    end: int
    above: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or with ``cells`` a row of the table of that number; [start, end) in the text."""

    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    table: int | None = None

    @property
    def is_row(self) -> bool:
        return self.table is not None

    def moved(self, by: int, *, tables: int = 0) -> "Block":
        """The same block where ``by`` more characters stand before it, and ``tables`` at the most more tables."""
        if not by:
            return self
        cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in self.cells)
        return Block(self.start + by, self.end + by, cells, None if self.table is None else self.table + tables)


@dataclass(frozen=True)
class Document:
    """A text in its normal form (``normal.normalise``) and its blocks in order. ``scanned``: a program recognised the
    letters on a picture, so that any of them may be another.
    """

    text: str
    blocks: tuple[Block, ...]
    scanned: bool = False

    def words(self, part: Block | Cell) -> str:
        """The words of a block or cell, white space as single spaces."""
        return " ".join(self.text[part.start : part.end].split())


DATA_COLUMNS = 3


def data_rows(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The spans of the rows of tables with three columns or more; letterheads and signatures have two."""
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None:
            tables.setdefault(block.table, []).append(block)
    wide = [rows for rows in tables.values() if max(len(row.cells) for row in rows) >= DATA_COLUMNS]
    return [(row.start, row.end) for rows in wide for row in rows]


def rows_of(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The spans of the rows of all tables, in order."""
    return [(block.start, block.end) for block in blocks if block.is_row]


def document_of(text: str) -> Document:
    """The blocks of a text (normalised) by its lines and bars, each document of a bundle by itself."""
    return Document(text, tuple(block for start, end in documents(text) for block in _moved(text[start:end], start)))


def part_of(document: Document, start: int, end: int) -> Document:
    """One document of a bundle, [start, end) of the text, with its places counted from its own beginning."""
    blocks = tuple(block.moved(-start) for block in document.blocks if start <= block.start < end)
    return replace(document, text=document.text[start:end], blocks=blocks)


def _moved(text: str, by: int) -> list[Block]:
    return [block.moved(by, tables=by) for block in blocks_of(text)]


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs are the lines with words, page numbers aside; rows are as the module's docstring says."""
    lines = _spans(text)
    blocks: list[Block] = []
    at = table = 0
    while at < len(lines):
        start, end = lines[at]
        line = text[start:end]
        if line.strip() == _BAR and (found := _standing(text, lines, at, table)):
            rows, at = found
            blocks += rows
            table += 1
        elif _is_row(text, lines, at):
            framed = line.startswith(_BAR)
            while at < len(lines) and _has_bars(text, lines[at]) and text.startswith(_BAR, lines[at][0]) == framed:
                if row := _lying(text, *lines[at], table):
                    blocks.append(row)
                at += 1
            table += 1
        elif fallen := fallen_rows(text, lines, at):
            spans, at = fallen
            blocks += [row for cells in spans if (row := _row(tuple(_cell(text, *cell) for cell in cells), table))]
            table += 1
        else:
            if any(char.isalnum() for char in line) and not is_page_number(line):
                blocks.append(Block(start, end))
            at += 1
    return tuple(blocks)


def _spans(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _has_bars(text: str, span: tuple[int, int]) -> bool:
    line = text[slice(*span)]
    return bool(_INNER_BARS.search(line)) or (_BAR in line and bool(_RULE.fullmatch(line)))


def _is_row(text: str, lines: list[tuple[int, int]], at: int) -> bool:
    """Bars in a line make a row where the next line has them too, or where they part three cells and no sentence."""
    line = text[slice(*lines[at])]
    bars = len(_INNER_BARS.findall(line))
    if bars and at + 1 < len(lines) and _has_bars(text, lines[at + 1]):
        return True
    return bars > 1 and not _SENTENCE.fullmatch(line)


def _lying(text: str, start: int, end: int, table: int) -> Block | None:
    """A row on one line."""
    line = text[start:end]
    if _RULE.fullmatch(line):
        return None
    edges = [match.start() for match in re.finditer(r"\|", line)]
    outer_left, outer_right = line.lstrip().startswith(_BAR), line.rstrip().endswith(_BAR)
    edges = ([] if outer_left else [-1]) + edges + ([] if outer_right else [len(line)])
    cells = tuple(_cell(text, start + left + 1, start + right) for left, right in pairwise(edges))
    return _row(cells, table)


def _standing(text: str, lines: list[tuple[int, int]], at: int, table: int) -> tuple[list[Block], int] | None:
    """A table whose bars stand alone: its rows and the line after it; None when the bar opens no table.

    A bar followed by an empty line closes the table; so does one that no further bar follows.
    """
    rows: list[Block] = []
    cells: list[Cell] = []
    here = at
    while here < len(lines):
        here += 1  # past a bar
        first = here
        while here < len(lines) and text[slice(*lines[here])].strip() not in ("", _BAR):
            here += 1
        closed = here < len(lines) and text[slice(*lines[here])].strip() == _BAR
        if here > first and closed and not _stands_apart(text, cells, rows, lines[first][0], lines[here - 1][1]):
            cells.append(_cell(text, lines[first][0], lines[here - 1][1]))
            continue
        if here > first:  # these words stand after the table
            here, closed = first, False
        rows += _split(text, cells, table)
        cells = []
        if not closed or (here == first and not _bar_at(text, lines, here)):
            break
    return (rows, here) if rows else None


def _split(text: str, cells: list[Cell], table: int) -> list[Block]:
    """The row, or where the title and header of a next table ran into it ("… | 2. Nhiệm vụ … | STT | …"), the three."""
    for at in range(2, len(cells)):
        if FIRST_COLUMN.match(text[cells[at].start : cells[at].end]):
            title = cells[at - 1]
            parts = [_row(tuple(cells[: at - 1]), table), Block(title.start, title.end), _row(tuple(cells[at:]), table)]
            return [part for part in parts if part]
    row = _row(tuple(cells), table)
    return [row] if row else []


def _stands_apart(text: str, cells: list[Cell], rows: list[Block], start: int, end: int) -> bool:
    """The words between two bars are running text between two tables, not a cell: the page kept no sign of which."""
    long = end - start > _LONGEST
    if not cells:
        return long or text.startswith("Kính gửi", start)
    letterhead = bool(rows) and bool(_MOTTO.search(text[rows[0].start : rows[0].end]))
    signed = len(cells) == 2 and bool(_SIGNED.match(text[cells[0].start : cells[0].end]))
    return (letterhead and len(cells) == 2) or signed or long or bool(_OPENS_PART.search(text[start:end]))


def _bar_at(text: str, lines: list[tuple[int, int]], at: int) -> bool:
    return at < len(lines) and text[slice(*lines[at])].strip() == _BAR


def _cell(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    if is_ditto(words):
        return Cell(start, start, above=True, unsure="?" in words)
    return Cell(start, max(start, start + len(words.strip())))


def _row(cells: tuple[Cell, ...], table: int) -> Block | None:
    filled = [cell for cell in cells if cell.end > cell.start]
    return Block(filled[0].start, filled[-1].end, cells, table) if filled else None
