"""Groups that a document names by the kind of their members: "các bệnh viện trực thuộc", "TTYT các quận, huyện".

Pure. No such group need be kept: its members are the bodies of the directory whose names say that kind.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from workflows.folding import fold

_MANY = re.compile(r"^(?:tat ca )?(?:cac|nhung) ")
# "các bệnh viện trực thuộc", "các phòng thuộc Sở": below the office itself.
_BELOW = re.compile(r" (?:truc )?thuoc(?: (?:so|bo|nganh|don vi|co quan|ubnd))?$")
# "Trung tâm Y tế các quận, huyện, thị xã", "các Trung tâm Y tế quận, huyện": one in each.
_LEVEL = r"(?:quan|huyen|thi xa|thanh pho|tp|xa|phuong|thi tran|dac khu)"
_LEVELS = rf"(?P<levels>{_LEVEL}(?:(?:\s*,\s*|\s+va\s+){_LEVEL})*)$"
_EACH = (
    re.compile(rf"^(?:cac )?(?P<head>.+?) (?:cac|tung|moi) {_LEVELS}"),
    re.compile(rf"^cac (?P<head>[^,;]+?) {_LEVELS}"),
)
_JOINT = re.compile(r"\s*[,;]\s*(?:cac )?|\s+va\s+(?:cac )?")
# Heads that say no kind: every body is one.
_ANY = frozenset({"don vi", "co quan", "to chuc", "dia phuong", "so", "ban", "nganh", "doan the", "co so", "cap"})
MOST = 60
"""More than that are a group to be kept in the directory, not written out one by one."""


class Body(Protocol):
    """What is asked of a body of the directory."""

    @property
    def key(self) -> str:
        """What tells it from others."""

    @property
    def name(self) -> str:
        """Its full name."""

    @property
    def distance(self) -> int:
        """0 for the office itself and what stands below it."""


B = TypeVar("B", bound=Body)


def of_kind(words: str, bodies: Iterable[B], form: Callable[[str], str]) -> Sequence[B]:
    """The bodies meant, two at the least, in the order given; () where the words name no kind or one has none.

    ``form`` writes a name as names are compared.
    """
    plain = fold(words.strip(" .;:"))
    each = _EACH[0].search(plain) or _EACH[1].search(plain)
    below = _BELOW.search(plain) if _MANY.match(plain) else None
    if each:
        heads = tuple(f"{form(each['head'])} {form(level)} " for level in re.findall(_LEVEL, each["levels"]))
        alike = [body for body in bodies if form(body.name).startswith(heads)]
        nearest = min((body.distance for body in alike), default=0)
        return _some(body for body in alike if body.distance == nearest)
    if not below:
        return ()
    kinds = [form(kind) for kind in _JOINT.split(_MANY.sub("", plain[: below.start()]))]
    own = [(form(body.name), body) for body in bodies if body.distance == 0]
    meant = [[body for name, body in own if name.startswith(f"{kind} ")] for kind in kinds if kind not in _ANY]
    return _some(body for some in meant for body in some) if len(meant) == len(kinds) and all(meant) else ()


def _some(found: Iterable[B]) -> Sequence[B]:
    distinct = {body.key: body for body in found}
    return tuple(distinct.values()) if 1 < len(distinct) <= MOST else ()
