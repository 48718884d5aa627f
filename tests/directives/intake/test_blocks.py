"""Paragraphs and rows of a text, by its lines and bars."""

from directives.intake.blocks import Document, document_of
from directives.intake.normal import normalise

STANDING = """Sở Y tế đề nghị:
|
STT
|
Nhiệm vụ
|
Chủ trì
|
|
I. CÔNG TÁC
CHUNG
|
|
1
|
Lập kế hoạch
|
Sở Y tế;
Sở Tài chính
|

Trân trọng./."""


def shown(document: Document) -> list[str | list[str]]:
    return [
        [document.words(cell) for cell in block.cells] if block.is_row else document.words(block)
        for block in document.blocks
    ]


def test_bars_on_lines_of_their_own() -> None:
    assert shown(document_of(normalise(STANDING))) == [
        "Sở Y tế đề nghị:",
        ["STT", "Nhiệm vụ", "Chủ trì"],
        ["I. CÔNG TÁC CHUNG"],
        ["1", "Lập kế hoạch", "Sở Y tế; Sở Tài chính"],
        "Trân trọng./.",
    ]


def test_rows_on_one_line_and_the_rule_below_the_header() -> None:
    text = "| TT | Việc | Hạn |\n|---|:---:|---|\n| 1 | Họp | |\nMột câu có dấu | ở giữa.\nHết."
    assert shown(document_of(text)) == [
        ["TT", "Việc", "Hạn"],
        ["1", "Họp", ""],
        "Một câu có dấu | ở giữa.",
        "Hết.",
    ]


def test_running_text_between_two_tables_is_no_cell() -> None:
    text = (
        "|\nỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n|\nSố: 1/KH-UBND\n|\nNgày 1\n|\n"
        "KẾ HOẠCH\nThực hiện.\n|\nNơi nhận:\n- Như trên;\n|\nCHỦ TỊCH\n|"
    )
    assert shown(document_of(text)) == [
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 1/KH-UBND", "Ngày 1"],
        "KẾ HOẠCH",
        "Thực hiện.",
        ["Nơi nhận: - Như trên;", "CHỦ TỊCH"],
    ]


def test_the_header_of_a_next_table_ends_the_row() -> None:
    cells = ["1", "Việc một", "Sở Y tế", "2. Nhóm sau", "STT", "Nhiệm vụ", "Chủ trì"]
    text = "".join(f"|\n{cell}\n" for cell in cells) + "|\n|\n2\n|\nViệc hai\n|\nSở A\n|"
    assert shown(document_of(text)) == [
        ["1", "Việc một", "Sở Y tế"],
        "2. Nhóm sau",
        ["STT", "Nhiệm vụ", "Chủ trì"],
        ["2", "Việc hai", "Sở A"],
    ]


def test_spans_lie_in_order_and_in_the_text() -> None:
    document = document_of(normalise(STANDING))
    last = 0
    for block in document.blocks:
        assert last <= block.start <= block.end <= len(document.text)
        last = block.end
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end or cell.start == cell.end
