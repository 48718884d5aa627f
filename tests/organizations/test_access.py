"""Who may act where, which rows they see, which people hold a right."""

from datetime import date

import pytest
from django.http import Http404

from organizations import access, heads
from organizations.actions import delegations, positions
from organizations.actors import actor_for
from organizations.models import Appointment, Delegation, Person, Position, Role
from organizations.permissions import ROLE_PERMISSIONS, Permission
from tests.personas import World
from workflows import clock, options
from workflows.actors import system_actor

P = Permission


@pytest.mark.parametrize(
    ("persona", "permission", "unit", "allowed"),
    [
        ("standing_head", P.DIRECTIVE_ISSUE, "health", True),
        ("standing_head", P.DIRECTIVE_ISSUE, "city", False),
        ("standing_head", P.DIRECTIVE_ISSUE, "hospital_a", False),
        ("standing_officer", P.DIRECTIVE_ENTER, "health", True),
        ("standing_officer", P.DIRECTIVE_ISSUE, "health", False),
        ("leader", P.DIRECTIVE_APPROVE, "health", True),
        ("leader", P.URGE, "hospital_a", True),
        ("leader", P.DIRECTIVE_APPROVE, "finance", False),
        ("city_leader", P.DIRECTIVE_APPROVE, "hospital_b", True),
        ("city_leader", P.DIRECTIVE_APPROVE, "other_health", False),
        ("unit_head", P.ASSIGNMENT_DECLINE, "hospital_a", True),
        ("unit_head", P.ASSIGNMENT_DECLINE, "hospital_b", False),
        ("unit_officer", P.REPORT_SUBMIT, "hospital_a", True),
        ("unit_officer", P.OFFICER_NAME, "hospital_a", False),
        ("deputy", P.OFFICER_NAME, "hospital_a", True),
        ("health_head", P.ASSIGNMENT_ACCEPT, "health", True),
        ("health_head", P.ASSIGNMENT_ACCEPT, "plan_room", False),
        ("outsider", P.DIRECTIVE_ISSUE, "health", False),
        ("admin", P.OFFICE_SETUP, "other_city", True),
        ("admin", P.DIRECTIVE_ISSUE, "health", False),
    ],
)
def test_rights_follow_seat_and_desk(
    world: World, persona: str, permission: Permission, unit: str, allowed: bool
) -> None:
    target = getattr(world, unit)
    actor = world.actor(persona)
    assert access.may(actor, permission, unit_id=target.pk) is allowed
    assert access.may(actor, permission, unit_path=target.path) is allowed
    assert (target.pk in access.scope_ids(actor, permission)) is allowed
    from organizations.models import Unit

    assert Unit.objects.filter(access.covers(actor, permission, ""), pk=target.pk).exists() is allowed


def test_every_role_has_rights_and_every_right_a_role() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)


def test_an_option_takes_a_right_from_officers(world: World) -> None:
    before = access.may(world.actor("unit_officer"), P.REPORT_SUBMIT, unit_id=world.hospital_a.pk)
    options.set_value("officer_may_submit", False, world.admin.pk)
    after = access.may(world.actor("unit_officer"), P.REPORT_SUBMIT, unit_id=world.hospital_a.pk)
    assert (before, after) == (True, False)
    assert access.may(world.actor("unit_head"), P.REPORT_SUBMIT, unit_id=world.hospital_a.pk)
    assert world.unit_officer not in access.people_holding(P.REPORT_SUBMIT, world.hospital_a.pk)


def test_people_holding_a_right_include_leaders_above_and_deputies(world: World) -> None:
    people = set(access.people_holding(P.URGE, world.hospital_a.pk))
    assert people == {world.leader, world.city_leader}
    assert set(access.people_holding(P.OFFICER_NAME, world.hospital_a.pk)) == {world.unit_head, world.deputy}
    assert set(access.people_holding(P.DIRECTIVE_ENTER, world.health.pk)) == {
        world.standing_head,
        world.standing_officer,
    }


def test_acting_for_takes_the_principals_seats_and_leaves_ones_own(world: World) -> None:
    own = actor_for(world.deputy)
    acting = actor_for(world.deputy, acting_for=world.unit_head.pk)
    assert [seat.role for seat in own.seats] == [Role.UNIT_OFFICER]
    assert [seat.role for seat in acting.seats] == [Role.UNIT_HEAD]
    assert (acting.person_id, acting.on_behalf_of_id) == (world.deputy.pk, world.unit_head.pk)
    assert acting.on_behalf_of_name == "Hoàng Văn Viện"


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2040, 1, 1)])
def test_a_delegation_counts_only_on_its_days(world: World, day: date) -> None:
    assert actor_for(world.deputy, on=day, acting_for=world.unit_head.pk).on_behalf_of_id is None
    assert world.deputy not in access.people_holding(P.OFFICER_NAME, world.hospital_a.pk, day)


def test_nobody_acts_for_somebody_without_a_delegation(world: World) -> None:
    assert actor_for(world.outsider, acting_for=world.leader.pk).on_behalf_of_id is None


def test_an_administrators_deputy_does_not_become_administrator(world: World) -> None:
    position = Position.objects.create(unit=world.health, title="Quản trị", role=Role.ADMIN)
    Appointment.objects.create(person=world.admin, position=position)
    Delegation.objects.create(
        principal=world.admin, deputy=world.deputy, valid_from=date(2020, 1, 1), valid_to=date(2039, 1, 1), reason="x"
    )
    acting = actor_for(world.deputy, acting_for=world.admin.pk)
    assert acting.on_behalf_of_id == world.admin.pk
    assert not acting.is_admin
    assert access.may(acting, P.OFFICE_SETUP, unit_id=world.hospital_a.pk)
    assert not access.may(acting, P.OFFICE_SETUP, unit_id=world.finance.pk)


def test_the_directory_ends_at_ones_own_administration(world: World) -> None:
    seen = set(access.visible_units(world.actor("unit_officer")))
    assert {world.city, world.finance, world.hospital_b, world.ministry} <= seen
    assert not {world.other_city, world.other_health} & seen
    assert set(access.visible_people(world.actor("unit_officer"))).isdisjoint({world.outsider})
    assert world.districts not in access.visible_groups(world.actor("outsider"))
    with pytest.raises(Http404):
        access.unit_for(world.actor("outsider"), world.health.pk)
    with pytest.raises(Http404):
        access.person_for(world.actor("outsider"), world.leader.pk)
    with pytest.raises(Http404):
        access.group_for(world.actor("outsider"), world.attached.pk)


def test_heads_for_many_units_in_one_query(world: World, django_assert_num_queries: object) -> None:
    units = [world.health.pk, world.hospital_a.pk, world.hospital_b.pk, world.district_b.pk, world.office_room.pk]
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = heads.heads_of(units, clock.today())
    assert found == {
        world.health.pk: world.leader.pk,
        world.hospital_a.pk: world.unit_head.pk,
        world.hospital_b.pk: world.other_unit_head.pk,
        world.office_room.pk: world.standing_head.pk,
    }
    assert heads.head_of(world.district_b) is None


def test_the_head_of_the_day(world: World) -> None:
    post = Position.objects.get(unit=world.hospital_a, is_head=True)
    admin = world.actor("admin")
    positions.end_appointment(actor=admin, appointment=post.appointments.get(), on=date(2026, 6, 30))
    positions.appoint(actor=admin, person=world.deputy, position=post, valid_from=date(2026, 7, 1))
    assert heads.head_of(world.hospital_a, date(2026, 6, 30)) == world.unit_head
    assert heads.head_of(world.hospital_a, date(2026, 7, 1)) == world.deputy


def test_people_serving_a_desk_with_their_deputies(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = heads.people_serving_many([world.hospital_a.pk, world.health.pk])
    here = {(row.person_id, row.role, row.for_id) for row in found[world.hospital_a.pk]}
    assert here == {
        (world.unit_head.pk, Role.UNIT_HEAD, None),
        (world.unit_officer.pk, Role.UNIT_OFFICER, None),
        (world.deputy.pk, Role.UNIT_OFFICER, None),
        (world.deputy.pk, Role.UNIT_HEAD, world.unit_head.pk),
    }
    at_health = {row.person_id for row in found[world.health.pk]}
    assert at_health == {world.leader.pk, world.standing_head.pk, world.standing_officer.pk, world.health_head.pk}
    assert heads.people_serving(world.ministry.pk) == []


def test_who_left_holds_nothing(world: World) -> None:
    Person.objects.filter(pk=world.unit_head.pk).update(left_on=date(2026, 1, 1))
    assert not access.people_holding(P.OFFICER_NAME, world.hospital_a.pk).exists()
    assert actor_for(world.deputy, acting_for=world.unit_head.pk).on_behalf_of_id is None


def test_a_part_administrator_reaches_only_people_of_the_part(world: World) -> None:
    post = Position.objects.create(unit=world.health, title="Quản trị Sở", role=Role.ADMIN)
    clerk = Person.objects.create(username="clerk", full_name="Quản Trị Sở")
    Appointment.objects.create(person=clerk, position=post)
    actor = actor_for(clerk)
    assert access.may_set_up_person(actor, world.unit_head)
    assert not access.may_set_up_person(actor, world.finance_head)
    assert not access.may_set_up_person(actor, world.admin)
    # A second post outside takes the person out of reach: their password opens more than the part.
    abroad = Position.objects.create(unit=world.finance, title="Ủy viên", role=Role.UNIT_OFFICER)
    Appointment.objects.create(person=world.unit_head, position=abroad)
    assert not access.may_set_up_person(actor, world.unit_head)


def test_the_system_may_delegate_for_anybody(world: World) -> None:
    made = delegations.delegate(
        actor=system_actor(),
        principal=world.leader,
        deputy=world.standing_head,
        valid_from=clock.today(),
        valid_to=clock.today(),
        reason="Công tác",
    )
    assert actor_for(world.standing_head, acting_for=world.leader.pk).on_behalf_of_id == made.principal_id
