"""Compiles the translations: ``python -m config.messages``. GNU gettext is not needed for it."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root: Path = ROOT) -> int:
    """Writes the ``.mo`` beside every ``.po`` under ``locale``; returns how many."""
    found = sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))
    for path in found:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(found)


if __name__ == "__main__":
    print(f"locale: {compile_all()} catalogues")
