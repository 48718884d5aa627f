"""The text of an attached document: .docx, .pdf or .txt in memory, out comes plain text. Nothing touches the disk."""

import logging
import time
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from directives.intake.media import MediaType, UnreadableFile, check_bomb, decode_text
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.numbering import Numbering
from directives.intake.secrecy import PART

MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 4_000_000
MAX_SECONDS: Final = 60
MAX_CELLS: Final = 400  # of a sheet: where a mark would stand
# A page of a text PDF holds more letters than this; a scan's page number or watermark does not.
LETTERS_PER_PAGE: Final = 25

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its messages quote the document


@dataclass(frozen=True)
class Extract:
    """``text`` is the document in its normal form, "" for a scan. ``raw`` is what the mark of secrecy is looked for in:
    also headers, footers, text boxes and stamps, columns still apart, and each paragraph of a table's cell on its own.
    """

    text: str
    raw: str

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
            text, raw, hidden = _docx(data)
            return Extract(text=normalise(_bounded(text)), raw=f"{hidden}{PART}{raw}")
        case "pdf":
            raw, hidden = _pdf(data)
        case "txt":
            raw, hidden = decode_text(data) or "", ""
        case "xlsx":
            return Extract(text="", raw=_bounded(_xlsx(data)))
        case _:
            return Extract(text="", raw="")
    _bounded(raw)
    text = normalise(without_emphasis(raw) if media.code == "txt" else raw)
    return Extract(text=join_wrapped(text), raw=f"{hidden}{PART}{raw}")


def from_typing(pasted: str) -> Extract:
    """Text typed or pasted into a form."""
    _bounded(pasted)
    return Extract(text=join_wrapped(normalise(without_emphasis(pasted))), raw=pasted)


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("too_long", _("Văn bản quá dài. Hãy tách phụ lục thành tệp riêng."))
    return text


def _docx(data: bytes) -> tuple[str, str, str]:
    """Its text; the same with the paragraphs of cells apart; what stands outside of it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
        document = Document(BytesIO(data))
    except UnreadableFile:
        raise
    except Exception as error:  # python-docx raises whatever its XML and ZIP readers do
        raise UnreadableFile("broken", _("Không đọc được tệp Word này. Hãy mở ra và lưu lại thành .docx.")) from error
    numbering = Numbering(_part_root(document, "numbering"), _part_root(document, "styles"))
    body = document.element.body
    lines, apart = [], []
    for child in body:
        rows = _block(child, numbering)
        lines += rows
        apart += [*rows, *_cells(child)]
    margins = [
        relation.target_part.element
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
    ]
    hidden = [_words(paragraph) for margin in margins for paragraph in margin.iter(qn("w:p"))]
    hidden += [str(shape.get("string")) for part in (*margins, body) for shape in part.iter(_WORD_ART)]
    hidden += [_words(paragraph) for box in body.iter(qn("w:txbxContent")) for paragraph in box.iter(qn("w:p"))]
    return "\n".join(lines), "\n".join(apart), "\n".join(hidden)


_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


def _part_root(document: Any, kind: str) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            return getattr(part, "element", None)
    return None


def _block(element: Any, numbering: Numbering) -> list[str]:
    """The lines of a paragraph, a table (one line a row, cells parted by " | ") or a content control."""
    if element.tag == qn("w:p"):
        words = _words(element)
        label = numbering.label(element) if words.strip() else ""
        return ["", f"{label} {words}".strip()] if words.strip() else [""]
    if element.tag == qn("w:tbl"):
        return ["", *[row for row in (_row(child) for child in element.iter(qn("w:tr"))) if row], ""]
    if element.tag == qn("w:sdt"):
        content = element.find(qn("w:sdtContent"))
        return [line for child in content for line in _block(child, numbering)] if content is not None else []
    return []


def _cells(element: Any) -> list[str]:
    """Each paragraph of a table on its own: in a letterhead a mark shares its cell with the agency and the number."""
    tables = element.iter(qn("w:tbl"))
    return [_words(paragraph) for table in tables for paragraph in table.iter(qn("w:p"))]


def _row(row: Any) -> str:
    cells = []
    for cell in row.findall(qn("w:tc")):
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merged is not None and merged.get(qn("w:val")) != "restart":
            cells.append("")
            continue
        cells.append(" ".join(words for words in (_words(item) for item in cell.iter(qn("w:p"))) if words.strip()))
    filled = any(cell.strip() for cell in cells)
    lone = len([cell for cell in cells if cell.strip()]) == 1 and len(cells) == 1
    return "" if not filled else cells[0] if lone else " | ".join(cells).strip()


_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def _words(element: Any) -> str:
    """The words of an element as printed: without deleted revisions, and without the text boxes anchored in it."""
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag not in _SKIPPED:
            stack.append(iter(child))
    return "".join(parts)


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
