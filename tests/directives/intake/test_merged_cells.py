"""Merged cells: the text that is kept of a file tells them, and what is read of it is what the whole table says."""

import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.intake.blocks import document_of
from directives.intake.ditto import DITTO, UNSURE, flat, is_ditto
from directives.intake.media import TYPES
from directives.intake.proposal import as_data
from directives.intake.reading import read
from directives.intake.ruled import Box, told
from directives.intake.text import corrected, extract, typed
from tests.directives.documents import MERGED_PDF
from tests.directives.intake.merging import HEADINGS, LEFT, UP, docx_of, plan, written_out

BEFORE = (
    "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG",
    "Số: 45/KH-UBND",
    "Bến Sông, ngày 06 tháng 8 năm 2026",
    "KẾ HOẠCH",
    "Chuyển đổi số năm 2026",
    "I. NHIỆM VỤ",
    "Phân công nhiệm vụ cụ thể như sau:",
)


def kept(*tables: Sequence[Sequence[str]]) -> str:
    """The text that the form gets of such a Word file."""
    return extract(docx_of(*tables, before=BEFORE), TYPES["docx"]).text


def tasks(text: str) -> list[Any]:
    """What is read of a kept text, without the places."""
    read_of = as_data(read(document_of(text)))["tasks"]
    return [
        (task["lead"], task["coordinate"], task["deadline"], task["deadline_text"], task["recurrence"], task["product"])
        for task in read_of
        if task["rule"] == "row"
    ]


def test_every_row_of_a_merged_plan_has_the_words_of_its_cells() -> None:
    text = kept(plan())
    found = tasks(text)
    assert len(found) == 28
    assert found == tasks(kept(written_out(plan())))
    assert all(lead for lead, *_others in found)
    assert not any("gộp" in str(doubt) for task in read(document_of(text)).tasks for doubt in task.doubts)
    assert f"| 2 | Cập nhật cơ sở dữ liệu đất đai giai đoạn 1 trên địa bàn tỉnh | {DITTO} | Sở Tư pháp |" in text


def test_what_is_read_of_the_file_is_what_is_read_of_its_kept_text() -> None:
    found = extract(docx_of(plan(), before=BEFORE), TYPES["docx"])
    assert as_data(read(found.document)) == as_data(read(document_of(corrected(found.text, found.text))))
    assert typed(found.text) == found.text


OWNERS = ("Sở Nội vụ", "Công an tỉnh", "Các sở, ngành liên quan", "UBND các xã, phường")
DAYS = ("Trước ngày 30/9/2026", "Quý IV/2026", "Thường xuyên", "Hằng tháng")
PRODUCTS = ("Báo cáo", "Kế hoạch", "Danh mục")


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """Tables of work with any cells but those of the work merged downwards, titles of groups in between."""
    grid = [list(HEADINGS)]
    if draw(st.booleans()):
        grid = plan()[:2]
    fresh = True
    for number in range(1, draw(st.integers(2, 8)) + 1):
        if draw(st.integers(0, 4)) == 0:
            grid.append(["I", "Hạ tầng số", LEFT, LEFT, LEFT, LEFT])
            fresh = True
        row = [str(number), f"Rà soát hồ sơ đợt {number} của tỉnh"]
        for words in (OWNERS, ("", *OWNERS), DAYS, PRODUCTS):
            merged = not fresh and draw(st.booleans())
            row.append(UP if merged else draw(st.sampled_from(words)))
        grid.append(row)
        fresh = False
    return grid


@given(grids())
@settings(max_examples=30, deadline=None)
def test_a_merged_table_reads_like_the_same_written_out(grid: list[list[str]]) -> None:
    text = kept(grid)
    assert tasks(text) == tasks(kept(written_out(grid)))
    assert typed(text) == text


@pytest.mark.parametrize(
    "written",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" | ", "  |   "),
        lambda text: text.replace("|", " |"),
        lambda text: text.replace(DITTO, '"'),
        lambda text: text.replace(DITTO, "-nt-"),
        lambda text: text.replace(DITTO, "Như trên"),
        lambda text: "\n".join(line.strip("| ") if line.count("|") == 7 and DITTO in line else line
                               for line in text.split("\n") if not line.startswith("| I")),
    ],
    ids=["decomposed", "line ends", "hard spaces", "wide", "spaced bars", "quotes", "nt", "như trên", "no frame"],
)  # fmt: skip
def test_the_sign_survives_what_happens_to_pasted_text(written: Any) -> None:
    grid = [list(HEADINGS), *plan()[3:10]]
    assert tasks(typed(written(kept(grid)))) == tasks(kept(written_out(grid)))


def test_quotes_have_the_words_of_the_document_and_no_sign() -> None:
    reading = read(document_of(kept(plan())))
    for task in reading.tasks:
        assert DITTO not in task.quote
        words = reading.document.text[task.start : task.end].replace("|", " ").replace(DITTO, " ")
        assert task.quote == " ".join(words.split())
        for one in (*task.lead, *task.coordinate, *task.product):
            assert reading.document.text[one.start : one.end] == one.words


def test_a_text_kept_before_there_was_a_sign_reads_as_it_did() -> None:
    text = "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n| 1 | Rà soát hồ sơ | Sở Nội vụ | 30/9/2026 |\n"
    first, second = read(document_of(f"{text}| 2 | Cập nhật số liệu | | |")).tasks
    assert [name.words for name in first.lead] == ["Sở Nội vụ"]
    assert (second.lead, second.time.day) == ((), None)


def test_work_merged_over_rows_is_one_task_of_all_who_do_it() -> None:
    grid = [
        list(HEADINGS),
        ["1", "Rà soát hồ sơ", "Sở Nội vụ", "", "30/9/2026", "Báo cáo"],
        [UP, UP, "Công an tỉnh", "", "15/10/2026", UP],
        ["2", "Cập nhật số liệu", "Sở Tài chính", "", "30/9/2026", "Báo cáo"],
    ]
    leads = [(lead, day) for lead, _with, day, *_rest in tasks(kept(grid))]
    assert leads == [(["Sở Nội vụ", "Công an tỉnh"], "2026-10-15"), (["Sở Tài chính"], "2026-09-30")]


def test_a_cell_merged_past_the_title_of_a_group_goes_on_below_it() -> None:
    grid = [
        list(HEADINGS),
        ["1", "Rà soát hồ sơ", "Sở Nội vụ", "", "30/9/2026", "Báo cáo"],
        ["II", "Dịch vụ công", UP, "", "", ""],
        ["2", "Cập nhật số liệu", UP, "", "15/10/2026", "Báo cáo"],
    ]
    assert [lead for lead, *_others in tasks(kept(grid))] == [["Sở Nội vụ"], ["Sở Nội vụ"]]


def test_a_merged_cell_without_words_repeats_nothing() -> None:
    text = kept([list(HEADINGS), ["1", "Rà soát", "Sở A", "", "2026", ""], ["2", "Cập nhật", "Sở B", UP, "2026", UP]])
    assert DITTO not in text


def test_a_sign_that_may_be_wrong_leaves_a_doubt() -> None:
    text = "| STT | Nhiệm vụ | Cơ quan chủ trì |\n| 1 | Rà soát hồ sơ | Sở Nội vụ |\n| 2 | Cập nhật số liệu | {} |"
    for sign, doubtful in ((DITTO, False), (UNSURE, True)):
        task = read(document_of(text.format(sign))).tasks[1]
        assert [name.words for name in task.lead] == ["Sở Nội vụ"]
        assert any("gộp" in str(doubt) for doubt in task.doubts) is doubtful


@pytest.mark.parametrize("words", ['"', "”", "″", "″?", "nt", "-nt-", "- nt -", "Như trên", "như dòng trên."])
def test_ways_to_write_as_above(words: str) -> None:
    assert is_ditto(words)


@pytest.mark.parametrize("words", ["", "-", "?", "Như trên đây", "Sở Nội vụ", "nt1", '"Báo cáo"', "trên"])
def test_other_words_are_not_as_above(words: str) -> None:
    assert not is_ditto(words)


def test_only_cells_lose_the_sign() -> None:
    assert flat("tọa độ 10°30′15″ | ″ | ″?\n| ″ |") == "tọa độ 10°30′15″" + " " * 15


def test_a_box_over_rows_is_told_from_one_over_columns_and_from_an_empty_one() -> None:
    # One box over two rows in the first column, then one over two columns, then an empty one.
    boxes: list[list[Box | None]] = [
        [(0.0, 0.0, 10.0, 20.0), (10.0, 0.0, 20.0, 10.0), (20.0, 0.0, 30.0, 10.0), (30.0, 0.0, 40.0, 10.0)],
        [None, (10.0, 10.0, 30.0, 20.0), None, (30.0, 10.0, 40.0, 20.0)],
        [(0.0, 20.0, 20.0, 40.0), None, (20.0, 20.0, 30.0, 30.0), (30.0, 20.0, 40.0, 30.0)],
        [None, None, (20.0, 30.0, 30.0, 40.0), (30.0, 30.0, 40.0, 40.0)],
    ]
    words: list[list[str | None]] = [
        ["a", "b", "c", "d"],
        [None, "e", None, ""],
        ["f", None, "g", "h"],
        [None, None, "i", "15/11/202\n6"],
    ]
    assert told(boxes, words) == (
        ("a", "b", "c", "d"),
        (DITTO, "e", None, ""),
        ("f", None, "g", "h"),
        (DITTO, None, "i", "15/11/2026"),
    )


def test_a_pdf_of_merged_cells_reads_like_the_word_file_it_was_printed_from() -> None:
    """But for three rows below a page's end, of whose empty cells nobody can know: the deadline of the first is asked
    for, the partner of the second is doubted."""
    printed = extract(MERGED_PDF.read_bytes(), TYPES["pdf"])
    found, meant = tasks(printed.text), tasks(kept(plan()))
    assert [at for at, (one, other) in enumerate(zip(found, meant, strict=True), 1) if one != other] == [5, 18, 25]
    assert [one[0] for one in found] == [one[0] for one in meant]
    doubts = [task.doubts for task in read(printed.document).tasks]
    assert doubts[4] and doubts[17]


@pytest.mark.parametrize("cell", ["//", "x", "-"])
def test_a_mark_in_the_column_of_products_names_none(cell: str) -> None:
    rows = [["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm"], ["1", "Rà soát các bến đò trên địa bàn", "Sở Xây dựng", cell]]
    assert [product for *_others, product in tasks(kept(rows))] == [None]
