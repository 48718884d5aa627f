"""The docs tell of the code as it is: the reference is current, links lead somewhere, variables are explained."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from config import reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])


def test_the_reference_is_current() -> None:
    with translation.override("vi"):
        assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run: make reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_environment_variable_is_explained() -> None:
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `([A-Z_]+)` \|", reference.page())
    assert named
    assert [name for name in named if name not in operations] == []


def test_make_targets_of_the_docs_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in PAGES:
        used = re.findall(r"\bmake ([a-z]+)\b", " ".join(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8"))))
        assert set(used) <= targets, page
