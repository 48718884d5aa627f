"""Page numbers that a copy or a conversion left in the text (số trang): "3", "- 3 -", "Trang 3/12" alone on a line.

They stay in the text, where every span counts, but are nobody's words: no block, no node of the outline, no task.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:Trang(?: số)?:?\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE)
_LONGEST = 24
_COUNTS = re.compile(r"(?<!\w)(?:số|ngày|tháng|năm|quý|điều|khoản|mục|chương|phần)\s?:?$", re.IGNORECASE)


def is_page_number(line: str, before: str = "") -> bool:
    """The line holds nothing else; "3." and "3)" are labels whose title stands on the next line.

    ``before`` is the line above: behind "số" or "ngày" a number is a word of it.
    """
    return len(line) <= _LONGEST and bool(_NUMBER.fullmatch(line.strip())) and not _COUNTS.search(before)


def page_numbers(text: str, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of the page numbers of ``text``. ``rows`` are those of tables, in order: a number there is a figure."""
    begins = [start for start, _end in rows]
    found, start, before = [], 0, ""
    for line in text.split("\n"):
        if is_page_number(line, before):
            row = bisect_right(begins, start) - 1
            if row < 0 or start >= rows[row][1]:
                found.append((start, start + len(line)))
        before = line if line.strip() else before
        start += len(line) + 1
    return found


def without_page_numbers(text: str, rows: Sequence[tuple[int, int]]) -> str:
    """The text with spaces in the place of its page numbers: every other character keeps its place."""
    parts, at = [], 0
    for start, end in page_numbers(text, rows):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
