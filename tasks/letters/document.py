"""The letter as a .docx in the layout of NĐ 30/2020/NĐ-CP, Annex I: paper A4, Times New Roman, places of its parts.

Texts of the document are Vietnamese in every language of the interface: it is the office's letter, not a page.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from directives.place_line import day_and_month

FONT = "Times New Roman"


@dataclass(frozen=True)
class Line:
    """One overdue task: its words, the directive that gave it as it is cited, its deadline, working days late."""

    content: str
    given: str
    due_on: date
    days_late: int


@dataclass(frozen=True)
class Letter:
    """Everything that stands in the letter. ``parent``: the superior agency; ``signer`` signs under ``signature``."""

    parent: str
    agency: str
    number: str
    symbol: str
    place: str
    signed_on: date | None
    unit: str
    reply_by: date
    as_of: date
    lines: Sequence[Line]
    signature: Sequence[str]
    signer: str


def document(letter: Letter) -> bytes:
    """The .docx."""
    doc = Document()
    _page(doc)
    _heading(doc, letter)
    _body(doc, letter)
    _table(doc, letter.lines)
    _closing(doc, letter)
    _foot(doc, letter)
    doc.core_properties.title = f"Công văn đôn đốc {letter.unit}"
    doc.core_properties.author = letter.agency
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _page(doc: Any) -> None:
    """A4; top and bottom 20 mm, left 30, right 16; page numbers in the middle above, from the second page on."""
    section = doc.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(16)
    section.different_first_page_header_footer = True
    style = doc.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    _number_field(section.header.paragraphs[0])


def _number_field(paragraph: Any) -> None:
    paragraph.alignment = AT.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)


def _heading(doc: Any, letter: Letter) -> None:
    """Left: superior and issuing agency, number, abstract. Right: national name and motto, place and day."""
    table = _grid(doc, 1, (Mm(67), Mm(97)))
    left, right = table.rows[0].cells
    _write(left.paragraphs[0], letter.parent.upper(), size=12, at=AT.CENTER)
    _write(left.add_paragraph(), letter.agency.upper(), size=12, bold=True, at=AT.CENTER)
    _rule(left.add_paragraph(), 22)
    # A number of one digit is written with a nought before it (Annex I, II.3).
    number = letter.number.zfill(2) if letter.number else "        "
    symbol = f"/{letter.symbol}" if letter.symbol else "/"
    _write(left.add_paragraph(), f"Số: {number}{symbol}", size=13, at=AT.CENTER)
    # Parted, when it has to be, before "nhiệm vụ", never within the last words.
    about = "V/v đôn đốc thực hiện nhiệm\u00a0vụ\u00a0quá\u00a0hạn"
    _write(left.add_paragraph(), about, size=12, at=AT.CENTER, before=6)
    _write(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, at=AT.CENTER)
    _write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, at=AT.CENTER)
    _rule(right.add_paragraph(), 48)
    _write(right.add_paragraph(), _place_and_day(letter), size=13, italic=True, at=AT.CENTER)


def _place_and_day(letter: Letter) -> str:
    """Before it is signed with the day left open (Annex I, II.4)."""
    place = letter.place or "…"
    if letter.signed_on is None:
        return f"{place}, ngày      tháng      năm {letter.as_of.year}"
    day, month = day_and_month(letter.signed_on)
    return f"{place}, ngày {day} tháng {month} năm {letter.signed_on.year}"


def _body(doc: Any, letter: Letter) -> None:
    _write(doc.add_paragraph(), f"Kính gửi: {letter.unit}.", at=AT.CENTER, before=18, after=12)
    late = f"{len(letter.lines):02d}"
    _text(
        doc,
        f"Qua theo dõi việc thực hiện các văn bản chỉ đạo, tính đến ngày {letter.as_of:%d/%m/%Y}, {letter.unit} còn"
        f" {late} nhiệm vụ quá hạn chưa hoàn thành, cụ thể như sau:",
    )


def _closing(doc: Any, letter: Letter) -> None:
    _text(
        doc,
        f"{letter.agency} đề nghị {letter.unit} khẩn trương thực hiện các nhiệm vụ nêu trên, báo cáo kết quả, nguyên"
        f" nhân chậm và thời gian hoàn thành, chậm nhất ngày {letter.reply_by:%d/%m/%Y}./.",
        before=8,
    )


def _table(doc: Any, lines: Sequence[Line]) -> None:
    table = _grid(doc, 1, (Mm(13), Mm(63), Mm(42), Mm(24), Mm(22)), borders=True)
    for cell, text in zip(
        table.rows[0].cells, ("STT", "Nhiệm vụ", "Văn bản giao", "Thời hạn", "Quá hạn (ngày làm việc)"), strict=True
    ):
        _write(cell.paragraphs[0], text, size=12, bold=True, at=AT.CENTER)
    _repeat_head(table.rows[0])
    for nth, line in enumerate(lines, 1):
        cells = table.add_row().cells
        columns = (str(nth), line.content, line.given, f"{line.due_on:%d/%m/%Y}", str(line.days_late))
        for place, (cell, text) in enumerate(zip(cells, columns, strict=True)):
            _write(cell.paragraphs[0], text, size=12, at=AT.LEFT if place in (1, 2) else AT.CENTER)
        _unbroken(table.rows[-1])


def _foot(doc: Any, letter: Letter) -> None:
    """Left: where it goes. Right: who signs."""
    doc.add_paragraph()
    table = _grid(doc, 1, (Mm(82), Mm(82)))
    left, right = table.rows[0].cells
    _write(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for receiver in ("- Như trên;", f"- Lãnh đạo {letter.agency} (để b/c);", "- Lưu: VT."):
        _write(left.add_paragraph(), receiver, size=11)
    first, *more = letter.signature or ("",)
    _write(right.paragraphs[0], first.upper(), bold=True, at=AT.CENTER)
    for line in more:
        _write(right.add_paragraph(), line.upper(), bold=True, at=AT.CENTER)
    for _line in range(4):
        right.add_paragraph()
    _write(right.add_paragraph(), letter.signer, bold=True, at=AT.CENTER)
    _unbroken(table.rows[0])


def _grid(doc: Any, rows: int, widths: Sequence[Any], *, borders: bool = False) -> Any:
    table = doc.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    if borders:
        table.style = "Table Grid"
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _text(doc: Any, text: str, *, before: float = 0) -> None:
    """A paragraph of the body: indented 10 mm, justified."""
    paragraph = doc.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(10)
    _write(paragraph, text, at=AT.JUSTIFY, before=before, after=6)


def _write(
    paragraph: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    at: Any = AT.LEFT,
    before: float = 0,
    after: float = 0,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = at
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _rule(paragraph: Any, millimetres: int) -> None:
    """The line below an agency's name or the motto: a border as wide as is left between the indents."""
    width = 67 if millimetres < 30 else 97
    side = Mm((width - 4 - millimetres) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.line_spacing = Pt(4)
    form.space_after = Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
