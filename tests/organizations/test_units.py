"""Units and groups: the tree in time, successors, rules, through the pages administrators use."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from organizations import groups
from organizations.actions import units as act
from organizations.actors import actor_for
from organizations.models import (
    Appointment,
    GroupRule,
    Person,
    Position,
    Role,
    RuleScope,
    Unit,
    UnitGroup,
    UnitKind,
    UnitSuccession,
)
from tests.personas import World, build_world
from workflows import clock
from workflows.models import Event

pytestmark = pytest.mark.server


@pytest.fixture
def admin_client(world: World, client_for: Callable[..., Client]) -> Client:
    return client_for(world.admin)


def _stations(world: World) -> None:
    Unit.objects.bulk_create(
        [Unit(name=f"Trạm {n:03}", kind=UnitKind.STATION, parent=world.health) for n in range(120)]
    )


def test_everybody_reads_the_directory_of_their_administration(world: World, client_for: Callable[..., Client]) -> None:
    page = client_for(world.unit_officer).get(reverse("organizations:units")).content.decode()
    assert "Sở Y tế" in page and "Sở Y tế tỉnh Khác" not in page and "Lập đơn vị" not in page
    seen = client_for(world.unit_officer).get(reverse("organizations:unit", args=[world.hospital_b.pk]))
    assert "Bùi Văn Khác" in seen.content.decode()
    assert client_for(world.outsider).get(reverse("organizations:unit", args=[world.health.pk])).status_code == 404


@pytest.mark.parametrize("query", ["benh vien da khoa", "BỆNH VIỆN Một", "mot vien benh", "bvdk 1", "khoa mot"])
def test_search_is_blind_to_accents(admin_client: Client, query: str) -> None:
    page = admin_client.get(reverse("organizations:units"), {"q": query}).content.decode()
    assert "Bệnh viện Đa khoa Một" in page and "Sở Tài chính" not in page


def test_search_finds_nothing_kindly(admin_client: Client) -> None:
    page = admin_client.get(reverse("organizations:units"), {"q": "không hề có"}).content.decode()
    assert "Không có đơn vị nào như vậy" in page


def test_a_branch_unfolds(world: World, admin_client: Client) -> None:
    fragment = admin_client.get(reverse("organizations:unit-branch", args=[world.health.pk])).content.decode()
    assert "Bệnh viện Đa khoa Một" in fragment and "<html" not in fragment


def test_lists_cost_the_same_for_many_units(
    world: World, admin_client: Client, django_assert_max_num_queries: object
) -> None:
    Unit.objects.bulk_create(
        [Unit(name=f"Trạm {n:03}", kind=UnitKind.STATION, parent=world.health) for n in range(120)]
    )
    for address in (
        reverse("organizations:units"),
        reverse("organizations:units") + "?loai=station",
        reverse("organizations:unit", args=[world.health.pk]),
        reverse("organizations:groups"),
        reverse("organizations:group", args=[world.attached.pk]),
    ):
        with django_assert_max_num_queries(28):  # type: ignore[operator]
            assert admin_client.get(address).status_code == 200


def test_pages_go_on_and_back(world: World, admin_client: Client) -> None:
    Unit.objects.bulk_create(
        [Unit(name=f"Trạm {n:03}", kind=UnitKind.STATION, parent=world.health) for n in range(120)]
    )
    address = reverse("organizations:units") + "?loai=station"
    seen: list[str] = []
    response = admin_client.get(address)
    while True:
        seen += [row.name for row in response.context["rows"]]
        if not response.context["next_url"]:
            break
        response = admin_client.get(reverse("organizations:units") + response.context["next_url"])
    assert seen == [f"Trạm {n:03}" for n in range(120)]
    back = admin_client.get(reverse("organizations:units") + response.context["previous_url"])
    assert [row.name for row in back.context["rows"]] == [f"Trạm {n:03}" for n in range(50, 100)]


def test_make_change_and_rename_a_unit(world: World, admin_client: Client) -> None:
    told = {"name": "Trung tâm  Kiểm soát", "kind": "centre", "parent": world.health.pk, "is_internal": "on"}
    response = admin_client.post(reverse("organizations:unit-new"), told)
    made = Unit.objects.get(name="Trung tâm Kiểm soát")
    assert response["Location"] == reverse("organizations:unit", args=[made.pk])
    assert made.path == f"{world.health.path}{made.pk}/"
    edit = reverse("organizations:unit-edit", args=[made.pk])
    admin_client.post(edit, {"name": "CDC", "kind": "centre", "aliases": "Y tế dự phòng", "is_internal": "on"})
    made.refresh_from_db()
    assert made.aliases == ["Y tế dự phòng", "Trung tâm Kiểm soát"]
    assert Unit.objects.search("kiem soat").get() == made
    events = Event.objects.filter(stream=f"unit:{made.pk}").order_by("position")
    assert [event.kind for event in events] == ["unit.created", "unit.changed"]
    assert events[0].actor_id == world.admin.pk
    history = admin_client.get(reverse("organizations:unit", args=[made.pk])).content.decode()
    assert "tên: Trung tâm Kiểm soát → CDC" in history


def test_a_unit_by_typed_name_without_script(world: World, admin_client: Client) -> None:
    told = {"name": "Phòng Mới", "kind": "room", "parent_text": "so y te (UBND Thanh pho)", "is_internal": "on"}
    assert admin_client.post(reverse("organizations:unit-new"), told).status_code == 302
    assert Unit.objects.get(name="Phòng Mới").parent == world.health
    vague = admin_client.post(reverse("organizations:unit-new"), told | {"name": "B", "parent_text": "benh vien"})
    assert vague.status_code == 422 and "Có nhiều kết quả" in vague.content.decode()
    none = admin_client.post(reverse("organizations:unit-new"), told | {"name": "B", "parent_text": "hư không"})
    assert none.status_code == 422 and "Không tìm thấy “hư không”" in none.content.decode()


def test_namesakes_under_one_superior_are_refused(world: World, admin_client: Client) -> None:
    told = {"name": "bệnh viện đa khoa một", "kind": "hospital", "parent": world.health.pk}
    response = admin_client.post(reverse("organizations:unit-new"), told)
    assert response.status_code == 422 and "Đã có đơn vị tên" in response.content.decode()
    told["parent"] = world.city.pk
    assert admin_client.post(reverse("organizations:unit-new"), told).status_code == 302


def test_moving_takes_everything_below_along(world: World, admin_client: Client) -> None:
    ward = Unit.objects.create(name="Khoa Nội", kind=UnitKind.ROOM, parent=world.hospital_a)
    move = reverse("organizations:unit-move", args=[world.hospital_a.pk])
    assert admin_client.post(move, {"parent": world.city.pk}).status_code == 302
    world.hospital_a.refresh_from_db()
    ward.refresh_from_db()
    assert world.hospital_a.path == f"{world.city.path}{world.hospital_a.pk}/"
    assert ward.path == f"{world.hospital_a.path}{ward.pk}/"
    circle = admin_client.post(move, {"parent": ward.pk})
    assert circle.status_code == 422 and "cấp dưới của nó" in circle.content.decode()


def test_ending_with_successors(world: World, admin_client: Client) -> None:
    end = reverse("organizations:unit-end", args=[world.hospital_b.pk])
    told = {"on": "30/06/2026", "successors": [world.hospital_a.pk], "source": "QĐ 12/QĐ-UBND"}
    assert admin_client.post(end, told).status_code == 302
    world.hospital_b.refresh_from_db()
    assert world.hospital_b.valid_to == date(2026, 6, 30)
    succession = UnitSuccession.objects.get()
    assert (succession.old, succession.new, succession.on) == (world.hospital_b, world.hospital_a, date(2026, 7, 1))
    assert actor_for(world.other_unit_head, on=date(2026, 6, 30)).seats
    assert not actor_for(world.other_unit_head, on=date(2026, 7, 1)).seats
    page = admin_client.get(reverse("organizations:unit", args=[world.hospital_b.pk])).content.decode()
    assert "Hoạt động đến hết ngày 30/06/2026" in page and "QĐ 12/QĐ-UBND" in page
    today = admin_client.get(reverse("organizations:units"), {"loai": "hospital"}).context["rows"]
    assert [row.id for row in today] == [world.hospital_a.pk]
    before = admin_client.get(reverse("organizations:units"), {"loai": "hospital", "ngay": "30/06/2026"})
    assert len(before.context["rows"]) == 2
    ended = admin_client.get(reverse("organizations:units"), {"da_ket_thuc": "1"}).context["rows"]
    assert [row.id for row in ended] == [world.hospital_b.pk]


def test_a_superior_cannot_end_before_what_is_below(world: World, admin_client: Client) -> None:
    response = admin_client.post(reverse("organizations:unit-end", args=[world.health.pk]), {"on": "30/06/2026"})
    assert response.status_code == 422 and "còn hoạt động sau ngày đó" in response.content.decode()


def test_nothing_is_ever_deleted(world: World) -> None:
    for row in (Unit.objects.filter(pk=world.ministry.pk), Person.objects.filter(pk=world.admin.pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            row._raw_delete("default")


def test_an_administrator_of_a_part_stays_in_it(world: World, client_for: Callable[..., Client]) -> None:
    post = Position.objects.create(unit=world.health, title="Quản trị Sở", role=Role.ADMIN)
    clerk = Person.objects.create(username="clerk", full_name="Quản Trị Sở")
    Appointment.objects.create(person=clerk, position=post)
    client = client_for(clerk)
    assert client.get(reverse("organizations:unit-edit", args=[world.hospital_a.pk])).status_code == 200
    assert client.get(reverse("organizations:unit-edit", args=[world.finance.pk])).status_code == 403
    assert client.get(reverse("organizations:unit-edit", args=[world.other_health.pk])).status_code == 404
    assert client.get(reverse("organizations:options")).status_code == 403
    with pytest.raises(PermissionDenied):
        act.create_unit(actor=actor_for(clerk), name="Sở Mới", parent=world.city)
    with pytest.raises(PermissionDenied):
        act.move_unit(actor=actor_for(clerk), unit=world.hospital_a, parent=world.city)


def test_groups_resolve_by_rules_of_the_day(world: World, admin_client: Client) -> None:
    assert set(groups.members(world.districts)) == {world.district_a, world.district_b}
    assert set(groups.members(world.attached)) == {world.hospital_a, world.hospital_b}
    new = reverse("organizations:rule-new", args=[world.districts.pk])
    told = {"exclude": "1", "unit": world.district_b.pk, "valid_from": "01/07/2026", "scope": "children"}
    assert admin_client.post(new, told).status_code == 302
    assert groups.count(world.districts, date(2026, 6, 30)) == 2
    assert groups.count(world.districts, date(2026, 7, 1)) == 1
    rule = GroupRule.objects.get(exclude=True, group=world.districts)
    admin_client.post(reverse("organizations:rule-end", args=[rule.pk]), {"on": "31/07/2026"})
    assert groups.count(world.districts, date(2026, 8, 1)) == 2
    page = admin_client.get(reverse("organizations:group", args=[world.districts.pk]), {"ngay": "15/07/2026"})
    assert "= 1 đơn vị" in page.content.decode()
    listed = admin_client.get(reverse("organizations:groups"), {"q": "quan huyen"}).content.decode()
    assert "= 2 đơn vị" in listed


def test_membership_on_a_past_day_follows_the_tree_of_that_day(world: World) -> None:
    actor = world.actor("admin")
    station = Unit.objects.create(name="Trạm Một", kind=UnitKind.STATION, parent=world.hospital_a)
    deep = UnitGroup.objects.create(name="Mọi trạm thuộc Sở", owner=world.health)
    GroupRule.objects.create(group=deep, parent=world.health, kind=UnitKind.STATION, scope=RuleScope.DESCENDANTS)
    with clock.travel(date(2026, 3, 2)):
        act.move_unit(actor=actor, unit=world.hospital_a, parent=world.city)
    with clock.travel(date(2026, 3, 10)):
        act.move_unit(actor=actor, unit=world.hospital_a, parent=world.finance)
        act.move_unit(actor=actor, unit=world.hospital_a, parent=world.district_a)
    with clock.travel(date(2026, 4, 1)):
        before, between, now = date(2026, 3, 1), date(2026, 3, 5), clock.today()
        station.refresh_from_db()
        for day, attached, stations in ((before, 2, 1), (between, 1, 0), (now, 1, 0)):
            assert groups.counts([world.attached.pk, deep.pk], day) == {world.attached.pk: attached, deep.pk: stations}
            assert set(groups.members(world.attached, day)) >= {world.hospital_b}
            assert groups.count(world.attached, day) == attached and groups.count(deep, day) == stations
            assert (deep in groups.groups_of(station, day)) == bool(stations)
        assert station.path.startswith(world.district_a.path)
        by_city = UnitGroup.objects.create(name="Trực thuộc Thành phố")
        GroupRule.objects.create(group=by_city, parent=world.city, kind=UnitKind.HOSPITAL)
        assert [groups.count(by_city, day) for day in (before, between, date(2026, 3, 9), now)] == [0, 1, 1, 0]


def test_a_rule_names_a_unit_or_a_kind_not_both(world: World, admin_client: Client) -> None:
    new = reverse("organizations:rule-new", args=[world.districts.pk])
    for told in ({}, {"unit": world.city.pk, "kind": "district"}):
        response = admin_client.post(new, {"exclude": "0", "scope": "children", **told})
        assert response.status_code == 422 and "đích danh một đơn vị" in response.content.decode()


def test_a_group_is_made_with_its_owner(world: World, admin_client: Client) -> None:
    told = {"name": "Các bệnh viện", "owner": world.health.pk, "aliases": "các BV\n\ncác BV\n"}
    response = admin_client.post(reverse("organizations:group-new"), told)
    made = UnitGroup.objects.get(name="Các bệnh viện")
    assert made.aliases == ["các BV"] and response["Location"].endswith(f"/nhom/{made.pk}/quy-tac-moi/")
    again = admin_client.post(reverse("organizations:group-new"), told)
    assert again.status_code == 422


def test_a_units_page_names_its_groups(world: World, admin_client: Client) -> None:
    page = admin_client.get(reverse("organizations:unit", args=[world.hospital_a.pk])).content.decode()
    assert "Các đơn vị trực thuộc Sở Y tế" in page
    assert groups.groups_of(world.office_room) == []


def test_suggestions_show_what_one_may_see(world: World, client_for: Callable[..., Client]) -> None:
    rows = client_for(world.unit_officer).get(reverse("organizations:suggest-units"), {"q": "so y te"}).json()["rows"]
    assert rows == [
        {
            "id": world.health.pk,
            "label": "Sở Y tế (UBND Thành phố)",
            "name": "Sở Y tế",
            "detail": "Sở, ngành, UBND Thành phố",
        }
    ]
    people = client_for(world.unit_officer).get(reverse("organizations:suggest-people"), {"q": "vien"}).json()["rows"]
    assert {row["name"] for row in people} >= {"Hoàng Văn Viện", "Phạm Thị Viên"}
    outside = client_for(world.outsider).get(reverse("organizations:suggest-people"), {"q": "Hoàng"}).json()["rows"]
    assert outside == []


def test_dates_must_be_in_order(world: World) -> None:
    with pytest.raises(ValidationError):
        act.end_unit(actor=world.actor("admin"), unit=world.hospital_a, on=date(1899, 1, 1))


class TestRulesInSqlAndPython(HypothesisCase):
    """The count of many groups (Python) and the members of one (SQL) agree on any rules."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["unit", "kind"]),
                st.integers(0, 8),
                st.sampled_from(["", "hospital", "room", "district", "department"]),
                st.sampled_from(list(RuleScope)),
                st.booleans(),
            ),
            max_size=5,
        )
    )
    def test_agree(self, rules: list[tuple[str, int, str, RuleScope, bool]]) -> None:
        world = build_world()
        units = list(Unit.objects.order_by("id"))
        group = UnitGroup.objects.create(name="thử")
        for form, at, kind, scope, exclude in rules:
            if form == "unit":
                GroupRule.objects.create(group=group, unit=units[at], exclude=exclude)
            else:
                GroupRule.objects.create(group=group, parent=units[at], kind=kind, scope=scope, exclude=exclude)
        found = set(groups.members(group))
        assert groups.counts([group.pk, world.districts.pk])[group.pk] == len(found)
        assert {unit for unit in units if group in groups.groups_of(unit)} == found
        assert all(unit.holds_on(clock.today()) for unit in found)
