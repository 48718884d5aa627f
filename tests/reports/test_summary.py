"""The summary report: lines that add up to the boxes, by unit and by document, on screen and as a spreadsheet."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.summary import summary
from tests.personas import World
from tests.reports.test_board_page import rows_behind, text
from tests.reports.test_figures import board
from tests.reports.worlds import TODAY, build, give
from tests.tasks.builders import make_directive
from workflows import clock

pytestmark = pytest.mark.django_db
Open = Callable[[str], Client]
PAGE = "/dieu-hanh/bao-cao/"
HEADS = {"don-vi": "Đơn vị", "van-ban": "Văn bản"}


def test_units_line_by_line(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        scope = board(world, "leader")
        table = summary(scope, "don-vi", HEADS)
        lines = [(line.name, *(number.n for number in line.numbers)) for line in table.lines]
        for line in (*table.lines, table.total):
            for number in line.numbers:
                assert rows_behind(scope, number.url) == number.n, number.url
    # total, on time, late, done without a deadline, in time, overdue, none
    assert lines == [
        ("Bệnh viện Đa khoa Một", 9, 2, 1, 1, 2, 2, 1),
        ("Bệnh viện Đa khoa Hai", 5, 1, 1, 0, 1, 1, 1),
        ("UBND quận Ba Đình", 1, 0, 0, 0, 0, 1, 0),
    ]
    assert [number.n for number in table.total.numbers] == [15, 3, 2, 1, 3, 4, 2]
    assert table.total.counts.government_rate.percent == "60,0%"
    assert table.total.counts.on_time_rate.percent == "60,0%"


def test_documents_and_earlier_days(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        table = summary(board(world, "city_leader"), "van-ban", HEADS)
        assert [(line.counts.total, line.counts.overdue) for line in table.lines] == [(15, 4), (1, 1)]
        before = summary(board(world, "leader", "as_of=2023-09-30"), "don-vi", HEADS)
    # One was confirmed by then; those cancelled and reassigned on 17/10 still stood, overdue; a third had no deadline.
    assert [number.n for number in before.total.numbers] == [17, 1, 0, 0, 10, 3, 3]


def test_the_page_and_the_spreadsheet_say_the_same(world: World, persona_client: Open) -> None:
    build(world)
    client = persona_client("leader")
    with clock.travel(TODAY):
        page = text(client.get(PAGE).content.decode())
        answer = client.get(f"{PAGE}xuat/")
    assert "Tổng cộng 15 3 2 1 3 4 2 60,0% 6/10 60,0% 3/5" in page
    assert "SỞ Y TẾ" in page and "Nguyễn Văn Lãnh" in page
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Theo đơn vị", "Theo văn bản"]
    last = [cell.value for cell in list(book["Theo đơn vị"].rows)[-1]]
    assert last[1:9] == ["Tổng cộng", 15, 3, 2, 1, 3, 4, 2]
    assert last[9] == pytest.approx(0.6)
    assert re.fullmatch(r'attachment; filename="tong-hop-20231017.xlsx"', answer["Content-Disposition"])


def test_an_empty_report_says_so(persona_client: Open) -> None:
    client = persona_client("leader")
    assert "Chưa có nhiệm vụ nào trong phạm vi này" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}xuat/").status_code == 200


def test_queries_do_not_grow_with_units(world: World, persona_client: Open) -> None:
    client = persona_client("leader")

    def queries() -> int:
        with clock.travel(TODAY), CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    build(world)
    queries()
    before = queries()
    for unit in (world.plan_room, world.office_room, world.district_b):
        give(world, make_directive(world), unit, TODAY)
    assert queries() == before
