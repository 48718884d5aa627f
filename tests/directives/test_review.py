"""Review: who may decide, what is recorded, and that of two deciding at once exactly one wins."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from viewflow.workflow.nodes import View

from directives.actions import review
from directives.actions.review import approve, mark_issued, recall, send_back, stop_issuing, submit_for_review
from directives.flows import DirectiveFlow
from directives.models import Directive, ReviewProcess
from directives.states import DirectiveState
from tests.directives.making import make_directive
from tests.personas import World, build_world
from workflows import options
from workflows.machine import TransitionDenied
from workflows.models import Event

S = DirectiveState


@pytest.fixture
def submitted(world: World) -> Directive:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), note="Kính trình", tasks=19)
    directive.refresh_from_db()
    return directive


def kinds(directive: Directive) -> list[str]:
    return list(
        Event.objects.filter(stream=f"directive:{directive.pk}").order_by("position").values_list("kind", flat=True)
    )


def test_submitted_approved_issued(world: World, submitted: Directive) -> None:
    assert submitted.state == S.IN_REVIEW
    process = ReviewProcess.objects.get()
    assert (process.round, process.tasks, process.note, process.approved) == (1, 19, "Kính trình", None)
    approve(directive=submitted, comment="Đồng ý", actor=world.actor("leader"))
    process.refresh_from_db()
    assert (process.approved, process.comment, process.decided_by) == (True, "Đồng ý", world.people["leader"])
    assert process.status == "NEW"  # waits for the issuing
    with transaction.atomic():
        mark_issued(directive=submitted, actor=world.actor("leader"), tasks=19, assignments=80, units=34)
    process.refresh_from_db()
    issued = Directive.objects.get()
    assert (issued.state, issued.assigned_at is not None, process.status) == (S.ISSUED, True, "DONE")
    assert kinds(issued) == ["review.submitted", "review.approved", "directive.issued"]


def test_sent_back_and_submitted_again(world: World, submitted: Directive) -> None:
    send_back(directive=submitted, comment="Bổ sung thời hạn mục IV.1", actor=world.actor("city_leader"))
    submitted.refresh_from_db()
    assert submitted.state == S.DRAFT
    assert ReviewProcess.objects.get().status == "DONE"
    again = submit_for_review(directive=submitted, actor=world.actor("standing_officer"), tasks=20)
    assert again.round == 2


def test_sending_back_needs_a_comment(world: World, submitted: Directive) -> None:
    with pytest.raises(TransitionDenied, match="cần sửa gì"):
        send_back(directive=submitted, comment="  ", actor=world.actor("leader"))


def test_the_desk_takes_its_submission_back(world: World, submitted: Directive) -> None:
    recall(directive=submitted, reason="Thiếu phụ lục", actor=world.actor("standing_head"))
    submitted.refresh_from_db()
    assert submitted.state == S.DRAFT
    assert "rút lại" in ReviewProcess.objects.get().comment


def test_an_issuing_that_cannot_go_on_returns_to_the_desk(world: World, submitted: Directive) -> None:
    approve(directive=submitted, actor=world.actor("leader"))
    stop_issuing(directive=submitted, actor=world.actor("leader"), reason="Nhóm không còn đơn vị nào")
    submitted.refresh_from_db()
    assert submitted.state == S.DRAFT
    assert ReviewProcess.objects.get().status == "DONE"


@pytest.mark.parametrize(
    "persona", ["standing_head", "standing_officer", "unit_head", "other_unit_officer", "outsider", "admin"]
)
def test_only_leaders_over_the_standing_agency_decide(world: World, submitted: Directive, persona: str) -> None:
    for decide in (approve, send_back):
        with pytest.raises(PermissionDenied):
            decide(directive=submitted, comment="x", actor=world.actor(persona))
    submitted.refresh_from_db()
    assert submitted.state == S.IN_REVIEW


def test_nobody_approves_their_own_submission_unless_the_office_allows_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=1)
    ReviewProcess.objects.update(submitted_by=world.people["leader"])
    with pytest.raises(TransitionDenied, match="tự duyệt"):
        approve(directive=directive, actor=world.actor("leader"))
    directive.refresh_from_db()
    assert directive.state == S.IN_REVIEW
    options.set_value("self_approval", True, None)
    assert approve(directive=directive, actor=world.actor("leader")).state == S.ISSUING


def test_every_human_node_demands_a_permission() -> None:
    human = [node for node in DirectiveFlow.instance.nodes() if isinstance(node, View)]
    assert human
    assert all(node._owner_permission for node in human)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["approve", "send_back"])
def test_of_two_deciding_at_once_one_wins_and_the_other_is_told(second: str) -> None:
    world = build_world()
    directive = make_directive(world)
    submit_for_review(directive=directive, actor=world.actor("standing_officer"), tasks=1)
    actors = [world.actor("leader"), world.actor("city_leader")]
    barrier, outcomes = Barrier(2), []

    def decide(name: str, actor: object) -> None:
        try:
            barrier.wait()
            getattr(review, name)(directive=Directive.objects.get(), comment="x", actor=actor)
            outcomes.append("won")
        except TransitionDenied as denied:
            outcomes.append(denied.message)
        finally:
            connection.close()

    threads = [
        Thread(target=decide, args=(name, actor)) for name, actor in zip(["approve", second], actors, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcome == "won" for outcome in outcomes) == [False, True]
    refusal = next(outcome for outcome in outcomes if outcome != "won")
    assert "trạng thái" in refusal
    assert ReviewProcess.objects.filter(approved=None).count() == 0
    assert Event.objects.filter(kind__startswith="review.", stream=f"directive:{directive.pk}").count() == 2
