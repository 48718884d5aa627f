"""The two documents the product started from, as their offices sent them."""

from pathlib import Path

HERE = Path(__file__).parent
HA_NOI = HERE / "ha-noi-2023.txt"
LANG_SON = HERE / "lang-son-2026.txt"
