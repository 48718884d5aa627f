"""Every address x every persona. An address without a row fails, and so does a row without an address."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access.matrix import PERSONAS, Case, Row
from tests.personas import World
from tests.tasks.builders import TODAY
from workflows import clock


def rows() -> list[Row]:
    found: list[Row] = []
    for module in pkgutil.iter_modules(tests.access.__path__):
        if module.name.startswith("rows_"):
            found += importlib.import_module(f"tests.access.{module.name}").ROWS
    return found


ROWS = rows()


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name


def test_every_address_has_a_row() -> None:
    known = set(addresses(get_resolver()))
    assert sorted(known - {row.name for row in ROWS}) == [], "addresses without a row in tests/access/rows_*.py"
    assert sorted({row.name for row in ROWS} - known) == [], "rows for addresses that do not exist"


def test_every_row_answers_for_every_persona() -> None:
    assert [row.label for row in ROWS if set(row.expect) != set(PERSONAS)] == []


class _Undo(Exception):
    """Takes back what one persona did, so that the next meets the same world."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_row(row: Row, world: World, persona_client: Any) -> None:
    with clock.travel(TODAY):
        case = Case(world)
        url = reverse(row.name, kwargs=dict(row.kwargs(case))) + row.query
        data = dict(row.data(case))
        got = {}
        for persona in PERSONAS:
            client: Client = persona_client(persona)
            try:
                with transaction.atomic():
                    got[persona] = getattr(client, row.method)(url, data).status_code
                    raise _Undo
            except _Undo:
                continue
    assert got == dict(row.expect)
