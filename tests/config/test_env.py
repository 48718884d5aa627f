"""Typed reads of the environment: what they accept, and that a mistake names its variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RV_TEST", "RV_TEST_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_text_reads_the_variable_or_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.text("RV_TEST", "none") == "none"
    monkeypatch.setenv("RV_TEST", "plain")
    assert env.text("RV_TEST") == "plain"
    secret = tmp_path / "secret"
    secret.write_text("from file\n")
    monkeypatch.setenv("RV_TEST_FILE", str(secret))
    assert env.text("RV_TEST") == "from file"


def test_a_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RV_TEST_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match=r"RV_TEST_FILE.*gone"):
        env.text("RV_TEST")


@pytest.mark.parametrize(
    ("written", "read"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("OFF", False), ("", True)]
)
def test_flag(monkeypatch: pytest.MonkeyPatch, written: str, read: bool) -> None:
    monkeypatch.setenv("RV_TEST", written)
    assert env.flag("RV_TEST", default=True) is read


@pytest.mark.parametrize(("reader", "written"), [(env.flag, "maybe"), (lambda name: env.number(name, 1), "ten")])
def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, reader: object, written: str) -> None:
    monkeypatch.setenv("RV_TEST", written)
    with pytest.raises(ImproperlyConfigured, match=f"RV_TEST='{written}'"):
        reader("RV_TEST")  # type: ignore[operator]


def test_number_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.number("RV_TEST", 7) == 7
    assert env.words("RV_TEST", ["a"]) == ["a"]
    monkeypatch.setenv("RV_TEST", "12")
    assert env.number("RV_TEST", 7) == 12
    monkeypatch.setenv("RV_TEST", " a, b ,,c ")
    assert env.words("RV_TEST") == ["a", "b", "c"]


def test_database_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.database("RV_TEST") is None
    monkeypatch.setenv("RV_TEST", "postgresql://r%C3%B5:p%40ss@db.example:5433/roviec?sslmode=require")
    assert env.database("RV_TEST") == {
        "NAME": "roviec",
        "USER": "rõ",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_by_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RV_TEST", "postgresql:///roviec?host=/run/postgresql")
    found = env.database("RV_TEST")
    assert found is not None
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("written", ["mysql://host/name", "postgresql://host", "roviec"])
def test_other_databases_are_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("RV_TEST", written)
    with pytest.raises(ImproperlyConfigured, match="RV_TEST: write postgresql://"):
        env.database("RV_TEST")
