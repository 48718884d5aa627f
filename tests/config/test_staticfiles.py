"""Static files: hashed and compressed once collected, and served in one piece either way."""

import gzip
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, RequestFactory

from config.staticfiles import StaticFilesMiddleware, collect

STYLE = "body { background: url('img/dot.svg#a') }\n/*# sourceMappingURL=none.css.map */\n" + "a { color: red }\n" * 50


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A small collection of its own."""
    source = tmp_path / "source"
    (source / "img").mkdir(parents=True)
    (source / "style.css").write_text(STYLE)
    (source / "img" / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "root"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.staticfiles.CollectedStorage"}}
    call_command("collectstatic", interactive=False, stdout=StringIO())
    yield tmp_path / "root"


def _serve(name: str, **headers: str) -> Any:
    request = RequestFactory().get(f"/static/{name}", headers=headers)
    return StaticFilesMiddleware(lambda _request: None)(request)


def test_collected_files_are_named_by_content_and_kept_for_good(collected: Path) -> None:
    url = staticfiles_storage.url("style.css")
    assert url.startswith("/static/style.") and url != "/static/style.css"
    answer = _serve(url.removeprefix("/static/"), accept_encoding="gzip")
    assert "immutable" in answer["Cache-Control"]
    assert not answer.streaming
    text = gzip.decompress(answer.content).decode()
    dot = staticfiles_storage.url("img/dot.svg").removeprefix("/static/")
    assert f'url("{dot}#a")' in text
    assert "sourceMappingURL=none.css.map" in text


def test_a_fragment_and_an_unknown_file_keep_their_names(collected: Path) -> None:
    assert staticfiles_storage.url("img/dot.svg#check").endswith(".svg#check")
    assert staticfiles_storage.url("later.css") == "/static/later.css"


def test_what_is_compressed_is_not_compressed_again_unless_cut_short(collected: Path) -> None:
    brotli, packed = (next(collected.glob(f"style.*.css.{kind}")) for kind in ("br", "gz"))
    whole = packed.read_bytes()
    brotli.write_bytes(b"kept")
    call_command("collectstatic", interactive=False, stdout=StringIO())
    assert brotli.read_bytes() == b"kept"
    packed.write_bytes(whole[:40])
    call_command("collectstatic", interactive=False, stdout=StringIO())
    assert packed.read_bytes() == whole
    assert brotli.read_bytes() != b"kept"


def test_a_collection_that_was_killed_is_made_anew(collected: Path) -> None:
    half = next(collected.glob("style.????????????.css"))
    whole = half.read_text()
    half.write_text(whole[:20])
    (collected.parent / "static.lock").write_text("collecting\n")
    collect()
    assert half.read_text() == whole
    assert (collected.parent / "static.lock").read_text() == ""


def test_an_unchanged_file_is_not_sent_again(collected: Path) -> None:
    first = _serve("img/dot.svg")
    assert first.status_code == 200
    assert _serve("img/dot.svg", if_none_match=first["ETag"]).status_code == 304


@pytest.mark.django_db
def test_sources_are_served_where_nothing_is_collected(client: Client) -> None:
    answer = client.get("/static/css/base.css")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/css")
    assert client.post("/static/css/base.css").status_code == 405
