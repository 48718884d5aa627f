"""Phrases that look like a day and mean another one, or none: no day is named where it would be a wrong one."""

from datetime import date

import pytest

from workflows.doubts import codes, kept
from workflows.phrases import Day
from workflows.reading import DeadlineKind, DeadlineReading, ReadingOptions, read_deadline
from workflows.rules import Unit
from workflows.workdays import published

ISSUED = date(2026, 3, 4)


def read(phrase: str, issued: date | None = ISSUED, **options: bool) -> DeadlineReading:
    return read_deadline(phrase, issued, published(), ReadingOptions(**options))


@pytest.mark.parametrize(
    "phrase",
    [
        "28 tháng Chạp",
        "mồng 5 tháng Giêng",
        "trước ngày 23 tháng Chạp năm 2026",
        "trong tháng Giêng",
        "nửa đầu tháng Chạp",
        "ngày cuối cùng của tháng Giêng",
        "trong 10 ngày kể từ ngày 08 tháng Giêng",
        "ít nhất 05 ngày trước ngày 15 tháng Chạp",
        "trước ngày Giỗ Tổ Hùng Vương 10/3",
    ],
)
def test_days_of_the_lunar_calendar_are_refused_with_their_words(phrase: str) -> None:
    found = read(phrase)
    assert (found.stated, found.legal, found.operative) == (None, None, None)
    assert "lunar" in codes(found.uncertain)
    assert any("âm lịch" in said and "“" in said for said in found.uncertain)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("ngày làm việc thứ 4 của tháng 4/2026", "2026-04-06"),
        ("ngày làm việc thứ ba của quý IV năm 2026", "2026-10-05"),
        ("trong 20 ngày đầu của quý II/2026", "2026-04-20"),
        ("ngày thứ 10 của tháng 6/2026", "2026-06-10"),
        ("ngày làm việc cuối cùng của quý I/2026", "2026-03-31"),
        ("10 ngày trước kỳ nghỉ lễ 30/4", "2026-04-20"),
        ("trong 15 ngày đầu của quý III", "2026-07-15"),
    ],
)
def test_a_day_counted_within_a_period_or_before_a_feast_is_not_the_end_of_it(phrase: str, day: str) -> None:
    assert str(read(phrase).stated) == day


def test_a_term_from_a_day_that_does_not_exist_keeps_its_kind_and_has_no_day() -> None:
    found = read("trong thời hạn 30 ngày kể từ ngày 30/02/2026")
    assert (found.kind, found.stated, found.operative) == (DeadlineKind.TERM, None, None)
    assert codes(found.uncertain) == ["no_such_day"]


@pytest.mark.parametrize(
    ("phrase", "stated", "operative"),
    [
        ("trước ngày Quốc khánh 2/9", "2026-09-02", "2026-09-01"),
        ("trước kỳ nghỉ lễ 30/4", "2026-04-30", "2026-04-29"),
        ("trước dịp lễ 30/4 và 1/5", "2026-04-30", "2026-04-29"),
        ("hoàn thành trước ngày khai giảng (05/9/2026)", "2026-09-05", "2026-09-04"),
        ("1.000 ngày", "2028-11-28", "2028-11-28"),
        ("trước 0 giờ ngày 10/3/2026", "2026-03-09", "2026-03-09"),
        ("chậm nhất 00:00 ngày 10/3/2026", "2026-03-09", "2026-03-09"),
        ("trước 00h30 ngày 10/3/2026", "2026-03-10", "2026-03-10"),
        ("05 ngày sau ngày 30/6/2026", "2026-07-05", "2026-07-06"),
        ("sau ngày 30/6/2026, đơn vị nào còn thiếu thì gửi trước ngày 15/7/2026", "2026-07-15", "2026-07-14"),
    ],
)
def test_the_day_that_is_meant(phrase: str, stated: str, operative: str) -> None:
    found = read(phrase)
    assert (str(found.stated), str(found.operative)) == (stated, operative)


def test_before_the_first_hour_is_the_day_before_whatever_the_office_takes_before_to_mean() -> None:
    found = read("trước 0 giờ ngày 10/3/2026", before_means_previous_day=False)
    assert (found.operative, "midnight" in codes(found.uncertain)) == (date(2026, 3, 9), True)


def test_after_a_day_is_no_deadline() -> None:
    found = read("sau ngày 30/6/2026")
    assert (found.kind, found.stated, codes(found.uncertain)) == (DeadlineKind.NONE, None, ["after_day"])
    assert "“sau ngày 30/6/2026”" in found.uncertain[0]
    assert read("định kỳ hằng tháng, sau ngày 30/6/2026").kind == DeadlineKind.PERIODIC


@pytest.mark.parametrize(
    ("phrase", "differs"),
    [
        ("thứ Hai ngày 06/3/2026", True),
        ("trước chủ nhật, ngày 06/3/2026", True),
        ("ngày 06/3/2026 (thứ 5)", True),
        ("thứ Sáu, ngày 06/3/2026", False),
        ("chậm nhất ngày 08/3/2026 (Chủ nhật)", False),
        ("họp lần thứ hai ngày 06/3/2026", False),
    ],
)
def test_a_weekday_that_is_not_that_of_the_day_is_told(phrase: str, differs: bool) -> None:
    assert ("weekday_differs" in codes(read(phrase).uncertain)) is differs


def test_ten_thousand_days_are_told_whole() -> None:
    said = kept(read("trong 10.000 ngày").uncertain)
    assert said == [{"code": "no_such_number", "values": {"words": "10.000 ngày"}}]


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("ngày làm việc đầu tiên của tháng 4/2026", "2026-04-01"),
        ("ngày làm việc đầu tiên của tháng 8 năm 2026", "2026-08-03"),
        ("ngày làm việc cuối cùng của tháng 8/2026", "2026-08-28"),  # 31/8 is announced as a day off
        ("ngày làm việc đầu tiên của quý sau", "2026-04-01"),
        ("trong 05 ngày làm việc đầu tiên của tháng", "2026-03-06"),
        ("trong 05 ngày làm việc đầu tháng 4/2026", "2026-04-07"),
        ("trong 10 ngày đầu tháng 4/2026", "2026-04-10"),
        ("trong 5 ngày cuối tháng 4/2026", "2026-04-30"),
        ("10 ngày trước Tết", "2027-01-27"),
        ("trước Tết Nguyên đán 2027 ít nhất 02 tuần", "2027-01-23"),
        ("trước Tết Nguyên đán ít nhất 05 ngày làm việc", "2027-01-28"),
        ("trước ngày 30/6/2026 ít nhất 10 ngày", "2026-06-20"),
        ("trước ngày 30/6/2026, tối thiểu là 05 ngày làm việc", "2026-06-23"),
        ("trước ngày 30/6/2026, trong 10 ngày", "2026-06-29"),
        ("trước ngày 10 của tháng đầu quý sau", "2026-04-09"),
        ("chậm nhất ngày 05 tháng đầu của quý tới", "2026-04-05"),
    ],
)
def test_counts_within_a_period_and_back_from_a_day(phrase: str, day: str) -> None:
    assert str(read(phrase).operative) == day


def test_the_first_working_days_follow_the_calendar_that_is_given() -> None:
    rule = read("trong 05 ngày làm việc đầu tháng 5/2026").how
    assert (rule.start, rule.count, rule.unit) == (date(2026, 4, 30), 5, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("05 ngày (không kể ngày nghỉ, lễ)", "không kể ngày nghỉ, lễ"),
        ("trong thời hạn 05 ngày (không tính thứ Bảy, Chủ nhật) kể từ ngày ký", "không tính thứ bảy, chủ nhật"),
        ("trong 05 ngày kể từ ngày ký, không tính thứ Bảy, Chủ nhật", "không tính thứ bảy, chủ nhật"),
        ("trong 05 ngày kể từ ngày ký (không kể các ngày nghỉ, ngày lễ)", "không kể các ngày nghỉ, ngày lễ"),
        ("trong vòng 05 ngày (trừ ngày lễ)", "trừ ngày lễ"),
    ],
)
def test_days_without_days_off_are_working_days_and_the_words_are_told(phrase: str, words: str) -> None:
    found = read(phrase)
    assert (found.how.unit, found.operative) == (Unit.WORKING_DAY, date(2026, 3, 11))
    assert {"code": "as_working_days", "values": {"words": words}} in kept(found.uncertain)
    assert read("trong vòng 05 ngày (kể cả ngày nghỉ)").operative == date(2026, 3, 9)


def test_a_day_of_the_next_quarter_is_periodic_only_beside_a_rhythm() -> None:
    assert "term_or_period" in codes(read("trước ngày 10 của tháng đầu quý sau").uncertain)
    for phrase in ("báo cáo quý trước ngày 10 của tháng đầu quý sau", "hằng quý, trước ngày 10 tháng đầu quý sau"):
        assert (read(phrase).kind, read(phrase).recurrence) == (DeadlineKind.PERIODIC, ["quarterly"])


@pytest.mark.parametrize(
    ("phrase", "recurrence", "day"),
    [
        ("hằng tháng, trong 05 ngày làm việc đầu tiên của tháng", "monthly", Day(working=5)),
        ("trong 05 ngày làm việc đầu tiên của mỗi tháng", "monthly", Day(working=5)),
        ("trước ngày làm việc thứ 5 hằng tháng", "monthly", Day(working=5, excluded=True)),
        ("ngày làm việc cuối cùng của mỗi quý", "quarterly", Day(working=-1)),
        ("ngày cuối cùng của mỗi tháng", "monthly", Day(31)),
        ("mỗi tháng một lần vào ngày 10", "monthly", Day(10)),
    ],
)
def test_days_counted_in_each_period_are_days_of_sending(phrase: str, recurrence: str, day: Day) -> None:
    found = read(phrase)
    assert (found.kind, found.operative, found.days) == (DeadlineKind.PERIODIC, None, {recurrence: [day]})


@pytest.mark.parametrize(
    "phrase",
    ["định kỳ hằng quý sau ngày 15/6/2026", "định kỳ hằng quý, sau ngày 20 của tháng cuối quý"],
)
def test_a_rhythm_after_a_day_has_no_day_of_sending_and_says_so(phrase: str) -> None:
    found = read(phrase)
    assert (found.recurrence, found.days, codes(found.uncertain)) == (["quarterly"], {}, ["after_day"])


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("ngày làm việc thứ 5 của tháng 4/2026", "2026-04-07"),
        ("trước ngày làm việc thứ 5 của tháng 4/2026", "2026-04-06"),
        ("ngày làm việc áp chót của tháng 6/2026", "2026-06-29"),
        ("ngày làm việc thứ ba của tuần", "2026-03-04"),
        ("ngày làm việc cuối cùng của tuần sau", "2026-03-13"),
        ("trong 15 ngày đầu của quý II/2026", "2026-04-15"),
        ("trước 10 ngày cuối tháng 6/2026", "2026-06-20"),
        ("tháng thứ hai của quý III/2026", "2026-08-31"),
        ("tuần cuối cùng của năm 2026", "2026-12-31"),
        ("thứ Sáu cuối cùng của tháng 9/2026", "2026-09-25"),
        ("trong nửa đầu quý II/2026", "2026-05-15"),
        ("nửa đầu tháng", "2026-03-15"),
        ("10 ngày trước kỳ nghỉ lễ 30/4", "2026-04-20"),
        ("chậm nhất 01 tháng trước ngày 30/6/2026", "2026-05-30"),
        ("trong thời hạn 10 ngày trước ngày 30/6/2026", "2026-06-29"),
        ("trong vòng 10 ngày sau khi kết thúc quý II/2026", "2026-07-10"),
        ("hai mươi lăm ngày", "2026-03-30"),  # 29/3 is a Sunday
        ("kể từ ngày ký 10 ngày", "2026-03-16"),
        ("trong vòng 72 tiếng", "2026-03-07"),
        ("tối đa 07 ngày", "2026-03-11"),
    ],
)
def test_the_day_is_counted_where_the_words_count_it(phrase: str, day: str) -> None:
    assert str(read(phrase).operative) == day


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("ngày làm việc thứ 30 của tháng 4/2026", "no_such_day"),
        ("ngày thứ 31 của tháng 4/2026", "no_such_day"),
        ("trong thời hạn 10 ngày trước ngày 30/02/2026", "no_such_day"),
        ("sau tháng 6/2026", "after_day"),
        ("trong vòng 30 ngày trước khi giấy phép hết hạn", "span_before"),
        ("chậm nhất 10 ngày kể từ ngày kết thúc mỗi quý", "unclear_time"),
    ],
)
def test_a_count_without_a_day_is_told(phrase: str, code: str) -> None:
    found = read(phrase)
    assert found.operative is None
    assert code in codes(found.uncertain)


@pytest.mark.parametrize(
    ("phrase", "issued", "year"),
    [
        ("trong 05 ngày làm việc", date(2030, 12, 30), 2030),
        ("trong 05 ngày làm việc", date(2019, 12, 30), 2019),
        ("trong 05 ngày làm việc", date(2019, 5, 6), 2019),
        ("trong vòng 10 ngày kể từ ngày ký", date(2031, 1, 20), 2031),
        ("ít nhất 05 ngày làm việc trước ngày 10/02/2032", date(2031, 1, 20), 2032),
        ("trong 05 ngày làm việc", date(2028, 5, 8), 2028),
        ("trong 05 ngày làm việc", date(2026, 12, 30), 2027),
        ("trong 05 ngày làm việc", date(2026, 5, 6), None),
        ("trong vòng 02 năm", date(2026, 5, 6), 2028),
        ("trước ngày 30/6/2035", date(2026, 3, 4), None),  # no count, whatever the holidays are
    ],
)
def test_a_count_in_a_year_whose_days_off_nobody_knows_says_so(phrase: str, issued: date, year: int | None) -> None:
    told = [each["values"]["year"] for each in kept(read(phrase, issued).uncertain) if each["code"] == "year_unlisted"]
    assert told == ([year] if year else [])


def test_the_law_is_known_beyond_the_listed_years() -> None:
    """Tết 2031 is the 23rd of January; 1/5/2031 is a Thursday."""
    assert published().why_off(date(2031, 1, 23)) == "Tết Nguyên Đán"
    assert not published().is_working(date(2031, 5, 1))
    assert not published().is_working(date(2100, 9, 2))
