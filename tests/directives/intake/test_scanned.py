"""Scans: columns by the places of words, signatures behind stamps, handwriting, pages aslant, and that they are one."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from directives.intake import sandbox
from directives.intake.blocks import document_of
from directives.intake.bundles import documents
from directives.intake.header import fields, read_header
from directives.intake.media import TYPES
from directives.intake.proposal import as_data
from directives.intake.reading import read
from directives.intake.recognising import Line, Word, lines_of_table, recognise
from directives.intake.resigning import office_in, signature_lines
from directives.intake.scanned import beside_list, list_words, page_text
from directives.intake.scanning import available
from directives.intake.straightening import straightened, tilt
from tests.directives.documents import LETTER_PDF

needs_tesseract = pytest.mark.skipif(not available(), reason="tesseract with Vietnamese is not installed")


def line(top: int, *columns: tuple[int, str], sure: float = 95.0, paragraph: str = "1") -> Line:
    """Words with narrow gaps, from each column's left edge on."""
    words = []
    for left, text in columns:
        for word in text.split():
            words.append(Word(word, left, top, left + 24 * len(word), top + 40, sure))
            left += 24 * len(word) + 14
    return Line(tuple(words), ("1", paragraph))


LETTERHEAD = [
    line(100, (300, "- UBND TỈNH BẾN SÔNG"), (1000, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    line(160, (430, "SỞ Y TẾ"), (1250, "Độc lập - Tự do - Hạnh phúc")),
    line(240, (380, "Số: 45/SYT-NVY"), (1150, "Bến Sông, ngày 06 tháng 3 năm 2026")),
    line(300, (320, "V/v rà soát máy thở")),
    line(360, (330, "tại các bệnh viện")),
    line(460, (700, "Kính gửi: Các bệnh viện trong tỉnh.")),
    line(560, (400, "Sở Y tế đề nghị các bệnh viện rà soát máy thở, báo cáo trước ngày 20/3/2026."), paragraph="2"),
]
END = [
    line(700, (300, "Nơi nhận:"), (1500, "KT. GIÁM ĐỐC")),
    line(760, (300, "- Như trên;"), (1480, "PHÓ GIÁM ĐỐC")),
    line(820, (300, "- Lưu: VT.")),
    line(1000, (1490, "Hà Thị Bình")),
]


def test_letterhead_and_end_stand_column_by_column() -> None:
    assert page_text([*LETTERHEAD, *END]).split("\n") == [
        "",
        "UBND TỈNH BẾN SÔNG",
        "SỞ Y TẾ",
        "Số: 45/SYT-NVY",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bến Sông, ngày 06 tháng 3 năm 2026",
        "",
        "V/v rà soát máy thở",
        "tại các bệnh viện",
        "",
        "Kính gửi: Các bệnh viện trong tỉnh.",
        "",
        "Sở Y tế đề nghị các bệnh viện rà soát máy thở, báo cáo trước ngày 20/3/2026.",
        "",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Hà Thị Bình",
        "",
    ]


def test_names_on_one_line_with_the_motto_are_told_apart_whatever_the_gap() -> None:
    close = line(100, (300, "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG"), (1010, "CỘNG HOÀ XÃ HÔI CHỦ NGHĨA VIỆT NAM"))
    close = Line(tuple(sorted(close.words, key=lambda word: word.x0)), close.paragraph)
    text = page_text([close, *LETTERHEAD[2:]])
    assert "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG\n" in text


@pytest.mark.parametrize(
    ("words", "sure", "number"),
    [("Số: 45/SYT-NVY", 95.0, "45/SYT-NVY"), ("Số: 4Ÿ5 /SYT-NVY", 40.0, None), ("Số:45 /SYT-NVY", 40.0, None)],
)
def test_a_number_by_hand_is_not_guessed(words: str, sure: float, number: str | None) -> None:
    page = [*LETTERHEAD[:2], line(240, (380, words), sure=sure), *LETTERHEAD[3:]]
    assert fields(read_header(page_text(page)))["number"] == number
    assert fields(read_header(page_text(page)))["symbol"] == "SYT-NVY"


def test_a_day_by_hand_is_not_guessed() -> None:
    printed = line(240, (1150, "Bến Sông, ngày 2 tháng 3 năm 2026"))
    words = [Word(*vars(w).values()) for w in printed.words]
    words[3] = Word("2", words[3].x0, 240, words[3].x1, 280, 22.0)
    page = [*LETTERHEAD[:2], Line(tuple(words), ("1", "1")), *LETTERHEAD[3:]]
    assert fields(read_header(page_text(page)))["date"] is None
    assert "ngày … tháng 3 năm 2026" in page_text(page)


def test_the_formula_of_the_list_is_known_with_its_slips() -> None:
    for said in ("Nơi nhận:", "ơi nhận:", "Mới nhận:", "tVớI nhận:"):
        page = [*LETTERHEAD, line(700, (300, said), (1500, "GIÁM ĐỐC")), *END[1:]]
        assert [w.text for w in list_words(page)][-2:] == ["Lưu:", "VT."]
        assert beside_list(page)[0].text == "GIÁM ĐỐC"
        assert read_header(page_text(page)).distribution == ("Như trên", "Lưu: VT")
    assert not list_words([line(700, (300, "Người nhận: Trần Văn A"))])


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("_ “GIÁM ĐÓC -", "GIÁM ĐÓC"),
        ("V“T. GIÁM ĐÓC", "KT. GIÁM ĐÓC"),
        ("_⁄^“T;GIÁM ĐÓC", "KT. GIÁM ĐÓC"),
        ("| __ PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("TM. ỦY BAN NHÂN DÂN", ""),
        ("TOP XHCy sở", ""),
    ],
)
def test_of_a_stamped_line_only_an_office_is_kept(words: str, office: str) -> None:
    assert office_in(words) == office


def test_a_letter_in_columns_is_one_document_however_long_its_subject() -> None:
    subject = "V/v rà soát, thống kê số lượng máy thở, máy theo dõi và nhân lực hồi sức tích cực tại các bệnh viện"
    text = f"UBND TỈNH BẾN SÔNG\nSỞ Y TẾ\nSố: …/SYT-NVY\n{subject}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    letter = f"{text}Độc lập - Tự do - Hạnh phúc\nBến Sông, ngày 06 tháng 3 năm 2026\nKính gửi: Các bệnh viện.\n"
    assert len(documents(letter)) == 1
    whole = f"{letter}Sở Y tế đề nghị các bệnh viện báo cáo trước ngày 20/3/2026./.\nNơi nhận:\n- Như trên.\n"
    second = letter.replace(f"{subject}\n", "")
    (_start, end), (begin, _end) = documents(whole + second)
    assert end == begin == len(whole), "the names above a number that nobody could read are of the second letter"


def test_the_table_of_words_is_read_and_empty_boxes_are_left_out() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t10\t10\t90\t30\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t10\t40\t30\t96.5\tSở",
        "5\t1\t1\t1\t1\t2\t60\t12\t40\t30\t80\tY",
        "5\t1\t2\t1\t1\t1\t10\t90\t40\t30\t95\t ",
        "",
    ]
    assert lines_of_table("\n".join(rows)) == [
        Line((Word("Sở", 10, 10, 50, 40, 96.5), Word("Y", 60, 12, 100, 42, 80.0)), ("1", "1"))
    ]


def printed_page() -> Image.Image:
    page = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(page)
    for top in range(150, 1500, 45):
        for left in range(150, 1000, 60):
            draw.rectangle((left, top, left + 45, top + 18), fill=0)
    return page


@pytest.mark.parametrize("angle", [-3.0, -1.2, 0.0, 2.4])
def test_a_page_aslant_is_turned_straight(angle: float) -> None:
    aslant = printed_page().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert tilt(aslant) == pytest.approx(-angle, abs=0.15)
    assert abs(tilt(straightened(aslant))) < 0.3


def test_a_picture_without_lines_is_left_as_it_is() -> None:
    blank = Image.new("L", (800, 1100), 255)
    assert straightened(blank) is blank


def letter_page(number: int) -> Image.Image:
    page = pypdfium2.PdfDocument(LETTER_PDF.read_bytes())[number]
    picture: Image.Image = page.render(scale=300 / 72, grayscale=True).to_pil()
    return picture.convert("L")


def png(page: Image.Image) -> bytes:
    buffer = BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


@needs_tesseract
def test_a_letterhead_scanned_aslant_reads_as_the_straight_one() -> None:
    aslant = letter_page(0).rotate(-2.5, Image.Resampling.BICUBIC, fillcolor=255)
    found = sandbox.whole(png(aslant), TYPES["png"])
    head = fields(read_header(found.text))
    assert {name: head[name] for name in ("number", "date", "issuer")} == {
        "number": "45/SYT-NVY",
        "date": "2026-03-06",
        "issuer": "SỞ Y TẾ TỈNH BẾN SÔNG",
    }


@needs_tesseract
def test_a_signature_behind_a_stamp_is_read() -> None:
    page = letter_page(2)
    start = next(one for one in recognise(page) if one.text.startswith("Nơi nhận")).words[0].top
    left = round(page.width * 0.5)
    name = page.crop((left, start + 180, page.width, start + 480))  # further down, to leave room for the stamp
    page.paste(255, (left, start + 180, page.width, page.height))
    page.paste(name, (left, start + 500))
    draw = ImageDraw.Draw(page)
    for inset, width in ((0, 12), (60, 7)):
        circle = (left + 60 + inset, start + 110 + inset, left + 500 - inset, start + 550 - inset)
        draw.ellipse(circle, outline=60, width=width)
    assert signature_lines(page, recognise(page))[-1:] == ["Hà Thị Bình"]


@needs_tesseract
def test_what_a_scan_tells_is_marked_to_be_compared_with_the_paper() -> None:
    found = sandbox.whole(png(letter_page(0)), TYPES["png"])
    data = as_data(read(found.document))
    assert data["scanned"] is True
    told = [value["uncertain"] for name, value in data["header_sources"].items() if isinstance(value, dict)]
    told += [each["uncertain"] for each in data["header_sources"]["recipients"]]
    assert len(told) > 5
    assert all(each.endswith("Đọc từ bản quét, cần đối chiếu.") for each in told)
    assert [each["kind"] for each in data["findings"]][:1] == ["scanned"]


def test_deadlines_of_a_scan_are_never_certain() -> None:
    duties = "1. Sở Y tế lập danh sách trước ngày 20/3/2026.\n2. Sở Xây dựng rà soát trụ sở."
    text = f"KẾ HOẠCH\nII. TỔ CHỨC THỰC HIỆN\n{duties}"
    written, scan = document_of(text), replace(document_of(text), scanned=True)
    assert [task.doubts for task in read(written).tasks] == [(), ()]
    assert [task.doubts for task in read(scan).tasks] == [("Thời hạn đọc từ bản quét, cần đối chiếu.",), ()]
    assert as_data(read(written))["scanned"] is False
