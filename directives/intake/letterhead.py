"""The letterhead: issuer and its parent, number and symbol, place and day, urgency, type and abstract.

NĐ 30/2020/NĐ-CP Annex I sets where each stands. Files lose the two columns, so nothing is told by position alone: the
national motto, the place with its day and the number are recognised by their words and taken out, whatever stands
before the title or "V/v" then names the issuer, and what follows is the abstract.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from directives.intake.labels import Style, read_label
from directives.intake.letters import LOWER, UPPER
from directives.intake.references import Code, read_code, type_of
from directives.intake.zones import ADDRESSED, is_caps
from workflows.folding import fold

LONGEST_LINE = 2_000
HEAD_LINES = 60
"""The title stands within so many lines from the top."""

TYPES = {
    "nghi quyet": "nghị quyết",
    "quyet dinh": "quyết định",
    "chi thi": "chỉ thị",
    "quy che": "quy chế",
    "quy dinh": "quy định",
    "thong cao": "thông cáo",
    "thong bao": "thông báo",
    "huong dan": "hướng dẫn",
    "chuong trinh": "chương trình",
    "ke hoach": "kế hoạch",
    "phuong an": "phương án",
    "de an": "đề án",
    "du an": "dự án",
    "bao cao": "báo cáo",
    "bien ban": "biên bản",
    "to trinh": "tờ trình",
    "hop dong": "hợp đồng",
    "cong dien": "công điện",
    "cong van": "công văn",
    "ban ghi nho": "bản ghi nhớ",
    "ban thoa thuan": "bản thỏa thuận",
    "giay uy quyen": "giấy ủy quyền",
    "giay moi": "giấy mời",
    "giay gioi thieu": "giấy giới thiệu",
    "giay nghi phep": "giấy nghỉ phép",
    "phieu gui": "phiếu gửi",
    "phieu chuyen": "phiếu chuyển",
    "phieu bao": "phiếu báo",
    "thu cong": "thư công",
    "ket luan": "kết luận",
    "nghi dinh": "nghị định",
    "thong tu": "thông tư",
    "luat": "luật",
    "lenh": "lệnh",
    "phap lenh": "pháp lệnh",
    "de cuong": "đề cương",
    "quy trinh": "quy trình",
}
"""The 29 types of NĐ 30/2020/NĐ-CP art. 7 (folded: as written), and those of the Party and of legal acts."""

_TWO_WORDS = [name for name in TYPES if " " in name]
_SPACE = r"[\s.,_-]*"
_MOTTO = re.compile(  # any mark over a vowel: scans take one for another
    rf"(?i)C\wNG{_SPACE}H\w\w{_SPACE}X\w{_SPACE}H\wI{_SPACE}CH\w{_SPACE}NGH\wA{_SPACE}VI\wT{_SPACE}NAM"
    rf"|[ĐD]\wNG{_SPACE}C\wNG{_SPACE}S\wN{_SPACE}VI\wT{_SPACE}NAM"
    r"|[ĐD]\wc\s+l\wp\s*[-–—_.]*\s*T\w\s+[dđ]o\s*[-–—_.]*\s*H\wnh\s+ph\wc"
)
_CAP = rf"[{UPPER}][{LOWER}]+\.?"
_PLACE_DATE = re.compile(
    rf"(?P<place>(?:(?:thành\s+phố|tỉnh|thị\s+xã|huyện|quận|xã|phường|đặc\s+khu|TP\.?|Tp\.?)\s+)?"
    rf"{_CAP}(?:(?:\s+|\s*[-–]\s*|\s+phố\s+|\s+khu\s+|['’])(?:{_CAP}|\d{{1,2}}(?=\s*,))){{0,6}})\s*,?\s*"
    r"[Nn]g[àa]y(?P<day>[^\n]{0,10}?)\s*th[áa]ng(?P<month>[^\n]{0,10}?)\s*n[ăa]m\s*"
    r"(?P<year>\d{4}|20\d?[\s.…]*|[.…_]+)"
)
# "Bến Sông, ngày 5/3/2026" on a line of its own; inside a line it is the day of a cited document.
_SHORT_DATE = re.compile(
    rf"^\W*(?P<place>{_CAP}(?:[\s-]+{_CAP}){{0,5}}),\s*[Nn]g[àa]y\s+"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\W*$",
    re.MULTILINE,
)
_ONES = str.maketrans("Il|", "111")
_TORN_NUMBER = re.compile(r"((?:^|\s)S[ốóôò][^\n|/]{0,8})\|(?=\s*[/-])")
"""A scan has put a bar into the number."""
_SYMBOL = rf"(?:\d{{4}} ?/ ?)?[{UPPER}][^\W_]*(?: ?[-–/.&] ?[{UPPER}][^\W_]*)*"
# The number may be blank, or unreadable on a scan; the symbol is printed.
_NUMBER = re.compile(
    r"^\W{0,3}(?:(?i:nghị quyết|quyết định|chỉ thị|luật|thông tư|nghị định|kế hoạch|công điện)\s+)?"
    r"(?:[Ss][ốóôò]|SỐ)[z\s]*:?"
    rf"(?P<number>[^\n/–{UPPER}-]{{0,12}}?|[^\s/{UPPER}]{{0,8}}) *(?P<joint>[-–/])/? *(?P<symbol>{_SYMBOL})",
    re.MULTILINE,
)
_BARE_NUMBER = re.compile(rf"^(?P<number>\d{{0,6}})(?P<joint>[-/])(?P<symbol>{_SYMBOL})$", re.MULTILINE)
_SUBJECT = re.compile(r"(?:^|(?<=\s))(?:[Vv]\s?/\s?[Vv]|(?-i:Về việc))\s*:?\s+(?=\S)", re.MULTILINE)
_URGENCY = {"hoa toc": "express", "thuong khan": "very_urgent", "khan": "urgent", "hen gio": "express"}
_URGENCY_MARK = re.compile(r"(?P<mark>hoa toc|thuong khan|khan|hen gio)(?:\W+hen gio\b.*)?")  # folded, a whole line
_DRAFT = re.compile(r"(?:ban )?du thao(?: (?:lan|so))?(?: thu)?(?: [\divx]{1,4})?(?:\W.{0,40})?")
"""The mark of a draft, folded, a whole line: "DỰ THẢO", "(Dự thảo lần 2, ngày 05/3/2026)"."""
_BY_WHOM = re.compile(r"(?:CỦA|[Cc]ủa)\s+(?P<body>\S.*?)(?=$|\s+(?:VỀ|[Vv]ề)\s)")
"""Below the name of the type, as the Party's offices and older acts have it, who issued it."""
_NOISE = re.compile(r"(?:\s(?:[^\w\s]{1,3}|\w)(?=\s)){3,}")
_NOISE_SIGN = re.compile(r"[\"`~^—|“”]")
"""Letters and signs that stand alone, three or more: a scan read a stamp or a line."""
_ANNEX = re.compile(r"(?:phu luc|stt|so tt|so thu tu|bieu so|bieu mau|mau so|mau|danh muc|danh sach)\b")  # folded
"""What heads an annex or a table: no issuer stands there."""
_SYMBOL_BESIDE = re.compile(rf"\s+/\s?[{UPPER}]+[-–][{UPPER}]+$")
"""The symbol of a number that a scan lost, run on behind the issuer's name."""
_JOINT = re.compile(r"\W*[-–]\s*(?=[^\W\d])")
_BESIDE_TYPE = ("LIÊN TỊCH", "PHỐI HỢP", "HÀNH ĐỘNG")
"""What may go on on the line of the type and is not yet the abstract."""
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Để |Nhằm|Theo |Xét |Ngày \d|Từ ngày|Trong |Thời gian|Qua |Trên cơ sở|Triển khai|Tiếp|Sau khi|"
    r"Vừa qua|Hiện nay|Những năm|Năm \d|Thay mặt|Phúc đáp|Trả lời|Đến nay|Hôm nay|Hồi|Bộ |Sở |Ủy ban|Uỷ ban|UBND|"
    r"Chính phủ|Thủ tướng|Ban (?!hành)|Văn phòng|Công tác)"
)
_UNIT = re.compile(  # folded
    r"(?:ubnd|hdnd|uy ban|hoi dong|so|bo(?! may)|chinh phu|thu tuong|chu tich|van phong|cuc|chi cuc|tong cuc|ban|"
    r"tieu ban|tinh uy|tinh doan|thanh uy|thanh doan|huyen uy|quan uy|quoc hoi|bao hiem|benh vien|trung tam|phong|"
    r"truong|dang(?! vien)|cong an|thanh tra|to|kho bac|ngan hang|vien|toa an|lien doan|hoi|mat tran|tap doan|"
    r"tong cong ty|cong ty|hoc vien|dai hoc|vu|kiem toan|quan khu|doan|tram|cong doan|bo chi huy|chi bo)\b"
)
_LOCALITY = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s+.+$")
_NAMES_LOCALITY = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s+\S")
_DISPATCH = re.compile(r"^(?P<issuer>[^\n:]{3,80}?)\s+(?:điện|ĐIỆN)\s*:", re.MULTILINE)
_RULE = re.compile(r"^\W+$")


@dataclass(frozen=True)
class Letterhead:
    """What the letterhead says; "" or None where it says nothing.

    ``abstract`` stands as printed, with "V/v" where it is; ``issuers`` are the names in the left column, the superior
    first and the issuer last; ``partial_date`` says that a day was left blank (a draft), ``draft`` that it bears the
    mark of one. ``printed`` has for each field the words it was read from and the rule.
    """

    issuers: tuple[str, ...] = ()
    code: Code | None = None
    place: str = ""
    issued_on: date | None = None
    partial_date: bool = False
    draft: bool = False
    urgency: str = ""
    type_name: str = ""
    abstract: str = ""
    printed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def scanned_number(self) -> bool:
        """The number stands behind a "Số" that a scan misread, so that its digits are no surer."""
        return bool(re.match(r"\W*S[óôòo]", self.printed.get("number", ("", ""))[0]))

    @property
    def issuer(self) -> str:
        """The issuer by its full name: a department of a province bears the province's name."""
        if not self.issuers:
            return ""
        own = self.issuers[-1]
        if len(self.issuers) > 1 and fold(own) in ("thanh tra", "van phong", "co quan", "phong", "ban thuong vu"):
            return f"{own} {self.issuers[-2]}"
        above = self.issuers[-2] if len(self.issuers) > 1 else ""
        locality = _LOCALITY.search(above)
        if locality and re.match(r"(?:UBND|ỦY BAN NHÂN|UỶ BAN NHÂN|HĐND)", above) and not _NAMES_LOCALITY.search(own):
            name = locality.group()
            bare = re.sub(r"^(?:TỈNH|THÀNH PHỐ|TP\.?)\s+", "", name)
            return own if own.endswith(bare) else f"{own} {name}"
        return own


def read_letterhead(text: str) -> Letterhead:
    """Read the top of ``text`` (normalised)."""
    lines = head_lines(text)
    top = "\n".join(lines)
    top = _MOTTO.sub("\n", top)
    code, numbered, top = _code(top)
    place, issued_on, partial, dated, top = _place_date(top)
    urgency, urged, lines = _urgency([line.strip(" *|") for line in top.split("\n")])
    lines = [line for line in lines if line and not _RULE.match(line)]
    final = [line for line in lines if not _DRAFT.fullmatch(fold(line).strip(" .()[]*"))]
    draft, lines = len(final) < len(lines), final
    at, type_name, first = _title(lines)
    title = (lines[at] if at < len(lines) else "", "title")
    before, after = (lines[:at], [first, *lines[at + 1 :]]) if type_name else (lines, [])
    if not type_name and code:
        type_name = type_of(code.symbol) or ("công văn" if "-" in code.symbol else "")
        title = (numbered, "symbol")
    issuers = _issuers(before)
    after = _before_dispatch([line for line in after if line], issuers)
    abstract = _abstract(after)
    if not issuers and (sent := _DISPATCH.search(top)):
        issuers = (sent["issuer"].strip(),)
    by_subject = type_name == "công văn" and title[1] == "title"
    printed = {
        "number": (numbered, "number_line"),
        "place": (dated, "place_and_day"),
        "date": (dated, "place_and_day"),
        "urgency": (urged, "urgency_mark"),
        "type": (title[0][: len(title[0]) - len(first)] if first and not by_subject else title[0], title[1]),
        "abstract": (abstract, "subject_line" if by_subject else "below_title"),
        "issuer": (issuers[-1] if issuers else "", "letterhead"),
        "parent": (issuers[-2] if len(issuers) > 1 else "", "letterhead"),
    }
    if by_subject and abstract:
        printed["type"] = (abstract.split()[0], "subject_line")
    elif by_subject:
        printed["type"] = (next((found.group() for line in lines if (found := ADDRESSED.match(line))), ""), "addressed")
    return Letterhead(issuers, code, place, issued_on, partial, draft, urgency, type_name, abstract, printed)


def head_lines(text: str) -> list[str]:
    """The lines above the body: up to its first label or opening sentence."""
    found: list[str] = []
    for raw in text.split("\n"):
        for line in map(_drawn, _columns(raw[:LONGEST_LINE])):
            if len(found) >= HEAD_LINES or _opens_body(line, found):
                return found
            found.append(line)
            if ADDRESSED.match(line):
                return found
    return found


def _columns(raw: str) -> list[str]:
    """The parts of a line that stand in different columns or that a scan has put on one line."""
    raw = _PLACE_DATE.sub(lambda found: found.group().replace("|", " "), _TORN_NUMBER.sub(r"\1", raw))
    parts = _MOTTO.sub(lambda found: f"|{found.group()}|", raw)
    parts = _PLACE_DATE.sub(
        lambda found: f"{found.group()}|" if _caps_follow(parts[found.end() :]) else found.group(), parts
    )
    return [part for part in (one.strip(" #*") for one in parts.split("|")) if part]


def _drawn(line: str) -> str:
    """A type whose letters stand apart ("K Ế H O Ạ C H") as one word each."""
    letters = line.split()
    if len(letters) < 5 or any(len(letter) > 1 for letter in letters):
        return line
    said = fold("".join(letters))
    return next((shown.upper() for name, shown in TYPES.items() if name.replace(" ", "") == said), line)


def _caps_follow(rest: str) -> bool:
    return bool(rest.strip()) and is_caps(rest)


def _opens_body(line: str, before: list[str]) -> bool:
    if is_caps(line) or _NUMBER.search(line) or _PLACE_DATE.search(line) or _SHORT_DATE.search(line):
        return False
    if re.match(r"Căn cứ\s", line) and (len(line) > 30 or line.endswith((";", "."))):
        return True
    if before and _type_line(before[-1]) == fold(before[-1].strip(" .:*#")):
        return False  # the abstract, however it begins
    label = read_label(line)
    if label and label.style in (Style.ROMAN, Style.NUMBER, Style.ARTICLE, Style.PART, Style.CHAPTER):
        return True
    return bool(_OPENING.match(line)) and len(line) > 60 and any(_type_line(one) for one in before)


def _place_date(top: str) -> tuple[str, date | None, bool, str, str]:
    """Place, day, whether the day is blank, the words of both, and the top without them."""
    match = _PLACE_DATE.search(top) or _SHORT_DATE.search(top)
    if match is None:
        return "", None, False, "", top
    place = " ".join(match["place"].split())
    rest = f"{top[: match.start()]}\n{top[match.end() :]}"
    if re.search(r"\S\n?$", top[: match.start()]) and re.match(r" +[^\W\d{UPPER}]", top[match.end() :]):
        rest = f"{top[: match.start()]} {top[match.end() :]}"  # it cut a "V/v" in the other column in two
    try:
        day = date(int(match["year"]), _digits(match["month"]), _digits(match["day"]))
    except ValueError:
        return place, None, True, match.group(), rest
    return place, day, False, match.group(), rest


def _digits(words: str) -> int:
    """A number in which a scan took a one for a letter or a bar ("tháng I1")."""
    return int(words.strip(" .,:]").translate(_ONES))


def _code(top: str) -> tuple[Code | None, str, str]:
    """Number and symbol, their words, and the top without them."""
    match = _NUMBER.search(top) or _BARE_NUMBER.search(top)
    if match is None:
        return None, "", top
    number = re.sub(r"[\s.…_:]", "", match["number"])
    number = number if re.fullmatch(r"\d{1,11}[a-zđ]?", number) else ""
    symbol = re.sub(r"\s", "", match["symbol"]).replace("–", "-")
    symbol = re.sub(rf"^[{UPPER}]/(?=[{UPPER}]{{2}})", "", symbol)  # a digit that a scan took for a letter
    code = read_code(f"{number}{'/' if match['joint'] == '/' else '-'}{symbol}")
    return code, match.group(), f"{top[: match.start()]}\n{top[match.end() :]}"


def _urgency(lines: list[str]) -> tuple[str, str, list[str]]:
    """The urgency, its words, and the lines without it."""
    for at, line in enumerate(lines):
        if mark := _URGENCY_MARK.fullmatch(fold(line).strip(" .[]()!")):
            timed = at + 1 < len(lines) and fold(lines[at + 1]).startswith("hen gio")
            return _URGENCY[mark["mark"]], line, [*lines[:at], *lines[at + 1 + timed :]]
    return "", "", lines


def _type_line(line: str) -> str:
    """The type that a line in capitals gives, alone or before its abstract."""
    plain = fold(line.strip(" .:*#"))
    if is_caps(line) and plain in TYPES:
        return plain
    if is_caps(line) and 6 <= len(plain) <= 14 and (near := get_close_matches(plain, _TWO_WORDS, 1, 0.85)):
        return near[0]  # a slip of the scan
    if not is_caps(line):
        words = re.match(rf"[{UPPER}]{{2,}}(?: [{UPPER}]{{2,}})+(?=\s+[^\s]*[^\W\d{UPPER}])", line)
        return fold(words.group()) if words and fold(words.group()) in TYPES else ""
    return next((name for name in TYPES if " " in name and plain.startswith(f"{name} ")), "")


def _title(lines: list[str]) -> tuple[int, str, str]:
    """Where the abstract begins, the type, and the first words of the abstract.

    Below the name of the type in capitals; in an official letter (công văn) behind "V/v".
    """
    for at, line in enumerate(lines):
        if name := _type_line(line):
            rest = " ".join(line.split()[len(name.split()) :]).strip(" :")
            beside = next((words for words in _BESIDE_TYPE if rest.startswith(words)), "")
            joint = " liên tịch" if beside == "LIÊN TỊCH" else ""
            return at, TYPES[name] + joint, rest[len(beside) :].strip(" :") if joint or rest == beside else rest
        if match := _SUBJECT.search(line):
            return at, "công văn", line[match.start() :].strip()
        if ADDRESSED.match(line):
            return len(lines), "công văn", ""
    return len(lines), "", ""


def _abstract(lines: list[str]) -> str:
    parts: list[str] = []
    lines = _without_issuer(lines)
    caps = bool(lines) and is_caps(lines[0])
    for line in lines:
        if ADDRESSED.match(line) or line.startswith(("(", "[")) or _DISPATCH.match(line) or line.endswith(":"):
            break
        if parts and caps and (line.upper() != line or _ends_name(parts, line)):
            break
        if parts and not caps and (is_caps(line) or (_OPENING.match(line) and len(line) > 60)):
            break
        if read_label(line) and parts:
            break
        parts.append(line)
        if line.endswith("."):
            break
    words = " ".join(" ".join(parts).split())
    return _NOISE.sub(lambda found: "" if _NOISE_SIGN.search(found[0]) else found[0], words).strip(" .;*_-")


def _without_issuer(lines: list[str]) -> list[str]:
    """The lines of the abstract without the first that name the issuer: "của Ban Thường vụ Tỉnh ủy / về …"."""
    for count in range(1, min(3, len(lines)) + 1):
        above = " ".join(lines[:count])
        named = _BY_WHOM.match(above)
        if named is None or not _UNIT.match(fold(named["body"])):
            return lines
        if rest := above[named.end() :].strip():
            return [rest, *lines[count:]]
        if count < len(lines) and re.match(r"(?:VỀ|[Vv]ề)\s", lines[count]):
            return lines[count:]
    return lines


def _before_dispatch(lines: list[str], issuers: tuple[str, ...]) -> list[str]:
    """The lines before "THỦ TƯỚNG CHÍNH PHỦ điện:", which may be broken inside the name."""
    if not issuers:
        return lines
    name = r"\s+".join(re.escape(word) for word in issuers[-1].split())
    cut = re.search(rf"(?i)\n{name}\s+điện\s*:", "\n".join(lines))
    return "\n".join(lines)[: cut.start()].split("\n") if cut else lines


def _ends_name(parts: list[str], line: str) -> bool:
    """A line that names the one who decides, below the abstract of a decision or resolution."""
    decides = re.match(
        r"(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|"
        r"CHÁNH|TRƯỞNG BAN|HIỆU TRƯỞNG|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|THỐNG ĐỐC|"
        r"CHI CỤC TRƯỞNG)\b",
        line,
    )
    unfinished = re.search(
        r"(?:\b(?:CỦA|VÀ|VỀ|CÁC|CHO|VỚI|TẠI|DO|BỞI|ĐẾN|GIỮA|TRONG|THUỘC|LÀ|TỪ|THEO)|[,;-])$", parts[-1]
    )
    return bool(decides) and not unfinished


def _issuers(lines: list[str]) -> tuple[str, ...]:
    """The names in the left column: a line that begins with the name of a kind of body begins a name, others go on."""
    names: list[str] = []
    for line in lines:
        plain = _SYMBOL_BESIDE.sub("", line.strip(" .,:;*-–—_|`"))
        plain = re.sub(rf"\s([-–])(?=[{UPPER}])", r" \1 ", plain)
        letters = sum(char.isalpha() for char in plain)
        if _ANNEX.match(fold(plain)):
            break
        if not is_caps(plain) or letters < 2 or letters < 0.5 * len(plain.replace(" ", "")):
            continue
        if names and _JOINT.match(line):
            names[-1] = f"{names[-1]} - {plain}"
        elif not names or (_UNIT.match(fold(plain)) and not _unfinished(names[-1])):
            names.append(plain)
        else:
            names[-1] = f"{names[-1]} {plain}"
    return tuple(" ".join(name.split()) for name in names)


def _unfinished(name: str) -> bool:
    return bool(re.search(r"(?:\b(?:VÀ|CỦA|VỀ|CÁC|THỰC HIỆN|ỦY|UỶ|VĂN|THỦ|CHỈ)|[,-]|^THỦ TƯỚNG)$", name))
