"""Search: accent-blind, over what one may see; nothing else shows or is counted."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.states import DirectiveState
from tasks.models import Task
from tasks.states import AssignmentState as A
from tasks.states import ReportState
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_report, make_task

pytestmark = [pytest.mark.server, pytest.mark.django_db]
Open = Callable[[str], Client]


def search(client: Client, q: str, **more: str) -> str:
    response = client.get("/tim/", {"q": q, **more})
    assert response.status_code == 200
    return response.content.decode()


def hits(html: str, slug: str) -> list[str]:
    """First lines of a group's results."""
    part = re.search(rf'<section class="card rv-find" id="{slug}".*?</section>', html, re.DOTALL)
    titles = re.findall(r'<a class="rv-hit-title"[^>]*>(.*?)</a>', part[0], re.DOTALL) if part else []
    return [" ".join(re.sub(r"<[^>]+>", "", title).split()) for title in titles]


def count(html: str, slug: str) -> str:
    found = re.search(rf'id="h-{slug}".*?rv-count num">([^<]*)<', html, re.DOTALL)
    return found[1] if found else ""


def test_accents_do_not_matter_and_matches_are_marked(world: World, persona_client: Open) -> None:
    make_assignment(world)
    html = search(persona_client("standing_officer"), "thiet bi y te")
    assert hits(html, "nhiem-vu") == ["Rà soát, đánh giá tình trạng thiết bị y tế"]
    assert "<mark>thiết bị y tế</mark>" in html
    assert hits(html, "van-ban") == ["4215/SYT-KHTC: Rà soát thiết bị y tế, vật tư tiêu hao"]
    assert search(persona_client("standing_officer"), "THIẾT BỊ Y TẾ").count("<mark>") == html.count("<mark>")


def test_the_number_comes_first_then_the_words_together(world: World, persona_client: Open) -> None:
    make_directive(world, number="2837", symbol="BYT-VPB", abstract="Bảo đảm thuốc")
    make_directive(world, number="9", symbol="SYT", abstract="Thực hiện văn bản 2837 BYT VPB của Bộ")
    make_directive(world, number="10", symbol="SYT", abstract="Bệnh viện, thuốc và đảm bảo")
    client = persona_client("leader")
    assert [one.split(":")[0] for one in hits(search(client, "2837/BYT-VPB"), "van-ban")] == ["2837/BYT-VPB", "9/SYT"]
    assert [one.split(":")[0] for one in hits(search(client, "đảm thuốc"), "van-ban")] == ["2837/BYT-VPB", "10/SYT"]
    assert hits(search(client, "2837"), "van-ban")[0].startswith("2837/")


def test_what_may_not_be_seen_is_neither_shown_nor_counted(world: World, persona_client: Open) -> None:
    given = make_assignment(world, A.IN_PROGRESS)
    make_report(world, given, ReportState.SUBMITTED, done="Thiết bị y tế đã gửi")
    make_report(world, given, ReportState.DRAFT, done="Thiết bị y tế còn nháp")
    make_report(world, given, ReportState.TAKEN_BACK, done="Thiết bị y tế đã rút")
    draft = make_directive(world, number="99", state=DirectiveState.DRAFT, abstract="Dự thảo thiết bị y tế")
    make_task(world, draft, content="Nhiệm vụ dự thảo thiết bị y tế")

    def counts(persona: str) -> list[str]:
        html = search(persona_client(persona), "thiet bi y te")
        return [count(html, slug) for slug in ("van-ban", "nhiem-vu", "bao-cao")]

    assert counts("standing_officer") == ["2", "2", "1"]
    assert counts("unit_officer") == ["1", "1", "3"]
    assert counts("other_unit_officer") == ["", "", ""]
    assert counts("outsider") == ["", "", ""]
    html = search(persona_client("outsider"), "thiet bi y te")
    assert "Không tìm thấy gì bạn được xem" in html


def test_the_directory_by_name_and_short_name(world: World, persona_client: Open) -> None:
    client = persona_client("unit_officer")
    assert hits(search(client, "benh vien da khoa"), "don-vi") == ["Bệnh viện Đa khoa Hai", "Bệnh viện Đa khoa Một"]
    assert hits(search(client, "BVĐK 1"), "don-vi") == ["Bệnh viện Đa khoa Một"]
    assert hits(search(client, "hoang van"), "nguoi") == ["Hoàng Văn Viện"]
    assert "Giám đốc, Bệnh viện Đa khoa Một" in search(client, "hoang van")
    assert hits(search(client, "so y te tinh khac"), "don-vi") == []
    # People by the unit where they hold a post; one word alone is a name.
    there = hits(search(client, "Bệnh viện Đa khoa Một"), "nguoi")
    assert "Hoàng Văn Viện" in there and there == hits(search(client, "BVĐK 1"), "nguoi")
    assert hits(search(client, "khoa"), "nguoi") == []


def test_a_task_leads_to_ones_own_assignment(world: World, persona_client: Open) -> None:
    mine = make_assignment(world)
    make_assignment(world, unit=world.hospital_b, task=mine.task)
    assert f'href="/viec/{mine.pk}/"' in search(persona_client("unit_officer"), "tinh trang")
    assert f'href="/nhiem-vu/?task={mine.task_id}"' in search(persona_client("leader"), "tinh trang")


def test_more_comes_page_by_page_without_gaps(world: World, persona_client: Open) -> None:
    directive = make_directive(world)
    for number in range(47):
        words = "Kiểm tra thiết bị y tế" if number % 2 else "Y tế dự phòng kiểm kê thiết bị"
        make_task(world, directive, content=f"{words} số {number}", due_on=date(2023, 10, 20))
    client = persona_client("standing_officer")
    first = search(client, "thiet bi y te")
    assert count(first, "nhiem-vu") == "47" and len(hits(first, "nhiem-vu")) == 5
    seen: list[str] = []
    after = ""
    for _page in range(6):
        html = search(client, "thiet bi y te", nhom="nhiem-vu", **({"after": after} if after else {}))
        seen += hits(html, "nhiem-vu")
        more = re.search(r'class="rv-find-more"><a[^>]*after=(\d+\.\d+)', html)
        if not more:
            break
        after = more[1]
    assert len(seen) == len(set(seen)) == 47
    assert all(one.startswith("Kiểm tra") for one in seen[:23]), "the words together come first"


@pytest.mark.parametrize("q", ["", "a", "':*", "&|!()", "\\", "%", "💉", "x" * 500])
def test_odd_queries_are_answered(world: World, persona_client: Open, q: str) -> None:
    make_assignment(world)
    search(persona_client("leader"), q)
    search(persona_client("leader"), q, nhom="nhiem-vu", after="junk")


def test_the_number_of_queries_does_not_depend_on_what_is_found(world: World, persona_client: Open) -> None:
    client = persona_client("standing_officer")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            search(client, "thiet bi y te")
        return len(captured)

    given = make_assignment(world, A.IN_PROGRESS)
    make_report(world, given, ReportState.SUBMITTED, done="Thiết bị y tế")
    queries()
    before = queries()
    for number in range(4):
        other = make_assignment(world, A.IN_PROGRESS, task=make_task(world, make_directive(world, number=str(number))))
        make_report(world, other, ReportState.SUBMITTED, done="Thiết bị y tế")
    assert queries() <= before


def test_the_index_answers(world: World) -> None:
    """The condition is the index's own expression: without it every search would read the table."""
    from tasks.search.query import Query

    make_assignment(world)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Task.objects.filter(Query("thiet bi y te").all_words()).explain()
    assert "tasks_task_words" in plan
