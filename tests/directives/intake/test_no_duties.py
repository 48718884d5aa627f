"""What a text itself does, counts or refers to is nobody's duty; what must be done on an occasion is one."""

import pytest

from directives.intake.blocks import document_of
from tests.directives.intake.below import PLAN, told

DECISION = PLAN.replace("KẾ HOẠCH\nPhòng, chống đuối nước trẻ em\n\nIV. TỔ CHỨC THỰC HIỆN\n", "QUYẾT ĐỊNH:\n")


@pytest.mark.parametrize(
    "title", ["Điều chỉnh Chương trình công tác năm 2026", "Sửa đổi, bổ sung một số nội dung của Quyết định số 12:"]
)
def test_what_a_decision_changes_by_itself(title: str) -> None:
    text = (
        f"Điều 1. {title}\n\n1. Bổ sung Đề án đò ngang vào Chương trình công tác năm 2026.\n\n"
        "2. Điều chỉnh thời gian trình Đề án bến cảng từ quý I sang quý II năm 2026.\n\n"
        "3. Đưa ra khỏi Chương trình công tác năm 2026 Đề án phà tự hành.\n\n"
        "Điều 2. Sở Nội vụ theo dõi, đôn đốc thực hiện Quyết định này.\n"
    )
    assert [lead for _words, lead in told(text, DECISION)] == [["Sở Nội vụ"]]


def test_a_sentence_that_runs_on_in_numbered_lines() -> None:
    text = (
        "1. Sở Nội vụ xử lý hai nhóm hồ sơ: (1) hồ sơ giấy còn tồn;\n\n(2) Cắt giảm hồ sơ trùng lặp.\n\n"
        "2. Sở Y tế tập huấn sơ cứu.\n"
    )
    assert [words[-25:] for words, _lead in told(text)] == ["Cắt giảm hồ sơ trùng lặp.", "Sở Y tế tập huấn sơ cứu."]


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện theo quy định của pháp luật hiện hành về trẻ em.",
        "Dự kiến khoảng 1.000 hộ dân nhận tin nhắn cảnh báo.",
        "Cắt giảm 120 trên 310 thành phần hồ sơ (đạt 38,7%).",
    ],
)
def test_a_rule_or_a_figure_without_a_unit(words: str) -> None:
    assert told(f"1. Hình thức cảnh báo\n\n{words}\n\n2. Sở Y tế tập huấn sơ cứu.\n") == [
        ("Sở Y tế tập huấn sơ cứu.", ["Sở Y tế"])
    ]


def test_papers_in_a_list_of_things_are_one_task_with_it() -> None:
    text = (
        "1. Sở Tài chính cập nhật vào cơ sở dữ liệu các thông tin sau:\n\na) Báo cáo giá thị trường của tỉnh;\n\n"
        "b) Giá nước sạch do tỉnh quy định;\n\nc) Thông báo kết quả thẩm định giá.\n\n2. Sở Nội vụ theo dõi.\n"
    )
    assert [lead for _words, lead in told(text)] == [["Sở Tài chính"], ["Sở Nội vụ"]]


def test_duties_that_look_like_papers_stay_duties() -> None:
    text = "1. Sở Tài chính có trách nhiệm:\n\na) Báo cáo giá thị trường tỉnh;\n\nb) Thông báo kết quả thẩm định giá.\n"
    assert [words for words, _lead in told(text)] == [
        "Báo cáo giá thị trường tỉnh;",
        "Thông báo kết quả thẩm định giá.",
    ]


OCCASION = "Khi có ổ dịch mới phải báo cáo ngay trong vòng 24 giờ."


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param(f"1. Sở Y tế\n\n- Giám sát ca bệnh hằng tuần.\n\n{OCCASION}\n", ["Sở Y tế"], id="below dashes"),
        pytest.param(f"1. Chế độ báo cáo\n\n{OCCASION}\n", [], id="below a subject"),
        pytest.param(f"1. Các trạm y tế giám sát ca bệnh.\n\n2. {OCCASION}\n", [], id="as a point"),
    ],
)
def test_what_must_be_done_on_an_occasion(text: str, lead: list[str]) -> None:
    assert told(text)[-1] == (OCCASION, lead)


def test_bars_in_a_sentence_make_no_row() -> None:
    line = "1. Sở Y tế dùng thang Mức 1 | Mức 2 | Mức 3 để chấm điểm các trạm y tế, báo cáo kết quả."
    assert [block.is_row for block in document_of(line).blocks] == [False]
    assert [block.is_row for block in document_of("1 | Tập huấn sơ cứu cho giáo viên | Sở Y tế").blocks] == [True]
    assert [lead for _words, lead in told(f"{line}\n")] == [["Sở Y tế"]]


def test_a_numbered_subject_is_no_label_of_the_points_before_it() -> None:
    text = "1. Sở Y tế\n\nTập huấn sơ cứu cho giáo viên.\n\n2. Thời gian báo cáo: gửi trước ngày 15/6/2026.\n"
    assert told(text)[0] == ("Tập huấn sơ cứu cho giáo viên.", ["Sở Y tế"])


def test_a_slogan_is_no_duty() -> None:
    text = "1. Chủ đề\n\n“Lập thành tích chào mừng Đại hội Đảng các cấp”.\n\n2. Sở Y tế tập huấn sơ cứu.\n"
    assert told(text) == [("Sở Y tế tập huấn sơ cứu.", ["Sở Y tế"])]


def test_what_such_things_are_goes_on_in_small_letters() -> None:
    text = "1. Giải quyết tồn đọng như:\n\ntài sản công dôi dư, hồ sơ chưa số hóa.\n\n2. Sở Y tế tập huấn sơ cứu.\n"
    assert [words[-12:] for words, _lead in told(text)] == ["chưa số hóa.", "huấn sơ cứu."]
