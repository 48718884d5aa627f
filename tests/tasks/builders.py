"""Rows for tests: an issued directive with tasks, and assignments standing in any state as if acts had led there."""

from datetime import date, datetime
from typing import Any

from directives.models import Directive
from directives.states import DirectiveState
from organizations.models import Unit
from tasks.models import Assignment, Extension, ProgressReport, Suspension, Task
from tasks.states import SETTLED, AssignmentState, DeadlineKind, ReportState, Role
from tests.personas import World
from workflows import clock

A = AssignmentState
TEXT = "1. Chủ động rà soát, đánh giá tình trạng thiết bị y tế. Báo cáo kết quả về Sở Y tế trước ngày 20/10/2023."
GIVEN = date(2023, 9, 20)
DUE = date(2023, 10, 20)
TODAY = date(2023, 10, 17)
"""A Tuesday, three working days before DUE."""


def make_directive(world: World, **fields: Any) -> Directive:
    """An issued directive of Sở Y tế, the standing agency, whose type wants no paper with a request."""
    given: dict[str, Any] = {
        "type_id": "CV",
        "number": "4215",
        "symbol": "SYT-KHTC",
        "abstract": "Rà soát thiết bị y tế, vật tư tiêu hao",
        "issuer": world.health,
        "standing_unit": world.health,
        "issued_on": GIVEN,
        "text": TEXT,
        "state": DirectiveState.ISSUED,
        "entered_by": world.people["standing_officer"],
        "entered_at": clock.at(GIVEN),
        "assigned_at": clock.at(GIVEN),
        "extension_needs_document": False,
    }
    return Directive.objects.create(**{**given, **fields})


def make_task(world: World, directive: Directive | None = None, **fields: Any) -> Task:
    """A task read from the first sentence of the directive."""
    given: dict[str, Any] = {
        "directive": directive or make_directive(world),
        "content": "Rà soát, đánh giá tình trạng thiết bị y tế",
        "product": "Báo cáo rà soát",
        "section": "mục 1",
        "source_start": 3,
        "source_end": 56,
        "deadline_kind": DeadlineKind.FIXED,
        "due_on": DUE,
        "confirmed": True,
        "created_by": world.people["standing_officer"],
        "created_at": clock.at(GIVEN),
    }
    return Task.objects.create(**{**given, **fields})


def make_assignment(
    world: World, state: str = A.ACCEPTED, *, unit: Unit | None = None, task: Task | None = None, **fields: Any
) -> Assignment:
    """An assignment of the hospital in ``state``, with the rows that the acts on the way would have left."""
    task = task or make_task(world)
    due_on = fields.pop("due_on", task.due_on)
    given: dict[str, Any] = {
        "task": task,
        "directive_id": task.directive_id,
        "unit": unit or world.hospital_a,
        "role": Role.LEAD,
        "state": state,
        "first_due_on": due_on,
        "due_on": due_on,
        "assigned_on": GIVEN,
        "responsible": world.people["unit_head"],
    }
    if state == A.SUBMITTED:
        given |= {"stopped_on": TODAY, "last_report_on": TODAY, "percent": 90}
    elif state == A.SUSPENDED:
        given |= {"stopped_on": TODAY, "state_before_suspension": A.IN_PROGRESS}
    elif state == A.COMPLETED:
        given |= {"stopped_on": TODAY, "done_on": TODAY, "closed_on": TODAY, "percent": 100}
    elif state in SETTLED:
        given["closed_on"] = TODAY
    assignment = Assignment.objects.create(**{**given, **fields})
    if state == A.SUBMITTED:
        make_report(world, assignment, ReportState.SUBMITTED, final=True, percent=90)
    if state == A.SUSPENDED:
        Suspension.objects.create(
            assignment=assignment, from_on=TODAY, due_before=due_on, reason="Chờ hướng dẫn",
            suspended_by=world.people["standing_head"],
        )  # fmt: skip
    return assignment


def make_report(
    world: World, assignment: Assignment, state: str = ReportState.DRAFT, *, at: datetime | None = None, **fields: Any
) -> ProgressReport:
    """A report of the hospital's officer."""
    at = at or clock.at(TODAY)
    given: dict[str, Any] = {
        "assignment": assignment,
        "number": assignment.reports.count() + 1,
        "state": state,
        "percent": 40,
        "done": "Đã rà soát 412 thiết bị",
        "author": world.people["unit_officer"],
        "saved_at": at,
        "submitted_at": None if state == ReportState.DRAFT else at,
    }
    return ProgressReport.objects.create(**{**given, **fields})


def make_extension(world: World, assignment: Assignment, until: date = date(2023, 10, 27)) -> Extension:
    """A request that waits for a decision."""
    return Extension.objects.create(
        assignment=assignment,
        due_before=assignment.due_on or until,
        asked_for=until,
        reason="Chờ đối chiếu kiểm kê",
        asked_by=world.people["unit_head"],
        asked_at=clock.at(TODAY),
    )
