"""The page of a scan as text: its lines as tesseract reads them, letterhead and end column by column.

Tesseract reads a line from one edge of the paper to the other. NĐ 30/2020/NĐ-CP Annex I sets the letterhead and the end
("Nơi nhận" beside the signature) in two columns: there the boxes of the words part what a line has mixed up.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from directives.intake.letters import UPPER
from directives.intake.recipients import opens_distribution
from directives.intake.recognising import DPI, Line, Word
from directives.intake.zones import ADDRESSED

POINT: Final = DPI / 72
"""Dots."""
GAP: Final = 6 * POINT
"""Between two words of a letterhead: wider than a space of its large letters."""
WIDE_GAP: Final = 10 * POINT
"""Between the list and the signature, or a stamp's letters, beside it."""
NEAR: Final = 36 * POINT
"""From the columns' edge, a gap so near parts a line: names in a column are centred, not flush."""
LIST_WIDTH: Final = 120 * POINT
"""At least so wide is "Nơi nhận"."""
LEGIBLE: Final = 82
"""Of 100, tesseract is surer than so of printed digits; of digits written by hand it is not."""
HEAD_LINES: Final = 14
END_LINES: Final = 30

_NATIONAL: Final = re.compile(  # its beginning: in a narrow column it goes on in the next line
    r"C\wNG\s+H\w\w\s+X\w\s+H\w[I1l]|[ĐD]\wNG\s+C\wNG\s+S\wN\s+V"
)
_NUMBER: Final = re.compile(rf"\W*S[ốóôò]\b.*?(?=[/–-]\s?[{UPPER}])")
_DIRT: Final = re.compile(r"^[^\w(]+")
_SUBJECT: Final = re.compile(r"\W*V\s?/\s?v\b", re.IGNORECASE)
_DAY: Final = re.compile(r"\bng[àa]y\s?(?P<day>\S.{0,8}?)(?=\s?tháng\b)")

Split = Callable[[Line], tuple[Line | None, Line | None] | None]


def page_text(lines: Sequence[Line], signature: Sequence[str] = ()) -> str:
    """The text of a page, an empty line between paragraphs; ``signature`` stands for what the right column of the end
    holds, where it was looked at anew.
    """
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if split := _head(line):
            stop, left, right = _parted(lines, at, HEAD_LINES, split)
            subject = next((at for at, one in enumerate(left) if _SUBJECT.match(one.text)), len(left))
            names = (_DIRT.sub("", _numbered(one)) for one in left[:subject])
            out += ["", *names, "", *map(_dated, right), ""]
            out += [*(one.text for one in left[subject:]), ""]
        elif opens_distribution(line.text):
            stop, left, right = _parted(lines, at, END_LINES, _beside(line.words[0].x0))
            out += ["", *(each.text for each in left), "", *(signature or (each.text for each in right)), ""]
        else:
            stop = at + 1
            new = at > 0 and lines[at - 1].paragraph != line.paragraph
            out += ["", line.text] if new else [line.text]
        at = stop
    return "\n".join(out)


def list_start(lines: Sequence[Line]) -> Line | None:
    """The line of "Nơi nhận:"."""
    return next((line for line in lines if opens_distribution(line.text)), None)


def list_words(lines: Sequence[Line]) -> list[Word]:
    """The words of the list below "Nơi nhận:", without what stands beside it."""
    return [word for part in _end(lines)[0] for word in part.words]


def beside_list(lines: Sequence[Line]) -> list[Line]:
    """What stands beside the list below "Nơi nhận:"."""
    return _end(lines)[1]


def _end(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    start = list_start(lines)
    if start is None:
        return [], []
    _stop, left, right = _parted(lines, lines.index(start), END_LINES, _beside(start.words[0].x0))
    return left, right


def _parted(lines: Sequence[Line], at: int, most: int, split: Split) -> tuple[int, list[Line], list[Line]]:
    """Where the two columns end that begin in line ``at``, and the lines of the left and of the right one."""
    left: list[Line] = []
    right: list[Line] = []
    stop = at
    while stop < min(len(lines), at + most) and (parts := split(lines[stop])):
        left += [parts[0]] if parts[0] else []
        right += [parts[1]] if parts[1] else []
        stop += 1
    return max(stop, at + 1), left, right


def _head(line: Line) -> Split | None:
    """How to part the lines of a letterhead whose national name stands in ``line``."""
    found = _NATIONAL.search(line.text)
    if found is None:
        return None
    first = len(line.text[: found.start()].split())
    edge = float(line.words[first].x0)
    if first:
        edge = (line.words[first - 1].x1 + edge) / 2

    def split(other: Line) -> tuple[Line | None, Line | None] | None:
        if other is line:
            return _cut(other, first)
        if ADDRESSED.match(other.text):
            return None
        near = [
            (min(abs(edge - one.x1), abs(edge - two.x0)) * (not one.x1 <= edge <= two.x0), number)
            for number, (one, two) in enumerate(pairwise(other.words), 1)
            if two.x0 - one.x1 > GAP
        ]
        if near and min(near)[0] <= NEAR:
            return _cut(other, min(near)[1])
        if other.words[-1].x1 <= edge + GAP:
            return other, None
        return (None, other) if other.words[0].x0 >= edge - NEAR else None

    return split


def _beside(left: int) -> Split:
    """How to part the lines of the end: the list begins at ``left``, the signature stands to the right of it."""

    def split(line: Line) -> tuple[Line | None, Line | None] | None:
        if line.words[0].x0 > left + LIST_WIDTH:
            return None, line
        for number, (one, two) in enumerate(pairwise(line.words), 1):
            if two.x0 - one.x1 > WIDE_GAP and two.x0 > left + LIST_WIDTH:
                return _cut(line, number)
        return line, None

    return split


def _cut(line: Line, at: int) -> tuple[Line | None, Line | None]:
    return _of(line.words[:at], line), _of(line.words[at:], line)


def _of(words: tuple[Word, ...], line: Line) -> Line | None:
    return Line(words, line.paragraph) if words else None


def _numbered(line: Line) -> str:
    """A line of the left column; a number that was written by hand is not guessed: "Số: …/SYT-NVY"."""
    found = _NUMBER.match(line.text)
    if found is None or _least(line, found.end()) >= LEGIBLE:
        return line.text
    return f"Số: …{line.text[found.end() :].lstrip()}"


def _dated(line: Line) -> str:
    """A line of the right column; a day that was written by hand is not guessed: "ngày … tháng 3 năm 2026"."""
    found = _DAY.search(line.text)
    if found is None or _least(line, found.end("day"), found.start("day")) >= LEGIBLE:
        return line.text
    return f"{line.text[: found.start('day')]}…{line.text[found.end('day') :]}"


def _least(line: Line, end: int, start: int = 0) -> float:
    """How sure tesseract is of the word of which it is least sure, among those that hold a digit or no letter between
    two places in the line's text.
    """
    least, at = 100.0, 0
    for word in line.words:
        if at < end and at + len(word.text) > start and not word.text.rstrip(":").isalpha():
            least = min(least, word.sure)
        at += len(word.text) + 1
    return least
