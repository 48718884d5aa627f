"""The summary report: lines that add up to the boxes, by unit and by document, on screen and as a spreadsheet."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from directives.place_line import place_of
from organizations.models import Unit, UnitKind
from reports.summary import summary
from tests.browser import Browse, Live
from tests.personas import World, build_world
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
    # The ordinal is a number, as every figure beside it.
    assert [row[0].value for row in list(book["Theo đơn vị"].rows)[-4:]] == [1, 2, 3, None]
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


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("UBND tỉnh Bến Sông", UnitKind.PROVINCE, "Bến Sông"),
        ("Ủy ban nhân dân thành phố Hà Nội", UnitKind.PROVINCE, "Hà Nội"),
        ("UBND quận Đống Đa", UnitKind.DISTRICT, "Đống Đa"),
        ("UBND phường 7", UnitKind.COMMUNE, "Phường 7"),
        ("UBND Thành phố", UnitKind.PROVINCE, "Sông Mây"),
    ],
)
def test_the_place_is_of_the_agencys_area(world: World, name: str, kind: UnitKind, place: str) -> None:
    """Of an area that its name does not tell, where its own papers were written; never where another's were."""
    make_directive(world, place="Nơi khác", issuer=world.ministry, issued_on=date(2023, 10, 1))
    make_directive(world, place="Sông Mây", issued_on=date(2023, 9, 1))
    Unit.objects.filter(pk=world.city.pk).update(name=name, kind=kind)
    assert place_of(world.health) == place


def test_the_sheet_is_dated_and_signed_as_the_decree_says(world: World, persona_client: Open) -> None:
    """NĐ 30/2020/NĐ-CP, Annex I, II.4 and II.7: a month from the third on without a nought, a title without agency."""
    Unit.objects.filter(pk=world.city.pk).update(name="UBND tỉnh Bến Sông")
    with clock.travel(date(2023, 9, 5)):
        page = text(persona_client("leader").get(PAGE).content.decode())
    assert "Bến Sông, ngày 05 tháng 9 năm 2023 GIÁM ĐỐC Nguyễn Văn Lãnh" in page


@pytest.mark.browser
def test_who_signs_stands_with_the_total_on_paper(live: Live, browse: Browse) -> None:
    """However many rows a sheet holds, the last sheet has the total above the signature; and it lies across."""
    world = build_world()
    directive = make_directive(world)
    page = browse(world.leader)
    page.goto(live.url(PAGE))
    for more in range(14, 24):
        for nth in range(Unit.objects.filter(name__startswith="Trạm").count(), more):
            station = Unit.objects.create(name=f"Trạm {nth:02d}", kind=UnitKind.STATION, parent=world.health)
            give(world, directive, station, None)
        page.reload()
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        last = " ".join(sheets[-1].extract_text().split())
        assert "Nguyễn Văn Lãnh" in last and "Tổng cộng" in last, (more, len(sheets), last)
        assert sheets[0].mediabox.width > sheets[0].mediabox.height
    assert len(sheets) > 1
