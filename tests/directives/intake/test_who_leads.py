"""Whom a block makes lead where several units are named in it: one sentence of each form."""

from datetime import date

import pytest

from directives.intake.blocks import document_of
from directives.intake.reading import Reading, read

HEAD = """ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ
Số: 12/KH-UBND
Sông Trà, ngày 05 tháng 8 năm 2025

KẾ HOẠCH
Phòng, chống đuối nước trẻ em

IV. TỔ CHỨC THỰC HIỆN

"""


def read_below(text: str) -> Reading:
    """The reading of a plan whose last part is ``text``."""
    return read(document_of(HEAD + text))


def led(reading: Reading) -> list[tuple[list[str], list[str]]]:
    """Lead and coordinating units of each task."""
    return [([one.words for one in task.lead], [one.words for one in task.coordinate]) for task in reading.tasks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Sở Y tế\n\na) Tham mưu UBND tỉnh phối hợp Bộ Y tế tổ chức hội thảo về sơ cứu.\n",
            [(["Sở Y tế"], [])],
            id="whom the superior is advised to work with",
        ),
        pytest.param(
            "1. Sở Y tế\n\na) Chủ trì, phối hợp:\n\n- Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.\n\n"
            "- Sở Xây dựng rà soát các công trình có nguy cơ.\n",
            [(["Sở Y tế"], ["Sở Tài chính"]), (["Sở Y tế"], ["Sở Xây dựng"])],
            id="points that open with who helps",
        ),
        pytest.param(
            "1. Công an tỉnh\n\na) Chỉ đạo lực lượng các cấp, phối hợp với Sở Xây dựng tuần tra ven sông.\n",
            [(["Công an tỉnh"], ["Sở Xây dựng"])],
            id="directs, and itself works with",
        ),
        pytest.param(
            "1. Công an tỉnh\n\na) Chỉ đạo Công an các xã phối hợp với Sở Xây dựng tuần tra ven sông.\n",
            [(["Công an tỉnh"], [])],
            id="directs others to work with",
        ),
        pytest.param(
            "2. Các Sở, ban, ngành khác\n\nCăn cứ quy định của Luật Trẻ em, các văn bản chỉ đạo của Chính phủ, Bộ, "
            "ngành và tỉnh, phối hợp với Sở Y tế triển khai các nhiệm vụ.\n\n3. Sở Nội vụ đôn đốc thực hiện.\n",
            [(["Các Sở, ban, ngành khác"], ["Sở Y tế"]), (["Sở Nội vụ"], [])],
            id="a comma within whose documents they are",
        ),
        pytest.param(
            "3. Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, giao thông, vận tải trên địa bàn tỉnh\n\n"
            "- Chủ động phối hợp triển khai các giải pháp về an toàn.\n\n- Rà soát các hố nước trên công trường.\n",
            [(["Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, giao thông, vận tải trên địa bàn tỉnh"], [])] * 2,
            id="a heading of those in a field",
        ),
        pytest.param(
            "4. Ủy ban nhân dân các xã phân công cán bộ tư vấn, tâm lý theo dõi, hỗ trợ trẻ em.\n",
            [(["Ủy ban nhân dân các xã"], [])],
            id="a unit that sets its staff to it",
        ),
        pytest.param(
            "5. Cấp ủy đảng phải lãnh đạo, chính quyền phải điều hành việc dựng lại nhà.\n",
            [(["Cấp ủy đảng", "chính quyền"], [])],
            id="two that must",
        ),
    ],
)
def test_who_leads_and_who_helps(text: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert led(read_below(text)) == expected


def test_a_lead_in_sets_the_deadline_of_points_without_one() -> None:
    reading = read_below(
        "1. Các Sở: Tài chính, Y tế khắc phục bất cập của hệ thống, hoàn thành trong tháng 11 năm 2025, cụ thể:\n\n"
        "a) Sở Tài chính giải quyết 03 vấn đề tồn đọng.\n\nb) Sở Y tế nâng cấp hệ thống trước ngày 20/11/2025.\n"
    )
    assert [task.time.day for task in reading.tasks] == [date(2025, 11, 30), date(2025, 11, 20)]


def test_examples_below_a_bare_paragraph_are_one_task_with_it() -> None:
    (task,) = read_below(
        "1. Giám sát bãi tắm\n\nNghiên cứu, triển khai các nền tảng hỗ trợ giám sát như:\n\n- Hệ thống camera.\n\n"
        "- Hệ thống cảnh báo dòng chảy.\n"
    ).tasks
    assert task.quote.startswith("Nghiên cứu") and task.quote.endswith("dòng chảy.")


def test_closing_paragraphs_that_order_are_tasks() -> None:
    reading = read_below(
        "1. Sở Y tế triển khai sơ cứu.\n\nCăn cứ Kế hoạch này, các Sở, ban, ngành, cơ quan ngành dọc đóng trên địa "
        "bàn và Ủy ban nhân dân xã, phường xây dựng kế hoạch, gửi về Sở Y tế trước ngày 30/9/2025.\n\n"
        "Trên đây là Kế hoạch phòng, chống đuối nước. Đề nghị các đơn vị nghiêm túc thực hiện. Định kỳ hằng năm (trước "
        "ngày 30 tháng 11) báo cáo kết quả về Sở Y tế.\n"
    )
    _first, second, third = reading.tasks
    assert [one.words for one in second.lead] == [
        "các Sở, ban, ngành, cơ quan ngành dọc đóng trên địa bàn",
        "Ủy ban nhân dân xã, phường",
    ]
    assert third.quote.startswith("Đề nghị các đơn vị") and third.time.recurrence == ("annual",)


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("Nội dung tập huấn do Sở Nội vụ chủ trì, hoàn thành trước 30/10/2025.", [(["Sở Nội vụ"], [])]),
        (
            "Công tác tuyên truyền do Sở Y tế chủ trì, phối hợp với Báo Sông Trà.",
            [(["Sở Y tế"], ["Báo Sông Trà"])],
        ),
        ("Kinh phí do Sở Tài chính cân đối, bố trí.", [(["Sở Tài chính"], [])]),
        (
            "Việc mua sắm thiết bị do Sở Y tế chủ trì thực hiện, Sở Tài chính thẩm định giá.",
            [(["Sở Y tế"], [])],
        ),
        ("Sở Xây dựng sử dụng vốn do Bộ Tài chính bố trí để sửa cầu.", [(["Sở Xây dựng"], [])]),
        ("Tham dự hội nghị do Sở Y tế chủ trì.", []),
        ("Đối với nội dung do Sở Y tế chủ trì, Sở Nội vụ bố trí nhân lực.", [(["Sở Nội vụ"], [])]),
    ],
)
def test_who_takes_a_thing_on(point: str, expected: list[tuple[list[str], list[str]]]) -> None:
    """rule ``taken_on``: not where the words only tell which meeting or content is meant."""
    assert led(read_below(f"1. {point}\n\n2. Sở Giáo dục và Đào tạo mở lớp dạy bơi.\n"))[:-1] == expected
