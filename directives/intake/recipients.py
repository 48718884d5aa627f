"""To whom a document goes: Kính gửi (addressees) and Nơi nhận (distribution), NĐ 30/2020/NĐ-CP Annex I."""

import re
from dataclasses import dataclass
from enum import StrEnum

from directives.intake.labels import Style, read_label
from directives.intake.signing import OFFICE, is_name, opens_signature
from directives.intake.units import starts
from directives.intake.zones import is_caps
from workflows.folding import fold

LONGEST_LIST = 80
ABOVE_BODY = 60
"""Kính gửi stands within so many lines, above the first label of the body."""


class Role(StrEnum):
    """What a recipient is to do with the document."""

    ACT = "act"  # Như trên, Như Điều 2
    REPORT = "report"  # để b/c
    COORDINATE = "coordinate"  # để p/h
    KNOW = "know"
    EXECUTE = "execute"  # để thực hiện
    FILE = "file"  # Lưu


@dataclass(frozen=True)
class Recipient:
    """A line of the list: its words without dash and closing sign, and its role."""

    name: str
    role: Role


_ADDRESSED = re.compile(
    r"^\W*(?:K[íìi]nh\s+g[ửừưữủùuở]i|KÍNH\s+GỬI)\s*:?\s*|^[^\n:]{1,30}\sK[íìi]nh\s+g[ửừưữủùuở]i\s*:\s*|^[^:\n]{3,80}?\s+(?:điện|ĐIỆN)\s*:\s*"
)
_ALSO = re.compile(r"^\W*[ĐđÐ]ồng\s+(?:kính\s+)?gửi\s*:\s*")
_RECIPIENTS = re.compile(  # also as a scan reads the slanting letters: "tVớI nhận:"
    r"^\W*N?[ơo]i\s+nh[ậaâ]n\s*(?:[:.;-]|$)\s*|^\W*NƠI\s+NHẬN\s*(?:[:.;]|$)\s*"
    r"|^\W*[NnVvMmtT]{1,3}[oôơớờở][iíìIl1]\s+nh[aăâậặẩ][nm]\s*:\s*"
)
_DASH = re.compile(r"^[-–—•*+]\s*(?=\S)")
_INNER = re.compile(r"(?<=[;.])\s+(?=[-–—]\s?\S)")
_KEEPS = re.compile(r"^\W*L[ưu]u\b")
_KEPT_INSIDE = re.compile(r"(?<=[;.])\s*[+-]\s*(?=Lưu\b)")
_NOISE = re.compile(r"[\s;,:.'-]*[¬`#~^={}<>\\@].*|[.;]\s*[:\"'‘].*|(?<=;)(?:\s+[^\W\d]{0,3}[^\w\s(]*)+$")
"""What a scan makes of stamps and signatures beside a line: signs that no name has, and bits of one or two letters."""
_SIGNS_BEHIND = re.compile(r"(?<=[;.])[^\w\n]+$")
_SECOND_COLUMN = re.compile(r"^(?P<item>.*?[;.:])\s+(?P<other>.+)$")
_BEHIND_COMMA = re.compile(r"^(?P<item>[^;]*,)\s+(?P<other>[^,]+)$")
"""As the Party's lists part their lines."""
# A verb that asks, tells or decides: no addressee's name has one.
_SAYS = re.compile(
    r"\s(?:yêu cầu|đề nghị|nhận được|đã nhận|thông báo|ban hành|giao|đã|vừa|có ý kiến|kính đề nghị|trân trọng|tổ chức|"
    r"triển khai|thực hiện|xây dựng|gửi|nghiên cứu|hướng dẫn)\s"
)
_SENTENCE = re.compile(
    r"(?:Thực hiện|Căn cứ|Để |Nhằm|Theo |Xét |Ngày \d|Trong |Thời gian|Qua |Trên cơ sở|Triển khai|Tiếp|Sau khi|Vừa qua|"
    r"Hiện nay|Năm \d|Phúc đáp|Trả lời)"
)


def read_addressed(lines: list[str]) -> list[Recipient]:
    """The addressees below "Kính gửi:" and "Đồng kính gửi:", or below "… điện:" of a telegram (công điện)."""
    at = addressed_start(lines)
    match = None if at is None else _ADDRESSED.match(lines[at])
    if at is None or match is None:
        return []
    found = [Recipient(name, Role.ACT) for name in _addressees(lines[at][match.end() :], lines[at + 1 :])]
    for below, line in enumerate(lines[at + 1 : at + ABOVE_BODY], at + 1):
        if also := _ALSO.match(line):
            names = _addressees(line[also.end() :], lines[below + 1 :])
            found += [Recipient(name, role if (role := role_of(name)) is Role.REPORT else Role.ACT) for name in names]
    return found


def addressed_start(lines: list[str]) -> int | None:
    """The line of "Kính gửi:" or "… điện:"."""
    for at, line in enumerate(lines[:ABOVE_BODY]):
        label = read_label(line)
        if _RECIPIENTS.match(line) or (label and label.style in (Style.ROMAN, Style.NUMBER, Style.ARTICLE)):
            return None
        if _ADDRESSED.match(line):
            return at
    return None


def read_distribution(lines: list[str]) -> list[Recipient]:
    """The recipients below the first "Nơi nhận:"."""
    at = distribution_start(lines)
    if at is None:
        return []
    match = _RECIPIENTS.match(lines[at])
    first = lines[at][match.end() :] if match else ""
    return [Recipient(name, role_of(name)) for name in _distribution([first, *lines[at + 1 : at + LONGEST_LIST]])]


def distribution_start(lines: list[str]) -> int | None:
    """The line of "Nơi nhận:"."""
    return next((at for at, line in enumerate(lines) if _RECIPIENTS.match(line)), None)


def opens_distribution(line: str) -> bool:
    """The line is that of "Nơi nhận:", whatever stands beside it."""
    return bool(_RECIPIENTS.match(line))


def role_of(name: str) -> Role:
    """The role that the words of a recipient tell."""
    if _KEEPS.match(name):
        return Role.FILE
    if re.match(r"(?i)như (?:trên|điều|mục|kính gửi|phần)", name):
        return Role.ACT
    if re.search(r"(?i)\(.{0,12}(?:b/c|báo cáo|bc)\W*\)?", name):
        return Role.REPORT
    if re.search(r"(?i)\(.{0,12}(?:t/h|th/h|thực hiện|triển khai).{0,20}\)", name):
        return Role.EXECUTE
    if re.search(r"(?i)\(.{0,12}(?:p/h|phối hợp).{0,20}\)", name):
        return Role.COORDINATE
    return Role.KNOW


def _addressees(first: str, lines: list[str]) -> list[str]:
    found: list[str] = []
    if first.strip(" :.-"):
        found = [first.strip(" :")]
        if first.rstrip().endswith("."):
            return _cleaned(_parted(found))
    if not found and lines and (listed := _numbered(lines)):
        return _cleaned(listed)
    dashed = bool(found and _DASH.match(found[0]))
    for line in lines[:LONGEST_LIST]:
        if line.startswith("(") or _ALSO.match(line):
            break
        if _DASH.match(line) and found and found[-1].rstrip().endswith(","):  # a dash within an enumeration
            found[-1] = f"{found[-1]} {_DASH.sub('', line)}"
        elif _DASH.match(line):
            if found and not dashed and found[-1].rstrip().endswith("."):
                break
            dashed = True
            found.append(line)
        elif found and (found[-1].rstrip().endswith(".") or _is_body(line)):
            break
        elif found and not re.search(r"[;.]$", found[-1].rstrip()):
            if not _goes_on(found[-1].rstrip(), line):
                if _SAYS.search(line) or line.endswith(":") or not (dashed or starts(line, 0)):
                    break
                if not dashed:
                    found.append(line)
                    continue
            found[-1] = f"{found[-1]} {line}"
        elif found and dashed:
            break
        else:
            found.append(line)
    return _cleaned(found if dashed else _parted(found))


def _goes_on(before: str, line: str) -> bool:
    """The line goes on with the name above: in small letters, or that one is unfinished ("… các tỉnh / Lào Cai")."""
    if line[0].islower() or re.search(r"[,:-]$|\b(?:và|các|của)$", before):
        return True
    return bool(re.search(r"\b(?:thành|phố|tỉnh)$", before)) and not starts(line, 0)


def _numbered(lines: list[str]) -> list[str]:
    """Addressees numbered from 1, all but the last of which end with a semicolon; none when it is the body's list."""
    found: list[str] = []
    for line in lines[:LONGEST_LIST]:
        label = re.match(rf"{len(found) + 1}[.)]\s*(?=\D)", line)
        if label is None:
            break
        found.append(line[label.end() :])
        if not line.endswith(";"):
            return found if len(found) > 1 else []
    return []


def _is_body(line: str) -> bool:
    label = re.match(r"\d+[.)]|[IVX]+\.", line)
    return bool(_SENTENCE.match(line) or label) or is_caps(line) or len(line) > 200


def _parted(names: list[str]) -> list[str]:
    """Several names on one line, parted by semicolons."""
    return [part for name in names for part in (name.split(";") if "(" not in name else [name])]


def _distribution(lines: list[str]) -> list[str]:
    items: list[str] = []
    signing = False
    beside = bool(lines) and _office(lines[0])
    if beside or (len(lines) > 1 and not _DASH.match(lines[0]) and _DASH.match(lines[1])):
        lines = lines[1:]  # what stands beside "Nơi nhận:" is of the signer's column
    for line in lines:
        words = first_column(line)
        signing = signing or opens_signature(line.strip())
        if signing and items and _KEEPS.match(items[-1].split(" + ")[-1].lstrip("-+ ")):
            break
        if beside and not items and (is_name(words) or is_caps(words)) and not _closes(items, words):
            continue  # of the signer's column too
        if not words or (signing and not _DASH.match(words)):
            if is_name(line.strip()):
                break
            continue
        if _closes(items, words):
            break
        words = _SIGNS_BEHIND.sub("", words)
        for part in _INNER.split(words):
            _add(items, part)
    while len(items) > 1 and is_name(items[-1].lstrip("-–•'\"“ ")) and _KEEPS.match(items[-2].lstrip("-+ ")):
        items.pop()  # who signed, below the last line
    return _cleaned([part for item in items for part in _KEPT_INSIDE.split(item)])


def _add(items: list[str], part: str) -> None:
    if part.startswith("+") and items:
        items[-1] = f"{items[-1]} {part}"
    elif _DASH.match(part) or not items or re.search(r"[;.]$", items[-1]) or _KEEPS.match(part):
        items.append(part)
    else:
        items[-1] = f"{items[-1]} {part}"


def _closes(items: list[str], words: str) -> bool:
    if _DASH.match(words) or _KEEPS.match(words):
        return False
    if opens_signature(words) or re.match(r"(?:PHỤ LỤC|Phụ lục|DANH SÁCH)\b", words):
        return True
    if not items:
        return False
    last = items[-1].lstrip("-–+ ")
    if _KEEPS.match(last):
        return last.endswith((".", ";")) or is_name(words) or is_caps(words) or len(words) > 40 or words[0] in "[("
    return is_caps(words) and len(words) > 12


def first_column(line: str) -> str:
    """A line of the list without what stands beside it in the signer's column."""
    words = line.strip()
    if len(words) > 300:
        return words  # a list on one line
    if opens_signature(words) or (is_name(words) and not _DASH.match(words)):
        return "" if opens_signature(words) else words
    match = _SECOND_COLUMN.match(words)
    while match:
        other = match["other"]
        if opens_signature(other) or (is_name(other) and _DASH.match(words)):
            return match["item"].strip()
        match = re.match(rf"^(?P<item>.{{{match.start('other')},}}?[;.:])\s+(?P<other>.+)$", words)
    comma = _BEHIND_COMMA.match(words)
    return comma["item"].strip() if comma and opens_signature(comma["other"]) else words


def beside(line: str) -> str:
    """A line of the signer's column; what stands there beside a line of the list, "" beside most of them."""
    words = line.strip()
    left = first_column(words)
    right = words[len(left) :].strip() if words.startswith(left) else ""
    return right if right or _DASH.match(words) or _RECIPIENTS.match(words) else words


def _beside_office(name: str) -> str:
    """A line without the signer's office in capitals that a scan ran on behind its semicolon."""
    item, sign, rest = name.rpartition(";")
    return item if sign and _office(rest) else name


def _office(words: str) -> bool:
    """An office in capitals stands among them."""
    return bool(OFFICE.search(fold(" ".join(word for word in words.split() if is_caps(word)))))


def _cleaned(names: list[str]) -> list[str]:
    plain = (
        re.sub(r"^[-–—•*+\s“'‘]+(?![^“”]*”)|^[-–—•*+\s]+|[\s;,.:]+$", "", _NOISE.sub("", _beside_office(name)))
        for name in names
    )
    return [" ".join(name.split()) for name in plain if re.search(r"[^\W\d_]{2}", name)]
