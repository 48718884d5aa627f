"""A Word file (.docx): its paragraphs and tables in order, with Word's own numbers written out.

Deleted revisions and field codes are left out; footnotes stand at the end behind their numbers, "[1]", which also
stand where they are called. The tables of the letterhead and of the end (Annex I of NĐ 30/2020/NĐ-CP sets both in two
columns) are no tables: their cells are given as paragraphs, one column after the other.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document as open_docx
from docx.oxml.ns import qn

from directives.intake.assembling import Piece, Row, Table
from directives.intake.media import UnreadableFile, check_bomb
from directives.intake.numbering import Numbering

MOST_ROWS = 10_000
"""Rows that a table may have; a longer one is refused, for cut short it would lose tasks unseen."""

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
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
        document = open_docx(BytesIO(data))
        return _read(document)
    except UnreadableFile:
        raise
    except Exception as error:  # python-docx raises whatever its XML and ZIP readers do
        raise UnreadableFile("broken_word") from error


def _read(document: Any) -> Word:
    numbering = Numbering(_part_root(document, "numbering"), _part_root(document, "styles"))
    body = document.element.body
    pieces = [piece for child in body for piece in _pieces(child, numbering)]
    pieces += _footnotes(document)
    margins = [
        relation.target_part.element
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
    ]
    hidden = [_words(paragraph) for margin in margins for paragraph in margin.iter(qn("w:p"))]
    hidden += [str(shape.get("string")) for part in (*margins, body) for shape in part.iter(_WORD_ART)]
    hidden += [_words(paragraph) for box in body.iter(qn("w:txbxContent")) for paragraph in box.iter(qn("w:p"))]
    remarks = _part_root(document, "comments")
    hidden += [_words(paragraph) for paragraph in remarks.iter(qn("w:p"))] if remarks is not None else []
    about = document.core_properties
    hidden += [about.title, about.subject, about.keywords, about.category, about.comments, about.content_status]
    apart = [_words(paragraph) for paragraph in body.iter(qn("w:p"))]
    return Word(tuple(pieces), tuple(apart), tuple(hidden))


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
            for cell in element.iter(qn("w:tc")):
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
    for row in table.iter(qn("w:tr")):
        cells, above = _cells(row, numbering)
        rows.append(Row(tuple(cells), frozenset(above)))
        if len(rows) > MOST_ROWS:
            raise UnreadableFile("rows", most=MOST_ROWS)
    return Table(tuple(rows))


def _cells(row: Any, numbering: Numbering) -> tuple[list[str], set[int]]:
    cells: list[str] = [""] * _grid(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    above: set[int] = set()
    for cell in _cells_of(row):
        properties = cell.find(qn("w:tcPr"))
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        if merged is not None and merged.get(qn("w:val")) != "restart":
            above.add(len(cells))
            cells.append("")
        else:
            paragraphs = (_paragraph(item, numbering) for item in cell.iter(qn("w:p")))
            cells.append(" ".join(words for words in paragraphs if words))
        wide = _grid(properties.find(qn("w:gridSpan")) if properties is not None else None, 1)
        cells += [""] * (wide - 1)
    return cells, above


def _cells_of(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.iter(qn("w:tc"))


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
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:footnoteReference"):
            parts.append(f"[{child.get(qn('w:id'), '')}]")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag not in _SKIPPED:
            stack.append(iter(child))
    return "".join(parts)
