"""As what a leading unit does its part (tư cách): it leads, it is the standing agency, it advises, it helps.

Whom a block is addressed to is read in ``roles``; usage tells the rest by a few fixed words (NĐ 30/2020/NĐ-CP leaves it
to usage).
"""

import re
from enum import StrEnum

from directives.intake.roles import Found


class Capacity(StrEnum):
    """What the wording makes of an addressee."""

    LEAD = "lead"
    STANDING = "standing"  # cơ quan thường trực, đầu mối: follows the whole for the issuer
    ADVISING = "advising"  # tham mưu: prepares what another decides
    HELPING = "helping"  # phối hợp với …: the addressee of the block, but another leads


_SKIPPED = r"(?:[\s,:–-]|tiếp\s+tục|chủ\s+động|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|khẩn\s+trương|kịp\s+thời)*+"
# "Sở Y tế (cơ quan thường trực) theo dõi"; "Cơ quan thường trực, phối hợp …"; "làm đầu mối theo dõi".
_STANDING = re.compile(
    rf"{_SKIPPED}\(?\s*(?:(?:là|làm|với\s+vai\s+trò)\s+)?(?:cơ\s+quan\s+|đơn\s+vị\s+)?(?:thường\s+trực(?!\s+"
    r"(?:Ban|Tỉnh|Thành|Huyện|Đảng|Hội|HĐND))|đầu\s+mối)(?!\w)",
    re.IGNORECASE,
)
# "tham mưu UBND Thành phố ban hành …", "chủ trì, tham mưu …".
_ADVISING = re.compile(
    rf"{_SKIPPED}(?:chủ\s+trì(?:\s*,\s*phối\s+hợp[^,.;:]*)?\s*,?\s+)?(?:và\s+)?tham\s+mưu(?!\w)", re.I
)
_HELPING = re.compile(rf"{_SKIPPED}phối\s+hợp(?!\w)", re.IGNORECASE)
_RULES = ((Capacity.STANDING, _STANDING), (Capacity.ADVISING, _ADVISING), (Capacity.HELPING, _HELPING))


def capacity(text: str, start: int, end: int, name: Found, last: int) -> Capacity:
    """What ``name`` is for the block [start, end); ``last`` is where the enumeration it stands in ends.

    The words behind the name tell it ("Giao Sở Y tế (cơ quan thường trực) …"), else those the block begins with
    ("1. Sở Y tế" above "a) Tham mưu …").
    """
    inside = start <= name.start < end
    behind = ((name.end, None), (last, end)) if inside else ((name.end, None), (start, end))
    for kind, pattern in _RULES:
        for at, stop in behind:
            bound = text.find("\n", at) if stop is None else stop
            if pattern.match(text, at, bound if bound >= 0 else len(text)):
                return kind
    return Capacity.LEAD


def capacities(text: str, start: int, end: int, names: tuple[Found, ...]) -> tuple[Capacity, ...]:
    """One for each of ``names``, in their order. Names in one enumeration share what is said behind the last of them.

    >>> words = "Giao Sở Y tế (cơ quan thường trực) theo dõi, đôn đốc"
    >>> capacities(words, 0, len(words), (Found(5, 12, "Sở Y tế", "asked"),))
    (<Capacity.STANDING: 'standing'>,)
    """
    return tuple(capacity(text, start, end, name, names[-1].end) for name in names)
