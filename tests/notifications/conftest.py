"""One issued directive with one assignment, made by hand, and a real mail server on loopback."""

import socket
from collections.abc import Iterator
from datetime import date

import pytest
from aiosmtpd.controller import Controller

from directives.models import Directive, DirectiveType
from directives.states import DirectiveState
from tasks.models import Assignment, Task
from tasks.states import DeadlineKind, Role
from tests.personas import World
from workflows import clock


@pytest.fixture
def assignment(world: World) -> Assignment:
    """Given by Sở Y tế to Bệnh viện Đa khoa Một, due in ten days."""
    officer = world.people["standing_officer"]
    directive = Directive(
        type=DirectiveType.objects.get(pk="KH"),
        number="12",
        symbol="KH-SYT",
        abstract="Bảo đảm cung ứng thiết bị y tế",
        issuer=world.health,
        standing_unit=world.health,
        entered_by=officer,
        entered_at=clock.now(),
    )
    directive._state.adding = True
    Directive.objects.bulk_create([directive])
    Directive.objects.filter(pk=directive.pk).update(state=DirectiveState.ISSUED)
    task = Task.objects.create(
        directive=directive,
        content="Rà soát thiết bị y tế",
        deadline_kind=DeadlineKind.FIXED,
        due_on=date(2026, 5, 20),
        created_by=officer,
        created_at=clock.now(),
    )
    return Assignment.objects.create(
        task=task,
        directive=Directive.objects.get(pk=directive.pk),
        unit=world.hospital_a,
        role=Role.LEAD,
        due_on=task.due_on,
        first_due_on=task.due_on,
        assigned_on=date(2026, 5, 6),
        responsible=world.people["unit_head"],
    )


class Mailbox:
    """Keeps what arrives, or answers otherwise; knows nobody of ``unknown``."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.answer = "250 OK"
        self.unknown: set[str] = set()

    async def handle_RCPT(
        self, server: object, session: object, envelope: object, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if self.answer.startswith("250"):
            self.letters.append(envelope.content)  # type: ignore[attr-defined]
        return self.answer


@pytest.fixture
def mailbox(settings: object) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    yield box
    controller.stop()
