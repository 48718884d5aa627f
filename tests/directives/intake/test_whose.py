"""Whose a duty, a partner or a rhythm is, and lists that oblige nobody."""

import pytest

from tests.directives.intake.test_reading import PLAN_OF_ONE, starts, task_of


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("Chủ động phối hợp, hướng dẫn Sở Y tế, các nhà thầu hoàn thiện hồ sơ.", ["Sở Y tế", "các nhà thầu"]),
        ("Chỉ đạo phòng chuyên môn, phối hợp với Hội Nông dân tỉnh mở lớp.", ["Hội Nông dân tỉnh"]),
        ("Chỉ đạo phòng chuyên môn phối hợp với Hội Nông dân tỉnh mở lớp.", []),
        (
            "Phối hợp với các tổ chức cung cấp dịch vụ chi trả mở tài khoản.",
            ["các tổ chức cung cấp dịch vụ chi trả"],
        ),
    ],
)
def test_with_whom(words: str, partners: list[str]) -> None:
    assert task_of(PLAN_OF_ONE.format(words), words[:20])["coordinate"] == partners


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("Ký hợp đồng chi trả trợ cấp cho người hưởng hằng tháng.", None),
        ("Ký kết việc chi trả qua tài khoản theo định kỳ.", None),
        ("Hưởng ứng phong trào “mỗi ngày làm một việc tốt”.", None),
        ("Chi trả trợ cấp, hằng tháng báo cáo Sở Y tế.", "monthly"),
        ("Nộp báo cáo thu, chi hằng quý.", "quarterly"),
    ],
)
def test_a_rhythm_of_payments_or_in_a_motto_is_not_the_duty_s(words: str, rhythm: str | None) -> None:
    assert task_of(PLAN_OF_ONE.format(words), words[:12])["recurrence"] == rhythm


@pytest.mark.parametrize("words", ["Báo cáo định kỳ, đột xuất về tiến độ.", "Cử cán bộ hỗ trợ (nếu có yêu cầu)."])
def test_on_request(words: str) -> None:
    assert task_of(PLAN_OF_ONE.format(words), words[:12])["on_request"] is True


def test_whom_a_sentence_after_a_title_or_the_first_one_tells() -> None:
    text = (
        "KẾ HOẠCH\nTriển khai công tác\nII. NHIỆM VỤ\n"
        "1. Mở tài khoản cho người dân: Sau khi rà soát, UBND các xã phối hợp với bưu điện mở tài khoản.\n"
        "2. Hoàn thành tuyển sinh năm học mới. Sở Giáo dục và Đào tạo yêu cầu các trường gửi báo cáo.\n"
    )
    assert [lead for _words, lead in starts(text)] == [["UBND các xã"], ["các trường"]]


def test_lists_that_oblige_nobody() -> None:
    text = (
        "KẾ HOẠCH\nKiểm tra công tác dược\nII. NỘI DUNG THỰC HIỆN\n1. Phòng Y tế\n"
        "- Công tác đào tạo nhân lực;\n- Việc thực hiện quy chế kê đơn;\n- Công tác thống kê, báo cáo.\n"
        "2. Danh mục dự án ưu tiên\n- Xây dựng nhà văn hóa;\n- Nâng cấp thư viện.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Tổng hợp nhu cầu sử dụng đất của mạng lưới dự kiến là 120 ha.\n"
        "2. Trong quá trình lập quy hoạch, cơ quan lập quy hoạch phải bảo đảm tính đồng bộ.\n"
        "3. Trong quá trình thực hiện nếu có vướng mắc, các đơn vị báo cáo Sở Y tế.\n"
    )
    assert [words for words, _lead in starts(text)] == ["Trong quá trình"]


def test_what_was_given_before_is_not_given_now() -> None:
    text = (
        "CÔNG VĂN\nV/v rà soát\nKính gửi: Sở Y tế\n"
        "Tại văn bản này, Ban Chỉ đạo đã giao “Sở Xây dựng chủ trì, phối hợp với Sở Nội vụ rà soát”.\n"
        "Đề nghị Sở Y tế rà soát, báo cáo trước ngày 15/3/2026.\n"
    )
    assert starts(text) == [("Đề nghị Sở", ["Sở Y tế"])]


def test_the_last_paragraph_below_a_bare_heading_is_its_duty() -> None:
    text = (
        "KẾ HOẠCH\nTriển khai công tác\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nTham mưu ban hành quy chế.\n"
        "2. Các tổ chức, cá nhân liên quan\n\nPhối hợp với Sở Y tế tuyên truyền; báo cáo vướng mắc (nếu có)./.\n"
    )
    assert starts(text)[-1] == ("Phối hợp với", ["Các tổ chức, cá nhân liên quan"])


def test_what_is_given_among_criteria_is_a_duty() -> None:
    text = (
        "KẾ HOẠCH\nPhát động thi đua\nIII. TIÊU CHÍ XẾP LOẠI\n"
        "1. Trên cơ sở kết quả thực hiện, giao Sở Y tế thành lập đoàn kiểm tra.\n"
        "2. Các xã có điểm bằng nhau thì xã có tỷ lệ cao hơn xếp trên.\n"
    )
    assert starts(text) == [("Trên cơ sở", ["Sở Y tế"])]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Có phương án cụ thể để tuyên truyền tới từng hộ.", "phương án cụ thể"),
        ("Hoàn chỉnh báo cáo và nhập liệu trước ngày 05/4/2026.", "báo cáo"),
        ("Cung cấp danh sách, mời người dân đến điểm chi trả.", "danh sách"),
        ("Xây dựng bảng đánh giá, chấm điểm làm cơ sở xếp loại.", "bảng đánh giá, chấm điểm"),
        ("Nghiên cứu, trình cấp có thẩm quyền phê duyệt các đề án trọng điểm.", "các đề án trọng điểm"),
    ],
)
def test_what_is_handed_over(words: str, thing: str) -> None:
    assert task_of(PLAN_OF_ONE.format(words), words[:12])["product"] == thing


def test_a_list_of_facilities_is_no_duty() -> None:
    text = (
        "KẾ HOẠCH\nKiểm tra công tác dược\nII. NỘI DUNG THỰC HIỆN\n"
        "1. Cơ sở khám, chữa bệnh bao gồm:\n- Bệnh viện Đa khoa tỉnh;\n- Trung tâm Y tế huyện;\n"
        "2. Tham mưu ban hành quy chế kiểm tra.\n"
    )
    assert [words for words, _lead in starts(text)] == ["Tham mưu ban"]
