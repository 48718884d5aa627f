"""Words of the directive and where they stand: spans are [start, end) counted in characters of ``Directive.text``.

Pure functions. ``quote`` is what people read; offsets always refer to the text as it is stored.
"""

import hashlib
import re
from collections.abc import Iterator

Span = tuple[int, int]

# "1." "1.2." "IV." "a)" "đ)" "-" "+" "•" at the start of a line (NĐ 30/2020 Annex I); never part of an obligation.
MARKER = re.compile(r"(?:(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7})[.)]|[a-zđ]\)|[-+–•*](?=\s))[ \t\u00a0]+", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}")
_CLOSING = re.compile(r"[\s;,.:/]+$")
# A new obligation begins after a semicolon, or after a full stop before a capital.
_SEAM = re.compile(r";\s+|(?<=[.!?])\s+(?=[^\W\d_a-zà-ỹ])", re.UNICODE)


def quote(text: str, start: int, end: int) -> str:
    """The words of the span as one line: broken lines joined, emphasis marks of the file dropped."""
    return " ".join(_EMPHASIS.sub("", text[start:end]).split())


def tidy(words: str) -> str:
    """A quote as the content of a task: capital first, without the closing ";" or "./." ."""
    words = _CLOSING.sub("", words.strip())
    return words[:1].upper() + words[1:]


def trim(text: str, start: int, end: int) -> Span:
    """The span without outer white space and without the list marker of the line it begins."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    if start == 0 or text[:start].rstrip(" \t\u00a0")[-1:] in ("", "\n"):
        marker = MARKER.match(text, start, end)
        if marker:
            start = marker.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def whole_words(text: str, start: int, end: int) -> Span:
    """The span widened to whole words, so that a careless selection does not cut one."""
    start, end = trim(text, start, end)
    if start >= end:
        return start, end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def seams(text: str, start: int, end: int) -> list[int]:
    """Offsets in the span where a second obligation may begin: after ";" and between sentences."""
    found = (match.end() for match in _SEAM.finditer(text, start, end))
    return [at for at in found if _words(text[start:at]) >= 3 and _words(text[at:end]) >= 3]


def lines(text: str) -> Iterator[Span]:
    """Spans of the non-blank lines, without their outer white space."""
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            yield start, start + len(bare)
        at += len(line) + 1


def place_in_source(text: str, start: int, end: int, words: str) -> int | None:
    """Where ``words`` begin in the span, letter case and spacing aside; None when they are not its words any more."""
    letters = [(char.lower(), at) for at, char in enumerate(text[start:end], start) if char.isalnum()]
    wanted = "".join(char.lower() for char in words if char.isalnum())[:60]
    at = "".join(char for char, _at in letters).find(wanted) if wanted else -1
    return letters[at][1] if at >= 0 else None


def mark_of(text: str) -> str:
    """Stands for one text: what was read of it holds as long as it is this one."""
    return hashlib.sha256(text.encode()).hexdigest()


def overlaps(one: Span, other: Span) -> bool:
    """Whether the spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def overlap(one: Span, other: Span) -> int:
    """How many characters the spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _words(text: str) -> int:
    return len(text.split())
