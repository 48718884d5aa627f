"""Short points, bare paragraphs and headings: which of them is a duty of its own."""

import pytest

from tests.directives.intake.below import LETTER, helping, led, read_below, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Sở Y tế\n\na) Rà soát nhân lực các trạm y tế.\n\nBáo cáo kết quả về UBND tỉnh trước ngày 30/9/2025.\n",
            [
                ("Rà soát nhân lực các trạm y tế.", ["Sở Y tế"]),
                ("Báo cáo kết quả về UBND tỉnh trước ngày 30/9/2025.", ["Sở Y tế"]),
            ],
            id="a short point below a unit, then a paragraph",
        ),
        pytest.param(
            "1. Sở Y tế tập huấn sơ cứu.\n\nKinh phí lấy từ nguồn sự nghiệp y tế đã giao.\n\n2. Sở Nội vụ theo dõi.\n",
            [("Sở Y tế tập huấn sơ cứu.", ["Sở Y tế"]), ("Sở Nội vụ theo dõi.", ["Sở Nội vụ"])],
            id="a short point that names who acts, then where the money comes from",
        ),
        pytest.param(
            "1. Công tác truyền thông\n\nĐẩy mạnh truyền thông về phòng, chống đuối nước.\n",
            [("Đẩy mạnh truyền thông về phòng, chống đuối nước.", [])],
            id="a heading stays one",
        ),
        pytest.param(
            "a) Cắm biển cảnh báo tại bến đò ngang.\n\nViệc cắm biển hoàn thành trước ngày 30/9/2025.\n\n"
            "b) Tập huấn kỹ năng cứu đuối cho đoàn viên.\n",
            [
                ("Cắm biển cảnh báo tại bến đò ngang. Việc cắm biển hoàn thành trước ngày 30/9/2025.", []),
                ("Tập huấn kỹ năng cứu đuối cho đoàn viên.", []),
            ],
            id="its term on a line below",
        ),
    ],
)
def test_a_short_point_keeps_its_task(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(text) == expected


def test_a_line_that_only_says_who_belongs_to_the_point_above() -> None:
    [signs, classes] = read_below(
        "1. Rà soát, cắm biển cảnh báo tại các bến sông.\n\nSở Xây dựng chủ trì thực hiện.\n\n"
        "2. Tổ chức dạy bơi cho học sinh.\n\nSở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ thực hiện.\n"
    ).tasks
    assert signs.quote.startswith("Rà soát, cắm biển") and led(signs) == ["Sở Xây dựng"]
    assert classes.quote.startswith("Tổ chức dạy bơi") and led(classes) == ["Sở Giáo dục và Đào tạo"]
    assert helping(classes) == ["Sở Nội vụ"]


def test_who_does_it_and_more_is_a_duty_of_its_own() -> None:
    text = "1. Cắm biển cảnh báo.\n\nSở Xây dựng chủ trì, phối hợp với các xã rà soát số biển còn thiếu, báo cáo.\n"
    assert [led(task) for task in read_below(text).tasks] == [["Sở Xây dựng"]]
    assert read_below(text).tasks[0].quote.startswith("Sở Xây dựng chủ trì")


ORDER = "Sở Y tế đề nghị các đơn vị:\n\nBáo cáo số ca mắc trong tuần về Sở.\n\n1. Tăng cường giám sát dịch tại cơ sở.\n"


def test_an_order_between_the_lead_in_and_the_points_counts() -> None:
    assert told(ORDER, LETTER) == [
        ("Báo cáo số ca mắc trong tuần về Sở.", ["các đơn vị"]),
        ("Tăng cường giám sát dịch tại cơ sở.", ["các đơn vị"]),
    ]


def test_words_of_sympathy_there_are_no_order() -> None:
    text = ORDER.replace(
        "Báo cáo số ca mắc trong tuần về Sở.", "Thay mặt lãnh đạo Sở, gửi lời thăm hỏi đến người bệnh."
    )
    assert [words for words, _led in told(text, LETTER)] == ["Tăng cường giám sát dịch tại cơ sở."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Sở Y tế\nTập huấn sơ cứu.\n\n2. Các bệnh viện công lập trên địa bàn\nTổ chức thu dung người bệnh.\n\n"
            "3. Trung tâm Y tế các huyện\nGiám sát ca bệnh tại cộng đồng.\n",
            [
                ("Tập huấn sơ cứu.", ["Sở Y tế"]),
                ("Tổ chức thu dung người bệnh.", ["Các bệnh viện công lập trên địa bàn"]),
                ("Giám sát ca bệnh tại cộng đồng.", ["Trung tâm Y tế các huyện"]),
            ],
            id="a unit, and what it does on the line below",
        ),
        pytest.param(
            "1. Công tác truyền thông\nĐẩy mạnh truyền thông.\n\n2. Kinh phí\nSở Tài chính cân đối ngân sách.\n\n"
            "3. Chế độ báo cáo\nCác sở báo cáo hằng tháng.\n",
            [
                ("Đẩy mạnh truyền thông.", []),
                ("Sở Tài chính cân đối ngân sách.", ["Sở Tài chính"]),
                ("Các sở báo cáo hằng tháng.", ["Các sở"]),
            ],
            id="a subject, and who does it on the line below",
        ),
    ],
)
def test_a_heading_is_not_glued_to_a_short_paragraph(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(text) == expected


def test_a_name_broken_at_the_end_of_a_line_is_no_heading() -> None:
    text = "1. Bộ trưởng\nBộ Y tế chỉ đạo ngành y tế xử lý vệ sinh môi trường.\n\n2. Sở Nội vụ theo dõi thi đua.\n"
    assert told(text)[0][0].startswith("Bộ trưởng Bộ Y tế chỉ đạo")
