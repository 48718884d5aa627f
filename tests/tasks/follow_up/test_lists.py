"""The list behind every number: each parameter selects exactly what it says, page after page, and no more is seen."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from tasks import ages
from tasks.due import Ruler
from tasks.flows import ExtensionFlow
from tasks.follow_up import listing
from tasks.lists import QUEUES, SORTS, ListFilter, class_condition, list_url
from tasks.models import Assignment, ExtensionProcess, Task
from tasks.states import AssignmentState as A
from tasks.states import ExtensionStep
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import GIVEN, TODAY, make_assignment, make_directive, make_extension, make_task
from workflows.calendars import calendar
from workflows.deadlines import DeadlineClass, classify
from workflows.keyset import page

pytestmark = [pytest.mark.server, pytest.mark.django_db]


def bulk(world: World, task: Task, rows: list[dict[str, Any]]) -> list[Assignment]:
    """Assignments of hospital A with these columns; the period keeps them apart."""
    return Assignment.objects.bulk_create(
        Assignment(
            **{
                "task": task,
                "directive_id": task.directive_id,
                "unit": world.hospital_a,
                "role": "lead",
                "period": str(nth),
                "assigned_on": GIVEN,
                "state": A.ACCEPTED,
                **row,
            }
        )
        for nth, row in enumerate(rows)
    )


def found(world: World, address: str, persona: str = "standing_officer") -> set[int]:
    rows = ListFilter.read(QueryDict(address)).rows(world.actor(persona))
    return set(rows.values_list("pk", flat=True))


def test_deadline_classes_are_those_of_classify(world: World) -> None:
    near = [None, *(TODAY + timedelta(days=days) for days in (-30, -1, 0, 1, 3, 4, 30))]
    rows = [
        {"due_on": due, "stopped_on": stopped, "done_on": done, "closed_on": done,
         "state": A.COMPLETED if done else A.ACCEPTED}
        for due, stopped, done in product(near, near, near)
    ]  # fmt: skip
    made = bulk(world, make_task(world), rows)
    soon = Ruler.now().soon_until(world.hospital_a.pk)
    for name in DeadlineClass:
        expected = {
            row.pk
            for row in made
            if classify(due_on=row.due_on, done_on=row.done_on, stopped_on=row.stopped_on, today=TODAY, soon_until=soon)
            == name
        }
        assert set(Assignment.objects.filter(class_condition(name, TODAY)).values_list("pk", flat=True)) == expected
        assert found(world, f"class={name.value}") == expected


def test_age_in_the_database_is_the_calendar_s(world: World) -> None:
    days = [TODAY - timedelta(days=days) for days in range(0, 400, 3)]
    bulk(world, make_task(world), [{"due_on": day} for day in days])
    bulk_stopped = [
        {"due_on": day, "stopped_on": min(TODAY, day + timedelta(days=20)), "period": f"s{day}"} for day in days
    ]
    bulk(world, make_task(world, make_directive(world, number="1")), bulk_stopped)
    office = calendar()
    rows = Assignment.objects.annotate(age=ages.overdue_age(TODAY)).values_list("due_on", "stopped_on", "age")
    for due_on, stopped_on, age in rows:
        assert due_on and age == office.between(due_on, stopped_on or TODAY)


def test_age_buckets_share_out_everything_overdue(world: World) -> None:
    made = bulk(world, make_task(world), [{"due_on": TODAY - timedelta(days=days)} for days in range(-5, 150)])
    overdue = found(world, "class=overdue")
    parts = [found(world, f"age={bucket.key.replace('+', '%2B')}") for bucket in ages.OVERDUE_AGES]
    assert set().union(*parts) == overdue and sum(map(len, parts)) == len(overdue) == 149
    office = calendar()
    late = {row.pk: office.between(row.due_on, TODAY) for row in made if row.due_on}
    assert {late[pk] for pk in parts[1]} == {6, 7, 8, 9, 10}
    assert min(late[pk] for pk in parts[4]) == 61


def test_ages_without_a_deadline_share_out_everything_undated(world: World) -> None:
    given = [{"due_on": None, "assigned_on": TODAY - timedelta(days=days)} for days in (0, 30, 31, 90, 91, 400)]
    made = [row.pk for row in bulk(world, make_task(world), given)]
    assert found(world, "nodl_age=0-30") == set(made[:2])
    assert found(world, "nodl_age=31-90") == set(made[2:4])
    assert found(world, "nodl_age=90%2B") == set(made[4:])
    assert found(world, "class=none&silent=1") == set(made)


def test_every_other_parameter(world: World) -> None:
    task = make_task(world, content="Rà soát thiết bị y tế")
    mine = make_assignment(world, task=task, officer=world.people["unit_officer"], last_report_on=GIVEN)
    other = make_assignment(world, A.SUBMITTED, unit=world.district_a, task=task, role="coordinate", responsible=None)
    gone = make_assignment(world, A.CANCELLED, unit=world.finance, task=task)
    part = make_assignment(world, unit=world.hospital_b, task=task, parent=mine)
    later = make_assignment(world, task=make_task(world, task.directive, content="Mua sắm"), period="2023-Q3")
    both = {mine.pk, other.pk}
    assert found(world, "") == both | {later.pk}
    assert found(world, f"unit={world.district_a.pk}") == {other.pk}
    assert found(world, f"under={world.health.pk}") == {mine.pk, later.pk}
    assert found(world, f"task={task.pk}") == both
    assert found(world, "period=2023-Q3") == {later.pk}
    assert found(world, "state=submitted") == {other.pk}
    assert found(world, "role=coordinate") == {other.pk}
    assert found(world, "kind=district") == {other.pk}
    assert found(world, f"officer={world.people['unit_officer'].pk}") == {mine.pk}
    assert found(world, f"officer={world.people['unit_head'].pk}") == {mine.pk, later.pk}
    assert found(world, "q=thiet+bi") == both
    assert found(world, "silent=1") == {later.pk}
    assert found(world, "parts=1") == both | {later.pk, part.pk}
    assert found(world, f"all=1&unit={world.finance.pk}") == {gone.pk}
    assert found(world, "unit=abc&class=nonsense&age=%27&sort=x") == both | {later.pk}


def test_queues_are_what_waits_for_the_reader_s_own_side(world: World) -> None:
    waiting = {
        "confirm": make_assignment(world, A.SUBMITTED),
        "decline": make_assignment(world, A.DECLINED),
        "advise": make_assignment(world, A.IN_PROGRESS),
        "extension": make_assignment(world, A.IN_PROGRESS),
        "accept": make_assignment(world, A.ASSIGNED),
        "urge": make_assignment(world, A.IN_PROGRESS, due_on=TODAY - timedelta(days=1)),
    }
    make_extension(world, waiting["extension"])
    ExtensionProcess.objects.create(
        extension=make_extension(world, waiting["advise"]), flow_class=ExtensionFlow, step=ExtensionStep.ADVISE
    )
    assert found(world, "queue=asked") == {waiting["advise"].pk, waiting["extension"].pk}
    fresh = make_assignment(world, A.ASSIGNED, assigned_on=TODAY)
    urged = make_assignment(world, due_on=GIVEN, last_urged_on=TODAY)
    for queue in QUEUES:
        assert found(world, f"queue={queue}") == {waiting[queue].pk}
        assert found(world, f"queue={queue}", "unit_head") == set()
        assert found(world, f"queue={queue}", "outsider") == set()
    assert {fresh.pk, urged.pk} <= found(world, "open=1")


def test_others_see_their_own_rows_alone_and_no_names(world: World, persona_client: Callable[[str], Client]) -> None:
    mine = make_assignment(world)
    make_assignment(world, unit=world.district_a, task=mine.task)
    assert found(world, "", "unit_officer") == {mine.pk}
    assert found(world, "", "other_unit_officer") == set()
    secret = make_directive(world, abstract="Chuyện riêng của Sở", number="99")
    address = list_url(directive=secret.pk, unit=world.finance.pk)
    page_of_stranger = persona_client("outsider").get(address).content.decode()
    assert "Chuyện riêng" not in page_of_stranger and world.finance.name not in page_of_stranger


@pytest.mark.parametrize("sort", SORTS)
def test_pages_follow_each_other_without_gap_or_double_there_and_back(world: World, sort: str) -> None:
    days = [None, *(TODAY - timedelta(days=days) for days in (3, 3, 3, 9, -4))]
    rows = [
        {"due_on": due, "stopped_on": stopped, "assigned_on": given}
        for due, stopped, given in product(days, days[:3], [GIVEN, TODAY])
    ]
    bulk(world, make_task(world), rows)
    chosen = ListFilter.read(QueryDict(f"sort={sort}"))
    everything = chosen.rows(world.actor("standing_officer"))
    whole = [row.pk for row in page(everything, chosen.keys, size=999).rows]
    there, mark = [], ""
    pages = []
    while True:
        shown = page(everything, chosen.keys, size=7, after=mark)
        pages.append([row.pk for row in shown.rows])
        there += pages[-1]
        if not shown.after:
            break
        mark = shown.after
    assert there == whole and len(set(there)) == 36
    back = page(everything, chosen.keys, size=7, before=shown.before)
    assert [row.pk for row in back.rows] == pages[-2]
    assert page(everything, chosen.keys, size=7, after="!!").rows[0].pk == whole[0]


def test_numbers_on_the_chips_are_those_of_the_lists_behind_them(world: World) -> None:
    task = make_task(world)
    for nth, state in enumerate([*A]):
        make_assignment(world, state, task=task, period=str(nth), due_on=[GIVEN, None, date(2024, 1, 5)][nth % 3])
    actor = world.actor("standing_officer")
    board = listing.listing(actor, ListFilter.read(QueryDict(f"directive={task.directive_id}")))
    assert board.total == 8
    for chip in board.chips:
        address = chip["url"].partition("?")[2]
        assert chip["count"] == ListFilter.read(QueryDict(address)).rows(actor).count(), chip["label"]


def test_page_shows_rows_filters_and_the_bulk_bar_to_the_office(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    late = make_assignment(world, due_on=date(2023, 10, 2), urgings=2, last_urged_on=date(2023, 10, 12))
    html = persona_client("standing_officer").get(list_url(unit=late.unit_id, **{"class": "overdue"})).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "Quá hạn 11 ngày làm việc" in text and "2 lần, 12/10" in text
    assert late.unit.name in text and "data-select" in html and 'name="act" value="urge"' in html
    assert "data-select-all" not in persona_client("unit_head").get("/nhiem-vu/").content.decode()


def test_number_of_queries_does_not_follow_the_rows(world: World, persona_client: Callable[[str], Client]) -> None:
    task, client = make_task(world), persona_client("standing_officer")
    bulk(world, task, [{"due_on": GIVEN}])
    address = f"/nhiem-vu/?directive={task.directive_id}&class=overdue"
    client.get(address)
    with Counting() as few:
        client.get(address)
    bulk(world, task, [{"due_on": GIVEN, "period": f"p{nth}"} for nth in range(60)])
    with Counting() as many:
        client.get(address)
    assert few.count == many.count <= 20


def test_export_holds_the_rows_of_the_address(world: World, persona_client: Callable[[str], Client]) -> None:
    bulk(world, make_task(world), [{"due_on": GIVEN, "first_due_on": GIVEN}, {"due_on": None}])
    response = persona_client("standing_officer").get("/nhiem-vu/xuat/?class=overdue")
    sheet = load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0] == "STT")
    (only,) = rows[rows.index(head) + 1 :]
    assert only[head.index("Đơn vị")] == world.hospital_a.name
    assert only[head.index("Hạn")].date() == GIVEN
    assert only[head.index("Tình trạng thời hạn")] == "Quá hạn 19 ngày làm việc"


def test_in_a_queue_its_answer_is_the_first_button(world: World, persona_client: Callable[[str], Client]) -> None:
    make_assignment(world, A.SUBMITTED)
    make_assignment(world, A.DECLINED, task=make_task(world))
    make_extension(world, make_assignment(world, task=make_task(world)))
    client = persona_client("standing_head")
    first = {}
    for queue in ("confirm", "decline", "extension"):
        html = client.get(f"/nhiem-vu/?queue={queue}").content.decode()
        first[queue] = re.findall(r'btn btn-sm( btn-primary)?" name="act" value="([a-z]+)"', html)[:2]
    assert first == {
        "confirm": [(" btn-primary", "confirm"), ("", "return")],
        "decline": [(" btn-primary", "reassign"), ("", "keep")],
        "extension": [(" btn-primary", "grant"), ("", "refuse")],
    }
    assert re.search(r'data-can="confirm return[^"]*"', client.get("/nhiem-vu/?queue=confirm").content.decode())
