"""The decomposition editor: the standing agency's desk changes it, its leaders look on; units see it once issued."""

from collections.abc import Mapping
from typing import Any

from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks.decomposition.plan import make_outline

DESK = ("standing_head", "standing_officer")
LOOKS = expect(404, (200, OFFICE))
ACTS = expect(404, (302, DESK), (403, "leader"))
SEES = expect(404, (200, DESK), (403, "leader"))


def draft(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk}


def issued(case: Case) -> Mapping[str, Any]:
    return {"pk": case.directive.pk}


def task(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk, "task_id": case.draft_task.pk}


def clause(case: Case) -> Mapping[str, Any]:
    case.once("outline", lambda: make_outline(case.draft))
    return {"pk": case.draft.pk, "clause_id": case.draft.provisions.first().pk}  # type: ignore[union-attr]


def kind(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk, "code": "no_recipients"}


def group(case: Case) -> Mapping[str, Any]:
    return {"pk": case.draft.pk, "key": f"g{case.world.districts.pk}"}


def words(_case: Case) -> Mapping[str, Any]:
    return {"start": 3, "end": 56}


def save(_case: Case) -> Mapping[str, Any]:
    return {"do": "save", "content": "Rà soát thiết bị y tế", "product": "Báo cáo"}


def lead(case: Case) -> Mapping[str, Any]:
    return {"lead": f"u{case.world.finance.pk}"}


ROWS = [
    Row("tasks:editor", LOOKS, kwargs=draft),
    Row("tasks:editor", expect(404, (200, (*OFFICE, *UNIT))), kwargs=issued),
    Row("tasks:editor-parts", expect(404, (302, OFFICE)), kwargs=draft),
    Row("tasks:editor-pulse", LOOKS, kwargs=draft),
    Row("tasks:editor-cards", LOOKS, kwargs=draft),
    Row("tasks:editor-branch", LOOKS, kwargs=clause),
    Row("tasks:editor-kind", LOOKS, kwargs=kind),
    Row("tasks:editor-kind", expect(404, (200, OFFICE)), kwargs=lambda case: {**kind(case), **issued(case)}),
    Row("tasks:editor-print", LOOKS, kwargs=draft),
    Row("tasks:editor-print", expect(404, (200, (*OFFICE, *UNIT))), kwargs=issued),
    Row("tasks:editor-create", ACTS, kwargs=draft, method="post", data=words),
    Row(
        "tasks:editor-create",
        expect(404, (302, DESK), (403, ("leader", *UNIT))),
        kwargs=issued,
        method="post",
        data=words,
    ),
    Row("tasks:editor-card", expect(404, (302, OFFICE)), kwargs=task),
    Row("tasks:editor-card", ACTS, kwargs=task, method="post", data=save),
    Row("tasks:editor-owner", ACTS, kwargs=task, method="post", data=lead),
    Row("tasks:editor-section", SEES, kwargs=clause),
    Row("tasks:editor-section", ACTS, kwargs=clause, method="post"),
    Row("tasks:editor-owners", SEES, kwargs=draft, query="?role=lead&q_lead=so"),
    Row("tasks:editor-members", LOOKS, kwargs=group),
    Row("tasks:editor-propose", SEES, kwargs=draft),
    Row("tasks:editor-propose", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-run", LOOKS, kwargs=draft),
    Row("tasks:editor-run", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-accept", SEES, kwargs=draft),
    Row("tasks:editor-accept", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-merge", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-sort", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-timeless", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-undo", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-redo", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-submit", SEES, kwargs=draft),
    Row("tasks:editor-submit", ACTS, kwargs=draft, method="post"),
    Row("tasks:editor-answer", expect(404, (403, "leader")), kwargs=draft, method="post"),
]
