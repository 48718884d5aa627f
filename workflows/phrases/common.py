"""What the rules share: the words they are built of, and the part of a text that one of them reads."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from workflows.phrases.text import prepare
from workflows.rules import Rule


@dataclass(frozen=True)
class Day:
    """A day of each period: ``day`` of the month, ``month`` of the year, or a ``weekday`` (Monday is 0)."""

    day: int | None = None
    month: int | None = None
    weekday: int | None = None
    excluded: bool = False


@dataclass
class Part:
    """What one rule read between ``start`` and ``end`` of the prepared text.

    A dated part carries its ``rule``; recurring ones the names of ``recurrence`` and, where said, the days of each;
    ``mark`` is standing, on_request, conditional or relative.
    """

    start: int
    end: int
    words: str
    name: str
    rule: Rule | None = None
    recurrence: list[str] = field(default_factory=list)
    days: dict[str, list[Day]] = field(default_factory=dict)
    mark: str = ""
    doubts: list[str] = field(default_factory=list)


Reader = Callable[[re.Match[str], date | None], Part | None]


@dataclass(frozen=True)
class Pattern:
    """A named rule: its expression and what it makes of a match (None: nothing after all)."""

    name: str
    expression: re.Pattern[str]
    read: Reader


def pattern(name: str, expression: str, read: Reader) -> Pattern:
    return Pattern(name, re.compile(expression), read)


def part(match: re.Match[str], name: str, rule: Rule | None = None, doubts: Iterable[str] = ()) -> Part:
    """The match as a part, without the white space around it."""
    words = match[0].strip(" ,;:.")
    start = match.start() + match[0].index(words)
    return Part(start, start + len(words), words, name, rule=rule, doubts=list(doubts))


def normalise(text: str) -> str:
    """The text as the rules see it."""
    return prepare(text).text


def blank(expression: re.Pattern[str], text: str) -> str:
    """The text with what matches taken out, places kept."""
    return expression.sub(lambda found: GONE * len(found[0]), text)


def distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


GONE = "\x00"
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
NUMBER_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}

_MONTH_WORD = "|".join(sorted((word for word in MONTH_WORDS if word != "năm"), key=len, reverse=True))
# "năm" is five and year at once: the month only when a year follows or nothing does.
MONTH = rf"(?:0?[1-9]|1[0-2]|\d{{1,2}}|(?:{_MONTH_WORD})\b|năm(?= năm\b|$))"
YEAR_WORD = r"(?:nay|này|sau|tới)"
_DAY_SEP = r"(?:\s?/\s?|\.|\s?-\s?|\s?,?\s+tháng\s+)"
# 30/7/2023, 30-7-2023, 30.7.2023, 30/7/23, 15 tháng 11 năm 2025, mùng 5 tháng sáu năm nay; the year may be missing.
DATE = (
    rf"(?:(?:mùng|mồng)\s+)?(?P<d>\d{{1,2}}){_DAY_SEP}(?P<m>{MONTH})"
    rf"(?:(?:\s?[/\-]\s?|\.|\s*,?\s*năm\s+)(?P<y>\d{{4}})|\s*,?\s+năm\s+(?P<yw>{YEAR_WORD})\b"
    r"|[/.\-](?P<yy>\d{2}))?(?![\d/])"
)
YEAR = (
    rf"(?:\s?[/\-]\s?(?P<y>\d{{4}})|\s*,?\s*(?:của )?năm\s+(?:(?P<y2>\d{{4}})|(?P<yw>{YEAR_WORD})\b)"
    r"|(?:\s(?P<y3>20\d{2}))\b)(?!\d)"
)
HOUR = r"(?:\(?\d{1,2}\s?(?:giờ|h|g|:)\s?\d{0,2}\s?(?:phút|'|p)?\s?,?\s?(?:sáng |chiều )?\)?\s?(?:của )?)"
WEEKDAY = r"(?:(?:thứ \w+|chủ nhật)\s?,?\s?(?:\(|ngày)?\s?)?"
EVERY = r"(?:hàng|hằng|mỗi)"
COUNT = rf"(?P<n>\d{{1,4}}|(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})(?=\s?))(?:\s?\([^)]{{1,20}}\))?"

# "Công văn số 2837/BYT-VPB ngày 20/4/2026" cites a document; it is nobody's deadline.
CITATION = re.compile(
    rf"\b\d+[a-z]?(?:/\d{{4}})?\s?[/\-]\s?[a-zđ][\wđ]*(?:\s?[\-/.]\s?[\wđ]+)*,?\s*(?:(?:ký |ban hành )?ngày)\s*{DATE}"
)


def number(text: str) -> int:
    """ "05", "năm", "mười lăm" as a number."""
    return int(text) if text.isdigit() else NUMBER_WORDS[text]
