"""Names of bodies as documents write them, matched to the directory: "Ủy ban nhân dân các quận" is "UBND các quận".

Pure: the directory comes as entries; ``organizations.directory`` reads them from the database.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from organizations.kinds import of_kind
from organizations.spelling import spelt_out
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
LEVEL = re.compile(r"\s+(?:tỉnh|thành phố|TP)\.?$", re.IGNORECASE)
# Its level alone, in the form names are compared in: "Trung tâm Kiểm soát bệnh tật Thành phố", "TTYT quận".
_LEVELS = ("tinh", "tp", "quan", "huyen", "thi xa", "xa", "phuong", "thi tran", "dac khu")
_PLACE = re.compile(rf"\b(?P<level>{'|'.join(_LEVELS)}) (?P<place>\w.*)$")
# "Giám đốc các bệnh viện trực thuộc": of whoever heads a body, the body.
_HEAD = re.compile(
    r"^(?:Thủ trưởng|Người đứng đầu|Giám đốc|Tổng Giám đốc|Chủ tịch|Hiệu trưởng|Viện trưởng|Bộ trưởng|Cục trưởng|"
    r"Vụ trưởng|Chi cục trưởng|Chánh|Trưởng|Lãnh đạo)\s+(?=\w)",
    re.IGNORECASE,
)
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
    """A unit or group of the directory under all its names. Of equal matches the nearest wins (``distance``).

    ``taught`` are the names that corrections taught; ``former`` is the name of a unit that is no more and whose work
    this one (its ``heir``) carries on. ``gone``: it is itself no more, and nobody, or no single unit, carries its work
    on; ``heirs`` are then the keys of those that do, of which a person says who is meant. ``elsewhere``: of another
    province than the document's, so that only a whole name means it.
    """

    key: str
    name: str
    names: tuple[str, ...]
    distance: int = 0
    is_group: bool = False
    taught: tuple[str, ...] = ()
    former: str = ""
    heir: "Heir | None" = None
    gone: bool = False
    heirs: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True)
class Heir:
    """A unit that carries on another's work (đơn vị kế thừa): since when, and by which decree (căn cứ)."""

    key: str
    name: str
    on: date
    source: str = ""


class Rule(StrEnum):
    """How a written name was taken for a body."""

    NAME = "name"  # its full name, marks and common abbreviations aside
    SHORT = "short"  # its short name or another name of the directory
    TAUGHT = "taught"  # a name that a correction taught
    FORMER = "former"  # the old name of what it carries on
    LEVEL = "level"  # "Sở Y tế tỉnh" without the level
    LETTERS = "letters"  # its initials, which no other body has, or an abbreviation that offices use
    LIST = "list"  # several bodies in one breath
    OPENING = "opening"  # the one body whose name goes on from there
    KIND = "kind"  # each body of that kind: "các bệnh viện trực thuộc", "TTYT các huyện"
    HEAD = "head"  # the body that the named official heads


class Gap(StrEnum):
    """Why a written name stands for no body."""

    OPEN = "open"  # it names nobody in particular
    SEVERAL = "several"  # bodies equally near bear it
    SPLIT = "split"  # the unit was split, and any of those that carry on may be meant
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Naming:
    """What a written name stands for and by which rule, or why for nothing; ``candidates`` are those it might mean."""

    entries: tuple[Entry, ...] = ()
    rule: Rule | None = None
    gap: Gap | None = None
    candidates: tuple[Entry, ...] = ()


@dataclass
class Directory:
    """Entries by canonical name. ``places``: the names of the localities the office lies in ("UBND tỉnh Bến Sông"),
    which documents leave out: there "Trung tâm Y tế tỉnh" is "Trung tâm Y tế tỉnh Bến Sông".
    """

    entries: list[Entry]
    places: tuple[str, ...] = ()
    by_name: dict[str, list[Entry]] = field(init=False, default_factory=dict)
    by_letters: dict[str, list[Entry]] = field(init=False, default_factory=dict)
    by_level: dict[tuple[str, str], list[Entry]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        places = {match.groups() for name in self.places if (match := _PLACE.search(canonical(name)))}
        for entry in sorted(self.entries, key=lambda entry: entry.distance):
            for name in dict.fromkeys(form for written in entry.names for form in _forms(written)):
                if name:
                    self.by_name.setdefault(name, []).append(entry)
                for level, place in places if not entry.elsewhere else ():
                    if name.endswith(f" {place}"):
                        bare = name.removesuffix(f" {place}").removesuffix(f" {level}")
                        self.by_level.setdefault((level, bare), []).append(entry)
            if not entry.elsewhere:
                for letters in {letters for name in entry.names for letters in _letters_of(name)}:
                    self.by_letters.setdefault(letters, []).append(entry)

    def exact(self, words: str) -> Entry | None:
        """The entry of that name; of several the nearest, or None when two are equally near.

        Written in letters ("SYT", "Sở GD&ĐT") it is the entry whose name has these initials, when no other has.
        """
        found, _rule = self._bearing(words)
        return None if _torn(found) or not found else found[0]

    def resolve(self, words: str) -> list[Entry]:
        """What the words name: one body, a list of bodies ("Các phòng Kế hoạch - Tài chính, Văn phòng"), or nothing.

        "Các đơn vị trực thuộc" also stands for the one group whose name goes on from there; of several, the nearest.
        """
        return list(self.explain(words).entries)

    def explain(self, words: str) -> Naming:
        """The same with the rule, or with the reason and those that it might mean."""
        found, rule = self._bearing(words)
        torn = _torn(found)
        if found and not torn:
            return Naming(found[:1], _told(found[0], words) if rule is Rule.NAME else rule)
        if parts := self._parts(words):
            return Naming(tuple(parts), Rule.LIST)
        spelt = spelt_out(words)
        longer = self._going_on(words) or self._going_on(spelt)
        if len(longer) == 1 or (len(longer) > 1 and longer[0].distance < longer[1].distance):
            return Naming(longer[:1], Rule.OPENING)
        if might := torn or longer:
            return Naming(gap=Gap.SEVERAL, candidates=might)
        if alike := of_kind(spelt, self._there(), canonical):
            return Naming(tuple(alike), Rule.KIND)
        if headed := _HEAD.sub("", words) if _HEAD.match(words) else "":
            found_below = self.explain(headed)
            return replace(found_below, rule=found_below.rule and Rule.HEAD)
        return Naming(gap=Gap.OPEN if is_open(words) else Gap.UNKNOWN)

    def _there(self) -> list[Entry]:
        return [one for one in self.entries if not (one.is_group or one.gone or one.former or one.elsewhere)]

    def _bearing(self, words: str) -> tuple[tuple[Entry, ...], Rule]:
        """The entries of that name, the nearest first, and by which rule."""
        if found := self.by_name.get(canonical(words)):
            return tuple(found), Rule.NAME
        if found := self._of_level(words):
            return tuple(found), Rule.LEVEL
        letters = "".join(canonical(words).split()) if _LETTERS.search(words) else ""
        if found := self.by_letters.get(letters):
            return tuple(found), Rule.LETTERS
        spelt = spelt_out(words)
        found = [] if spelt == words else self.by_name.get(canonical(spelt)) or self._of_level(spelt)
        return tuple(found), Rule.LETTERS

    def _of_level(self, words: str) -> list[Entry]:
        """Those that the words name by their level alone, without the place: "Sở Y tế tỉnh"."""
        if LEVEL.search(words) and (found := self.by_name.get(canonical(LEVEL.sub("", words)))):
            return found
        form = canonical(words)
        level = next((level for level in _LEVELS if form.endswith(f" {level}")), "")
        return self.by_level.get((level, form.removesuffix(f" {level}")), [])

    def _going_on(self, words: str) -> tuple[Entry, ...]:
        """Those whose names begin with the words, the nearest first; groups before units."""
        wanted = canonical(words)
        said = [word for word in fold(words).split() if word not in _PLURAL]
        enough = len(said) >= 3 or (wanted.split(" ", 1)[0] in _SHORT and " " in wanted)
        longer = [name for name in self.by_name if name.startswith(wanted + " ")] if enough else []
        found = {entry.key: entry for name in longer for entry in self.by_name[name] if not entry.elsewhere}
        groups = [entry for entry in found.values() if entry.is_group]
        return tuple(sorted(groups or found.values(), key=lambda entry: entry.distance))

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


def _forms(name: str) -> list[str]:
    """As it is written, and with its abbreviations written out."""
    spelt = spelt_out(name)
    return [canonical(name)] if spelt == name else [canonical(name), canonical(spelt)]


def _torn(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of the bodies of one name those equally near, when no single one is the nearest."""
    if len(found) < 2 or found[0].distance != found[1].distance or found[0].key == found[1].key:
        return ()
    near = (entry for entry in found if entry.distance == found[0].distance)
    return tuple({entry.key: entry for entry in near}.values())


def _told(entry: Entry, words: str) -> Rule:
    """Which of its names a body goes by here."""
    wanted = canonical(words)
    if wanted in {canonical(name) for name in entry.taught}:
        return Rule.TAUGHT
    if entry.former:
        return Rule.FORMER
    return Rule.NAME if wanted == canonical(entry.name) else Rule.SHORT


def _letters_of(name: str) -> set[str]:
    """How a name is written in letters: "Sở Giáo dục và Đào tạo" is "sgddt", and "so" + "gddt"."""
    words = canonical(name).split()
    if len(words) < 3:
        return set()
    initials = "".join(word[0] for word in words)
    return {initials, words[0] + initials[1:]}
