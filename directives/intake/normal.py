"""One form of text for the whole product, so that a span of characters means the same words for ever."""

import re
import unicodedata

from directives.intake.labels import read_label
from directives.intake.wording import VERBS

# Look-alikes that old fonts and PDF producers put in place of Vietnamese letters, and the hyphens that Word keeps on
# one line or that a minus sign stands for.
LETTERS = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "Ƣ": "Ư", "ƣ": "ư", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\ufe63": "-", "\uff0d": "-"}
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\v]")
_PAGE_END = re.compile(" *\f+ *")
_GAPS = re.compile(r"\n{3,}")
_EMPHASIS = re.compile(
    r"(?m)\*+(?=[ *]*$)|\*{2,}|(?<![*_])__(?!_)|(?<![\s(*])\*|(?<!\()\*(?![\s*)])|(?<=\()\*(?![\s)])"
)
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_DASHED = re.compile(r"[-–] [\wÀ-ỹ]")
# A dash before one of these opens a point of its own, whatever the line above lacks at its end.
_TELLS = re.compile(r"[-–] (?:Giao|Đề nghị|Yêu cầu|Căn cứ|Trên cơ sở|Đối với) ")
_OPEN_END = re.compile(r"[\wÀ-ỹ]$")
_BARS = re.compile(r"^\s*\||\|\s*$|\s\|\s")
_RULE = re.compile(r"^(?:[\s|:*_=~-]{3,}|[\s|:*_=~]*)$")
# "Điều / 10. Điều khoản thi hành": the word and its number.
_NUMBERED = re.compile(r"(?:^|\s)(?:Điều|Chương|Mục|Phần|khoản|Khoản|điểm|Điểm)$")

# Openings of the letterhead and of the end, and bars of tables: they never continue the line before.
_RECIPIENTS = re.compile(r"\W*(?:Nơi nhận|NƠI NHẬN)\s*:")
_OPENS = re.compile(r"[|/]|(?:Số|SỐ|Kính gửi|KÍNH GỬI|Nơi nhận|NƠI NHẬN|[Vv]/[Vv]|TM\.|KT\.|TL\.|TUQ\.|Q\.)[\s:.]")

# Lines of a letterhead stand alone: the national name, the motto, place and day.
_LETTERHEAD = re.compile(
    r"CỘNG H[OÒ][AÀ] XÃ|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]|[^.;:|]{2,40},\s*ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,6}$"
)
_ADDRESSED = re.compile(r"\W*(?:Kính gửi|KÍNH GỬI)\b")
# How the first paragraph after Kính gửi begins, and each of the legal grounds.
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Để|Nhằm|Theo|Xét|Ngày \d|Trong|Thời gian|Qua|Trên cơ sở|Triển khai|Tiếp|Sau khi|Vừa qua|"
    r"Hiện nay|Năm \d|"
    r"Phúc đáp|Trả lời|Ngày)\s"
)
# Words after which a line cannot end.
_HANGING = re.compile(
    r"(?:\b(?:số|ngày|của|và|các|với|ngang|thuộc|trực thuộc|tại|về|cho|trên|đến|từ|theo|Việt|Hồ Chí|Sở|Bộ|Ban|Cục|"
    r"Vụ|Ủy|Uỷ|UBND|Văn|Trung tâm|Trường|Viện|Phòng|Hội|Hội Liên hiệp|Công ty)|,)$"
)


def normalise(raw: str) -> str:
    """NFC; "\\n" between lines; one plain space between words; no invisible characters; at most one empty line.

    Applying it twice changes nothing.
    """
    text = unicodedata.normalize("NFC", raw).translate(LETTERS)
    text = _LINE_ENDS.sub("\n", text)
    text = _PAGE_END.sub("\n\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", text).strip("\n"))


def without_emphasis(text: str) -> str:
    """Drop the marks of Markdown emphasis ("**đậm**", "*nghiêng*") and keep the words; "(*)" and " * " stay."""
    return _EMPHASIS.sub("", text)


RECIPIENT_LINES = 40


def join_wrapped(text: str) -> str:
    """Put the lines of a paragraph that was broken at a page's width back into one line.

    ``text`` is normalised. A line continues the one before when it begins in lower case, or when the one before ran to
    the width of the page without ending a sentence; never when it opens with a label, a bullet or a table's bar.
    Paragraphs parted by an empty line are left apart.
    """
    lines = text.split("\n")
    width = _page_width(lines)
    spaced = lines.count("") > 0.15 * sum(len(line) >= 20 for line in lines)
    alone = _paragraphs(lines) if spaced else set()
    joined: list[str] = []
    before = ""
    listed = 0  # lines of the list below "Nơi nhận:" that may still come: there each dash is a recipient
    for at, line in enumerate(lines):
        listed = RECIPIENT_LINES if _RECIPIENTS.match(line) else listed - 1
        wraps = (
            _in_paragraph(before, line) if at in alone else _continues(before, line, 20 if spaced and width else width)
        )
        dash = listed > 0 and line.startswith(("-", "–"))
        if joined and wraps and not dash and not (_ADDRESSED.match(joined[-1]) and _OPENING.match(line)):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _page_width(lines: list[str]) -> int | None:
    """Characters of a full line where the text is broken at a page's width, else None."""
    lengths = sorted(len(line) for line in lines if len(line) >= 20)
    if len(lengths) < 5:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if 40 <= width <= 150 else None


def _paragraphs(lines: list[str]) -> set[int]:
    """The lines of blocks between empty lines that are one paragraph: no line before the last is short."""
    found: set[int] = set()
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at]:
            continue
        block = lines[start:at]
        inner = block[1:-1] if block and read_label(f"{block[0]} x") else block[:-1]
        if block and all(len(line) >= 0.4 * max(map(len, block)) for line in inner):
            found.update(range(start, at))
        start = at + 1
    return found


def _in_paragraph(before: str, line: str) -> bool:
    """Where empty lines part the paragraphs, lines with none between go on, labels and titles aside."""
    if _NUMBERED.search(before):
        return True
    if before.upper() == before or line.upper() == line or before.endswith(":"):
        return _continues(before, line, 20)
    return (len(before) > 40 and _dash_within(before, line)) or not _apart(before, line)


def _dash_within(before: str, line: str) -> bool:
    """The dash stands within a name or a span of years: "Công nghiệp / - Viễn thông Quân đội", "2021 / - 2025"."""
    if not (_DASHED.match(line) and _OPEN_END.search(before)) or _OPENS.match(before) or _TELLS.match(line):
        return False
    return (
        line[2:6].strip().isdigit() or line[2].islower() or (line[2].isupper() and not _VERB.match(line[2:40].lower()))
    )


def _apart(before: str, line: str) -> bool:
    if _RULE.match(before) or _RULE.match(line) or _BARS.search(before) or _BARS.search(line):
        return True
    return bool(_OPENS.match(line) or _LETTERHEAD.match(line) or read_label(line))


def _continues(before: str, line: str, width: int | None) -> bool:
    """``width`` is a full line's, None where lines are whole."""
    if _NUMBERED.search(before) and line[:1].isalnum():
        return True
    if _RULE.match(before) or _RULE.match(line) or _BARS.search(before) or _BARS.search(line):
        return False
    if width is not None and len(before) >= max(40, 0.75 * width) and _dash_within(before, line):
        return True
    if _OPENS.match(line) or _LETTERHEAD.match(line) or read_label(line):
        return False
    label = read_label(f"{before} x")
    if _HANGING.search(before) or (label and label.length > len(before)):
        return True
    if label and before.upper() == before and line.upper() == line:
        return True
    if line[0].islower() and not before.endswith((".", ":", "./.")):
        return True
    if before.upper() == before or len(before) < 20 or (line.upper() == line and line.count(" ") > 2):
        return False
    if width is None:
        return False
    if before.endswith(";"):
        return len(before) >= 0.75 * width and not _OPENING.match(line)
    return len(before) >= 0.6 * width and not before.endswith((".", ":", "!", "?"))
