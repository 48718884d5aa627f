"""Reports: by what they are about, on which day after a period they are sent, and when only on request."""

from typing import Any

import pytest

from directives.intake.blocks import document_of
from directives.intake.normal import join_wrapped, normalise
from directives.intake.proposal import as_data
from directives.intake.reading import read

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH

Số: 41/KH-UBND

An Bình, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Quản lý giá năm 2026

Căn cứ Luật Giá, UBND tỉnh ban hành Kế hoạch như sau:

III. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

- {}
"""


def task_of(point: str) -> dict[str, Any]:
    tasks = as_data(read(document_of(join_wrapped(normalise(PLAN.format(point))))))["tasks"]
    task: dict[str, Any] = tasks[0]
    assert len(tasks) == 1
    return task


@pytest.mark.parametrize(
    ("point", "recurrence"),
    [
        (
            "Gửi báo cáo giá trước ngày 03 của tháng tiếp theo sau tháng cuối của kỳ báo cáo đối với báo cáo "
            "quý và cả năm.",
            "quarterly+annual",
        ),
        ("Lập báo cáo, gửi trước ngày 05 của tháng tiếp theo sau tháng kỳ báo cáo.", "monthly"),
        ("Tổng hợp; báo cáo tháng gửi về UBND tỉnh trước ngày 20; báo cáo năm gửi trước ngày 25/12.", "monthly+annual"),
        ("Lồng ghép vào Kế hoạch phát triển kinh tế - xã hội hằng năm của địa phương.", None),
        ("Vận hành hệ thống báo cáo định kỳ của ngành.", None),
    ],
)
def test_the_day_of_sending_is_of_every_period(point: str, recurrence: str | None) -> None:
    task = task_of(point)
    assert (task["recurrence"], task["deadline"]) == (recurrence, None)


def test_a_day_of_next_month_by_itself_is_one_day() -> None:
    assert task_of("Gửi báo cáo giá thị trường trước ngày 15 của tháng sau.")["deadline"] == "2026-02-15"


def test_in_case_of_need_is_on_request() -> None:
    assert task_of("Đề xuất điều chỉnh giá trong trường hợp cần thiết.")["on_request"] is True


@pytest.mark.parametrize(
    ("point", "product"),
    [
        ("Tổng hợp, phân tích và báo cáo giá thị trường trên địa bàn tỉnh.", "báo cáo giá thị trường"),
        ("Báo cáo công tác thẩm định giá năm 2026 theo mẫu, gửi báo cáo bằng văn bản về UBND tỉnh.",
         "Báo cáo công tác thẩm định giá năm 2026"),
        ("Xây dựng kế hoạch cụ thể, gửi kế hoạch về UBND tỉnh.", "kế hoạch cụ thể"),
        ("Ban hành hướng dẫn các đơn vị kê khai giá.", "hướng dẫn"),
        ("Chỉ đạo các cơ sở tham gia xây dựng kế hoạch bình ổn giá.", None),
    ],
)  # fmt: skip
def test_what_is_handed_over(point: str, product: str | None) -> None:
    assert task_of(point)["product"] == product
