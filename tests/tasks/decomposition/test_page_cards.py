"""One card over HTTP: saved, confirmed, refused, met by two editors, split and merged."""

from datetime import date

from django.test import Client

from directives.models import Directive
from tasks.decomposition.actions.drafting import create_blank
from tasks.decomposition.actions.wording import edit_wording, set_deadline
from tasks.models import Task
from tasks.states import DeadlineKind
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, card, page, url
from workflows.actors import Actor


def test_saving_keeps_wording_and_deadline_and_answers_with_the_new_signs(desk: Client, task: Task) -> None:
    typed = {
        "do": "save",
        "content": "Thanh tra việc mua sắm thuốc",
        "product": "Kết luận thanh tra",
        "kind": DeadlineKind.FIXED,
        "due": "other",
        "due_other": "28/7/2023",
    }
    html = desk.post(card(task), typed, **HTMX).content.decode()
    task.refresh_from_db()
    assert (task.content, task.product, task.due_on) == (
        "Thanh tra việc mua sắm thuốc",
        "Kết luận thanh tra",
        date(2023, 7, 28),
    )
    assert f'id="v{task.pk}-five"' in html
    assert "Còn 2 ngày làm việc." in html
    assert f'id="v{task.pk}-content"' not in html, "the field somebody types in is never replaced"


def test_words_over_the_limit_are_refused_aloud(desk: Client, task: Task) -> None:
    """Nothing of the saving is stored, and the fields somebody types in stay as they are on screen."""
    before = task.content
    typed = {"do": "save", "content": "Nội dung mới hẳn", "product": "x" * 501, "kind": "standing"}
    answer = desk.post(card(task), typed, **HTMX)
    task.refresh_from_db()
    assert answer.status_code == 422
    assert "Sản phẩm dài quá 500 ký tự nên chưa lưu." in answer.content.decode()
    assert (task.content, task.product, task.deadline_kind == "standing") == (before, "", False)
    assert f'id="v{task.pk}-content"' not in answer.content.decode()


def test_a_day_that_is_none_is_explained_and_the_rest_is_kept(desk: Client, task: Task) -> None:
    typed = {"do": "save", "content": "Nội dung mới hẳn", "kind": "fixed", "due": "other", "due_other": "32/7/2023"}
    response = desk.post(card(task), typed, **HTMX)
    assert response.status_code == 422
    assert "dd/mm/yyyy" in response.content.decode()
    assert "32/7/2023" in response.content.decode()
    task.refresh_from_db()
    assert task.content == "Nội dung mới hẳn"


def test_confirming_closes_the_card_and_opens_the_next(
    desk: Client, plan: Directive, officer: Actor, task: Task
) -> None:
    set_deadline(task=task, kind=DeadlineKind.STANDING, actor=officer)
    following = create_blank(directive=plan, actor=officer)
    html = desk.post(card(task), {"do": "confirm"}, **HTMX).content.decode()
    task.refresh_from_db()
    assert task.confirmed
    assert f'data-open="{following.pk}"' in html
    assert f'id="v{following.pk}-content"' in html


def test_a_refused_confirmation_says_what_is_missing(desk: Client, task: Task) -> None:
    response = desk.post(card(task), {"do": "confirm"}, **HTMX)
    assert response.status_code == 422
    assert "Chưa có thời hạn" in response.content.decode()
    plain = desk.post(card(task), {"do": "confirm"}, follow=True)
    assert "Chưa có thời hạn" in plain.content.decode()


def test_two_editors_meet_in_one_card_and_neither_loses_a_word(
    desk: Client, task: Task, world: World, plan: Directive
) -> None:
    html = page(desk, plan, f"?viec={task.pk}")
    seen = html.split(f'id="v{task.pk}-seen" value="')[1].split('"')[0]
    edit_wording(task=task, content="Bản của chánh văn phòng", product="", actor=world.actor("standing_head"))
    mine = {"do": "save", "content": "Bản của chuyên viên", "product": "", "seen": seen}
    response = desk.post(card(task), mine, **HTMX)
    told = response.content.decode()
    assert response.status_code == 422
    assert "Lê Văn Trực vừa sửa việc này" in told
    assert "Bản của chánh văn phòng" in told
    assert "Giữ bản của tôi" in told
    newer = told.split('data-keep-mine="')[1].split('"')[0]
    assert desk.post(card(task), mine | {"seen": newer}, **HTMX).status_code == 200
    task.refresh_from_db()
    assert task.content == "Bản của chuyên viên"
    plain = desk.post(card(task), mine | {"seen": "0" * 16}, follow=True)
    assert plain.status_code == 200


def test_split_merge_move_delete_undo_redo(desk: Client, plan: Directive, task: Task) -> None:
    assert "Tách ở đâu?" in page(desk, plan, f"?viec={task.pk}&bang=tach")
    desk.post(card(task), {"do": "split", "cursor": 20})
    first, second = plan.tasks.all()
    assert f"Gộp việc {1}" in page(desk, plan, f"?viec={first.pk}&bang=gop")
    desk.post(card(second), {"do": "up"})
    assert list(plan.tasks.all()) == [second, first]
    desk.post(url("-sort", plan))
    desk.post(url("-merge", plan), {"tasks": [first.pk, second.pk]})
    assert plan.tasks.count() == 1
    desk.post(url("-undo", plan))
    assert plan.tasks.count() == 2
    desk.post(url("-redo", plan))
    assert plan.tasks.count() == 1
    desk.post(card(first), {"do": "delete"})
    assert not plan.tasks.exists()
    assert "Không còn bước nào để làm lại" in desk.post(url("-redo", plan), follow=True).content.decode()


def test_every_task_without_a_time_can_be_declared_so_at_once(desk: Client, plan: Directive, officer: Actor) -> None:
    for _each in range(2):
        create_blank(directive=plan, actor=officer)
    assert "Không thời hạn cho 2 việc còn lại" in page(desk, plan)
    desk.post(url("-timeless", plan))
    assert plan.tasks.filter(none_declared=True).count() == 2
