"""A request for more time from the officer to the one with authority, step by step, and all that stops it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organizations.actions.delegations import delegate
from organizations.models import Appointment
from tasks.actions import extending, reporting
from tasks.actions.ending import cancel_rest
from tasks.actions.extending_steps import press_late_steps
from tasks.deciders import deciders
from tasks.follow_up.office import office
from tasks.models import Assignment, Extension
from tasks.states import AssignmentState as A
from tasks.states import ExtensionStep
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_extension
from workflows import clock, options
from workflows.machine import TransitionDenied
from workflows.models import Event

UNTIL = date(2023, 10, 27)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.travel(TODAY):
        yield


def ask(world: World, assignment: Assignment, by: str = "unit_officer", **more: object) -> Extension:
    return extending.ask_extension(
        assignment=assignment, until=UNTIL, reason="Chờ kiểm kê", actor=world.actor(by), **more  # type: ignore[arg-type]
    )  # fmt: skip


def kinds(assignment: Assignment) -> list[str]:
    events = Event.objects.filter(stream=f"assignment:{assignment.pk}").order_by("position")
    return list(events.values_list("kind", flat=True))


def test_the_whole_road(world: World) -> None:
    assignment = make_assignment(world)
    upload = SimpleUploadedFile("to-trinh.txt", "Tờ trình về việc gia hạn".encode(), "text/plain")
    extension = ask(world, assignment, files=[upload])
    process = extension.process
    assert (extension.state, process.step, process.step_due_on) == ("unsigned", "sign", date(2023, 10, 18))
    assert [file.name for file in extension.files.all()] == ["to-trinh.txt"]
    with pytest.raises(TransitionDenied, match="chờ thủ trưởng đơn vị ký"):
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))

    extending.sign_extension(extension=extension, actor=world.actor("deputy"))
    extension.refresh_from_db()
    process.refresh_from_db()
    assert (extension.state, process.step) == ("asked", "advise")
    assert process.signed_by_names == "Đỗ Văn Thay (thay Hoàng Văn Viện)"

    extending.advise_extension(
        extension=extension, in_favour=True, until=date(2023, 10, 25), note="Đủ căn cứ",
        actor=world.actor("standing_officer"),
    )  # fmt: skip
    process.refresh_from_db()
    assert (process.step, process.in_favour, process.advised_until) == ("decide", True, date(2023, 10, 25))
    assert process.step_due_on == date(2023, 10, 19)

    extending.decide_extension(
        extension=extension, grant=True, until=process.advised_until, actor=world.actor("leader")
    )
    assignment.refresh_from_db()
    process.refresh_from_db()
    assert (assignment.first_due_on, assignment.due_on) == (date(2023, 10, 20), date(2023, 10, 25))
    assert (process.step, process.status) == ("done", "DONE")
    assert process.step_due_on is None
    assert kinds(assignment) == ["extension.drafted", "extension.asked", "extension.advised", "extension.granted"]
    nodes = process.task_set.order_by("pk").values_list("flow_task", flat=True)
    assert [str(node).lower() for node in nodes] == [
        "ask", "sign", "signed", "whose", "advise", "decide", "end"
    ]  # fmt: skip


def test_who_may_sign_signs_with_asking(world: World) -> None:
    extension = ask(world, make_assignment(world), by="unit_head")
    assert (extension.state, extension.process.step) == ("asked", "advise")
    with pytest.raises(TransitionDenied, match="đã được ký"):
        extending.sign_extension(extension=extension, actor=world.actor("unit_head"))


def test_where_the_office_wants_no_signature(world: World) -> None:
    options.set_value("extension_head_signs", "0", None)
    assert ask(world, make_assignment(world)).state == "asked"


def test_the_head_does_not_sign(world: World) -> None:
    extension = ask(world, make_assignment(world))
    with pytest.raises(TransitionDenied, match="Hãy nêu lý do"):
        extending.sign_extension(extension=extension, agree=False, actor=world.actor("unit_head"))
    extending.sign_extension(extension=extension, agree=False, note="Làm kịp", actor=world.actor("unit_head"))
    extension.refresh_from_db()
    assert (extension.state, extension.decision_note, extension.process.status) == ("withdrawn", "Làm kịp", "DONE")
    assert ask(world, extension.assignment).state == "unsigned"  # the time allowed was not used up


@pytest.mark.parametrize("by", ["unit_officer", "standing_head", "leader", "other_unit_head", "outsider", "admin"])
def test_nobody_else_signs(world: World, by: str) -> None:
    extension = ask(world, make_assignment(world))
    with pytest.raises(PermissionDenied):
        extending.sign_extension(extension=extension, actor=world.actor(by))


@pytest.mark.parametrize("by", ["unit_officer", "unit_head", "leader", "other_unit_head", "outsider", "admin"])
def test_nobody_else_advises(world: World, by: str) -> None:
    extension = ask(world, make_assignment(world), by="unit_head")
    with pytest.raises(PermissionDenied):
        extending.advise_extension(extension=extension, in_favour=True, actor=world.actor(by))


def test_authority_need_not_wait_for_advice(world: World) -> None:
    extension = ask(world, make_assignment(world), by="unit_head")
    extending.decide_extension(extension=extension, grant=False, note="Không đủ lý do", actor=world.actor("leader"))
    process = extension.process
    process.refresh_from_db()
    assert (process.step, process.in_favour, process.status) == ("done", None, "DONE")
    with pytest.raises(TransitionDenied, match="không đồng ý"):
        extending.advise_extension(extension=extension, in_favour=True, actor=world.actor("standing_officer"))


def test_advice_against_needs_a_reason_and_is_given_once(world: World) -> None:
    extension = ask(world, make_assignment(world), by="unit_head")
    office = world.actor("standing_officer")
    with pytest.raises(TransitionDenied, match="Hãy nêu lý do"):
        extending.advise_extension(extension=extension, in_favour=False, actor=office)
    extending.advise_extension(extension=extension, in_favour=False, note="Đã gia hạn chung", actor=office)
    with pytest.raises(TransitionDenied, match="không còn chờ ý kiến"):
        extending.advise_extension(extension=extension, in_favour=True, actor=office)


@pytest.mark.parametrize("signed", [False, True])
def test_withdrawing_and_settling_end_the_process(world: World, signed: bool) -> None:
    by = "unit_head" if signed else "unit_officer"
    taken_back = ask(world, make_assignment(world), by=by)
    extending.withdraw_extension(extension=taken_back, actor=world.actor("unit_officer"))
    waiting = make_assignment(world, A.ACCEPTED)
    settled = ask(world, waiting, by=by)
    reporting.submit_result(
        assignment=waiting, content=reporting.ReportContent(percent=100, done="Xong"), actor=world.actor("unit_head")
    )
    reporting.confirm_result(assignment=waiting, actor=world.actor("standing_head"))
    ended = ask(world, make_assignment(world), by=by)
    cancel_rest(directive=ended.assignment.directive, reason="Thu hồi", actor=world.actor("standing_head"))
    for extension in (taken_back, settled, ended):
        extension.refresh_from_db()
        process = extension.process
        process.refresh_from_db()
        assert extension.state == "withdrawn"
        assert (process.step, process.status) == (ExtensionStep.DONE, "CANCELED")
        assert not process.task_set.filter(finished=None).exists()


def test_of_a_part_its_giver_decides_after_the_signature(world: World) -> None:
    whole = make_assignment(world, due_on=date(2023, 11, 30))
    ward = world.hospital_a.children.create(name="Khoa", kind="room")
    part = make_assignment(world, task=whole.task, unit=ward, parent=whole)
    extension = make_extension(world, part)
    Extension.objects.filter(pk=extension.pk).delete()
    options.set_value("extension_head_signs", "0", None)
    from organizations.models import Appointment, Position, Role

    seat = Position.objects.create(unit=ward, title="Điều dưỡng", role=Role.UNIT_OFFICER)
    Appointment.objects.create(person=world.people["other_unit_officer"], position=seat)
    extension = ask(world, part, by="other_unit_officer")
    assert extension.process.step == "decide"
    extending.decide_extension(extension=extension, grant=True, actor=world.actor("unit_head"))
    part.refresh_from_db()
    assert part.due_on == UNTIL


def test_a_request_older_than_the_process_is_decided_without_steps(world: World) -> None:
    extension = make_extension(world, make_assignment(world))
    granted = extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
    assert granted.state == "granted"


def test_a_late_step_is_pressed_for_once_and_the_next_again(world: World) -> None:
    assignment = make_assignment(world)
    extension = ask(world, assignment)
    with clock.travel(date(2023, 10, 18)):
        assert press_late_steps() == 0
    with clock.travel(date(2023, 10, 19)):
        assert press_late_steps() == 1
        assert press_late_steps() == 0
        extending.sign_extension(extension=extension, actor=world.actor("unit_head"))
    with clock.travel(date(2023, 10, 20)):
        assert press_late_steps() == 0
    with clock.travel(date(2023, 10, 23)):
        assert press_late_steps() == 1
    late = Event.objects.filter(kind="extension.step_late").order_by("pk")
    assert [event.data["step"] for event in late] == ["sign", "advise"]


def test_somebody_on_leave_is_stood_in_for(world: World) -> None:
    """The decider's deputy decides in the decider's name; both names are kept."""
    from organizations.actors import actor_for

    delegate(
        actor=world.actor("leader"), principal=world.people["leader"], deputy=world.people["finance_head"],
        valid_from=TODAY, valid_to=UNTIL, reason="Đi học",
    )  # fmt: skip
    extension = ask(world, make_assignment(world), by="unit_head")
    deputy = actor_for(world.people["finance_head"], acting_for=world.people["leader"].pk)
    granted = extending.decide_extension(extension=extension, grant=True, actor=deputy)
    assert granted.decided_by == world.people["finance_head"]
    assert granted.decided_on_behalf_of == world.people["leader"]


def test_nobody_decides_on_a_request_of_their_own(world: World, client_for: Callable[..., Client]) -> None:
    """The work is the director's own: others with the right decide; with nobody else left it is held, and said so."""
    leader = world.people["leader"]
    assignment = make_assignment(world, responsible=leader)
    extension = ask(world, assignment, "unit_head")
    with pytest.raises(TransitionDenied, match=r"của chính mình; người quyết định: .*Phó Chủ tịch"):
        extending.decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
    delegate(
        actor=world.actor("leader"), principal=leader, deputy=world.people["finance_head"],
        valid_from=TODAY, valid_to=UNTIL, reason="Đi công tác",
    )  # fmt: skip
    assert world.people["finance_head"].pk not in {holder.person_id for holder in deciders(extension)}
    extending.advise_extension(extension=extension, in_favour=True, actor=world.actor("standing_officer"))
    own, theirs = (office(world.actor(name)).waiting for name in ("leader", "standing_head"))
    assert "extension" not in {queue.key for queue in own} and "extension" in {queue.key for queue in theirs}

    Appointment.objects.exclude(person__in=[leader, world.people["standing_officer"]]).update(valid_to=date(2020, 1, 1))
    assert deciders(extension) == []
    page = client_for(world.people["standing_officer"]).get(assignment.get_absolute_url()).content.decode()
    assert "đề nghị được giữ lại chờ" in page
    queue = client_for(world.people["standing_officer"]).get("/thuong-truc/").content.decode()
    assert queue.count("đề nghị được giữ lại chờ") == 1 and queue.count(assignment.get_absolute_url()) == 1
