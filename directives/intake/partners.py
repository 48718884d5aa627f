"""Those whom a block makes work with who leads, by the wording: "phối hợp với …", "cùng với …", "… phối hợp"."""

import re
from collections.abc import Iterator

from directives.intake.roles import LONGEST_CLAUSE, Found, founds, next_word
from directives.intake.units import read_names

LONGEST_NOUN = 40
# "phối hợp, hướng dẫn Bộ Y tế": the object is that of both.
_SHARED = r"(?:,\s+(?:hướng\s+dẫn|hỗ\s+trợ|giúp|giúp\s+đỡ|tạo\s+điều\s+kiện\s+cho|tháo\s+gỡ\s+cho|đồng\s+hành\s+cùng))*"
_WITH = re.compile(
    rf"[Pp]hối\s+(?:kết\s+)?hợp{_SHARED}"
    r"(?:(?P<with>(?:,?\s+(?!với|cùng|và|giữa)[^\s.;:,()]+){0,6}\s+(?:với|cùng(?:\s+với)?))|"
    r"(?:\s+(?:chặt\s+chẽ|đồng\s+bộ|hiệu\s+quả|tốt|thường\s+xuyên))?)\s*:?\s+"
)
_ALONG = re.compile(
    r"(?:,\s+|\s)(?:cùng\s+với|với\s+sự\s+(?:tham\s+gia|phối\s+hợp)\s+của|có\s+sự\s+(?:tham\s+gia|"
    r"phối\s+hợp)\s+của)\s+"
)
_THEY_TOO = re.compile(r"(?<!\s)\s+(?:cùng\s+)?phối\s+hợp(?=\s*(?:[.;,)]|thực\s+hiện|triển\s+khai|tổ\s+chức|$))")
_COMMA = re.compile(r"[,–-]\s+")
_NOT_ACT = re.compile(
    r"(?:sự|cơ\s+chế|quy\s+chế|công\s+tác|đơn\s+vị|cơ\s+quan|việc|tinh\s+thần|kế\s+hoạch)\s+$",
    re.IGNORECASE,
)
_SHARED_OUT = re.compile(r"\s*(?:chủ\s+trì\s*)?,\s*")
_DIRECT = re.compile(r"(?<![Bb]an )chỉ\s+đạo\s+(?=\w)", re.IGNORECASE)
_ADVISE = re.compile(r"(?:tham\s+mưu|đề\s+xuất|kiến\s+nghị|báo\s+cáo|trình)\s+(?:với\s+|cho\s+)?(?=\w)", re.IGNORECASE)


def partners(text: str, start: int, end: int) -> Iterator[Found]:
    """rule ``with_unit``: "phối hợp với Sở Y tế …"; not where others are told to: "chỉ đạo Phòng Y tế phối hợp với …".

    rule ``they_too``: "Sở A chủ trì; các sở, ngành phối hợp thực hiện"; rule ``along``: "cùng với Sở Tài chính".
    """
    for match in _WITH.finditer(text, start, end):
        clause = _clause_start(text, start, match.start())
        near = max(clause, match.start() - LONGEST_NOUN)
        if _NOT_ACT.search(text, near, match.start()) or _directed(text, clause, match.start()):
            continue
        names = read_names(text, match.end(), end, common=True, whoever=bool(match["with"]))
        if names:
            yield from founds(text, names, "with_unit")
    for match in _ALONG.finditer(text, start, end):
        if names := read_names(text, match.end(), end, common=True):
            yield from founds(text, names, "along")
    for match in _THEY_TOO.finditer(text, start, end):
        clause = _clause_start(text, start, match.start())
        for place in (clause, *(comma.end() for comma in _COMMA.finditer(text, clause, match.start()))):
            at = next_word(text, place, match.start())
            names = read_names(text, at, match.start() + 1, common=True) if start < at < match.start() else None
            if names and names.end >= match.start():
                yield from founds(text, names, "they_too")
                break


def _clause_start(text: str, start: int, at: int) -> int:
    """Not further back than a clause is long: a text without a full stop is still read in linear time."""
    start = max(start, at - LONGEST_CLAUSE)
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in ".;"))


def _directed(text: str, start: int, end: int) -> bool:
    """Somebody else is told to: "chỉ đạo Phòng Y tế phối hợp với …", or is to: "tham mưu UBND tỉnh phối hợp Bộ Y tế …".

    "Chỉ đạo lực lượng các cấp, phối hợp với Sở Y tế …" goes on with what the subject does; in "chỉ đạo Phòng Y tế chủ
    trì, phối hợp với …" the work is shared out, and who is named behind it works with whoever leads.
    """
    for match in _DIRECT.finditer(text, start, end):
        names = read_names(text, match.end(), end, common=True)
        if names and names.end <= end and not _SHARED_OUT.fullmatch(text, names.end, end):
            return True
    for match in _ADVISE.finditer(text, start, end):
        names = read_names(text, match.end(), end, common=True)
        if names and names.end <= end and text[names.end : end].strip() in ("", "chủ động", "chỉ đạo"):
            return True
    return False
