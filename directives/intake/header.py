"""What the letterhead and the end of a document tell about it, to fill the entry form in advance.

Simple and honest: a field that was not found stays empty, and a person confirms all of them.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from directives.intake.labels import read_label
from directives.intake.references import Cited, Code, cited_in, read_code
from directives.intake.zones import ADDRESSED, OFFICES, RECIPIENTS, SIGNING, TITLE, Line, Zone, is_caps, zones_of

_NUMBER = re.compile(r"(?:^|\s)Số\s*:?\s*(?P<code>\d{0,11}[a-zđ]?\s*[-–/]\s*[^\s,;]+)", re.IGNORECASE)
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,;:\d]{1,60}),\s*ngày\s*(?P<day>\d{0,2})\s*tháng\s*(?P<month>\d{0,2})\s*năm\s*(?P<year>\d{4})"
)
_SUBJECT = re.compile(r"(?:^|\s)V/v:?\s+(?P<subject>.+)", re.IGNORECASE)
_ISSUERS = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|SỞ|BỘ|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG|CỤC|CHI CỤC|TỔNG CỤC|BAN|TỈNH ỦY|"
    r"THÀNH ỦY|HUYỆN ỦY|QUỐC HỘI|BẢO HIỂM|BỆNH VIỆN|TRUNG TÂM|PHÒNG|TRƯỜNG|ĐẢNG ỦY|CÔNG AN|THANH TRA|BAN CHỈ ĐẠO)\b"
)
_MOTTO = re.compile(r"\s*(?:CỘNG H[OÒ][AÀ]|(?:XÃ )?HỘI CHỦ NGHĨA|CHỦ NGHĨA VIỆT|ĐẢNG CỘNG SẢN|Độc lập).*")
_CODE_ALONE = re.compile(r"\d{1,6}/[A-ZĐ]{1,4}-[A-ZĐa-zđ.&-]+")
_URGENCY = {"HỎA TỐC": "express", "HOẢ TỐC": "express", "THƯỢNG KHẨN": "very_urgent", "KHẨN": "urgent"}
_CARRIES_OUT = re.compile(r"(?:Thực hiện|Triển khai|Tiếp tục thực hiện|Căn cứ ý kiến)")
ABSTRACT_LENGTH = 500


@dataclass(frozen=True)
class Header:
    """``type_name`` in the words of the type ("kế hoạch"); ``capacity`` a value of ``directives.states.Capacity``."""

    code: Code | None = None
    issued_on: date | None = None
    place: str = ""
    type_name: str = ""
    abstract: str = ""
    issuer: str = ""
    addressed: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    capacity: str = ""
    signer_title: str = ""
    signer_name: str = ""
    urgency: str = ""
    carries_out: tuple[Cited, ...] = field(default=())


def read_header(text: str) -> Header:
    """Read ``text`` (normalised)."""
    zones = zones_of(text)
    head = next((zone for zone in zones[:1] if zone.kind == "head"), Zone("head", ()))
    body = next((zone for zone in zones if zone.kind == "body"), Zone("body", ()))
    end = next((zone for zone in zones if zone.kind == "end"), Zone("end", ()))
    lines = [line.text for line in head.lines]
    top = " \n".join(lines)
    place, issued_on = _place_date(top)
    type_name, abstract = _title(lines)
    capacity, title, name = _signer([line.text for line in end.lines])
    return Header(
        code=_code(lines),
        issued_on=issued_on,
        place=place,
        type_name=type_name,
        abstract=abstract,
        issuer=_issuer(lines, [line.text for line in end.lines]),
        addressed=_listed(lines, ADDRESSED),
        distribution=_listed([line.text for line in end.lines], RECIPIENTS),
        capacity=capacity,
        signer_title=title,
        signer_name=name,
        urgency=next((_URGENCY[line.strip(" .")] for line in lines if line.strip(" .") in _URGENCY), ""),
        carries_out=_carried_out(body.lines),
    )


def _code(lines: list[str]) -> Code | None:
    for line in lines:
        if match := _NUMBER.search(line):
            return read_code(match["code"].rstrip(".,;"))
        if _CODE_ALONE.fullmatch(line):
            return read_code(line)
    return None


def _place_date(top: str) -> tuple[str, date | None]:
    match = _PLACE_DATE.search(top)
    if match is None:
        return "", None
    place = match["place"].split("\n")[-1].strip()
    if code := _NUMBER.search(place):
        place = place[code.end() :].strip()
    try:
        return place, date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return place, None


def _title(lines: list[str]) -> tuple[str, str]:
    """Type and abstract: below a title in capitals, or after V/v in an official letter (công văn)."""
    for at, line in enumerate(lines):
        if is_caps(line) and (match := TITLE.match(line)) and not line.endswith(":"):
            rest = [line[match.end() :].strip(), *lines[at + 1 :]]
            return match.group().lower(), _abstract(rest)
    for at, line in enumerate(lines):
        if match := _SUBJECT.search(line):
            return "công văn", _abstract([match["subject"], *lines[at + 1 :]])
    return "", ""


def _abstract(lines: list[str]) -> str:
    parts: list[str] = []
    for line in lines:
        stop = ADDRESSED.match(line) or _PLACE_DATE.search(line) or line.startswith("(") or line.endswith(":")
        issuer = is_caps(line) and parts and _ISSUERS.match(line)
        if stop or issuer or (parts and parts[-1].endswith(".")):
            break
        if line.strip():
            parts.append(line.strip())
    words = " ".join(parts).strip(" .")
    words = re.sub(r"^(?:V/v|VỀ VIỆC|Về việc)\s+", "", words)
    return (_sentence(words) if is_caps(words) else words[:1].upper() + words[1:])[:ABSTRACT_LENGTH]


def _sentence(words: str) -> str:
    """Words in capitals, written as a sentence."""
    return words[:1] + words[1:].lower()


def _issuer(lines: list[str], end: list[str]) -> str:
    """The last name of a body in the left column, above the number; the collective that signs where it is missing."""
    found = ""
    for line in lines:
        if (
            _NUMBER.search(line)
            or _CODE_ALONE.fullmatch(line)
            or (TITLE.match(line) and is_caps(line))
            or ADDRESSED.match(line)
        ):
            break
        left = _MOTTO.sub("", line).strip()
        if left and is_caps(left):
            goes_on = found and not _ISSUERS.match(left)
            found = f"{found} {left}" if goes_on else left if _ISSUERS.match(left) else found
    if not found:
        collective = next((line for line in end if re.match(r"\W{0,2}T[./]?M\s?\.", line)), "")
        found = re.sub(r"^\W{0,2}T[./]?M\s?\.\s*", "", collective)
    return " ".join(found.split())


def _listed(lines: list[str], opening: re.Pattern[str]) -> tuple[str, ...]:
    """The names in a list that the opening begins, without dashes and signs at the end."""
    found: list[str] = []
    started = False
    for line in lines:
        if not started:
            match = opening.match(line)
            if match is None:
                continue
            started = True
            rest = line[match.end() :].strip(" :")
            found.extend([rest] if rest else [])
            continue
        label = read_label(line)
        if SIGNING.match(line) or (is_caps(line) and OFFICES.match(line)) or (label is None and _ended(found, line)):
            break
        found.append(line[label.length if label else 0 :])
    return tuple(name for name in (line.strip(" ;,.-–") for line in found) if name)


def _ended(found: list[str], line: str) -> bool:
    """A line without a dash after a full stop, or after "Lưu: …", is not of the list."""
    last = found[-1] if found else ""
    return last.endswith(".") or last.startswith("Lưu") or (is_caps(line) and len(line) > 4)


def _signer(lines: list[str]) -> tuple[str, str, str]:
    """Capacity, title and name of who signs."""
    start = next((at for at, line in enumerate(lines) if SIGNING.match(line) and is_caps(line)), None)
    if start is None:
        start = next((at for at, line in enumerate(lines) if is_caps(line) and OFFICES.match(line)), None)
    if start is None:
        return "", "", ""
    block = lines[start : start + 8]
    signs = [match.group().upper() for line in block if (match := re.match(r"\W{0,2}(TM|KT|TL|TUQ|Q)(?=\s?\.)", line))]
    titles = [line for line in block if is_caps(line)]
    name = next((line for line in block if _is_name(line)), "")
    bare = [line for line in titles if not SIGNING.match(line)]
    title = bare[-1] if bare else re.sub(r"^\W{0,2}\w{1,3}\s?\.\s*", "", titles[-1]) if titles else ""
    return _capacity(signs), _office(title), name.strip()


def _capacity(signs: list[str]) -> str:
    kinds = {sign.strip(" *") for sign in signs}
    if {"TM", "KT"} <= kinds:
        return "TM_KT"
    return next((kind for kind in ("TUQ", "TL", "KT", "Q", "TM") if kind in kinds), "")


def _is_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 6 and not is_caps(line) and all(word[0].isupper() and word.isalpha() for word in words)


def _office(title: str) -> str:
    """PHÓ CHỦ TỊCH as "Phó Chủ tịch"."""
    words = title.strip(" .*").lower().split()
    for at, word in enumerate(words):
        if at == 0 or (at == 1 and words[0] in ("Phó", "Quyền")):
            words[at] = word.capitalize()
    return re.sub(r"\bvăn phòng\b", "Văn phòng", " ".join(words))


def _carried_out(lines: tuple[Line, ...]) -> tuple[Cited, ...]:
    """The documents named where the text opens with "Thực hiện …"."""
    for line in lines[:6]:
        if read_label(line.text):
            break
        if _CARRIES_OUT.match(line.text):
            return tuple(cited_in(line.text))
    return ()
