"""A point with several times, or with years of a plan beside its own: what is proposed, and what the office is told."""

from datetime import date

import pytest

from directives.intake.proposal import task_data
from tests.directives.intake.below import led, read_below
from workflows.doubts import codes


@pytest.mark.parametrize(
    ("point", "day", "words"),
    [
        (
            "Xây dựng Kế hoạch phòng bệnh giai đoạn 2026 - 2030, xong trong quý III năm 2026.",
            date(2026, 9, 30),
            "trong quý III năm 2026",
        ),
        ("Lập Đề án giai đoạn 2026 - 2030 trong quý IV năm 2026.", date(2026, 12, 31), "trong quý IV năm 2026"),
        (
            "Nộp danh sách chậm nhất sau 07 ngày làm việc kể từ ngày nhận được văn bản này.",
            None,
            "chậm nhất sau 07 ngày làm việc kể từ ngày nhận được văn bản này",
        ),
        ("Tổ chức kiểm tra hằng tháng vào ngày 20.", None, "hằng tháng vào ngày 20"),
        ("Báo cáo kết quả trước 16 giờ hằng ngày.", None, "trước 16 giờ hằng ngày"),
        (
            "Báo cáo kết quả trước kỳ họp giữa năm 2026 của HĐND tỉnh.",
            None,
            "trước kỳ họp giữa năm 2026 của HĐND tỉnh",
        ),
        ("Mở chuyên mục tuyên truyền ít nhất 02 số/tháng.", None, "02 số/tháng"),
        ("Tổ chức hội chợ, thời gian: T6-T8/2026.", date(2026, 8, 31), "T6-T8/2026"),
        ("Kiểm tra từ tháng 6 đến tháng 8/2026.", date(2026, 8, 31), "đến tháng 8/2026"),
    ],
)
def test_the_words_that_say_when(point: str, day: date | None, words: str) -> None:
    [task] = read_below(f"1. Sở Y tế\n\na) {point}\n").tasks
    assert (task.time.day, task.time.words) == (day, (words,))


def test_of_several_days_the_last_is_proposed_and_the_others_are_told() -> None:
    [task] = read_below("1. Sở Y tế\n\na) Tổ chức sơ kết vào tháng 6/2026, tổng kết vào tháng 11/2026.\n").tasks
    assert task.time.day == date(2026, 11, 30)
    assert "several_days" in codes(task.time.doubts)
    [once] = read_below("1. Sở Y tế\n\na) Tổ chức sơ kết vào tháng 6/2026.\n").tasks
    assert "several_days" not in codes(once.time.doubts)


def test_a_verb_that_begins_like_giving_gives_nothing() -> None:
    [task] = read_below("1. Trung tâm Pháp y giao ban hằng tuần vào thứ Hai.\n").tasks
    assert led(task) == ["Trung tâm Pháp y"]


def test_the_field_of_a_branch_belongs_to_its_name() -> None:
    text = "1. Công an tỉnh phối hợp với ngành y tế kiểm tra các cơ sở trước ngày 15/5/2026.\n"
    [task] = read_below(text).tasks
    assert [one.words for one in task.coordinate] == ["ngành y tế"]


@pytest.mark.parametrize(
    ("point", "counted"),
    [
        ("Rà soát, báo cáo trong 10 ngày làm việc kể từ ngày ban hành Kế hoạch này.", date(2025, 8, 19)),
        ("Khi phát hiện sự cố, báo cáo trong vòng 24 giờ.", None),
        ("Rà soát, báo cáo trong 10 ngày kể từ ngày nhận được văn bản này.", None),
        ("Rà soát, báo cáo trước ngày 20/8/2025.", None),
    ],
)
def test_a_term_from_the_issue_is_counted_beside_the_days_written(point: str, counted: date | None) -> None:
    [task] = read_below(f"1. Sở Y tế\n\na) {point}\n").tasks
    assert task.time.counted == counted
    assert task_data(task)["deadline_counted"] == (counted.isoformat() if counted else None)
