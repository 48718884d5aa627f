"""Text made comparable, with the way back: every letter knows where it stood in the source.

NFC, lower case, one space, one dash, today's spelling ("qúy", "định kì", "hoà"), and what scanning breaks in dates
("14/1 1/2017", "l5/11/2017"). NFD input, mixed case and old tone marks so read alike.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Of equal length, so that places stay.
SPELLINGS = {
    "qúy": "quý", "quí": "quý", "qúi": "quý", "qui định": "quy định", "kì ": "kỳ ", "kí ": "ký ",
    "ƕ": "ỳ",  # the place of "ỳ" in some fonts of PDF files
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "’": "'", "′": "'",
}  # fmt: skip
_DROPPED = set("*\u200b\u200c\u200d\ufeff\u00ad")
# A whole date whose digits stand apart; two separators and a year of this or the last century make it sure.
_BROKEN_DATE = re.compile(r"(?<![\d/.\-])\d(?: ?\d)?\s?[/.\-]\s?\d(?: ?\d)?\s?[/.\-]\s?(?:2 ?0|1 ?9) ?\d ?\d(?![\d/])")
_MISREAD_DATE = re.compile(r"(?<!\w)(?=[\dlo|/.\-]{0,9}\d)[\dlo|]{1,2}([/.\-])[\dlo|]{1,2}\1[\dlo|]{4}(?!\w)")
# 2026-05-01, as machines write it; the same letters in the order of the country, so that places stay.
_ISO_DATE = re.compile(r"(?<![\w/.\-])(\d{4})([/\-])(\d{2})\2(\d{2})(?![\w/\-])")
_MISREAD = str.maketrans("lo|", "101")


@dataclass(frozen=True)
class Prepared:
    """``text`` for matching; letter i came from ``source[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) of ``text`` stands in the source."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


def prepare(source: str) -> Prepared:
    """Every letter composed and in lower case, white space as one space, none at the ends."""
    if _is_plain(source):
        return _kept(_respelled(source.lower()), range(len(source)), range(1, len(source) + 1))
    letters: list[tuple[str, int, int]] = []
    at = 0
    while at < len(source):
        end = at + 1
        while end < len(source) and unicodedata.combining(source[end]):
            end += 1
        for letter in unicodedata.normalize("NFC", source[at:end]).lower():
            if letter in _DROPPED:
                continue
            if letter.isspace():
                if letters and letters[-1][0] != " ":
                    letters.append((" ", at, end))
            else:
                letters.append((letter, at, end))
        at = end
    if letters and letters[-1][0] == " ":
        letters.pop()
    text = _respelled("".join(letter for letter, _start, _end in letters))
    return _kept(text, [start for _letter, start, _end in letters], [end for _letter, _start, end in letters])


def _is_plain(source: str) -> bool:
    """Composed, its words parted by one space each: every letter stays where it is."""
    letters = set(source)
    return (
        unicodedata.is_normalized("NFC", source)
        and not letters & _DROPPED
        and not any(unicodedata.combining(letter) or len(letter.lower()) > 1 for letter in letters)
        and all(letter == " " for letter in letters if letter.isspace())
        and "  " not in source
        and source == source.strip()
    )


def _kept(text: str, starts: Sequence[int], ends: Sequence[int]) -> Prepared:
    """Dates put together that scanning broke or machines write; letter i came from [starts[i], ends[i])."""
    text = _MISREAD_DATE.sub(lambda found: found[0].translate(_MISREAD), text)
    text = _ISO_DATE.sub(r"\4/\3/\1", text)
    gaps = {at for found in _BROKEN_DATE.finditer(text) for at in range(found.start(), found.end()) if text[at] == " "}
    if not gaps:
        return Prepared(text, tuple(starts), tuple(ends))
    kept = [at for at in range(len(text)) if at not in gaps]
    return Prepared("".join(text[at] for at in kept), tuple(starts[at] for at in kept), tuple(ends[at] for at in kept))


def _respelled(text: str) -> str:
    for old, new in SPELLINGS.items():
        text = text.replace(old, new)
    # Tone marks on the second vowel of an open syllable go on the first ("hoà" is "hòa"); not after q ("quý").
    return re.sub(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", _older_tone, text)


def _older_tone(found: re.Match[str]) -> str:
    first, second = found[0][0], unicodedata.normalize("NFD", found[0][1])
    plain, marks = second[0], second[1:]
    tone = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
    rest = [mark for mark in marks if mark not in tone]
    return unicodedata.normalize("NFC", first + "".join(tone)) + unicodedata.normalize("NFC", plain + "".join(rest))
