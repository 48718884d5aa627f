"""The mark of a state secret (dấu độ mật) on a document: MẬT, TỐI MẬT, TUYỆT MẬT.

Law 117/2025/QH15 art. 5 bars such documents from machines on a network, so they are refused at the door. A *mark*
stands alone: on a line, in a column, in brackets, behind "Độ mật:". The word in a sentence ("bí mật", "bảo mật",
"mật độ") is not one.
"""

import re
import unicodedata

from workflows.folding import fold

MARKS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
# Within so many lines from the top a mark may also be lower case, unaccented or share its line with the letterhead.
HEAD_LINES = 40

_COLUMNS = re.compile(r"[^\S\n]{2,}|\t|\|")
_LETTERS = re.compile(r"[^\W\d_]+")
_LIST = re.compile(r"\s*(?:[-–—+•*]|\(?[a-zđ0-9]{1,2}[.)])\s")
_M = r"(?P<mark>(?:TUYỆT |TỐI )?MẬT)"
_IN_LINE = [
    re.compile(rf"(?i:(?:mức\s+)?độ\s+mật(?:\s+của\s+văn\s+bản)?)\s*[:：]\s*(?i:{_M})(?![^\W\d_])"),
    re.compile(rf"[\[(<{{]\s*{_M}\s*[\])>}}]"),
    re.compile(rf"^{_M}\s+(?:CỘNG H|ĐẢNG CỘNG|Độc lập|[^,]{{2,40}},\s*ngày)"),
    re.compile(rf"(?:/\S+|năm\s+\d{{4}}|NAM|Hạnh phúc)\s+{_M}$"),
    re.compile(
        rf"^(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)\W+{_M}$|^(?P<mark2>(?:TUYỆT |TỐI )?MẬT)\W+(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)$"
    ),
]
_IN_NAME = re.compile(r"(?<![^\W_])(?P<mark>tuyệt|tuyet|tối|toi)[\s_.-]*(?:mật|mat)(?![^\W_])", re.IGNORECASE)
_CAPS_IN_NAME = re.compile(r"(?<![^\W_])MẬT(?![^\W_])")
_ORDINARY_BEFORE = {"bí", "bảo", "cơ", "cẩn", "thân", "gan", "túi", "đường", "sỏi", "nội", "hợp", "kín"}
_ORDINARY_AFTER = {"độ", "mã", "khẩu", "ong", "thư", "vụ", "thiết", "bộ"}


def secrecy_mark(text: str) -> str | None:
    """The mark that the text bears ("TỐI MẬT"), or None. ``text`` as it came out of the file, columns still apart."""
    lines = [line for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]
    for number, line in enumerate(lines):
        head = number < HEAD_LINES
        before = lines[number - 1] if number else ""
        for cell in [line, *_COLUMNS.split(line)]:
            if mark := _alone(cell, head=head and not _leads_on(before)):
                return mark
        if head and (mark := _beside_letterhead(" ".join(line.split()))):
            return mark
    return None


def mark_in_name(name: str) -> str | None:
    """The mark that a file's name bears: "KH 12 (MẬT).pdf", "tuyet-mat.docx"; not "bao mat thong tin.docx"."""
    plain = unicodedata.normalize("NFC", name)
    if found := _IN_NAME.search(plain):
        return MARKS[f"{fold(found['mark'])} mat"]
    for found in _CAPS_IN_NAME.finditer(plain):
        words = [word.lower() for word in _LETTERS.findall(plain[: found.start()])]
        after = [word.lower() for word in _LETTERS.findall(plain[found.end() :])]
        if (words[-1:] or [""])[0] not in _ORDINARY_BEFORE and (after or [""])[0] not in _ORDINARY_AFTER:
            return MARKS["mat"]
    return None


def _alone(cell: str, *, head: bool) -> str | None:
    """The mark, when the cell holds nothing else: also with its letters apart, in brackets, or between dashes."""
    words = _LETTERS.findall(cell)
    if not words or len(cell) > 60 or any(char.isdigit() for char in cell):
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


def _beside_letterhead(line: str) -> str | None:
    for pattern in _IN_LINE:
        if found := pattern.search(line):
            return " ".join(found["mark"].upper().split())
    return None


def _leads_on(before: str) -> bool:
    """The line before breaks off inside a word pair ("bảo" / "mật")."""
    words = _LETTERS.findall(before.lower())
    return bool(words) and words[-1] in _ORDINARY_BEFORE
