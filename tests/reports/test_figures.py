"""The official figures, against a world whose numbers are written by hand."""

from datetime import date

import pytest
from django.http import QueryDict

from reports.figures import Figures, figures
from reports.grid import grid
from reports.progress import by_directive, twelve_months
from reports.scope import Scope
from tests.personas import World
from tests.reports.worlds import TODAY, build
from workflows import clock

pytestmark = [pytest.mark.server, pytest.mark.django_db]


def board(world: World, persona: str, query: str = "") -> Scope:
    return Scope.read(world.actor(persona), QueryDict(query))


def counts(found: Figures) -> dict[str, int]:
    boxes = {name: getattr(found, name).number.n for name in ("on_time", "late", "in_time", "overdue", "none")}
    boxes["undated"] = found.done_undated.n
    return boxes | {"total": found.total.n, "done": found.done.n, "open": found.open.n, "soon": found.soon.n}


def test_the_boxes_of_the_health_department(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        found = figures(board(world, "leader"))
    assert counts(found) == {
        "on_time": 3, "late": 2, "undated": 1, "in_time": 3, "overdue": 4, "none": 2,
        "total": 15, "done": 6, "open": 9, "soon": 1,
    }  # fmt: skip
    assert found.silent is not None and found.silent.n == 2
    assert [age.n for age in found.none_ages] == [1, 0, 1]
    assert found.late_average == 3  # 5 days and 1
    assert found.longest_overdue == 53
    assert (found.government_rate.n, found.government_rate.d, found.government_rate.percent) == (6, 10, "60,0%")
    assert (found.on_time_rate.n, found.on_time_rate.d, found.on_time_rate.percent) == (3, 5, "60,0%")
    assert found.overdue.rate.percent == "44,4%"


@pytest.mark.parametrize(
    ("persona", "total", "overdue"),
    [
        ("standing_head", 15, 4),  # its own directives
        ("city_leader", 16, 5),  # the whole city, Sở Tài chính too
        ("outsider", 1, 1),  # the standing head of another province
    ],
)
def test_each_seat_counts_what_it_leads(world: World, persona: str, total: int, overdue: int) -> None:
    build(world)
    with clock.travel(TODAY):
        found = figures(board(world, persona))
    assert (found.total.n, found.overdue.number.n) == (total, overdue)


def test_a_districts_leader_counts_only_what_the_district_has(world: World) -> None:
    from organizations.models import Appointment, Person, Position
    from organizations.models import Role as Post

    build(world)
    person = Person.objects.create(username="chu_tich", full_name="Chủ Tịch Quận")
    post = Position.objects.create(unit=world.district_a, title="Chủ tịch", role=Post.LEADER)
    Appointment.objects.create(person=person, position=post)
    world.people["district_leader"] = person
    with clock.travel(TODAY):
        found = figures(board(world, "district_leader"))
    assert (found.total.n, found.overdue.number.n) == (1, 1)


def test_filters_narrow_by_unit_and_by_day_given(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        b = figures(board(world, "leader", f"under={world.hospital_b.pk}"))
        assert counts(b)["total"] == 5 and counts(b)["overdue"] == 1
        late = figures(board(world, "leader", "given_from=01/09/2023"))
        assert counts(late)["total"] == 13 and counts(late)["none"] == 1
        assert counts(figures(board(world, "leader", "given_from=2023-09-21")))["total"] == 0


def test_the_grid_is_worst_first_and_adds_up(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        found = grid(board(world, "leader"))
    assert [(row.name, [cell.number.n for cell in row.cells], row.total.n, row.longest) for row in found.rows] == [
        ("Bệnh viện Đa khoa Hai", [0, 0, 0, 1, 0], 1, 53),
        ("Bệnh viện Đa khoa Một", [1, 1, 0, 0, 0], 2, 6),
        ("UBND quận Ba Đình", [1, 0, 0, 0, 0], 1, 2),
    ]
    assert [number.n for number in found.sums] == [2, 1, 0, 1, 0]
    assert (found.total.n, found.longest, found.units, found.left_out) == (4, 53, 3, 0)
    assert (found.rows[0].urgings, found.rows[0].last_urged_on) == (2, date(2023, 10, 2))
    assert (found.rows[0].soon.n, found.rows[0].open.n) == (1, 3)
    with clock.travel(TODAY):
        assert grid(board(world, "leader"), most=1).left_out == 2


def test_progress_by_directive(world: World) -> None:
    directive = build(world)
    with clock.travel(TODAY):
        found = by_directive(board(world, "city_leader"))
    assert [(row.directive.pk == directive.pk, row.overdue.n, row.done.n, row.total.n) for row in found.rows] == [
        (True, 4, 6, 15),
        (False, 1, 0, 1),
    ]
    first = found.rows[0]
    assert [n for n, _token in first.parts] == [3, 2, 1, 2, 1, 4, 2]
    assert (first.next_due_on, first.next_class, first.next_days) == (date(2023, 10, 20), "soon", 3)


def test_the_twelve_months(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        months = twelve_months(board(world, "leader"))
    assert [month.label for month in months] == [
        "11/22", "12", "01/23", "02", "03", "04", "05", "06", "07", "08", "09", "10/23",
    ]  # fmt: skip
    assert [(month.on_time.n, month.late.n, month.overdue.n) for month in months[-3:]] == [
        (0, 0, 1),
        (1, 0, 1),
        (2, 2, 4),
    ]


def test_every_link_of_the_board_lists_exactly_its_number(world: World) -> None:
    """Figures, grid, directives and months: the list behind has that many rows."""
    from tasks.lists import ListFilter

    build(world)
    actor = world.actor("leader")
    with clock.travel(TODAY):
        scope = board(world, "leader")
        boxes, units, papers, months = figures(scope), grid(scope), by_directive(scope), twelve_months(scope)
        numbers = [
            boxes.total,
            boxes.done,
            boxes.open,
            boxes.done_or_overdue,
            boxes.soon,
            boxes.silent,
            *boxes.none_ages,
        ]
        numbers += [getattr(boxes, name).number for name in ("on_time", "late", "in_time", "overdue", "none")]
        numbers += [units.total, *units.sums]
        for row in units.rows:
            numbers += [row.total, row.soon, row.open, *(cell.number for cell in row.cells)]
        for paper in papers.rows:
            numbers += [paper.done, paper.total, paper.overdue]
        for month in months:
            numbers += month.values
        assert len(numbers) > 60
        for number in numbers:
            assert number is not None
            query = QueryDict(number.url.partition("?")[2])
            assert ListFilter.read(query).rows(actor).count() == number.n, number.url


@pytest.mark.parametrize(
    ("persona", "query"), [("city_leader", ""), ("leader", "under=hospital"), ("standing_head", "")]
)
def test_what_stood_overdue_at_the_end_of_each_month_has_its_list(world: World, persona: str, query: str) -> None:
    from tasks.lists import ListFilter

    build(world)
    query = query.replace("hospital", str(world.hospital_a.pk))
    with clock.travel(TODAY.replace(month=12)):
        months = twelve_months(board(world, persona, query))
        assert any(month.overdue.n for month in months[:-1])
        for month in months:
            chosen = ListFilter.read(QueryDict(month.overdue.url.partition("?")[2]))
            assert chosen.rows(world.actor(persona)).count() == month.overdue.n, month.overdue.url
