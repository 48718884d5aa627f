"""Lists whose labels jump, from (4) to (6) or from d) to e): a label was lost, or a point.

The order of points is that of NĐ 30/2020/NĐ-CP Annex I: a, b, c, d, đ, e …
"""

import re
from collections.abc import Sequence

from directives.intake.labels import ALPHABET

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = [tens + ones for tens in ("", "X", "XX", "XXX") for ones in _ONES]
MOST_LOST = 2
"""A longer jump begins another list."""


def place(label: str) -> tuple[str, int] | None:
    """The list a label may go on with, and its place there; None for a dash or a word.

    >>> place("2.3"), place("đ"), place("IV")
    (('2.', 3), ('a', 5), ('I', 4))
    """
    if match := re.fullmatch(r"((?:\d+\.)*)(\d{1,2})", label):
        return match[1], int(match[2])
    if len(label) == 1 and label in ALPHABET:
        return "a", ALPHABET.index(label) + 1
    return ("I", _ROMAN.index(label)) if label and label in _ROMAN else None


def gaps(labels: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Of labels beside each other the places behind a jump, and what is missing there.

    >>> gaps(["3", "4", "6"]), gaps(["a", "b", "d", "đ", "g"])
    ([(2, ['5'])], [(2, ['c']), (4, ['e'])])
    """
    found = []
    for at in range(1, len(labels)):
        before, after = place(labels[at - 1]), place(labels[at])
        if before and after and before[0] == after[0] and 1 < after[1] - before[1] <= MOST_LOST + 1:
            found.append((at, [_written(before[0], value) for value in range(before[1] + 1, after[1])]))
    return found


def _written(style: str, value: int) -> str:
    if style == "a":
        return ALPHABET[value - 1]
    if style == "I":
        return _ROMAN[value]
    return f"{style}{value}"
