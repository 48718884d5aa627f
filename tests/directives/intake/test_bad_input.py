"""Files that are broken, hostile or far too large: a message that says what to do, in bounded time and memory."""

import random
import resource
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.intake import pdf, sandbox
from directives.intake.header import fields, read_header
from directives.intake.media import ATTACHMENTS, TYPES, detect
from directives.intake.refusals import UnreadableFile
from directives.intake.scanning import available
from directives.intake.secrecy import secrecy_mark
from directives.intake.streams import refuse_bombs
from directives.intake.text import LONG_TEXT, extract, from_typing
from tests.directives import samples
from tests.directives.documents import LANG_SON, LETTER_PDF, PLAN_PDF, long_pdf


def taken(data: bytes, name: str) -> str:
    """What an upload of this file comes to: the text, or the code of the refusal."""
    try:
        return sandbox.glance(data, detect(data, name)).text
    except UnreadableFile as error:
        assert "Hãy" in str(error)
        return f"refused: {error.code}"


def with_part(name: str, content: bytes, beside: bytes = b"") -> bytes:
    """A Word file with one part put in the place of its own."""
    source, buffer = BytesIO(samples.docx("Nội dung")), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
        if beside:
            new.writestr("word/media/beside.bin", beside)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE d [<!ENTITY e0 "ha">{lines}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'  # noqa: E501
    return with_part("word/document.xml", xml.encode())


def outside_entity() -> bytes:
    xml = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Trước &x; sau</w:t></w:r></w:p></w:body></w:document>'  # noqa: E501
    return with_part("word/document.xml", xml.encode())


def deep_xml() -> bytes:
    nested = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    return with_part("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{nested}</w:body></w:document>'.encode())


def many_pages(count: int) -> bytes:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(), BytesIO()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    writer.write(buffer)
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(BytesIO(samples.pdf("x" * 60))), BytesIO()
    writer.encrypt("bí mật", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def huge_picture() -> bytes:
    import struct

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 60_001 * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def many_tags() -> bytes:
    noise = random.Random(5).randbytes(400_000)  # so that it does not look like a bomb
    xml = f'<w:document xmlns:w="{W}"><w:body>{"<w:p/>" * 4_000_001}</w:body></w:document>'
    return with_part("word/document.xml", xml.encode(), noise)


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def many_lines() -> bytes:
    """A PDF of one page on which thousands of lines are drawn."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    page = PdfReader(BytesIO(samples.pdf("Ke hoach " * 9))).pages[0]
    drawn = StreamObject()
    drawn.set_data(b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 800, n % 499, n % 797) for n in range(50_000)))
    writer = PdfWriter()
    writer.add_page(page)[NameObject("/Contents")] = writer._add_object(drawn)
    return samples.written(writer)


def test_a_drawing_of_many_lines_is_only_glanced_at_when_uploaded() -> None:
    assert sandbox.glance(many_lines(), TYPES["pdf"]).later


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entities": ("a.docx", entities, "broken_word"),
    "deep": ("a.docx", deep_xml, "broken_word"),
    "no body": ("a.docx", lambda: with_part("word/document.xml", b"<x/>"), "broken_word"),
    "empty part": ("a.docx", lambda: with_part("word/document.xml", b""), "broken_word"),
    "cut word": ("a.docx", lambda: samples.docx("x" * 5_000)[:-400], "broken"),
    "5000 pages": ("a.pdf", lambda: many_pages(5_000), "pages"),
    "locked": ("a.pdf", encrypted_pdf, "locked"),
    "cut pdf": ("a.pdf", lambda: LETTER_PDF.read_bytes()[:-2_000], "broken_pdf"),
    "noise": ("a.pdf", lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(50_000), "broken_pdf"),
    "noise as text": ("a.txt", lambda: random.Random(2).randbytes(50_000), "broken_text"),
    "many tags": ("a.docx", many_tags, "too_long"),
    "rtf as text": ("a.txt", lambda: b"{\\rtf1\\ansi K\\u7871? ho\\u7841?ch\\par}", "rtf"),
    "rtf": ("a.rtf", lambda: b"{\\rtf1\\ansi}", "rtf"),
    "odt": ("a.odt", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt"),
    "odt as word": ("a.docx", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt"),
    "zip": ("a.zip", lambda: packed({"a.txt": b"a"}), "archive"),
    "rar": ("a.rar", lambda: b"Rar!\x1a\x07\x00" + bytes(99), "archive"),
    "heic as jpg": ("a.jpg", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "tiff": ("a.tiff", lambda: samples.picture("TIFF"), "other_picture"),
    "webp": ("a.webp", lambda: samples.picture("WEBP"), "other_picture"),
    "old word": ("a.doc", lambda: ole("WordDocument"), "old_word"),
    "old excel": ("a.xls", lambda: ole("Workbook"), "sheet"),
    "mail": ("a.msg", lambda: ole("__properties_version1.0"), "mail"),
    "locked word": ("a.docx", lambda: ole("EncryptedPackage"), "locked_office"),
    "web page as word": ("a.doc", lambda: b"<html><body>a</body></html>", "web"),
    "noise as word": ("a.docx", lambda: random.Random(3).randbytes(50_000), "broken_word"),
    "noise as picture": ("a.png", lambda: random.Random(4).randbytes(50_000), "broken_image"),
    "text as pdf": ("a.pdf", lambda: b"%PD", "only_letters"),
    "word as pdf": ("a.pdf", lambda: samples.docx("a"), "mismatch"),
    "cut picture": ("a.png", lambda: samples.picture()[:70], "broken_image"),
    "picture of billions of points": ("a.png", huge_picture, "large_picture"),
    "form feeds": ("a.txt", lambda: b"\x0c" * 99, "empty"),
    "encrypted word": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 4_000, "old_office"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_remedy(case: str) -> None:
    name, make, code = REFUSED[case]
    start = time.monotonic()
    assert taken(make(), name) == f"refused: {code}"
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("mark", ["\x01", "\x00", "\x1b"])
def test_a_text_with_a_control_character_is_refused_with_its_place(mark: str) -> None:
    text = f"Kính gửi: Sở Y tế.\nĐề nghị {mark}báo cáo.\n" + "Sở Tài chính bố trí kinh phí.\n" * 9
    with pytest.raises(UnreadableFile, match=rf"mã {ord(mark):02X}.* dòng 2, vị trí 9.*Hãy xóa"):
        detect(text.encode(), "a.txt")


@pytest.mark.parametrize("byte", [b"\x90", b"\xff", b"\xe1"])
def test_a_text_that_is_not_quite_utf8_is_refused_with_its_line(byte: bytes) -> None:
    text = "Kính gửi: Sở Y tế.\nĐề nghị ".encode() + byte + " báo cáo kết quả về Sở Tài chính.\n".encode()
    with pytest.raises(UnreadableFile, match=r"dòng 2 không phải UTF-8.*Hãy mở tệp"):
        detect(text, "a.txt")
    assert detect("Kính gửi: Sở Tài chính".encode("cp1258", "ignore"), "a.txt").code == "txt"


def test_nothing_outside_of_the_file_is_read() -> None:
    assert "root:" not in taken(outside_entity(), "a.docx")


def test_a_picture_of_billions_of_points_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="60 triệu điểm ảnh"):
        sandbox.whole(huge_picture(), TYPES["png"])


def long_table() -> bytes:
    row = "<w:tr>" + "".join(
        f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in ("1", "Việc", "Sở A")
    )
    body = f"<w:p><w:r><w:t>MẬT</w:t></w:r></w:p><w:tbl>{(row + '</w:tr>') * 10_000}</w:tbl>"
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return with_part("word/document.xml", xml.encode())


def test_a_table_of_ten_thousand_rows_is_glanced_at_and_then_read_in_bounded_time() -> None:
    data, media = long_table(), TYPES["docx"]
    used = time.process_time()
    glanced = sandbox.glance(data, media)
    assert (glanced.later, glanced.readable, glanced.text) == (True, True, "")
    assert secrecy_mark(glanced.raw) == "MẬT"
    text = extract(data, media).text
    assert text.count("1 | Việc | Sở A") == 10_000
    assert time.process_time() - used < 10


def test_a_long_plain_text_is_only_glanced_at_when_uploaded() -> None:
    line = "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát danh mục.\n"
    short, long = (line * (LONG_TEXT // len(line.encode()) + more) for more in (0, 1))
    assert not sandbox.glance(short.encode(), TYPES["txt"]).later
    glanced = sandbox.glance(long.encode(), TYPES["txt"])
    assert (glanced.later, glanced.readable, glanced.text, glanced.raw) == (True, True, "", long)
    assert sandbox.whole(long.encode(), TYPES["txt"]).text == from_typing(long).text


def test_a_longer_table_is_refused_rather_than_cut_short() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    xml = f'<w:document xmlns:w="{W}"><w:body><w:tbl>{row * 10_001}</w:tbl></w:body></w:document>'
    with pytest.raises(UnreadableFile, match=r"hơn 10\.000 dòng"):
        sandbox.whole(with_part("word/document.xml", xml.encode()), TYPES["docx"])


def test_control_and_direction_characters_do_not_reach_the_text() -> None:
    found = from_typing("Số: 1\u202e2/KH\u200b-UBND\x00\x07\nBến Sông,\u2066 ngày 01 tháng 3 năm 2026\nKẾ HOẠCH\nThử")
    assert not any(ord(char) < 32 and char != "\n" for char in found.text)
    assert fields(read_header(found.text))["number"] == "12/KH-UBND"


def test_a_reading_can_be_stopped_and_leaves_no_process() -> None:
    started = threading.Event()
    before = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        sandbox.whole(long_pdf(), TYPES["pdf"], lambda page, pages: started.set(), started.is_set)
    assert refusal.value.code == "stopped"
    assert time.monotonic() - before < 20
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    found = sandbox.whole(LETTER_PDF.read_bytes(), TYPES["pdf"], lambda page, pages: told.append((page, pages)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert found.document == extract(LETTER_PDF.read_bytes(), TYPES["pdf"]).document


def test_a_pdf_of_many_pages_is_only_glanced_at_when_uploaded() -> None:
    found = sandbox.glance(long_pdf(), TYPES["pdf"])
    assert (found.later, found.readable, found.text) == (True, True, "")
    assert "Nhóm hạ tầng số" in found.raw


def test_a_pdf_of_few_pages_is_read_at_once_unless_they_are_full_of_letters() -> None:
    few, many = (samples.pdf(*["x" * 100] * lines) for lines in (200, 260))
    assert not sandbox.glance(PLAN_PDF.read_bytes(), TYPES["pdf"]).later
    assert [sandbox.glance(data, TYPES["pdf"]).later for data in (few, many)] == [False, True]


@pytest.mark.skipif(not available(), reason="tesseract with Vietnamese is not installed")
def test_a_scan_is_read_by_tesseract() -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(LETTER_PDF.read_bytes())[0]
    buffer = BytesIO()
    page.render(scale=300 / 72, grayscale=True).to_pil().save(buffer, "PNG")
    scan = buffer.getvalue()
    glanced = sandbox.glance(scan, TYPES["png"])
    assert (glanced.later, glanced.readable) == (True, False)
    head = fields(read_header(sandbox.whole(scan, TYPES["png"]).text))
    assert (head["number"], head["date"]) == ("45/SYT-NVY", "2026-03-06")


MUTANTS = {
    "docx": lambda: samples.docx(*LANG_SON.read_text(encoding="utf-8").split("\n")),
    "pdf": lambda: samples.pdf("1. So Y te chu tri", "x" * 40),
    "letter": LETTER_PDF.read_bytes,
}


@pytest.mark.parametrize("kind", MUTANTS)
def test_mutated_files_are_read_or_refused(kind: str) -> None:
    """In this process, so that a reader's crash is seen here and not turned into a refusal by the sandbox."""
    whole = MUTANTS[kind]()
    media = TYPES["docx" if kind == "docx" else "pdf"]
    for seed in range(25):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 40])):
            at = chance.randrange(len(data) or 1)
            match chance.randrange(3):
                case 0:
                    data[at : at + 1] = chance.randbytes(1)
                case 1:
                    del data[at : at + chance.randrange(1, 200)]
                case _:
                    data[at:at] = chance.randbytes(chance.randrange(1, 40))
        try:
            extract(bytes(data), media)
        except UnreadableFile as error:
            assert str(error)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-1.4\n", "Số: 1/KH\n".encode()):
        try:
            media = detect(start + data, "a.txt", allowed=ATTACHMENTS)
            extract(start + data, media)
        except UnreadableFile as error:
            assert str(error)


@given(st.text(max_size=2_000))
def test_any_text_has_a_header_or_none(words: str) -> None:
    text = from_typing(words).text
    header = read_header(text)
    assert all(text[one.start : one.end] for one in header.references)


def test_a_document_of_nested_tables_is_flat_text() -> None:
    document = Document()
    cell = document.add_table(rows=2, cols=2).cell(0, 0)
    for _ in range(30):
        cell = cell.add_table(rows=1, cols=2).cell(0, 0)
        cell.text = "ô"
    assert "ô" in taken(samples.saved(document), "a.docx")


def pdf_of_stream(packed: bytes, filters: str) -> bytes:
    """A page whose content is that packed stream."""
    head = f"<</Length {len(packed)}/Filter{filters}>>stream\n".encode()
    return b"".join(
        [
            b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj\n",
            b"4 0 obj",
            head + packed + b"\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>\n%%EOF",
        ]
    )


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(1024**2)) for _ in range(megabytes)), packer.flush()])


@pytest.mark.parametrize("twice", [False, True])
def test_a_stream_that_inflates_beyond_any_page_is_refused_before_it_is_unpacked(twice: bool) -> None:
    packed = zeros(600)
    data = pdf_of_stream(
        zlib.compress(packed, 9) if twice else packed, "[/FlateDecode/FlateDecode]" if twice else "/FlateDecode"
    )
    with pytest.raises(UnreadableFile) as refusal:
        refuse_bombs(data)
    assert refusal.value.code == "bomb"
    assert taken(data, "ke-hoach.pdf") == "refused: bomb"
    refuse_bombs(pdf_of_stream(zeros(200), "/FlateDecode"))  # a large picture's
    refuse_bombs(pdf_of_stream(packed[: len(packed) // 4], "/FlateDecode"))  # cut off: for its reader to refuse


def test_a_pdf_of_too_many_words_is_refused_before_they_are_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 5_000)
    monkeypatch.setattr(pdf, "_read", lambda *args: pytest.fail("began to place the words"))
    for look in (pdf.read_pdf, pdf.glance_at):
        with pytest.raises(UnreadableFile) as refusal:
            look(PLAN_PDF.read_bytes())
        assert refusal.value.code == "too_long"


def test_the_progress_of_a_scan_never_falls_back() -> None:
    """Its pages are looked through for words first: only the recognising is told."""
    told: list[tuple[int, int]] = []
    assert pdf.read_pdf(many_pages(3), lambda page, pages: told.append((page, pages))).pieces == ()
    assert told == []
    pdf.read_pdf(LETTER_PDF.read_bytes(), lambda page, pages: told.append((page, pages)))
    assert told[0][0] == 0


def test_long_readings_never_hold_up_a_short_one_and_the_wait_for_a_place_can_be_stopped() -> None:
    for _place in range(sandbox.AT_A_TIME):
        sandbox._PLACES["whole"].acquire()
    try:
        assert sandbox.glance(LETTER_PDF.read_bytes(), TYPES["pdf"]).text
        with pytest.raises(UnreadableFile) as refusal:
            sandbox.whole(long_pdf(), TYPES["pdf"], stopped=lambda: True)
        assert refusal.value.code == "stopped"
    finally:
        for _place in range(sandbox.AT_A_TIME):
            sandbox._PLACES["whole"].release()
