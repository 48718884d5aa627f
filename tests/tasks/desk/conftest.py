"""A hospital's desk on a Tuesday of October 2023, through the browser's eyes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organizations.models import Appointment, Person, Position, Role, Unit
from tasks.models import Assignment
from tests.personas import World
from tests.tasks.builders import TODAY
from workflows import clock


@pytest.fixture(autouse=True)
def _october() -> Iterator[None]:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def ward(world: World) -> Unit:
    """Khoa Cấp cứu of the hospital, with a head who can sign in as ``world.people["ward_head"]``."""
    ward = world.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
    person = Person.objects.create(username="ward_head", full_name="Trịnh Thị Khoa")
    position = Position.objects.create(unit=ward, title="Trưởng khoa", role=Role.UNIT_HEAD, is_head=True)
    Appointment.objects.create(person=person, position=position)
    world.people["ward_head"] = person
    return ward


class Browser:
    """One person at the screen: ``get``/``post`` by name of the address; ``text`` of the last page."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.response: Any = None

    def get(self, name: str, *args: Any, query: str = "", **headers: str) -> "Browser":
        self.response = self.client.get(f"{reverse(name, args=args)}{query}", **headers)  # type: ignore[arg-type]
        return self

    def post(self, name: str, *args: Any, data: dict[str, Any] | None = None, follow: bool = True) -> "Browser":
        self.response = self.client.post(reverse(name, args=args), data or {}, follow=follow)
        return self

    @property
    def status(self) -> int:
        code: int = self.response.status_code
        return code

    @property
    def text(self) -> str:
        response: HttpResponse = self.response
        return response.content.decode()

    def says(self, *words: str) -> None:
        """Every one of these stands on the page."""
        for word in words:
            assert word in self.text, f"{word!r} is missing"

    def hides(self, *words: str) -> None:
        """None of these stands on the page."""
        for word in words:
            assert word not in self.text, f"{word!r} should not be there"


@pytest.fixture
def browser(
    persona_client: Callable[[str], Client], client_for: Callable[..., Client], world: World
) -> Callable[[str], Browser]:
    """``browser("unit_head")``."""

    def open_browser(persona: str) -> Browser:
        special = persona in ("anonymous", "deputy")
        return Browser(persona_client(persona) if special else client_for(world.people[persona]))

    return open_browser


def again(assignment: Assignment) -> Assignment:
    """The row as it is in the database now."""
    return Assignment.objects.get(pk=assignment.pk)
