"""Who issued a document whose letterhead is lost: from the signature and from the words of the body."""

import re
import unicodedata
from collections import Counter

from directives.intake.letters import LOWER, UPPER
from directives.intake.signing import Signature
from workflows.folding import fold

# What an issuer does in its own document; what others do there too.
_ACTS = (
    r"(?:yêu cầu|đề nghị|ban hành|xây dựng|thông báo|trân trọng|xin|giao|chỉ đạo|hướng dẫn|lập kế hoạch|đã có|"
    r"kính đề nghị|phát động)"
)
_OTHER_ACTS = r"(?:phân công|nhận được|đã nhận|trả lời|có ý kiến|cử|mong|tổ chức|triển khai|tiếp tục|đã)"
_W = rf"[{UPPER}&][^\s,;:.()]*"
# "Văn hóa, Thể thao và Du lịch", "Lao động - Thương binh và Xã hội": each part a capital and at most one small one.
_FIELD = rf"[{UPPER}][^\s,;:.()]*(?: [{LOWER}]+)?"
_PROPER = rf"{_FIELD}(?:(?:,| và| -) {_FIELD})*?"
_LOCALITY = (
    rf"(?:(?:tỉnh|thành phố|Thành phố|Tỉnh|xã|phường|huyện|quận|đặc khu|Thành Phố|TP\.?)(?: {_W}(?: {_W}){{0,4}})?)"
)
_COUNCIL = re.compile(rf"(?:UBND|[ỦU]ỷ ban [Nn]hân dân|Ủy ban [Nn]hân dân|HĐND|Hội đồng [Nn]hân dân) {_LOCALITY}")
_MINISTRY = re.compile(rf"Bộ {_PROPER}(?= {_ACTS})")
_ACTING_MINISTRY = re.compile(rf"Bộ {_PROPER}(?= {_OTHER_ACTS})")
_ANY_MINISTRY = re.compile(rf"Bộ {_FIELD}(?:(?:, {_FIELD})? (?:và|-) {_FIELD})?")
_DEPARTMENT = re.compile(
    rf"(?:Sở|Cục|Chi cục|Trung tâm|Ban|Trường|Bệnh viện|Thanh tra|Văn phòng|Công an|Bảo hiểm xã hội) {_PROPER}"
    rf"(?= {_ACTS})"
)
_ASKED = re.compile(r"(?i)\b(?:với|giao|cho|gửi|đề nghị|yêu cầu|của|tại|và|theo)\s$")
"""Before the name of one whom the issuer asks, tells or cites."""
# "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ và chuyển đổi số": a comma goes on to a small letter.
_MEMBER = (
    rf"(?:,(?= [{LOWER}])(?! (?:các|để|nhằm|trong|trên|theo|là|tại|do|yêu cầu|đề nghị|chỉ đạo)\b))? [^\s,;:.()“”\"]+"
)
_STEERING_ACTS = r"(?=,? \(sau đây|,? (?:đề nghị|yêu cầu|ban hành|giao|thông báo|có ý kiến|trân trọng)\b)"
_STEERING = re.compile(rf"Ban [Cc]hỉ đạo(?:{_MEMBER}){{2,40}}?{_STEERING_ACTS}")
_ANY_STEERING = re.compile(rf"Ban [Cc]hỉ đạo(?:{_MEMBER}){{2,40}}?(?= ?[,;:.()“”\"]| đã\b)")

SPELLED = 20_000
"""In so many characters the spelling of a name is looked up."""
BODY = 200_000
"""So many characters of the text are searched."""


def issuer_of(text: str, signature: Signature) -> str:
    """The issuer as the body names it; "" when nothing tells."""
    title = fold(signature.title)
    body = " ".join(text[:BODY].split())
    if "truong ban" in title:
        found = _STEERING.findall(body) or _ANY_STEERING.findall(body)
        return max(found, key=len, default="")
    if "chu nhiem" in title and "bo truong" in title:
        return "Văn phòng Chính phủ"
    if "thu tuong" in title:
        return "Chính phủ" if "tm. chinh phu" in title else "Thủ tướng Chính phủ"
    if "chu tich" in title or "nhan dan" in title:
        return _usual(_COUNCIL.findall(body))
    if "bo truong" in title or "thu truong" in title:
        tiers = (_MINISTRY, _ACTING_MINISTRY, _ANY_MINISTRY)
        return next((name for tier in tiers if (name := _usual(tier.findall(body)))), "")
    if not title:
        return ""  # nobody signed: whoever acts in the text may be a partner
    return _usual([match.group() for match in _DEPARTMENT.finditer(body) if not _ASKED.search(body, 0, match.start())])


def respelled(name: str, text: str) -> str:
    """A name of the letterhead in which a scan has put wrong marks ("SỞ Y TÉ"), as the body has it at least twice."""
    body = " ".join(text[:SPELLED].split())
    plain, wanted = fold(body), fold(name)
    if not wanted or len(plain) != len(body):
        return name
    places = (found.start() for found in re.finditer(rf"\b{re.escape(wanted)}\b", plain))
    spelled = Counter(body[at : at + len(wanted)].casefold() for at in places)
    spelled[name.casefold()] -= 1  # where it stands itself
    best, count = max(spelled.items(), key=lambda item: item[1])
    if count < 2 or any(times > 0 and _letters(said) == _letters(name) for said, times in spelled.items()):
        return name
    return best.upper()


def _letters(name: str) -> list[str]:
    """Letters and marks in order of the alphabet: the same wherever a tone stands ("HOÀ", "HÒA")."""
    return sorted(unicodedata.normalize("NFD", name.casefold()))


def _usual(names: list[str]) -> str:
    """The name that stands most often, by its fullest form; of equals the first."""
    named = [name for name in names if not re.search(r"\bcác\b", name)]
    if not named:
        return ""
    full = [name for name in named if re.search(rf"(?i:tỉnh|phố|xã|phường|khu) [{UPPER}]", name)]
    counted = Counter(full or named)
    best = max(counted.values())
    return next(name for name in full or named if counted[name] == best)
