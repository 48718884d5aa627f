"""The coverage matrix: one word a cell, true counts, an order worth having, and a constant number of queries."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from organizations.models import Unit, UnitKind
from tasks.due import Ruler
from tasks.follow_up.cells import FIELDS, read_cell
from tasks.follow_up.coverage import Matrix, matrix
from tasks.follow_up.matrix_view import View
from tasks.follow_up.naming import split_name
from tasks.lists import ListFilter
from tasks.models import Assignment, Explanation
from tasks.states import AssignmentState as A
from tasks.states import DeadlineKind, Role
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import DUE, GIVEN, TODAY, make_assignment, make_directive, make_task
from workflows import clock

pytestmark = pytest.mark.django_db
LONG_AGO = date(2023, 7, 20)


def board(world: World, directive: Any, address: str = "", persona: str = "standing_officer", **more: Any) -> Matrix:
    return matrix(world.actor(persona), directive, View.read(QueryDict(address)), **more)


@pytest.mark.parametrize(
    ("state", "fields", "kind", "word", "says"),
    [
        (A.ASSIGNED, {"due_on": date(2023, 12, 1)}, "nw", "Chưa nhận", "Chưa tiếp nhận, còn 33 ngày làm việc"),
        (A.ASSIGNED, {"due_on": DUE}, "nw rv-c-sn", "Chưa nhận", "Chưa tiếp nhận, còn 3 ngày làm việc"),
        (A.ACCEPTED, {"due_on": None}, "wk", "Đã nhận", "Đã tiếp nhận"),
        (A.IN_PROGRESS, {"due_on": None, "percent": 40}, "wk", "40%", "Đang thực hiện 40%"),
        (A.IN_PROGRESS, {"due_on": None}, "wk", "Đang", "Đang thực hiện"),
        (A.IN_PROGRESS, {"due_on": TODAY - timedelta(days=1)}, "od", "Quá 1", "Quá hạn 1 ngày làm việc"),
        (A.ASSIGNED, {"due_on": date(2023, 9, 15)}, "od rv-c-od2", "Quá 22", "Quá hạn 22 ngày làm việc"),
        (A.RETURNED, {"due_on": LONG_AGO}, "od rv-c-od3", "Quá 61", "Quá hạn 61 ngày làm việc, thực hiện lại"),
        (A.RETURNED, {"due_on": None}, "rd", "Làm lại", "Thực hiện lại"),
        (A.SUBMITTED, {}, "cf", "Chờ XN", "Chờ xác nhận"),
        (A.SUBMITTED, {"due_on": date(2023, 10, 12)}, "cf", "Chờ XN", "Chờ xác nhận, gửi trễ 3 ngày làm việc"),
        (A.COMPLETED, {}, "ok", "Xong", "Hoàn thành đúng hạn"),
        (A.COMPLETED, {"due_on": date(2023, 10, 12)}, "lt", "Trễ 3", "Trễ 3 ngày làm việc"),
        (A.DECLINED, {}, "bk", "Trả việc", "Đề nghị trả lại việc"),
        (A.SUSPENDED, {}, "sp", "Tạm dừng", "Tạm dừng"),
        (A.CANCELLED, {}, "no", "Đã hủy", "Đã hủy"),
        (A.REASSIGNED, {}, "no", "Giao lại", "Đã giao đơn vị khác"),
    ],
)
def test_cell_says_it_in_one_word_and_in_full(
    world: World, state: str, fields: dict[str, Any], kind: str, word: str, says: str
) -> None:
    made = make_assignment(world, state, **fields)
    cell = read_cell(Assignment.objects.filter(pk=made.pk).values_list(*FIELDS).get(), Ruler.now())
    assert (cell.kind, cell.word) == (kind, word)
    assert cell.says.startswith(says)


def test_cell_tells_of_deadline_urging_and_role(world: World) -> None:
    made = make_assignment(world, role="coordinate", urgings=2, last_urged_on=date(2023, 10, 12))
    cell = read_cell(Assignment.objects.filter(pk=made.pk).values_list(*FIELDS).get(), Ruler.now())
    assert cell.says.endswith("phối hợp; hạn 20/10/2023; đôn đốc 2 lần, gần nhất 12/10")


@pytest.mark.parametrize(
    ("name", "short_name", "expected"),
    [
        ("UBND huyện Mê Linh", "", ("H.", "huyện", "Mê Linh")),
        ("Ủy ban nhân dân thị xã Sơn Tây", "", ("TX.", "thị xã", "Sơn Tây")),
        ("UBND xã Thị Trấn", "", ("X.", "xã", "Thị Trấn")),
        ("Bệnh viện Thanh Nhàn", "BVTN", ("", "", "Bệnh viện Thanh Nhàn")),
        ("Trung tâm Kiểm soát bệnh tật thành phố Hà Nội", "CDC Hà Nội", ("", "", "CDC Hà Nội")),
    ],
)
def test_unit_names_are_never_cut(name: str, short_name: str, expected: tuple[str, str, str]) -> None:
    assert split_name(name, short_name) == expected


def filled(world: World) -> Any:
    """Two tasks and a period over five units, in many states."""
    directive = make_directive(world)
    plan = make_task(world, directive, section="IV.1", due_on=date(2023, 9, 29))
    report = make_task(
        world, directive, section="IV.2", deadline_kind=DeadlineKind.PERIODIC, due_on=None, recurrence=["quarterly"]
    )
    standing = make_task(world, directive, section="II.1", deadline_kind=DeadlineKind.STANDING, due_on=None)
    states = [A.COMPLETED, A.SUBMITTED, A.IN_PROGRESS, A.ASSIGNED, A.RETURNED]
    units = [world.district_a, world.district_b, world.hospital_a, world.hospital_b, world.finance]
    for unit, state in zip(units, states, strict=True):
        make_assignment(world, state, unit=unit, task=plan)
        make_assignment(world, A.COMPLETED, unit=unit, task=report, period="2023-Q2", due_on=DUE)
        make_assignment(world, A.ACCEPTED, unit=unit, task=report, period="2023-Q3", due_on=date(2023, 12, 15))
    make_assignment(world, A.DECLINED, unit=world.finance, task=standing)
    return directive


def test_columns_come_nearest_deadline_first_undated_last_and_finished_periods_hide(world: World) -> None:
    directive = filled(world)
    shown = board(world, directive)
    assert [(column.code, column.period) for column in shown.columns] == [
        ("IV.1", ""), ("IV.2", "2023-Q3"), ("II.1", "")
    ]  # fmt: skip
    assert shown.finished_periods == 1
    assert shown.columns[2].undated == "thường xuyên"
    assert [column.period for column in board(world, directive, "ky=all").columns] == ["", "2023-Q2", "2023-Q3", ""]
    only = shown.columns[1].key
    assert [column.key for column in board(world, directive, f"col={only}").columns] == [only]


def test_counts_of_chips_columns_and_rows_agree_with_their_lists(world: World) -> None:
    directive = filled(world)
    actor = world.actor("standing_officer")
    shown = board(world, directive)
    assert (shown.units, shown.total, shown.done) == (5, 16, 6)
    assert (shown.overdue, shown.overdue_units) == (4, 4)
    behind = {
        "overdue": "class=overdue", "submitted": "state=submitted", "declined": "state=declined",
        "assigned": "state=assigned", "returned": "state=returned", "working": "state=accepted&state=in_progress",
        "done": "class=done_on_time&class=done_undated", "late": "class=done_late",
    }  # fmt: skip
    first, second = shown.chip_groups[:2]
    assert [chip["key"] for chip in first["chips"]] == ["overdue"]
    assert sum(chip["count"] for chip in second["chips"]) == shown.total  # states alone add up
    for chip in shown.chips:
        rows = ListFilter.read(QueryDict(f"directive={directive.pk}&{behind[chip['key']]}")).rows(actor)
        assert chip["count"] == rows.count(), chip["label"]
    for column in shown.columns:
        for url, count in ((column.list_url, column.total), (column.overdue_url, column.counts["overdue"])):
            assert ListFilter.read(QueryDict(url.partition("?")[2])).rows(actor).count() == count
    for line in shown.lines:
        for url, count in ((line.all_url, line.total), (line.overdue_url, line.overdue)):
            assert ListFilter.read(QueryDict(url.partition("?")[2])).rows(actor).count() == count


def test_a_confirmed_objective_cause_is_marked_counted_and_listed(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    """Of its own deadline alone; of what is overdue and of what was done late, as the figures count."""
    directive = make_directive(world)
    overdue, done_late, other_day, in_time = (
        make_assignment(world, state, task=make_task(world, directive, section=f"I.{nth}"), due_on=due_on)
        for nth, (state, due_on) in enumerate(
            [(A.IN_PROGRESS, GIVEN), (A.COMPLETED, GIVEN), (A.IN_PROGRESS, GIVEN), (A.IN_PROGRESS, DUE)]
        )
    )
    for row in (overdue, done_late, other_day, in_time):
        day = LONG_AGO if row == other_day else row.due_on or DUE
        Explanation.objects.create(
            assignment=row, due_on=day, state="found", finding="objective",
            question="?", asked_at=clock.at(GIVEN), answer_by=GIVEN, found_at=clock.at(TODAY), found_by=None,
        )  # fmt: skip
    shown = board(world, directive)
    (line,) = shown.lines
    assert [cell.mark if cell else None for cell in line.cells] == ["KQ", "KQ", "", ""]
    assert line.cells[0] is not None and line.cells[0].says.endswith("đã xác nhận nguyên nhân khách quan")
    chips = {chip["key"]: chip["count"] for chip in shown.chips}
    rows = ListFilter.read(QueryDict(f"directive={directive.pk}&apart=excused")).rows(world.actor("standing_officer"))
    assert chips["excused"] == rows.count() == 2
    client = persona_client("standing_officer")
    html = client.get(f"/van-ban/{directive.pk}/theo-doi/?show=excused").content.decode()
    assert html.count('<small class="rv-c-mark">KQ</small>') == len(re.findall(r'class="rv-c [^"]*rv-hit', html)) == 2
    sheet = load_workbook(BytesIO(client.get(f"/van-ban/{directive.pk}/theo-doi/xuat/").content)).active
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert sum(word.endswith(" KQ") for word in words) == 2


def test_worst_first_then_by_name_by_progress_or_by_one_column(world: World) -> None:
    directive = filled(world)
    names = [line.name for line in board(world, directive).lines]
    assert names[-1] == world.district_a.name
    assert [line.short for line in board(world, directive, "sort=name").lines][:3] == [
        "Sở Tài chính", "Ba Đình", "Hoàn Kiếm"
    ]  # fmt: skip
    assert board(world, directive, "sort=done").lines[-1].done == 2
    plan = board(world, directive).columns[0].key
    words = [line.cells[0].word for line in board(world, directive, f"sort={plan}").lines if line.cells[0]]
    assert words == ["Quá 12", "Quá 12", "Quá 12", "Chờ XN", "Trễ 12"]


def test_filter_keeps_units_that_have_such_a_cell_and_marks_it(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    directive = filled(world)
    shown = board(world, directive, "show=submitted")
    assert [line.name for line in shown.lines] == [world.district_b.name]
    assert shown.total == 16
    html = persona_client("standing_officer").get(f"/van-ban/{directive.pk}/theo-doi/?show=submitted").content.decode()
    assert len(re.findall(r'class="rv-c [^"]*rv-hit', html)) == 1
    kinds = board(world, directive, "kind=district")
    assert {line.name for line in kinds.lines} == {world.district_a.name, world.district_b.name}
    assert {kind["value"]: kind["count"] for kind in kinds.kinds} == {"district": 2, "hospital": 2, "department": 1}


def test_who_took_over_stands_before_what_was_taken_over(world: World) -> None:
    task = make_task(world)
    old = make_assignment(world, A.REASSIGNED, task=task)
    make_assignment(world, A.ACCEPTED, unit=world.hospital_b, task=task, predecessor=old)
    back = make_assignment(world, A.ACCEPTED, task=task, predecessor=old)
    lines = {line.name: line for line in board(world, task.directive).lines}
    cell = lines[world.hospital_a.name].cells[0]
    assert cell is not None and (cell.pk, cell.word) == (back.pk, "Đã nhận")
    assert board(world, task.directive).total == 2


def test_unit_sees_its_own_row_alone(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = filled(world)
    shown = board(world, directive, persona="unit_head")
    assert [line.name for line in shown.lines] == [world.hospital_a.name]
    assert shown.total == 3
    html = persona_client("unit_head").get(f"/van-ban/{directive.pk}/theo-doi/").content.decode()
    assert world.finance.name not in html and "data-select-all" not in html


def communes(world: World, directive: Any, count: int) -> None:
    task = directive.tasks.first() or make_task(world, directive)
    units = Unit.objects.bulk_create(
        Unit(name=f"UBND xã {nth:04d}", kind=UnitKind.COMMUNE, parent=world.district_a) for nth in range(count)
    )
    Assignment.objects.bulk_create(
        Assignment(task=task, directive=directive, unit=unit, role="lead", assigned_on=GIVEN, due_on=DUE)
        for unit in units
    )


def test_pages_of_units_hold_each_once(world: World) -> None:
    directive = make_directive(world)
    communes(world, directive, 25)
    seen, mark, pages = [], "", 0
    while True:
        shown = board(world, directive, after=mark, size=10)
        seen += [line.name for line in shown.lines]
        pages += 1
        if not shown.after:
            break
        mark = shown.after
    assert (pages, len(seen), seen) == (3, 25, sorted(set(seen)))
    assert shown.units == 25
    before = re.search(r"before=([^&]+)", shown.previous_url)
    assert before
    assert [line.name for line in board(world, directive, before=before[1], size=10).lines] == seen[10:20]


def test_number_of_queries_does_not_follow_units_or_tasks(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    directive = filled(world)
    client = persona_client("standing_officer")
    address = f"/van-ban/{directive.pk}/theo-doi/"
    client.get(address)
    with Counting() as few:
        client.get(address)
    communes(world, directive, 80)
    for nth in range(6):
        make_assignment(world, task=make_task(world, directive, section=f"V.{nth}"))
    with Counting() as many:
        client.get(address)
    assert few.count == many.count <= 27


def test_live_part_alone_brings_sums_and_table(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = filled(world)
    html = persona_client("standing_officer").get(f"/van-ban/{directive.pk}/theo-doi/?manh=bang").content.decode()
    assert "<html" not in html and 'id="mt-tong" hx-swap-oob="true"' in html
    assert f'data-board="directive.{directive.pk}"' in html
    assert 'name="next" value="/van-ban/' in html and "manh" not in html.split('name="next"')[1].split(">")[0]


def test_export_holds_every_unit_with_one_word_a_cell(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = filled(world)
    response = persona_client("standing_officer").get(f"/van-ban/{directive.pk}/theo-doi/xuat/")
    sheet = load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(nth for nth, row in enumerate(rows) if row[0] == "STT")
    assert rows[head][2].startswith("IV.1 (29/09/2023)")
    body = {row[1]: row[2:] for row in rows[head + 1 :]}
    assert body[world.district_a.name] == ["Trễ 12", "Đã nhận", None, 0, "2/3"]
    assert body[world.finance.name] == ["Quá 12", "Đã nhận", "Trả việc", 1, "1/4"]


def test_before_issue_the_page_says_so_and_follow_leads_to_the_matrix(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    client = persona_client("standing_officer")
    draft = make_directive(world, state="draft")
    assert "chưa giao việc" in client.get(f"/van-ban/{draft.pk}/theo-doi/").content.decode()
    issuing = make_directive(world, state="issuing", number="2")
    assert client.get(f"/van-ban/{issuing.pk}/theo-doi/")["Location"] == f"/van-ban/{issuing.pk}/giao-viec/"
    assert "Chưa có văn bản nào" in client.get("/theo-doi/").content.decode()
    calm = make_task(world, make_directive(world, number="3"))
    make_assignment(world, task=calm)
    late = make_assignment(world, task=make_task(world, make_directive(world, number="4")), due_on=GIVEN)
    assert client.get("/theo-doi/")["Location"] == f"/van-ban/{late.directive_id}/theo-doi/"
    client.get(f"/van-ban/{calm.directive_id}/theo-doi/")
    assert client.get("/theo-doi/")["Location"] == f"/van-ban/{calm.directive_id}/theo-doi/"


def test_sums_count_those_who_lead_and_coordinators_stand_apart(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    directive = filled(world)
    plan = directive.tasks.get(section="IV.1")
    helper = make_assignment(world, A.ACCEPTED, unit=world.plan_room, task=plan, role=Role.COORDINATE)
    shown = board(world, directive)
    assert (shown.role, shown.role_words, shown.total) == ("lead", "chủ trì", 16)
    assert world.plan_room.name not in {line.name for line in shown.lines}
    assert [(role["count"], role["current"]) for role in shown.roles] == [(16, True), (1, False), (17, False)]
    both = board(world, directive, "role=all")
    assert (both.role, both.role_words, both.total) == ("", "", 17)
    beside = board(world, directive, "role=coordinate")
    assert [line.unit_id for line in beside.lines] == [helper.unit_id]
    for seen in (shown, both, beside):
        for line in seen.lines:
            rows = ListFilter.read(QueryDict(line.all_url.partition("?")[2])).rows(world.actor("standing_officer"))
            assert rows.count() == line.total
    html = persona_client("standing_officer").get(f"/van-ban/{directive.pk}/theo-doi/").content.decode()
    assert "lượt giao chủ trì hoàn thành" in html and "Cả hai vai trò" in html


def test_who_only_coordinates_sees_that(world: World) -> None:
    task = make_task(world)
    make_assignment(world, task=task)
    make_assignment(world, unit=world.hospital_b, task=task, role=Role.COORDINATE)
    assert [line.name for line in board(world, task.directive, persona="other_unit_head").lines] == [
        world.hospital_b.name
    ]


def test_the_first_column_with_open_work_is_named_when_finished_ones_stand_before_it(world: World) -> None:
    directive = make_directive(world)
    make_assignment(world, A.COMPLETED, task=make_task(world, directive, section="I.1", due_on=date(2023, 9, 25)))
    assert board(world, directive).first_open == ""
    open_task = make_task(world, directive, section="I.2", due_on=date(2023, 10, 25))
    make_assignment(world, task=open_task)
    assert board(world, directive).first_open == f"{open_task.pk}."
