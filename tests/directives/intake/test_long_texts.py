"""A text without lines and a very long table: what is read of them, and that each wording of a cell is read once."""

from datetime import date

import pytest

from directives.intake import cells
from directives.intake.cells import Cells
from directives.intake.findings import LONGEST_BLOCK
from directives.intake.roles import Found, names_in
from tests.directives.intake.below import led, read_below
from workflows.phrases import scan
from workflows.phrases.common import GONE, Taken, without

SENTENCE = "Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát các quy định; báo cáo trước ngày 30/9/2025. "


def test_of_a_block_that_lost_its_lines_the_beginning_is_read_and_a_person_told() -> None:
    late = "Sở Nội vụ hoàn thành trước ngày 15/12/2025."
    [task] = read_below("1. " + SENTENCE * (LONGEST_BLOCK // len(SENTENCE) + 1) + late).tasks
    assert led(task) == ["Sở Y tế"] and task.time.day == date(2025, 9, 30)
    assert task.quote.endswith(late)
    assert any("quá dài" in doubt for doubt in task.doubts)


def test_a_block_of_usual_length_is_read_whole() -> None:
    [task] = read_below("1. " + SENTENCE * 3 + "Hoàn thành trước ngày 15/12/2025.").tasks
    assert task.time.day == date(2025, 12, 15)
    assert not any("quá dài" in doubt for doubt in task.doubts)


def test_each_wording_of_a_cell_is_read_once_and_placed_in_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(words: str, start: int, end: int, rule: str) -> list[Found]:
        read.append(words)
        return names_in(words, start, end, rule)

    monkeypatch.setattr(cells, "names_in", counted)
    rows = "".join(f"{n} | Lập báo cáo số {n} | Sở Y tế | Quý III/2025\n" for n in range(1, 40))
    reading = read_below(f"STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n{rows}")
    text = reading.document.text
    assert len(reading.tasks) == 39 and read.count("Sở Y tế") == 1
    for task in reading.tasks:
        [lead] = task.lead
        assert task.start < lead.start and text[lead.start : lead.end] == "Sở Y tế"
        [(start, end)] = task.time.spans
        assert lead.end < start < end <= task.end and text[start:end] == "Quý III/2025"


def test_a_cell_is_read_from_the_day_of_its_document() -> None:
    cell = "trong tháng 9"
    assert [Cells(day).time(cell, 0, len(cell)).day for day in (date(2025, 8, 5), date(2024, 8, 5))] == [
        date(2025, 9, 30),
        date(2024, 9, 30),
    ]


def test_thousands_of_days_in_one_text_are_all_found() -> None:
    parts = scan("báo cáo trước ngày 30/9/2025; " * 2_000, date(2025, 8, 5))
    assert len([part for part in parts if part.name == "before_day"]) == 2_000


def test_places_taken() -> None:
    taken = Taken()
    for start, end in ((10, 20), (0, 5), (30, 40)):
        taken.add(start, end)
    assert [taken.meets(*span) for span in ((5, 10), (4, 6), (15, 35), (20, 30), (39, 50))] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert [taken.holds(*span) for span in ((10, 20), (12, 15), (9, 15), (15, 21), (5, 6))] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_places_taken_out_of_a_text_may_overlap() -> None:
    assert without("abcdefgh", [(4, 6), (1, 3), (2, 3), (5, 7)]) == f"a{GONE * 2}d{GONE * 3}h"
