"""A document of another province: its "Sở Y tế" is not the office's own, in editor, entry form and command."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.intake.header import read_header
from directives.intake.home import province_of
from directives.prefill import from_document
from organizations.homes import abroad
from organizations.models import Unit, UnitKind
from tasks.decomposition.actions.proposing import propose_tasks
from tests.personas import World
from tests.tasks.decomposition.plan import TODAY, make_plan
from tests.tasks.decomposition.test_intake_command import run, write
from workflows import clock
from workflows.actors import Actor

LETTER = """{head}Số: 31/SYT-NVY
V/v cung ứng thuốc
{place}, ngày 20 tháng 7 năm 2023
Kính gửi: Các đơn vị y tế.
Thực hiện Công văn số 12/BYT-VP ngày 01/7/2023 của Bộ Y tế, Sở Y tế đề nghị:
1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát giá thuốc trước ngày 30/8/2023.
2. Giao Sở Y tế {own} báo cáo kết quả đấu thầu thuốc.
3. Giao Ủy ban nhân dân các quận, huyện, thị xã kiểm tra nhà thuốc.
4. Giao Bộ Xây dựng hướng dẫn đấu thầu thuốc.
"""
THEIRS = {"head": "UBND TỈNH BẾN SÔNG\nSỞ Y TẾ\n", "place": "Bến Sông"}


@pytest.fixture
def own(world: World) -> str:
    """The office's province, and a ministry above all of them."""
    Unit.objects.create(
        name="Bộ Xây dựng", kind=UnitKind.MINISTRY, is_internal=False, short_name="BXD", valid_from=date(2000, 1, 1)
    )
    world.city.aliases = ["UBND Thành phố Núi Xanh"]
    world.city.save(update_fields=["aliases"])
    return "Núi Xanh"


def leads(path: Path, office: Unit) -> list[list[str]]:
    data = run(path, "--json", "--unit", office.name)
    return [
        [body["name"] for name in task["proposed"]["names"] if name["role"] == "lead" for body in name["bodies"]]
        for task in data["tasks"]
    ]


def made(world: World, text: str, actor: Actor) -> list[list[str]]:
    directive = make_plan(world, text=text, number="31", symbol="SYT-NVY")
    propose_tasks(directive=directive, actor=actor)
    tasks = directive.tasks.order_by("order", "pk")
    return [[str(owner.unit or owner.group) for owner in task.owners.all() if owner.role == "lead"] for task in tasks]


@pytest.mark.django_db
def test_bare_names_in_a_document_of_another_province_are_not_the_offices_own(
    world: World, own: str, tmp_path: Path, officer: Actor
) -> None:
    theirs, ours = LETTER.format(own=own, **THEIRS), LETTER.format(own=own, head="", place=own)
    with clock.travel(TODAY):
        assert leads(write(tmp_path, theirs), world.health) == [[], ["Sở Y tế"], [], ["Bộ Xây dựng"]]
        assert made(world, theirs, officer) == [[], ["Sở Y tế"], [], ["Bộ Xây dựng"]]
        assert leads(write(tmp_path, ours), world.health)[0] == ["Sở Y tế"]
        assert from_document(ours, officer, world.health)["issuer"] == world.health
        assert from_document(theirs, officer, world.health)["issuer"] == "Sở Y tế tỉnh Bến Sông"
        headless = LETTER.format(own=own, head="", place="Bến Sông")
        assert "issuer" not in from_document(headless, officer, world.health)


@pytest.mark.django_db
def test_where_the_directory_has_that_province_its_bodies_are_meant(world: World, own: str, officer: Actor) -> None:
    since: dict[str, Any] = {"valid_from": date(2000, 1, 1), "is_internal": False}
    health = Unit.objects.create(name="Sở Y tế tỉnh Bến Sông", kind=UnitKind.DEPARTMENT, **since)
    Unit.objects.create(name="Sở Tài chính tỉnh Bến Sông", **since)
    text = LETTER.format(own=own, head="", place="Bến Sông").replace("1. Sở Y tế chủ trì, phối", "1. Sở Tài chính phối")
    with clock.travel(TODAY):
        assert from_document(text, officer, world.health)["issuer"] == health
        assert made(world, text, officer)[0] == ["Sở Tài chính tỉnh Bến Sông"]


@pytest.mark.parametrize(
    ("head", "place", "home"),
    [
        ("UBND TỈNH BẾN SÔNG\nSỞ Y TẾ\n", "Bến Sông", "BẾN SÔNG"),
        ("SỞ Y TẾ\n", "TP. Bến Sông", "Bến Sông"),
        ("", "Bến Sông", "Bến Sông"),
        ("BỘ Y TẾ\n", "Hà Nội", ""),
        ("UBND HUYỆN LÒNG CHẢO\n", "Lòng Chảo", ""),
    ],
)
def test_the_document_says_which_province_speaks(head: str, place: str, home: str) -> None:
    assert province_of(read_header(LETTER.format(head=head, place=place, own="Bến Sông"))) == home


def test_an_office_that_names_no_province_takes_bare_names_as_before() -> None:
    assert abroad("Bến Sông", [("Sở Y tế", "SYT")]) is None
    assert abroad("Bến Sông", [("UBND tỉnh Bến Sông",), ("Sở Y tế",)]) is None
    away = abroad("Bến Sông", [("Sở Y tế Núi Xanh", "Sở Y tế")])
    assert away and away.ours == "nui xanh"
