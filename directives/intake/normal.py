"""One form of text for the whole product, so that a span of characters means the same words for ever."""

import re
import unicodedata
from itertools import pairwise

from directives.intake.bundles import apart, beginnings
from directives.intake.fallen import within_fallen
from directives.intake.labels import read_label
from directives.intake.page_numbers import is_page_number
from directives.intake.units import read_names, starts
from directives.intake.wording import SHORT, VERBS

# Look-alikes that old fonts and PDF producers put in place of Vietnamese letters, and the hyphens that Word keeps on
# one line or that a minus sign stands for.
LETTERS = str.maketrans(
    {
        "Ð": "Đ",
        "ð": "đ",
        "Ƣ": "Ư",
        "ƣ": "ư",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\ufe63": "-",
        "\uff0d": "-",
        "\u2044": "/",
    }
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EARLY = {
    late: early
    for first, second in ("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY")
    for tone in _TONES
    for late, early in [
        (first + unicodedata.normalize("NFC", second + tone), unicodedata.normalize("NFC", first + tone) + second)
    ]
}
_LATE_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_EARLY)})(?!\w)")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\v]")
_GAPS = re.compile(r"\n{3,}")
_EMPHASIS = re.compile(r"\*{2,}|(?<![*_])__(?!_)|(?<![\s(*])\*|(?<!\()\*(?![\s*)])|(?<=\()\*(?![\s)])")
_HASHES = re.compile(r"(?m)^[^\S\n]*#{1,6}[^\S\n]+(?=\S)")
_VERB = re.compile(rf"(?:{VERBS})(?!\w)")
_ACT = re.compile(rf"(?:{VERBS}|{SHORT}|phải|cần)(?!\w)")
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
_OPENS = re.compile(
    r"[|/]|\((?:Ban hành )?[Kk]èm theo |\W{0,3}[NVM]?[ơớờ]i nh[ậâ]n\s*:|"
    r"(?:Số|SỐ|Kính gửi|KÍNH GỬI|Nơi nhận|NƠI NHẬN|[Vv]/[Vv]|TM\.|KT\.|TL\.|TUQ\.|Q\.)[\s:.]"
)

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

# "… qua địa chỉ Email: / phong@coquan.vn": the address stands on the next line.
_ADDRESS_NEXT = re.compile(r"(?i)(?:e-?mail|địa chỉ|website|đường link|điện thoại)\s?:$")
_AN_ADDRESS = re.compile(r"[^\s@]{2,40}\(?@|https?:|www\.|\(?0\d")


def normalise(raw: str) -> str:
    """NFC; "\\n" between lines; one plain space between words; no invisible characters; at most one empty line.

    Applying it twice changes nothing.
    """
    text = unicodedata.normalize("NFC", raw).translate(LETTERS)
    text = _LINE_ENDS.sub("\n", text)
    text = text.replace("\f", "\n\n")
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", text).strip("\n"))


def one_spelling(text: str) -> str:
    """Tone marks of open syllables on their first vowel ("hoà" is "hòa", "Uỷ" is "Ủy"), every letter in its place.

    Both are right and stand side by side in one document; the grammar is written in this one.
    """
    return _LATE_TONE.sub(lambda found: _EARLY[found[0]], text)


def without_emphasis(text: str) -> str:
    """Drop Markdown's marks of emphasis ("**đậm**", "*nghiêng*") and of headings ("## I. MỤC TIÊU"), keep the words;
    "(*)" and " * " stay."""
    lines = _HASHES.sub("", text).split("\n")
    return _EMPHASIS.sub("", "\n".join(_without_stars_at_the_end(line) for line in lines))


def _without_stars_at_the_end(line: str) -> str:
    words = line.rstrip(" *")
    return words + line[len(words) :].replace("*", "")


RECIPIENT_LINES = 40


def join_wrapped(text: str) -> str:
    """Put the lines of a paragraph that was broken at a page's width back into one line.

    ``text`` is normalised. A line continues the one before when it begins in lower case, or when the one before ran to
    the width of the page without ending a sentence; never when it opens with a label, a bullet or a table's bar.
    Paragraphs parted by an empty line are left apart. Each document of a bundle has a page width of its own.
    """
    lines = apart(text).split("\n")
    edges = [*beginnings(lines), len(lines)]
    return "\n".join("\n".join(_joined(lines[start:end])) for start, end in pairwise(edges))


def _joined(lines: list[str]) -> list[str]:
    width = _page_width(lines)
    spaced = "\n".join(lines).strip("\n").count("\n\n") > 0.15 * sum(len(line) >= 20 for line in lines)
    alone = _paragraphs(lines) if spaced else set()
    cells = within_fallen(lines)
    joined: list[str] = []
    before = ""
    listed = 0  # lines of the list below "Nơi nhận:" that may still come: there each dash is a recipient
    for at, line in enumerate(lines):
        if at in cells:
            joined.append(line)
            before = ""
            continue
        if is_page_number(line, before):
            joined.append(line)
            before = ""
            continue
        listed = RECIPIENT_LINES if _RECIPIENTS.match(line) else listed - 1
        wraps = (
            _in_paragraph(before, line, width)
            if at in alone
            else _continues(before, line, 20 if spaced and width else width)
        )
        dash = listed > 0 and line.startswith(("-", "–"))
        if joined and wraps and not dash and not (_ADDRESSED.match(joined[-1]) and _OPENING.match(line)):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return joined


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


def _in_paragraph(before: str, line: str, width: int | None) -> bool:
    """Where empty lines part the paragraphs, lines with none between go on, labels and titles aside."""
    if _NUMBERED.search(before):
        return True
    if before.upper() == before or line.upper() == line or before.endswith(":"):
        return _continues(before, line, 20)
    if _breaks_off(before, line, width) and (_act_below_heading(before, line) or _who_acts_next(before, line)):
        return False
    return (len(before) > 40 and _dash_within(before, line)) or not _apart(before, line)


def _breaks_off(before: str, line: str, width: int | None) -> bool:
    """The line before ends though the next word, a capitalised one, would have fitted into the page's width; where
    lines are whole, each does."""
    word = line.split(" ", 1)[0]
    return line[:1].isupper() and (width is None or len(before) + len(word) < 0.8 * width)


def _act_below_heading(before: str, line: str) -> bool:
    """ "2. Các bệnh viện công lập / Tổ chức thu dung …", "3. Kinh phí / Sở Tài chính cân đối …": a labelled line that
    no sentence goes on from, and below it what to do; or, where it names neither act nor body, who does it.
    """
    label = read_label(before)
    if label is None or before.endswith((",", ";", "-", "–")) or _HANGING.search(before):
        return False
    if _VERB.match(line[:40].lower()):
        return True
    named = starts(before, label.length) or _ACT.match(before[label.length :][:40].lower())
    return not named and _acts(line)


def _who_acts_next(before: str, line: str) -> bool:
    """ "Sở Y tế tập huấn sơ cứu. / Sở Xây dựng rà soát biển báo.": without a label, another's duty each."""
    return before.endswith(".") and read_label(before) is None and _acts(line)


def _acts(line: str) -> bool:
    """It opens with who does something."""
    names = read_names(line)
    return bool(names and names.stop == "predicate")


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
    if _ADDRESS_NEXT.search(before) and _AN_ADDRESS.match(line):
        return True
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
