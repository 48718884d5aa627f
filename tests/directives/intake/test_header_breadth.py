"""The forms that NĐ 30/2020/NĐ-CP, the Party's and the assemblies' offices allow, and what scans make of them."""

from typing import Any

import pytest

from directives.intake.findings import FindingKind
from directives.intake.header import Header, fields, read_header
from directives.intake.reading import read
from directives.intake.text import from_typing

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BẾN SÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Bến Sông, {day}
{title}
"""
BODY = """Để chăm sóc sức khỏe người cao tuổi trên địa bàn tỉnh, Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Y tế báo cáo kết quả.
"""
END = """Nơi nhận:
- Như trên;
- Lưu: VT.
{signed}
Trần Văn Bình
"""
SIGNED = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
ISSUER = "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG"


def letter(
    number: str = "12/KH-UBND",
    day: str = "ngày 05 tháng 3 năm 2026",
    title: str = "KẾ HOẠCH\nVề chăm sóc sức khỏe",
    signed: str = SIGNED,
) -> str:
    return HEAD.format(number=number, day=day, title=title) + BODY + END.format(signed=signed)


def header(document: str) -> Header:
    return read_header(from_typing(document).text)


def told(document: str) -> dict[str, Any]:
    return fields(header(document))


# NĐ 30/2020/NĐ-CP art. 7: 29 types; công văn is the one that bears no name.
TYPES = [
    *("nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn"),
    *("chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng"),
    *("công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu"),
    *("giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo", "thư công"),
]


@pytest.mark.parametrize("name", [*TYPES, "kết luận", "thông tư liên tịch", "kế hoạch liên tịch"])
def test_every_type_gives_its_name_abstract_and_issuer(name: str) -> None:
    data = told(letter(title=f"{name.upper()}\nVề việc chăm sóc sức khỏe người cao tuổi"))
    assert (data["type"], data["abstract"]) == (name, "Về việc chăm sóc sức khỏe người cao tuổi")
    assert (data["issuer"], data["signer_capacity"]) == (ISSUER, "TM_KT")


def test_twenty_nine_types() -> None:
    assert len({*TYPES, "công văn"}) == 29


def test_a_title_whose_letters_stand_apart() -> None:
    data = told(letter(title="Q U Y Ế T Đ Ị N H\nVề chăm sóc sức khỏe"))
    assert (data["type"], data["abstract"], data["issuer"]) == ("quyết định", "Về chăm sóc sức khỏe", ISSUER)


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("144-KH/TU", "144-KH/TU", "KH/TU"),
        ("05-CT/TW", "05-CT/TW", "CT/TW"),
        ("1234-CV/BTCTU", "1234-CV/BTCTU", "CV/BTCTU"),
        ("119/2026/UBTVQH15", "119/2026/UBTVQH15", "2026/UBTVQH15"),
        ("84/2025/QĐ-UBND", "84/2025/QĐ-UBND", "2025/QĐ-UBND"),
        ("02/2026/TTLT-BYT-BTC", "02/2026/TTLT-BYT-BTC", "2026/TTLT-BYT-BTC"),
        ("12a/KH-UBND", "12a/KH-UBND", "KH-UBND"),
        ("     /KH-UBND", None, "KH-UBND"),
        ("……/KH-UBND", None, "KH-UBND"),
    ],
)
def test_numbers_of_state_party_and_assembly(printed: str, number: str | None, symbol: str) -> None:
    found = header(letter(number=printed))
    data = fields(found)
    assert (data["number"], data["symbol"]) == (number, symbol)
    assert bool(found.sources["number"].doubt) == (number is None)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("ngày 05 tháng 3 năm 2026", "2026-03-05"),
        ("Ngày 5 tháng 3 năm 2026.", "2026-03-05"),
        ("ngày 5/3/2026", "2026-03-05"),
        ("ngay 05 thang 3 nam 2026", "2026-03-05"),
        ("ngày … tháng 7 năm 2026", None),
        ("ngày     tháng     năm 2026", None),
        ("ngày | Š tháng 12 năm 2026", None),
        ("ngày 31 tháng 02 năm 2026", None),
    ],
)
def test_days_and_blanks_of_days(printed: str, day: str | None) -> None:
    found = header(letter(day=printed))
    data = fields(found)
    assert (data["date"], data["place"], data["issuer"]) == (day, "Bến Sông", ISSUER)
    assert bool(found.sources["date"].doubt) == (day is None)


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("HỎA TỐC", "express"),
        ("HOẢ TỐC", "express"),
        ("[Hỏa tốc]", "express"),
        ("HỎA TỐC HẸN GIỜ", "express"),
        ("HỎA TỐC\nHẸN GIỜ", "express"),
        ("HỎA TỐC (hẹn giờ: 14h00 ngày 05/3)", "express"),
        ("THƯỢNG KHẨN", "very_urgent"),
        ("KHẨN", "urgent"),
    ],
)
def test_marks_of_urgency(mark: str, urgency: str) -> None:
    data = told(letter(number="12/UBND-VX", title=f"{mark}\nV/v ứng phó với bão\nKính gửi: Sở Y tế."))
    assert (data["urgency"], data["type"], data["abstract"]) == (urgency, "công văn", "V/v ứng phó với bão")
    assert data["issuer"] == ISSUER


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Kính gửi: Các sở, ban, ngành; UBND các xã.", ["Các sở, ban, ngành", "UBND các xã"]),
        ("Kính gửi:\n- Sở Y tế (qua Văn phòng Sở);\n- Sở Tài chính.", ["Sở Y tế (qua Văn phòng Sở)", "Sở Tài chính"]),
        ("Kính gửi:\nSở Y tế;\nSở Tài chính.", ["Sở Y tế", "Sở Tài chính"]),
        ("Kính gửi:\n1. Sở Y tế;\n2. Sở Tài chính.", ["Sở Y tế", "Sở Tài chính"]),
        ("KÍNH GỬI: SỞ Y TẾ", ["SỞ Y TẾ"]),
        ("Kính gởi: Sở Y tế", ["Sở Y tế"]),
        ("Kinh gừi: Sở Y tế", ["Sở Y tế"]),
        (
            "Kính gửi:\n- Sở Y tế;\n- Sở Tài chính.\n\nĐồng kính gửi:\n- Chủ tịch UBND tỉnh (để báo cáo).",
            ["Sở Y tế", "Sở Tài chính", "Chủ tịch UBND tỉnh (để báo cáo)"],
        ),
        (
            "Kính gửi:\n- Chủ tịch UBND các xã: Bến Sông,\n- An Bình;\n- Sở Y tế.",
            ["Chủ tịch UBND các xã: Bến Sông, An Bình", "Sở Y tế"],
        ),
    ],
)
def test_addressees(printed: str, names: list[str]) -> None:
    data = told(letter(number="12/UBND-VX", title=f"V/v báo cáo\n{printed}"))
    assert (data["recipients"], data["abstract"]) == (names, "V/v báo cáo")
    assert data["noi_nhan"] == ["Như trên", "Lưu: VT"]


def test_what_each_recipient_is_to_do() -> None:
    lines = "- Như trên;\n- Thường trực Tỉnh ủy (để báo cáo);\n- Sở Y tế (để thực hiện);\n- Sở Tài chính (để p/h);"
    data = told(letter().replace("- Như trên;", lines).replace("Lưu: VT", "Lưu: VT, NVY"))
    assert list(data["recipient_roles"].values()) == ["act", "report", "execute", "coordinate", "file"]
    assert data["recipients"][-1] == "Lưu: VT, NVY"


@pytest.mark.parametrize(
    ("signed", "capacity", "title"),
    [
        (SIGNED, "TM_KT", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "TL", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG NGHIỆP VỤ Y", "TUQ", "TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG NGHIỆP VỤ Y"),
        ("Q. GIÁM ĐỐC", "Q", "Q. GIÁM ĐỐC"),
        ("QUYỀN GIÁM ĐỐC", "Q", "QUYỀN GIÁM ĐỐC"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ", "TM", "T/M BAN THƯỜNG VỤ BÍ THƯ"),
        ("KT. GIÁM ĐÓC\nPHÓ GIÁM ĐỌC\n[đã ký]", "KT", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"),
    ],
)
def test_capacities_and_titles(signed: str, capacity: str, title: str) -> None:
    data = told(letter(signed=signed))
    assert (data["signer_capacity"], data["signer_title"], data["signer_name"]) == (capacity, title, "Trần Văn Bình")


def test_a_title_under_a_stamp_is_no_title() -> None:
    data = told(letter(signed="GIÁM ĐÓC “HGØ BVT: PHÓ GIÁM ĐC").replace("Trần Văn Bình", ""))
    assert (data["signer_title"], data["signer_name"]) == (None, None)


ONE_LINE = (
    "UBND TỈNH BẾN SÔNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc Số: 12/KH-SYT"
    " Bến Sông, ngày 05 tháng 3 năm 2026 KẾ HOẠCH Về chăm sóc sức khỏe\n"
)
COLUMNS = """UBND TỈNH BẾN SÔNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ | Độc lập - Tự do - Hạnh phúc
Số: 12/KH-SYT | Bến Sông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Về chăm sóc sức khỏe
"""
SCANNED = """UBND TỈNH BẾN SÔNG CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ Độc lập — Tự do - Hạnh phúc
Sô: 12/KH-SYT Bến Sông, ngay 05 tháng 3 năm 2026
KẺ HOẠCH
Về chăm sóc sức khỏe
"""


@pytest.mark.parametrize("head", [ONE_LINE, COLUMNS, SCANNED])
def test_a_letterhead_however_it_was_laid_out(head: str) -> None:
    data = told(head + BODY)
    assert (data["number"], data["date"], data["type"]) == ("12/KH-SYT", "2026-03-05", "kế hoạch")
    assert (data["issuer"], data["parent"]) == ("SỞ Y TẾ TỈNH BẾN SÔNG", "UBND TỈNH BẾN SÔNG")
    assert data["abstract"] == "Về chăm sóc sức khỏe"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("BỘ Y TẾ - BỘ TÀI CHÍNH", "BỘ Y TẾ - BỘ TÀI CHÍNH"),
        ("BỘ Y TẾ\n- BỘ TÀI CHÍNH", "BỘ Y TẾ - BỘ TÀI CHÍNH"),
        ("THỦ TƯỚNG\nCHÍNH PHỦ", "THỦ TƯỚNG CHÍNH PHỦ"),
    ],
)
def test_one_issuer_on_several_lines(head: str, issuer: str) -> None:
    data = told(letter().replace("ỦY BAN NHÂN DÂN\nTỈNH BẾN SÔNG", head, 1))
    assert (data["issuer"], data["parent"]) == (issuer, None)


@pytest.mark.parametrize(
    "document",
    [
        "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\nSTT | Nhiệm vụ | Cơ quan chủ trì\n1 | Lập danh sách | Sở Nội vụ\n",
        "PHỤ LỤC STT\nNội dung\n1. Sở Y tế đề nghị Sở Tài chính phối hợp với Bệnh viện tỉnh.\n",
        "1. Sở Y tế đề nghị các đơn vị báo cáo.\n2. Sở Tài chính bố trí kinh phí, phối hợp với Sở Nội vụ.\n",
    ],
)
def test_an_annex_or_a_partner_is_no_issuer(document: str) -> None:
    found = read(from_typing(document).document)
    assert fields(found.header)["issuer"] is None
    assert FindingKind.NO_ISSUER in {finding.kind for finding in found.findings}


def test_a_number_lost_on_the_scan_stands_in_the_annex() -> None:
    caption = "PHỤ LỤC\n(Kèm theo Kế hoạch số 2084/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Bến Sông)\n"
    found = header(letter(number="z?4|/KH-UBND") + caption)
    assert fields(found)["number"] == "2084/KH-UBND"
    assert (found.sources["number"].rule, bool(found.sources["number"].doubt)) == ("caption", True)
    other = header(letter(number="z?4|/KH-UBND") + caption.replace("KH-UBND", "KH-SYT"))
    assert fields(other)["number"] is None


def test_marks_that_a_scan_got_wrong_are_mended_by_the_body() -> None:
    body = "Sở Y tế yêu cầu các đơn vị báo cáo.\n1. Các đơn vị gửi báo cáo về Sở Y tế.\n"
    found = header(COLUMNS.replace("SỞ Y TẾ", "SƠ Y TÉ") + body)
    assert (found.issuer, found.sources["issuer"].words) == ("SỞ Y TẾ TỈNH BẾN SÔNG", "SƠ Y TÉ")
    assert found.sources["issuer"].doubt
    placed = header(COLUMNS.replace("SỞ Y TẾ", "TRƯỜNG TIỂU HỌC HOÀ BÌNH") + "Trường Tiểu học Hòa Bình báo cáo. " * 3)
    assert placed.issuer == "TRƯỜNG TIỂU HỌC HOÀ BÌNH TỈNH BẾN SÔNG"


def test_what_a_stamp_leaves_before_the_addressees() -> None:
    data = told(letter(number="12/UBND-VX", title="V/v báo cáo\nẨN Kính gửi: Sở Y tế."))
    assert (data["recipients"], data["abstract"]) == (["Sở Y tế"], "V/v báo cáo")


def test_a_number_behind_a_misread_sign_is_to_be_compared() -> None:
    found = header(letter().replace("Số: 12", "Só: 12"))
    assert (fields(found)["number"], bool(found.sources["number"].doubt)) == ("12/KH-UBND", True)
    assert fields(header(letter().replace("Số: 12/", "Số:220#")))["number"] is None


def test_what_stamps_leave_beside_the_recipients() -> None:
    scanned = letter().replace(
        "- Như trên;",
        "- Như trên; ' : ề\n- BGĐ Sở; ¬ 3TR TU”?\n- Các phòng; ( _NGB, PHÓ GIÁM ĐỚC\n- Website Sở;-' ` '- '",
    )
    assert told(scanned)["recipients"] == ["Như trên", "BGĐ Sở", "Các phòng", "Website Sở", "Lưu: VT"]
