"""Where the server listens, and the names that follow from it."""

import pytest

from config import listening


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROVIEC_HOST", "ROVIEC_PORT", "PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "listens", "url"),
    [
        ({}, ("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        ({"PORT": "8080"}, ("127.0.0.1", 8080), "http://127.0.0.1:8080"),
        ({"PORT": "8080", "ROVIEC_PORT": "9000"}, ("127.0.0.1", 9000), "http://127.0.0.1:9000"),
        ({"ROVIEC_HOST": "0.0.0.0"}, ("0.0.0.0", 8000), "http://127.0.0.1:8000"),
        ({"ROVIEC_HOST": "::1"}, ("::1", 8000), "http://[::1]:8000"),
        ({"ROVIEC_HOST": "10.0.0.5", "PORT": "80"}, ("10.0.0.5", 80), "http://10.0.0.5:80"),
    ],
)
def test_the_address_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], listens: tuple[str, int], url: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert (listening.address(), listening.url()) == (listens, url)


@pytest.mark.parametrize(("host", "more"), [("0.0.0.0", []), ("::", []), ("::1", []), ("10.0.0.5", ["10.0.0.5"]),
                                            ("rv.example", ["rv.example"])])  # fmt: skip
def test_it_answers_by_the_address_it_listens_on(monkeypatch: pytest.MonkeyPatch, host: str, more: list[str]) -> None:
    monkeypatch.setenv("ROVIEC_HOST", host)
    assert listening.names() == ["127.0.0.1", "localhost", "[::1]", *more]
