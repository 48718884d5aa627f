"""Slips of those who write: last year's year in January, a heading with its paragraph on the next line."""

from typing import Any

import pytest

from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise
from directives.intake.proposal import as_data
from directives.intake.reading import read
from workflows.doubts import doubt

PLAN = """ỦY BAN NHÂN DÂN

TỈNH AN BÌNH

Số: 214/KH-UBND

An Bình, ngày 03 tháng 02 năm 2026

KẾ HOẠCH

Phòng, chống bệnh dại năm 2026

{}

III. TỔ CHỨC THỰC HIỆN

{}
"""


def data_of(points: str, opening: str = "UBND tỉnh ban hành Kế hoạch như sau:") -> dict[str, Any]:
    return as_data(read(document_of(join_wrapped(normalise(PLAN.format(opening, points))))))


def test_last_years_year_is_a_deadline_that_is_past() -> None:
    data = data_of("1. Sở Y tế\n\n- Gửi báo cáo về UBND tỉnh trước ngày 20/12/2025.")
    task = data["tasks"][0]
    assert task["deadline"] == "2025-12-20"
    assert doubt("before_issue") in task["doubts"]
    assert "past" in [finding["kind"] for finding in data["findings"]]


@pytest.mark.parametrize(
    "point",
    [
        "Rà soát các hộ đã hoàn thành tiêm phòng trước ngày 20/12/2025.",
        "Hỗ trợ hộ nuôi chó trước ngày 20/12/2025 tiêm phòng.",
        "Thực hiện Công văn số 77/UBND-NN ngày 20/12/2025 của UBND tỉnh.",
    ],
)
def test_what_happened_last_year_is_no_deadline(point: str) -> None:
    assert data_of(f"1. Sở Y tế\n\n- {point}")["tasks"][0]["deadline"] is None


def test_a_paragraph_right_below_a_units_heading_is_not_its_name() -> None:
    data = data_of(
        "1. Sở Y tế\n\n- Rà soát số người bị phơi nhiễm.\n\n2. Các bệnh viện công lập\n"
        "Tổ chức thu dung, điều trị người bị phơi nhiễm theo đúng phác đồ, bảo đảm đủ thuốc và vắc xin."
    )
    assert data["tasks"][-1]["lead"] == ["Các bệnh viện công lập"]


@pytest.mark.parametrize(
    ("point", "lead", "coordinate"),
    [
        (
            "UBND Q. Sông Đông, UBND quận Sông Tây tổ chức tiêm bù.",
            ["UBND Q. Sông Đông", "UBND quận Sông Tây"],
            [],
        ),
        (
            "Văn phòng UBND tỉnh, phòng Kinh tế các xã rà soát số chó.",
            ["Văn phòng UBND tỉnh", "phòng Kinh tế các xã"],
            [],
        ),
        ("UBND các xã và phòng Kinh tế rà soát số mèo.", ["UBND các xã", "phòng Kinh tế"], []),
        ("KBNN An Bình, CATP tổ chức trực.", ["KBNN An Bình", "CATP"], []),
        ("Sở Y tế phối hợp với Sở Tài chính, SNV thanh toán chi phí.", ["Sở Y tế"], ["Sở Tài chính", "SNV"]),
        ("Sở Nội vụ khi có yêu cầu thì cung cấp số liệu cho Sở Y tế.", ["Sở Nội vụ"], []),
    ],
)
def test_short_names_and_names_in_a_row(point: str, lead: list[str], coordinate: list[str]) -> None:
    task = data_of(f"1. Tiêm phòng\n\n- {point}")["tasks"][0]
    assert (task["lead"], task["coordinate"]) == (lead, coordinate)


@pytest.mark.parametrize(
    ("point", "deadline", "recurrence", "product"),
    [
        ("Tổ chức tiêm phòng trong tháng 3 và tháng 9 hằng năm.", None, "semiannual", None),
        ("Tổng hợp số liệu, báo cáo UBND tỉnh trong quý III/2026.", "2026-09-30", None, None),
        ("Trình UBND tỉnh phê duyệt Đề án trong 6 tháng cuối năm 2026.", "2026-12-31", None, "Đề án"),
        ("Xây dựng Kế hoạch diễn tập từ ngày 02/3/2026 đến ngày 20/4/2026.", "2026-04-20", None, "Kế hoạch diễn tập"),
        ("Lập danh sách đàn chó mỗi quý một lần.", None, "quarterly", "danh sách đàn chó"),
        ("Xây dựng báo cáo giám sát thường xuyên.", None, None, "báo cáo giám sát"),
        ("Báo cáo UBND tỉnh bằng văn bản trước ngày 15/5/2026.", "2026-05-15", None, "Báo cáo"),
        ("Tổng hợp, báo cáo UBND tỉnh hàng ngày trước 15 giờ.", None, "daily", "báo cáo"),
    ],
)
def test_the_time_is_read_and_no_part_of_the_product(
    point: str, deadline: str | None, recurrence: str | None, product: str | None
) -> None:
    task = data_of(f"1. Sở Y tế\n\n- {point}")["tasks"][0]
    assert (task["deadline"], task["recurrence"], task["product"]) == (deadline, recurrence, product)


def test_each_clause_of_the_opening_tells_what_it_cites() -> None:
    opening = (
        "Thực hiện Công văn số 2837/BYT-VPB ngày 20/01/2026 của Bộ Y tế; căn cứ Nghị quyết số 30/NQ-CP ngày 05/01/2026"
        " của Chính phủ; tiếp theo Quyết định số 15/2024/QĐ-UBND ngày 02/3/2024 của UBND tỉnh, UBND tỉnh yêu cầu:"
    )
    found = data_of("1. Sở Y tế\n\n- Rà soát số người bị phơi nhiễm.", opening)["references"]
    assert [one["kind"] for one in found] == ["carries_out", "legal_basis", "mention"]
