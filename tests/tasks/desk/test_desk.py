"""The desk: what must I do now, nearest deadline first, with true counts, at a constant cost."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from organizations.models import Appointment, Position, Role, Unit
from tasks.desk.filters import TABS
from tasks.models import Assignment
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import DUE, TODAY, make_assignment, make_directive, make_task
from tests.tasks.desk.conftest import Browser

Open = Callable[[str], Browser]


def _tabs(page: str) -> dict[str, int]:
    found = re.findall(r'class="nav-link[^>]*>([^<]+?) <span class="num">(\d+)</span>', page)
    return {label.strip(): int(count) for label, count in found}


def _titles(page: str) -> list[str]:
    return re.findall(r'rv-wrow-title">([^<]+)</span>', page)


def _many(world: World) -> list[Assignment]:
    directive = make_directive(world)
    rows = []
    for nth, (state, due) in enumerate(
        [
            (A.ASSIGNED, date(2023, 10, 26)), (A.ACCEPTED, date(2023, 10, 10)), (A.IN_PROGRESS, date(2023, 10, 20)),
            (A.RETURNED, date(2023, 10, 18)), (A.SUBMITTED, date(2023, 10, 12)), (A.DECLINED, DUE),
            (A.SUSPENDED, DUE), (A.COMPLETED, DUE), (A.CANCELLED, DUE), (A.ACCEPTED, None),
        ]
    ):  # fmt: skip
        kind = "fixed" if due else "none"
        task = make_task(world, directive, content=f"Việc số {nth}", due_on=due, deadline_kind=kind)
        rows.append(make_assignment(world, state, task=task))
    return rows


def test_tabs_count_truly_and_what_waits_for_others_is_out_of_the_way(browser: Open, world: World) -> None:
    _many(world)
    make_assignment(world, A.ASSIGNED, unit=world.hospital_b)
    make_assignment(world, A.ASSIGNED, task=make_task(world, content="Góp ý dự thảo"), role="coordinate")
    page = browser("unit_head").get("tasks:desk").text
    assert _tabs(page) == {
        "Cần làm": 6, "Mới": 2, "Đang làm": 3, "Thực hiện lại": 1, "Chờ xác nhận": 3, "Phối hợp": 1, "Hoàn thành": 1,
    }  # fmt: skip


def test_nearest_deadline_first_and_undated_last(browser: Open, world: World) -> None:
    _many(world)
    page = browser("unit_officer").get("tasks:desk")
    assert _titles(page.text) == ["Việc số 1", "Việc số 3", "Việc số 2", "Việc số 0", "Việc số 9"]
    page.says("Quá hạn 5 ngày làm việc", "Còn 1 ngày làm việc", "Chưa có thời hạn", "4215/SYT-KHTC, Sở Y tế, mục 1")


@pytest.mark.parametrize(
    ("tab", "numbers"),
    [("moi", [0]), ("dang-lam", [1, 2, 9]), ("lam-lai", [3]), ("cho-xac-nhan", [4, 5, 6]), ("hoan-thanh", [7]),
     ("khac", [8]), ("phoi-hop", [])],
)  # fmt: skip
def test_each_tab_lists_what_it_counts(browser: Open, world: World, tab: str, numbers: list[int]) -> None:
    _many(world)
    page = browser("unit_head").get("tasks:desk", query=f"?nhom={tab}")
    assert _titles(page.text) == [f"Việc số {n}" for n in numbers]


def test_overdue_and_mine_narrow_the_list_and_stay_in_the_address(browser: Open, world: World) -> None:
    rows = _many(world)
    rows[2].officer = world.unit_officer
    rows[2].save(update_fields=["officer"])
    officer = browser("unit_officer")
    assert _titles(officer.get("tasks:desk", query="?cua-toi=1").text) == ["Việc số 2"]
    assert _titles(officer.get("tasks:desk", query="?qua-han=1").text) == ["Việc số 1"]
    officer.says("?nhom=dang-lam&amp;qua-han=1", "?qua-han=1&amp;viec=")
    assert _tabs(officer.text)["Cần làm"] == 1


def test_a_list_of_one_directive(browser: Open, world: World) -> None:
    rows = _many(world)
    other = make_directive(world, number="7", symbol="KH-UBND")
    make_assignment(world, A.ACCEPTED, task=make_task(world, other, content="Việc của kế hoạch"))
    page = browser("unit_head").get("tasks:desk", query=f"?van-ban={other.pk}")
    assert _titles(page.text) == ["Việc của kế hoạch"]
    page.says("7/KH-UBND")
    assert _tabs(page.text)["Cần làm"] == 1
    assert len(rows) == 10


def test_somebody_with_two_desks_sees_both_and_chooses(browser: Open, world: World) -> None:
    _post(world, "unit_officer", world.hospital_b)
    make_assignment(world, task=make_task(world, content="Việc của Một"))
    make_assignment(world, task=make_task(world, content="Việc của Hai"), unit=world.hospital_b)
    officer = browser("unit_officer")
    assert set(_titles(officer.get("tasks:desk").text)) == {"Việc của Một", "Việc của Hai"}
    officer.says("Việc của 2 bàn việc", "BVĐK 1", "BVĐK 2")
    officer.get("tasks:desk", query=f"?ban={world.hospital_b.pk}")
    assert _titles(officer.text) == ["Việc của Hai"]
    officer.get("tasks:desk", query=f"?ban={world.finance.pk}")
    assert len(_titles(officer.text)) == 2, "a desk that is not one's own is no choice"


def _post(world: World, persona: str, unit: Unit) -> None:
    position = Position.objects.create(unit=unit, title="Kiêm nhiệm", role=Role.UNIT_OFFICER, rank=5)
    Appointment.objects.create(person=world.people[persona], position=position)


def test_the_first_row_stands_open_beside_the_list_and_another_on_demand(browser: Open, world: World) -> None:
    rows = _many(world)
    page = browser("unit_head").get("tasks:desk")
    page.says(f'data-pk="{rows[1].pk}" data-title="Việc số 1">')
    page.get("tasks:desk", query=f"?viec={rows[2].pk}")
    page.says(f'data-pk="{rows[2].pk}" data-title="Việc số 2" data-open>')


def test_a_row_that_left_its_tab_stays_open_and_a_stranger_is_404(browser: Open, world: World) -> None:
    rows = _many(world)
    foreign = make_assignment(world, unit=world.hospital_b)
    page = browser("unit_head").get("tasks:desk", query=f"?nhom=moi&viec={rows[2].pk}")
    page.says(f'id="viec" aria-labelledby="h-viec" data-pk="{rows[2].pk}"')
    assert page.get("tasks:desk", query=f"?viec={foreign.pk}").status == 404


def test_pages_go_on_where_the_last_ended(browser: Open, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.desk.board.PAGE", 2)
    directive = make_directive(world)
    for nth in range(5):
        due = DUE + timedelta(days=nth // 2)
        make_assignment(world, task=make_task(world, directive, content=f"Việc {nth}", due_on=due))
    head, seen, url = browser("unit_head"), [], "/viec/"
    while url:
        head.response = head.client.get(url)
        seen += _titles(head.text)
        following = re.search(r'rel="next" href="([^"]+)"', head.text)
        url = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"Việc {nth}" for nth in range(5)]


def test_cost_does_not_grow_with_the_rows(browser: Open, world: World, django_assert_max_num_queries: Any) -> None:
    directive = make_directive(world)
    head = browser("unit_head")
    counts = []
    for batch in (1, 20):
        for nth in range(batch):
            make_assignment(world, task=make_task(world, directive, content=f"Việc {batch}-{nth}"))
        head.get("tasks:desk")
        with django_assert_max_num_queries(45) as queries:
            head.get("tasks:desk")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_htmx_gets_the_list_alone_or_the_panel_alone(browser: Open, world: World) -> None:
    rows = _many(world)
    head = browser("unit_head")
    head.get("tasks:desk", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="danh-sach")
    head.says('id="danh-sach"', f'data-board="unit.{world.hospital_a.pk}"')
    head.hides("<html", 'id="viec"')
    head.get("tasks:desk", query=f"?viec={rows[2].pk}", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="viec")
    head.says('id="viec"')
    head.hides("<html", 'id="danh-sach"')
    restored = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "viec", "HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}
    head.get("tasks:desk", **restored).says("<html")


def test_an_empty_desk_says_so_and_who_has_none_is_told(browser: Open, world: World) -> None:
    browser("unit_head").get("tasks:desk").says("Không còn việc nào phải làm")
    browser("leader").get("tasks:desk").says("Bạn không phụ trách việc của đơn vị nào")
    assert browser("anonymous").get("tasks:desk").status == 302


@pytest.mark.parametrize("tab", [tab.key for tab in TABS])
def test_each_tab_says_so_when_it_is_empty(browser: Open, world: World, tab: str) -> None:
    assert "rv-empty" in browser("unit_head").get("tasks:desk", query=f"?nhom={tab}").text


def test_the_deputy_sees_the_head_s_desk(browser: Open, world: World) -> None:
    _many(world)
    browser("deputy").get("tasks:desk").says("Việc của Bệnh viện Đa khoa Một", "Thay mặt", "Việc số 1")


def test_the_menu_counts_what_is_to_be_done(browser: Open, world: World) -> None:
    _many(world)
    browser("unit_head").get("tasks:desk").says('<span class="rv-rail-count">5<')
    assert TODAY.year == 2023
