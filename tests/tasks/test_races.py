"""Two people at the same moment, on real connections: exactly one wins, and the loser is told why."""

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction

from tasks.actions import extending, following_up, reporting
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment, ProgressReport
from tasks.states import AssignmentState as A
from tasks.states import ReportState
from tests.personas import World, build_world
from tests.tasks.builders import TODAY, make_assignment, make_extension
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
CONTENT = ReportContent(percent=100, done="Đã rà soát 412 thiết bị")


def race(*acts: Callable[[], Any]) -> list[TransitionDenied]:
    """Run the acts at once, each on a connection of its own; returns the refusals. Anything else raised is raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> TransitionDenied | None:
        try:
            with transaction.atomic():
                start.wait(timeout=10)
                act()
        except TransitionDenied as denied:
            return denied
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        runs = [pool.submit(contextvars.copy_context().run, run, act) for act in acts]
        return [denied for denied in (each.result(timeout=30) for each in runs) if denied]


@pytest.fixture
def town() -> World:
    return build_world()


def _kinds(assignment: Assignment) -> list[str]:
    return list(
        Event.objects.filter(stream=f"assignment:{assignment.pk}").order_by("position").values_list("kind", flat=True)
    )


@pytest.mark.parametrize("_round", range(3))
def test_two_confirmations(town: World, _round: int) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.SUBMITTED)
        refusals = race(
            lambda: reporting.confirm_result(assignment=assignment, actor=town.actor("standing_head")),
            lambda: reporting.confirm_result(assignment=assignment, actor=town.actor("leader")),
        )
    assert [denied.message for denied in refusals] == [
        "Không thể “Xác nhận hoàn thành” vì hiện đang ở trạng thái “Hoàn thành”."
    ]
    assert _kinds(assignment) == ["report.confirmed"]


@pytest.mark.parametrize("_round", range(3))
def test_submit_against_reassign(town: World, _round: int) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.IN_PROGRESS)
        refusals = race(
            lambda: reporting.submit_result(assignment=assignment, content=CONTENT, actor=town.actor("unit_officer")),
            lambda: following_up.reassign(
                assignment=assignment, unit=town.hospital_b, reason="Giao lại", actor=town.actor("standing_head")
            ),
        )
    assert len(refusals) == 1
    assignment.refresh_from_db()
    if assignment.state == A.SUBMITTED:
        assert refusals[0].message == "Không thể “Giao đơn vị khác” vì hiện đang ở trạng thái “Chờ xác nhận”."
        assert _kinds(assignment) == ["report.submitted"]
        assert not assignment.successors.exists()
    else:
        assert refusals[0].message == "Việc này đã khép lại (đã giao đơn vị khác)."
        assert _kinds(assignment) == ["assignment.reassigned"]
        assert not assignment.reports.exists()


@pytest.mark.parametrize("_round", range(3))
def test_take_back_against_confirm(town: World, _round: int) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.SUBMITTED)
        refusals = race(
            lambda: reporting.take_back_result(assignment=assignment, actor=town.actor("unit_officer")),
            lambda: reporting.confirm_result(assignment=assignment, actor=town.actor("standing_officer")),
        )
    assert len(refusals) == 1
    assignment.refresh_from_db()
    if assignment.state == A.COMPLETED:
        assert refusals[0].message == "Không thể “Rút lại báo cáo” vì hiện đang ở trạng thái “Hoàn thành”."
        assert _kinds(assignment) == ["report.confirmed"]
    else:
        assert refusals[0].message == "Không thể “Xác nhận hoàn thành” vì hiện đang ở trạng thái “Đang thực hiện”."
        assert _kinds(assignment) == ["report.taken_back"]


def test_five_colleagues_save_drafts_at_once_and_there_is_one_draft(town: World) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.IN_PROGRESS)
        actor = town.actor("unit_officer")
        acts = [
            lambda text=f"Bản {n}": reporting.save_report_draft(
                assignment=assignment, content=ReportContent(done=text), actor=actor
            )
            for n in range(5)
        ]
        assert race(*acts) == []
    assert ProgressReport.objects.get(assignment=assignment).number == 1


def test_progress_reports_at_once_are_numbered_one_after_another(town: World) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.IN_PROGRESS)
        actor = town.actor("unit_officer")
        act = lambda: reporting.report_progress(assignment=assignment, content=CONTENT, actor=actor)  # noqa: E731
        assert race(*[act] * 4) == []
    numbers = ProgressReport.objects.filter(assignment=assignment).order_by("number").values_list("number", "state")
    assert list(numbers) == [(n, ReportState.SUBMITTED) for n in (1, 2, 3, 4)]


def test_grant_against_withdrawal_of_an_extension(town: World) -> None:
    with clock.travel(TODAY):
        assignment = make_assignment(town, A.IN_PROGRESS)
        extension = make_extension(town, assignment)
        refusals = race(
            lambda: extending.withdraw_extension(extension=extension, actor=town.actor("unit_head")),
            lambda: extending.decide_extension(extension=extension, grant=True, actor=town.actor("standing_head")),
        )
    assert len(refusals) == 1
    assert refusals[0].message.startswith("Đề nghị này đã được xử lý: ")
    assignment.refresh_from_db()
    extension.refresh_from_db()
    assert (assignment.due_on == extension.asked_for) == (extension.state == "granted")


def test_handing_down_against_cancelling_leaves_no_part_open(town: World) -> None:
    from tasks.actions.handing_down import hand_down

    with clock.travel(TODAY):
        assignment = make_assignment(town, A.ACCEPTED)
        ward = town.hospital_a.children.create(name="Khoa Cấp cứu", kind="room")
        race(
            lambda: hand_down(
                assignment=assignment, units=[ward], content="Rà soát", due_on=None, actor=town.actor("unit_head")
            ),
            lambda: following_up.cancel(
                assignment=assignment, reason="Không còn cần", actor=town.actor("standing_head")
            ),
        )
    assert not Assignment.objects.open().exists()
