"""Names that documents write for bodies, and those that name none in particular. Pure."""

import re

from organizations.naming import Directory, Entry, canonical
from workflows.folding import fold

__all__ = ["Directory", "Entry", "canonical", "is_open"]

# "các đơn vị liên quan", "các cơ quan, địa phương khác": bodies left open, by design.
_OPEN = re.compile(r"(?:co )?lien quan|khac(?: co lien quan)?|(?:co|lam|thuc hien) nhiem vu lien quan")
# fmt: off
_GENERIC = frozenset({
    "cac", "nhung", "moi", "so", "ban", "nganh", "doan", "the", "co", "quan", "don", "vi", "dia", "phuong", "to",
    "chuc", "ca", "nhan", "phong", "cap", "lien", "luc", "luong", "thanh", "vien", "doanh", "nghiep", "va",
})
# fmt: on


def is_open(words: str) -> bool:
    """Whether the words name no body in particular: "các đơn vị liên quan", "các sở, ban, ngành"."""
    plain = _OPEN.sub(" ", " ".join(re.findall(r"\w+", fold(words))))
    return all(word in _GENERIC for word in plain.split())
