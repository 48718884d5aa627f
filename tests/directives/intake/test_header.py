"""What the letterhead and the end of a document tell, in the layouts that files have."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.intake.citing import read_references
from directives.intake.header import Header, fields, read_header
from directives.intake.places import Source
from directives.intake.recipients import Role, role_of
from directives.intake.signing import read_signature
from directives.intake.text import from_typing
from tests.directives.intake import letters


def read(document: str) -> dict[str, Any]:
    return fields(read_header(from_typing(document).text))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            letters.SCHOOL_PLAN,
            {
                "number": "12/KH-THPTSH1",
                "date": "2026-03-05",
                "place": "Bến Sông",
                "type": "kế hoạch",
                "issuer": "TRƯỜNG THPT SÔNG HẬU 1",
                "parent": "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                "abstract": "Thực hiện Công văn số 15/SGDĐT-GDTrH ngày 02/3/2026 về tổ chức ngày hội đọc sách"
                " năm học 2025 - 2026",
                "signer_title": "HIỆU TRƯỞNG",
                "signer_name": "Phan Thị Ngọc Ánh",
                "recipients": ["Sở GDĐT (b/c)", "Các tổ chuyên môn", "Lưu: VT"],
            },
        ),
        (
            letters.COUNCIL_RESOLUTION,
            {
                "number": "07/2026/NQ-HĐND",
                "date": "2026-07-10",
                "type": "nghị quyết",
                "issuer": "HỘI ĐỒNG NHÂN DÂN TỈNH BẾN SÔNG",
                "abstract": "Quy định mức hỗ trợ người trực tiếp tham gia phòng cháy trên địa bàn tỉnh",
                "signer_title": "CHỦ TỊCH",
                "signer_name": "Trần Văn Bình",
                "recipients": ["Ủy ban Thường vụ Quốc hội", "Như Điều 3", "Lưu: VT, (Ph)"],
            },
        ),
        (
            letters.PARTY_DIRECTIVE,
            {
                "number": "05-CT/ĐU",
                "date": "2026-01-12",
                "type": "chỉ thị",
                "issuer": "ĐẢNG ỦY XÃ TÂN HÒA",
                "parent": "ĐẢNG BỘ TỈNH BẾN SÔNG",
                "abstract": "về tăng cường lãnh đạo công tác chuyển đổi số",
                "signer_capacity": "TM",
                "signer_title": "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC",
                "signer_name": "Lê Thị Hồng Nhung",
                "recipients": ["Ban Thường vụ Tỉnh ủy (để báo cáo)", "Các chi bộ trực thuộc", "Lưu Văn phòng Đảng ủy"],
            },
        ),
        (
            letters.URGENT_LETTER,
            {
                "number": None,
                "symbol": "UBND-KT",
                "date": None,
                "place": "Tân Hòa",
                "type": "công văn",
                "issuer": "ỦY BAN NHÂN DÂN XÃ TÂN HÒA",
                "abstract": "V/v ứng phó với bão số 3 và mưa lũ sau bão",
                "urgency": "express",
                "signer_title": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
                "signer_name": "Đỗ Văn Minh",
                "recipients": ["Các ban, ngành, đoàn thể xã", "Trưởng các ấp"],
                "noi_nhan": ["Như trên", "UBND tỉnh (b/c)", "CT, các PCT UBND xã", "Lưu: VT, KT"],
            },
        ),
        (
            letters.WEB_DECISION,
            {
                "number": "210/QĐ-BLV",
                "date": "2026-04-01",
                "type": "quyết định",
                "issuer": "BỘ LAO ĐỘNG, VIỆC LÀM VÀ DẠY NGHỀ",
                "abstract": "VỀ VIỆC BAN HÀNH KẾ HOẠCH THANH TRA GIAI ĐOẠN 2026 - 2030",
                "signer_capacity": "TL",
                "signer_title": "TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG",
                "signer_name": "Ngô Quốc Khánh",
                "recipients": ["Như Điều 3", "VP Bộ: + Lãnh đạo Văn phòng", "Lưu: VT"],
            },
        ),
        (
            letters.LOST_LETTERHEAD,
            {
                "number": "77/BLV-VP",
                "date": "2026-02-03",
                "type": "công văn",
                "issuer": "Bộ Lao động, Việc làm và Dạy nghề",
                "abstract": None,
                "recipients": ["Các đơn vị thuộc Bộ", "Vụ Pháp chế"],
                "signer_name": "Vũ Đức Thịnh",
            },
        ),
        (
            letters.TELEGRAM,
            {
                "number": "15/CĐ-TTg",
                "date": "2026-02-02",
                "type": "công điện",
                "issuer": "THỦ TƯỚNG CHÍNH PHỦ",
                "abstract": "VỀ VIỆC BẢO ĐẢM AN TOÀN GIAO THÔNG DỊP TẾT",
                "recipients": [
                    "Bộ trưởng các Bộ: Công an, Xây dựng, Y tế",
                    "Chủ tịch Ủy ban nhân dân các tỉnh: Bến Sông; Đồi Chè và Núi Xanh",
                ],
                "noi_nhan": ["Như trên", "Ban Bí thư Trung ương Đảng", "Lưu: VT, CN (2). Khôi"],
                "signer_title": "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG",
                "signer_name": "Hoàng Trung Kiên",
            },
        ),
    ],
)
def test_the_header_in_many_layouts(document: str, expected: dict[str, object]) -> None:
    found = read(document)
    assert {name: found[name] for name in expected} == expected


def test_a_decomposed_text_with_hard_spaces_and_long_dashes_reads_alike() -> None:
    import unicodedata

    odd = unicodedata.normalize("NFD", letters.WEB_DECISION.replace(" ", "\u00a0").replace(" - ", " – "))
    assert read(odd)["number"] == "210/QĐ-BLV"
    assert read(odd)["signer_name"] == "Ngô Quốc Khánh"


def test_references_by_kind_each_once_without_the_own_number() -> None:
    text = (
        "Số: 12/KH-UBND\n"
        "Căn cứ Luật Giá số 16/2023/QH15; Thông tư số 48/2017-TT-BYT; quy chuẩn QCVN 02:2014/BNNPTNT;\n"
        "Thực hiện Kế hoạch số 283/KH-UBND ngày 24/9/2025 của UBND tỉnh và các Công điện số 217/CĐ-TTg, số 218/CĐ-TTg\n"
        "ngày 17 tháng 11 năm 2025 của Thủ tướng Chính phủ\n"
        "1. Thực hiện Thông tư số 48/2017/TT-BYT, Công văn số 83/BYT- VP và các"
        " Quyết định số 5, 6/QĐ-TTg; trước 12/2026.\n"
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 1/1/2026)"
    )
    found = [(one.reference, one.type_name, one.kind) for one in read_references(text, None)]
    assert found == [
        ("16/2023/QH15", "Luật", "legal_basis"),
        ("48/2017/TT-BYT", "Thông tư", "legal_basis"),
        ("283/KH-UBND", "Kế hoạch", "carries_out"),
        ("217/CĐ-TTg", "Công điện", "carries_out"),
        ("218/CĐ-TTg", "Công điện", "carries_out"),
        ("83/BYT-VP", "Công văn", "mention"),
        ("5/QĐ-TTg", "Quyết định", "mention"),
        ("6/QĐ-TTg", "Quyết định", "mention"),
    ]
    assert read_references(text, None)[4].issued_on == date(2025, 11, 17)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Như trên", Role.ACT),
        ("Như Điều 3", Role.ACT),
        ("Bộ Y tế (để b/c)", Role.REPORT),
        ("Thường trực Tỉnh ủy (Báo cáo)", Role.REPORT),
        ("Sở Tài chính (để p/h)", Role.COORDINATE),
        ("Cổng TTĐT tỉnh", Role.KNOW),
        ("Lưu: VT, NC", Role.FILE),
    ],
)
def test_the_role_of_a_recipient(name: str, role: Role) -> None:
    assert role_of(name) is role


@pytest.mark.parametrize(
    ("lines", "capacity", "title", "office", "name"),
    [
        (["TUQ. GIÁM ĐỐC", "CHÁNH THANH TRA", "(Đã ký)", "Mai Hoa"],
         "TUQ", "TUQ. GIÁM ĐỐC CHÁNH THANH TRA", "Chánh thanh tra", "Mai Hoa"),
        (["TM. UBND XÃ", "Q. CHỦ TỊCH", "Lò Văn Páo"], "Q", "TM. UBND XÃ Q. CHỦ TỊCH", "Chủ tịch", "Lò Văn Páo"),
        (["không có chữ ký"], "", "", "", ""),
    ],
)  # fmt: skip
def test_signatures(lines: list[str], capacity: str, title: str, office: str, name: str) -> None:
    found = read_signature(lines)
    assert (found.capacity, found.title, found.office, found.name) == (capacity, title, office, name)


@pytest.mark.parametrize(
    ("body", "signed", "issuer"),
    [
        (
            "Ban Chỉ đạo tỉnh về phát triển khoa học, công nghệ và chuyển đổi số yêu cầu các đơn vị báo cáo.",
            "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND TỈNH",
            "Ban Chỉ đạo tỉnh về phát triển khoa học, công nghệ và chuyển đổi số",
        ),
        (
            "Theo báo cáo của UBND các xã, Ủy ban nhân dân tỉnh Bến Sông đã có văn bản chỉ đạo. UBND tỉnh yêu cầu:",
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "Ủy ban nhân dân tỉnh Bến Sông",
        ),
        ("Bộ Tài chính đã ban hành Thông tư. Bộ Y tế đề nghị các Sở báo cáo.", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", "Bộ Y tế"),
        ("Văn phòng Chính phủ thông báo.", "KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM", "Văn phòng Chính phủ"),
        ("Sở Y tế đề nghị các đơn vị phối hợp.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Sở Y tế"),
    ],
)
def test_the_issuer_of_a_document_without_letterhead(body: str, signed: str, issuer: str) -> None:
    text = f"Kính gửi: Các đơn vị.\n{body}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n{signed}\nTrần Văn Bình"
    assert read(text)["issuer"] == issuer


SOURCED = (
    "number date place type issuer parent abstract urgency signer_capacity signer_title signer_name".split()  # noqa: SIM905
)
_SAMPLES = [value for key, value in vars(letters).items() if key.isupper()]


@given(st.sampled_from(_SAMPLES), st.integers(0, 1500), st.integers(0, 300), st.text(max_size=30))
def test_a_damaged_document_never_breaks_the_reading(document: str, at: int, gone: int, junk: str) -> None:
    text = from_typing(document[:at] + junk + document[at + gone :]).text
    header = read_header(text)
    for one in header.references:
        assert 0 <= one.start < one.end <= len(text)
    for source in sources(header):
        assert words(" ".join(text[start:end] for start, end in source.spans)) in ("", words(source.words))


def sources(header: Header) -> list[Source]:
    return [*header.sources.values(), *header.addressee_sources, *header.recipient_sources]


def words(text: str) -> str:
    return " ".join(re.sub(r"[|*#]", " ", text).split())


@pytest.mark.parametrize("document", _SAMPLES)
def test_every_field_shows_its_words_in_the_text(document: str) -> None:
    text = from_typing(document).text
    header = read_header(text)
    data = fields(header)
    told = {name for name in data if name in SOURCED and data[name] is not None}
    assert {*header.sources} - {"symbol"} >= told
    for source in sources(header):
        assert source.spans, source
        assert words(" ".join(text[start:end] for start, end in source.spans)) == words(source.words)
    printed = data["header_sources"]
    assert [one["words"] for one in printed["recipients"]] == data["recipients"]
    assert [one["words"] for one in printed["noi_nhan"] or []] == (data["noi_nhan"] or [])
    assert all(text[slice(*one["span"])] and one["rule"] for one in data["references"])


@given(st.sampled_from(_SAMPLES), st.sampled_from(_SAMPLES))
def test_what_follows_a_document_does_not_change_its_header(first: str, second: str) -> None:
    alone, joined = read(first), read(f"{first}\n\nPHỤ LỤC\n{second}")
    for name in ("number", "date", "type", "issuer", "abstract", "recipients", "signer_name"):
        assert joined[name] == alone[name]
