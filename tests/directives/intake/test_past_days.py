"""A deadline that was past on the day of issue is still one; a past day that tells which is none."""

from datetime import date

import pytest

from tests.directives.intake.below import read_below


@pytest.mark.parametrize(
    ("point", "day"),
    [
        ("Gửi báo cáo trước ngày 30/6/2025.", date(2025, 6, 30)),
        ("Báo cáo kết quả rà soát về UBND tỉnh trước ngày 30/6/2025 để tổng hợp.", date(2025, 6, 30)),
        ("Gửi danh sách về Sở Nội vụ trước ngày 01/7/2025 theo mẫu.", date(2025, 7, 1)),
        ("Hoàn thành việc lập hồ sơ trước ngày 30/6/2025 và báo cáo UBND tỉnh.", date(2025, 6, 30)),
        ("Đề nghị các xã gửi kết quả (bản mềm) trước ngày 25/6/2025 qua thư điện tử.", date(2025, 6, 25)),
        ("Rà soát hộ sử dụng đất trước ngày 01/7/2025 được cấp giấy.", None),
        ("Xử lý các hồ sơ nộp trước ngày 01/7/2025 còn tồn đọng.", None),
        ("Giải quyết các hồ sơ nộp trước ngày 01/7/2025 theo quy định cũ.", None),
        ("Báo cáo số liệu phát sinh trước ngày 30/6/2025 tại các xã.", None),
        ("Thực hiện Kế hoạch ban hành trước ngày 01/7/2025 của UBND tỉnh.", None),
    ],
)
def test_words_behind_a_past_day(point: str, day: date | None) -> None:
    [task] = read_below(f"1. Sở Y tế\n\na) {point}\n").tasks
    assert task.time.day == day
