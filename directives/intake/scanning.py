"""Scans and pictures: their letters through tesseract with Vietnamese, where the machine has it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from directives.intake.media import MediaType
from directives.intake.recognising import DPI, recognise
from directives.intake.refusals import MOST_PIXELS, MOST_SCANNED_PAGES, UnreadableFile
from directives.intake.resigning import signature_lines
from directives.intake.scanned import page_text
from directives.intake.straightening import straightened

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH: Final = 2480
"""Dots of the shorter side of A4 at ``DPI``."""

Progress = Callable[[int, int], None]


@cache
def available() -> bool:
    """The machine has tesseract, and its Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return "vie" in listed.stdout.split()


@dataclass(frozen=True)
class Scan:
    """``text`` has the pages parted by form feeds; ``raw`` all words that were recognised, line by line: also those
    that are no part of the text, such as a number that was written by hand.
    """

    text: str
    raw: str


def read_scan(data: bytes, media: MediaType, progress: Progress = lambda page, pages: None) -> Scan:
    """The words of every page. UnreadableFile when there is no tesseract or no picture."""
    if not available():
        raise UnreadableFile("no_ocr")
    pages, raw = [], []
    for number, (total, picture) in enumerate(_pictures(data, media)):
        progress(number, total)
        straight = straightened(picture)
        lines = recognise(straight)
        pages.append(page_text(lines, signature_lines(straight, lines)))
        raw += [line.text for line in lines]
    return Scan("\f".join(pages), "\n".join(raw))


def _pictures(data: bytes, media: MediaType) -> Iterator[tuple[int, "Image"]]:
    """How many pages there are, and each in grey."""
    if media.code == "pdf":
        yield from _rendered(data)
    else:
        yield 1, _as_page(open_picture(data))


def _rendered(data: bytes) -> Iterator[tuple[int, "Image"]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        total = len(document)
    except Exception as error:  # whatever a damaged file leads it to
        raise UnreadableFile("broken_pdf") from error
    if total > MOST_SCANNED_PAGES:
        raise UnreadableFile("scanned_pages")
    for number in range(total):
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        yield total, page.render(scale=scale, grayscale=True).to_pil()
        page.close()


def open_picture(data: bytes) -> "Image":
    """The picture, with all its points. UnreadableFile when it is broken, cut off or too large."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # ours says what to do
    try:
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadableFile("large_picture")
        picture.load()
        return picture
    except UnreadableFile:
        raise
    except Exception as error:  # Pillow raises whatever its decoders do
        raise UnreadableFile("broken_image") from error


def _as_page(picture: "Image") -> "Image":
    """Upright as the camera says, grey on white paper, as large as a page at ``DPI``."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("LA", "PA", "RGBA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    scale = WIDTH / min(upright.size)
    size = (round(upright.width * scale), round(upright.height * scale))
    grey = upright.convert("L")
    if 0.9 < scale < 1.1 or size[0] * size[1] > MOST_PIXELS:
        return grey
    return grey.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
