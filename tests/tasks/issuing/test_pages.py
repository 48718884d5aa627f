"""The page of an issuing: what it says while it runs, when it went silent, when it could not, and when it is done."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from directives.states import DirectiveState
from organizations.models import UnitGroup
from tasks.issuing.issue import issue_directive
from tasks.models import IssueRun
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows import clock

pytestmark = pytest.mark.django_db


def shown(client: Client, pk: int, **query: Any) -> str:
    html = client.get(f"/van-ban/{pk}/giao-viec/", query).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def run(pk: int, phase: str, *, ago: int = 0, **values: Any) -> None:
    now = clock.now()
    told = now - timedelta(seconds=ago)
    IssueRun.objects.create(directive_id=pk, phase=phase, started_at=told, updated_at=told, **values)


def test_progress_is_shown_and_the_part_asks_again(world: World, persona_client: Callable[[str], Client]) -> None:
    directive, client = make_directive(world), persona_client("standing_officer")
    assert "Đang xác định đơn vị nhận việc" in shown(client, directive.pk)
    run(directive.pk, "writing", done=5_000, total=30_000)
    assert "Đang giao: 5.000/30.000 lượt" in shown(client, directive.pk)
    part = client.get(f"/van-ban/{directive.pk}/giao-viec/?manh=1").content.decode()
    assert "<html" not in part and 'hx-trigger="rv:changed, every 2s"' in part


def test_silence_is_told_and_who_may_issue_can_start_again(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    directive = make_directive(world)
    run(directive.pk, "writing", ago=90, done=5_000, total=30_000)
    assert "tự chạy lại trong vòng một phút" in shown(persona_client("standing_officer"), directive.pk)
    head = persona_client("standing_head")
    assert "Chạy lại" in shown(head, directive.pk)
    assert "Chạy lại" not in shown(persona_client("standing_officer"), directive.pk)
    assert head.post(f"/van-ban/{directive.pk}/giao-viec/").status_code == 302


def test_failure_says_why_and_that_nothing_was_given(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = make_directive(world, state=DirectiveState.DRAFT)
    run(directive.pk, "failed", error="Chưa có nhiệm vụ nào có đơn vị thực hiện để giao.")
    text = shown(persona_client("standing_officer"), directive.pk)
    assert "Chưa giao được" in text and "Chưa có nhiệm vụ nào" in text and "tất cả hoặc không" in text


def test_done_with_what_the_office_should_know(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = make_directive(world)
    empty = UnitGroup.objects.create(name="Nhóm rỗng", owner=world.city)
    make_task(directive, "Báo cáo", lead=[world.districts, empty], coordinate=[world.district_a])
    with clock.travel(date(2023, 7, 27)):
        issue_directive(directive.pk, world.actor("leader"))
    text = shown(persona_client("standing_officer"), directive.pk)
    assert "Đã giao việc" in text and "Lượt giao 2 Đơn vị 2 Nhiệm vụ 1" in text
    assert "Nhóm không có đơn vị nào vào ngày giao việc" in text
    assert "1 · Đơn vị chưa có thủ trưởng trong danh bạ" in text
    assert "Vừa chủ trì vừa phối hợp; chỉ giao chủ trì" in text


def test_before_approval_the_page_says_what_it_waits_for(world: World, persona_client: Callable[[str], Client]) -> None:
    directive = make_directive(world, state=DirectiveState.IN_REVIEW)
    assert "Phân công chưa được duyệt" in shown(persona_client("standing_officer"), directive.pk)
