"""PDF files: columns of the letterhead, lines joined, page numbers gone, tables that go on over pages."""

import pytest

from directives.intake.assembling import Table
from directives.intake.ditto import DITTO, UNSURE
from directives.intake.header import fields, read_header
from directives.intake.media import TYPES
from directives.intake.pages import Page, Ruled, Span, pieces_of
from directives.intake.refusals import UnreadableFile
from directives.intake.text import extract
from tests.directives.documents import LETTER_PDF, PLAN_PDF

PDF = TYPES["pdf"]


def test_a_letter_of_three_pages() -> None:
    found = extract(LETTER_PDF.read_bytes(), PDF).document
    head = fields(read_header(found.text))
    assert {name: head[name] for name in ("number", "date", "place", "issuer", "abstract", "signer_name")} == {
        "number": "45/SYT-NVY",
        "date": "2026-03-06",
        "place": "Bến Sông",
        "issuer": "SỞ Y TẾ TỈNH BẾN SÔNG",
        "abstract": "V/v tăng cường quản lý chất thải y tế tại các cơ sở khám bệnh, chữa bệnh",
        "signer_name": "Hà Thị Bình",
    }
    assert head["recipients"] == ["Các bệnh viện trong tỉnh", "Trung tâm Y tế các khu vực"]
    assert head["noi_nhan"] == ["Như trên", "Bộ Y tế (b/c)", "Giám đốc, các Phó Giám đốc Sở", "Lưu: VT, NVY"]
    words = [found.words(block) for block in found.blocks]
    points = [line for line in words if line.startswith("a) ")]
    assert len(points) == 6
    assert all(line.endswith("/4/2026.") for line in points)
    assert sum(line.startswith("Các sở, ban, ngành") and line.endswith("địa phương.") for line in words) == 6
    assert not {"1", "2", "3"} & set(words)


def test_a_table_over_eight_pages_is_one_with_one_head_and_whole_rows() -> None:
    found = extract(PLAN_PDF.read_bytes(), PDF).document
    rows = [block for block in found.blocks if block.is_row]
    assert {row.table for row in rows} == {0}
    cells = [[found.words(cell) for cell in row.cells] for row in rows]
    assert cells[0] == ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
    assert cells[1] == ["I. Nhóm hạ tầng số", "", "", "", ""]
    assert [row[0] for row in cells[2:]] == [str(number) for number in range(1, 25)]
    assert all(row[1].startswith(f"Nhiệm vụ số {row[0]}: ") and row[1].endswith("địa phương") for row in cells[2:])
    assert {row[2] for row in cells[2:]} == {"Sở Y tế"}


def span(text: str, x0: float, top: float, x1: float = 500.0, first: float = 20.0) -> Span:
    return Span(text, x0, x1, top, top + 14, first)


def test_running_heads_go_and_a_sentence_over_the_page_is_one() -> None:
    pages = [
        Page(
            600,
            800,
            (
                span(f"Trang {number}/3", 280, 20, 320),
                span("UBND tỉnh - Kế hoạch", 80, 40, 200),
                span(f"{number}. Các đơn vị báo cáo kết quả thực hiện nhiệm", 80, 700),
            ),
        )
        for number in (1, 2, 3)
    ]
    assert pieces_of(pages) == [f"{number}. Các đơn vị báo cáo kết quả thực hiện nhiệm" for number in (1, 2, 3)]
    after = Page(600, 800, (span("vụ được giao.", 80, 100, 180), span("- Sở Y tế báo cáo.", 110, 120, 300)))
    assert pieces_of([*pages[:1], after])[-2:] == [
        "1. Các đơn vị báo cáo kết quả thực hiện nhiệm vụ được giao.",
        "- Sở Y tế báo cáo.",
    ]


def test_a_row_cut_by_the_page_goes_on_but_a_merged_cell_is_none() -> None:
    first = Ruled(700, (("STT", "Việc", "Chủ trì"), ("1", "Rà soát các", "Sở A"), ("2", "Lập danh", DITTO)))
    second = Ruled(60, (("STT", "Việc", "Chủ trì"), ("", "mục", ""), ("3", "Báo cáo", "Sở B")))
    table = pieces_of([Page(600, 800, (), (first,)), Page(600, 800, (), (second,))])
    assert table == [
        Table(
            (
                ("STT", "Việc", "Chủ trì"),
                ("1", "Rà soát các", "Sở A"),
                ("2", "Lập danh mục", DITTO),
                ("3", "Báo cáo", "Sở B"),
            )
        )
    ]


def after_a_page(*rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of the next page where a cell over two rows stood at the end of the page before."""
    first = Ruled(700, (("STT", "Việc", "Chủ trì"), ("1", "Rà soát", "Sở"), ("2", "Lập danh mục", DITTO)))
    [table] = pieces_of([Page(600, 800, (), (first,)), Page(600, 800, (), (Ruled(60, rows),))])
    assert isinstance(table, Table)
    return table.rows[1:]


def test_a_merged_cell_that_the_page_cut_goes_on() -> None:
    sure = after_a_page(("3", "Báo cáo", ""), ("4", "Kiểm tra", DITTO))
    assert sure[2:] == (("3", "Báo cáo", DITTO), ("4", "Kiểm tra", DITTO))
    perhaps = after_a_page(("3", "Báo cáo", ""), ("4", "Kiểm tra", "Sở B"))
    assert perhaps[2:] == (("3", "Báo cáo", UNSURE), ("4", "Kiểm tra", "Sở B"))
    words = after_a_page(("", "vùng lũ", "Y tế"), ("3", "Báo cáo", DITTO))
    assert words == (("1", "Rà soát", "Sở Y tế"), ("2", "Lập danh mục vùng lũ", DITTO), ("3", "Báo cáo", DITTO))


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.1])
def test_a_truncated_file_is_refused_or_read_as_far_as_it_goes(kept: float) -> None:
    data = LETTER_PDF.read_bytes()
    try:
        extract(data[: int(len(data) * kept)], PDF)
    except UnreadableFile as error:
        assert "Hãy" in str(error)
