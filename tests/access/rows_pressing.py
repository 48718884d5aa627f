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
            return ask_extension(assignment=case.assignment, until=until, reason="Chờ số liệu", actor=actor)

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


def _instruction(case: Case) -> Mapping[str, Any]:
    def make() -> Escalation:
        late = _late(case)
        return Escalation.objects.create(
            assignment=late, due_on=late.due_on or builders.DUE, raised_at=clock.now(),
            noted_by=case.world.people["leader"], noted_at=clock.now(), instruction="Xong trong tuần",
        )  # fmt: skip

    return {"pk": case.once("instruction", make).pk}


def _pk(case: Case) -> Mapping[str, Any]:
    return {"pk": _late(case).pk}


def _words(kind: str, kwargs: Any) -> Any:
    """What is typed into the form of that kind, whose row the address names."""

    def data(case: Case) -> Mapping[str, Any]:
        return {f"{kind}-{kwargs(case)['pk']}-note": "Nội dung", "ky": "1", "dong-y": "1", "khach-quan": "1"}

    return data


def _act(name: str, kind: str, expected: Mapping[str, int], kwargs: Any) -> Row:
    return Row(f"tasks:{name}", expected, kwargs, method="post", data=_words(kind, kwargs))


OFFICERS = ("standing_head", "standing_officer")
SIGNERS = ("unit_head", "deputy")

ROWS = [
    _act("extension-sign", "ky", expect(404, (302, SIGNERS), (403, (*OFFICE, "unit_officer"))),
         _asked_by("unit_officer")),
    _act("extension-advise", "tham-muu", expect(404, (302, OFFICERS), (403, (*UNIT, "leader"))),
         _asked_by("unit_head")),
    Row("tasks:extension-file", expect(404, (200, OFFICE + UNIT)), _file),
    _act("explanation-ask", "yeu-cau", expect(404, (302, OFFICE), (403, UNIT)), _pk),
    _act("explanation-answer", "giai-trinh", expect(404, (302, SIGNERS), (403, (*OFFICE, "unit_officer"))),
         _explanation("asked")),
    _act("explanation-again", "them", expect(404, (302, OFFICE), (403, UNIT)), _explanation("answered")),
    _act("explanation-conclude", "ket-luan",
         expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
         _explanation("answered")),
    _act("escalate", "bao-cao", expect(404, (302, OFFICERS), (403, (*UNIT, "leader"))), _pk),
    _act("instruction-answer", "tra-loi",
         expect(404, (302, (*OFFICERS, *UNIT)), (403, "leader")), _instruction),
    _act("escalation-note", "chi-dao", expect(404, (302, "leader"), (403, (*OFFICERS, *UNIT))), _escalation),
]  # fmt: skip
