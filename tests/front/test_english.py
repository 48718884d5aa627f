"""English: the catalogue is whole, its sentences keep what is filled in, and no page falls back to Vietnamese."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from config import messages
from directives.models import DirectiveType
from organizations.imports.columns import unit_kinds
from organizations.models import Person, UnitKind
from tests.access.matrix import PERSONAS, Case
from tests.access.test_matrix import ROWS, _Undo
from tests.personas import World
from tests.tasks.builders import TODAY
from workflows import clock, words
from workflows.folding import fold

CATALOGUES = sorted((messages.ROOT / "locale/en/LC_MESSAGES").glob("*.po"))
ENTRIES = [entry for path in CATALOGUES for entry in polib.pofile(str(path)) if not entry.obsolete]
# What code or markup fills in or reads: placeholders, tags, entities.
KEPT = re.compile(r"%\(\w+\)[-#0-9.]*[a-zA-Z]|%%|%[sd]|\{\w*\}|</?\w+[^>]*>|&\w+;")


def told(entry: polib.POEntry) -> list[str]:
    """The translation, or both of a plural."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_nothing_is_left_untranslated() -> None:
    assert ENTRIES
    assert [entry.msgid for entry in ENTRIES if not all(told(entry)) or entry.fuzzy] == []
    assert [entry.msgid for entry in ENTRIES if entry.msgid_plural and len(told(entry)) != 2] == []


def test_what_is_filled_in_is_kept() -> None:
    lost = [
        (entry.msgid, sentence)
        for entry in ENTRIES
        for sentence in told(entry)
        if sorted(KEPT.findall(sentence))
        not in [sorted(KEPT.findall(told_in)) for told_in in (entry.msgid, entry.msgid_plural or entry.msgid)]
    ]
    assert lost == []


def test_only_what_is_filled_in_is_marked_as_format() -> None:
    """GNU gettext refuses a catalogue in which a mere percent sign is marked so."""
    assert [entry.msgid for entry in ENTRIES if "python-format" in entry.flags and not KEPT.search(entry.msgid)] == []


def test_spaces_at_the_ends_are_kept() -> None:
    """Pieces are joined: " và " with both its spaces."""
    assert [
        entry.msgid
        for entry in ENTRIES
        for sentence in told(entry)
        if sentence.replace(sentence.strip(), "x") != entry.msgid.replace(entry.msgid.strip(), "x")
    ] == []


@pytest.fixture
def english(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Catalogues compiled afresh, out of the way of other processes."""
    shutil.copytree(messages.ROOT / "locale", tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    messages.compile_all(tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    yield
    translation.activate(settings.LANGUAGE_CODE)


class Words(HTMLParser):
    """The pieces of text that a reader meets, also those in attributes; not what says it is Vietnamese."""

    VOID = frozenset(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    )
    SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt", "data-confirm", "data-confirm-ok", "data-label"})

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.language = ""
        self.inside: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        elif tag not in self.VOID:
            self.inside.append((tag, given.get("lang") == "vi" or tag in {"script", "style", "textarea"}))
        if not any(silent for _tag, silent in self.inside):
            self.found |= {" ".join(value.split()) for name, value in attrs if name in self.SPOKEN and value}

    def handle_endtag(self, tag: str) -> None:
        while self.inside and any(name == tag for name, _silent in self.inside):
            if self.inside.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not any(silent for _tag, silent in self.inside):
            self.found.add(" ".join(data.split()))


def read(page: str) -> Words:
    pieces = Words()
    pieces.feed(page)
    return pieces


def test_pages_speak_english(english: None, world: World, client_for: Any) -> None:
    """Every page of the permission matrix, each for the first persona who sees it."""
    Person.objects.update(language="en")
    sources = {" ".join(entry.msgid.split()) for entry in ENTRIES if entry.msgid not in told(entry)}
    sources -= set(DirectiveType.objects.values_list("name", flat=True))  # data, the same in both languages
    wrong: dict[str, list[str]] = {}
    seen = 0
    with clock.travel(TODAY):
        clients: dict[str, Client] = {name: client_for(world.people.get(name)) for name in PERSONAS}
        for row in [row for row in ROWS if row.method == "get"]:
            persona = next((name for name in PERSONAS if row.expect[name] == 200), None)
            if persona in {None, "anonymous"} or row.name == "kit":  # the kit is for developers, in Vietnamese
                continue
            try:
                with transaction.atomic():
                    url = reverse(row.name, kwargs=dict(row.kwargs(case := Case(world)))) + row.query
                    answer = clients[persona].get(url, dict(row.data(case)))
                    raise _Undo
            except _Undo:
                pass
            if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
                continue
            page = read(answer.content.decode())
            assert page.language in {"", "en"}, row.label
            seen += bool(page.language)
            apart = row.name == "organizations:start-step"  # an office that is being set up has nothing to find yet
            assert apart or not page.language or 'class="rv-search" role="search"' in answer.content.decode(), row.label
            if found := sorted(page.found & sources):
                wrong[f"{row.label} ({persona})"] = found
    assert seen > 20
    assert wrong == {}


def test_spreadsheets_are_understood_in_both_languages(english: None) -> None:
    for language in ("vi", "en"):
        with translation.override(language):
            kinds = unit_kinds()
            assert kinds[fold("Bệnh viện")] == kinds["hospital"] == UnitKind.HOSPITAL


def test_sign_in_speaks_the_language_of_the_device(english: None, world: World) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    words = read(client.get(reverse("account_login")).content.decode())
    assert words.language == "en"
    assert {"Sign in", "Password"} <= words.found


def test_numbers_follow_the_language() -> None:
    said = {}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = (
                words.number(1284),
                words.number(91.57, 1),
                words.percent(771, 842),
                words.file_size(1_284_000),
            )
    assert said == {
        "vi": ("1.284", "91,6", "91,6%", "1,3 MB"),
        "en": ("1,284", "91.6", "91.6%", "1.3 MB"),
    }


# Tone on the second vowel of an open oa, oe, uy: the old way of "hòa", "khóa", "ủy". (After q the u is no vowel.)
OLD_PLACEMENT = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)


def test_vietnamese_is_spelt_one_way() -> None:
    found = {entry.msgid: OLD_PLACEMENT.findall(entry.msgid) for entry in ENTRIES}
    pages = [*(messages.ROOT / "docs").rglob("*.md"), messages.ROOT / "README.md"]
    found |= {page.name: OLD_PLACEMENT.findall(page.read_text()) for page in pages}
    assert {name: spelt for name, spelt in found.items() if spelt} == {}
