"""Days of a rhythm that is told elsewhere in the sentence, periods that a report covers, terms from an event."""

from datetime import date

import pytest

from workflows.deadlines import DeadlineKind, DeadlineReading, ReadingOptions, read_deadline
from workflows.doubts import codes
from workflows.workdays import statutory

ISSUED = date(2026, 3, 5)


def read(words: str) -> DeadlineReading:
    return read_deadline(words, ISSUED, statutory(), ReadingOptions())


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Định kỳ 6 tháng báo cáo kết quả trước ngày 15/6 và 15/12", {"semiannual": [(15, 6, None), (15, 12, None)]}),
        (
            "Báo cáo 6 tháng và năm trước ngày 15/6 và 15/12",
            {"semiannual": [(15, 6, None)], "annual": [(15, 12, None)]},
        ),
        ("Hằng năm gửi kế hoạch trước ngày 30 tháng 11 của năm trước", {"annual": [(30, 11, None)]}),
        ("Hằng năm báo cáo trước ngày 31/01 năm sau", {"annual": [(31, 1, None)]}),
        ("báo cáo tuần vào chiều thứ Năm", {"weekly": [(None, None, 3)]}),
        ("báo cáo tuần gửi vào ngày làm việc thứ 2 của tuần", {"weekly": [(None, None, 1)]}),
        ("ngày làm việc cuối cùng hằng tuần", {"weekly": [(None, None, 4)]}),
        ("đầu mỗi tháng", {"monthly": [(1, None, None)]}),
        ("vào cuối hằng quý", {"quarterly": [(31, None, None)]}),
        ("đầu mỗi năm", {"annual": [(1, 1, None)]}),
    ],
)
def test_a_rhythm_has_its_sending_days(words: str, days: dict[str, list[tuple[int | None, ...]]]) -> None:
    found = read(words)
    assert found.kind == DeadlineKind.PERIODIC
    assert {name: [(day.day, day.month, day.weekday) for day in each] for name, each in found.days.items()} == days


def test_a_day_without_a_rhythm_is_one_day() -> None:
    assert read("trước ngày 15/6 và 15/12").stated == date(2026, 6, 15)
    assert read("trước ngày 31/01 năm sau").stated == date(2027, 1, 31)
    assert read("ngày làm việc thứ 2 của tuần").stated == date(2026, 3, 10)
    assert not read("trước chiều thứ Năm hằng tuần").days["weekly"][0].excluded


@pytest.mark.parametrize(
    "words",
    [
        "từ ngày 15/12 năm trước đến 14/12 năm sau",
        "tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo",
        "Tính từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 6 của kỳ báo cáo",
    ],
)
def test_what_a_report_covers_is_no_deadline(words: str) -> None:
    assert read(words).stated is None
    assert read(f"Số liệu {words}, gửi trước ngày 20/12/2026").stated == date(2026, 12, 20)


def test_so_many_days_after_tet_are_counted_and_doubted() -> None:
    for words in ("sau Tết Nguyên đán 10 ngày", "chậm nhất 10 ngày sau Tết Nguyên đán 2027"):
        found = read(words)
        assert (found.stated, "after_tet" in codes(found.uncertain)) == (date(2027, 2, 16), True)


@pytest.mark.parametrize(
    "words",
    [
        "Các xã khi có ổ dịch mới phải báo cáo ngay trong vòng 24 giờ",
        "báo cáo trong vòng 24 giờ khi phát hiện ca bệnh",
        "Trường hợp xảy ra sự cố, báo cáo trong 24 giờ",
    ],
)
def test_a_term_waits_for_its_event(words: str) -> None:
    found = read(words)
    assert (found.kind, found.stated) == (DeadlineKind.CONDITIONAL, None)
    assert "from_event" in codes(found.uncertain)


def test_a_term_without_an_event_runs_from_the_day_of_issue() -> None:
    assert read("Báo cáo kết quả trong vòng 24 giờ").stated == date(2026, 3, 6)
    assert "from_receipt" in codes(read("Khi nhận được văn bản này, báo cáo trong 03 ngày").uncertain)
