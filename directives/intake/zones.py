"""The zones of one document: letterhead and title, body, end (Nơi nhận, signature), annexes."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from directives.intake.blocks import blocks_of, data_rows, rows_of
from directives.intake.bundles import TYPES
from directives.intake.labels import Style, read_label
from directives.intake.page_numbers import page_numbers


@dataclass(frozen=True)
class Line:
    """A line that is not empty, with its span [start, end) in the text.

    ``cell``: it stands in a row of a table of three columns or more; ``number``: it is a page's;
    ``broken``: a page's number stands right above it.
    """

    start: int
    end: int
    text: str
    cell: bool = False
    number: bool = False
    broken: bool = False


@dataclass(frozen=True)
class Zone:
    """A run of lines of one sort: "head", "body" or "end"; ``lines`` are in order."""

    kind: str
    lines: tuple[Line, ...]


TITLE = re.compile(rf"(?:{TYPES})(?=$|\s*[:\d(]| [A-ZĐÀ-Ỹ])")
_TITLE_ALONE = re.compile(rf"(?:{TYPES})")
RECIPIENTS = re.compile(r"\W*(?:Nơi nhận|NƠI NHẬN)\s*:?|\W{0,3}[NVM]?[ơớờ]i nh[ậâ]n\s*[:.]")
# A scan leaves a stamp's letters before "Kính gửi:".
ADDRESSED = re.compile(
    r"(?:[^\n:]{1,30}\s(?=K[íìi]nh g\wi\s*:))?\W*(?:K[íìi]nh g[ửừưữủùuở]i|KÍNH GỬI)\s*:?|.{3,60} điện:$"
)
SIGNING = re.compile(r"\W{0,2}(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s?\.\s?[A-ZĐÀ-Ỹ]")
OFFICES = re.compile(
    r"(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|BÍ THƯ)\b"
)
_LETTERHEAD = re.compile(
    r"(?i)\W*(?:CỘNG H[OÒ][AÀ] XÃ|HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN|Độc lập|Tự do|Hạnh phúc|Số\s*:|V/v|VỀ VIỆC|"
    r"\(?Ban hành kèm|\(Kèm theo)"
)
_CAPTION = re.compile(r"\((?:Ban hành\s+)?[Kk]èm theo")
_PLACE_DATE = re.compile(r"[^.;]{2,40},\s*ngày\b.{0,20}\btháng\b.{0,12}\bnăm\b.{0,8}$")
# How the opening of a directive begins.
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Để |Nhằm|Theo |Xét |Ngày \d|Trong thời gian|Thời gian qua|Qua |Trên cơ sở|Triển khai|Tiếp |"
    r"Sau khi|Vừa qua|Hiện nay|Những năm|Năm \d|Thay mặt|Phúc đáp|Trả lời|Tiếp theo)"
)
LONG = 60
"""So long is a line that asks for something."""
_ASKS = re.compile(r"\s(?:đề nghị|yêu cầu|thông báo|hướng dẫn)\s")
ENDS_BODY = re.compile(r"\./\.\s*\W?$")


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that carry words, with their spans."""
    blocks = blocks_of(text)
    rows = sorted(data_rows(blocks))
    numbers = {start for start, _end in page_numbers(text, rows_of(blocks))}
    begins = [start for start, _end in rows]
    found, start = [], 0
    for raw in text.split("\n"):
        if any(char.isalnum() for char in raw):
            row = bisect_right(begins, start) - 1
            cell = row >= 0 and start < rows[row][1]
            found.append(Line(start, start + len(raw), raw, cell, start in numbers))
        start += len(raw) + 1
    return found


def is_caps(text: str) -> bool:
    """Written in capitals only, as titles are (letters of either case missing counts as not)."""
    return text.upper() == text and any(char.isalpha() for char in text)


def zones_of(text: str) -> list[Zone]:
    """Split the text into head, body and end, and again for each annex or enclosed document."""
    lines = _over_pages(lines_of(text))
    zones: list[Zone] = []
    at = 0
    while at < len(lines):
        body = _body_start(lines, at)
        end = _body_end(lines, body)
        after = _next_part(lines, end)
        for kind, part in (("head", lines[at:body]), ("body", lines[body:end]), ("end", lines[end:after])):
            if part:
                zones.append(Zone(kind, tuple(part)))
        at = after
    return zones


def _over_pages(lines: list[Line]) -> list[Line]:
    found, broken = [], False
    for line in lines:
        if not line.number:
            found.append(replace(line, broken=True) if broken else line)
        broken = line.number
    return found


def _body_start(lines: list[Line], at: int) -> int:
    """The first line after letterhead, title, abstract and Kính gửi; within the first 40 lines."""
    last_head = at - 1
    addressed = False
    for here in range(at, min(at + 40, len(lines))):
        text = lines[here].text
        label = read_label(text)
        if label and label.style is not Style.DASH and label.style is not Style.ANNEX and not SIGNING.match(text):
            break
        if ADDRESSED.match(text):
            addressed = True
            last_head = here
        elif addressed and (RECIPIENTS.match(text) or _asks(text)):
            break
        elif _is_head(text) or (addressed and _is_addressee(text)):
            last_head = here
        elif _OPENING.match(text) and len(text) > 40 and not _captioned(lines, here):
            break
    return _past_abstract(lines, last_head + 1)


def _captioned(lines: list[Line], here: int) -> bool:
    """The abstract of an annexed document, whatever its first word: "(Kèm theo Quyết định số …)" stands below it."""
    return any(_CAPTION.search(line.text) for line in lines[here : here + 3])


def _past_abstract(lines: list[Line], at: int) -> int:
    """Right below a title in capitals stands the abstract: lines without an end of sentence, before the opening."""
    if at == 0 or not is_caps(lines[at - 1].text) or not TITLE.match(lines[at - 1].text):
        return at
    here = at
    while here < len(lines) and here < at + 6:
        text = lines[here].text
        if read_label(text) or _OPENING.match(text) or text.endswith((".", ":", ";")):
            break
        here += 1
    return here


def _is_head(text: str) -> bool:
    if _LETTERHEAD.match(text) or _PLACE_DATE.search(text):
        return True
    return is_caps(text) and len(text) < 250 and read_label(text) is None


def _asks(text: str) -> bool:
    """A sentence that asks for something, however it opens: "Sở Y tế đề nghị các đơn vị báo cáo …."."""
    return len(text) >= LONG and text[0].isalpha() and bool(_ASKS.search(text)) and text.rstrip().endswith((".", ":"))


def _is_addressee(text: str) -> bool:
    return text.startswith(("-", "–", "+", "•")) or (len(text) < 120 and text.endswith((";", ",")))


def _body_end(lines: list[Line], body: int) -> int:
    """The line of "Nơi nhận:" or of the signature, whichever comes first; the end of the text without them."""
    for here in range(body, len(lines)):
        text = lines[here].text
        if RECIPIENTS.match(text) or (SIGNING.match(text) and is_caps(text)):
            return here
        if here > body and ENDS_BODY.search(lines[here - 1].text) and is_caps(text) and OFFICES.match(text):
            return here
        if here > body and _begins_part(lines, here):
            return here
    return len(lines)


def _next_part(lines: list[Line], end: int) -> int:
    """Where an annex or an enclosed document begins after the end of the one before."""
    for here in range(end, len(lines)):
        if _begins_part(lines, here) or (here > end and _TITLE_ALONE.fullmatch(lines[here].text)):
            return here
        if here > end and _resumes(lines[here].text):
            return here
    return len(lines)


def _resumes(text: str) -> bool:
    """Running text again, of a document whose letterhead is lost: the opening of a directive, a first heading."""
    if _OPENING.match(text):
        return len(text) > 80
    label = read_label(text)
    if label is None or label.value != 1 or SIGNING.match(text):
        return False
    words = text[label.length :].rstrip()
    if label.style in (Style.ROMAN, Style.PART, Style.CHAPTER):
        return is_caps(words)
    return label.style is Style.ARTICLE or (label.style is Style.NUMBER and len(words) > 80)


def _begins_part(lines: list[Line], here: int) -> bool:
    text = lines[here].text
    label = read_label(text)
    if label and label.style is Style.ANNEX:
        return is_caps(text[:7]) or not text[label.length :]
    if not (is_caps(text) and TITLE.match(text) and len(text) < 80) or text.endswith(":"):
        return False
    near = " ".join(line.text for line in lines[here + 1 : here + 6])
    return "kèm theo" in near.lower()
