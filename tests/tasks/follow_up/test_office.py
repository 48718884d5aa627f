"""The standing office's home: counts that equal the lists behind them, oldest first, documents by what they need."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client

from directives.models import ReviewProcess
from directives.states import DirectiveState
from tasks.actions.receiving import decline_assignment
from tasks.flows import ExtensionFlow
from tasks.follow_up.counts import waiting_for_office
from tasks.follow_up.office import office
from tasks.lists import ListFilter
from tasks.models import ExtensionProcess
from tasks.states import AssignmentState as A
from tasks.states import ExtensionStep, Role
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import GIVEN, TODAY, make_assignment, make_directive, make_extension, make_task
from workflows import clock

pytestmark = pytest.mark.django_db


def waiting(world: World, days: int = 0) -> None:
    """One of each queue."""
    make_assignment(world, A.SUBMITTED, stopped_on=TODAY - timedelta(days=days))
    make_assignment(world, A.DECLINED)
    make_extension(world, make_assignment(world))
    make_assignment(world, A.ASSIGNED)
    make_assignment(world, due_on=GIVEN)


def test_every_count_is_that_of_its_list(world: World) -> None:
    waiting(world)
    waiting(world, days=5)
    for persona in ("standing_officer", "standing_head", "leader", "city_leader"):
        actor = world.actor(persona)
        shown = office(actor)
        assert [queue.count for queue in shown.queues] == [2, 2, 0, 2, 0, 2, 2]
        for queue in shown.queues:
            rows = ListFilter.read(QueryDict(queue.url.partition("?")[2])).rows(actor)
            assert rows.count() == queue.count, queue.key
    assert waiting_for_office(world.actor("standing_head")) == 6
    assert waiting_for_office(world.actor("unit_head")) == 0


def test_what_others_decide_stands_apart(world: World, persona_client: Callable[[str], Client]) -> None:
    waiting(world)
    officer = world.actor("standing_officer")
    shown = office(officer)
    assert [queue.key for queue in shown.waiting] == ["confirm", "urge", "accept"]
    assert [queue.key for queue in shown.elsewhere] == ["decline", "extension"]
    assert waiting_for_office(officer) == 1
    for persona in ("standing_officer", "standing_head"):
        (asked, first), (late, second) = office(world.actor(persona)).chips
        assert (asked, late) == ("Đơn vị chờ bạn", "Cần bạn đôn đốc")
        assert sum(queue.mine for queue in first) == waiting_for_office(world.actor(persona))
        assert [queue.key for queue in second] == ["urge", "accept"]
    assert not office(world.actor("standing_head")).elsewhere
    page = persona_client("standing_officer").get("/thuong-truc/").content.decode()
    assert "Chờ người khác quyết định" in page and "người quyết định: " in page


def test_open_and_overdue_count_leads_as_every_board_does(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    make_assignment(world, due_on=GIVEN)
    make_assignment(world)
    make_assignment(world, role=Role.COORDINATE, due_on=GIVEN)
    actor = world.actor("standing_officer")
    shown = office(actor)
    assert (shown.open, shown.overdue) == (2, 1)
    for url, count in [(shown.open_url, 2), (shown.overdue_url, 1)]:
        assert ListFilter.read(QueryDict(url.partition("?")[2])).rows(actor).count() == count
    page = persona_client("standing_officer").get("/thuong-truc/").content.decode()
    assert f'href="{shown.overdue_url.replace("&", "&amp;")}"' in page
    buttons = re.findall(r'rv-office-act">.*?<a class="btn btn-sm"[^>]*>(.*?)</a>', page)
    assert buttons and all('<span class="visually-hidden">: ' in button for button in buttons)


def test_longest_waiting_comes_first(world: World) -> None:
    waiting(world)
    waiting(world, days=5)
    confirm = office(world.actor("standing_officer")).queues[0]
    assert [item.days for item in confirm.items] == [3, 0]


def test_what_was_handed_back_says_why(world: World) -> None:
    accepted = make_assignment(world)
    decline_assignment(assignment=accepted, reason="Thuộc chức năng của Sở Tài chính", actor=world.actor("unit_head"))
    decline = office(world.actor("standing_head")).queues[1]
    assert [item.note for item in decline.items] == ["Thuộc chức năng của Sở Tài chính"]


def test_another_office_sees_none_of_it(world: World) -> None:
    waiting(world)
    assert not office(world.actor("outsider")).waiting


def review(world: World, directive_id: int, approved: bool | None) -> None:
    ReviewProcess.objects.create(
        directive_id=directive_id, flow_class="directives.flows.DirectiveFlow", approved=approved,
        comment="Bổ sung thời hạn" if approved is False else "", submitted_by=world.people["standing_officer"],
        submitted_at=clock.now(),
    )  # fmt: skip


def test_documents_say_what_they_wait_for(world: World) -> None:
    draft = make_directive(world, state=DirectiveState.DRAFT, number="1")
    make_task(world, draft)
    sent_back = make_directive(world, state=DirectiveState.DRAFT, number="2")
    review(world, sent_back.pk, False)
    submitted = make_directive(world, state=DirectiveState.IN_REVIEW, number="3")
    review(world, submitted.pk, None)
    issuing = make_directive(world, state=DirectiveState.ISSUING, number="4")
    make_directive(world, number="5")
    shown = office(world.actor("standing_officer"))
    assert [(row.directive.pk, row.kind, row.tasks) for row in shown.documents] == [
        (sent_back.pk, "sent_back", 0), (draft.pk, "draft", 1), (issuing.pk, "issuing", 0),
        (submitted.pk, "in_review", 0),
    ]  # fmt: skip
    assert shown.documents[0].note == "Bổ sung thời hạn"


def test_page_with_work_and_without(world: World, persona_client: Callable[[str], Client]) -> None:
    client = persona_client("standing_officer")
    assert "Không có việc nào chờ thường trực" in client.get("/thuong-truc/").content.decode()
    waiting(world)
    html = client.get("/thuong-truc/").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    for words in ("Chờ xác nhận kết quả", "Đề nghị trả lại việc", "Xin gia hạn", "Quá hạn chưa đôn đốc"):
        assert words in text
    assert f'data-board="unit.{world.health.pk} directive.' in html
    assert client.get("/")["Location"] == "/thuong-truc/"


def test_number_of_queries_does_not_follow_the_work(world: World, persona_client: Callable[[str], Client]) -> None:
    client = persona_client("standing_officer")
    waiting(world)
    client.get("/thuong-truc/")
    with Counting() as few:
        client.get("/thuong-truc/")
    for _nth in range(6):
        waiting(world)
    with Counting() as many:
        client.get("/thuong-truc/")
    assert few.count == many.count <= 32


def test_the_page_of_an_assignment_leads_back_to_the_list_it_was_opened_from(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    row = make_assignment(world)
    office_client = persona_client("standing_officer")
    came = "http://testserver/nhiem-vu/?class=overdue&unit=1"
    page = office_client.get(row.get_absolute_url(), headers={"referer": came}).content.decode()
    assert 'href="/nhiem-vu/?class=overdue&amp;unit=1"' in page
    elsewhere = office_client.get(row.get_absolute_url(), headers={"referer": "http://else.example/nhiem-vu/?q=1"})
    assert "/nhiem-vu/?q=1" not in elsewhere.content.decode()
    assert f'rv-panel-crumb" aria-label="Vị trí"><a href="/van-ban/{row.directive_id}/' in elsewhere.content.decode()
    assert "rv-panel-crumb" not in persona_client("unit_head").get(row.get_absolute_url()).content.decode()


def test_who_would_decide_on_their_own_request_is_told_and_sees_who_else_may(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    head = world.people["standing_head"]
    row = make_assignment(world, responsible=head)
    ExtensionProcess.objects.create(
        extension=make_extension(world, row), flow_class=ExtensionFlow, step=ExtensionStep.DECIDE
    )
    told = "Không quyết định đề nghị gia hạn của chính mình; người quyết định"
    page = persona_client("standing_head").get(row.get_absolute_url()).content.decode()
    assert told in page and world.people["leader"].full_name in page
    assert told not in persona_client("leader").get(row.get_absolute_url()).content.decode()
