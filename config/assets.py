"""Copies the served files of npm packages into ``static/vendor`` and makes the icon sprite there.

Needs the standard library alone: ``python -m config.assets`` runs before anything else is set up.
``static/vendor.txt`` lists the files, ``static/icons.txt`` the icons.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILLED = re.compile(r"-fill(ed)?$")
INNER = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
VIEW_BOX = re.compile(r'viewBox="([^"]+)"')
# Tabler's icons begin with an empty square that only reserves the space.
SPACER = re.compile(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
STROKED = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
SOLID = 'fill="currentColor" stroke="none"'


class AssetMissing(Exception):
    """A listed file or icon is not in the installed packages."""


def listed(path: Path) -> Iterator[str]:
    """The lines of a list, without comments and blank lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if entry := line.split("#", 1)[0].strip():
            yield entry


def copy_files(root: Path = ROOT) -> int:
    """Copies what ``static/vendor.txt`` lists; returns how many files."""
    copied = 0
    for entry in listed(root / "static" / "vendor.txt"):
        package, _, pattern = entry.partition(" ")
        source = root / "node_modules" / package
        files = [path for path in sorted(source.glob(pattern.strip())) if path.is_file()]
        if not files:
            raise AssetMissing(f"static/vendor.txt: nothing in {package} matches {pattern!r}")
        for path in files:
            target = root / "static" / "vendor" / package / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            copied += 1
    return copied


def icon_source(root: Path, name: str) -> Path:
    """The SVG file of an icon: the product's own, or Tabler's filled or outline one."""
    own = root / "static" / "icons" / f"{name}.svg"
    if own.exists():
        return own
    tabler = root / "node_modules" / "@tabler" / "icons" / "icons"
    if FILLED.search(name):
        return tabler / "filled" / f"{FILLED.sub('', name)}.svg"
    return tabler / "outline" / f"{name}.svg"


def symbol(root: Path, name: str) -> str:
    """One ``<symbol>`` of the sprite."""
    path = icon_source(root, name)
    found = INNER.search(path.read_text(encoding="utf-8")) if path.exists() else None
    if found is None:
        raise AssetMissing(f"static/icons.txt: no icon {name!r} ({path.relative_to(root)})")
    attributes, drawing = found.groups()
    box = VIEW_BOX.search(attributes)
    paint = SOLID if 'fill="currentColor"' in attributes else STROKED
    shapes = re.sub(r"\s+", " ", SPACER.sub("", drawing)).replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="{box[1] if box else "0 0 24 24"}" {paint}>{shapes}</symbol>'


def make_sprite(root: Path = ROOT) -> int:
    """Writes ``static/vendor/icons.svg``; returns how many icons."""
    names = sorted(set(listed(root / "static" / "icons.txt")))
    symbols = "\n".join(symbol(root, name) for name in names)
    target = root / "static" / "vendor" / "icons.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8")
    return len(names)


def main() -> int:
    """Installs all assets; says what is missing and exits 1."""
    try:
        files, icons = copy_files(), make_sprite()
    except AssetMissing as error:
        print(error, file=sys.stderr)
        return 1
    print(f"static/vendor: {files} files, {icons} icons")
    return 0


if __name__ == "__main__":
    sys.exit(main())
