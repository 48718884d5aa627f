"""A document with a mark of secrecy is recognised; the ordinary word is left alone."""

import unicodedata

import pytest

from directives.intake.secrecy import mark_in_name, secrecy_mark

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
        ("bao mat thong tin.docx", None),
        ("BẢO MẬT THÔNG TIN.pdf", None),
        ("Bí mật nhà nước.pdf", None),
        ("Phẫu thuật GAN MẬT.pdf", None),
        ("ke-hoach.pdf", None),
    ],
)
def test_a_mark_in_a_file_name(name: str, mark: str | None) -> None:
    assert mark_in_name(name) == mark
