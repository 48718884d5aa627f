"""Orders without a mark of their own: paragraphs above, between and below points, and what is only debris."""

import pytest

from tests.directives.intake.below import PLAN, helping, led, read_below, told

CONCLUSION = """ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ
Số: 12/TB-UBND
Sông Trà, ngày 05 tháng 8 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về cầu yếu

Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:

"""
ORDERS = (
    "Để khắc phục nhanh, Chủ tịch UBND tỉnh yêu cầu các sở, ngành tập trung các nhiệm vụ sau:\n\n"
    "1. Sở Y tế rà soát các trạm.\n\n2. Sở Nội vụ rà soát nhân lực.\n"
)


def quotes(text: str, head: str = PLAN) -> list[str]:
    return [quote for quote, _lead in told(text, head)]


def test_orders_above_a_list_that_is_not_theirs() -> None:
    text = (
        "Củng cố Ban điều phối của các xã.\n\nMở lớp sơ cứu để các xã nắm cách làm.\n\n"
        "Sở Y tế chủ động tham mưu triển khai.\n\na) Trung tâm Cứu hộ tỉnh\n\n- Rà soát nhân lực tại các bến.\n"
    )
    assert quotes(text)[:2] == ["Củng cố Ban điều phối của các xã.", "Mở lớp sơ cứu để các xã nắm cách làm."]


def test_an_introduction_right_above_its_list_is_none() -> None:
    text = "Tăng cường an toàn sông nước.\n\na) Rà soát các bến đò ngang.\n\nb) Cắm biển tại các bến sông.\n"
    assert quotes(text) == ["Rà soát các bến đò ngang.", "Cắm biển tại các bến sông."]


@pytest.mark.parametrize("below", ["", "\n\n- Rà soát tủ thuốc của các trạm."])
def test_a_point_that_lost_its_dash(below: str) -> None:
    text = f"2. Nâng cao năng lực sơ cứu\n\n- Xây dựng tài liệu sơ cứu.\n\nTập huấn cho đội cứu hộ các xã.{below}\n"
    assert "Tập huấn cho đội cứu hộ các xã." in quotes(text)


def test_what_goes_on_within_a_dash_is_no_point() -> None:
    text = "2. Nâng cao năng lực sơ cứu\n\n- Xây dựng tài liệu sơ cứu.\n\nNội dung tài liệu ngắn gọn, dễ hiểu.\n"
    assert quotes(text) == ["Xây dựng tài liệu sơ cứu."]


def test_an_order_within_an_assessment() -> None:
    text = (
        "Báo cáo cho thấy nhiều cầu yếu. Sở Xây dựng, các xã có liên quan cần khảo sát, cắm biển các cầu yếu này.\n\n"
        f"Thiệt hại do mưa là lớn, các xã đã nỗ lực rất cao.\n\n{ORDERS}"
    )
    assert told(text, CONCLUSION)[0][1] == ["Sở Xây dựng", "các xã có liên quan"]
    assert len(told(text, CONCLUSION)) == 3


def test_debris_of_a_scan_is_no_task() -> None:
    text = "1. Sở Y tế\n\n- Rà soát tủ thuốc.\n\nk\nlô +\n\n- Hướng dẫn sơ cứu cho các xã.\n"
    assert quotes(text) == ["Rà soát tủ thuốc.", "Hướng dẫn sơ cứu cho các xã."]


@pytest.mark.parametrize(
    ("point", "lead"),
    [
        ("Khẩn trương sửa các cống bị hư (cống, kè), các xã phải huy động lực lượng làm ngay.", ["các xã"]),
        ("Khẩn trương báo cho chủ tàu, các hộ phải sơ tán trước giờ mưa.", ["các sở, ngành"]),
        (
            "Công an tỉnh huy động lực lượng hỗ trợ người dân, các xã hỗ trợ bố trí nơi ăn ở.",
            ["Công an tỉnh", "các xã"],
        ),
        ("Công an tỉnh huy động lực lượng hỗ trợ người dân, các xã bố trí nơi ăn ở.", ["Công an tỉnh"]),
    ],
)
def test_a_subject_behind_a_comma(point: str, lead: list[str]) -> None:
    text = f"Chủ tịch UBND tỉnh yêu cầu các sở, ngành tập trung các nhiệm vụ sau:\n\n1. {point}\n\n2. Mở lớp sơ cứu.\n"
    assert told(text, CONCLUSION)[0][1] == lead


@pytest.mark.parametrize(
    "unit", ["Công đoàn ngành y tế", "Công đoàn Viên chức tỉnh", "Đoàn Thanh niên", "Hội Làm vườn"]
)
def test_bodies_that_are_no_offices_as_headings(unit: str) -> None:
    assert told(f"b) {unit}:\n\nChỉ đạo các cơ sở rà soát hội viên khó khăn.\n")[0][1] == [unit]


@pytest.mark.parametrize(
    ("opening", "lead"),
    [
        (
            "Tập thể Ban Giám đốc, cán bộ, giảng viên, người lao động trong các trường nhận thức rõ nhiệm vụ",
            ["Tập thể Ban Giám đốc", "cán bộ, giảng viên, người lao động trong các trường"],
        ),
        ("Nhân viên các trạm chấp hành giờ trực", ["Nhân viên các trạm"]),
        ("Cán bộ, giảng viên tập trung đổi mới cách dạy", ["Cán bộ, giảng viên"]),
    ],
)
def test_persons_as_the_subject(opening: str, lead: list[str]) -> None:
    assert told(f"1. {opening}.\n")[0][1] == lead


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("Tăng cường phối hợp giữa chính quyền các cấp với Hội Nông dân, các đoàn thể.", []),
        (
            "Phối hợp với ngành Lao động - Thương binh và Xã hội và các ngành liên quan tuyên truyền an toàn điện.",
            ["ngành Lao động - Thương binh và Xã hội", "các ngành liên quan"],
        ),
    ],
)
def test_partners_between_others_and_with_and_in_their_names(words: str, partners: list[str]) -> None:
    [task] = read_below(f"1. Sở Y tế\n\n- {words}\n").tasks
    assert (led(task), helping(task)) == (["Sở Y tế"], partners)
