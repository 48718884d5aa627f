"""A document with a mark of secrecy is recognised; the ordinary word is left alone."""

import unicodedata
from io import BytesIO

import pytest
from openpyxl import Workbook
from pypdf import PdfWriter

from directives.intake.media import TYPES
from directives.intake.secrecy import mark_in_name, secrecy_mark
from directives.intake.text import extract
from tests.directives import samples

HEAD = "UBND TỈNH X\nSỞ Y TẾ\nSố: 12/KH-SYT\n"
BODY = "KẾ HOẠCH\nTăng cường khám, chữa bệnh\nThực hiện chỉ đạo của UBND tỉnh, Sở Y tế ban hành Kế hoạch như sau:\n"

MARKED = {
    "own line": (HEAD + "MẬT\n" + BODY, "MẬT"),
    "top secret": (HEAD + "TUYỆT MẬT\n" + BODY, "TUYỆT MẬT"),
    "secret": (HEAD + "TỐI MẬT\n" + BODY, "TỐI MẬT"),
    "letters apart": (HEAD + "T Ố I   M Ậ T\n" + BODY, "TỐI MẬT"),
    "single letters apart": (HEAD + "M Ậ T\n" + BODY, "MẬT"),
    "decomposed": (unicodedata.normalize("NFD", HEAD + "TỐI MẬT\n" + BODY), "TỐI MẬT"),
    "lower case in mark position": (HEAD + "Tối mật\n" + BODY, "TỐI MẬT"),
    "all lower case": (HEAD + "mật\n" + BODY, "MẬT"),
    "no accents": (HEAD + "TUYET MAT\n" + BODY, "TUYỆT MẬT"),
    "brackets": (HEAD + "Kế hoạch phòng thủ (MẬT)\n" + BODY, "MẬT"),
    "stars": (HEAD + "*** MẬT ***\n" + BODY, "MẬT"),
    "labelled": (HEAD + "Độ mật: Tối mật\n" + BODY, "TỐI MẬT"),
    "labelled at length": (HEAD + "Mức độ mật: MẬT\n" + BODY, "MẬT"),
    "column": ("UBND TỈNH X     MẬT      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + BODY, "MẬT"),
    "beside the number": ("Số: 12/KH-SYT MẬT\n" + BODY, "MẬT"),
    "before the place": ("TỐI MẬT Hà Nội, ngày 02 tháng 3 năm 2026\n" + BODY, "TỐI MẬT"),
    "with urgency": (HEAD + "HỎA TỐC - MẬT\n" + BODY, "MẬT"),
    "with urgency after": (HEAD + "MẬT/KHẨN\n" + BODY, "MẬT"),
    "with the old spelling": (HEAD + "Tối mật - Hoả tốc\n" + BODY, "TỐI MẬT"),
    "with its copy's number": (HEAD + "MẬT (Bản số: 01)\n" + BODY, "MẬT"),
    "with a number to be filled in": (HEAD + "MẬT (Bản số: ...)\n" + BODY, "MẬT"),
    "copy behind a dash": (HEAD + "TUYỆT MẬT - Bản số 02\n" + BODY, "TUYỆT MẬT"),
    "copy and urgency": (HEAD + "MẬT - HỎA TỐC (Bản số 3/10)\n" + BODY, "MẬT"),
    "copy in small letters": (HEAD + "Tối mật - bản số 2\n" + BODY, "TỐI MẬT"),
    "behind the number in brackets": ("UBND TỈNH X\nSố: 12/KH-UBND (Mật)\n" + BODY, "MẬT"),
    "behind a number not yet given": ("UBND TỈNH X\nSố:      /KH-UBND - MẬT\n" + BODY, "MẬT"),
    "by name": (HEAD + "DẤU MẬT\n" + BODY, "MẬT"),
    "level": (HEAD + "Mức độ: MẬT\n" + BODY, "MẬT"),
    "level of the document": (HEAD + "Độ mật của tài liệu: Mật\n" + BODY, "MẬT"),
    "document": (HEAD + "TÀI LIỆU MẬT\n" + BODY, "MẬT"),
    "grave document": (HEAD + BODY + "Nội dung.\n" * 80 + "TÀI LIỆU TUYỆT MẬT\n", "TUYỆT MẬT"),
    "beside the agency": ("ỦY BAN NHÂN DÂN TỈNH X TỐI MẬT\n" + BODY, "TỐI MẬT"),
    "beside a city": ("UBND THÀNH PHỐ HÀ NỘI MẬT\nSỞ Y TẾ\n" + BODY, "MẬT"),
    "under a city": ("UBND THÀNH PHỐ HÀ NỘI\nMật\nSỞ Y TẾ\n" + BODY, "MẬT"),
    "before the agency": ("MẬT BỘ Y TẾ\n" + BODY, "MẬT"),
    "before the title": ("MẬT: Kế hoạch phòng thủ khu vực", "MẬT"),
    "after the title": ("Kế hoạch phòng thủ khu vực - MẬT", "MẬT"),
    "bracket before the title": ("(MẬT) Kế hoạch phòng thủ khu vực", "MẬT"),
    "below a full header": ("Trang\n" * 60 + "\x1eSỞ Y TẾ\nMật\n" + BODY, "MẬT"),
    "an old font's letter": (HEAD + "\u00d0ộ mật: Mật\n" + BODY, "MẬT"),
    "wide letters": (HEAD + "\uff34ỐI \uff2dẬ\uff34\n" + BODY, "TỐI MẬT"),
    "to be given back": (HEAD + "MẬT (thu hồi sau hội nghị)\n" + BODY, "MẬT"),
    "stamp on a later page": (HEAD + BODY + "Nội dung. \n" * 80 + "TUYỆT MẬT\nNội dung.", "TUYỆT MẬT"),
}
ORDINARY = {
    "state secrets in a title": HEAD + "KẾ HOẠCH\nTĂNG CƯỜNG BẢO VỆ BÍ MẬT NHÀ NƯỚC\n" + BODY,
    "security in a title": HEAD + "V/v bảo đảm an toàn, BẢO MẬT thông tin\n" + BODY,
    "broken line": HEAD + "Về việc tăng cường công tác bảo vệ bí\nmật\n" + BODY,
    "density": HEAD + "MẬT ĐỘ DÂN SỐ\n" + BODY,
    "password": HEAD + "- Đổi mật khẩu định kỳ;\n- Mật độ xây dựng;\n" + BODY,
    "levels in a list": HEAD + BODY + "Các mức độ mật gồm:\na) Tuyệt mật;\nb) Tối mật;\nc) Mật.\n",
    "levels in a sentence": HEAD + "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật và Mật\n" + BODY,
    "surgery": HEAD + "QUY TRÌNH PHẪU THUẬT GAN MẬT\n" + BODY,
    "lost": HEAD + "- Đã mất;\n- Mặt bằng\nMAY MẶC\n" + BODY,
    "eye hospital": "SỞ Y TẾ\nBỆNH VIỆN\nMẮT\n" + BODY,
    "no mark": HEAD + BODY,
    "levels in capitals": HEAD + "BAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT\n" + BODY,
    "levels over two lines": HEAD + "DANH MỤC BÍ MẬT NHÀ NƯỚC\nTHUỘC ĐỘ TỐI MẬT\n" + BODY,
    "levels to tick": HEAD + "Độ mật: □ Mật □ Tối mật □ Tuyệt mật\n" + BODY,
    "who decides": HEAD + "Độ mật của văn bản do người ký quyết định.\nĐộ mật của từng tài liệu được ghi rõ.\n" + BODY,
    "protecting": HEAD + "Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước; bảo mật dữ liệu cá nhân.\n" + BODY,
    "title about secret papers": HEAD + "QUY CHẾ\nTIẾP NHẬN, QUẢN LÝ\nTÀI LIỆU MẬT\n" + BODY,
    "handling": HEAD + "- Tài liệu mật (cần thực hiện số hóa riêng)\nđối với tài liệu mật.\n" + BODY,
    "gall bladder": "BỆNH VIỆN VIỆT ĐỨC\nKHOA PHẪU THUẬT GAN MẬT\nVIỆN TIÊU HÓA - GAN - MẬT\n" + BODY,
    "honey": HEAD + "Số 5/2024 MẬT ONG RỪNG\n" + BODY,
    "numbered": HEAD + "Số: 12/KH-SYT về mật độ\nPhụ lục 2 - Mật độ dân số\n" + BODY,
    "public security agency": HEAD + "CỤC QUẢN LÝ KỸ THUẬT NGHIỆP VỤ BẢO MẬT\n" + BODY,
}


@pytest.mark.parametrize("case", MARKED)
def test_a_mark_is_recognised(case: str) -> None:
    text, mark = MARKED[case]
    assert secrecy_mark(text) == mark


@pytest.mark.parametrize("case", ORDINARY)
def test_an_ordinary_word_is_not_a_mark(case: str) -> None:
    assert secrecy_mark(ORDINARY[case]) is None


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("KH 12 (MẬT).pdf", "MẬT"),
        ("tuyet-mat.docx", "TUYỆT MẬT"),
        ("Tối mật_kế hoạch.pdf", "TỐI MẬT"),
        ("Mật.docx", "MẬT"),
        ("[mật].pdf", "MẬT"),
        ("mat.pdf", None),
        ("mật ong.pdf", None),
        ("bao mat thong tin.docx", None),
        ("BẢO MẬT THÔNG TIN.pdf", None),
        ("Bí mật nhà nước.pdf", None),
        ("Phẫu thuật GAN MẬT.pdf", None),
        ("ke-hoach.pdf", None),
    ],
)
def test_a_mark_in_a_file_name(name: str, mark: str | None) -> None:
    assert mark_in_name(name) == mark


def test_a_file_is_read_where_marks_stand() -> None:
    for case, data in samples.marked_docx().items():
        found = extract(data, TYPES["docx"])
        assert secrecy_mark(found.raw) == "TỐI MẬT", case
        assert secrecy_mark(found.raw.replace("TỐI MẬT", "")) is None, case


def test_a_letterhead_in_a_table_keeps_its_numbers_once() -> None:
    """Looking into the cells does not count Word's own numbers twice."""
    assert "2. Xây dựng" in extract(samples.numbered_docx(), TYPES["docx"]).raw


def test_a_pdf_and_a_workbook_are_read_where_marks_stand() -> None:
    writer = PdfWriter(clone_from=BytesIO(samples.pdf("Ke hoach phong thu khu vuc nam 2026")))
    writer.add_metadata({"/Title": "TUYỆT MẬT"})
    assert secrecy_mark(extract(samples.written(writer), TYPES["pdf"]).raw) == "TUYỆT MẬT"
    book = Workbook()
    book.active.title = "MẬT"
    assert secrecy_mark(extract(samples.saved(book), TYPES["xlsx"]).raw) == "MẬT"
