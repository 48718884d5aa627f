"""A page that was scanned aslant is turned straight, so that the program that reads letters finds its lines.

On a straight page rows of letters and rows of paper alternate; the angle is the one at which they differ most.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

STEEPEST: Final = 5.0
"""Degrees to either side that are tried: more is no carelessness at the scanner."""
LEAST: Final = 0.25
"""Degrees below which turning a page blurs more than it helps."""
CLEARLY: Final = 1.05
"""So many times sharper the lines of the turned page must be."""
LOOKED_AT: Final = 700
"""Dots of width of the small picture on which angles are tried."""


def straightened(picture: "Image") -> "Image":
    """The page (grey, "L") turned by its tilt, on white paper."""
    from PIL import Image

    angle = tilt(picture)
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else picture


def tilt(picture: "Image") -> float:
    """By how many degrees, against the clock, the page must be turned to be straight; 0.0 where that is not clear."""
    small = picture.resize((LOOKED_AT, max(1, round(LOOKED_AT * picture.height / picture.width))), reducing_gap=2.0)
    ink = small.point(lambda grey: 255 if grey < 160 else 0)
    coarse = max(_angles(-STEEPEST, STEEPEST, 0.5), key=lambda angle: _sharpness(ink, angle))
    best = max(_angles(coarse - 0.4, coarse + 0.4, 0.1), key=lambda angle: _sharpness(ink, angle))
    if abs(best) < LEAST or _sharpness(ink, best) <= CLEARLY * _sharpness(ink, 0.0):
        return 0.0
    return best


def _angles(first: float, last: float, step: float) -> list[float]:
    return [round(first + step * number, 2) for number in range(round((last - first) / step) + 1)]


def _sharpness(ink: "Image", angle: float) -> float:
    """How much the ink of one row of dots differs from that of the next, on the page turned by so much."""
    from PIL import Image

    turned = ink.rotate(angle) if angle else ink
    rows = turned.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))
