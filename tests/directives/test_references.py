"""Numbers, symbols and cited documents, as documents and people write them; letterheads."""

from datetime import date

import pytest

from directives.intake.anchoring import move_span
from directives.intake.citing import read_references
from directives.intake.header import read_header
from directives.intake.references import cited_in, read_code, read_reference
from directives.intake.text import from_typing
from tests.directives.documents import HA_NOI, LANG_SON


@pytest.mark.parametrize(
    ("typed", "number", "joint", "symbol"),
    [
        ("2837/BYT-VPB", "2837", "/", "BYT-VPB"),
        ("144-KH/TU", "144", "-", "KH/TU"),
        ("Số: /SYT-KHTC", "", "/", "SYT-KHTC"),
        (" 05 / 2026/QĐ-UBND ", "05", "/", "2026/QĐ-UBND"),
        ("12", "12", "/", ""),
        ("KH-UBND", "", "/", "KH-UBND"),
    ],
)
def test_number_and_symbol_in_one_box(typed: str, number: str, joint: str, symbol: str) -> None:
    code = read_code(typed)
    assert code is not None
    assert (code.number, code.joint, code.symbol) == (number, joint, symbol)


@pytest.mark.parametrize("typed", ["xin chào các bạn", "12/" + "A" * 40])
def test_what_is_no_number_is_said_so(typed: str) -> None:
    assert read_code(typed) is None


def test_cited_documents_with_day_and_issuer() -> None:
    text = (
        "Thực hiện Công văn số 2837/BYT-VPB ngày 20/4/2026 của Bộ Y tế về việc bảo đảm; Kế hoạch số 144-KH/TU"
        " ngày 15 tháng 3 năm 2023 của Thành ủy Hà Nội; trước ngày 30/7/2023; Nghị quyết số 80/2023/QH15."
    )
    found = [(cited.reference, cited.issued_on, cited.issuer) for cited in cited_in(text)]
    assert found == [
        ("2837/BYT-VPB", date(2026, 4, 20), "Bộ Y tế"),
        ("144-KH/TU", date(2023, 3, 15), "Thành ủy Hà Nội"),
        ("80/2023/QH15", None, ""),
    ]


def test_a_typed_reference_alone_will_do() -> None:
    cited = read_reference("30/NQ-CP")
    assert cited is not None
    assert cited.reference == "30/NQ-CP"
    assert read_reference("theo chỉ đạo chung") is None


def test_the_letterhead_of_the_lang_son_letter() -> None:
    header = read_header(from_typing(LANG_SON.read_text(encoding="utf-8")).text)
    assert str(header.code) == "/SYT-KHTC"
    assert (header.type_name, header.place, header.issued_on) == ("công văn", "Lạng Sơn", None)
    assert header.abstract == "Bảo đảm cung ứng thiết bị y tế phục vụ công tác khám bệnh, chữa bệnh"
    assert header.addressed == ("Các đơn vị trực thuộc Sở Y tế", "UBND các xã, phường")
    assert (header.capacity, header.signer_title, header.signer_name) == ("KT", "Phó Giám đốc", "Hoàng Xuân Trường")
    assert [cited.reference for cited in header.carries_out] == ["2837/BYT-VPB"]


def test_the_letterhead_of_the_hanoi_plan() -> None:
    header = read_header(from_typing(HA_NOI.read_text(encoding="utf-8")).text)
    assert (header.code, header.issued_on, header.type_name) == (None, None, "kế hoạch")
    assert header.abstract.startswith("Khắc phục các hạn chế, khuyết điểm")
    assert (header.capacity, header.signer_title, header.signer_name) == ("TM_KT", "Phó Chủ tịch", "Vũ Thu Hà")
    assert header.distribution[-1] == "Lưu: VT, KGVX"
    assert len(header.distribution) == 15
    assert [cited.reference for cited in header.carries_out] == ["144-KH/TU", "291-TB/BCSD"]


def test_a_span_follows_its_words() -> None:
    old = "1. Rà soát thuốc. 2. Báo cáo. 3. Rà soát thuốc."
    start = old.rindex("Rà soát thuốc")
    span = (start, start + len("Rà soát thuốc"))
    assert move_span(old, "Mở đầu. " + old, *span) == (span[0] + 8, span[1] + 8)
    again = "1. Rà soát thuốc. 2. Báo cáo. 3. Rà  soát\nthuốc. 4. Rà soát thuốc."
    moved = move_span(old, again, *span)
    assert moved is not None
    assert again[moved[0] : moved[1]] == "Rà  soát\nthuốc"
    assert move_span(old, "1. Việc khác.", *span) is None


def test_the_name_of_a_law_tells_its_type() -> None:
    text = "Luật Phòng, chống ma túy số 73/2021/QH14 và Nghị quyết số 176/2025/QH15; Bộ luật Dân sự số 91/2015/QH13."
    assert [cited.type_name for cited in cited_in(text)] == ["Luật", "Nghị quyết", "Bộ luật"]


def test_each_sentence_says_itself_what_its_document_is_to_it() -> None:
    text = (
        "Theo báo cáo của TP. Hòa Lâm, dịch phức tạp. Thực hiện Công điện số 117/CĐ-TTg ngày 20/7/2025, yêu cầu:\n"
        "Thực hiện nhiệm vụ được giao. Theo Công văn số 12/SYT-NVY ngày 01/7/2025, dịch đã giảm.\n"
    )
    assert [one.kind for one in read_references(text, None)] == ["carries_out", "mention"]
