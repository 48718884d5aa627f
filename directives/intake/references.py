"""Numbers and symbols of documents, and documents cited by them ("Công văn số 2837/BYT-VPB ngày 20/4/2026 của …")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directives.intake.letters import LOWER, UPPER
from directives.intake.normal import normalise

NUMBER_LENGTH = 11  # NĐ 30/2020/NĐ-CP Annex VI: CodeNumber
SYMBOL_LENGTH = 30  # CodeNotation

_CODE = r"[A-ZĐÂĂÊÔƠƯa-zđ0-9]+(?:[-/.&][A-ZĐÂĂÊÔƠƯa-zđ0-9]+)*"
_WHOLE = re.compile(
    rf"(?:số\s*:?\s*)?(?P<number>\d{{0,11}}[a-zđ]?)\s*(?P<joint>[-–/])\s*(?P<symbol>{_CODE})$", re.IGNORECASE
)
_TYPES = (
    "Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư(?: liên tịch)?|Quy chế(?: phối hợp)?|Quy định|"
    "Thông báo(?: [Kk]ết luận)?|Hướng dẫn|Chương trình(?: hành động)?|Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Tờ trình|"
    "Công văn|Công điện|Kết luận|Luật|Bộ luật|Pháp lệnh|Văn bản(?: hợp nhất)?|Sắc lệnh|Lệnh|Biên bản|Giấy mời|Hợp đồng"
)
_DAY = (
    r"ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
    r"|\s+tháng\s+(?P<month2>\d{1,2})\s*[,/]?\s*(?:năm\s+)?(?P<year2>\d{4}))"
)
_PART = rf"[{UPPER}][{UPPER}{LOWER}0-9]*"
_JOINT = r"(?:[-–/.&]|\s[-–/](?=\S)|[-–/&]\s(?=\S))"
# After the number: a year and a symbol (30/2020/NĐ-CP, 57/2014/QH13), a symbol of the State (2837/BYT-VPB) or of the
# Party (144-KH/TU); last, behind "số" or a type only, a symbol of one part (179/CĐ).
_MARK = (
    rf"\s?[/-]\s?\d{{4}}\s?[/-]\s?{_PART}(?:{_JOINT}{_PART})*|\s?[/–-]\s?{_PART}(?:{_JOINT}{_PART})+|"
    rf"(?P<single>\s?/\s?{_PART})"
)
# What follows the name of an issuer.
_AFTER_ISSUER = (
    r"(?i:về|ban hành|quy định|qui định|sửa đổi|phê duyệt|hướng dẫn|v/v|đề nghị|kết luận|thông báo)|tại|thực hiện|"
    r"triển khai|ngày|trong|theo|nêu|tiếp tục|cho|gửi|để|khi|đã|do|"
    rf"và\s+(?:{_TYPES}|số|các|chỉ|dự|chịu)"
)
# "Cục Quản lý Khám, chữa bệnh - Bộ Y tế": a comma within a name that ends with the body above.
_BELOW = rf", [{LOWER}]\w*(?: [{LOWER}]\w*){{1,3}}\s+[-–—]\s+(?:Bộ|Sở|Tổng cục|Ủy ban|UBND)\s[^,;:.()\n]{{1,40}}?"
_CITED = re.compile(
    rf"(?<![\w/.])(?:(?P<type>(?i:{_TYPES}))\s+)?(?P<so>số\s*:?\s*)?"
    r"(?P<also>\d{1,5}(?:,\s\d{1,5}){0,9}(?:,|\s+và)\s+(?:số\s+)?)?"
    rf"(?<![\w/.,])(?P<number>\d{{1,6}}[a-zđ]?(?:\.\d{{1,2}})?)(?P<mark>{_MARK})(?![\w])"
    rf"(?:\s*,?\s*\(?(?P<dated>{_DAY}))?"
    rf"(?:\s*,?\s+của\s+(?P<issuer>[{UPPER}](?:(?!\ssố\s)[^,;:.()\n]){{1,120}}?"
    rf"(?:, [{UPPER}]\w+ \w+ và [{UPPER}][^,;:.()\n]{{1,40}}?|{_BELOW})?)"
    rf"(?=\s+(?:{_AFTER_ISSUER})\b|\s+[“\"|]|\s*[,;.:()\n]|$))?"
)
_STANDARD = re.compile(r"(?:QCVN|TCVN|QCĐP|TCCS|ISO|IEC|VN)[\s:-]*$")


_BY_SYMBOL = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QyĐ": "quy định", "TC": "thông cáo",
    "TB": "thông báo", "HD": "hướng dẫn", "CTr": "chương trình", "KH": "kế hoạch", "PA": "phương án", "ĐA": "đề án",
    "DA": "dự án", "BC": "báo cáo", "BB": "biên bản", "TTr": "tờ trình", "HĐ": "hợp đồng", "CĐ": "công điện",
    "CV": "công văn", "KL": "kết luận", "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch",
    "GM": "giấy mời", "BGN": "bản ghi nhớ", "BTT": "bản thỏa thuận", "GUQ": "giấy ủy quyền", "GGT": "giấy giới thiệu",
    "GNP": "giấy nghỉ phép", "PG": "phiếu gửi", "PC": "phiếu chuyển", "PB": "phiếu báo",
}  # fmt: skip


# "Luật Ngân sách nhà nước số 83/2015/QH13": QH numbers laws and resolutions alike, so the name before it tells.
_NAMED_LAW = re.compile(
    r"(?<!\w)(?P<type>Bộ\s+luật|Luật|Pháp\s+lệnh)\s(?:(?!\ssố\s|[Nn]ghị\s+(?:quyết|định))[^;.:()\n]){3,150}$"
)
LONGEST_LAW = 170


def type_of(symbol: str) -> str:
    """The type that a symbol names ("KH-UBND", "2020/NĐ-CP"), NĐ 30/2020/NĐ-CP Annex III; "" for that of a letter."""
    parts = [part for part in re.split(r"[-/]", symbol) if part and not part.isdigit()]
    return _BY_SYMBOL.get(parts[0], "") if parts else ""


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
        if _STANDARD.search(text[max(0, match.start("number") - 8) : match.start("number")]):
            continue
        if match["single"] and not (match["so"] or match["type"]):
            continue
        mark = re.sub(r"\s", "", match["mark"]).replace("–", "-")
        mark = re.sub(r"^[-/](\d{4})[-/]", r"/\1/", mark)
        if not re.search(rf"[{UPPER}]{{2}}|[{UPPER}]\W[{UPPER}]", mark):
            continue
        for number in [*re.findall(r"\d+", match["also"] or ""), match["number"]]:
            yield Cited(
                reference=f"{number}{mark}",
                type_name=((match["type"] or "") or type_of(mark) or _law(text, match.start(), mark)).capitalize(),
                issued_on=_date(match),
                issuer=" ".join((match["issuer"] or "").split()),
                start=match.start(),
                end=match.end(),
            )


def _law(text: str, start: int, mark: str) -> str:
    """What kind of law the words before a number of the National Assembly name; "" for none."""
    named = _NAMED_LAW.search(text[max(0, start - LONGEST_LAW) : start]) if "QH" in mark else None
    return " ".join(named["type"].split()).lower() if named else ""


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
