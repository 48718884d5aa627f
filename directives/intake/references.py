"""Numbers and symbols of documents, and documents cited by them ("Công văn số 2837/BYT-VPB ngày 20/4/2026 của …")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directives.intake.normal import normalise

NUMBER_LENGTH = 11  # NĐ 30/2020/NĐ-CP Annex VI: CodeNumber
SYMBOL_LENGTH = 30  # CodeNotation

_CODE = r"[A-ZĐÂĂÊÔƠƯa-zđ0-9]+(?:[-/.&][A-ZĐÂĂÊÔƠƯa-zđ0-9]+)*"
_WHOLE = re.compile(
    rf"(?:số\s*:?\s*)?(?P<number>\d{{0,11}}[a-zđ]?)\s*(?P<joint>[-–/])\s*(?P<symbol>{_CODE})$", re.IGNORECASE
)
_TYPES = (
    "Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư(?: liên tịch)?|Quy chế|Quy định|Thông báo(?: kết luận)?|"
    "Hướng dẫn|Chương trình|Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Tờ trình|Công văn|Công điện|Kết luận|Luật|"
    "Pháp lệnh|Văn bản"
)
_DAY = (
    r"ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
    r"|\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4}))"
)
_CITED = re.compile(
    rf"(?:(?P<type>{_TYPES})\s+)?(?:số\s+)?(?P<reference>\d{{1,6}}\s*[-–/]\s*{_CODE}[-/]{_CODE}|\d{{1,6}}\s*[-–/]\s*{_CODE})"
    rf"(?:\s*,?\s*{_DAY})?"
    r"(?:\s+của\s+(?P<issuer>[A-ZĐÂĂÊÔƠƯÁÀẢÃẠỦỤÝ][^,;.:()\n]{1,120}?)"
    r"(?=\s+(?:về|ban hành|quy định|sửa đổi|phê duyệt|hướng dẫn|v/v|đề nghị|tại)\b|\s*[,;.:()\n]|$))?"
)
_DATE_ALONE = re.compile(r"\d{1,2}\s*/\s*\d{4}$|\d{1,2}/\d{1,2}(/\d{2,4})?$")


@dataclass(frozen=True)
class Code:
    """Number (số), what joins, and symbol (ký hiệu): "144", "-", "KH/TU"."""

    number: str
    joint: str
    symbol: str

    def __str__(self) -> str:
        return f"{self.number}{self.joint}{self.symbol}" if self.symbol else self.number


@dataclass(frozen=True)
class Cited:
    """A document cited in a text; [start, end) is where."""

    reference: str
    type_name: str
    issued_on: date | None
    issuer: str
    start: int
    end: int


def read_code(typed: str) -> Code | None:
    """Number and symbol typed in one box: "2837/BYT-VPB", "144-KH/TU", "Số: /SYT-KHTC", "12". None when unreadable."""
    plain = normalise(typed).strip()
    if re.fullmatch(r"\d{1,11}[a-zđ]?", plain):
        return Code(plain, "/", "")
    match = _WHOLE.match(plain)
    if match is None:
        bare = re.fullmatch(rf"(?:số\s*:?\s*)?(?P<symbol>{_CODE})", plain, re.IGNORECASE)
        return Code("", "/", bare["symbol"]) if bare and len(bare["symbol"]) <= SYMBOL_LENGTH else None
    if len(match["symbol"]) > SYMBOL_LENGTH:
        return None
    return Code(match["number"], "/" if match["joint"] == "/" else "-", match["symbol"])


def cited_in(text: str) -> Iterator[Cited]:
    """The documents that the text cites with a number, in order."""
    for match in _CITED.finditer(text):
        reference = re.sub(r"\s+", "", match["reference"]).replace("–", "-")
        if _DATE_ALONE.fullmatch(reference) or not re.search(r"[A-ZĐ]{2}", reference):
            continue
        yield Cited(
            reference=reference,
            type_name=match["type"] or "",
            issued_on=_date(match),
            issuer=" ".join((match["issuer"] or "").split()),
            start=match.start(),
            end=match.end(),
        )


def read_reference(line: str) -> Cited | None:
    """One cited document from a line that somebody typed; the reference alone will do."""
    found = next(cited_in(normalise(line)), None)
    if found is not None:
        return found
    code = read_code(line)
    return Cited(str(code), "", None, "", 0, len(line)) if code and code.symbol and code.number else None


def _date(match: re.Match[str]) -> date | None:
    if not match["day"]:
        return None
    try:
        return date(int(match["year"] or match["year2"]), int(match["month"] or match["month2"]), int(match["day"]))
    except ValueError:
        return None
