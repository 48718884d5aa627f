"""The two documents the product started from, as their offices sent them."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter

HERE = Path(__file__).parent
HA_NOI = HERE / "ha-noi-2023.txt"
LANG_SON = HERE / "lang-son-2026.txt"
# Written for the tests and printed by a browser: two columns, page numbers, a table over eight pages.
LETTER_PDF = HERE / "cong-van-2026.pdf"
PLAN_PDF = HERE / "ke-hoach-2026.pdf"
# Printed by a word processor from tests.directives.intake.merging: cells merged over rows, columns and pages.
MERGED_PDF = HERE / "gop-o-2026.pdf"


def long_pdf() -> bytes:
    """The plan twice in one file, 18 pages: more than an upload is read for at once."""
    writer, buffer = PdfWriter(), BytesIO()
    for _twice in range(2):
        writer.append(PLAN_PDF)
    writer.write(buffer)
    return buffer.getvalue()
