"""Shares show an issued directive to somebody without a part in it, give no right to act, and end exactly."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.access import visible_to
from directives.actions.sharing import end_share, share_directive
from directives.models import Directive, DirectiveShare, DirectiveUserPermission
from directives.states import DirectiveState
from tasks.states import AssignmentState
from tests.directives.making import make_directive
from tests.personas import World
from tests.tasks import builders
from workflows.machine import TransitionDenied

Open = Callable[[str], Client]


@pytest.fixture
def issued(world: World) -> Directive:
    directive: Directive = builders.make_assignment(world, AssignmentState.ACCEPTED).directive
    return directive


def sees(world: World, persona: str, directive: Directive) -> bool:
    return visible_to(world.actor(persona)).filter(pk=directive.pk).exists()


def test_a_person_sees_what_was_shared_until_it_ends(world: World, issued: Directive, persona_client: Open) -> None:
    assert not sees(world, "finance_head", issued)
    share = share_directive(
        directive=issued, person=world.people["finance_head"], reason="Cân đối kinh phí", actor=world.actor("leader")
    )
    assert sees(world, "finance_head", issued)
    assert not sees(world, "other_unit_head", issued)
    page = persona_client("finance_head").get(f"/van-ban/{issued.pk}/?muc=nhiem-vu").content.decode()
    assert "Rà soát, đánh giá tình trạng thiết bị y tế" in page
    assert "Sửa văn bản" not in page
    assert persona_client("finance_head").get(f"/van-ban/{issued.pk}/sua/").status_code == 403
    end_share(share=share, actor=world.actor("standing_head"))
    assert not sees(world, "finance_head", issued)
    assert not DirectiveUserPermission.objects.exists()
    end_share(share=share, actor=world.actor("standing_head"))  # twice is once


def test_a_unit_means_whoever_has_a_seat_there(world: World, issued: Directive) -> None:
    share_directive(directive=issued, unit=world.hospital_b, reason="Biết để phối hợp", actor=world.actor("leader"))
    assert sees(world, "other_unit_head", issued)
    assert sees(world, "other_unit_officer", issued)
    assert not sees(world, "finance_head", issued)


def test_ending_one_share_leaves_the_others(world: World, issued: Directive) -> None:
    leader = world.actor("leader")
    person = share_directive(
        directive=issued, person=world.people["other_unit_head"], reason="Để theo dõi", actor=leader
    )
    share_directive(directive=issued, unit=world.hospital_b, reason="Để theo dõi", actor=leader)
    end_share(share=person, actor=leader)
    assert sees(world, "other_unit_head", issued)


def test_drafts_stay_with_the_office(world: World) -> None:
    draft = make_directive(world, state=DirectiveState.DRAFT)
    share_directive(directive=draft, unit=world.finance, reason="Để theo dõi", actor=world.actor("leader"))
    assert not sees(world, "finance_head", draft)


def test_refusals(world: World, issued: Directive) -> None:
    leader = world.actor("leader")
    with pytest.raises(TransitionDenied, match="lý do"):
        share_directive(directive=issued, unit=world.finance, reason=" ", actor=leader)
    with pytest.raises(TransitionDenied, match="một người hoặc một đơn vị"):
        share_directive(directive=issued, reason="Để theo dõi", actor=leader)
    share_directive(directive=issued, unit=world.finance, reason="Để theo dõi", actor=leader)
    with pytest.raises(TransitionDenied, match="rồi"):
        share_directive(directive=issued, unit=world.finance, reason="Để theo dõi", actor=leader)
    with pytest.raises(PermissionDenied):
        share_directive(
            directive=issued, unit=world.finance, reason="Để theo dõi", actor=world.actor("standing_officer")
        )


def test_shared_from_the_page(world: World, issued: Directive, persona_client: Open) -> None:
    head = persona_client("standing_head")
    assert "Chia sẻ để theo dõi" in head.get(f"/van-ban/{issued.pk}/?muc=lien-quan").content.decode()
    wrong = head.post(f"/van-ban/{issued.pk}/chia-se/", {"reason": "Theo dõi"})
    assert wrong.status_code == 422
    assert "một người hoặc một đơn vị" in wrong.content.decode()
    head.post(f"/van-ban/{issued.pk}/chia-se/", {"reason": "Theo dõi", "unit_text": "Sở Tài chính"})
    share = DirectiveShare.objects.get()
    assert share.unit == world.finance
    head.post(f"/van-ban/{issued.pk}/chia-se/{share.pk}/thoi/")
    assert not DirectiveShare.objects.running().exists()


def test_grants_cost_no_query_each(world: World) -> None:
    leader, person = world.actor("leader"), world.people["finance_head"]

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(visible_to(world.actor("finance_head"))[:50])
        return len(captured)

    few = queries()
    for number in range(12):
        directive = make_directive(world, number=str(number), state=DirectiveState.ISSUED)
        share_directive(directive=directive, person=person, reason="Để theo dõi", actor=leader)
    assert visible_to(world.actor("finance_head")).count() == 12
    assert queries() == few
