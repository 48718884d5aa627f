"""Tables whose cells a copy has put on lines of their own, and headings beyond the usual ones."""

from typing import Any

import pytest

from directives.intake.blocks import document_of
from directives.intake.columns import column_of
from directives.intake.fields import Field
from directives.intake.normal import join_wrapped, normalise
from directives.intake.proposal import as_data
from directives.intake.reading import read

PLAN = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN BÌNH

Số: 15/KH-HĐND

An Bình, ngày 06 tháng 02 năm 2026

KẾ HOẠCH
Ban hành nghị quyết năm 2026

Căn cứ Luật Tổ chức chính quyền địa phương, Thường trực Hội đồng nhân dân tỉnh ban hành Kế hoạch như sau:

II. TỔ CHỨC THỰC HIỆN

{}

III. HIỆU LỰC

Kế hoạch này có hiệu lực từ ngày ký./.
"""
FALLEN = """1. Phân công cơ quan trình, cơ quan thẩm tra các dự thảo như sau:
STT
Tên dự thảo
Cơ quan trình
Cơ quan chủ trì
thẩm tra
Cơ quan tham gia thẩm tra
Tiến độ trình
1.
Nghị quyết về phí tham quan di tích
Ủy ban nhân dân tỉnh
Ban
Kinh tế - Ngân sách
Ban Pháp chế, các Ban khác
Phiên họp tháng 3/2026
2.
Nghị quyết về học phí
Ủy ban nhân dân tỉnh
Ban Văn hóa - Xã hội
Ban Pháp chế
Phiên họp tháng 9/2026"""


def data_of(body: str) -> dict[str, Any]:
    return as_data(read(document_of(join_wrapped(normalise(PLAN.format(body))))))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_without_bars_is_read_row_by_row(gap: str) -> None:
    tasks = data_of(FALLEN.replace("\n", gap))["tasks"]
    assert [task["rule"] for task in tasks] == ["row", "row"]
    assert [task["lead"] for task in tasks] == [
        ["Ủy ban nhân dân tỉnh", "Ban Kinh tế - Ngân sách"],
        ["Ủy ban nhân dân tỉnh", "Ban Văn hóa - Xã hội"],
    ]
    assert [task["coordinate"] for task in tasks] == [["Ban Pháp chế", "các Ban khác"], ["Ban Pháp chế"]]
    assert [task["deadline"] for task in tasks] == ["2026-03-31", "2026-09-30"]
    assert tasks[0]["product"] == "Nghị quyết về phí tham quan di tích"


def test_a_row_with_a_cell_missing_is_placed_by_its_words() -> None:
    tasks = data_of(FALLEN.replace("Ban Văn hóa - Xã hội\nBan Pháp chế\n", "Ban Văn hóa - Xã hội\n"))["tasks"]
    assert tasks[1]["deadline"] == "2026-09-30"
    assert tasks[1]["lead"] == ["Ủy ban nhân dân tỉnh", "Ban Văn hóa - Xã hội"]


def test_a_list_of_units_without_bars_gives_no_tasks() -> None:
    data = data_of("Danh sách như sau:\nSTT\nTên đơn vị\nSố lượng\n1.\nSở Y tế\n12\n2.\nSở Nội vụ\n9")
    assert data["tasks"] == []


def test_what_stands_below_the_table_is_none_of_its_rows() -> None:
    tasks = data_of(f"{FALLEN}\nĐiều 3. Giao Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.")["tasks"]
    assert [task["lead"] for task in tasks[2:]] == [["Văn phòng"]]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tên dự án", Field.CONTENT),
        ("Danh mục nhiệm vụ", Field.CONTENT),
        ("Hạng mục công việc", Field.CONTENT),
        ("Cơ quan trình", Field.LEAD),
        ("Cơ quan chủ trì soạn thảo", Field.LEAD),
        ("Chủ thể thực hiện", Field.LEAD),
        ("Cơ quan chủ trì thẩm tra", Field.REVIEWER),
        ("Cơ quan tham gia thẩm tra", Field.COORDINATE),
        ("Cơ quan thẩm định", Field.COORDINATE),
        ("Tần suất", Field.TIME),
        ("Tiến độ trình", Field.TIME),
        ("Dự kiến hoàn thành", Field.TIME),
        ("Kỳ báo cáo", Field.TIME),
        ("Yêu cầu sản phẩm", Field.PRODUCT),
        ("Cấp ban hành", Field.OTHER),
        ("Đơn vị tính", Field.OTHER),
        ("Diện tích (ha)", None),
    ],
)
def test_what_a_heading_announces(heading: str, field: Field | None) -> None:
    assert column_of(heading) is field
