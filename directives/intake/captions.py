"""The caption of an annex or of an enclosed plan: "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/3/2025 của UBND tỉnh …)"."""

import re
from dataclasses import dataclass
from datetime import date

from directives.intake.references import Code, cited_in, read_code

_CAPTION = re.compile(r"\(\s*(?:Ban hành\s+)?[Kk]èm\s+theo(?P<words>[^()]{5,400})\)")


@dataclass(frozen=True)
class Caption:
    """What the caption tells about the document that bears the annex."""

    code: Code
    type_name: str
    issued_on: date | None
    issuer: str
    words: str


def read_caption(text: str) -> Caption | None:
    """The first caption that names number and symbol; None without one. Where its day cannot be read and another of the
    same document bears it, that one.
    """
    first: Caption | None = None
    for match in _CAPTION.finditer(text):
        words = " ".join(match["words"].split())
        cited = next(cited_in(words), None)
        if cited is None:
            continue
        code = read_code(cited.reference)
        if not (code and code.number) or (first and code != first.code):
            continue
        found = Caption(code, cited.type_name.lower(), cited.issued_on, cited.issuer, words)
        if found.issued_on:
            return found
        first = first or found
    return first
