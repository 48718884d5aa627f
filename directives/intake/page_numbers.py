"""Page numbers that a copy or a conversion left in the text (số trang): "3", "- 3 -", "Trang 3/12" alone on a line,
and the running heads that stand beside them on each page.

They stay in the text, where every span counts, but are nobody's words: no block, no node of the outline, no task.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:Trang(?: số)?:?\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE)
_LONGEST = 24
LONGEST_HEAD = 120
_ENDS = re.compile(r"[.;:,!?]$|^(?:\w{1,4}[.)]|[-+*•])\s")
"""The end of a sentence or of a point, or the label of one: a running head has neither."""
_COUNTS = re.compile(r"(?<!\w)(?:số|ngày|tháng|năm|quý|điều|khoản|mục|chương|phần)\s?:?$", re.IGNORECASE)


def is_page_number(line: str, before: str = "") -> bool:
    """The line holds nothing else; "3." and "3)" are labels whose title stands on the next line.

    ``before`` is the line above: behind "số" or "ngày" a number is a word of it.
    """
    return len(line) <= _LONGEST and bool(_NUMBER.fullmatch(line.strip())) and not _COUNTS.search(before)


def page_numbers(text: str, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of the page numbers of ``text``, with the running heads beside them, in order. ``rows`` are those of
    tables, in order: a number there is a figure.
    """
    begins = [start for start, _end in rows]
    lines: list[tuple[int, int, bool]] = []
    start, before = 0, ""
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            row = bisect_right(begins, start) - 1
            apart = row < 0 or start >= rows[row][1]
            lines.append((start, end, apart and is_page_number(line, before)))
            before = line
        start = end + 1
    heads = _running_heads(text, lines)
    return [lines[at][:2] for at in range(len(lines)) if lines[at][2] or at in heads]


def _running_heads(text: str, lines: Sequence[tuple[int, int, bool]]) -> set[int]:
    """The lines that say the same behind, or before, each of several page numbers: of a page, nobody's words."""
    found: set[int] = set()
    for step in (1, -1):
        beside: dict[str, list[tuple[int, int]]] = {}
        for at, (_start, _end, is_number) in enumerate(lines):
            other = at + step
            if is_number and 0 <= other < len(lines) and not lines[other][2]:
                words = text[slice(*lines[other][:2])].strip()
                if len(words) <= LONGEST_HEAD and not _ENDS.search(words):
                    beside.setdefault(words, []).append((at, other))
        for places in beside.values():
            numbers = [_page(text[slice(*lines[at][:2])]) for at, _other in places]
            if len(places) > 1 and numbers == sorted(set(numbers)):
                found.update(other for _at, other in places)
    return found


def _page(words: str) -> int:
    """The page that a number is of: a copy of the document behind itself begins anew."""
    number = re.search(r"\d+", words)
    return int(number[0]) if number else 0


def without_page_numbers(text: str, rows: Sequence[tuple[int, int]]) -> str:
    """The text with spaces in the place of its page numbers: every other character keeps its place."""
    parts, at = [], 0
    for start, end in page_numbers(text, rows):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
