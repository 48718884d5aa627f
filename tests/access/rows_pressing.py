"""More time step by step, explanations, the leaders' board: who may press which button."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from directives.files import keep, read_upload
from tasks.actions.extending import ask_extension
from tasks.models import Assignment, Escalation, Explanation, ExtensionFile
from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks import builders
from workflows import clock


def _late(case: Case) -> Assignment:
    """Two days overdue."""
    due = builders.TODAY - timedelta(days=2)
    assignment: Assignment = case.once(
        "late", lambda: builders.make_assignment(case.world, due_on=due, first_due_on=due)
    )
    return assignment


def _asked_by(persona: str) -> Any:
    def kwargs(case: Case) -> Mapping[str, Any]:
        def make() -> Any:
            until = builders.DUE + timedelta(days=7)
            actor = case.world.actor(persona)
            return ask_extension(assignment=case.assignment, until=until, reason="Chờ", actor=actor)

        return {"pk": case.once("asked", make).pk}

    return kwargs


def _file(case: Case) -> Mapping[str, Any]:
    def make() -> ExtensionFile:
        extension = builders.make_extension(case.world, case.assignment)
        stored = keep(read_upload(SimpleUploadedFile("a.txt", b"Van ban", "text/plain")))
        return ExtensionFile.objects.create(extension=extension, file=stored, name="a.txt")

    return {"pk": case.once("file", make).pk}


def _explanation(state: str) -> Any:
    def kwargs(case: Case) -> Mapping[str, Any]:
        def make() -> Explanation:
            late = _late(case)
            return Explanation.objects.create(
                assignment=late,
                due_on=late.due_on or builders.DUE,
                state=state,
                question="Vì sao chậm?",
                asked_at=clock.now(),
                answer_by=builders.TODAY,
                answer="Bão" if state == "answered" else "",
            )

        return {"pk": case.once(f"explanation {state}", make).pk}

    return kwargs


def _escalation(case: Case) -> Mapping[str, Any]:
    def make() -> Escalation:
        late = _late(case)
        return Escalation.objects.create(assignment=late, due_on=late.due_on or builders.DUE, raised_at=clock.now())

    return {"pk": case.once("escalation", make).pk}


def _pk(case: Case) -> Mapping[str, Any]:
    return {"pk": _late(case).pk}


def _words(_case: Case) -> Mapping[str, Any]:
    return {"noi-dung": "Nội dung", "y-kien": "Ý kiến", "ky": "1", "dong-y": "1", "khach-quan": "1"}


OFFICERS = ("standing_head", "standing_officer")
SIGNERS = ("unit_head", "deputy")
POSTED: dict[str, Any] = {"method": "post", "data": _words}

ROWS = [
    Row("tasks:extension-sign", expect(404, (302, SIGNERS), (403, (*OFFICE, "unit_officer"))),
        _asked_by("unit_officer"), **POSTED),
    Row("tasks:extension-advise", expect(404, (302, OFFICERS), (403, (*UNIT, "leader"))),
        _asked_by("unit_head"), **POSTED),
    Row("tasks:extension-file", expect(404, (200, OFFICE + UNIT)), _file),
    Row("tasks:explanation-ask", expect(404, (302, OFFICE), (403, UNIT)), _pk, **POSTED),
    Row("tasks:explanation-answer", expect(404, (302, SIGNERS), (403, (*OFFICE, "unit_officer"))),
        _explanation("asked"), **POSTED),
    Row("tasks:explanation-again", expect(404, (302, OFFICE), (403, UNIT)), _explanation("answered"), **POSTED),
    Row("tasks:explanation-conclude",
        expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        _explanation("answered"), **POSTED),
    Row("tasks:escalate", expect(404, (302, OFFICERS), (403, (*UNIT, "leader"))), _pk, **POSTED),
    Row("tasks:escalation-note", expect(404, (302, "leader"), (403, (*OFFICERS, *UNIT))), _escalation, **POSTED),
]  # fmt: skip
