"""Who a sentence of a document gives work to, by the names it writes (organizations.naming). Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from organizations.naming import Directory, Entry, canonical
from tasks.states import Role
from workflows.folding import fold

__all__ = ["Directory", "Entry", "Named", "canonical", "is_open", "owners_in"]

# "các đơn vị liên quan", "các cơ quan, địa phương khác": bodies left open, by design.
_OPEN = re.compile(r"(?:co )?lien quan|khac(?: co lien quan)?|(?:co|lam|thuc hien) nhiem vu lien quan")
# fmt: off
_GENERIC = frozenset({
    "cac", "nhung", "moi", "so", "ban", "nganh", "doan", "the", "co", "quan", "don", "vi", "dia", "phuong", "to",
    "chuc", "ca", "nhan", "phong", "cap", "lien", "luc", "luong", "thanh", "vien", "doanh", "nghiep", "va",
})
# fmt: on

# "Giao Sở Y tế …", "Đề nghị UBND …": the sentence names its own owner.
_GIVEN = re.compile(r"(?:giao|đề nghị|yêu cầu|phân công)(?:\s+cho)?\s+", re.IGNORECASE)
_WITH = re.compile(r"phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """An owner found in the text: the entry, its role, and the document's own words for it."""

    entry: Entry
    role: str
    words: str


def is_open(words: str) -> bool:
    """Whether the words name no body in particular: "các đơn vị liên quan", "các sở, ban, ngành"."""
    plain = _OPEN.sub(" ", " ".join(re.findall(r"\w+", fold(words))))
    return all(word in _GENERIC for word in plain.split())


def owners_in(sentence: str, headings: Iterable[str], directory: Directory) -> list[Named]:
    """Who the sentence gives work to. Rule: the owner is the heading above, unless the sentence names its own
    ("Giao Sở Y tế", or a body as its first words); "phối hợp với X" makes X a coordinator.
    """
    named = list(_leads(sentence, headings, directory))
    keys = {lead.entry.key for lead in named}
    for match in _WITH.finditer(sentence):
        found = directory.opening(sentence[match.end() : match.end() + 160])
        if found and found[0].key not in keys:
            keys.add(found[0].key)
            named.append(Named(found[0], Role.COORDINATE, found[1]))
    return named


def _leads(sentence: str, headings: Iterable[str], directory: Directory) -> Iterator[Named]:
    given = _GIVEN.match(sentence)
    found = directory.opening(sentence[given.end() :] if given else sentence)
    if found:
        yield Named(found[0], Role.LEAD, found[1])
        return
    for heading in headings:
        if entries := directory.resolve(heading.strip(" :.")):
            for entry in entries:
                yield Named(entry, Role.LEAD, heading.strip(" :."))
            return
