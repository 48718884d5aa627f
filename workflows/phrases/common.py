"""What the rules share: the words they are built of, and the part of a text that one of them reads."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from workflows.phrases.text import prepare
from workflows.rules import Rule


@dataclass(frozen=True)
class Day:
    """A day of each period: ``day`` of the month, ``month`` of the year, a ``weekday`` (Monday is 0), or the month's
    ``working`` day of that number, from its end where negative.
    """

    day: int | None = None
    month: int | None = None
    weekday: int | None = None
    excluded: bool = False
    working: int | None = None


@dataclass
class Part:
    """What one rule read between ``start`` and ``end`` of the prepared text.

    A dated part carries its ``rule``; recurring ones the names of ``recurrence`` and, where said, the days of each;
    ``mark`` is standing, on_request, conditional or relative. ``within`` are the first and the last day among which the
    words place a day that is counted; elsewhere it does not exist.
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
    within: tuple[date, date] | None = None


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


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these places taken out, the others kept; spans may meet and overlap."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces += [text[at : max(at, start)], GONE * (end - max(at, start))]
            at = end
    return "".join([*pieces, text[at:]])


class Taken:
    """Places that do not overlap, kept in order, so that the next one is looked up among thousands at once."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def meets(self, start: int, end: int) -> bool:
        """Whether [start, end) overlaps one of them."""
        at = bisect_left(self._starts, end)
        return at > 0 and start < self._ends[at - 1]

    def holds(self, start: int, end: int) -> bool:
        """Whether [start, end) lies within one of them."""
        at = bisect_right(self._starts, start)
        return at > 0 and end <= self._ends[at - 1]

    def add(self, start: int, end: int) -> None:
        """Keep one that meets none of the others."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


def distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


GONE = "\x00"
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
# "tháng Giêng", "tháng Chạp" are the first and the last month of the lunar year.
LUNAR_MONTHS = {"giêng", "chạp"}
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
SUNDAY = 6
_ONES = {"hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_FIRST = {"một": 1, **{word: one for word, one in _ONES.items() if word not in {"tư", "lăm"}}}
_AFTER_TEN = {"một": 1, "mốt": 1, **{word: one for word, one in _ONES.items() if word != "năm"}}
_TENS = {"mười": 10, **{f"{word} mươi": 10 * one for word, one in _FIRST.items() if one > 1}}
# One to ninety-nine: "bảy", "mười lăm", "hai mươi mốt".
NUMBER_WORDS = {
    **_FIRST,
    **_TENS,
    **{f"{ten} {one}": tens + ones for ten, tens in _TENS.items() for one, ones in _AFTER_TEN.items()},
}
IN_WORDS = (
    rf"(?:(?:mười|(?:{'|'.join(word for word in _FIRST if word != 'một')}) mươi)(?: (?:{'|'.join(_AFTER_TEN)})\b)?"
    rf"|{'|'.join(_FIRST)})"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}

_MONTH_WORD = "|".join(sorted((word for word in MONTH_WORDS if word != "năm"), key=len, reverse=True))
# "năm" is five and year at once: the month only when a year follows or nothing does.
MONTH = rf"(?:0?[1-9]|1[0-2]|\d{{1,2}}|(?:{_MONTH_WORD})\b|năm(?= năm\b|$))"
QUARTER = r"(?:iii|ii|iv|i|[1-4]|một|hai|ba|tư|bốn)"
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
# "05", "1.000", "mười lăm (15)"
COUNT = rf"(?P<n>\d\.\d{{3}}|\d{{1,4}}|{IN_WORDS}(?=\s?))(?:\s?\([^)]{{1,20}}\))?"
# "5-7 ngày", "từ 5 đến 7 ngày": a term's lesser number; the later one binds.
AT_LEAST = r"(?P<least>(?:từ )?\d{1,4}(?:\s?-\s?|\s(?:đến|hoặc)\s))?"

# "Công văn số 2837/BYT-VPB ngày 20/4/2026" cites a document; it is nobody's deadline.
CITATION = re.compile(
    rf"\b\d+[a-z]?(?:/\d{{4}})?\s?[/\-]\s?[a-zđ][\wđ]*(?:\s?[\-/.]\s?[\wđ]+)*,?\s*(?:(?:ký |ban hành )?ngày)\s*{DATE}"
)

_OF = r"(?:(?:của|thuộc) )*"
# "từ ngày 15/12 năm trước đến 14/12 năm sau", "từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo": what a
# report covers (NĐ 09/2019/NĐ-CP art. 12), nobody's deadline.
COVERED = re.compile(
    rf"(?:tính )?(?:kể )?từ (?:ngày )?\d{{1,2}}(?:{_DAY_SEP}\d{{1,2}})? {_OF}(?:tháng|quý|năm) (?:liền )?trước\b"
    rf"(?: {_OF}kỳ báo cáo)? (?:cho )?đến (?:hết )?(?:ngày )?\d{{1,2}}(?:{_DAY_SEP}\d{{1,2}})?(?![\d/])"
    rf"(?: {_OF}(?:(?:tháng|quý|năm)\b(?: cuối(?: quý)?)?)?"
    rf"(?: {_OF}(?:sau|nay|này|hiện tại|báo cáo|kỳ báo cáo|thực hiện))?)?"
)


def number(text: str) -> int:
    """ "05", "1.000", "năm", "mười lăm" as a number."""
    digits = text.replace(".", "")
    return int(digits) if digits.isdigit() else NUMBER_WORDS[text]


def ordinal(text: str) -> int:
    """ "5", "năm", "nhất", "tư" after "thứ" as a number."""
    return {"nhất": 1, "nhì": 2, "tư": 4}.get(text) or number(text)
