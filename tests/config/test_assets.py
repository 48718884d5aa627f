"""Front-end assets: what is listed is there, and what pages name is listed."""

import re
from pathlib import Path

import pytest

from config import assets

NAMED = re.compile(r"icons\.svg' %\}#([a-z0-9-]+)|\{% icon [\"']([a-z0-9-]+)[\"']")
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor">
  <path stroke="none" d="M0 0h24v24H0z" fill="none" />
  <path d="M3 3h4" />
</svg>"""


def test_every_icon_of_the_templates_is_in_the_sprite() -> None:
    listed = set(assets.listed(assets.ROOT / "static" / "icons.txt"))
    used = {
        name
        for path in assets.ROOT.glob("**/templates/**/*.html")
        if "node_modules" not in path.parts and ".venv" not in path.parts
        for names in NAMED.findall(path.read_text(encoding="utf-8"))
        for name in names
        if name
    }
    assert used <= listed, f"add to static/icons.txt: {sorted(used - listed)}"


def test_no_lock_names_a_registry() -> None:
    assert "resolved" not in (assets.ROOT / "package-lock.json").read_text()
    for lock in assets.ROOT.glob("requirements*.txt"):
        assert "index-url" not in re.sub(r"^#.*$", "", lock.read_text(), flags=re.MULTILINE), lock.name


def test_sprite_drops_the_spacer_and_keeps_own_icons(tmp_path: Path) -> None:
    tabler = tmp_path / "node_modules/@tabler/icons/icons"
    for folder in (tabler / "outline", tabler / "filled", tmp_path / "static/icons"):
        folder.mkdir(parents=True)
    (tabler / "outline/bell.svg").write_text(ICON)
    (tabler / "filled/bell.svg").write_text(ICON.replace('fill="none" stroke="currentColor"', 'fill="currentColor"'))
    (tmp_path / "static/icons/rv-half.svg").write_text('<svg viewBox="0 0 16 16"><path d="M1 1"/></svg>')
    (tmp_path / "static/icons.txt").write_text("# comment\nbell\nbell-fill\n\nrv-half\nbell\n")
    assert assets.make_sprite(tmp_path) == 3
    sprite = (tmp_path / "static/vendor/icons.svg").read_text()
    assert "M0 0h24v24H0z" not in sprite
    assert '<symbol id="bell-fill" viewBox="0 0 24 24" fill="currentColor" stroke="none">' in sprite
    assert '<symbol id="rv-half" viewBox="0 0 16 16"' in sprite


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/icons.txt").write_text("no-such-icon\n")
    (tmp_path / "static/vendor.txt").write_text("@tabler/core dist/none.css\n")
    with pytest.raises(assets.AssetMissing, match="no-such-icon"):
        assets.make_sprite(tmp_path)
    with pytest.raises(assets.AssetMissing, match=r"@tabler/core.*none\.css"):
        assets.copy_files(tmp_path)
