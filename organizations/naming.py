"""Names of bodies as documents write them, matched to the directory: "Ủy ban nhân dân các quận" is "UBND các quận".

Pure: the directory comes as entries; ``organizations.directory`` reads them from the database.
"""

import re
from dataclasses import dataclass, field

from workflows.folding import fold

_SAME = (
    (re.compile(r"\buy ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\bthanh pho\b"), "tp"),
    (re.compile(r"\b(?:cac|cua|nhung)\b"), " "),
)
_SIGNS = re.compile(r"[^\w\s]")
_PARENTHESES = re.compile(r"\([^)]*\)")
_LIST = re.compile(r"\s*[,;]\s*|\s+(?:và|cùng)\s+")


def canonical(name: str) -> str:
    """The form names are compared in: no marks, no signs, no plural, common words abbreviated."""
    words = _SIGNS.sub(" ", fold(_PARENTHESES.sub(" ", name)))
    for pattern, short in _SAME:
        words = pattern.sub(short, words)
    return " ".join(words.split())


@dataclass(frozen=True)
class Entry:
    """A unit or group of the directory under all its names. Of equal matches the nearest wins (``distance``)."""

    key: str
    name: str
    names: tuple[str, ...]
    distance: int = 0
    is_group: bool = False


@dataclass
class Directory:
    """Entries by canonical name."""

    entries: list[Entry]
    by_name: dict[str, list[Entry]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entry in sorted(self.entries, key=lambda entry: entry.distance):
            for name in dict.fromkeys(canonical(name) for name in entry.names):
                if name:
                    self.by_name.setdefault(name, []).append(entry)

    def exact(self, words: str) -> Entry | None:
        """The entry of that name; of several the nearest, or None when two are equally near."""
        found = self.by_name.get(canonical(words), [])
        if len(found) > 1 and found[0].distance == found[1].distance:
            return None
        return found[0] if found else None

    def resolve(self, words: str) -> list[Entry]:
        """What the words name: one body, a list of bodies ("Các phòng Kế hoạch - Tài chính, Văn phòng"), or nothing.

        "Các đơn vị trực thuộc" also stands for the one group whose name goes on from there; of several, the nearest.
        """
        if entry := self.exact(words):
            return [entry]
        if parts := self._parts(words):
            return parts
        wanted = canonical(words)
        longer = [name for name in self.by_name if name.startswith(wanted + " ")] if wanted.count(" ") >= 2 else []
        found = {entry.key: entry for name in longer for entry in self.by_name[name]}
        groups = [entry for entry in found.values() if entry.is_group]
        choice = sorted(groups or found.values(), key=lambda entry: entry.distance)
        alone = len(choice) == 1 or (len(choice) > 1 and choice[0].distance < choice[1].distance)
        return choice[:1] if alone else []

    def opening(self, words: str) -> tuple[Entry, str] | None:
        """The longest name that ``words`` begin with, at least two words long, and how it is written there."""
        tokens = list(re.finditer(r"\S+", words))[:16]
        for count in range(len(tokens), 1, -1):
            written = words[: tokens[count - 1].end()].rstrip(" ,;:.")
            if entry := self.exact(written):
                return entry, written
        return None

    def _parts(self, words: str) -> list[Entry]:
        names = [part for part in _LIST.split(words.strip(" .;:")) if part]
        if len(names) < 2:
            return []
        first = re.sub(r"^các\s+", "", names[0], flags=re.IGNORECASE)
        head = first.split(" ", 1)[0]
        found = [self.exact(first) or self.exact(f"{head} {first}")]
        found += [self.exact(name) or self.exact(f"{head} {name}") for name in names[1:]]
        return [entry for entry in found if entry] if all(found) else []
