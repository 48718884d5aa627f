"""The mark of a state secret (dấu độ mật) on a document: MẬT, TỐI MẬT, TUYỆT MẬT.

Law 117/2025/QH15 art. 5 bars such documents from machines on a network, so they are refused at the door. A *mark*
stands alone, or with the number of its copy: on a line, in a column, in brackets, behind "Độ mật:", beside the
letterhead. The word in a sentence ("bí mật", "bảo mật", "mật độ") is not one, nor is a line that lists the levels.
"""

import re
import unicodedata

from directives.intake.normal import LETTERS
from workflows.folding import fold

MARKS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
# Within so many lines from the top a mark may also be lower case, unaccented or share its line with the letterhead.
HEAD_LINES = 40
# Characters of a line that is looked at closely; a longer one is a paragraph.
LONGEST = 1_000
# Parts of a file (headers, stamps, body): each has its own top.
PART = "\x1e"

# Full-width letters and signs, as some stamps are typed.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ANY_WIDE = re.compile("[\uff01-\uff5e]")
# What every mark has, in whatever form; nearly no line has it.
_MAYBE = re.compile(r"[Mm][\W\d_]*(?:[Ậậ][\W\d_]*[Tt]|A[\W\d_]*T)")
_COLUMNS = re.compile(r"[^\S\n]{2,}|\t|\|")
_LETTERS = re.compile(r"[^\W\d_]+")
_LIST = re.compile(r"\s*(?:[-–—+•*]|\(?[a-zđ0-9]{1,2}[.)])\s")
# "(Bản số: 01)", "- Bản số 02/10", "01": the copy's number stands with the mark (Decree 26/2020/NĐ-CP, art. 2-3).
_COPY = re.compile(r"[\W_]*(?:(?i:bản(?:\s+sao)?(?:\s+số)?|số)\W*[\d/…._]*|\d[\d/]*)[\W_]*$")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_M = r"(?<![^\W\d_])(?P<mark>(?:TUYỆT\s+|TỐI\s+)?MẬT)(?![^\W\d_])"
_LEVEL = re.compile(r"(?i:(?<![^\W\d_])(tuyệt\s+|tối\s+)?mật(?![^\W\d_]))")
_GRAVE = re.compile(r"(?<![^\W\d_])(?P<mark>(?:TUYỆT|TỐI)\s+MẬT)(?![^\W\d_])")
_URGENT = r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?:\s+HẸN GIỜ)?"
_AGENCY = (
    r"(?:UBND|HĐND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|SỞ|BỘ|VĂN PHÒNG|CHÍNH PHỦ|THỦ TƯỚNG|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ"
    r"|HUYỆN ỦY|HUYỆN UỶ|ĐẢNG|BAN(?! HÀNH)|CỤC|TỔNG CỤC|CHI CỤC|CÔNG AN|QUÂN KHU|THANH TRA|TÒA ÁN|TOÀ ÁN|VIỆN"
    r"|TRUNG TÂM|BỆNH VIỆN|CỘNG HÒA|CỘNG HOÀ|Độc lập)(?![^\W\d_])"
)
_LABEL = (
    r"(?:(?:dấu\s+)?(?:chỉ\s+)?(?:(?:mức|cấp)\s+)?độ\s+(?:bảo\s+)?mật(?:\s+của\s+(?:văn\s+bản|tài\s+liệu))?"
    r"|dấu\s+mật)"
)
_BESIDE = [  # of a line near the top; its copy number and edges are off
    re.compile(rf"(?i:{_LABEL}\s*[:：]\s*{_M})"),
    re.compile(rf"^(?i:(?:mức|cấp)(?:\s+độ)?|độ|dấu|loại)\s*[:：]\s*(?i:{_M})$"),
    re.compile(rf"[\[(<{{]\s*{_M}\s*[\])>}}]"),
    re.compile(rf"^(?i:số)\s*[:：]?\s*[\w.…]*\s*/\S+?[\s(\[–—-]+(?i:{_M})$"),
    re.compile(rf"^{_M}\s+(?:ĐẢNG CỘNG|{_AGENCY}|[^,]{{2,40}},\s*ngày)"),
    re.compile(rf"(?:/\S+|năm\s+\d{{4}}|NAM|Hạnh phúc)\s+{_M}$"),
    re.compile(rf"^(?i:{_URGENT}\W+{_M})$"),
    re.compile(rf"^(?i:{_M}\W+{_URGENT})$"),
    re.compile(rf"^{_M}\s*[:：–—-]\s"),
    re.compile(rf"^{_M}\s*\([^()]{{1,80}}\)$"),  # "MẬT (thu hồi sau hội nghị)"
    re.compile(rf"\s[–—-]\s*{_M}$"),
    re.compile(rf"^(?:DẤU|ĐỘ|MỨC|MỨC ĐỘ|TÀI LIỆU|VĂN BẢN|CÔNG VĂN|HỒ SƠ|LOẠI)\s+{_M}$"),
]
_AFTER_AGENCY = re.compile(rf"^{_AGENCY}.*?\s{_M}$")
_IN_NAME = re.compile(r"(?<![^\W_])(?P<mark>tuyệt|tuyet|tối|toi)[\s_.-]*(?:mật|mat)(?![^\W_])", re.IGNORECASE)
_CAPS_IN_NAME = re.compile(r"(?<![^\W_])MẬT(?![^\W_])")
# "gan mật", "túi mật" are a body's; "Hà Nội", "Tổng hợp" end a body's name, so they lead on to nothing.
_PAIRED = {"bí", "bảo", "cơ", "cẩn", "thân", "gan", "túi", "đường", "sỏi", "kín", "tụy", "tuỵ", "ống", "dịch", "nang"}
_ORDINARY_BEFORE = _PAIRED | {"nội", "hợp"}
_ORDINARY_AFTER = {"độ", "mã", "khẩu", "ong", "thư", "vụ", "thiết", "bộ"}
# A title broken across lines: "... QUẢN LÝ" / "TÀI LIỆU MẬT".
_UNFINISHED = {"lý", "về", "vệ", "các", "của", "với", "trữ", "và", "hủy", "huỷ", "nhận", "dụng", "thảo", "hành", "việc"}
_UNFINISHED |= {"gửi", "có", "in", "sao", "chụp", "chuyển", "bản", "liệu", "sơ", "đóng", "mức", "độ", "số", "mục"}


def secrecy_mark(text: str) -> str | None:
    """The mark that the text bears ("TỐI MẬT"), or None. ``text`` as it came out of the file, columns still apart."""
    for part in _plain(text).split(PART):
        lines = [line for line in part.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            if mark := _of_line(line, lines[number - 1] if number else "", head=number < HEAD_LINES):
                return mark
    return None


def mark_in_name(name: str) -> str | None:
    """The mark that a file's name bears: "KH 12 (MẬT).pdf", "tuyet-mat.docx"; not "bao mat thong tin.docx"."""
    plain = _plain(name)
    stem = _EDGES.sub("", plain.rpartition(".")[0] or plain)
    if "ậ" in stem.lower() and fold(stem) in MARKS:  # the whole name, in any case; "mat.pdf" may be an eye
        return MARKS[fold(stem)]
    if found := _IN_NAME.search(plain):
        return MARKS[f"{fold(found['mark'])} mat"]
    for found in _CAPS_IN_NAME.finditer(plain):
        if _word_before(plain, found.start()) not in _ORDINARY_BEFORE and (
            _word_after(plain, found.end()) not in _ORDINARY_AFTER
        ):
            return MARKS["mat"]
    return None


def _plain(text: str) -> str:
    """Composed, wide letters as the common ones, and Đ for its look-alike of old fonts."""
    common = text.translate(_WIDE) if _ANY_WIDE.search(text) else text
    return unicodedata.normalize("NFC", common).translate(LETTERS)


def _of_line(line: str, before: str, *, head: bool) -> str | None:
    if not _MAYBE.search(line):
        return None
    last = _word_before(before, len(before))
    if last in _PAIRED or _lists_levels(line):
        return None
    cells = [line, *_COLUMNS.split(line)]
    for cell in cells:
        if mark := _alone(cell, head=head):
            return mark
    for cell in cells:
        plain = " ".join(cell.split())
        if mark := (head and _beside(plain, last)) or _grave(plain, before):
            return mark
    return None


def _alone(cell: str, *, head: bool) -> str | None:
    """The mark, when the cell holds nothing else but a copy's number: also with its letters apart, in brackets, or
    between dashes.
    """
    if len(cell) > 60 or (_LIST.match(cell) and any(char.isdigit() for char in cell)):
        return None
    words = _LETTERS.findall(_COPY.sub("", cell)) or _LETTERS.findall(cell)
    if not words:
        return None
    together = "".join(words)
    spaced = all(len(word) == 1 for word in words)
    mark = next((MARKS[key] for key in MARKS if fold(together) == key.replace(" ", "")), None)
    if mark is None or not (spaced or fold(" ".join(words)) in MARKS or together.upper() == together):
        return None
    accented = unicodedata.normalize("NFC", together).upper() == mark.replace(" ", "")
    if together.upper() == together and accented:
        return mark
    plausible = head and not _LIST.match(cell) and not cell.rstrip().endswith((";", ",", ".", ":"))
    bare = together.isascii() and together.upper() == together  # "MAT": a typewriter's stamp; "MẮT" is a word
    return mark if plausible and (accented or bare) else None


def _beside(line: str, last: str) -> str | None:
    """The mark beside the letterhead. ``last`` is the last word of the line before."""
    if len(line) > LONGEST or not _LEVEL.search(line):
        return None
    bare = _EDGES.sub("", _COPY.sub("", line))
    for pattern in [*_BESIDE, *([_AFTER_AGENCY] if line.isupper() else [])]:
        found = pattern.search(line) or pattern.search(bare)
        if found and not _leads_on(found, last, own_line=pattern is not _AFTER_AGENCY):
            return " ".join(found["mark"].upper().split())
    return None


def _leads_on(found: re.Match[str], last: str, *, own_line: bool) -> bool:
    """The word belongs to its neighbours: "gan mật", "mật thư", "... quản lý" / "tài liệu mật"."""
    before = _word_before(found.string, found.start("mark"))
    after = _word_after(found.string, found.end("mark"))
    if before in _PAIRED or (found.start("mark") == 0 and after in _ORDINARY_AFTER - {"bộ"}):
        return True
    return before in _UNFINISHED and (last in _UNFINISHED or not own_line)


def _grave(line: str, before: str) -> str | None:
    """TỐI MẬT and TUYỆT MẬT in capitals, wherever they stand, unless the words speak of secrets as such."""
    found = _GRAVE.search(line)
    if found is None or "bí mật" in f"{before} {line}".lower():
        return None
    if _word_before(line, found.start()) in {"độ", "dấu", "chữ", "mức", "loại"}:
        return None
    return " ".join(found["mark"].split())


def _lists_levels(line: str) -> bool:
    """The line names more than one level: "Tuyệt mật, Tối mật và Mật"."""
    levels = {
        fold(found.group())
        for found in _LEVEL.finditer(line)
        if found.group(1) or _word_before(line, found.start()) not in _ORDINARY_BEFORE - {"nội", "hợp"} | {"độ", "dấu"}
    }
    return len(levels) > 1


def _word_before(line: str, at: int) -> str:
    words = _LETTERS.findall(line[:at].lower())
    return words[-1] if words else ""


def _word_after(line: str, at: int) -> str:
    found = _LETTERS.search(line.lower(), at)
    return found.group() if found else ""
