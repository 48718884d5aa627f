"""The label that opens a line of a document (số thứ tự): "III.", "1.", "2.1.", "a)", "-", "Điều 5."."""

import re
from dataclasses import dataclass
from enum import StrEnum

from directives.intake.letters import LOWER, UPPER

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Order of points in Vietnamese documents (NĐ 30/2020/NĐ-CP Annex I): no f, j, w, z; đ after d."""


class Style(StrEnum):
    """How a label is written; the order is that of the levels, highest first."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    LETTER = "letter"
    ROMAN = "roman"
    NUMBER = "number"
    DECIMAL = "decimal"
    PAREN = "paren"
    POINT = "point"
    DASH = "dash"
    PLUS = "plus"


RANK = {style: rank for rank, style in enumerate(Style)}


@dataclass(frozen=True)
class Label:
    """A label read from the front of a line: ``text`` as cited ("III", "1", "a", "-"), ``length`` characters long.

    ``value`` orders labels of one style ("III" is 3, "đ" is 5); 0 where order says nothing.
    """

    style: Style
    text: str
    length: int
    value: int = 0


_WORD = re.compile(
    r"(?P<word>P(?i:hụ lục)|P(?i:hần)|C(?i:hương)|M(?i:ục)|T(?i:iểu mục))\s+(?:(?i:số)\s+)?"
    r"(?P<number>(?i:thứ\s+\w+)|[IVXLC]+|\d+)(?=[\s.:/)]|$)\s*[.:/-]?\s*"
)
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)\s*$")
_ARTICLE = re.compile(
    r"Điều\s+(?P<number>\d+[a-zđ]?)\s*(?:[.:]\s*(?!\d)|(?=$)|\s(?=[A-ZĐÁÀẢÂẤỦƯỨ])(?!Nghị|Luật|Thông|Quy|Bộ))"
)
_ROMAN = re.compile(r"(?P<number>[IVXLC]+)(?:\s*[.)]\s*|\s*/\s+|\s+[-–]\s+)(?=\S)")
# "II NỘI DUNG KẾ HOẠCH:": its full stop forgotten or lost by a scan; not the rest of a title ("QUÝ / III NĂM 2026").
_BARE_ROMAN = re.compile(
    rf"(?P<number>I{{1,3}}|IV|VI{{0,3}}|IX|X)\s+(?!(?:NĂM|CỦA|VÀ|TRONG|TẠI|NHIỆM\s+KỲ|KỲ|-)\b)(?=[{UPPER}]{{2,}}\s+[^{LOWER}\n]{{4,100}}$)"
)
_LETTER = re.compile(r"(?P<number>[A-HĐKLMN])\s*[.)/]\s+(?=\S)")
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)(?:\s*[.)/]\s*|\s+)(?=[^\d\s])")
_NUMBER = re.compile(r"(?P<number>\d{1,3})(?:\s*[.)]\s*(?=[^\d\s.)])|\s*[.)/]\s+(?=\S))")
_PAREN = re.compile(r"\((?P<number>\d{1,2}|[ivx]{1,4})\)\s*(?=\S)")
_POINT = re.compile(r"(?P<number>[a-zđ])(?:\s*[.)]\s*(?=[^\s.)])|\s*/\s+(?=\S))")
_DASH = re.compile(r"[-–—•●▪■\uf0b7\uf02d]\s*(?=[^\s\d-])|[-–—•]\s+(?=\S)")
_PLUS = re.compile(r"[+o○]\s+(?=\S)|\+(?=\S)")

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORDS = {"phụ lục": Style.ANNEX, "phần": Style.PART, "chương": Style.CHAPTER}
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


def read_label(line: str) -> Label | None:
    """The label at the front of a line, or None when the line is running text.

    "C." and "I." are read as Roman numerals where they can be; the outline decides by what stood before.
    """
    if match := _WORD.match(line):
        word = " ".join(match["word"].lower().split())
        number = " ".join(match["number"].split())
        return Label(_WORDS.get(word, Style.SECTION), number, match.end(), _word_value(number))
    if match := _ANNEX.match(line):
        return Label(Style.ANNEX, "", match.end())
    if match := _ARTICLE.match(line):
        return Label(Style.ARTICLE, match["number"], match.end(), int(re.sub(r"\D", "", match["number"])))
    if (match := _ROMAN.match(line) or _BARE_ROMAN.match(line)) and (value := roman(match["number"])):
        return Label(Style.ROMAN, match["number"], match.end(), value)
    for style, pattern in (
        (Style.LETTER, _LETTER),
        (Style.DECIMAL, _DECIMAL),
        (Style.NUMBER, _NUMBER),
        (Style.PAREN, _PAREN),
        (Style.POINT, _POINT),
    ):
        if match := pattern.match(line):
            return Label(style, match["number"], match.end(), _value(style, match["number"]))
    if match := _DASH.match(line):
        return Label(Style.DASH, "-", match.end())
    if match := _PLUS.match(line):
        return Label(Style.PLUS, "+", match.end())
    return None


_SCANNED_ROMAN = re.compile(r"(?P<number>[IVXH]*H[IVXH]*)\s*[.)]\s*(?=\S)")


def scanned_roman(line: str, after: int) -> Label | None:
    """The Roman numeral that comes next, ``after`` that value, where a scan made "H" of "II": "H.", "IH." or "HI."."""
    match = _SCANNED_ROMAN.match(line)
    number = match["number"].replace("H", "II") if match else ""
    return Label(Style.ROMAN, number, match.end(), after + 1) if match and roman(number) == after + 1 else None


def as_letter(label: Label) -> Label:
    """A Roman "C" or "D" or "I" read as the capital letter it may be instead."""
    return Label(Style.LETTER, label.text, label.length, _value(Style.LETTER, label.text))


def roman(number: str) -> int:
    """1 to 89 for a well-formed Roman numeral, else 0."""
    if not re.fullmatch(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", number):
        return 0
    total = 0
    for here, after in zip(number, [*number[1:], ""], strict=True):
        value = _VALUES[here]
        total += -value if after and _VALUES[after] > value else value
    return total


def _word_value(number: str) -> int:
    last = number.split()[-1].lower()
    if last.isdigit():
        return int(last)
    return roman(last.upper()) or _ORDINALS.get(last, 0)


def _value(style: Style, number: str) -> int:
    if style in (Style.NUMBER, Style.PAREN) and number.isdigit():
        return int(number)
    if style is Style.DECIMAL:
        return int(number.rsplit(".", 1)[1])
    if style in (Style.POINT, Style.LETTER):
        return ALPHABET.find(number.lower()) + 1
    return 0
