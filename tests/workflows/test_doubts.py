"""Doubts are kept as codes with values and said in the language of whoever reads them."""

import json
from datetime import date

import pytest
from django.utils import translation

from workflows.doubts import Doubt, codes, kept, told
from workflows.reading import DeadlineReading, ReadingOptions, read_deadline
from workflows.workdays import statutory

ISSUED = date(2023, 7, 24)
UNCERTAIN = [
    ("trước ngày 30/7", ["before_or_on", "year_inferred"]),
    ("trong 10 ngày", ["from_issue"]),
    ("trong 05 ngày làm việc kể từ ngày nhận được văn bản này", ["from_receipt"]),
    ("ngày 31/6/2023", ["no_such_day"]),
    ("trong tháng 13/2023", ["no_such_month"]),
    ("trước ngày 31/8/2023; hoàn thành ngày 30/9/2023", ["several_days"]),
    ("", ["empty"]),
    ("trong 3", ["no_unit"]),
    ("30", ["no_unit"]),
    ("gửi lại trong vòng 10, không chậm hơn", ["no_unit"]),
    ("trong vài ngày", ["unclear_time"]),
    ("sớm nhất", ["unclear_time"]),
    ("HỎA TỐC", ["unclear_time"]),
    ("năm học 2026-2027", ["unclear_time"]),
    ("trước ngày 10/3 (âm lịch)", ["lunar"]),
    ("trước thứ Sáu", ["only_weekday"]),
    ("17h00 ngày 12/6", ["hour_in_day"]),
    ("05 ngày sau khi hoàn thành nhiệm vụ 2", ["from_task"]),
]


def read(phrase: str, issued: date | None = ISSUED) -> DeadlineReading:
    return read_deadline(phrase, issued, statutory(), ReadingOptions())


@pytest.mark.parametrize(("phrase", "expected"), UNCERTAIN)
def test_every_doubt_of_a_reading_has_its_code(phrase: str, expected: list[str]) -> None:
    found = read(phrase).uncertain
    assert all(isinstance(each, Doubt) for each in found)
    assert set(expected) <= set(codes(found))


@pytest.mark.parametrize("phrase", ["Không", "-", "Nguyễn Văn A", "Sở Y tế chủ trì"])
def test_words_that_do_not_speak_of_time_raise_no_doubt(phrase: str) -> None:
    assert read(phrase).uncertain == []


def test_a_day_of_leap_years_is_the_next_there_is_and_says_so() -> None:
    found = read("trước ngày 29/2", date(2026, 5, 12))
    assert found.stated == date(2028, 2, 29)
    assert {"code": "leap_day", "values": {"year": 2028}} in kept(found.uncertain)
    assert "no_such_day" in codes(read("ngày 31/4", date(2026, 5, 12)).uncertain)


def test_kept_doubts_are_said_in_the_language_of_the_reader_with_what_is_filled_in() -> None:
    sunday = read("hoàn thành ngày 30/7/2023").uncertain
    data = json.loads(json.dumps(kept(sunday)))
    assert {"code": "day_off", "values": {"reason": "Chủ nhật"}} in data
    assert "Hạn rơi vào ngày nghỉ: Chủ nhật." in told(data)
    with translation.override("en"):
        assert "The deadline falls on a day off: Sunday." in told(data)
        assert kept(read("hoàn thành ngày 30/7/2023").uncertain) == data
    assert told(["Câu chữ cũ."]) == ["Câu chữ cũ."], "what was kept before there were codes"


def test_what_is_read_does_not_depend_on_the_language_of_the_reader() -> None:
    phrase = "định kỳ hằng năm báo cáo trước ngày 16/6; hoàn thành trước ngày 20/9/2023"
    here = read(phrase)
    with translation.override("en"):
        there = read(phrase)
    assert (here.kind, here.operative, here.rule, here.recurrence) == (
        there.kind,
        there.operative,
        there.rule,
        there.recurrence,
    )
