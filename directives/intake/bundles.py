"""Several documents in one text: where the letterhead of another begins (văn bản đi kèm, văn bản ghép).

A decision and the plan enclosed with it, or letters pasted one after the other, are read each on its own: page width,
lead-ins, the last label and the end belong to one document. NĐ 30/2020/NĐ-CP Annex I puts at the head of each the
national name (Party documents: "ĐẢNG CỘNG SẢN VIỆT NAM"), the number and symbol, place and day, and Kính gửi. A form
that an annex encloses ("PHỤ LỤC / MẪU BÁO CÁO / … CỘNG HÒA …") has a letterhead too and stays with its document.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from directives.intake.labels import Style, read_label
from directives.intake.letters import LOWER, UPPER

TYPES = (
    "NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|"
    "ĐỀ ÁN|DỰ ÁN|BÁO CÁO|TỜ TRÌNH|CÔNG ĐIỆN|CÔNG VĂN|KẾT LUẬN|ĐỀ CƯƠNG|DANH MỤC|PHÂN CÔNG"
)
_NATIONAL_NAME = (
    r"CỘNG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s|(?<!CỦA )(?<!LẬP )(?<!VỚI )(?<!HỘI )(?<!BỘ )ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
)
_NATIONAL = re.compile(_NATIONAL_NAME)
_MOTTO = re.compile(r"Độc\s+lập\W+Tự\s+do\W")
_TITLE_ALONE = re.compile(rf"\W*(?:{TYPES})\W*")
_GROUNDS = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Ngày \d)\s")
_CAPTION = re.compile(r"\((?:Ban hành\s+)?[Kk]èm theo")
_NUMBER = re.compile(r"\W*(?:Số|SỐ)\s*:?\s*\d+\s*(?:/\d{4})?\s*[/-]\s*[A-ZĐƯ]")
_NUMBER_LINE = re.compile(r"\W*S[ốóôò]\s*:|\W*SỐ\s*:")  # also blank, or misread by a scan
_ADDRESSED = re.compile(r"\W*(?:Kính gửi|KÍNH GỬI)\s*:")
_SUBJECT = re.compile(r"\W*(?:[Vv]/[Vv]|[Vv]ề việc)\b")
_PLACE_DATE = re.compile(r"[^.;]{2,60},\s*ngày\b.{0,20}\btháng\b.{0,12}\bnăm\b.{0,8}\W*$")
_END = re.compile(
    r"\W*(?:Nơi nhận|NƠI NHẬN)\b|\W{0,2}(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s?\.?\s[A-ZĐÀ-Ỹ]{2}|.*\./\.\W*$", re.DOTALL
)
_OFFICE = re.compile(
    r"\W*(?:(?:TM|KT|TL|TUQ|T/M|K/T|Q)\b|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|"
    r"CỤC TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHỦ NHIỆM)\b(?! ĐIỆN)|PHÓ THỦ TƯỚNG)"
)
_FORM = re.compile(r"\W*(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|BIỂU|Biểu)\b")
# A letterhead that goes on in a line: "… Trần Văn Bình SỞ Y TẾ CỘNG HÒA XÃ HỘI …", "… giải quyết./. THÔNG BÁO".
_GLUED = re.compile(
    rf"(?<=\./\.) +(?=(?:[{UPPER}]{{2,}}[ \n]+){{2}})|"
    rf"(?<=[^\s{UPPER}|]) +(?=(?:[{UPPER}][{UPPER}&.,-]*,? +){{0,12}}(?:{_NATIONAL_NAME}))"
)
# The signer's name and the title of the next: "Vũ Thu Hà THÔNG BÁO".
_SIGNED = re.compile(rf"(?m)^((?:[{UPPER}][{LOWER}]+ ){{1,5}}[{UPPER}][{LOWER}]+) +(?=(?:{TYPES})$|Kính gửi:)")
_NEAR, _LETTERHEAD = 8, 14


def apart(text: str) -> str:
    """The letterhead of a document that was glued to the last line of the one before, on a line of its own."""
    return _SIGNED.sub(r"\1\n", _GLUED.sub("\n", text))


def beginnings(lines: Sequence[str]) -> list[int]:
    """The lines at which the documents begin: 0, and where a letterhead stands further down."""
    found = [0]
    ended = False  # the end of the document was seen: Nơi nhận, a signature, "./."
    body = False  # running text was seen since its beginning
    listed = False  # a numbered line was seen: nobody is addressed below it
    form = False  # within a form: only a whole letterhead opens a document
    for at, line in enumerate(lines):
        if (body or ended or at - found[-1] > _LETTERHEAD) and _opens(
            lines, at, body=body and not form, ended=ended and not form, listed=listed and not form
        ):
            start = _top(lines, at, found[-1])
            form = _is_form(lines, start)
            if start > found[-1] and not form:
                found.append(start)
                ended = body = listed = False
                continue
        ended = ended or bool(_END.match(line))
        label = read_label(line)
        listed = listed or bool(label and label.style not in (Style.DASH, Style.ANNEX))
        body = body or (len(line) > 90 and not _SUBJECT.match(line)) or listed
    return found


def documents(text: str) -> list[tuple[int, int]]:
    """The span of each document, without gaps."""
    lines = text.split("\n")
    starts = beginnings(lines)
    places, at = [], 0
    for line in lines:
        places.append(at)
        at += len(line) + 1
    edges = [*(places[start] for start in starts), len(text)]
    return list(pairwise(edges))


def _opens(lines: Sequence[str], at: int, *, body: bool, ended: bool, listed: bool) -> bool:
    """A line of a letterhead: the national name or the motto; a number with its symbol near the place, the subject or
    Kính gửi; the name of a type alone, after the end of a document or before its grounds; after the end or
    numbered lines, Kính gửi.
    """
    line = lines[at]
    after = lines[at + 1 : at + 1 + _NEAR]
    if _MOTTO.search(line):
        return True
    national = _NATIONAL.search(f"{line} {after[0]} " if after else line)
    if national and national.start() < len(line) and line[: national.start()].upper() == line[: national.start()]:
        return True
    if _NUMBER.match(line):
        near = [*lines[max(0, at - 3) : at], *after]
        return any(
            _PLACE_DATE.search(one) or _SUBJECT.match(one) or _ADDRESSED.match(one) or _MOTTO.search(one)
            for one in [line, *near]
        )
    if _TITLE_ALONE.fullmatch(line) and not any(_CAPTION.search(one) for one in after):
        return ended or (body and any(_GROUNDS.match(one) for one in after))
    return (ended or listed) and bool(_ADDRESSED.match(line))


def _top(lines: Sequence[str], at: int, floor: int) -> int:
    """The first line of the letterhead above: names in capitals, rules, and the bar that opens its table."""
    start = here = at
    while here - 1 > floor:
        here -= 1
        line = lines[here].strip(" *")
        if line == "|" and lines[here - 1].strip(" *") in ("|", ""):
            break
        words = line.strip(" |-–—_=*")
        if not any(char.isalnum() for char in words):
            continue
        if _NUMBER_LINE.match(line):
            continue
        if words.upper() != words or len(words) > 120 or _OFFICE.match(words) or read_label(line):
            break
        start = here
    if start > floor + 1 and lines[start - 1].strip(" *") == "|" and lines[start].strip(" *") != "|":
        start -= 1
    return start


def _is_form(lines: Sequence[str], start: int) -> bool:
    """It stands right below the title of an annex or a form."""
    above = [line for line in lines[max(0, start - 6) : start + 1] if any(char.isalpha() for char in line)]
    return any(_FORM.match(line) and len(line) < 120 for line in above[-4:])
