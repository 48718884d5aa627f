"""The unit's desk and the page of an assignment.

Both sides see an assignment; only its unit acts as the unit, heads and their deputies more than officers. Drafts,
their files and what was taken back belong to the unit.
"""

from collections.abc import Mapping
from typing import Any

from directives.models import StoredFile
from tasks.models import Assignment, ProgressReport, ReportFile
from tasks.states import AssignmentState as A
from tasks.states import ReportState
from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks import builders
from workflows import clock

HEADS = ("unit_head", "deputy")
SEES = expect(404, (200, OFFICE), (200, UNIT))
UNIT_ACTS = expect(404, (403, OFFICE), (302, UNIT))
HEADS_ACT = expect(404, (403, OFFICE), (403, "unit_officer"), (302, HEADS))


def _pk(case: Case) -> Mapping[str, Any]:
    return {"pk": case.assignment.pk}


def _new(case: Case) -> Mapping[str, Any]:
    return {"pk": case.in_state(A.ASSIGNED).pk}


def _waiting(case: Case) -> Mapping[str, Any]:
    return {"pk": case.in_state(A.SUBMITTED).pk}


def _part(case: Case) -> Mapping[str, Any]:
    def make() -> Assignment:
        unit = case.world.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
        return builders.make_assignment(
            case.world, A.SUBMITTED, task=case.assignment.task, unit=unit, parent=case.assignment
        )

    return {"pk": case.once("part", make).pk}


def _extension(case: Case) -> Mapping[str, Any]:
    extension = case.once("extension", lambda: builders.make_extension(case.world, case.assignment))
    return {"pk": case.assignment.pk, "extension_pk": extension.pk}


def _file(case: Case) -> Mapping[str, Any]:
    def make() -> ReportFile:
        officer = case.world.people["unit_officer"]
        report: ProgressReport = builders.make_report(case.world, case.assignment, ReportState.DRAFT)
        stored = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/plain", stored_at=clock.now())
        return ReportFile.objects.create(
            report=report, file=stored, name="a.txt", added_by=officer, added_at=clock.now()
        )

    return {"pk": case.once("file", make).pk}


def _words(_case: Case) -> Mapping[str, Any]:
    return {"act": "progress", "percent": "50", "done": "Đã rà soát"}


def _units(case: Case) -> Mapping[str, Any]:
    ward = case.once("ward", lambda: case.world.hospital_a.children.create(name="Khoa Hồi sức", kind="room"))
    return {"xuong-units": [ward.pk], "xuong-content": "Rà soát"}


def _asking(_case: Case) -> Mapping[str, Any]:
    return {"gia-han-until": "27/10/2023", "gia-han-reason": "Kiểm kê"}


ROWS = [
    # Who has no desk is told so.
    Row("tasks:desk", expect(200)),
    Row("tasks:desk-print", expect(200)),
    Row("tasks:accept-many", expect(200)),
    Row("tasks:assignment", SEES, _pk),
    Row("tasks:assignment-news", SEES, _pk, query="?v=x"),
    Row("tasks:assignment-print", SEES, _pk),
    Row("tasks:accept", UNIT_ACTS, _new, "post"),
    Row("tasks:decline", HEADS_ACT, _new, "post", lambda case: {"tra-lai-reason": "Thuộc Sở Tài chính"}),
    Row("tasks:officer", HEADS_ACT, _pk, "post", lambda case: {"can-bo-officer": case.world.unit_officer.pk}),
    Row("tasks:hand-down", HEADS_ACT, _pk, "post", _units),
    # The office sees a part handed down inside the hospital; only the hospital's head decides on it.
    Row("tasks:part-confirm", HEADS_ACT, _part, "post"),
    Row("tasks:part-return", HEADS_ACT, _part, "post", lambda case: {"lam-lai-reason": "Bổ sung"}),
    Row("tasks:report", UNIT_ACTS, _pk, "post", _words),
    Row("tasks:report-draft", expect(404, (403, OFFICE), (200, UNIT)), _pk, "post", _words),
    Row("tasks:take-back", UNIT_ACTS, _waiting, "post"),
    # 404 for all: the unit may read it, but there is nothing on this disk.
    Row("tasks:report-file", expect(404), _file),
    Row("tasks:report-file-remove", expect(404, (302, UNIT)), _file, "post"),
    Row("tasks:extension-ask", UNIT_ACTS, _pk, "post", _asking),
    Row("tasks:extension-preview", SEES, _pk),
    Row("tasks:extension-withdraw", UNIT_ACTS, _extension, "post"),
]
