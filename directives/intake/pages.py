"""The lines of a PDF's pages put back into paragraphs: by where they stand, not by their words alone.

A line goes on in the next when its first word would not have fitted, when that line is not indented, and when it opens
with no label. Lines that stand at the top or foot of every page, and page numbers, are left out. Two columns are told
only where the letterhead and the end of a document have them (NĐ 30/2020/NĐ-CP Annex I): left first, then right.
"""

import re
from collections import Counter
from dataclasses import dataclass

from directives.intake.assembling import Piece, Row, Table
from directives.intake.ditto import DITTO, SIGNS, UNSURE
from directives.intake.labels import read_label
from directives.intake.ruled import Boxed
from directives.intake.zones import is_caps

GAP = 20.0
"""Points between two words that part columns, if anything does."""
MARGIN = 0.1
"""The part of a page's height at its top and foot where running heads and page numbers stand."""

_PAGE_NUMBER = re.compile(r"(?i)\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*")
_HEAD = re.compile(r"(?i)\W*(?:CỘNG H[OÒ][AÀ] XÃ|ĐẢNG CỘNG SẢN VIỆT)")
_END = re.compile(r"\W*(?:Nơi nhận|NƠI NHẬN)")
_OPENS = re.compile(r"(?:Số|Kính gửi|Nơi nhận|V/v|TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M)[\s:.]")
_HANGING = re.compile(r"(?:\bsố|\bngày|\bcủa|\bvà|\bcác|,|-)$")


@dataclass(frozen=True)
class Span:
    """Words on one line without a wide gap between them; measures in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float = 0.0  # width of its first word


@dataclass(frozen=True)
class Ruled:
    """A table drawn with lines, at its height on the page."""

    top: float
    rows: tuple[Boxed, ...]


@dataclass(frozen=True)
class Page:
    """Spans in reading order and ruled tables of one page."""

    width: float
    height: float
    spans: tuple[Span, ...]
    tables: tuple[Ruled, ...] = ()


def pieces_of(pages: list[Page]) -> list[Piece]:
    """The paragraphs and tables of the pages in order; what goes on over a page's end is one."""
    running = _running(pages)
    pieces: list[Piece] = []
    last: Span | None = None  # of a paragraph that may go on
    for page in pages:
        spans = _columns([span for span in page.spans if not _is_running(span, page, running)])
        left, right = _margins(spans, page)
        rest = sorted(page.tables, key=lambda table: table.top)
        for span in spans:
            while rest and rest[0].top < span.top:
                _add_table(pieces, rest.pop(0))
                last = None
            if last is not None and isinstance(pieces[-1], str) and _goes_on(last, span, left, right):
                pieces[-1] = f"{pieces[-1]} {span.text}"
            else:
                pieces.append(span.text)
            last = span
        for table in rest:
            _add_table(pieces, table)
            last = None
    return pieces


def _goes_on(before: Span, span: Span, left: float, right: float) -> bool:
    if read_label(span.text) or _OPENS.match(span.text):
        return False
    height = max(6.0, before.bottom - before.top)
    same_page = span.top >= before.top
    if same_page and (span.top - before.bottom > 1.2 * height or abs(span.bottom - span.top - height) > 3):
        return False
    if _HANGING.search(before.text) or span.text[:1].islower():
        return True
    if before.text.endswith((".", ":", ";", "!", "?")) and span.x0 > left + 8:
        return False
    full = before.x1 + span.first + 4 > right
    return full and span.x0 <= left + 8 and not (is_caps(span.text) and not is_caps(before.text))


def _margins(spans: list[Span], page: Page) -> tuple[float, float]:
    """Left and right edge of the text: of most lines that are long."""
    long = [span for span in spans if span.x1 - span.x0 > 0.4 * page.width]
    if not long:
        return 0.0, page.width
    lefts = Counter(round(span.x0 / 4) for span in long)
    rights = sorted(span.x1 for span in long)
    usual = [key for key, count in lefts.items() if count >= max(1, 0.15 * len(long))]
    return min(usual, default=0) * 4.0 + 2, rights[int(len(rights) * 0.8)]


def _running(pages: list[Page]) -> set[str]:
    """Words that stand at the top or foot of many pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_bare(span.text) for span in page.spans if _at_edge(span, page)})
    least = max(3, len(pages) // 2)
    return {words for words, count in counts.items() if count >= least and words}


def _is_running(span: Span, page: Page, running: set[str]) -> bool:
    return _at_edge(span, page) and (bool(_PAGE_NUMBER.fullmatch(span.text)) or _bare(span.text) in running)


def _at_edge(span: Span, page: Page) -> bool:
    return span.bottom < MARGIN * page.height or span.top > (1 - MARGIN) * page.height


def _bare(words: str) -> str:
    return re.sub(r"[\d\W]+", " ", words).strip().lower()


def _columns(spans: list[Span]) -> list[Span]:
    """Spans line by line; those of the letterhead and of the end column by column."""
    lines = _lines(spans)
    out: list[Span] = []
    at = 0
    while at < len(lines):
        edge = _edge(lines, at)
        stop = at
        while edge is not None and stop < len(lines) and not _crosses(lines[stop], edge):
            stop += 1
        if stop > at and edge is not None:
            region = [span for line in lines[at:stop] for span in line]
            out += [span for span in region if span.x1 <= edge]
            out += [span for span in region if span.x1 > edge]
            at = stop
        else:
            out.append(_joined(lines[at]))
            at += 1
    return out


def _crosses(line: list[Span], edge: float) -> bool:
    return any(span.x0 < edge < span.x1 for span in line)


def _edge(lines: list[list[Span]], at: int) -> float | None:
    """Where the right column begins, if two columns begin in this line."""
    near = lines[at : at + 4]
    if any(_HEAD.match(line[-1].text) and len(line) > 1 for line in near) and not _crosses_any(lines[at], near):
        parted = [line for line in lines[at : at + 10] if len(line) == 2]
        left, right = max(line[0].x1 for line in parted), min(line[1].x0 for line in parted)
        return (left + right) / 2 if left < right else next(line[1].x0 for line in parted) - 1
    if _END.match(lines[at][0].text):
        start = lines[at][0].x0
        beside = [span.x0 for line in lines[at : at + 14] for span in line if span.x0 > start + 120]
        return min(beside) - 1 if beside else None
    return None


def _crosses_any(line: list[Span], near: list[list[Span]]) -> bool:
    motto = next(one for one in near if len(one) > 1 and _HEAD.match(one[-1].text))
    return _crosses(line, (motto[0].x1 + motto[-1].x0) / 2)


def _joined(line: list[Span]) -> Span:
    """A line of the body whose words only stand far apart."""
    first = line[0]
    text = " ".join(span.text for span in line)
    return Span(text, first.x0, max(span.x1 for span in line), first.top, first.bottom, first.first)


def _lines(spans: list[Span]) -> list[list[Span]]:
    """Spans of the same height, from left to right."""
    lines: list[list[Span]] = []
    for span in sorted(spans, key=lambda one: (one.top, one.x0)):
        if lines and abs(lines[-1][0].top - span.top) < 3:
            lines[-1].append(span)
        else:
            lines.append([span])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def _add_table(pieces: list[Piece], ruled: Ruled) -> None:
    """Add a table; one that goes on from the page before is joined to it, without its repeated head."""
    boxed = [row for row in ruled.rows if any(cell not in ("", None, *SIGNS) for cell in row)]
    rows = [tuple(cell or "" for cell in row) for row in boxed]
    if not rows:
        return
    before = pieces[-1] if pieces else None
    if not isinstance(before, Table) or len(before.rows[0]) != len(rows[0]):
        pieces.append(Table(tuple(rows)))
        return
    whole = list(before.rows)
    head = _repeated(whole, rows)
    rows = rows[head:]
    if rows and _is_rest(whole, rows[0]):
        _continue(whole, rows.pop(0))
    elif rows:
        rows[0] = _rest_of_merged(whole[-1], boxed[head], rows[1] if len(rows) > 1 else rows[0])
    pieces[-1] = Table((*whole, *rows))


def _repeated(whole: list[Row], rows: list[Row]) -> int:
    """How many rows at the top of the next page say the head again."""
    count = 0
    while count < min(3, len(whole), len(rows)) and rows[count] == whole[count]:
        count += 1
    return count


def _is_rest(whole: list[Row], row: Row) -> bool:
    """The row is the rest of the one that the page's end cut: without a number where the others have one."""
    numbered = sum(one[0] not in ("", *SIGNS) for one in whole)
    filled = [cell for cell in row if cell not in ("", *SIGNS)]
    return not row[0] and numbered >= 0.6 * len(whole) and bool(filled) and not read_label(filled[0])


def _continue(whole: list[Row], rest: Row) -> None:
    """Add the words to the last row, those of a merged cell to the row in which it begins."""
    for column, words in enumerate(rest):
        at = next((at for at in range(len(whole) - 1, 0, -1) if whole[at][column] not in SIGNS), len(whole) - 1)
        row = list(whole[at])
        row[column] = f"{row[column]} {words}".strip()
        whole[at] = tuple(row)


def _rest_of_merged(last: Row, first: Boxed, second: Row) -> Row:
    """The first row of a page. A cell over several rows without words is the rest of one that the page's end cut; one
    over a single row may be, where the row before that end is merged with those above it.
    """
    cells = []
    for over, words, below in zip(last, first, second, strict=True):
        cut = DITTO if below == DITTO else UNSURE if over in SIGNS else ""
        cells.append(cut if words == "" else words or "")
    return tuple(cells)
