"""Names in a document that another province issued: there "Sở Y tế" is that province's, never the office's own.

Pure. A body of the office's own province is meant there only by a name that says its place ("Sở Y tế Bến Sông"); one of
the document's province goes by its bare name as well. NĐ 30/2020/NĐ-CP Annex I section II.2: a body names its province
in the letterhead, and leaves it out from then on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from organizations.naming import LEVEL, canonical

_PROVINCE = re.compile(r"\b(?:tinh|tp) (?P<place>\w.*)$")
_LEVELS = r"(?:tinh|tp|quan|huyen|thi xa|xa|phuong|thi tran|dac khu)"
_LOCALITY = re.compile(rf"\b{_LEVELS} (?!{_LEVELS}\b)\w")


class Side(StrEnum):
    """Where a body belongs, seen from the document."""

    OURS = "ours"  # the office's own province
    THEIRS = "theirs"  # the document's
    OTHER = "other"  # neither, or nobody knows
    NATIONAL = "national"


@dataclass(frozen=True)
class Abroad:
    """``home`` is the document's province, ``ours`` the office's own, both in canonical form."""

    home: str
    ours: str

    def is_theirs(self, name: str) -> bool:
        return canonical(name).endswith(f" {self.home}")

    def names(self, side: Side, names: Iterable[str]) -> tuple[str, ...]:
        """By which names a body is meant in the document."""
        given = [name for name in names if name]
        match side:
            case Side.OURS:
                return tuple(whole for name in given for whole in self._whole(canonical(name)))
            case Side.THEIRS:
                bare = [canonical(name).removesuffix(f" {self.home}") for name in given]
                bare = [re.sub(r" (?:tinh|tp)$", "", name) for name in bare]
                return (*given, *bare, *(full for name in bare for full in _completed(name, self.home)))
            case Side.OTHER:
                return tuple(given[:1])  # a short name of one place may be anybody's in another
        return tuple(given)

    def _whole(self, name: str) -> list[str]:
        if name.endswith(f" {self.ours}") or _LOCALITY.search(name):
            return [name]
        return _completed(name, self.ours)


def _completed(name: str, place: str) -> list[str]:
    bare = LEVEL.sub("", name)
    return [f"{bare} {place}", f"{bare} tinh {place}", f"{bare} tp {place}"]


def abroad(home: str, chain: Iterable[Iterable[str]]) -> Abroad | None:
    """How names are read in a document of the province ``home``; None where that is the office's own, or either is not
    known. ``chain`` are the names of the office and of each body above it.
    """
    place = canonical(home)
    own = ""
    for names in chain:
        forms = [canonical(name) for name in names if name]
        if place and any(form.endswith(f" {place}") for form in forms):
            return None
        tails = [form.removeprefix(f"{other} ") for form in forms for other in forms if form.startswith(f"{other} ")]
        found = [match["place"] for form in forms if (match := _PROVINCE.search(form))]
        own = own or next((tail for tail in (*found, *(re.sub(r"^(?:tinh|tp) ", "", one) for one in tails))), "")
    return Abroad(place, own) if place and own else None
