"""The standing office's lists, matrix, acts and bulk acts; issuing and the end of a directive."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from directives.states import DirectiveState
from organizations.models import Unit, UnitSuccession
from tasks.states import AssignmentState as A
from tests.access.matrix import OFFICE, UNIT, Case, Row, expect
from tests.tasks import builders
from workflows import clock

HEAD = ("standing_head",)
BELOW = ("standing_officer", "leader")


def _one(state: str) -> Any:
    return lambda case: {"pk": case.in_state(state).pk}


def _directive(case: Case) -> Mapping[str, Any]:
    return {"pk": case.directive.pk}


def _settled(case: Case) -> Mapping[str, Any]:
    """A directive with nothing open."""
    return {"pk": case.in_state(A.COMPLETED).directive_id}


def _closed(case: Case) -> Mapping[str, Any]:
    def make() -> Any:
        task = builders.make_task(case.world, builders.make_directive(case.world, state=DirectiveState.CLOSED))
        return builders.make_assignment(case.world, A.COMPLETED, task=task)

    return {"pk": case.once("closed", make).directive_id}


def _asking(case: Case) -> Mapping[str, Any]:
    """An assignment whose extension waits for a decision."""
    assignment = case.in_state(A.ACCEPTED)
    case.once("extension", lambda: builders.make_extension(case.world, assignment))
    return {"pk": assignment.pk}


def _bulk(case: Case) -> Mapping[str, Any]:
    return {"act": "urge", "pick": case.assignment.pk}


def _some_directive(case: Case) -> Mapping[str, Any]:
    """There is one to follow."""
    case.once("followed", lambda: case.assignment)
    return {}


def _reason(_case: Case) -> Mapping[str, Any]:
    return {"reason": "Theo ý kiến của Sở"}


def _ended(case: Case) -> Mapping[str, Any]:
    """The unit of ``assignment``, ended the day before with a successor."""

    def make() -> Any:
        unit = case.assignment.unit
        yesterday = clock.today() - timedelta(days=1)
        Unit.objects.filter(pk=unit.pk).update(valid_to=yesterday)
        UnitSuccession.objects.create(old=unit, new=case.world.hospital_b, on=clock.today())
        return unit

    return {"pk": case.once("ended", make).pk}


def _newer(case: Case) -> Mapping[str, Any]:
    case.once("newer", lambda: builders.make_directive(case.world, number="5000"))
    return {"by": "5000/SYT-KHTC", "kind": "supersedes"}


SEES = expect(404, (200, OFFICE + UNIT))
STANDING = expect(403, (200, OFFICE))
ALL_OF_OFFICE = expect(404, (302, OFFICE), (403, UNIT))
HEAD_ALONE = expect(404, (302, HEAD), (403, BELOW + UNIT))
HEAD_READS = expect(404, (200, HEAD), (403, BELOW + UNIT))
DECIDES = expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT)))
CLOSES = expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT)))


def _act(name: str, state: str, expected: Mapping[str, int], data: Any = _reason, kwargs: Any = None) -> list[Row]:
    """An act of the office, asked for and done."""
    asked = {
        persona: 200 if status == 302 and persona != "anonymous" else status for persona, status in expected.items()
    }
    kwargs = kwargs or _one(state)
    return [
        Row(f"tasks:{name}", asked, kwargs=kwargs),
        Row(f"tasks:{name}", expected, kwargs=kwargs, method="post", data=data),
    ]


ROWS = [
    Row("tasks:list", expect(200)),
    Row("tasks:list_export", expect(200)),
    Row("tasks:office", expect(403, (200, (*OFFICE, "outsider")))),
    Row("tasks:follow", expect(200, (302, (*OFFICE, *UNIT))), kwargs=_some_directive),
    Row("tasks:coverage", SEES, kwargs=_directive),
    Row("tasks:coverage_export", SEES, kwargs=_directive),
    Row("tasks:bulk", expect(200), method="post", data=_bulk),
    Row("tasks:bulk", expect(302), method="post", data=lambda case: {**_bulk(case), "go": "1", "message": "Nhắc"}),
    *_act("confirm", A.SUBMITTED, ALL_OF_OFFICE),
    *_act("return", A.SUBMITTED, ALL_OF_OFFICE),
    *_act("reopen_result", A.COMPLETED, ALL_OF_OFFICE),
    *_act("urge", A.ACCEPTED, ALL_OF_OFFICE, data=lambda case: {"message": "Đề nghị gửi báo cáo"}),
    *_act("grant", "", DECIDES, kwargs=_asking),
    *_act("refuse", "", DECIDES, data=lambda case: {"note": "Hạn của Trung ương"}, kwargs=_asking),
    *_act("keep", A.DECLINED, HEAD_ALONE),
    *_act("reassign", A.ACCEPTED, HEAD_ALONE, data=lambda case: {"unit": case.world.hospital_b.pk,
          "unit_text": "Bệnh viện Đa khoa Hai (SYT)", "reason": "Đúng chức năng"}),
    *_act("correct", A.ACCEPTED, HEAD_ALONE, data=lambda case: {"due_on": "30/11/2023", "reason": "Nhập nhầm"}),
    *_act("suspend", A.ACCEPTED, HEAD_ALONE),
    *_act("resume", A.SUSPENDED, HEAD_ALONE),
    *_act("cancel", A.ACCEPTED, HEAD_ALONE),
    Row("tasks:issuing", expect(404, (200, OFFICE), (403, UNIT)), kwargs=_directive),
    Row("tasks:issuing", expect(404, (302, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        kwargs=_directive, method="post"),
    Row("tasks:close", expect(404, (200, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        kwargs=_settled),
    Row("tasks:close", CLOSES, kwargs=_settled, method="post"),
    Row("tasks:reopen", CLOSES, kwargs=_closed, method="post", data=_reason),
    Row("tasks:transfer", expect(403, (200, ("standing_head", "admin")), (404, "outsider")), kwargs=_ended),
    Row("tasks:transfer", expect(403, (302, ("standing_head", "admin")), (404, "outsider")), kwargs=_ended,
        method="post", data=lambda case: {"heir": case.world.hospital_b.pk}),
    Row("tasks:supersede", expect(404, (200, ("standing_head", "leader")), (403, ("standing_officer", *UNIT))),
        kwargs=_directive),
    Row("tasks:supersede", CLOSES, kwargs=_directive, method="post", data=_newer),
    Row("tasks:withdraw", CLOSES, kwargs=_directive, method="post", data=_reason),
]  # fmt: skip
