"""Options: cleaned, recorded, cached, noticed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows import freshness, options
from workflows.models import Event, OptionValue
from workflows.options import Option, clean

COLOURS = [("red", "Đỏ"), ("blue", "Xanh")]


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(options, "registry", dict(options.registry))
    yield


@pytest.mark.parametrize(
    ("kind", "value", "cleaned"),
    [
        ("int", " 7 ", 7),
        ("bool", "on", True),
        ("bool", None, False),
        ("bool", "không", False),
        ("str", " a ", "a"),
        ("choice", "red", "red"),
        ("list", "red\n\nblue ", ["red", "blue"]),
        ("list", ["blue"], ["blue"]),
    ],
)
def test_values_are_cleaned(kind: Any, value: Any, cleaned: Any) -> None:
    choices = COLOURS if kind in {"choice", "list"} else ()
    assert clean(Option("x", kind, None, "x", choices=choices, minimum=0, maximum=9), value) == cleaned


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("int", "bảy", "số nguyên"),
        ("int", -1, "từ 0 trở lên"),
        ("int", 10, "không quá 9"),
        ("bool", "có lẽ", "có hoặc không"),
        ("choice", "green", "Đỏ, Xanh"),
        ("list", "red\ngreen", "“green”"),
    ],
)
def test_wrong_values_are_told_what_to_write(kind: Any, value: Any, message: str) -> None:
    choices = COLOURS if kind in {"choice", "list"} else ()
    with pytest.raises(ValidationError, match=message):
        clean(Option("x", kind, None, "x", choices=choices, minimum=0, maximum=9), value)


def test_a_key_is_registered_once() -> None:
    options.register(Option("x.once", "int", 1, "x"))
    options.register(Option("x.once", "int", 1, "x"))
    with pytest.raises(ValueError, match="twice"):
        options.register(Option("x.once", "int", 2, "x"))
    with pytest.raises(ValidationError):
        options.register(Option("x.bad", "int", "không", "x"))


@pytest.mark.django_db
def test_own_value_default_and_back() -> None:
    assert options.get_int("due_soon_days") == 3 and not options.is_changed("due_soon_days")
    assert options.set_value("due_soon_days", "5", None) == 5
    assert options.get_int("due_soon_days") == 5 and options.is_changed("due_soon_days")
    options.reset("due_soon_days", None)
    assert options.get_int("due_soon_days") == 3
    with pytest.raises(KeyError):
        options.get("no.such.option")


@pytest.mark.django_db
def test_changes_are_recorded_once() -> None:
    options.set_value("due_soon_days", 5, None)
    options.set_value("due_soon_days", 5, None)
    event = Event.objects.get(kind="office.option_changed")
    assert event.data == {"key": "due_soon_days", "before": 3, "after": 5}


@pytest.mark.django_db
def test_reading_costs_one_query_per_request_and_one_more_after_a_change() -> None:
    options.get("due_soon_days")
    freshness.recheck()
    with CaptureQueriesContext(connection) as queries:
        for key in options.registry:
            options.get(key)
    assert len(queries) == 1
    OptionValue.objects.create(key="due_soon_days", value=9)  # by another process, say
    freshness.recheck()
    with CaptureQueriesContext(connection) as queries:
        assert options.get("due_soon_days") == 9
    assert len(queries) == 2


@pytest.mark.django_db
def test_every_option_tells_its_meaning() -> None:
    for option in options.registry.values():
        assert option.label and option.help and option.group, option.key
        assert options.get(option.key) == option.default
