"""The text of an attached document: .docx, .pdf or .txt in memory, out comes plain text. Nothing touches the disk."""

import logging
import time
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from directives.intake.assembling import assemble
from directives.intake.blocks import Document, document_of
from directives.intake.media import MediaType, UnreadableFile, check_bomb, decode_text
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.secrecy import PART
from directives.intake.word import read_word

MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 4_000_000
MAX_SECONDS: Final = 60
MAX_CELLS: Final = 400  # of a sheet: where a mark would stand
# A page of a text PDF holds more letters than this; a scan's page number or watermark does not.
LETTERS_PER_PAGE: Final = 25

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its messages quote the document


NOTHING: Final = Document("", ())


@dataclass(frozen=True)
class Extract:
    """``document`` is the text in its normal form and its blocks, empty for a scan. ``raw`` is what the mark of secrecy
    is looked for in: also headers, footers, text boxes and stamps, columns still apart, and each paragraph of a table's
    cell on its own.
    """

    document: Document
    raw: str

    @property
    def text(self) -> str:
        """The text in its normal form, "" for a scan."""
        return self.document.text

    @property
    def readable(self) -> bool:
        """It has words that a machine can read."""
        return bool(self.text)


def extract(data: bytes, media: MediaType) -> Extract:
    """The text of a file of that type. UnreadableFile with a remedy when it is broken, locked or out of bounds.

    A picture or a scan gives an Extract without text: whoever stores it must ask the person for its secrecy.
    """
    match media.code:
        case "docx":
            word = read_word(data)
            document = assemble(word.pieces)
            _bounded(document.text)
            raw = "\n".join([document.text, "", *word.apart])
            return Extract(document, raw="\n".join(word.hidden) + PART + raw)
        case "pdf":
            raw, hidden = _pdf(data)
        case "txt":
            raw, hidden = decode_text(data) or "", ""
        case "xlsx":
            return Extract(NOTHING, raw=_bounded(_xlsx(data)))
        case _:
            return Extract(NOTHING, raw="")
    _bounded(raw)
    text = normalise(without_emphasis(raw) if media.code == "txt" else raw)
    return Extract(document_of(join_wrapped(text)), raw=f"{hidden}{PART}{raw}")


def from_typing(pasted: str) -> Extract:
    """Text typed or pasted into a form."""
    _bounded(pasted)
    return Extract(document_of(join_wrapped(normalise(without_emphasis(pasted)))), raw=pasted)


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("too_long", _("Văn bản quá dài. Hãy tách phụ lục thành tệp riêng."))
    return text


def _pdf(data: bytes) -> tuple[str, str]:
    deadline = time.monotonic() + MAX_SECONDS
    pages: list[str] = []
    stamps: list[str] = []
    letters = 0
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("locked", _("Tệp PDF có đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại."))
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableFile("pages", _("Tệp PDF có hơn %d trang. Hãy tách phụ lục thành tệp riêng.") % MAX_PAGES)
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            stamps.extend(_stamps(page))
            letters += sum(char.isalpha() for char in pages[-1])
            if letters > MAX_CHARACTERS or time.monotonic() > deadline:
                raise UnreadableFile("too_long", _("Tệp PDF quá lớn để đọc. Hãy tách phụ lục thành tệp riêng."))
    except UnreadableFile:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise UnreadableFile(
            "broken", _("Không đọc được tệp PDF này. Hãy mở ra, in lại thành PDF rồi tải lên.")
        ) from error
    hidden = "\n".join(stamps)
    if letters < LETTERS_PER_PAGE * max(1, len(pages)):
        return "", f"{hidden}\n" + "\n".join(pages)
    return "\f".join(pages), hidden


def _stamps(page: Any) -> list[str]:
    """Words of stamps and notes laid over a page."""
    found: list[str] = []
    for reference in page.get("/Annots") or []:
        note = reference.get_object()
        found.extend(str(note[key]) for key in ("/Contents", "/Name", "/Subj") if key in note)
    return found


def _xlsx(data: bytes) -> str:
    """The cells of a workbook, each on a line: enough to look for a mark of secrecy."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        cells: list[str] = []
        for sheet in book.worksheets:
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
        raise UnreadableFile("broken", _("Không đọc được tệp Excel này. Hãy mở ra và lưu lại thành .xlsx.")) from error
