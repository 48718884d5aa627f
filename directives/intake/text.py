"""The text of an attached document: .docx, .pdf or .txt in memory, out comes plain text. Nothing touches the disk."""

import zipfile
from dataclasses import astuple, dataclass, replace
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook

from directives.intake.assembling import assemble
from directives.intake.blocks import Block, Cell, Document, document_of
from directives.intake.legacy import in_legacy_font
from directives.intake.media import MediaType, UnreadableFile, check_bomb, decode_text
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.pdf import MAX_CHARACTERS, glance_at, read_pdf
from directives.intake.scanning import Progress, read_scan
from directives.intake.secrecy import PART
from directives.intake.word import read_word

MAX_CELLS: Final = 400  # of a sheet: where a mark would stand
SCANS: Final = ("pdf", "png", "jpg")
MANY_LETTERS: Final = 500
"""More than the stamps and page numbers of a scan have."""
NOTHING: Final = Document("", ())


@dataclass(frozen=True)
class Extract:
    """``document`` is the text in its normal form and its blocks, empty for a scan. ``raw`` is what the mark of secrecy
    is looked for in: also headers, footers, text boxes and stamps, columns still apart, and each paragraph of a table's
    cell on its own. ``later``: it has pages to read that take their time, text or scan.
    """

    document: Document
    raw: str
    later: bool = False

    @property
    def text(self) -> str:
        """The text in its normal form, "" for a scan."""
        return self.document.text

    @property
    def readable(self) -> bool:
        """It has words that a machine can read, if only later."""
        return bool(self.text) or (self.later and sum(char.isalpha() for char in self.raw) > MANY_LETTERS)


def extract(data: bytes, media: MediaType, progress: Progress = lambda page, pages: None) -> Extract:
    """The text of a file of that type. UnreadableFile with a remedy when it is broken, locked or out of bounds.

    A picture or a scan gives an Extract without text: whoever stores it must ask the person for its secrecy.
    """
    match media.code:
        case "docx":
            word = read_word(data)
            found = assemble(word.pieces)
            _checked(found.text)
            raw = "\n".join([found.text, "", *word.apart])
            return Extract(found, raw="\n".join(word.hidden) + PART + raw)
        case "pdf":
            pdf = read_pdf(data, progress)
            found = assemble(pdf.pieces)
            if in_legacy_font(_bounded(found.text)):  # to the eye it is right: as good as a scan
                return Extract(NOTHING, raw=pdf.hidden)
            return Extract(found, raw=f"{pdf.hidden}{PART}{pdf.raw}")
        case "txt":
            raw = _checked(decode_text(data) or "")
            return Extract(document_of(join_wrapped(normalise(without_emphasis(raw)))), raw)
        case "xlsx":
            return Extract(NOTHING, raw=_bounded(_xlsx(data)))
        case _:
            return Extract(NOTHING, raw="")


def glance(data: bytes, media: MediaType, progress: Progress) -> Extract:
    """The whole reading of a short file; of a PDF of many pages only its words, for the mark of secrecy."""
    if media.code == "pdf":
        words = glance_at(data)
        if words is not None:
            return Extract(NOTHING, words, later=True)
    found = extract(data, media)
    return replace(found, later=not found.readable and media.code in SCANS)


def whole(data: bytes, media: MediaType, progress: Progress) -> Extract:
    """The whole reading, of a scan through tesseract."""
    found = extract(data, media, progress)
    if found.readable or media.code not in SCANS:
        return found
    words = read_scan(data, media, progress)
    return Extract(document_of(join_wrapped(normalise(words))), f"{found.raw}{PART}{words}")


TASKS: Final = {"glance": glance, "whole": whole}


def packed(found: Extract) -> dict[str, Any]:
    """The same in plain values."""
    return {
        "raw": found.raw,
        "later": found.later,
        "text": found.text,
        "blocks": [astuple(b) for b in found.document.blocks],
    }


def unpacked(told: dict[str, Any]) -> Extract:
    """What ``packed`` made plain."""
    blocks = [
        Block(start, end, tuple(Cell(*cell) for cell in cells), table) for start, end, cells, table in told["blocks"]
    ]
    return Extract(Document(told["text"], tuple(blocks)), told["raw"], told["later"])


def from_typing(pasted: str) -> Extract:
    """Text typed or pasted into a form."""
    _checked(pasted)
    return Extract(document_of(join_wrapped(normalise(without_emphasis(pasted)))), raw=pasted)


def _checked(text: str) -> str:
    """The text, when it is of bearable length and in letters that can be read."""
    if in_legacy_font(text):
        raise UnreadableFile("legacy_font")
    return _bounded(text)


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("too_long")
    return text


def _xlsx(data: bytes) -> str:
    """The cells of a workbook, each on a line: enough to look for a mark of secrecy."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        cells: list[str] = []
        for sheet in book.worksheets:
            cells.append(str(sheet.title))
            seen = 0
            for row in sheet.iter_rows(values_only=True, max_row=MAX_CELLS, max_col=MAX_CELLS):
                found: list[str] = [str(value) for value in row if value is not None]
                cells.extend(found)
                seen += len(found)
                if seen > MAX_CELLS:
                    break
        return "\n".join(cells)
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises whatever its XML and ZIP readers do
        raise UnreadableFile("broken_excel") from error
