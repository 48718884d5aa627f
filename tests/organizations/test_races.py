"""Two administrators at once: the tree of units stays a tree, a spreadsheet is applied once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from organizations.actions import imports, units
from organizations.models import ImportBatch, ImportKind, Unit
from tests.personas import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed(transactional_db: None) -> World:
    return build_world()


def _together(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts at the same moment; "" or the refusal of each."""
    told, start = [""] * len(acts), threading.Barrier(len(acts))

    def run(at: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            act()
        except ValidationError as error:
            told[at] = " ".join(error.messages)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def test_crossing_moves_make_no_circle(committed: World) -> None:
    admin, a, b = committed.actor("admin"), committed.hospital_a, committed.hospital_b
    told = _together(
        lambda: units.move_unit(actor=admin, unit=a, parent=b),
        lambda: units.move_unit(actor=admin, unit=b, parent=a),
    )
    assert sorted(bool(text) for text in told) == [False, True]
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"


def test_growing_below_what_moves_keeps_paths_right(committed: World) -> None:
    admin = committed.actor("admin")
    adds = [lambda n=n: units.create_unit(actor=admin, name=f"Khoa {n}", parent=committed.hospital_a) for n in range(4)]
    told = _together(lambda: units.move_unit(actor=admin, unit=committed.hospital_a, parent=committed.city), *adds)
    assert told == [""] * 5
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"


def test_one_upload_confirmed_twice_is_applied_once(committed: World) -> None:
    admin = committed.actor("admin")
    rows = [{"line": 2, "name": "Trạm Một", "kind": "Trạm y tế", "parent": "Sở Y tế"}]
    batch = ImportBatch.objects.create(kind=ImportKind.UNITS, uploaded_by=committed.admin, filename="a.csv", rows=rows)
    told = _together(*[lambda: imports.apply_batch(actor=admin, batch=batch)] * 2)
    assert sorted(bool(text) for text in told) == [False, True] and "đã được nhập" in "".join(told)
    assert Unit.objects.filter(name="Trạm Một").count() == 1


def test_the_same_rows_uploaded_twice_at_once_double_nothing(committed: World) -> None:
    admin = committed.actor("admin")
    rows = [
        {"line": 2, "username": "moi", "full_name": "Mới", "unit": "Sở Y tế", "title": "Thư ký", "role": "unit_officer"}
    ]
    told = _together(*[lambda: imports.apply_rows(actor=admin, kind=ImportKind.PEOPLE, rows=rows)] * 2)
    assert told == ["", ""]
    assert committed.health.positions.filter(title="Thư ký").count() == 1
