"""Cells that say no more than "as above": what a file keeps as one cell over several rows, a text can only repeat.

The text form of a table writes ``DITTO`` in each further row of a merged cell, ``UNSURE`` where a page's end leaves it
open. People who type a table write '"', "nt" or "như trên" there, and mean the same.
"""

import re
from typing import Final

DITTO: Final = "″"
"""The ditto mark, which a document's own words do not have alone in a cell."""
UNSURE: Final = "″?"
SIGNS: Final = (DITTO, UNSURE)

_BY_HAND = re.compile(r"""[″"”“〃] ?\??|''|’’|-? ?nt ?-?|như (?:ở )?(?:(?:dòng|hàng|ô|mục) )?trên""", re.IGNORECASE)
_CELL = re.compile(rf"(?m)(?:^|(?<=\|)) *{DITTO}\?? *(?=\||$)")


def is_ditto(words: str) -> bool:
    """The words of a cell say that it is as the one above: '″', '″?', '"', "nt", "-nt-", "Như trên"."""
    return len(words) <= len(" như ở hàng trên.") and bool(_BY_HAND.fullmatch(words.strip(" .;")))


def flat(text: str) -> str:
    """The text as one line of the same length, without the signs that draw its tables: bars and ditto marks."""
    if DITTO in text:
        text = _CELL.sub(lambda cell: " " * len(cell[0]), text)
    return text.replace("\n", " ").replace("|", " ")
