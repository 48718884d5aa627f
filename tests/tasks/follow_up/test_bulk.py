"""One act on many: the preview counts truly, the deed touches no more than that, and one refusal undoes nothing."""

import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client

from tasks.actions.extending import advise_extension, ask_extension
from tasks.actions.following_up import urge_many
from tasks.facts import AssignmentUrged
from tasks.follow_up import bulk
from tasks.follow_up.acts import ACTS
from tasks.follow_up.bulk import Chosen, perform_many, preview
from tasks.models import Assignment, Urging
from tasks.states import AssignmentState as A
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import GIVEN, TODAY, make_assignment, make_task
from workflows import clock
from workflows.models import Event

pytestmark = pytest.mark.django_db


def shown(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def send(client: Client, **data: Any) -> Any:
    return client.post("/viec/hang-loat/", data)


def test_preview_says_how_many_and_which_not_and_why(world: World, persona_client: Callable[[str], Client]) -> None:
    task = make_task(world)
    ready = [make_assignment(world, A.SUBMITTED, task=task), make_assignment(world, A.SUBMITTED)]
    working = make_assignment(world, A.IN_PROGRESS, task=task, unit=world.district_a)
    client = persona_client("standing_officer")
    response = send(client, act="confirm", pick=[a.pk for a in [*ready, working]])
    text = shown(response.content.decode())
    assert "Xác nhận hoàn thành: 2 việc của 1 đơn vị" in text and "Xác nhận 2 việc" in text
    assert "Không làm được 1" in text and "trạng thái “Đang thực hiện”" in text
    assert {row.state for row in Assignment.objects.filter(pk__in=[a.pk for a in ready])} == {A.SUBMITTED}


def test_agreeing_to_many_warns_of_requests_without_advice_and_of_advice_against(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    advised, silent, against = (make_assignment(world) for _nth in range(3))
    office = world.actor("standing_officer")
    with clock.travel(TODAY):
        for row in (advised, silent, against):
            asked = ask_extension(
                assignment=row, until=date(2023, 10, 27), reason="Chờ số liệu", actor=world.actor("unit_head")
            )
            if row == advised:
                advise_extension(extension=asked, in_favour=True, actor=office)
            if row == against:
                advise_extension(extension=asked, in_favour=False, note="Đã đủ thời gian", actor=office)
        client = persona_client("leader")
        found = preview(ACTS["grant"], Assignment.objects.all(), world.actor("leader"))
        assert [row.pk for row in found.unadvised] == [silent.pk]
        assert [row.pk for row in found.advised_against] == [against.pk]
        text = shown(send(client, act="grant", pick=[advised.pk, silent.pk, against.pk]).content.decode())
        assert "1 đề nghị chưa có ý kiến tham mưu của cơ quan thường trực." in text
        assert "1 đề nghị có ý kiến tham mưu không gia hạn." in text
        assert "tham mưu" not in shown(send(client, act="grant", pick=[advised.pk]).content.decode())
        assert "tham mưu" not in shown(send(client, act="refuse", pick=[silent.pk]).content.decode())


def test_deed_is_told_with_what_was_passed_over(world: World, persona_client: Callable[[str], Client]) -> None:
    ready, overtaken = make_assignment(world, A.SUBMITTED), make_assignment(world, A.SUBMITTED)
    Assignment.objects.filter(pk=overtaken.pk).update(state=A.IN_PROGRESS, stopped_on=None)
    client = persona_client("standing_officer")
    response = send(client, act="confirm", pick=[ready.pk, overtaken.pk], go="1", next="/nhiem-vu/?open=1")
    assert response["Location"] == "/nhiem-vu/?open=1"
    text = shown(client.get("/nhiem-vu/").content.decode())
    assert "Đã xác nhận hoàn thành: 1 việc. 1 việc bị bỏ qua: Không thể “Xác nhận hoàn thành”" in text
    assert Assignment.objects.get(pk=ready.pk).state == A.COMPLETED


def test_missing_words_keep_the_preview(world: World, persona_client: Callable[[str], Client]) -> None:
    one = make_assignment(world)
    response = send(persona_client("standing_head"), act="cancel", pick=one.pk, go="1", reason=" ")
    assert response.status_code == 422
    assert "Hủy việc: 1 việc" in shown(response.content.decode())
    assert Assignment.objects.get(pk=one.pk).state == A.ACCEPTED


def test_units_of_the_matrix_mean_their_overdue_their_submitted_or_their_open(world: World) -> None:
    task = make_task(world)
    late = make_assignment(world, A.IN_PROGRESS, task=task, due_on=GIVEN)
    sent = make_assignment(world, A.SUBMITTED, task=make_task(world, task.directive))
    new = make_assignment(world, A.ASSIGNED, task=make_task(world, task.directive))
    done = make_assignment(world, A.COMPLETED, task=make_task(world, task.directive))
    elsewhere = make_assignment(world, A.IN_PROGRESS, due_on=GIVEN)
    other_unit = make_assignment(world, A.IN_PROGRESS, task=task, unit=world.finance, due_on=GIVEN)
    actor = world.actor("standing_officer")

    def meant(act: str, **more: str) -> set[int]:
        posted = QueryDict(mutable=True)
        posted.update({"act": act, "filter": f"directive={task.directive_id}", **more})
        chosen = Chosen.read(posted)
        assert chosen is not None
        return set(chosen.rows(actor).values_list("pk", flat=True))

    unit = str(world.hospital_a.pk)
    assert meant("urge.overdue", unit=unit) == {late.pk}
    assert meant("confirm.submitted", unit=unit) == {sent.pk}
    assert meant("urge.assigned", unit=unit) == {new.pk}
    assert meant("cancel.open", unit=unit) == {late.pk, sent.pk, new.pk}
    assert meant("urge.overdue", every="1") == {late.pk, other_unit.pk}
    assert done.pk not in meant("urge.open", every="1") and elsewhere.pk not in meant("urge.open", every="1")


@pytest.mark.parametrize("act", ["", "nonsense", "urge.nonsense", "__class__"])
def test_unknown_act_is_a_bad_request(world: World, persona_client: Callable[[str], Client], act: str) -> None:
    assert send(persona_client("standing_officer"), act=act).status_code == 400


def test_nobody_touches_what_is_not_theirs(world: World, persona_client: Callable[[str], Client]) -> None:
    one = make_assignment(world, A.SUBMITTED)
    for persona in ("unit_head", "other_unit_head", "outsider", "standing_officer"):
        key = "cancel" if persona == "standing_officer" else "confirm"
        send(persona_client(persona), act=key, pick=one.pk, go="1", reason="Để theo dõi")
        assert Assignment.objects.get(pk=one.pk).state == A.SUBMITTED, persona


def test_urging_goes_in_sets_with_a_history_of_each(world: World) -> None:
    rows = [make_assignment(world) for _nth in range(3)]
    sent = make_assignment(world, A.SUBMITTED)
    actor = world.actor("standing_officer")
    ids = [row.pk for row in [*rows, sent]]
    outcome = perform_many(ACTS["urge"], ids, {"message": " Nhắc "}, actor)
    assert outcome.done == 3
    assert outcome.refused == {"Đơn vị đã gửi kết quả, đang chờ xác nhận.": 1}
    assert {row.message for row in Urging.objects.all()} == {"Nhắc"}
    told = {event.data["assignment_id"] for event in Event.objects.filter(kind=AssignmentUrged.kind)}
    assert told == {row.pk for row in rows}
    assert set(Assignment.objects.filter(pk__in=told).values_list("urgings", "last_urged_on")) == {(1, TODAY)}


def test_cost_of_urging_does_not_follow_the_number(world: World) -> None:
    actor = world.actor("standing_officer")
    counts = []
    for number in (2, 40):
        task = make_task(world)
        Assignment.objects.bulk_create(
            Assignment(
                task=task, directive_id=task.directive_id, unit=world.hospital_a, role="lead", period=str(nth),
                assigned_on=GIVEN, state=A.ACCEPTED,
            )
            for nth in range(number)
        )  # fmt: skip
        with Counting() as counted:
            urge_many(assignments=Assignment.objects.filter(task=task), message="Nhắc", actor=actor)
        counts.append(counted.count)
    assert counts[0] == counts[1]


def test_preview_has_a_limit_and_says_so(
    world: World, persona_client: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    rows = [make_assignment(world) for _nth in range(4)]
    found = preview(
        ACTS["cancel"], Assignment.objects.filter(pk__in=[row.pk for row in rows]), world.actor("standing_head")
    )
    assert (len(found.ids), found.too_many, found.chosen) == (2, 2, 4)
    response = send(persona_client("standing_head"), act="cancel", pick=[row.pk for row in rows])
    assert "Mỗi lần tối đa 2 việc; đã chọn 4." in shown(response.content.decode())


def test_large_urging_carries_its_ids_unseen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    monkeypatch.setattr(bulk, "SHOWN", 1)
    rows = [make_assignment(world) for _nth in range(3)]
    found = preview(
        ACTS["urge"], Assignment.objects.filter(pk__in=[row.pk for row in rows]), world.actor("standing_head")
    )
    assert (len(found.ids), len(found.rows), found.hidden, found.too_many) == (3, 1, 2, 0)
    posted = QueryDict(mutable=True)
    posted.update({"act": "urge", "pick": ",".join(str(pk) for pk in found.ids)})
    chosen = Chosen.read(posted)
    assert chosen is not None and set(chosen.picks) == {row.pk for row in rows}


def test_preview_costs_the_same_for_two_and_for_forty(world: World) -> None:
    actor = world.actor("standing_officer")
    preview(ACTS["confirm"], Assignment.objects.none(), actor)
    counts = []
    for number in (2, 40):
        task = make_task(world)
        for nth in range(number):
            make_assignment(world, A.SUBMITTED, task=task, period=str(nth))
        with Counting() as counted:
            preview(ACTS["confirm"], Assignment.objects.filter(task=task), actor)
        counts.append(counted.count)
    assert counts[0] == counts[1]


def test_previewing_decisions_on_requests_costs_the_same_for_two_and_for_eight(world: World) -> None:
    actor, head = world.actor("leader"), world.actor("unit_head")
    counts = []
    with clock.travel(TODAY):
        preview(ACTS["grant"], Assignment.objects.none(), actor)
        for number in (2, 8):
            task = make_task(world)
            for nth in range(number):
                row = make_assignment(world, task=task, period=str(nth))
                ask_extension(assignment=row, until=date(2023, 10, 27), reason="Chờ số liệu", actor=head)
            with Counting() as counted:
                found = preview(ACTS["grant"], Assignment.objects.filter(task=task), actor)
            assert len(found.ids) == number
            counts.append(counted.count)
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_bulk_confirmations_at_once_confirm_each_once(world: World) -> None:
    rows = [make_assignment(world, A.SUBMITTED) for _nth in range(6)]
    ids, actor = [row.pk for row in rows], world.actor("standing_officer")
    barrier, outcomes = threading.Barrier(2), []

    def run() -> None:
        with clock.travel(TODAY):
            barrier.wait()
            outcomes.append(perform_many(ACTS["confirm"], ids, {}, actor))
        connection.close()

    threads = [threading.Thread(target=run) for _nth in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(outcome.done for outcome in outcomes) == 6
    assert sum(outcome.refused.total() for outcome in outcomes) == 6
    assert {row.state for row in Assignment.objects.all()} == {A.COMPLETED}


@pytest.mark.django_db(transaction=True)
def test_urging_many_while_they_are_submitted_leaves_out_who_was_faster(world: World) -> None:
    rows = [make_assignment(world) for _nth in range(4)]
    Assignment.objects.filter(pk=rows[0].pk).update(state=A.SUBMITTED, stopped_on=TODAY)
    urged, refused = urge_many(
        assignments=Assignment.objects.filter(pk__in=[row.pk for row in rows]),
        message="Nhắc",
        actor=world.actor("standing_officer"),
    )
    assert rows[0].pk in refused and len(urged) == 3
