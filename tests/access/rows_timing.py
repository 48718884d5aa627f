"""Time: anybody may see how a phrase is read; deadlines are seen with their directive; the calendar is the office's."""

from collections.abc import Mapping
from typing import Any

from tasks.states import DeadlineKind
from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks import builders
from workflows import clock


def _directive(case: Case) -> Mapping[str, Any]:
    return {"pk": case.directive.pk}


def _task(case: Case) -> Mapping[str, Any]:
    return {"pk": case.assignment.task_id}


def _waiting(case: Case) -> Mapping[str, Any]:
    """A task whose clock waits for an event; the hospital holds it."""

    def make() -> Any:
        kind = DeadlineKind.CONDITIONAL
        task = builders.make_task(case.world, deadline_kind=kind, due_on=None, deadline_words="sau khi lũ rút")
        return builders.make_assignment(case.world, task=task).task

    return {"pk": case.once("waiting", make).pk}


def _start(_case: Case) -> Mapping[str, Any]:
    today = f"{clock.today():%d/%m/%Y}"
    return {"do": "start", "on": today, "due_on": today, "reason": "Lũ đã rút"}


DAY = {"day": "19/10/2026", "working": "0", "name": "Nghỉ bù", "source": "Công văn 1"}
SEEN = expect(404, (200, (*OFFICE, *UNIT)))
ROWS = [
    Row("tasks:deadline_reader", expect(200), query="?phrase=tr%C6%B0%E1%BB%9Bc+ng%C3%A0y+30/7/2026&issued=28/7/2026"),
    Row("tasks:calendar_change", expect(403, (302, "admin")), method="post", data=lambda _case: DAY),
    Row("tasks:calendar_change", expect(403, (302, "admin"))),
    Row("tasks:calendar_units", expect(403, (200, "admin")), query="?viec=1&ky=&han=2026-10-19"),
    Row("tasks:calendar_moving", expect(403, (200, "admin"))),
    Row("tasks:suspensions", expect(403, (200, (*OFFICE, "outsider")))),
    Row("tasks:suspensions_export", expect(403, (200, (*OFFICE, "outsider")))),
    Row("tasks:times", SEEN, kwargs=_directive),
    Row("tasks:task_time", SEEN, kwargs=_task),
    Row(
        "tasks:start_preview",
        expect(404, (200, "standing_head"), (403, ("standing_officer", "leader", *UNIT))),
        kwargs=_waiting,
        query="?on=01/10/2023",
    ),
    Row(
        "tasks:task_time",
        expect(404, (302, "standing_head"), (403, ("standing_officer", "leader", *UNIT))),
        kwargs=_waiting,
        method="post",
        data=_start,
    ),
]
