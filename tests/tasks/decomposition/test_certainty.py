"""How sure a proposal is: said once, the same by colour, word and reason wherever the page shows it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from tasks.decomposition.actions.drafting import create_blank
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.boards import editor_board
from tasks.decomposition.loading import load
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, card, page
from tests.tasks.decomposition.plan import TEXT, make_plan
from workflows.actors import Actor

BODY = TEXT.replace("3. Sở Tài chính", "2. Ban Quản lý kho dược\n\nRà soát lượng thuốc trong kho.\n\n3. Sở Tài chính")
TIMELESS = "Chưa có thời hạn; nếu đúng là không có, hãy chọn “Không thời hạn”."
BARS = {
    "ready": ("rv-reading-c", "Máy đọc, chắc chắn"),
    "review": ("rv-reading-d", "Máy đọc, cần xem"),
    "unassigned": ("rv-reading-u", "Máy đọc, chưa gán đơn vị"),
    "confirmed": ("rv-reading-ok", "Máy đọc, đã có người xác nhận"),
}


@pytest.fixture
def read(world: World, today: None, officer: Actor) -> Directive:
    plan = make_plan(world, text=BODY)
    propose_tasks(directive=plan, actor=officer)
    return plan


def test_the_bar_over_a_card_says_what_its_sign_says_before_and_after_it_is_confirmed(
    desk: Client, read: Directive
) -> None:
    seen = set()
    for turn in range(2):
        verdicts = load(read).judgment.verdicts
        for pk, verdict in verdicts.items():
            css, words = BARS[verdict.standing]
            html = page(desk, read, f"?viec={pk}")
            assert re.findall(r"<strong>(Máy đọc, [^<]+)</strong>", html) == [words]
            assert re.findall(r"rv-reading-(?:ok|c|d|u)\b", html) == [css]
            seen.add(verdict.standing)
        if turn == 0:
            for task in read.tasks.all():
                desk.post(card(task), {"do": "save", "kind": "none", "content": task.content, "product": ""}, **HTMX)
                desk.post(card(task), {"do": "confirm"}, **HTMX)
    assert seen >= {"review", "confirmed"}


def test_in_the_list_sure_is_only_what_nothing_asks_about(read: Directive) -> None:
    board = editor_board(read, may_edit=True, inside=True)
    for each in board.cards:
        assert each.sure == (each.standing == "ready")
        assert bool(each.reasons) or each.standing != "review"
    unknown = next(each for each in board.cards if any(name.blocks for name in each.task.unknown))
    assert unknown.standing == "review" and "Ban Quản lý kho dược" in unknown.reason


def test_what_n_walks_is_counted_as_in_the_heading(desk: Client, read: Directive, officer: Actor) -> None:
    create_blank(directive=read, actor=officer)
    html = page(desk, read)
    head = dict(re.findall(r'data-count="(\w+)">.*?<span class="num">(\d+)</span>', html))
    beside = re.search(r"data-to-look-at>(.*?)<kbd>n</kbd>", html)
    assert beside and head["review"] != "0"
    told = re.sub(r"<[^>]+>", "", beside[1]).split(", ")
    assert [each.strip() for each in told] == [f"{head['review']} cần xem", f"{head['unassigned']} chưa gán"]


def test_saving_draws_the_bar_anew_with_the_sign(desk: Client, read: Directive) -> None:
    board = editor_board(read, may_edit=True, inside=True)
    task = next(each.task for each in board.cards if each.reasons == [TIMELESS])
    address = reverse("tasks:editor-card", args=[read.pk, task.pk])
    sent = {"do": "save", "kind": "none", "content": task.content, "product": task.product}
    html = desk.post(address, sent, **HTMX).content.decode()
    assert f'id="v{task.pk}-reading"' in html and "Máy đọc, chắc chắn" in html


SUNDAY = "KẾ HOẠCH\n\nIII. PHÂN CÔNG NHIỆM VỤ\n\n1. Sở Y tế rà soát thuốc, báo cáo trước ngày 18/8/2024.\n"


def test_a_deadline_on_a_sunday_is_told_once_with_the_day_stated_the_legal_day_and_why(
    desk: Client, world: World, officer: Actor, today: None
) -> None:
    plan = make_plan(world, text=SUNDAY)
    propose_tasks(directive=plan, actor=officer)
    task = plan.tasks.get()
    assert str(task.due_on) == "2024-08-17"
    html = " ".join(page(desk, plan, f"?viec={task.pk}").split())
    assert (
        "Văn bản ghi Chủ nhật, 18/08/2024; hạn theo luật và hạn tính: thứ Bảy, 17/08/2024 (ngày nghỉ: Thứ Bảy). "
        "“Trước ngày” không gồm ngày đó: theo nghĩa chặt, hạn là hết ngày liền trước." in html
    )
    assert "Hạn tính 17/08/2024 (văn bản ghi 18/08/2024) là ngày nghỉ: Thứ Bảy" in html
    assert "Hạn rơi vào ngày nghỉ: Chủ nhật" not in html
    sent = {"do": "save", "content": task.content, "kind": "fixed", "due": "2024-08-16", "words": task.deadline_words}
    desk.post(card(task), sent, **HTMX)
    html = " ".join(page(desk, plan, f"?viec={task.pk}").split())
    assert "hạn tính: thứ Sáu, 16/08/2024. Ngày làm việc cuối trước hạn." in html and "là ngày nghỉ" not in html
