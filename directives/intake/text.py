"""The text of an attached document: .docx, .pdf or .txt in memory, out comes plain text. Nothing touches the disk."""

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from openpyxl import load_workbook

from directives.intake.assembling import assemble
from directives.intake.blocks import Document, document_of
from directives.intake.legacy import in_legacy_font
from directives.intake.media import MediaType, check_bomb, decode_text
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.pasted import with_rows
from directives.intake.pdf import MAX_CHARACTERS, glance_at, read_pdf
from directives.intake.refusals import UnreadableFile
from directives.intake.scanning import Progress, open_picture, read_scan
from directives.intake.secrecy import PART
from directives.intake.word import glance_at_word, is_long_word, read_word

MAX_CELLS: Final = 400  # of a sheet: where a mark would stand
SCANS: Final = ("pdf", "png", "jpg")
MANY_LETTERS: Final = 500
"""More than the stamps and page numbers of a scan have."""
LONG_TEXT: Final = 512 * 1024
"""Bytes of plain text (some two hundred pages) above which it is read later: about a quarter of a second here."""


@dataclass(frozen=True)
class Extract:
    """``text`` is the text in its normal form, "" for a scan. ``raw`` is what the mark of secrecy
    is looked for in: also headers, footers, text boxes and stamps, columns still apart, and each paragraph of a table's
    cell on its own. ``later``: it has pages to read that take their time, text or scan. ``scanned``: a program
    recognised the letters on a picture.
    """

    text: str
    raw: str
    later: bool = False
    scanned: bool = False

    @property
    def document(self) -> Document:
        """The text and its blocks: what the editor reads of the kept text is what is read of the file."""
        return replace(document_of(self.text), scanned=self.scanned)

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
            found = _checked(assemble(word.pieces))
            raw = "\n".join([found, "", *word.apart])
            return Extract(found, raw="\n".join(word.hidden) + PART + raw)
        case "pdf":
            pdf = read_pdf(data, progress)
            found = assemble(pdf.pieces)
            if in_legacy_font(_bounded(found)):  # to the eye it is right: as good as a scan
                return Extract("", raw=pdf.hidden)
            return Extract(found, raw=f"{pdf.hidden}{PART}{pdf.raw}")
        case "txt":
            return from_typing(decode_text(data) or "")
        case "xlsx":
            return Extract("", raw=_bounded(_xlsx(data)))
        case _:
            return Extract("", raw="")


def glance(data: bytes, media: MediaType, progress: Progress) -> Extract:
    """The whole reading of a short file; of a long one only its words, for the mark of secrecy; of a picture whether it
    can be opened.
    """
    words = None
    match media.code:
        case "pdf":
            words = glance_at(data)
        case "png" | "jpg":
            open_picture(data)
        case "docx" if is_long_word(data):
            words = _bounded(glance_at_word(data))
        case "txt" if len(data) > LONG_TEXT:
            words = _checked(decode_text(data) or "")
    if words is not None:
        return Extract("", words, later=True)
    found = extract(data, media)
    return replace(found, later=not found.readable and media.code in SCANS)


def whole(data: bytes, media: MediaType, progress: Progress) -> Extract:
    """The whole reading, of a scan through tesseract."""
    found = extract(data, media, progress)
    if found.readable or media.code not in SCANS:
        return found
    scan = read_scan(data, media, progress)
    if not scan.text.strip():
        raise UnreadableFile("no_words")
    raw = f"{found.raw}{PART}{scan.raw}{PART}{scan.text}"
    return Extract(join_wrapped(normalise(scan.text)), raw, scanned=True)


TASKS: Final = {"glance": glance, "whole": whole}


def from_typing(pasted: str) -> Extract:
    """Text typed or pasted into a form."""
    return Extract(typed(pasted), raw=pasted)


def corrected(text: str, kept: str) -> str:
    """The normal form of a text that a person corrected: its lines stay as they were read or kept, where most of them
    are those of ``kept``; else it was typed or pasted anew. UnreadableFile as for ``typed``.
    """
    lines = [line for line in normalise(_checked(text)).split("\n") if line]
    known = set(normalise(kept).split("\n"))
    return normalise(text) if 2 * sum(line in known for line in lines) > len(lines) else typed(text)


def typed(pasted: str) -> str:
    """The normal form of text typed or pasted. UnreadableFile when it is too long or in letters of before Unicode."""
    return join_wrapped(normalise(with_rows(without_emphasis(_checked(pasted)))))


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
