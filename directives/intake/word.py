"""A Word file (.docx): its paragraphs and tables in order, with Word's own numbers written out.

Deleted revisions and field codes are left out; footnotes stand at the end behind their numbers, "[1]", which also
stand where they are called. The tables of the letterhead and of the end (Annex I of NĐ 30/2020/NĐ-CP sets both in two
columns) are no tables: their cells are given as paragraphs, one column after the other.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document as open_docx
from docx.oxml.ns import qn

from directives.intake.assembling import Piece, Table
from directives.intake.ditto import DITTO
from directives.intake.media import check_bomb
from directives.intake.numbering import Numbering
from directives.intake.refusals import MOST_ROWS, UnreadableFile
from directives.intake.secrecy import PART

LONG_WORD = 250_000
"""Tags of the XML above which a Word file is read later: they cost the time, 2,500 rows of six cells half a second."""
MOST_TAGS = 4_000_000
"""Tags of the XML that are read at all: more than three tables of 10,000 rows."""

_LAYOUT = re.compile(
    r"(?i)\W*(?:CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]|Nơi nhận|Kính gửi|(?:TM|KT|TL|TUQ)\.\s)"
)
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 8, 4
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Asked for in each of many thousand cells.
_P, _T, _TC, _TC_PR, _NOTE = (qn(f"w:{name}") for name in ("p", "t", "tc", "tcPr", "footnoteReference"))
_V_MERGE, _GRID_SPAN, _VAL = (qn(f"w:{name}") for name in ("vMerge", "gridSpan", "val"))
_SAID = (_T, _NOTE, *_CHARACTERS)
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")}


@dataclass(frozen=True)
class Word:
    """``pieces`` are the document; ``apart`` each paragraph of a cell on its own; ``hidden`` what stands outside of it:
    headers, footers, text boxes, WordArt, comments, the file's properties.
    """

    pieces: tuple[Piece, ...]
    apart: tuple[str, ...]
    hidden: tuple[str, ...]


def read_word(data: bytes) -> Word:
    """Read a .docx. UnreadableFile when it is broken or would unpack to far more than it is."""
    with _opened(data) as document:
        numbering = Numbering(_part_root(document, "numbering"), _part_root(document, "styles"))
        pieces = [piece for child in document.element.body for piece in _pieces(child, numbering)]
        pieces += _footnotes(document)
        return Word(tuple(pieces), tuple(_apart(document)), tuple(_hidden(document)))


def is_long_word(data: bytes) -> bool:
    """Its reading takes about half a second or more; False for one that is broken."""
    try:
        return _tags(data) > LONG_WORD
    except Exception:  # whatever the ZIP reader raises, the document's reader will say it better
        return False


def glance_at_word(data: bytes) -> str:
    """All its words, those outside of the document first, without putting them in order. Raises what read_word does."""
    with _opened(data) as document:
        return "\n".join(_hidden(document)) + PART + "\n".join([*_apart(document), *_footnotes(document)])


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        if _tags(data) > MOST_TAGS:
            raise UnreadableFile("too_long")
        yield open_docx(BytesIO(data))
    except UnreadableFile:
        raise
    except Exception as error:  # python-docx raises whatever its XML and ZIP readers do
        raise UnreadableFile("broken_word") from error


def _tags(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        check_bomb(archive)
        parts = (archive.read(entry) for entry in archive.infolist() if entry.filename.endswith(".xml"))
        return sum(part.count(b"<") for part in parts)


def _apart(document: Any) -> list[str]:
    return [_words(paragraph) for paragraph in document.element.body.iter(_P)]


def _hidden(document: Any) -> list[str]:
    body = document.element.body
    margins = [
        relation.target_part.element
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
    ]
    hidden = [_words(paragraph) for margin in margins for paragraph in margin.iter(_P)]
    hidden += [str(shape.get("string")) for part in (*margins, body) for shape in part.iter(_WORD_ART)]
    hidden += [_words(paragraph) for box in body.iter(qn("w:txbxContent")) for paragraph in box.iter(_P)]
    remarks = _part_root(document, "comments")
    hidden += [_words(paragraph) for paragraph in remarks.iter(_P)] if remarks is not None else []
    about = document.core_properties
    return [*hidden, about.title, about.subject, about.keywords, about.category, about.comments, about.content_status]


def _part_root(document: Any, kind: str) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            found = getattr(part, "element", None)
            return found if found is not None else _parsed(part.blob)
    return None


def _parsed(blob: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(blob)


def _pieces(element: Any, numbering: Numbering) -> Iterator[Piece]:
    """The paragraphs and tables of an element of the body, also inside of content controls."""
    if element.tag == qn("w:p"):
        yield _paragraph(element, numbering)
    elif element.tag == qn("w:tbl"):
        if _is_layout(element):
            for row in _rows_of(element):
                for cell in _cells_of(row):
                    for child in cell:
                        yield from _pieces(child, numbering)
        else:
            yield _table(element, numbering)
    elif element.tag in (qn("w:sdt"), qn("w:customXml"), qn("w:smartTag")):
        content = element.find(qn("w:sdtContent")) if element.tag == qn("w:sdt") else element
        for child in content if content is not None else ():
            yield from _pieces(child, numbering)


def _paragraph(element: Any, numbering: Numbering) -> str:
    words = _words(element)
    label = numbering.label(element) if words.strip() else ""
    return f"{label} {words}".strip()


def _is_layout(table: Any) -> bool:
    """A table that sets the letterhead, Kính gửi, or the end in columns."""
    rows = table.findall(qn("w:tr"))
    if len(rows) > _LAYOUT_ROWS or any(len(row.findall(qn("w:tc"))) > _LAYOUT_COLUMNS for row in rows):
        return False
    if len(rows) == 1 and len(rows[0].findall(qn("w:tc"))) == 1:
        return True  # a frame around paragraphs
    return any(_LAYOUT.match(_words(paragraph)) for paragraph in table.iter(qn("w:p")))


def _table(table: Any, numbering: Numbering) -> Table:
    rows = []
    for row in _rows_of(table):
        rows.append(tuple(_cells(row, numbering)))
        if len(rows) > MOST_ROWS:
            raise UnreadableFile("rows")
    return Table(tuple(rows))


def _cells(row: Any, numbering: Numbering) -> list[str]:
    cells: list[str] = [""] * _grid(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in _cells_of(row):
        properties = cell.find(_TC_PR)
        merged = properties.find(_V_MERGE) if properties is not None else None
        if merged is not None and merged.get(_VAL) != "restart":
            cells.append(DITTO)
        else:
            paragraphs = (_paragraph(item, numbering) for item in cell.iter(_P))
            cells.append(" ".join(words for words in paragraphs if words))
        wide = _grid(properties.find(_GRID_SPAN) if properties is not None else None, 1)
        cells += [""] * (wide - 1)
    return cells


def _rows_of(table: Any) -> Iterator[Any]:
    """The rows of the table itself, also those in content controls; those of a table in a cell are its words."""
    return _own_parts(table, qn("w:tr"))


def _cells_of(row: Any) -> Iterator[Any]:
    return _own_parts(row, _TC)


def _own_parts(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _own_parts(child, tag)


def _grid(element: Any | None, least: int) -> int:
    try:
        return min(63, max(least, int(element.get(qn("w:val"), least)))) if element is not None else least
    except ValueError:
        return least


def _footnotes(document: Any) -> Iterator[str]:
    root = _part_root(document, "footnotes")
    for note in root.findall(qn("w:footnote")) if root is not None else ():
        words = " ".join(_words(note).split())
        if note.get(qn("w:type")) is None and words:
            yield f"[{note.get(qn('w:id'), '')}] {words}"


def _words(element: Any) -> str:
    """The words of an element as printed: without deleted revisions, and without the text boxes anchored in it."""
    if next(element.iter(*_SKIPPED), None) is None:  # nearly always
        return "".join([_said(child) for child in element.iter(*_SAID)])
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in _SAID:
            parts.append(_said(child))
        elif child.tag not in _SKIPPED:
            stack.append(iter(child))
    return "".join(parts)


def _said(element: Any) -> str:
    if element.tag == _T:
        return element.text or ""
    if element.tag == _NOTE:
        return f"[{element.get(qn('w:id'), '')}]"
    return _CHARACTERS[element.tag]
