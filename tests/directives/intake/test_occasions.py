"""Rhythms, requests and occasions of a task, and words that only look like them; reasons that are no work."""

from typing import Any

import pytest

from tests.directives.intake.test_reading import PLAN_OF_ONE, starts, task_of


def read_point(point: str) -> dict[str, Any]:
    return task_of(PLAN_OF_ONE.format(point), point[:20])


@pytest.mark.parametrize(
    ("point", "rhythm"),
    [
        ("Tổng hợp, đánh giá kết quả thực hiện Chương trình hằng năm.", "annual"),
        ("Tham mưu xây dựng kế hoạch triển khai thực hiện hằng năm và theo dõi các đơn vị.", "annual"),
        ("Soạn thảo, công bố báo cáo thường niên về thị trường lao động.", "annual"),
        ("Sao lưu dữ liệu, kiểm thử hệ thống định kỳ trên các máy chủ.", "periodic"),
        ("Công bố định k\u01f6 giá vật liệu xây dựng trên trang thông tin.", "periodic"),
        ("Xác định chỉ tiêu, nhiệm vụ hằng năm của từng dự án thành phần.", None),
        ("Rà soát danh mục đầu tư trung hạn, hằng năm thuộc phạm vi quản lý.", None),
        ("Ban hành tiêu chuẩn dữ liệu, quy trình cập nhật định kỳ.", None),
        ("Bảo đảm mức tăng mỗi năm đạt tối thiểu 5% số hộ tham gia.", None),
    ],
)
def test_a_rhythm_is_one_of_acting(point: str, rhythm: str | None) -> None:
    assert read_point(point)["recurrence"] == rhythm


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Cung cấp bản đồ, số liệu theo đề nghị của các chủ đầu tư.", True),
        ("Trả lời bằng văn bản khi được đơn vị chủ trì thẩm định lấy ý kiến.", True),
        ("Trường hợp cần đơn vị khác cùng xác minh thì có văn bản đề nghị phối hợp.", True),
        ("Trường hợp các đơn vị có ý kiến khác nhau, tổ chức họp để thống nhất.", True),
        ("Điều động thêm phương tiện hỗ trợ địa phương khi cần thiết.", True),
        ("Sản xuất nông sản theo yêu cầu của thị trường xuất khẩu.", False),
        ("Bổ sung kinh phí theo đề nghị của Sở Y tế tại Tờ trình số 12/TTr-SYT.", False),
        ("Tổ chức kiểm tra đột xuất các cơ sở giết mổ.", False),
    ],
)
def test_a_request_is_anothers_to_the_one_told(point: str, asked: bool) -> None:
    assert read_point(point)["on_request"] is asked


def test_what_is_finished_within_a_year_is_due_though_it_was_given_before() -> None:
    due = read_point("Triển khai các thủ tục theo lộ trình được giao hoàn thành trong năm 2026.")
    assert (due["deadline"], due["deadline_precision"]) == ("2026-12-31", "year")
    target = read_point("Huy động nguồn lực để thực hiện các chỉ tiêu được giao trong năm 2026.")
    assert target["deadline"] is None


REASONS = """KẾ HOẠCH
Phát triển thư viện số
II. NHIỆM VỤ, GIẢI PHÁP
1. Thư viện số
Phát triển thư viện số là đòn bẩy để nâng cao dân trí.
Mở rộng thư viện số theo hướng hiện đại, gần dân.
a) Số hóa toàn bộ sách quý của các thư viện trên địa bàn.
b) Phổ cập kỹ năng đọc trực tuyến cho học sinh vùng sâu.
c) Quan tâm thiết bị, nhất là điều kiện về đường truyền tại cơ sở.
"""


def test_reasons_and_introductions_are_no_work() -> None:
    assert starts(REASONS) == [("Số hóa toàn", []), ("Phổ cập kỹ", []), ("Quan tâm thiết", [])]


LEADS = """CÔNG ĐIỆN
Khắc phục hậu quả mưa lũ
Thủ tướng Chính phủ yêu cầu:
1. Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Quảng Trị đến Cà Mau, trong đó trọng tâm là Gia Lai:
a) Sửa chữa ngay trường học bị hư hỏng.
b) Bố trí chỗ ở tạm cho người dân vùng lũ.
"""


def test_a_heading_of_units_may_say_where_and_which_above_all() -> None:
    who = ["Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Quảng Trị đến Cà Mau"]
    assert starts(LEADS) == [("Sửa chữa ngay", who), ("Bố trí chỗ", who)]


def test_a_class_of_schools_goes_on_past_its_comma() -> None:
    plan = PLAN_OF_ONE.replace("Sở Nội vụ", "Các cơ sở đào tạo đại học, sau đại học").format(
        "Mở thêm các lớp buổi tối."
    )
    assert starts(plan)[0] == ("Mở thêm các", ["Các cơ sở đào tạo đại học, sau đại học"])
