"""The page: its parts, what waits, what changed, constant queries, who gets in."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.changes import changes, look
from reports.decisions import Decision, waiting
from reports.scope import Scope
from tasks.actions.reporting import ReportContent, confirm_result, submit_result
from tasks.models import Assignment, DoneTally, Extension
from tasks.models.counts import COLUMNS, FROM_ROWS
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.reports.test_figures import board
from tests.reports.worlds import TODAY, build, give
from tests.tasks.builders import make_directive, make_extension
from workflows import clock

pytestmark = pytest.mark.django_db
Open = Callable[[str], Client]
BOARD = "/dieu-hanh/"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_shows_the_figures(world: World, persona_client: Open) -> None:
    build(world)
    with clock.travel(TODAY):
        page = text(persona_client("leader").get(BOARD).content.decode())
    assert "Đã hoàn thành 6 /15 nhiệm vụ 1 không có thời hạn" in page
    assert "Hoàn thành đúng hạn 3 /5 có thời hạn 60,0%" in page
    assert "Quá hạn 4 /9 chưa hoàn thành 44,4%" in page
    assert "đã hoàn thành ÷ (đã hoàn thành + quá hạn): 60,0% ( 6 / 10 )" in page
    assert "2 việc chưa báo cáo lần nào" in page


def test_following_every_link_shows_that_many_rows(world: World, persona_client: Open) -> None:
    """Every link to the list on the page itself: the list says the number that stood on the link."""
    build(world)
    client = persona_client("leader")
    with clock.travel(TODAY):
        html = client.get(BOARD).content.decode()
        links = set(re.findall(r'<a[^>]*href="(/nhiem-vu/[^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL))
        checked = 0
        for url, inner in links:
            numbers = re.findall(r"\d+", re.sub(r"[≤>] ?\d+|31–90|\d+,\d%|sắp đến hạn.*", "", text(inner)))
            if numbers:
                shown = text(client.get(url.replace("&amp;", "&")).content.decode())
                found = re.search(r"(\d+) nhiệm vụ", shown)
                rows = int(found[1]) if found else 0
                assert rows == int(numbers[0]), (url, inner)
                checked += 1
    assert checked > 50


def test_an_empty_board_says_so(persona_client: Open) -> None:
    page = text(persona_client("leader").get(BOARD).content.decode())
    for sentence in ("Không có việc nào quá hạn", "Không có gì chờ bạn quyết định", "Chưa có thay đổi nào"):
        assert sentence in page
    assert "0 /0 đã hoàn thành –" in page


def test_each_part_comes_alone_for_htmx(world: World, persona_client: Open) -> None:
    build(world)
    client = persona_client("leader")
    for part, mark in (("so-lieu", "rv-figs"), ("luoi", "rv-heatgrid"), ("van-ban", "rv-riskcard"), ("cho", "h-qd")):
        html = client.get(f"{BOARD}?manh={part}", HTTP_HX_REQUEST="true").content.decode()
        assert mark in html and "<html" not in html
        assert f'hx-get="?manh={part}"' in html


def test_the_number_of_queries_is_constant(world: World, persona_client: Open) -> None:
    client = persona_client("leader")

    def queries() -> int:
        with clock.travel(TODAY), CaptureQueriesContext(connection) as captured:
            assert client.get(BOARD).status_code == 200
        return len(captured)

    build(world)
    queries()
    before = queries()
    for number in range(3):
        other = make_directive(world, number=str(100 + number))
        for unit in (world.hospital_a, world.hospital_b, world.district_a, world.district_b, world.plan_room):
            give(world, other, unit, datetime(2023, 10, 2 + number).date())
    assert queries() == before


def test_what_waits_for_each(world: World) -> None:
    directive = build(world)
    open_one = Assignment.objects.filter(state=A.IN_PROGRESS, unit=world.hospital_a, parent=None).first()
    assert open_one is not None
    Assignment.objects.filter(pk=open_one.pk).update(period="2023-Q4")
    declined = give(world, directive, world.hospital_b, TODAY, state=A.DECLINED)
    with clock.travel(TODAY):
        make_extension(world, open_one)
        for_leader, for_head = waiting(world.actor("leader")), waiting(world.actor("standing_head"))
        for_stranger = waiting(world.actor("outsider"))
    assert [one.kind for one in for_leader.decisions] == ["Xin gia hạn, lần 1/1"]
    assert [one.kind for one in for_head.decisions] == ["Đề nghị trả lại việc", "Xin gia hạn, lần 1/1"]
    assert [one.meta for one in for_head.decisions] == [world.hospital_b.name, f"{world.hospital_a.name}, Quý IV/2023"]
    assert for_head.decisions[0].url == declined.get_absolute_url()
    assert (for_head.count, for_leader.count, for_stranger.count) == (2, 1, 0)
    assert for_leader.results is not None and for_leader.results.n == 2


def test_a_request_of_ones_own_waits_for_others(world: World, persona_client: Open) -> None:
    directive = build(world)
    with clock.travel(TODAY):
        for unit in (world.hospital_a, world.hospital_b):
            make_extension(world, give(world, directive, unit, TODAY))
        mine = Extension.objects.latest("pk")
        Assignment.objects.filter(pk=mine.assignment_id).update(responsible=world.people["leader"])
        for_leader, for_other = waiting(world.actor("leader")), waiting(world.actor("city_leader"))
        page = persona_client("leader").get(BOARD).content.decode()
    assert (for_leader.count, [one.url for one in for_leader.own]) == (1, [mine.assignment.get_absolute_url()])
    assert mine.assignment.get_absolute_url() not in {one.url for one in for_leader.decisions}
    assert (for_other.count, for_other.own) == (2, ())
    assert "Đề nghị của bạn, người khác quyết định" in page


def test_a_new_look_begins_after_a_pause(world: World) -> None:
    person = world.people["leader"].pk
    nine = clock.at(TODAY) + timedelta(hours=1)
    with clock.travel(nine):
        assert look(person) == nine - timedelta(days=1)
    with clock.travel(nine + timedelta(minutes=50)):
        assert look(person) == nine - timedelta(days=1)
    later = nine + timedelta(hours=3)
    with clock.travel(later):
        assert look(person) == nine + timedelta(minutes=50)


def test_changes_since_the_last_look(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        since = clock.now()
    sent = Assignment.objects.get(unit=world.hospital_a, due_on="2023-10-09", parent=None, state=A.IN_PROGRESS)
    done = Assignment.objects.get(unit=world.district_a, state=A.SUBMITTED)
    fresh = Assignment.objects.get(unit=world.hospital_b, due_on="2023-10-20")
    with clock.travel(datetime(2023, 10, 23, 9, tzinfo=clock.ZONE)):
        submit_result(assignment=sent, content=ReportContent(done="Đã xong"), actor=world.actor("unit_head"))
        confirm_result(assignment=done, actor=world.actor("standing_head"))
        scope = board(world, "leader")
        found = {change.words: change for change in changes(scope, since)}
        for change in found.values():
            assert rows_behind(scope, change.url) == change.n
    assert {words: change.n for words, change in found.items()} == {
        "nhiệm vụ vừa quá hạn": 1,
        "nhiệm vụ hoàn thành": 1,
        "kết quả mới chờ xác nhận": 1,
    }
    assert found["nhiệm vụ vừa quá hạn"].detail == fresh.unit.name
    assert found["nhiệm vụ hoàn thành"].detail == "0 đúng hạn, 1 quá hạn"


def rows_behind(scope: Scope, url: str) -> int:
    from django.http import QueryDict

    from tasks.lists import ListFilter

    return ListFilter.read(QueryDict(url.partition("?")[2])).rows(scope.actor).count()


def test_the_tally_is_what_the_rows_say(world: World) -> None:
    """Confirmed, corrected by hand, deleted, added up: always the sum of the rows."""
    from tasks.counting import add_up

    build(world)
    agree()
    first = Assignment.objects.filter(done_on__isnull=False).first()
    assert first is not None
    Assignment.objects.filter(pk=first.pk).update(due_on="2023-09-01")
    agree()
    Assignment.objects.filter(pk=first.pk).update(due_on=None)
    agree()
    Assignment.objects.filter(pk=first.pk).update(done_on=None, closed_on=None)
    agree()
    rows = DoneTally.objects.count()
    add_up()
    agree()
    assert DoneTally.objects.count() < rows


def agree() -> None:
    key = "directive_id, given_on, done_month, closed_month, overdue_month"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, sum(n), sum(late), sum(late_days), sum(undated) FROM tasks_donetally"
            f" GROUP BY {key} HAVING sum(n) <> 0"
        )
        tally = set(cursor.fetchall())
        cursor.execute(FROM_ROWS)
        assert tally == set(cursor.fetchall()) and tally and COLUMNS


def test_a_decision_waits_in_working_days_as_on_the_offices_home(db: None) -> None:
    friday = clock.at(date(2023, 10, 13), time(16, 30))
    asked = Decision("flag", "", "", "", "", since=friday, office=None)
    with clock.travel(date(2023, 10, 13)):
        assert asked.days == 0
    with clock.travel(date(2023, 10, 16)):
        assert asked.days == 1
