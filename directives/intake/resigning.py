"""The signature of a scan, looked at a second time: over it lies a stamp, and tesseract takes the whole for a picture.

Right of "Nơi nhận" (NĐ 30/2020/NĐ-CP Annex I) stand the signer's office and, below stamp and hand, the name. The two
places are read as plain blocks of text; of what comes out only words that are an office or a name are kept.
"""

import re
from typing import TYPE_CHECKING, Final

from directives.intake.letters import LOWER, UPPER
from directives.intake.recognising import BLOCK, DPI, Line, recognise
from directives.intake.scanned import beside_list, list_start, list_words
from directives.intake.signing import OFFICE, is_name
from workflows.folding import fold

if TYPE_CHECKING:
    from PIL.Image import Image

POINT: Final = DPI / 72
LEFT: Final = 0.42
"""Of the page's width: the right column begins there or to the right of it."""
TITLES: Final = ((-8, 50), (-10, 34), (-14, 16))
"""Points from the top of "Nơi nhận" between which capacity and office stand: what a stamp hides of one strip of paper
it often leaves in another.
"""
NAMES: Final = ((24, 190), (75, 160))
"""Points below it between which stamp, hand and name stand."""
TITLE_LINES: Final = 2
NAME_WORDS: Final = 3
"""Fewer are what a stamp has left of a name."""
SURE: Final = 40
"""Of 100, tesseract must be of a name's words on the average."""

_CAPS: Final = re.compile(rf"(?:T/?M|K/?T|T/?L|TUQ|Q)|[{UPPER}]{{2,}}")
_BY_HAND: Final = re.compile(r"[^\s\w]*\w?[^\s\w]*T[.,;]+")
"""What is read of a "KT." that was written by hand: only of this capacity the last letter is a T."""
_RUN_ON: Final = re.compile(r"(?<=[.,;:])(?=\w)")
_NAME: Final = re.compile(rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{{NAME_WORDS - 1},4}}$")
_EDGES: Final = " .,;:'\"“”‘’_-–—|"


def signature_lines(picture: "Image", lines: list[Line]) -> list[str]:
    """Office and name beside "Nơi nhận:", each on a line; none where there is no such list or nothing is legible."""
    start = list_start(lines)
    if start is None:
        return []
    top = min(word.top for word in start.words)
    offices: list[str] = []
    for reach in TITLES:
        found = [words for line in _again(picture, lines, top, reach) if (words := office_in(line.text))]
        offices = max(offices, found, key=len)
        if len(offices) >= TITLE_LINES:
            break
    offices = offices or [words for line in beside_list(lines) if (words := office_in(line.text))]
    if not offices:
        return []
    for reach in NAMES:
        if names := [words for line in _again(picture, lines, top, reach) if (words := name_in(line))]:
            return [*_deputy(offices), names[-1]]
    return _deputy(offices)


def _deputy(offices: list[str]) -> list[str]:
    """Who signs for the head (KT.) is a deputy: the same office once more has lost its "PHÓ" to the stamp."""
    match [fold(office) for office in offices]:
        case [head, same] if head == f"kt. {same}":
            return [offices[0], f"PHÓ {offices[1]}"]
    return offices


def office_in(words: str) -> str:
    """The words in capitals that hold an office: of "_ “GIÁM ĐÓC -" the two in the middle; "" when there is none. A
    capacity before it that was written by hand counts as "KT.".
    """
    kept: list[str] = []
    for word in _RUN_ON.sub(" ", words).split():
        plain = word.strip(_EDGES)
        if not kept and _BY_HAND.fullmatch(word):
            kept.append("KT.")
        elif _CAPS.fullmatch(plain):
            kept.append(plain)
    found = OFFICE.search(fold(" ".join(kept)))
    return " ".join(kept) if found else ""


def name_in(line: Line) -> str:
    """The person's name at the end of a line; "" when none stands there or tesseract only guessed."""
    found = _NAME.search(line.text.strip(_EDGES))
    if found is None or not is_name(found.group()):
        return ""
    sure = [word.sure for word in line.words[-len(found.group().split()) :]]
    return found.group() if sum(sure) >= SURE * len(sure) else ""


def _again(picture: "Image", lines: list[Line], line_top: int, reach: tuple[int, int]) -> list[Line]:
    """What stands in the right column between two heights, without the list's words that reach into it."""
    left = round(LEFT * picture.width)
    above, below = max(0, round(line_top + reach[0] * POINT)), min(picture.height, round(line_top + reach[1] * POINT))
    if below - above < 10 * POINT:
        return []
    part = picture.crop((left, above, picture.width, below))
    for word in list_words(lines):
        if word.x1 > left and word.bottom > above and word.top < below:
            upper, lower = word.top - above - 2, word.bottom - above + 2
            part.paste(255, (max(0, word.x0 - left - 2), upper, word.x1 - left + 2, lower))
    return recognise(part, BLOCK)
