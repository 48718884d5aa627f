"""Issuing: groups frozen by the rules of the day, one assignment per task, unit and role, and the history with them."""

from datetime import date

import pytest

from directives.facts import DirectiveIssued
from directives.states import DirectiveState
from organizations.models import GroupRule, Unit, UnitGroup, UnitKind, UnitSuccession
from tasks.facts import AssignmentGiven
from tasks.issuing.issue import issue_directive
from tasks.issuing.plan import carriers
from tasks.models import Assignment, IssueRun
from tasks.states import AssignmentState, DeadlineKind, Role
from tests.counting import Counting
from tests.personas import World
from tests.tasks.building import make_directive, make_task, own
from workflows import clock
from workflows.calendars import calendar
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = [pytest.mark.server, pytest.mark.django_db]
DAY = date(2023, 7, 27)
DUE = date(2023, 7, 29)


def issue(world: World, directive_id: int) -> list[Assignment]:
    with clock.travel(DAY):
        issue_directive(directive_id, world.actor("leader"))
    return list(Assignment.objects.filter(directive_id=directive_id).select_related("unit").order_by("task_id", "pk"))


def notes(directive_id: int) -> list[tuple[str, str]]:
    return [(note["code"], note["unit"]) for note in IssueRun.objects.get(directive_id=directive_id).notes]


def test_group_becomes_its_units_of_that_day_with_their_heads_as_responsible(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.districts], due_on=DUE)
    given = issue(world, directive.pk)
    assert [a.unit for a in given] == [world.district_a, world.district_b]
    assert {(a.state, a.role, a.due_on, a.first_due_on, a.assigned_on, a.period) for a in given} == {
        (AssignmentState.ASSIGNED, Role.LEAD, DUE, DUE, DAY, "")
    }
    assert [a.responsible for a in given] == [world.people["district_head"], None]
    assert notes(directive.pk) == [("no_head", "UBND quận Hoàn Kiếm")]


def test_frozen_group_does_not_follow_its_rules_afterwards(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.districts])
    issue(world, directive.pk)
    Unit.objects.create(name="UBND quận Mới", kind=UnitKind.DISTRICT, parent=world.city)
    assert Assignment.objects.filter(directive=directive).count() == 2


def test_unit_outside_the_rules_on_that_day_is_not_given_the_task(world: World) -> None:
    GroupRule.objects.filter(group=world.districts).update(valid_from=date(2023, 7, 28))
    GroupRule.objects.create(group=world.districts, unit=world.finance, valid_to=DAY)
    directive = make_directive(world)
    make_task(directive, lead=[world.districts])
    assert [a.unit for a in issue(world, directive.pk)] == [world.finance]


def test_unit_named_by_itself_and_through_a_group_is_given_it_once_on_its_own_terms(world: World) -> None:
    directive = make_directive(world)
    task = make_task(directive, lead=[world.districts], due_on=DUE)
    own(task, world.district_a, due_on=date(2023, 8, 15), responsible=world.people["deputy"])
    given = issue(world, directive.pk)
    assert len(given) == 2
    assert (given[0].unit, given[0].due_on, given[0].responsible) == (
        world.district_a, date(2023, 8, 15), world.people["deputy"]
    )  # fmt: skip


def test_who_leads_a_task_does_not_coordinate_it_as_well(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.district_a], coordinate=[world.districts, world.district_a])
    given = issue(world, directive.pk)
    assert {(a.unit, a.role) for a in given} == {
        (world.district_a, Role.LEAD), (world.district_b, Role.COORDINATE)
    }  # fmt: skip
    assert ("lead_wins", "UBND quận Ba Đình") in notes(directive.pk)


def test_overlapping_groups_of_differing_deadlines_are_noted(world: World) -> None:
    other = UnitGroup.objects.create(name="Các quận trung tâm", owner=world.city)
    GroupRule.objects.create(group=other, unit=world.district_a)
    directive = make_directive(world)
    task = make_task(directive, lead=[world.districts], due_on=DUE)
    own(task, other, due_on=date(2023, 9, 1), order=1)
    given = issue(world, directive.pk)
    assert [a.due_on for a in given] == [DUE, DUE]
    assert ("two_deadlines", "Các quận trung tâm") in notes(directive.pk)


def test_unit_that_has_ended_is_followed_to_its_successors_and_one_without_any_is_named(world: World) -> None:
    old = Unit.objects.create(name="Sở cũ", kind=UnitKind.DEPARTMENT, parent=world.city, valid_to=date(2023, 1, 1))
    lost = Unit.objects.create(name="Sở mất", kind=UnitKind.DEPARTMENT, parent=world.city, valid_to=date(2023, 1, 1))
    UnitSuccession.objects.create(old=old, new=world.finance, on=date(2023, 1, 2))
    directive = make_directive(world)
    make_task(directive, lead=[old, lost])
    given = issue(world, directive.pk)
    assert {a.unit for a in given} == {world.finance, lost}
    assert {("successor", "Sở cũ"), ("ended", "Sở mất")} <= set(notes(directive.pk))


def test_successors_of_many_units_cost_what_those_of_one_cost(world: World) -> None:
    old = [
        Unit.objects.create(name=f"Sở cũ {n}", kind=UnitKind.DEPARTMENT, parent=world.city, valid_to=date(2023, 1, 1))
        for n in range(5)
    ]
    between = Unit.objects.create(name="Sở giữa", kind=UnitKind.DEPARTMENT, valid_to=date(2023, 3, 1))
    for unit in old:
        UnitSuccession.objects.create(old=unit, new=between, on=date(2023, 1, 2))
    UnitSuccession.objects.create(old=between, new=world.finance, on=date(2023, 3, 2))
    counts = []
    for asked in (old[:1], old):
        with Counting() as counted:
            found = carriers(asked, DAY)
        assert [units for units, _note in found.values()] == [[world.finance]] * len(asked)
        counts.append(counted.count)
    assert counts == [2, 2]


def test_task_nobody_owns_is_named_not_skipped_silently(world: World) -> None:
    empty = UnitGroup.objects.create(name="Nhóm rỗng", owner=world.city)
    directive = make_directive(world)
    make_task(directive, lead=[empty])
    make_task(directive, lead=[world.finance])
    assert len(issue(world, directive.pk)) == 1
    assert [code for code, _unit in notes(directive.pk)] == ["empty_group", "no_owner"]


def test_directive_is_issued_with_its_history_and_its_moment(world: World) -> None:
    directive = make_directive(world)
    make_task(directive, lead=[world.districts], coordinate=[world.finance], due_on=DUE)
    given = issue(world, directive.pk)
    directive.refresh_from_db()
    assert directive.state == DirectiveState.ISSUED
    assert clock.at(DAY) == directive.assigned_at
    told = Event.objects.filter(kind=AssignmentGiven.kind)
    assert {event.data["assignment_id"] for event in told} == {a.pk for a in given}
    issued = Event.objects.get(stream=f"directive:{directive.pk}", kind=DirectiveIssued.kind)
    assert issued.actor == world.people["leader"]
    assert issued.fact == DirectiveIssued(directive_id=directive.pk, tasks=1, assignments=3, units=3)


def test_periodic_task_begins_with_the_periods_that_run_that_day(world: World) -> None:
    directive = make_directive(world)
    make_task(
        directive,
        "Báo cáo kết quả",
        lead=[world.finance],
        deadline_kind=DeadlineKind.PERIODIC,
        recurrence=["quarterly", "semiannual", "annual"],
    )
    given = issue(world, directive.pk)
    assert {(a.period, a.due_on) for a in given} == {
        ("2023-Q3", date(2023, 9, 15)), ("2023-H2", date(2023, 12, 15)), ("2023", date(2023, 12, 15))
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (DirectiveState.DRAFT, "not_approved"),
        (DirectiveState.IN_REVIEW, "not_approved"),
        (DirectiveState.ISSUED, "already_issued"),
        (DirectiveState.CLOSED, "already_issued"),
    ],
)
def test_only_what_is_approved_and_not_yet_issued_is_issued(world: World, state: str, code: str) -> None:
    directive = make_directive(world, state=state)
    make_task(directive, lead=[world.finance])
    with pytest.raises(TransitionDenied) as refusal:
        issue(world, directive.pk)
    assert refusal.value.code == code
    assert not Assignment.objects.exists()


def test_nothing_to_issue_is_refused(world: World) -> None:
    directive = make_directive(world)
    with pytest.raises(TransitionDenied) as refusal:
        issue(world, directive.pk)
    assert refusal.value.code == "nothing_to_issue"


def test_queries_do_not_grow_with_units(world: World, django_assert_max_num_queries: object) -> None:
    counts = []
    calendar()  # in memory for the first as for the second
    for units in (3, 40):
        parent = Unit.objects.create(name=f"Huyện {units}", parent=world.city, kind=UnitKind.OTHER)
        for n in range(units):
            Unit.objects.create(name=f"Xã {units}.{n}", parent=parent, kind=UnitKind.COMMUNE)
        group = UnitGroup.objects.create(name=f"Các xã {units}", owner=world.city)
        GroupRule.objects.create(group=group, kind=UnitKind.COMMUNE, parent=parent)
        directive = make_directive(world, number=str(units))
        make_task(directive, lead=[group])
        with django_assert_max_num_queries(40) as counted:  # type: ignore[operator]
            issue(world, directive.pk)
        counts.append(len(counted))
    assert counts[0] == counts[1]
