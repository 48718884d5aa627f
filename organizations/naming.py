"""Names of bodies as documents write them, matched to the directory: "Ủy ban nhân dân các quận" is "UBND các quận".

Pure: the directory comes as entries; ``organizations.directory`` reads them from the database.
"""

import re
from dataclasses import dataclass, field

from workflows.folding import fold

# Words that documents abbreviate as they like, in the one form names are compared in.
_SAME = (
    (re.compile(r"\buy ban mat tran to quoc(?: viet nam)?\b"), "ubmttq"),
    (re.compile(r"\bmat tran to quoc(?: viet nam)?\b"), "mttq"),
    (re.compile(r"\bubmttqvn\b|\bub mttq\b|\bubmt to quoc\b"), "ubmttq"),
    (re.compile(r"\buy ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\bbao hiem xa hoi\b"), "bhxh"),
    (re.compile(r"\bkho bac nha nuoc\b"), "kbnn"),
    (re.compile(r"\bngan hang nha nuoc\b"), "nhnn"),
    (re.compile(r"\bban chi dao\b"), "bcd"),
    (re.compile(r"\bban quan ly\b"), "bql"),
    (re.compile(r"\bvan phong\b"), "vp"),
    (re.compile(r"\bthanh pho\b"), "tp"),
    (re.compile(r"\b(?:cac|cua|nhung|va)\b"), " "),
)
_PLURAL = frozenset({"cac", "cua", "nhung", "va"})
# A heading word and a number: too little to take a longer name for what is meant.
_SHORT = {short for _pattern, short in _SAME if short.strip()} - {"tp", "vp"}
# "Sở Y tế tỉnh", "Sở Y tế Thành phố": the level, without saying whose.
_LEVEL = re.compile(r"\s+(?:tỉnh|thành phố|TP)\.?$", re.IGNORECASE)
# "SYT", "GD&ĐT", "LĐ-TBXH": letters that stand for words.
_LETTERS = re.compile(r"[A-ZĐ]{2,}|[A-ZĐ](?=[&-])|(?<=[&-])[A-ZĐ]")
_SIGNS = re.compile(r"[^\w\s]")
_PARENTHESES = re.compile(r"\([^)]*\)")
_LIST = re.compile(r"\s*[,;]\s*|\s+(?:và|cùng)\s+")


# "các đơn vị liên quan", "các cơ quan, địa phương khác": bodies left open, by design.
_OPEN = re.compile(r"(?:co )?lien quan|khac(?: co lien quan)?|(?:co|lam|thuc hien) nhiem vu lien quan")
# fmt: off
_GENERIC = frozenset({
    "cac", "nhung", "moi", "so", "ban", "nganh", "doan", "the", "co", "quan", "don", "vi", "dia", "phuong", "to",
    "chuc", "ca", "nhan", "phong", "cap", "lien", "luc", "luong", "thanh", "vien", "doanh", "nghiep", "va",
})
# fmt: on


def canonical(name: str) -> str:
    """The form names are compared in: no marks, no signs, no plural, common words abbreviated."""
    words = _SIGNS.sub(" ", fold(_PARENTHESES.sub(" ", name)))
    for pattern, short in _SAME:
        words = pattern.sub(short, words)
    return " ".join(words.split())


def is_open(words: str) -> bool:
    """Whether the words name no body in particular: "các đơn vị liên quan", "các sở, ban, ngành"."""
    plain = _OPEN.sub(" ", " ".join(re.findall(r"\w+", fold(words))))
    return all(word in _GENERIC for word in plain.split())


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
    by_letters: dict[str, list[Entry]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entry in sorted(self.entries, key=lambda entry: entry.distance):
            for name in dict.fromkeys(canonical(name) for name in entry.names):
                if name:
                    self.by_name.setdefault(name, []).append(entry)
            for letters in {letters for name in entry.names for letters in _letters_of(name)}:
                self.by_letters.setdefault(letters, []).append(entry)

    def exact(self, words: str) -> Entry | None:
        """The entry of that name; of several the nearest, or None when two are equally near.

        Written in letters ("SYT", "Sở GD&ĐT") it is the entry whose name has these initials, when no other has.
        """
        found = self.by_name.get(canonical(words), [])
        if not found and _LEVEL.search(words):
            found = self.by_name.get(canonical(_LEVEL.sub("", words)), [])
        if not found and _LETTERS.search(words):
            found = self.by_letters.get("".join(canonical(words).split()), [])
        if len(found) > 1 and found[0].distance == found[1].distance and found[0].key != found[1].key:
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
        said = [word for word in fold(words).split() if word not in _PLURAL]
        enough = len(said) >= 3 or (wanted.split(" ", 1)[0] in _SHORT and " " in wanted)
        longer = [name for name in self.by_name if name.startswith(wanted + " ")] if enough else []
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


def _letters_of(name: str) -> set[str]:
    """How a name is written in letters: "Sở Giáo dục và Đào tạo" is "sgddt", and "so" + "gddt"."""
    words = canonical(name).split()
    if len(words) < 3:
        return set()
    initials = "".join(word[0] for word in words)
    return {initials, words[0] + initials[1:]}
