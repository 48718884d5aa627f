"""Rows copied out of a word processor or a spreadsheet."""

import pytest

from directives.intake.reading import read
from directives.intake.text import from_typing
from tests.directives.intake.test_header_breadth import letter

HEADS = "STT\tNội dung\tĐơn vị chủ trì\tPhối hợp\tThời hạn\tSản phẩm"
ROWS = [
    "1\tRà soát quy hoạch\tSở Xây dựng\tSở Tài chính\t30/6/2026\tBáo cáo",
    "2\tLập bản đồ số\tSở Y tế\t\tQuý IV/2026\tBản đồ",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pasted_rows_are_tasks(end: str) -> None:
    document = letter().replace("1. Sở Y tế báo cáo kết quả.\n", "\n".join([HEADS, *ROWS, ""])).replace("\n", end)
    found = read(from_typing(document).document)
    assert [[lead.words for lead in task.lead] for task in found.tasks] == [["Sở Xây dựng"], ["Sở Y tế"]]


@pytest.mark.parametrize(
    "lines",
    [
        "\t\tThứ nhất, đã xong\n\t\tThứ hai, đang làm",
        "\t1.\tRà soát\n\t2.\tBáo cáo",
        "SỞ Y TẾ\t\tCỘNG HÒA XÃ HỘI\nPHÒNG\t\tĐộc lập",
        "1\tRà soát\tSở Y tế",
    ],
)
def test_indents_labels_and_columns_of_a_letterhead_are_no_rows(lines: str) -> None:
    assert "|" not in from_typing(lines).text
