"""Small files of every kind for tests, made in memory."""

import unicodedata
import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def docx(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def written(writer: PdfWriter) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def numbered_docx() -> bytes:
    """Labels that Word numbers by itself, a table, and a deleted word."""
    document = Document()
    document.add_paragraph("Chủ động rà soát.", style="List Number")
    document.add_paragraph("Xây dựng phương án.", style="List Number")
    document.add_paragraph("Ý thứ nhất.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for at, words in enumerate(["STT", "Nhiệm vụ", "1", "Báo cáo"]):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph("Sau bảng.")
    return saved(document)


def marked_docx() -> dict[str, bytes]:
    """TỐI MẬT where Word documents bear it: in a letterhead's cell, on even pages, as WordArt, in a box,
    in a comment, among the file's properties."""
    letterhead = Document()
    cell = letterhead.add_table(rows=1, cols=2).cell(0, 0)
    cell.text = "SỞ Y TẾ"
    cell.add_paragraph("Số: 12/KH-SYT")
    cell.add_paragraph("TỐI MẬT")
    letterhead.tables[0].cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    even = Document()
    even.settings.odd_and_even_pages_header_footer = True
    even.sections[0].even_page_header.paragraphs[0].text = "TỐI MẬT"
    art, box = Document(), Document()
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    art.add_paragraph().add_run()._r.append(
        parse_xml(f'<w:pict {nsdecls("w")} {vml}><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict>')
    )
    words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("TỐI MẬT", "Bản số 01"))
    box.add_paragraph().add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} {vml}><v:shape><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox>"
            "</v:shape></w:pict>"
        )
    )
    titled, remarked = Document(), Document()
    titled.core_properties.title = "TỐI MẬT"
    remarked.add_comment(remarked.add_paragraph("Kế hoạch").runs, text="TỐI MẬT", author="Văn thư", initials="VT")
    apart = {"property": saved(titled), "comment": saved(remarked)}
    return apart | {
        "letterhead": saved(letterhead),
        "even pages": saved(even),
        "WordArt": saved(art),
        "box": saved(box),
    }


def cp1258(text: str) -> bytes:
    """As old Vietnamese programs wrote it: base letters, then the five tone marks."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in apart if mark in tones)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        out.append(base + tone)
    return "".join(out).encode("cp1258")


def xlsx(*cells: str) -> bytes:
    book = Workbook()
    for at, cell in enumerate(cells, start=1):
        book.active.cell(row=at, column=1, value=cell)
    return saved(book)


def pdf(*lines: str) -> bytes:
    """A one-page PDF with a text layer in ASCII; no line gives a scan without one."""
    drawn = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 780 Td {drawn}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def macro_docx() -> bytes:
    source = BytesIO(docx("Có macro"))
    buffer = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    return buffer.getvalue()


def bomb_docx() -> bytes:
    source = BytesIO(docx("Nổ"))
    buffer = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr("word/media/rong.bin", b"0" * 30_000_000)
    return buffer.getvalue()


def picture(kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new("L", (40, 60), 255).save(buffer, kind)
    return buffer.getvalue()


EXE = b"MZ\x90\x00" + bytes(range(256)) * 8


def tabled_docx(rows: list[list[str]]) -> bytes:
    """A document that is one table."""
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    return saved(document)


LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def with_declarations() -> bytes:
    """A Word file whose text declares entities, one of them a file of the machine."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(docx("Kế hoạch"))) as whole, zipfile.ZipFile(buffer, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b"<w:document", b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                )
            made.writestr(name, data)
    return buffer.getvalue()
