"""A page that ends within a list or a sentence: its number is nobody's words, and the sentence goes on."""

from io import BytesIO

import docx
import pytest

from directives.intake.blocks import document_of
from directives.intake.findings import FindingKind
from directives.intake.media import TYPES
from directives.intake.page_numbers import is_page_number, page_numbers
from directives.intake.reading import Reading, read
from directives.intake.text import extract, typed

HEAD = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH AN BÌNH",
    "Số: 214/KH-UBND",
    "An Bình, ngày 03 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "Phòng, chống bệnh dại năm 2026",
    "III. TỔ CHỨC THỰC HIỆN",
]
POINTS = ["Sở Y tế kiểm tra cơ sở.", "Sở Tài chính bố trí kinh phí.", "Sở Nội vụ đào tạo cán bộ."]


def reading(*lines: str, gap: str = "\n\n") -> Reading:
    return read(document_of(typed(gap.join([*HEAD, *lines]))))


def quotes(found: Reading) -> list[str]:
    return [task.quote for task in found.tasks]


def debris(found: Reading) -> list[str]:
    return [found.document.text[f.start : f.end] for f in found.findings if f.kind is FindingKind.DEBRIS]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("number", ["3", "- 3 -", "– 3 –", "Trang 3", "trang 3/12", "3/12", "\f3", "3\f"])
def test_a_page_number_neither_hides_a_task_nor_is_one(number: str, gap: str) -> None:
    first, second, third = POINTS
    found = reading(f"1. {first}", f"2. {second}", number, f"3. {third}", gap=gap)
    assert quotes(found) == POINTS
    assert [node.path for node in found.nodes] == ["III", "III.1", "III.2", "III.3"]
    assert debris(found) == [number.strip()]
    assert all(found.document.text[task.start : task.end] == task.quote for task in found.tasks)


def test_nor_below_dashes_and_long_sentences() -> None:
    long = "Sở Tài chính bố trí kinh phí thực hiện kế hoạch từ nguồn ngân sách theo phân cấp hiện hành của tỉnh."
    found = reading("1. Sở Y tế:", f"- {POINTS[0][8:].capitalize()}", "3", "- Báo cáo kết quả.", f"2. {long}", "4")
    assert quotes(found) == ["Kiểm tra cơ sở.", "Báo cáo kết quả.", long]


def test_nor_in_a_word_file() -> None:
    document = docx.Document()
    for words in [*HEAD, f"1. {POINTS[0]}", f"2. {POINTS[1]}", "3", f"3. {POINTS[2]}"]:
        document.add_paragraph(words)
    document.save(buffer := BytesIO())
    found = read(extract(buffer.getvalue(), TYPES["docx"]).document)
    assert quotes(found) == POINTS
    assert debris(found) == ["3"]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_sentence_that_a_page_tore_is_one_task_with_a_finding(gap: str) -> None:
    found = reading("2. Sở Nội vụ chủ trì tổ chức triển khai", "12", "ng nghiêm túc Kế hoạch.", gap=gap)
    assert quotes(found) == ["Sở Nội vụ chủ trì tổ chức triển khai 12 ng nghiêm túc Kế hoạch."]
    assert [name.words for name in found.tasks[0].lead] == ["Sở Nội vụ"]
    assert debris(found) == ["12", "ng nghiêm"]


def test_a_name_follows_over_the_page_but_a_new_paragraph_does_not() -> None:
    begun = "2. Sở Nội vụ chủ trì, phối hợp với"
    torn = reading(begun, "12", "Sở Tài chính rà soát biên chế.")
    assert [name.words for name in torn.tasks[0].coordinate] == ["Sở Tài chính"]
    assert len(torn.tasks) == 1
    whole = reading("1. Sở Y tế rà soát biên chế của đơn vị.", "12", "Sở Tài chính bố trí kinh phí.")
    assert [node.path for node in whole.nodes] == ["III", "III.1", "III.1 đoạn 1"]


def test_figures_of_a_table_and_labels_alone_are_no_page_numbers() -> None:
    table = "|\nSTT\n|\nNhiệm vụ\n|\nSố lượng\n|\n|\n1\n|\nMua máy\n|\n12\n|"
    document = document_of(table)
    assert page_numbers(table, [(block.start, block.end) for block in document.blocks]) == []
    assert not any(map(is_page_number, ["3.", "3)", "2026", "III", "3 người", "Điều 3", "15/3/2026", ""]))
    assert page_numbers("Số:\n214\nngày", []) == []


def test_a_running_head_beside_the_page_numbers_is_nobodys_words() -> None:
    head = "UBND TỈNH BẾN SÔNG - Công văn 455"
    pages = f"1. Sở Y tế báo cáo.\n2\n{head}\n2. Sở Xây dựng rà soát.\n3\n{head}\n3. Sở Tư pháp thẩm định."
    spans = [pages[start:end] for start, end in page_numbers(pages, [])]
    assert spans == ["2", head, "3", head]
    # A point that is repeated, and a document that stands twice, are no running heads.
    assert len(page_numbers(pages.replace(head, "Sở Y tế báo cáo."), [])) == 2
    assert len(page_numbers(pages.replace("\n3\n", "\n2\n"), [])) == 2
