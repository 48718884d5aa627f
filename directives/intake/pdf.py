"""A PDF with a text layer: its words with their places, ruled tables, stamps. ``pages`` makes paragraphs of them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pdfplumber
import pypdfium2
from pypdf import PdfReader

from directives.intake.assembling import Piece
from directives.intake.blocks import DATA_COLUMNS
from directives.intake.pages import GAP, Page, Ruled, Span, pieces_of
from directives.intake.refusals import MOST_PAGES, UnreadableFile
from directives.intake.ruled import told
from directives.intake.scanning import Progress
from directives.intake.streams import refuse_bombs

MAX_CHARACTERS: Final = 4_000_000
# A page of a text PDF holds more letters than this; a scan's page number or watermark does not.
LETTERS_PER_PAGE: Final = 25
# Read at once; more take longer than the second that somebody should wait: some 40 microseconds a character.
FEW_PAGES: Final = 12
FEW_CHARACTERS: Final = 25_000
FEW_OBJECTS: Final = 40_000
"""Words, lines and pictures on those pages; a drawing of more takes its time."""
# Lines and boxes on a page that are looked at for tables; a drawing has more.
MOST_EDGES: Final = 4_000

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # their messages quote the document
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Pdf:
    """``pieces`` are the document, none for a scan; ``raw`` is the text layer with columns apart; ``hidden`` the words
    of stamps and notes laid over the pages.
    """

    pieces: tuple[Piece, ...]
    raw: str
    hidden: str


def read_pdf(data: bytes, progress: Progress = lambda page, pages: None) -> Pdf:
    """Read a PDF. UnreadableFile when it is broken, locked or out of bounds."""
    with _refusing():
        stamps = _checked(data)
        pages = _words(pypdfium2.PdfDocument(data))
        scan = sum(char.isalpha() for page in pages for char in page) < LETTERS_PER_PAGE * len(pages)
        # Its pages are told as they are recognised; told twice, progress would fall back to the beginning.
        return _read(data, stamps, (lambda page, pages: None) if scan else progress)


def glance_at(data: bytes) -> str | None:
    """The words of a long PDF with its stamps, in the order of the file; None when it is short enough to be
    read whole at once. UnreadableFile as for ``read_pdf``.
    """
    with _refusing():
        stamps = _checked(data)
        document = pypdfium2.PdfDocument(data)
        pages = _words(document)
        few = len(pages) <= FEW_PAGES and sum(map(len, pages)) <= FEW_CHARACTERS
        few = few and sum(_objects(page) for page in document) <= FEW_OBJECTS
        return None if few else "\n".join([*stamps, *pages])


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnreadableFile:
        raise
    except MemoryError:
        raise UnreadableFile("bomb") from None
    except Exception as error:  # the readers raise whatever a damaged file leads them to
        raise UnreadableFile("broken_pdf") from error


def _words(document: pypdfium2.PdfDocument) -> list[str]:
    """The words of each page in the order of the file: a hundred times quicker than with their places, so that a text
    beyond the bound is refused before it costs minutes.
    """
    pages: list[str] = []
    characters = 0
    for page in document:
        pages.append(page.get_textpage().get_text_range())
        page.close()
        characters += sum(map(len, pages[-1].split()))
        if characters > MAX_CHARACTERS:
            raise UnreadableFile("too_long")
    return pages


def _objects(page: pypdfium2.PdfPage) -> int:
    return int(pypdfium2.raw.FPDFPage_CountObjects(page))


def _checked(data: bytes) -> list[str]:
    """The words of stamps, of filled-in fields and of the file's properties, when the file is not locked and has not
    too many pages.
    """
    refuse_bombs(data)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile("locked")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFile("pages")
    if not len(reader.pages):
        raise UnreadableFile("empty")
    about: Any = reader.metadata or {}
    found = [str(about[key]) for key in ("/Title", "/Subject", "/Keywords") if key in about]
    for page in reader.pages:
        for reference in page.get("/Annots") or []:
            note = reference.get_object()
            found.extend(str(note[key]) for key in ("/Contents", "/Name", "/Subj") if key in note)
            if isinstance(note.get("/V"), str):  # a signature's is a dictionary
                found.append(str(note["/V"]))
    return found


def _read(data: bytes, stamps: list[str], progress: Progress) -> Pdf:
    pages: list[Page] = []
    raw: list[str] = []
    letters = strange = 0
    with pdfplumber.open(BytesIO(data)) as document:
        for number, leaf in enumerate(document.pages):
            progress(number, len(document.pages))
            page, turned = _page(leaf)
            leaf.close()  # its objects are kept otherwise
            pages.append(page)
            words = _raw(page)
            raw.append("\n".join([words, turned]))
            letters += sum(char.isalpha() for char in words)
            strange += words.count("(cid:")
            if letters > MAX_CHARACTERS:
                raise UnreadableFile("too_long")
    scan = letters < LETTERS_PER_PAGE * len(pages) or strange * 12 > letters
    hidden = "\n".join(stamps)
    if scan:
        return Pdf((), "", "\n".join([hidden, *raw]))
    return Pdf(tuple(pieces_of(pages)), "\f".join(raw), hidden)


def _page(leaf: Any) -> tuple[Page, str]:
    """The page, and the words that stand upright or slanting on it (watermarks)."""
    edges = len(leaf.lines) + len(leaf.rects) + len(leaf.curves)
    found = _tables(leaf) if 4 <= edges <= MOST_EDGES else []
    tables = [table for table in found if len(table.columns) >= (2 if len(table.rows) > 1 else DATA_COLUMNS)]
    boxes = [table.bbox for table in tables]
    ruled = [Ruled(table.bbox[1], told([row.cells for row in table.rows], table.extract())) for table in tables]
    words = leaf.extract_words(x_tolerance=2, extra_attrs=["upright"])
    upright = [word for word in words if word["upright"] and not any(_inside(word, box) for box in boxes)]
    turned = [str(word["text"]) for word in words if not word["upright"]]
    page = Page(float(leaf.width), float(leaf.height), tuple(_spans(upright)), tuple(ruled))
    return page, " ".join(turned)


def _tables(leaf: Any) -> list[Any]:
    """Ruled tables, also where the page's end cut a row and nothing closes it below."""
    found = leaf.find_tables()
    upright = [edge for edge in leaf.edges if edge["orientation"] == "v"]
    ends = {bottom for table in found if (bottom := _open_end(table.bbox, upright))}
    return list(leaf.find_tables({"explicit_horizontal_lines": sorted(ends)})) if ends else found


def _open_end(box: tuple[float, float, float, float], upright: list[dict[str, Any]]) -> float:
    """How far down the table's upright lines run on below its last row; 0.0 where they do not."""
    down = [edge for edge in upright if box[0] - 2 <= edge["x0"] <= box[2] + 2 and edge["bottom"] > box[3] + 6]
    on = [float(edge["bottom"]) for edge in down if edge["top"] < box[3] + 3]
    return max(on) if len(on) > 1 else 0.0


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _spans(words: list[dict[str, Any]]) -> list[Span]:
    """Words of one height with no wide gap between them."""
    spans: list[list[dict[str, Any]]] = []
    for line in _lines(words):
        spans.append([line[0]])
        for before, word in pairwise(line):
            if word["x0"] - before["x1"] > GAP:
                spans.append([])
            spans[-1].append(word)
    return [
        Span(
            " ".join(word["text"] for word in span),
            float(span[0]["x0"]),
            float(span[-1]["x1"]),
            min(float(word["top"]) for word in span),
            max(float(word["bottom"]) for word in span),
            float(span[0]["x1"] - span[0]["x0"]),
        )
        for span in spans
    ]


def _lines(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (one["bottom"], one["x0"])):
        if lines and abs(lines[-1][-1]["bottom"] - word["bottom"]) < 2.5:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one["x0"]) for line in lines]


def _raw(page: Page) -> str:
    cells = (cell or "" for table in page.tables for row in table.rows for cell in row)
    return "\n".join([*(span.text for span in page.spans), *cells])
