"""Who signed: capacity (TM., KT., TL., TUQ., Q.), title as printed, name. NĐ 30/2020/NĐ-CP art. 13 and Annex I."""

import re
from dataclasses import dataclass

from directives.intake.letters import UPPER
from directives.intake.zones import is_caps
from workflows.folding import fold

_SIGN = re.compile(
    rf"\W{{0,2}}(?P<sign>TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[.,]?\s(?=[{UPPER}])|\W{{0,2}}(?P<dotted>TM|KT|TL|TUQ|Q)\."
)
_MISREAD_SIGN = re.compile(rf"\W{{0,2}}(?!T[MLR][.,])[{UPPER}\d]?T[.,]\s(?=[{UPPER}]{{2}})")
"""A "KT." of which a stamp left the T: before an office no other capacity ends in that letter."""
OFFICE = re.compile(  # folded: scans lose marks of letters
    r"(?:pho |quyen |thu |tong )*(?:chu tich|giam doc|bo truong|truong|thu tuong|cuc truong|chi cuc truong|truong ban|"
    r"chanh van phong|chanh thanh tra|bi thu|hieu truong|vu truong|vien truong|chu nhiem|tong kiem toan|thong doc|"
    r"chanh an|truong phong|truong doan|to truong|thu truong|tu lenh|chanh toa|tong thu ky|chinh uy)\b"
)
_SIGNED = re.compile(r"(?i)\W*(?:đã ký|ký tên|chữ ký|signed)\W*")
_SIGNED_BEFORE = re.compile(r"(?i)^\W*(?:đã ký|ký tên|chữ ký|signed)\W+(?=\w)")
# What a scan makes of the marks of the commonest offices; letters themselves it reads well.
_OFFICES = ("GIÁM ĐỐC", "PHÓ", "CHỦ TỊCH", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "HIỆU TRƯỞNG", "CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG")
_BY_FOLD = tuple((re.compile(rf"\b{fold(office)}\b"), office) for office in _OFFICES)
_BY_WORDS = {fold(office): office for office in _OFFICES if " " in office}
_BEGUN = re.compile(rf"pho (?:{'|'.join({office.split()[0] for office in _BY_WORDS})})")
"""A deputy's office of which a scan lost the end, alone on its line."""
_UNREADABLE = re.compile(r"[“”\"‘:;|#~^¬`={}<>\\@?!]|\d")
"""Signs that no office's title has: a stamp or a signature was read over it."""
_RANKS = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|BSCKI+|CK\s?I+|CN|KS|DS)\.\s?)+|"
    r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Đại tướng)\s+"
)
_NAME = re.compile(rf"(?:[{UPPER}][^\W\d_]*\.?)(?: (?:[{UPPER}][^\W\d_]*)){{1,5}}")
# The commonest family names; others are not looked for without a title.
_SURNAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Hà|Đinh|Đào|Đoàn|Lương|Trương|Trịnh|"
    r"Mai|Tô|Cao|Tạ|Lưu|Thái|Châu|Phùng|Quách|Lâm|Kiều|La|Nông|Triệu|Tống|Văn|Chu|Hứa|Vương)\s"
)
_NEXT_PART = re.compile(r"PHỤ LỤC|DANH SÁCH|MẪU|BIỂU|BÁO CÁO|KẾ HOẠCH|CỘNG H")
BLOCK = 14
"""A signature spans at most so many lines."""


@dataclass(frozen=True)
class Signature:
    """``capacity`` is a value of ``directives.states.Capacity``; ``title`` stands as printed, its lines in one, but for
    marks that a scan got wrong; ``printed`` is the title as it is in the text.
    """

    capacity: str = ""
    title: str = ""
    name: str = ""
    printed: str = ""

    @property
    def office(self) -> str:
        """The signer's own office as a phrase: "PHÓ CHỦ TỊCH" as "Phó Chủ tịch"."""
        last = list(OFFICE.finditer(fold(self.title)))
        return _phrase(self.title[last[-1].start() :]) if last else ""


def read_signature(lines: list[str]) -> Signature:
    """The signature that ``lines`` hold, from the first that opens one; an empty one when none does."""
    for start, line in enumerate(lines):
        if opens_signature(line):
            found = _block(lines[start : start + BLOCK])
            if found.title:
                return found
    return Signature()


def opens_signature(line: str) -> bool:
    """The line begins a signature: in capitals (a name may follow), with a sign of capacity or with an office."""
    caps, _ = _split(line)
    if not caps:
        return False
    words = fold(_respelled(caps))
    return bool(_SIGN.match(caps) or OFFICE.match(words) or _BEGUN.fullmatch(words))


def is_name(words: str) -> bool:
    """A person's name as it stands under a signature."""
    plain = _RANKS.sub("", words.strip(" .,;:_"))
    parts = plain.split()
    shouted = any(len(part) > 2 and is_caps(part) for part in parts)
    return bool(_NAME.fullmatch(plain)) and not is_caps(plain) and not shouted and 2 <= len(parts) <= 6


def lone_name(lines: list[str]) -> str:
    """The signer's name where a stamp or a scan took the title: a person's name alone on its line, before an annex."""
    for line in lines:
        words = line.strip(" _.,;:'|*-")
        if _NEXT_PART.match(words):
            return ""
        if _SURNAME.match(words) and is_name(words) and len(words.split()) > 2:
            return words
    return ""


def _block(lines: list[str]) -> Signature:
    title: list[str] = []
    name = ""
    for at, line in enumerate(lines):
        caps, rest = _split(line)
        if re.search(r"[^\W\d_]{2}", caps):
            title.append(caps)
        rest = _SIGNED_BEFORE.sub("", rest)
        name = _name(rest, lines[at + 1] if at + 1 < len(lines) else "") if rest and title else ""
        if name:
            break
        if rest and not _SIGNED.fullmatch(rest) and title and any(char.isalpha() for char in rest):
            break
    printed = " ".join(" ".join(title).split()).strip(" .*")
    words = _deputised([_respelled(part.strip(" .*")) for part in title])
    return Signature() if _UNREADABLE.search(words) else Signature(_capacity(words), words, name, printed)


def _deputised(lines: list[str]) -> str:
    """A title's lines in one. Below an office its deputy stands only where one signs for the head (KT., art. 13): a
    scan may have lost that sign, and of the deputy's office the end.
    """
    found: list[str] = []
    for line in lines:
        above = found[-1] if found else ""
        own = line.removeprefix("PHÓ ")
        if above and own != line and len(own) > 2 and above.endswith(_whole(own, above)):
            office = _whole(own, above)
            found[-1] = above if _SIGN.match(above) else f"KT. {office}"
            line = f"PHÓ {office}"
            if office != own or found[-1] != above:  # what a scan has below these is as bad
                return " ".join([*found, line])
        found.append(line)
    return " ".join(" ".join(found).split()).strip(" .*")


def _whole(begun: str, above: str) -> str:
    """The office that ``above`` ends with, of which ``begun`` is the beginning; ``begun`` itself where it is not."""
    offices = [office for office in _BY_WORDS.values() if above.endswith(office) and office.startswith(begun)]
    return offices[0] if offices else begun


def _respelled(words: str) -> str:
    """A title in which a scan has put wrong marks over the letters of a common office ("GIÁM ĐÓC"), has lost a letter
    of it ("GIÁM ĐC"), or has left of "KT." its end.
    """
    words = re.sub(r"^(TM|KT|TL|TUQ),", r"\1.", words)
    words = _MISREAD_SIGN.sub("KT. ", words) if OFFICE.search(fold(words)) else words
    words = re.sub(r"\bPHO(?= [^\W\d])", "PHÓ", words)
    parts = words.split(" ")
    for at in range(len(parts) - 1):
        pair = fold(f"{parts[at]} {parts[at + 1]}")
        lost = [office for plain, office in _BY_WORDS.items() if _lost_letter(pair, plain)]
        if lost and not OFFICE.search(pair):  # "THỦ TƯỚNG" is not a "THỨ TRƯỞNG"
            parts[at : at + 2] = lost[0].split()
    words = " ".join(parts)
    plain = fold(words)
    if len(plain) != len(words):
        return words
    for pattern, office in _BY_FOLD:
        for match in pattern.finditer(plain):
            words = words[: match.start()] + office + words[match.end() :]
    return words


def _lost_letter(words: str, whole: str) -> bool:
    """``words`` are ``whole`` without one of its letters."""
    return len(words) + 1 == len(whole) and any(words == whole[:at] + whole[at + 1 :] for at in range(len(whole)))


def _name(words: str, after: str) -> str:
    """The name that begins in ``words``; it may go on in the next line."""
    for found in (words, f"{words} {after}"):
        if is_name(found) and not (found != words and (is_caps(after) or len(words.split()) > 2)):
            return " ".join(found.split()).strip(" .,;:_")
    return ""


def _split(line: str) -> tuple[str, str]:
    """The words in capitals at the front of a line, and the rest ("PHÓ CHỦ TỊCH Nguyễn Văn A")."""
    plain = line.strip(" *|#")
    if _SIGNED.fullmatch(plain):
        return "", plain
    if is_caps(plain):
        return plain, ""
    words = plain.split()
    count = 0
    while count < len(words) and (is_caps(words[count]) or not any(c.isalpha() for c in words[count])):
        count += 1
    caps = " ".join(words[:count])
    return (caps, " ".join(words[count:])) if count and any(c.isalpha() for c in caps) else ("", plain)


def _capacity(title: str) -> str:
    signs = set(
        re.findall(r"\b(TM|KT|TL|TUQ|Q)\b\.?", title.replace("T/M", "TM").replace("K/T", "KT").replace("T/L", "TL"))
    )
    if {"TM", "KT"} <= signs:
        return "TM_KT"
    if re.match(r"QUYỀN\s", title):
        signs.add("Q")
    return next((kind for kind in ("TUQ", "TL", "KT", "Q", "TM") if kind in signs), "")


def _phrase(title: str) -> str:
    words = title.strip(" .*,").lower().split()
    for at, word in enumerate(words):
        if at == 0 or (at == 1 and words[0] in ("Phó", "Quyền")):
            words[at] = word.capitalize()
    return re.sub(r"\bvăn phòng\b", "Văn phòng", " ".join(words))
