"""Text out of files: paragraphs and tables in order, Word's own numbers, one normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.intake.media import TYPES
from directives.intake.normal import join_wrapped, normalise, without_emphasis
from directives.intake.refusals import UnreadableFile
from directives.intake.text import extract, from_typing
from tests.directives import samples


def test_docx_paragraphs_and_tables_in_order_with_words_own_numbers() -> None:
    text = extract(samples.numbered_docx(), TYPES["docx"]).text
    assert [line for line in text.split("\n") if line] == [
        "1. Chủ động rà soát.",
        "2. Xây dựng phương án.",
        "- Ý thứ nhất.",
        "STT | Nhiệm vụ",
        "1 | Báo cáo",
        "Sau bảng.",
    ]


def test_pdf_text_and_a_scan_without_any() -> None:
    assert "1. So Y te chu tri" in extract(samples.pdf("1. So Y te chu tri", "x" * 40), TYPES["pdf"]).text
    scan = extract(samples.pdf(), TYPES["pdf"])
    assert not scan.readable
    assert scan.text == ""


def test_a_broken_pdf_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="Hãy"):
        extract(b"%PDF-1.4\nrubbish", TYPES["pdf"])


def test_marks_of_markdown_go_and_words_stay() -> None:
    source = "**KT. GIÁM ĐỐC**\n(*chú ý*) và *nghiêng*; số liệu (*) và 5 * 3"
    assert without_emphasis(source) == "KT. GIÁM ĐỐC\n(chú ý) và nghiêng; số liệu (*) và 5 * 3"


def test_lines_broken_at_the_page_are_joined_and_labels_are_not() -> None:
    source = (
        "Căn cứ Kế hoạch số 620/KH-SGDĐT ngày 26/12/2025 của Sở Giáo dục và Đào\n"
        "tạo về việc hoạt động Hội đồng bộ môn cấp trung học phổ thông năm học này;\n"
        "1. Các đơn vị báo cáo kết quả thực hiện về Sở Y tế để tổng hợp, theo dõi và\n"
        "Báo cáo UBND Thành phố.\n"
        "- Ý một\n"
        "KT. GIÁM ĐỐC\n"
        "PHÓ GIÁM ĐỐC"
    )
    assert join_wrapped(source).split("\n") == [
        "Căn cứ Kế hoạch số 620/KH-SGDĐT ngày 26/12/2025 của Sở Giáo dục và Đào"
        " tạo về việc hoạt động Hội đồng bộ môn cấp trung học phổ thông năm học này;",
        "1. Các đơn vị báo cáo kết quả thực hiện về Sở Y tế để tổng hợp, theo dõi và Báo cáo UBND Thành phố.",
        "- Ý một",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
    ]


def test_recipients_without_semicolons_stay_apart() -> None:
    listed = (
        "Nơi nhận:\n- Đài Truyền hình Việt Nam, Thông tấn xã Việt Nam; Báo Nhân dân\n"
        "- Các Tập đoàn EVN, VNPT, Viettel, Mobifone và các doanh nghiệp\n- Lưu: VT, NN (2)"
    )
    assert join_wrapped(listed) == listed


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2212", "\ufe63", "\uff0d"])
def test_every_sort_of_hyphen_is_one(dash: str) -> None:
    """Word's hyphen that keeps a line together stands in numbers and before points like any other."""
    assert normalise(f"Số: 144{dash}KH/TU\n{dash} Rà soát") == "Số: 144-KH/TU\n- Rà soát"


def test_look_alikes_and_spaces() -> None:
    assert normalise("Ðề\u00a0nghị\u200b  báo\tcáo\r\n\r\n\r\n\r\nxong\x0c") == "Đề nghị báo cáo\n\nxong"


@given(st.text(max_size=400))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(
    st.lists(st.sampled_from(["1. Một", "a) Hai", "ba, bốn", "", "KẾ HOẠCH", "Năm.", "- sáu", "| bảy |"]), max_size=30)
)
def test_typed_text_keeps_every_word(lines: list[str]) -> None:
    source = "\n".join(lines)
    assert from_typing(source).text.split() == source.split()
