"""Reading deadlines: the phrases of real directives, and the two documents the product started from."""

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.deadlines import DeadlineKind, DeadlineReading, ReadingOptions, find, read_deadline
from workflows.doubts import codes
from workflows.workdays import statutory

ISSUED = date(2023, 7, 28)
PERIOD_ENDS = (
    "in_month",
    "in_quarter",
    "in_half",
    "in_year",
    "in_years",
    "in_present",
    "in_week_of_month",
    "day_of_period",
)
PLAN_WITHIN = "Kế hoạch của các đơn vị gửi về Sở Y tế **trước ngày 30/7/2023** để tổng hợp, theo dõi."  # Hà Nội, IV.1
PERIODIC_REPORTS = (
    "Thực hiện nghiêm chế độ thông tin, báo cáo theo quy định; định kỳ hàng quý, 06 tháng và hàng năm xây dựng báo cáo "
    "kết quả thực hiện Kế hoạch này lồng ghép vào báo cáo kết quả thực hiện công tác hàng năm của UBND Thành phố và "
    "thực hiện báo cáo đột xuất khi có yêu cầu; gửi về Sở Y tế để tổng hợp, báo cáo theo quy định."  # Hà Nội, IV.2
)
SHORTAGE = (
    "Trong quá trình thực hiện, trường hợp phát sinh nguy cơ thiếu hoặc khó khăn về nguồn cung đối với thiết bị y tế, "
    "đề nghị các đơn vị tổng hợp, báo cáo gửi Sở Y tế để báo cáo Bộ Y tế xem xét, chỉ đạo./."  # Lạng Sơn, last clause
)
FUNDING = (
    "Tiếp tục chủ trì phối hợp với các đơn vị liên quan tham mưu UBND Thành phố cân đối, bố trí kinh phí chi thường "
    "xuyên kịp thời cho các đơn vị phục vụ công tác mua sắm thuốc"  # Hà Nội, III.3: a budget's name, not a rhythm
)


def read(phrase: str, issued_on: date | None = ISSUED, **options: bool) -> DeadlineReading:
    return read_deadline(phrase, issued_on, statutory(), ReadingOptions(**options))


def test_hanoi_plan_before_a_sunday() -> None:
    reading = read(PLAN_WITHIN)
    assert reading.kind == DeadlineKind.FIXED
    assert (reading.stated, reading.legal, reading.operative) == (
        date(2023, 7, 30),
        date(2023, 7, 29),
        date(2023, 7, 29),
    )
    assert (reading.rule, reading.words) == ("before_day", "trước ngày 30/7/2023")
    assert any("Thứ Bảy" in doubt for doubt in reading.uncertain)
    assert "29/07/2023" in reading.explanation


def test_the_office_decides_what_before_means_and_whether_days_off_roll() -> None:
    assert read(PLAN_WITHIN, before_means_previous_day=False).operative == date(2023, 7, 30)
    assert read(PLAN_WITHIN, before_means_previous_day=False).legal == date(2023, 7, 29)
    assert read(PLAN_WITHIN, roll_forward_fixed=True).operative == date(2023, 7, 31)


def test_hanoi_periodic_reports() -> None:
    reading = read(PERIODIC_REPORTS)
    assert reading.kind == DeadlineKind.PERIODIC
    assert reading.recurrence == ["quarterly", "semiannual", "annual"]
    assert reading.on_request and reading.operative is None


def test_lang_son_duty_arises_with_the_case() -> None:
    assert read(SHORTAGE, date(2026, 4, 22)).kind == DeadlineKind.ON_REQUEST


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("trước ngày 30/7/20233", "no_such_number"),
        ("trong vòng 999999999 ngày", "no_such_number"),
        ("trong 0 ngày làm việc", "no_such_number"),
        ("trong thời hạn -5 ngày", "no_such_number"),
        ("trong 5-7 ngày làm việc", "of_two_numbers"),
        ("trước ngày 30/7/9999", "far_year"),
        ("trước ngày 30/7/0203", "far_year"),
    ],
)
def test_an_absurd_number_is_said(phrase: str, code: str) -> None:
    assert code in codes(read(phrase, date(2026, 4, 29)).uncertain)


@pytest.mark.parametrize(
    "text",
    [
        FUNDING,
        "Thực hiện Công văn số 2837/BYT-VPB ngày 20/4/2026 của Bộ Y tế về việc bảo đảm cung ứng thiết bị y tế",
        "Kế hoạch số 144-KH/TU ngày 15/3/2023; Nghị quyết số 80/2023/NQ-QH15 ngày 09/01/2023 của Quốc hội",
        "Công điện số 179/CĐ ngày 28/3/2023 của Thủ tướng Chính phủ",
        "rút ngắn thời gian xử lý các thủ tục",
        "",
    ],
)
def test_no_deadline_is_read_where_none_is(text: str) -> None:
    reading = read(text, None)
    assert (reading.kind, reading.operative, reading.recurrence) == (DeadlineKind.NONE, None, [])


@pytest.mark.parametrize(
    ("phrase", "stated", "operative", "rule"),
    [
        ("trước ngày 15 tháng 11 năm 2025", "2025-11-15", "2025-11-14", "before_day"),
        ("trước 17 giờ 00 phút, ngày 15-11-2025", "2025-11-15", "2025-11-15", "before_day"),  # before an hour of it
        ("trước Thứ Tư ngày 03/12/2025", "2025-12-03", "2025-12-02", "before_day"),
        ("chậm nhất vào ngày 25/8/2023", "2023-08-25", "2023-08-25", "by_day"),
        ("chậm nhất ngày 25.8.2023", "2023-08-25", "2023-08-25", "by_day"),
        ("đến hết ngày 31/12/2023", "2023-12-31", "2023-12-31", "by_day"),
        ("vào ngày 19 tháng 12 năm 2025", "2025-12-19", "2025-12-19", "on_day"),
        ("Từ ngày 06 - 15/11/2023", "2023-11-15", "2023-11-15", "span_end"),
        ("từ ngày 20/11/2023 đến ngày 15/12/2023", "2023-12-15", "2023-12-15", "span_end"),
        ("trong tháng 11 năm 2025", "2025-11-30", "2025-11-30", "in_month"),
        ("Tháng 11 - 12/2025", "2025-12-31", "2025-12-31", "in_month"),
        ("giữa tháng 9/2023", "2023-09-15", "2023-09-15", "in_month"),
        ("nửa đầu tháng 9/2023", "2023-09-15", "2023-09-15", "in_month"),
        ("nửa cuối tháng 9/2023", "2023-09-30", "2023-09-30", "in_month"),
        ("trước tháng 9/2023", "2023-08-31", "2023-08-31", "in_month"),
        ("hoàn thành trong tháng 9", "2023-09-30", "2023-09-30", "in_month"),
        ("Quí IV-2025", "2025-12-31", "2025-12-31", "in_quarter"),
        ("trong qúy III/2023", "2023-09-30", "2023-09-30", "in_quarter"),
        ("6 tháng cuối năm 2023", "2023-12-31", "2023-12-31", "in_half"),
        ("trong năm 2025", "2025-12-31", "2025-12-31", "in_year"),
        ("giữa năm 2024", "2024-06-30", "2024-06-30", "in_year"),
        ("2025 - 2035", "2035-12-31", "2035-12-31", "in_years"),
        ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành", "2023-08-04", "2023-08-04", "within"),
        ("trong thời hạn 02 ngày kể từ ngày ký", "2023-07-30", "2023-07-31", "within"),  # 30/7 is a Sunday: rolls
        ("trong vòng 01 tháng", "2023-08-28", "2023-08-28", "within"),
        ("trong vòng 48 giờ", "2023-07-30", "2023-07-30", "within"),
        ("trong thời hạn 05 ngày làm việc kể từ ngày 29/4/2026", "2026-05-08", "2026-05-08", "within"),
        ("trong thời hạn năm ngày làm việc", "2023-08-04", "2023-08-04", "within"),
        ("trước ngàY 14/1 1/2023", "2023-11-14", "2023-11-13", "before_day"),  # as a scan gives it
        ("chậm nhất ngày l5/11/2023", "2023-11-15", "2023-11-15", "by_day"),
        ("xong trước 30/11/2023", "2023-11-30", "2023-11-29", "before_day"),
        ("ngày 05 tháng sáu năm 2026", "2026-06-05", "2026-06-05", "on_day"),
        ("30.7.2023", "2023-07-30", "2023-07-30", "on_day"),
        ("30/7/23", "2023-07-30", "2023-07-30", "on_day"),
        ("chậm nhất vào ngày 25", "2023-08-25", "2023-08-25", "day_of_month"),
        ("chậm nhất 05 ngày trước ngày 30/4/2026", "2026-04-25", "2026-04-25", "before_written"),
        ("ít nhất 02 ngày làm việc trước ngày 16/10/2023", "2023-10-12", "2023-10-12", "before_written"),
        ("trước Tết Nguyên đán năm 2024", "2024-02-10", "2024-02-09", "before_tet"),
        ("đến hết năm", "2023-12-31", "2023-12-31", "in_present"),
        ("giữa năm", "2024-06-30", "2024-06-30", "in_present"),
        ("cuối tháng", "2023-07-31", "2023-07-31", "in_present"),
        ("đầu năm 2024", "2024-01-01", "2024-01-01", "in_year"),
        ("tuần thứ 3 tháng 9", "2023-09-21", "2023-09-21", "in_week_of_month"),
        ("quý III, IV/2023", "2023-12-31", "2023-12-31", "in_quarter"),
        ("trong 6 tháng cuối năm", "2023-12-31", "2023-12-31", "in_half"),
        ("trong vòng nửa tháng", "2023-08-12", "2023-08-14", "within"),
        ("Hạn: 12/8/2023", "2023-08-12", "2023-08-12", "on_day"),
        ("nhiệm kỳ 2025-2030", "2030-12-31", "2030-12-31", "in_years"),
        ("truoc ngay 30/7/2023", "2023-07-30", "2023-07-30", "bare_day"),
        ("01/8/2023 - 15/8/2023", "2023-08-15", "2023-08-15", "span_end"),
        ("trong 5-7 ngày làm việc", "2023-08-08", "2023-08-08", "within"),
        ("trong thời hạn từ 3 đến 5 ngày", "2023-08-02", "2023-08-02", "within"),
        ("nộp báo cáo chậm nhất ngày mai", "2023-07-29", "2023-07-29", "same_day"),
        ("trước ngày mai", "2023-07-29", "2023-07-28", "same_day"),
        ("trước ngày 2026-05-01", "2026-05-01", "2026-04-30", "before_day"),
        ("2026-05-01", "2026-05-01", "2026-05-01", "on_day"),
        ("9 tháng đầu năm 2024", "2024-09-30", "2024-09-30", "in_half"),
        ("trong một năm", "2024-07-28", "2024-07-29", "within"),  # 28/7/2024 is a Sunday: rolls
        ("trong hai tháng", "2023-09-28", "2023-09-28", "within"),
        ("trong mười ngày làm việc kể từ ngày ký", "2023-08-11", "2023-08-11", "within"),
        ("trong hai tuần tới", "2023-08-11", "2023-08-11", "within"),
        ("sau 10 ngày", "2023-08-07", "2023-08-07", "within"),
        ("chậm nhất sau 05 ngày làm việc kể từ ngày nhận được", "2023-08-04", "2023-08-04", "within"),
        ("chậm nhất 17h ngày 12/8/2023", "2023-08-12", "2023-08-12", "by_day"),  # an hour of the day, not 17 hours
        ("chậm nhất 17 giờ 30 phút, ngày 11/8/2023", "2023-08-11", "2023-08-11", "by_day"),
        ("thứ Sáu tuần sau", "2023-08-04", "2023-08-04", "weekday"),
        ("trước 10 giờ thứ Hai tuần tới", "2023-07-31", "2023-07-31", "weekday"),
        ("trước thứ Tư tuần sau", "2023-08-02", "2023-08-01", "weekday"),
        ("chiều thứ Hai", "2023-07-31", "2023-07-31", "weekday"),
        ("ngày 29/2", "2024-02-29", "2024-02-29", "on_day"),
        ("ngày cuối cùng của tháng 9", "2023-09-30", "2023-09-30", "in_month"),
        ("ngày làm việc cuối cùng của tháng 9/2023", "2023-09-29", "2023-09-29", "in_month"),
        ("ngày cuối quý này", "2023-09-30", "2023-09-30", "day_of_period"),
    ],
)
def test_phrases_with_a_day(phrase: str, stated: str, operative: str, rule: str) -> None:
    reading = read(phrase)
    assert (str(reading.stated), str(reading.operative), reading.rule) == (stated, operative, rule)
    ends = {"within": DeadlineKind.TERM, **dict.fromkeys(PERIOD_ENDS, DeadlineKind.PERIOD_END)}
    assert reading.kind == ends.get(rule, DeadlineKind.FIXED)


def test_month_terms_clip_at_the_months_end() -> None:
    assert read("trong thời hạn 01 tháng kể từ ngày ký", date(2024, 1, 31)).stated == date(2024, 2, 29)


def test_working_day_terms_follow_the_calendar() -> None:
    """The brief's example: 05 working days from Wednesday 29/4/2026 end on Friday 8/5."""
    assert read("trong thời hạn 05 ngày làm việc", date(2026, 4, 29)).operative == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("phrase", "kind", "recurrence", "due_day"),
    [
        ("trước ngày 15 hàng tháng", "periodic", ["monthly"], 14),
        ("báo cáo ngày 20 hằng tháng", "periodic", ["monthly"], 20),
        ("trước ngày 30/11 hằng năm", "periodic", ["annual"], None),
        ("hằng năm || trước ngày 20/11", "periodic", ["annual"], None),
        ("định kì hàng qúy, 6 tháng", "periodic", ["quarterly", "semiannual"], None),
        ("trước 13 giờ hằng ngày", "periodic", ["daily"], None),
        ("02 lần/năm", "periodic", ["semiannual"], None),
        ("định kỳ (hằng năm)", "periodic", ["annual"], None),
        ("Thường xuyên", "standing", ["continuous"], None),
        ("định kỳ", "periodic", ["periodic"], None),
        (
            "báo cáo quý, 6 tháng, 9 tháng và cả năm",
            "periodic",
            ["quarterly", "semiannual", "nine-monthly", "annual"],
            None,
        ),
        ("trước ngày 25 tháng cuối quý", "periodic", ["quarterly"], 24),
        ("hằng quý, trước ngày 10 của tháng đầu quý sau", "periodic", ["quarterly"], 9),
        ("hằng tháng, chậm nhất ngày 05 của tháng kế tiếp", "periodic", ["monthly"], 5),
        ("định kỳ trước ngày 01/6 và 15/11 hằng năm", "periodic", ["semiannual"], None),
        ("định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)", "periodic", ["semiannual", "annual"], None),
        (
            "định kỳ hàng tháng (trước ngày 18 hàng tháng), 6 tháng (trước ngày 18/5), tổng kết năm (trước ngày 30/11)",
            "periodic",
            ["monthly", "semiannual", "annual"],
            17,
        ),
        ("trước 15:00 ngày thứ Sáu hàng tuần", "periodic", ["weekly"], None),
        ("mỗi 2 tháng", "periodic", ["monthly:2"], None),
        ("06 tháng một lần", "periodic", ["semiannual"], None),
        ("hàng quý/06 tháng/năm", "periodic", ["quarterly", "semiannual", "annual"], None),
        ("hai lần một năm", "periodic", ["semiannual"], None),
        ("định kỳ 6 tháng, 01 năm", "periodic", ["semiannual", "annual"], None),
        ("báo cáo định kỳ 03 tháng, 06 tháng, 01 năm", "periodic", ["quarterly", "semiannual", "annual"], None),
        ("định kỳ 6 tháng và 1 năm gửi báo cáo", "periodic", ["semiannual", "annual"], None),
        ("định kỳ 6 tháng, một năm", "periodic", ["semiannual", "annual"], None),
        ("định kỳ 01 tháng, 06 tháng", "periodic", ["monthly", "semiannual"], None),
        ("định kỳ 12 ngày", "periodic", ["daily:12"], None),
        ("đúng thời hạn", "relative", [], None),
        ("Thường xuyên, hằng năm", "periodic", ["annual", "continuous"], None),
        ("Từ tháng 11/2023 đến khi kết thúc Tổng kiểm kê", "conditional", [], None),
        ("trong 10 ngày sau khi Nghị định có hiệu lực", "conditional", [], None),
        ("sau khi hoàn thành nhiệm vụ 1", "relative", [], None),
        ("trong vòng 05 ngày sau khi hoàn thành nhiệm vụ 2", "relative", [], None),
        ("trong 3 ngày kể từ khi nhiệm vụ 1 hoàn thành", "relative", [], None),
        ("ngay khi nhận được văn bản", "conditional", [], None),
        ("trước khai giảng", "conditional", [], None),
        ("hai lần trong một năm", "periodic", ["semiannual"], None),
        ("cuối tháng 6 hằng năm", "periodic", ["annual"], None),
        ("trong 02 năm qua", "none", [], None),
        ("trong ba tháng liên tiếp", "none", [], None),
        ("trước thời hạn của UBND tỉnh 03 ngày", "relative", [], None),
        ("theo thời gian quy định", "relative", [], None),
        ("theo quy định", "relative", [], None),
        ("năm 2026 và các năm tiếp theo", "standing", ["continuous"], None),
        ("đột xuất khi có yêu cầu", "on_request", [], None),
        ("ngay sau khi lũ rút", "conditional", [], None),
    ],
)
def test_phrases_without_a_day(phrase: str, kind: str, recurrence: list[str], due_day: int | None) -> None:
    reading = read(phrase)
    assert (reading.kind, reading.recurrence, reading.due_day) == (kind, recurrence, due_day)
    assert reading.stated is None


@pytest.mark.parametrize(
    ("phrase", "issued_on", "doubt"),
    [
        ("trước ngày 31/6/2023", ISSUED, "không phải ngày có thật"),
        ("trước ngày 20/7", ISSUED, "Không ghi năm"),
        ("trước ngày 20/7", None, "chưa có ngày ban hành"),
        ("trong vòng 10 ngày", None, "một ngày chưa biết"),
        ("trong vòng 10 ngày kể từ ngày nhận được văn bản", ISSUED, "không rõ ngày bắt đầu"),
        ("trước ngày 20/7/2023", ISSUED, "trước ngày ban hành"),
        ("trước ngày 15/12/2023, tổng hợp trước ngày 31/12/2023", ISSUED, "nhiều ngày"),
        ("gửi báo cáo theo thời gian quy định", ISSUED, "văn bản cấp trên"),
        ("đầu quý IV/2023", ISSUED, "ngày đầu kỳ"),
    ],
)
def test_what_the_words_leave_open_is_said(phrase: str, issued_on: date | None, doubt: str) -> None:
    assert any(doubt in said for said in read(phrase, issued_on).uncertain)


@pytest.mark.parametrize(
    "phrase", ["31/2/2026", "trước ngày 31/6/2023", "ngày 32 tháng 1 năm 2026", "trong tháng 13/2026"]
)
def test_a_day_that_does_not_exist_is_answered(phrase: str) -> None:
    reading = read(phrase)
    assert (reading.stated, reading.legal, reading.operative) == (None, None, None)
    assert reading.kind in {DeadlineKind.FIXED, DeadlineKind.PERIOD_END}
    assert any("có thật" in doubt for doubt in reading.uncertain)


def test_an_empty_phrase_is_answered() -> None:
    assert (read("  ").kind, read("").rule, len(read("").uncertain)) == (DeadlineKind.NONE, "empty", 1)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("ngày 30/2 hàng năm", 0),
        ("trước ngày 31/6 và 15/11 hằng năm", 1),
        ("ngày 32 hàng tháng", 0),
        ("hằng năm (trước ngày 31/11)", 0),
        ("định kỳ 6 tháng (trước ngày 31/6), năm (trước ngày 15/12)", 1),
    ],
)
def test_a_recurring_day_that_does_not_exist_is_told(phrase: str, days: int) -> None:
    reading = read(phrase)
    assert reading.kind == DeadlineKind.PERIODIC and "no_such_day" in codes(reading.uncertain)
    assert sum(map(len, reading.days.values())) == days
    assert not codes(read("ngày 29/2 hàng năm").uncertain)


def test_days_of_each_period_are_kept() -> None:
    reading = read(
        "Định kỳ hàng tháng (trước ngày 16 hàng tháng), 6 tháng (trước ngày 16/6), "
        "tổng kết năm (trước ngày 20/11 hàng năm)"
    )
    assert reading.recurrence == ["monthly", "semiannual", "annual"]
    assert {name: [(day.day, day.month) for day in days] for name, days in reading.days.items()} == {
        "monthly": [(16, None)],
        "semiannual": [(16, 6)],
        "annual": [(20, 11)],
    }


def test_find_gives_every_phrase_with_its_place() -> None:
    text = unicodedata.normalize("NFD", "Các đơn vị gửi kế hoạch  TRƯỚC ngày 30/ 7/2023; hằng quý, 6 tháng báo cáo;")
    found = find(text, ISSUED, statutory(), ReadingOptions())
    assert [unicodedata.normalize("NFC", each.words) for each in found] == [
        "TRƯỚC ngày 30/ 7/2023",
        "hằng quý, 6 tháng",
    ]
    assert all(text[each.start : each.end] == each.words for each in found)
    assert [each.reading.kind for each in found] == [DeadlineKind.FIXED, DeadlineKind.PERIODIC]


@given(st.text(alphabet="trướcngàyhằnquýhđịkỳ 0123456789/.-,()", max_size=60))
def test_find_never_breaks_and_its_places_are_true(text: str) -> None:
    for each in find(text, ISSUED, statutory(), ReadingOptions()):
        assert text[each.start : each.end] == each.words


def test_long_lists_are_read_in_good_time() -> None:
    for piece in ("quý i, ", "định kỳ hàng quý, ", "ngày 1/", "trong 5 ngày kể từ "):
        read(piece * 3_000)


@pytest.mark.parametrize(
    ("phrase", "issued_on"),
    [
        ("trước ngày 01/01/0001", ISSUED),
        ("trước tháng 1", date(9999, 12, 1)),
        ("trong 8000 năm", ISSUED),
        ("trong vòng 01 tháng", date(9999, 12, 31)),
        ("chậm nhất ngày 5", date(9999, 12, 31)),
        ("trước ngày 20/7", date(9999, 12, 31)),
        ("ít nhất 02 ngày trước ngày 01/01/0001", ISSUED),
        ("cuối tuần này", date(9999, 12, 31)),
    ],
)
def test_outside_the_calendars_years_there_is_no_day_and_that_is_said(phrase: str, issued_on: date) -> None:
    reading = read(phrase, issued_on)
    assert (reading.operative, "beyond_years" in codes(reading.uncertain)) == (None, True)


_FORMS = (
    "trước ngày {0:%d}/{0:%m}/{1:04d}", "chậm nhất {2} ngày trước ngày {0:%d}/{0:%m}/{1:04d}", "trước quý I/{1:04d}",
    "trước năm {1:04d}", "trong {2} ngày làm việc", "trong {2} năm", "trong {2} tuần", "trong {2} giờ", "ngày mai",
    "trước ngày {0:%d}/{0:%m}", "chậm nhất ngày {0:%d}", "đầu tuần này", "giữa quý sau", "cuối năm sau",
    "trước 6 tháng đầu năm", "tuần cuối tháng {0:%m}", "tuần đầu", "đến hết năm {1:04d}", "hằng quý",
)  # fmt: skip


@given(
    form=st.sampled_from(_FORMS),
    issued_on=st.dates() | st.sampled_from([date.min, date.max]),
    day=st.dates(),
    year=st.integers(1, 9999) | st.sampled_from([1, 9999]),
    count=st.integers(1, 9_999),
)
def test_no_year_breaks_a_reading(form: str, issued_on: date, day: date, year: int, count: int) -> None:
    reading = read(form.format(day, year, count), issued_on, roll_forward_fixed=bool(count % 2))
    assert reading.operative or reading.uncertain or reading.kind in {DeadlineKind.PERIODIC, DeadlineKind.NONE}


@pytest.mark.parametrize("piece", ["1", "1 ", "1-", "l/", "x", "trong 5 "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Ten times the letters take about ten times as long; a hundred where a pattern tries every start to the end."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    seconds(100)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.004)


def test_missing_year_is_the_next_one_that_comes() -> None:
    assert read("trước ngày 20/7").stated == date(2024, 7, 20)
    assert read("trước ngày 20/8").stated == date(2023, 8, 20)


@given(st.sampled_from([PLAN_WITHIN, PERIODIC_REPORTS, "trong quý III/2023", "chậm nhất vào ngày 25/8/2023"]))
def test_decomposed_input_reads_the_same(phrase: str) -> None:
    assert read(unicodedata.normalize("NFD", phrase)) == read(phrase)
    assert read(phrase.upper()) == read(phrase)


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert read(text) == read(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    for written in (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
    ):
        assert read(f"trước ngày {written}", None).stated == day


@pytest.mark.parametrize("phrase", ["quý V/2026", "trong quý V", "quý 5 năm 2026"])
def test_a_quarter_that_does_not_exist_is_told(phrase: str) -> None:
    reading = read(phrase)
    assert reading.stated is None
    assert any("không phải quý có thật" in doubt for doubt in reading.uncertain)
