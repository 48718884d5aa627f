"""The two documents the product started from, as their offices sent them."""

from pathlib import Path

HERE = Path(__file__).parent
HA_NOI = HERE / "ha-noi-2023.txt"
LANG_SON = HERE / "lang-son-2026.txt"
# Written for the tests and printed by a browser: two columns, page numbers, a table over eight pages.
LETTER_PDF = HERE / "cong-van-2026.pdf"
PLAN_PDF = HERE / "ke-hoach-2026.pdf"
