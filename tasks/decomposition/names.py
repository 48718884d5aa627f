"""Names of bodies as documents write them, matched to the directory: "Ủy ban nhân dân các quận" is "UBND các quận".

Pure: the directory comes as entries; ``owners`` reads them from the database.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tasks.states import Role
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
# "Giao Sở Y tế …", "Đề nghị UBND …": the sentence names its own owner.
_GIVEN = re.compile(r"(?:giao|đề nghị|yêu cầu|phân công)(?:\s+cho)?\s+", re.IGNORECASE)
_WITH = re.compile(r"phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?\s+", re.IGNORECASE)


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


@dataclass(frozen=True)
class Named:
    """An owner found in the text: the entry, its role, and the document's own words for it."""

    entry: Entry
    role: str
    words: str


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

        "Các đơn vị trực thuộc" also stands for the one group whose name goes on from there.
        """
        if entry := self.exact(words):
            return [entry]
        if parts := self._parts(words):
            return parts
        wanted = canonical(words)
        longer = [name for name in self.by_name if name.startswith(wanted + " ")] if wanted.count(" ") >= 2 else []
        found = {entry.key: entry for name in longer for entry in self.by_name[name]}
        groups = [entry for entry in found.values() if entry.is_group]
        choice = groups or list(found.values())
        return choice if len(choice) == 1 else []

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
