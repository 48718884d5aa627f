"""Whom a letter reaches (Kính gửi): a body, its head and the class it is of are one address.

NĐ 30/2020/NĐ-CP Annex I section II.9: "Kính gửi" names the bodies or persons who are to act. "Bộ trưởng, Thủ trưởng cơ
quan ngang bộ" goes to every ministry, "UBND các tỉnh: A, B" also to "tỉnh B".
"""

import re
import unicodedata
from collections.abc import Iterable

from directives.intake.expansion import expanded
from directives.intake.units import read_names
from directives.intake.wording import COMMON

_TONES = re.compile("[\u0300-\u036f]")
_MARKS = re.compile(r"[,;:()\s]+")
_PLURAL = re.compile(r"^(?:(?:các|những|từng|mỗi|toàn\s+thể|tất\s+cả|đồng\s+chí)\s+)+", re.IGNORECASE)
# Who heads a body is written to for it; who is only named by the office heads each of its kind.
_OFFICE = re.compile(
    r"(?:thủ\s+trưởng|bộ\s+trưởng|chủ\s+tịch|bí\s+thư|tổng\s+giám\s+đốc|giám\s+đốc|thống\s+đốc|chủ\s+nhiệm|chánh|"
    r"(?:cục|vụ|viện|hiệu)\s+trưởng|trưởng|người\s+đứng\s+đầu|lãnh\s+đạo)(?:\s+|$)",
    re.IGNORECASE,
)
_HEADED_BY = {"bộ trưởng": "bộ", "cục trưởng": "cục", "vụ trưởng": "vụ", "viện trưởng": "viện", "hiệu trưởng": "trường"}
_HEADS = re.compile(rf"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=(?:đồng\s+chí\s+)?{_OFFICE.pattern})", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?:[ủu][ỷy]\s+ban\s+nhân\s+dân|ubnd|hđnd|hội\s+đồng\s+nhân\s+dân)\s+", re.IGNORECASE)
_KIND = re.compile(
    rf"(?:cấp\s+(?=tỉnh|xã|huyện))?(?P<noun>bộ\s+(?:chỉ\s+huy|tư\s+lệnh|đội)|cấp\s+[ủu][ỷy]|{COMMON})(?!\w)",
    re.IGNORECASE,
)
_OWN_OFFICE = re.compile(r"(?:chánh\s+)?văn\s+phòng\s+(?P<of>\S.*)", re.IGNORECASE)
_ANY = frozenset({"", "cơ quan", "đơn vị", "tổ chức"})  # any body may be called so
_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")
# How a letter calls those whom it goes to, and who is never written to as such.
_WHOEVER = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|địa\s+phương)(?=$|,|\s+(?:(?:có\s+)?liên\s+quan|được|nêu|trên|trực\s+thuộc|thuộc|khác|này|và))|"
    r"(?:tập\s+thể|cán\s+bộ|công\s+chức|viên\s+chức|nhân\s+viên|giáo\s+viên|giảng\s+viên|người\s+(?:lao\s+động|dân))(?!\w)",
    re.IGNORECASE,
)
_BELOW = (
    r"cục|chi\s+cục|trung\s+tâm|viện|trường|học\s+viện|báo|tạp\s+chí|nhà\s+xuất\s+bản|bệnh\s+viện|trạm|bảo\s+tàng|"
    r"thư\s+viện|nhà\s+hát"
)
# Bodies that a class names by law: resolution 176/2025/QH15 on the Government, and who was one before it.
_BY_LAW = (
    (
        re.compile(r"cơ\s+quan\s+ngang\s+bộ", re.IGNORECASE),
        re.compile(
            r"(?:văn\s+phòng|(?:tổng\s+)?thanh\s+tra)\s+chính\s+phủ|ngân\s+hàng\s+nhà\s+nước|ủy\s+ban\s+dân\s+tộc", re.I
        ),
    ),
    (
        re.compile(r"cơ\s+quan\s+thuộc\s+chính\s+phủ", re.IGNORECASE),
        re.compile(
            r"thông\s+tấn\s+xã|đài\s+(?:truyền\s+hình|tiếng\s+nói)\s+việt|viện\s+hàn\s+lâm|bảo\s+hiểm\s+xã\s+hội\s+việt",
            re.I,
        ),
    ),
    (  # its departments, and all below
        re.compile(r"(?:cơ\s+quan|đơn\s+vị)(?!\s+ngang)[^;]{0,80}(?<!trực)\sthuộc(?!\s+chính\s+phủ)", re.IGNORECASE),
        re.compile(
            rf"(?:vụ|văn\s+phòng(?!\s+chính)|thanh\s+tra(?!\s+chính)|phòng|{_BELOW})(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (  # what stands below it, not the departments that are the office itself
        re.compile(r"(?:cơ\s+quan|đơn\s+vị)(?!\s+ngang)[^;]{0,80}\strực\s+thuộc(?!\s+chính\s+phủ)", re.IGNORECASE),
        re.compile(rf"(?:{_BELOW})(?!\w)", re.IGNORECASE),
    ),
)


class Addressees:
    """Those under Kính gửi."""

    def __init__(self, names: Iterable[str]) -> None:
        names = [" ".join(name.split()) for name in names]
        self.printed = " ; ".join(names)
        self.folded = f" {' '.join(_MARKS.sub(' ', key(name)) for name in names)} "
        bodies = [body for name in names for body in bodies_of(name)]
        self.keys = {key(body) for body in bodies if not _is_class(body)} - {""}
        self.kinds = {_kind(body) for body in bodies} - _ANY
        self.classes = {_kind(body) for body in bodies if _is_class(body)} - _ANY

    def reach(self, name: str) -> bool:
        """One of the bodies that the name stands for is written to, itself, by its head or with its class."""
        return any(self._reach(body) for body in bodies_of(name))

    def _named(self, own: str) -> bool:
        return any(f" {one} " in f" {own} " for one in self.keys)

    def _reach(self, body: str) -> bool:
        words, own = _PLURAL.sub("", body), key(body)
        if not own or _WHOEVER.match(words) or f" {_MARKS.sub(' ', own)} " in self.folded or self._named(own):
            return True
        kind = _kind(body)
        if kind in (self.kinds if _is_class(body) else self.classes):
            return True
        return any(group.search(self.printed) and member.match(words) for group, member in _BY_LAW)


def is_own_office(name: str, issuer: str) -> bool:
    """The issuer's own office (văn phòng) needs no letter.

    >>> is_own_office("Văn phòng UBND tỉnh", "ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG")
    True
    """
    office = _OWN_OFFICE.match(name)
    return office is not None and f" {key(_body(office['of']))} " in f" {key(_body(issuer))} "


def bodies_of(name: str) -> list[str]:
    """The bodies a name stands for, each without its head: "Bí thư và Chủ tịch UBND các tỉnh: A, B".

    >>> bodies_of("Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: Sông Trà, Bến Sông")
    ['tỉnh ủy', 'tỉnh Sông Trà', 'tỉnh Bến Sông']
    >>> bodies_of("Bộ trưởng, Thủ trưởng các cơ quan, đơn vị")
    ['bộ', 'các cơ quan', 'các đơn vị']
    """
    found: list[str] = []
    for part in _HEADS.split(" ".join(name.split())):
        names = read_names(part, common=True)
        for one in names.written(part) if names and len(names.spans) > 1 else [part]:
            units = expanded(body := _body(one))
            if len(units) == 1 and _is_class(body):
                plural = _PLURAL.match(body)
                first, *more = _JOINT.split(body)
                units = [first, *(f"{plural[0]}{_PLURAL.sub('', piece)}" if plural else piece for piece in more)]
            found += units
    return found


def _body(name: str) -> str:
    """The body behind its head: "Chủ tịch UBND xã A" is the commune; "Bộ trưởng" any ministry."""
    headed = _PLURAL.sub("", name)
    if office := _OFFICE.match(headed):
        name = headed[office.end() :] or _HEADED_BY.get(" ".join(office[0].lower().split()), "")
    committee = _COMMITTEE.match(name)
    return name[committee.end() :] if committee else name


def _is_class(body: str) -> bool:
    """A kind of bodies rather than one: "các bệnh viện trong tỉnh", "cơ quan ngang bộ"."""
    return (
        bool(re.match(r"(?:các|những|từng|mỗi|toàn\s+thể|tất\s+cả|cấp)\s", body, re.IGNORECASE)) or body == body.lower()
    )


def _kind(body: str) -> str:
    noun = _KIND.match(_PLURAL.sub("", body))
    return " ".join(noun["noun"].lower().split()) if noun else ""


def key(words: str) -> str:
    """Words with case, tones and white space folded."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return " ".join(_TONES.sub("", apart).split()).strip(" .;:,")
