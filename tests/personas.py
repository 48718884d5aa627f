"""A small world and the people in it, for every app's tests. Load it with ``pytest_plugins = ["tests.personas"]``.

UBND Thành phố > Sở Y tế (standing agency: rooms, two hospitals), Sở Tài chính, two districts; another province's
office, which must see nothing of it. Everything exists since always, so any frozen date will do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.test import Client

from organizations import first_visit
from organizations.actors import ACTING_FOR, actor_for
from organizations.models import (
    Appointment,
    Delegation,
    GroupRule,
    Person,
    Position,
    Role,
    Unit,
    UnitGroup,
    UnitKind,
)
from workflows.actors import Actor

PERSONAS = [
    "standing_head",
    "standing_officer",
    "leader",
    "city_leader",
    "unit_head",
    "unit_officer",
    "deputy",
    "other_unit_head",
    "other_unit_officer",
    "outsider",
    "admin",
    "anonymous",
]
"""For parametrised permission matrices: ``persona_client(name)`` gives each one's browser."""


@dataclass
class World:
    """Names of units, groups and people; people and units are also reached by ``world.people["leader"]``."""

    city: Unit
    health: Unit
    office_room: Unit
    plan_room: Unit
    finance: Unit
    district_a: Unit
    district_b: Unit
    hospital_a: Unit
    hospital_b: Unit
    ministry: Unit
    other_city: Unit
    other_health: Unit
    districts: UnitGroup
    attached: UnitGroup
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            person: Person = self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None
        return person

    def actor(self, persona: str) -> Actor:
        """The persona as an actor; the deputy acts for the unit's head."""
        acting_for = self.people["unit_head"].pk if persona == "deputy" else None
        return actor_for(self.people[persona], acting_for=acting_for)


# persona: (full name, unit, title, role, desk served when another, head of the unit)
_POSTS: dict[str, tuple[str, str, str, Role, str | None, bool]] = {
    "leader": ("Nguyễn Văn Lãnh", "health", "Giám đốc", Role.LEADER, None, True),
    "city_leader": ("Trần Thị Phố", "city", "Phó Chủ tịch", Role.LEADER, None, True),
    "standing_head": ("Lê Văn Trực", "office_room", "Chánh Văn phòng", Role.STANDING_HEAD, "health", True),
    "standing_officer": ("Phạm Thị Viên", "office_room", "Chuyên viên", Role.STANDING_OFFICER, "health", False),
    "health_head": ("Đặng Văn Nghiệp", "plan_room", "Trưởng phòng", Role.UNIT_HEAD, "health", True),
    "unit_head": ("Hoàng Văn Viện", "hospital_a", "Giám đốc", Role.UNIT_HEAD, None, True),
    "unit_officer": ("Vũ Thị Bộ", "hospital_a", "Chuyên viên", Role.UNIT_OFFICER, None, False),
    "deputy": ("Đỗ Văn Thay", "hospital_a", "Phó Giám đốc", Role.UNIT_OFFICER, None, False),
    "other_unit_head": ("Bùi Văn Khác", "hospital_b", "Giám đốc", Role.UNIT_HEAD, None, True),
    "other_unit_officer": ("Ngô Thị Khác", "hospital_b", "Chuyên viên", Role.UNIT_OFFICER, None, False),
    "finance_head": ("Dương Văn Tài", "finance", "Giám đốc", Role.UNIT_HEAD, None, True),
    "district_head": ("Lý Văn Quận", "district_a", "Chủ tịch", Role.UNIT_HEAD, None, True),
    "outsider": ("Mai Thị Ngoài", "other_health", "Chánh Văn phòng", Role.STANDING_HEAD, None, True),
}


def _unit(name: str, kind: UnitKind, parent: Unit | None = None, short_name: str = "", **extra: object) -> Unit:
    return Unit.objects.create(name=name, kind=kind, parent=parent, short_name=short_name, **extra)


def build_world() -> World:
    """Write the world into the database."""
    first_visit.forget()
    city = _unit("UBND Thành phố", UnitKind.PROVINCE, code="H26")
    health = _unit("Sở Y tế", UnitKind.DEPARTMENT, city, "SYT")
    district_a = _unit("UBND quận Ba Đình", UnitKind.DISTRICT, city)
    hospital_a = _unit("Bệnh viện Đa khoa Một", UnitKind.HOSPITAL, health, "BVĐK 1")
    other_city = _unit("UBND tỉnh Khác", UnitKind.PROVINCE)
    districts = UnitGroup.objects.create(name="UBND các quận, huyện, thị xã", owner=city)
    attached = UnitGroup.objects.create(name="Các đơn vị trực thuộc Sở Y tế", owner=health)
    GroupRule.objects.create(group=districts, kind=UnitKind.DISTRICT, parent=city)
    GroupRule.objects.create(group=attached, parent=health)
    GroupRule.objects.create(group=attached, kind=UnitKind.ROOM, parent=health, exclude=True)
    world = World(
        city=city,
        health=health,
        office_room=_unit("Văn phòng Sở", UnitKind.ROOM, health),
        plan_room=_unit("Phòng Kế hoạch - Tài chính", UnitKind.ROOM, health),
        finance=_unit("Sở Tài chính", UnitKind.DEPARTMENT, city, "STC"),
        district_a=district_a,
        district_b=_unit("UBND quận Hoàn Kiếm", UnitKind.DISTRICT, city),
        hospital_a=hospital_a,
        hospital_b=_unit("Bệnh viện Đa khoa Hai", UnitKind.HOSPITAL, health, "BVĐK 2"),
        ministry=_unit("Bộ Y tế", UnitKind.MINISTRY, is_internal=False),
        other_city=other_city,
        other_health=_unit("Sở Y tế tỉnh Khác", UnitKind.DEPARTMENT, other_city),
        districts=districts,
        attached=attached,
    )
    for persona, (name, unit, title, role, desk, is_head) in _POSTS.items():
        person = Person.objects.create(username=persona, full_name=name, email=f"{persona}@vidu.vn")
        position = Position.objects.create(
            unit=getattr(world, unit),
            title=title,
            role=role,
            scope=getattr(world, desk) if desk else None,
            is_head=is_head,
        )
        Appointment.objects.create(person=person, position=position)
        world.people[persona] = person
    world.people["admin"] = Person.objects.create(username="admin", full_name="Quản Trị Viên", is_admin=True)
    Delegation.objects.create(
        principal=world.people["unit_head"],
        deputy=world.people["deputy"],
        valid_from=date(2020, 1, 1),
        valid_to=date(2039, 12, 31),
        reason="Nghỉ phép",
    )
    return world


@pytest.fixture
def world(db: None) -> World:
    """The small world, in the test's transaction."""
    return build_world()


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """``client_for(person, acting_for=other)``: a browser in which the person signed in (and acts for the other)."""

    def sign_in(person: Person | None, acting_for: Person | None = None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        if acting_for is not None:
            session = client.session
            session[ACTING_FOR] = acting_for.pk
            session.save()
        return client

    return sign_in


@pytest.fixture
def persona_client(world: World, client_for: Callable[..., Client]) -> Callable[[str], Client]:
    """``persona_client("unit_head")``; the deputy acts for the unit's head, "anonymous" did not sign in."""

    def open_browser(persona: str) -> Client:
        if persona == "anonymous":
            return client_for(None)
        return client_for(world.people[persona], world.people["unit_head"] if persona == "deputy" else None)

    return open_browser


def _persona(name: str) -> Callable[[World], Person]:
    def person(world: World) -> Person:
        return world.people[name]

    return person


# Each person also as a fixture of that name: standing_head, leader, unit_head, deputy, outsider, admin ...
for _name in [*_POSTS, "admin"]:
    globals()[_name] = pytest.fixture(name=_name)(_persona(_name))
