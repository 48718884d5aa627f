"""Scans and pictures: their letters through tesseract with Vietnamese, where the machine has it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any, Final

from directives.intake.media import MediaType, UnreadableFile

DPI: Final = 300
MOST_PAGES: Final = 200
MOST_PIXELS: Final = 60_000_000
"""Of a picture: A3 at 600 dots an inch is 70 million, A4 is 35."""
SECONDS_A_PAGE: Final = 90

Progress = Callable[[int, int], None]


@cache
def available() -> bool:
    """The machine has tesseract, and its Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return "vie" in listed.stdout.split()


def read_scan(data: bytes, media: MediaType, progress: Progress = lambda page, pages: None) -> str:
    """The words of every page, pages parted by form feeds. UnreadableFile when there is no tesseract or no picture."""
    if not available():
        raise UnreadableFile("no_ocr")
    pages = []
    for number, (total, picture) in enumerate(_pictures(data, media)):
        progress(number, total)
        pages.append(_recognised(picture))
    return "\f".join(pages)


def _pictures(data: bytes, media: MediaType) -> Iterator[tuple[int, bytes]]:
    """How many pages there are, and each as a PNG."""
    if media.code == "pdf":
        yield from _rendered(data)
    else:
        yield 1, _checked(data)


def _rendered(data: bytes) -> Iterator[tuple[int, bytes]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        total = len(document)
    except Exception as error:  # whatever a damaged file leads it to
        raise UnreadableFile("broken_pdf") from error
    if total > MOST_PAGES:
        raise UnreadableFile("pages", most=MOST_PAGES)
    for number in range(total):
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        yield total, _png(page.render(scale=scale, grayscale=True).to_pil())
        page.close()


def _checked(data: bytes) -> bytes:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadableFile("too_long")
        return _png(picture.convert("L"))
    except UnreadableFile:
        raise
    except Exception as error:  # Pillow raises whatever its decoders do
        raise UnreadableFile("broken_image") from error


def _png(picture: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _recognised(picture: bytes) -> str:
    """One page. Page segmentation 4: a column of text of several sizes, which keeps the letterhead's lines together."""
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", str(DPI)]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=SECONDS_A_PAGE, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableFile("broken_image") from error
    return done.stdout.decode("utf-8", "replace")
