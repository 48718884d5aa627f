"""A form turned away gives back the words that were typed into it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.personas import World
from tests.tasks.builders import DUE, make_assignment

pytestmark = pytest.mark.django_db
WORDS = "Đề nghị bổ sung biểu số liệu,\nnêu rõ <b>thời gian</b>"
SHOWN = "Đề nghị bổ sung biểu số liệu,\nnêu rõ &lt;b&gt;thời gian&lt;/b&gt;</textarea>"


def test_a_right_that_ended_while_one_wrote_gives_the_words_back(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    assignment = make_assignment(world, due_on=DUE)
    address = reverse("tasks:suspend", args=[assignment.pk])
    answer = persona_client("unit_head").post(address, {"reason": WORDS, "next": "/viec/ ghi đó"})
    assert answer.status_code in (403, 404)
    page = answer.content.decode()
    assert "Những gì bạn đã nhập, chưa được ghi:" in page and SHOWN in page
    assert "ghi đó" not in page


def test_what_one_may_not_see_any_more_gives_them_back_too(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    assignment = make_assignment(world)
    client = persona_client("outsider")
    answer = client.post(reverse("tasks:extension-ask", args=[assignment.pk]), {"gia-han-reason": WORDS})
    assert answer.status_code == 404
    assert SHOWN in answer.content.decode()


def test_a_page_too_old_gives_them_back_and_no_secret(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["unit_head"], backend="django.contrib.auth.backends.ModelBackend")
    sent: dict[str, Any] = {"reason": WORDS, "old_password": "mật khẩu cũ", "day": "27/10/2023"}
    answer = client.post(f"/viec/{make_assignment(world).pk}/gia-han/", sent)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert SHOWN in page and "mật khẩu cũ" not in page and "27/10/2023" not in page


def test_a_page_asked_for_gives_nothing(world: World, persona_client: Callable[[str], Client]) -> None:
    answer = persona_client("outsider").get("/khong-co/?reason=hai+chữ")
    assert answer.status_code == 404 and "đã nhập" not in answer.content.decode()
