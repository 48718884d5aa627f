"""After a merger: the open work goes to the successors, once, with its deadlines, and its past stays readable."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from organizations.actions.units import end_unit
from organizations.models import Unit
from tasks.access import visible_to
from tasks.actions import explaining
from tasks.actions.escalating import answer_instruction, escalate, note_escalation
from tasks.actions.extending import ask_extension
from tasks.actions.following_up import resume
from tasks.actions.transferring import Choice, Transferred, transfer_work
from tasks.apart import BLAMED, apart_condition
from tasks.issuing.periods import open_periods
from tasks.models import Assignment, Suspension
from tasks.states import AssignmentState as A
from tasks.states import DeadlineKind, ReportState, Role
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import DUE, TODAY, make_assignment, make_directive, make_extension, make_report, make_task
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db
LAST = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


def merge(world: World, *heirs: Unit, unit: Unit | None = None) -> Unit:
    """Hospital A ends the day before, its work goes to ``heirs``."""
    old = unit or world.hospital_a
    end_unit(actor=world.actor("admin"), unit=old, on=LAST, successors=heirs, source="Quyết định sáp nhập")
    old.refresh_from_db()
    return old


def carry(world: World, unit: Unit, heir: Unit, persona: str = "standing_head", **more: Any) -> Transferred:
    return transfer_work(unit=unit, choice=Choice(heir.pk, **more), actor=world.actor(persona))


def kinds(assignment: Assignment) -> list[str]:
    return list(
        Event.objects.filter(stream=f"assignment:{assignment.pk}").order_by("pk").values_list("kind", flat=True)
    )


def test_open_work_goes_over_with_its_deadlines_and_its_past(world: World) -> None:
    late = make_assignment(world, A.IN_PROGRESS, percent=40, due_on=date(2023, 10, 2), extensions_granted=1)
    Assignment.objects.filter(pk=late.pk).update(first_due_on=date(2023, 9, 25))
    make_report(world, late, ReportState.CONFIRMED)
    asked = make_extension(world, late)
    part = make_assignment(world, unit=world.plan_room, task=late.task, parent=late)
    done = make_assignment(world, A.COMPLETED, task=make_task(world, late.directive))
    owner = late.task.owners.create(role=Role.LEAD, unit=world.hospital_a, name_in_text="Bệnh viện Đa khoa Một")
    old = merge(world, world.hospital_b)
    assert carry(world, old, world.hospital_b) == Transferred(new=1)
    for row in (late, done, part, asked):
        row.refresh_from_db()
    new = Assignment.objects.get(predecessor=late)
    assert (late.state, late.closed_on, done.state) == (A.TRANSFERRED, TODAY, A.COMPLETED)
    assert (new.unit, new.state, new.first_due_on, new.due_on) == (
        world.hospital_b, A.ASSIGNED, date(2023, 9, 25), date(2023, 10, 2),
    )  # fmt: skip
    assert (new.percent, new.extensions_granted, new.responsible) == (40, 1, world.other_unit_head)
    assert part.parent == new and asked.assignment == new
    assert kinds(late) == ["assignment.transferred"] and kinds(new) == ["assignment.given"]
    owner.refresh_from_db()
    assert (owner.unit, owner.name_in_text) == (old, "Bệnh viện Đa khoa Một")
    heir = visible_to(world.actor("other_unit_head"))
    assert {late.pk, new.pk, done.pk} <= set(heir.values_list("pk", flat=True))
    events = Event.objects.count()
    assert carry(world, old, world.hospital_b) == Transferred() and Event.objects.count() == events


def test_what_the_successor_has_already_is_not_given_twice(world: World) -> None:
    old_row = make_assignment(world)
    beside = make_assignment(world, role=Role.COORDINATE, task=make_task(world, old_row.directive))
    held = make_assignment(world, A.IN_PROGRESS, task=old_row.task, unit=world.hospital_b)
    leads = make_assignment(world, task=beside.task, unit=world.hospital_b)
    part = make_assignment(world, unit=world.plan_room, task=old_row.task, parent=old_row)
    clash = make_assignment(world, unit=world.office_room, task=old_row.task, parent=old_row)
    make_assignment(world, unit=world.office_room, task=old_row.task, parent=held)
    make_extension(world, old_row)
    assert carry(world, merge(world, world.hospital_b), world.hospital_b) == Transferred(merged=2)
    assert Assignment.objects.open().filter(unit=world.hospital_b).count() == 2
    assert kinds(held) == kinds(leads) == ["assignment.taken_over"]
    part.refresh_from_db()
    clash.refresh_from_db()
    assert part.parent == held and clash.state == A.CANCELLED
    assert old_row.extensions.get().state == "withdrawn"


def test_a_result_that_waits_is_decided_first_and_a_suspension_goes_on(world: World) -> None:
    sent = make_assignment(world, A.SUBMITTED)
    still = make_assignment(world, A.SUSPENDED, task=make_task(world, sent.directive))
    old = merge(world, world.hospital_b)
    assert carry(world, old, world.hospital_b) == Transferred(new=1)
    sent.refresh_from_db()
    assert sent.state == A.SUBMITTED
    new = Assignment.objects.get(predecessor=still)
    assert (new.state, new.stopped_on) == (A.SUSPENDED, TODAY)
    assert still.suspensions.get().to_on == TODAY and new.suspensions.get().to_on is None
    with clock.travel(date(2023, 10, 19)):
        resume(assignment=new, reason="Đã có hướng dẫn", actor=world.actor("standing_head"))
    new.refresh_from_db()
    assert (new.state, new.first_due_on, new.due_on) == (A.ASSIGNED, DUE, date(2023, 10, 24))


def test_a_clock_that_stands_where_the_successor_has_the_work_ends_with_the_old_one(world: World) -> None:
    task = make_task(world)
    old = make_assignment(world, A.SUSPENDED, task=task)
    here = make_assignment(world, A.IN_PROGRESS, unit=world.hospital_b, task=task)
    assert carry(world, merge(world, world.hospital_b), world.hospital_b) == Transferred(0, 1)
    (stood,) = old.suspensions.all()
    assert (stood.to_on, stood.due_after) == (TODAY, None)
    assert not here.suspensions.exists()
    assert Suspension.objects.filter(to_on=None).count() == 0, "the ledger shows nothing that stands for ever"


def test_a_request_not_signed_ends_and_one_that_waits_goes_along(world: World) -> None:
    drafted, waiting = make_assignment(world), make_assignment(world)
    ask: dict[str, Any] = {"until": date(2023, 10, 30), "reason": "Chờ số liệu"}
    unsigned = ask_extension(assignment=drafted, actor=world.actor("unit_officer"), **ask)
    asked = ask_extension(assignment=waiting, actor=world.actor("unit_head"), **ask)
    carry(world, merge(world, world.hospital_b), world.hospital_b)
    unsigned.refresh_from_db()
    asked.refresh_from_db()
    assert (unsigned.state, unsigned.assignment_id) == ("withdrawn", drafted.pk)
    assert (asked.state, asked.assignment.unit_id) == ("asked", world.hospital_b.pk)


def test_explanations_go_to_who_has_the_work_and_a_cause_found_still_holds(world: World) -> None:
    """Several rounds over a merger: the successor answers what was asked, and no finding is lost."""
    waiting, found = (make_assignment(world, due_on=date(2023, 10, 2)) for _nth in range(2))
    head, unit = world.actor("standing_head"), world.actor("unit_head")
    asked = explaining.ask_explanation(assignment=waiting, actor=head)
    explaining.answer_explanation(explanation=asked, text="Mưa", actor=unit)
    explaining.return_explanation(explanation=asked, note="Nêu số liệu", actor=head)
    other = explaining.ask_explanation(assignment=found, actor=head)
    explaining.answer_explanation(explanation=other, text="Bão", actor=unit)
    explaining.conclude_explanation(explanation=other, objective=True, note="Công điện", actor=head)
    carry(world, merge(world, world.hospital_b), world.hospital_b)
    asked.refresh_from_db()
    assert asked.assignment.unit == world.hospital_b
    blamed = Assignment.objects.filter(unit=world.hospital_b).filter(apart_condition(BLAMED, TODAY))
    assert list(blamed) == [asked.assignment], "the cause confirmed for the other deadline holds for the successor"
    other.refresh_from_db()
    assert other.assignment == found, "what was concluded stays with whom it concerned, too"


def test_what_leaders_have_not_seen_and_what_they_instructed_go_to_who_has_the_work(world: World) -> None:
    unseen, instructed, settled = (make_assignment(world, due_on=date(2023, 10, 2)) for _nth in range(3))
    head, leader = world.actor("standing_head"), world.actor("leader")
    raised = {row: escalate(assignment=row, actor=head) for row in (unseen, instructed, settled)}
    note_escalation(escalation=raised[instructed], instruction="Làm ngay", actor=leader)
    note_escalation(escalation=raised[settled], actor=leader)
    carry(world, merge(world, world.hospital_b), world.hospital_b)
    for escalation in raised.values():
        escalation.refresh_from_db()
    assert [raised[row].assignment.unit for row in (unseen, instructed)] == [world.hospital_b] * 2
    assert raised[settled].assignment == settled
    answered = answer_instruction(escalation=raised[instructed], text="Đã làm", actor=head)
    assert answered.assignment.unit == world.hospital_b


def test_of_several_successors_each_gets_what_was_chosen(world: World) -> None:
    directive = make_directive(world)
    other = make_directive(world, number="9")
    first, second = (make_assignment(world, task=make_task(world, directive)) for _nth in range(2))
    third, fourth = (make_assignment(world, task=make_task(world, other)) for _nth in range(2))
    old = merge(world, world.hospital_b, world.finance, world.district_a)
    choice: dict[str, Any] = {
        "of_directives": {other.pk: world.finance.pk},
        "of_assignments": {fourth.pk: world.district_a.pk},
    }
    assert carry(world, old, world.hospital_b, **choice) == Transferred(new=4)
    heirs = {row.predecessor_id: row.unit for row in Assignment.objects.exclude(predecessor=None)}
    assert heirs == {
        first.pk: world.hospital_b, second.pk: world.hospital_b, third.pk: world.finance, fourth.pk: world.district_a,
    }  # fmt: skip


def test_later_periods_follow_the_work(world: World) -> None:
    kind: dict[str, Any] = {"deadline_kind": DeadlineKind.PERIODIC, "due_on": None, "recurrence": ["quarterly"]}
    kind["next_look_on"] = date(2023, 10, 1)  # as issuing leaves it
    running = make_task(world, **kind)
    settled = make_task(world, running.directive, **kind)
    make_assignment(world, task=running, period="2023-Q3", due_on=date(2023, 10, 20))
    make_assignment(world, A.COMPLETED, task=settled, period="2023-Q3")
    old = merge(world, world.hospital_b, world.finance)
    carry(world, old, world.finance)
    with clock.travel(date(2023, 12, 15)):
        open_periods(clock.today())
    later = Assignment.objects.filter(period="2024-Q1")
    assert {(row.task_id, row.unit_id) for row in later} == {
        (running.pk, world.finance.pk), (settled.pk, world.hospital_b.pk),
    }  # fmt: skip


@pytest.mark.parametrize("persona", ["standing_officer", "leader", "other_unit_head", "outsider"])
def test_who_may_not_reassign_may_not_transfer(
    world: World, persona: str, persona_client: Callable[[str], Client]
) -> None:
    make_assignment(world)
    old = merge(world, world.hospital_b)
    status = persona_client(persona).get(reverse("tasks:transfer", args=[old.pk])).status_code
    assert status == (404 if persona == "outsider" else 403)


def test_a_unit_that_goes_on_or_has_no_successor_is_refused(world: World) -> None:
    make_assignment(world)
    with pytest.raises(TransitionDenied, match="đang hoạt động"):
        carry(world, world.hospital_a, world.hospital_b)
    old = merge(world)
    with pytest.raises(TransitionDenied, match="Chưa ghi đơn vị kế thừa"):
        carry(world, old, world.hospital_b)
    end_unit(actor=world.actor("admin"), unit=old, on=LAST, successors=[world.finance])
    with pytest.raises(TransitionDenied, match="không phải đơn vị kế thừa"):
        carry(world, old, world.hospital_b)


def test_the_page_shows_what_goes_where_and_does_it(world: World, persona_client: Callable[[str], Client]) -> None:
    row = make_assignment(world)
    make_assignment(world, A.SUBMITTED, task=make_task(world, row.directive))
    old = merge(world, world.hospital_b, world.finance)
    url = reverse("tasks:transfer", args=[old.pk])
    for persona in ("admin", "standing_head"):
        page = " ".join(strip_tags(persona_client(persona).get(url).content.decode()).split())
        assert "Chuyển 1 việc" in page and "1 kết quả đang chờ xác nhận không chuyển" in page
        assert row.task.content in page
    assert url in persona_client("admin").get(reverse("organizations:unit", args=[old.pk])).content.decode()
    office = persona_client("standing_head").get(reverse("tasks:office")).content.decode()
    assert "đã kết thúc hoạt động, còn 1 việc mở" in office and url in office
    sent = {"heir": world.hospital_b.pk, f"viec-{row.pk}": world.finance.pk}
    after = persona_client("admin").post(url, sent, follow=True).content.decode()
    assert "Đã chuyển 1 việc" in after and "Không còn việc nào phải chuyển" in after
    assert Assignment.objects.get(predecessor=row).unit == world.finance


def test_many_rows_cost_no_more_queries(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = make_directive(world)
    old = merge(world, world.hospital_b)
    make_assignment(world, task=make_task(world, directive))
    client, url = persona_client("standing_head"), reverse("tasks:transfer", args=[old.pk])
    client.get(url)
    with Counting() as few:
        client.get(url)
    for _nth in range(8):
        make_assignment(world, task=make_task(world, directive))
    with Counting() as many:
        client.get(url)
    assert many.count == few.count


@pytest.mark.django_db(transaction=True)
def test_two_at_once_transfer_once(world: World) -> None:
    rows = [make_assignment(world, task=make_task(world)) for _nth in range(20)]
    old = merge(world, world.hospital_b)
    barrier, done = threading.Barrier(2), []

    def run() -> None:
        with clock.travel(TODAY):
            barrier.wait()
            done.append(carry(world, old, world.hospital_b).new)
        connection.close()

    threads = [threading.Thread(target=run) for _nth in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [0, len(rows)]
    assert Assignment.objects.open().filter(unit=world.hospital_b).count() == len(rows)
