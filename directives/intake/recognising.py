"""The letters of one page's picture through tesseract: words with their boxes and how sure the program is of them."""

import subprocess
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Final

from directives.intake.refusals import UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

DPI: Final = 300
SECONDS_A_PAGE: Final = 90
COLUMN: Final = 4
"""Page segmentation: a column of text of several sizes, which keeps the lines of a letterhead together."""
BLOCK: Final = 6
"""One block of text, stamps and all: what is behind a stamp is not taken for a picture."""

_FIELDS: Final = 12
_WORD: Final = "5"


@dataclass(frozen=True)
class Word:
    """A word and its box, in dots from the picture's upper left corner; ``sure`` from 0 to 100."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sure: float


@dataclass(frozen=True)
class Line:
    """Words of one line from left to right; ``paragraph`` tells the lines of one paragraph from those of another."""

    words: tuple[Word, ...]
    paragraph: tuple[str, str]

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(word.text for word in self.words)


def recognise(picture: "Image", segmentation: int = COLUMN) -> list[Line]:
    """The lines of a picture in the order of the program. UnreadableFile when it fails or takes too long."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", str(segmentation), "--dpi", str(DPI)]
    command += ["-c", "tessedit_create_tsv=1"]
    try:
        done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableFile("broken_image") from error
    return lines_of_table(done.stdout.decode("utf-8", "replace"))


def lines_of_table(table: str) -> list[Line]:
    """The lines in the program's table of words (TSV: level, page, block, paragraph, line, word, left, top, width,
    height, confidence, text).
    """
    rows = [row for line in table.split("\n") if len(row := line.split("\t")) == _FIELDS and row[0] == _WORD]
    found = []
    for (block, paragraph, _line), group in groupby(rows, key=lambda row: (row[2], row[3], row[4])):
        words = [_word(row) for row in group if row[11].strip()]
        if words:
            found.append(Line(tuple(sorted(words, key=lambda word: word.x0)), (block, paragraph)))
    return found


def _word(row: list[str]) -> Word:
    left, top, width, height = map(int, row[6:10])
    return Word(row[11].strip(), left, top, left + width, top + height, float(row[10]))
