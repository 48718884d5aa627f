"""Wording, deadlines, owners, splitting, merging, moving, deleting."""

from datetime import date
from typing import Any

import pytest

from directives.models import Directive
from tasks.decomposition.actions.arranging import delete_tasks, merge_tasks, move_task, sort_by_text, split_task, stamps
from tasks.decomposition.actions.confirming import confirm_task, reopen_task
from tasks.decomposition.actions.desk import Stale
from tasks.decomposition.actions.drafting import create_blank, create_from_span
from tasks.decomposition.actions.owning import adjust_owner, drop_owner, name_owner
from tasks.decomposition.actions.wording import edit_wording, pin_span, read_words, set_deadline
from tasks.models import Task
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.decomposition.plan import TEXT, span_of
from workflows.actors import Actor
from workflows.machine import TransitionDenied

DISTRICTS = (
    "Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết tình trạng thiếu thuốc trên địa bàn; "
    "chỉ đạo Phòng y tế phối hợp với các đơn vị liên quan đẩy mạnh các hoạt động kiểm tra."
)


@pytest.fixture
def task(plan: Directive, officer: Actor) -> Task:
    start, end = span_of(DISTRICTS)
    return create_from_span(directive=plan, start=start, end=end, actor=officer)


def words(task: Task) -> str:
    return TEXT[task.source_start : task.source_end]


def test_splitting_at_a_place_in_the_source_cuts_span_and_content(task: Task, officer: Actor) -> None:
    first, second = split_task(task=task, at_source=TEXT.index("chỉ đạo Phòng y tế"), actor=officer)
    assert words(first).endswith("trên địa bàn;")
    assert words(second).startswith("chỉ đạo Phòng y tế")
    assert first.content.endswith("trên địa bàn")
    assert second.content.startswith("Chỉ đạo Phòng y tế")
    assert [str(owner) for owner in second.owners.all()] == [str(owner) for owner in first.owners.all()] != []
    assert list(task.directive.tasks.all()) == [first, second]


def test_splitting_at_the_cursor_finds_the_place_in_the_source(task: Task, officer: Actor) -> None:
    at = task.content.index("chỉ đạo Phòng")
    first, second = split_task(task=task, at_content=at, actor=officer)
    assert words(second).startswith("chỉ đạo Phòng y tế")
    assert words(first).endswith("trên địa bàn;")


def test_splitting_rewritten_content_keeps_the_span_for_both(task: Task, officer: Actor) -> None:
    edit_wording(task=task, content="Giải quyết thiếu thuốc. Kiểm tra liên ngành", product="", actor=officer)
    task.refresh_from_db()
    first, second = split_task(task=task, at_content=task.content.index("Kiểm"), actor=officer)
    assert words(first) == words(second) == DISTRICTS
    assert (first.content, second.content) == ("Giải quyết thiếu thuốc", "Kiểm tra liên ngành")


@pytest.mark.parametrize("place", [{"at_content": 0}, {"at_content": 9999}, {"at_source": 3}, {}])
def test_a_split_that_leaves_an_empty_half_is_refused(task: Task, officer: Actor, place: dict[str, Any]) -> None:
    with pytest.raises(TransitionDenied):
        split_task(task=task, actor=officer, **place)


def test_merging_takes_words_owners_and_the_span_together(task: Task, plan: Directive, officer: Actor) -> None:
    first, second = split_task(task=task, at_source=TEXT.index("chỉ đạo Phòng y tế"), actor=officer)
    kept = merge_tasks(directive=plan, tasks=[second.pk, first.pk], actor=officer)
    assert kept.pk == first.pk
    assert words(kept) == DISTRICTS
    assert kept.content.endswith(
        "trên địa bàn; chỉ đạo Phòng y tế phối hợp với các đơn vị liên quan đẩy mạnh các hoạt động kiểm tra"
    )
    assert plan.tasks.count() == 1


def test_merging_does_not_swallow_the_words_of_a_task_between(plan: Directive, officer: Actor) -> None:
    made = [create_from_span(directive=plan, start=start, end=end, actor=officer)
            for start, end in map(span_of, ("Tăng cường công tác", "Tổng hợp, theo dõi", "Giao Sở Y tế"))]  # fmt: skip
    kept = merge_tasks(directive=plan, tasks=[made[0].pk, made[2].pk], actor=officer)
    assert words(kept) == "Tăng cường công tác"


def test_moving_and_sorting_back(plan: Directive, officer: Actor) -> None:
    made = [create_from_span(directive=plan, start=start, end=end, actor=officer)
            for start, end in map(span_of, ("Tăng cường công tác", "Tổng hợp, theo dõi", "Giao Sở Y tế"))]  # fmt: skip
    move_task(task=made[2], after=None, actor=officer)
    assert [task.pk for task in plan.tasks.all()] == [made[2].pk, made[0].pk, made[1].pk]
    move_task(task=made[2], after=made[0].pk, actor=officer)
    assert [task.pk for task in plan.tasks.all()] == [made[0].pk, made[2].pk, made[1].pk]
    sort_by_text(directive=plan, actor=officer)
    assert list(plan.tasks.all()) == made


def test_what_a_colleague_changed_is_not_overwritten(task: Task, plan: Directive, officer: Actor, world: World) -> None:
    seen = stamps(plan, [task.pk])
    head = world.actor("standing_head")
    edit_wording(task=task, content="Sửa bởi chánh văn phòng", product="", actor=head, seen=seen)
    with pytest.raises(Stale, match="Lê Văn Trực vừa sửa việc này lúc 08:00"):
        edit_wording(task=task, content="Sửa bởi chuyên viên", product="", actor=officer, seen=seen)
    with pytest.raises(Stale):
        delete_tasks(directive=plan, tasks=[task.pk], actor=officer, seen=seen)
    task.refresh_from_db()
    assert task.content == "Sửa bởi chánh văn phòng"


def test_a_task_that_is_gone_is_said_to_be(task: Task, plan: Directive, officer: Actor) -> None:
    delete_tasks(directive=plan, tasks=[task.pk], actor=officer)
    with pytest.raises(TransitionDenied, match="vừa được xóa hoặc gộp"):
        edit_wording(task=task, content="x y", product="", actor=officer)


def test_a_deadline_keeps_the_three_days_apart(task: Task, officer: Actor) -> None:
    row = set_deadline(
        task=task, kind=DeadlineKind.FIXED, words="trước ngày 30/7/2023", due_on=date(2023, 7, 28), actor=officer
    )
    assert (row.stated_on, row.legal_on, row.due_on) == (date(2023, 7, 30), date(2023, 7, 29), date(2023, 7, 28))
    assert row.deadline_rule == "Ngày làm việc cuối trước hạn"
    row = set_deadline(
        task=task, kind=DeadlineKind.FIXED, words="trước ngày 30/7/2023", due_on=date(2023, 8, 10), actor=officer
    )
    assert row.deadline_rule == "Cơ quan thường trực ấn định"
    row = set_deadline(task=task, kind=DeadlineKind.PERIODIC, recurrence=["annual", "monthly", "x"], actor=officer)
    assert (row.due_on, row.recurrence, row.none_declared) == (None, ["monthly", "annual"], False)
    row = set_deadline(task=task, kind=DeadlineKind.NONE, actor=officer)
    assert row.none_declared


def test_words_are_read_or_said_not_to_be_a_time(task: Task, officer: Actor) -> None:
    assert read_words(task=task, words="định kỳ hàng quý", actor=officer).recurrence == ["quarterly"]
    with pytest.raises(TransitionDenied, match="Không đọc được"):
        read_words(task=task, words="trên địa bàn", actor=officer)


def test_owners_come_go_and_change_role(task: Task, officer: Actor, world: World) -> None:
    name_owner(task=task, body=world.finance, role=Role.COORDINATE, actor=officer, words="Sở Tài chính")
    with pytest.raises(TransitionDenied, match="đã có trong việc này"):
        name_owner(task=task, body=world.finance, role=Role.COORDINATE, actor=officer)
    name_owner(task=task, body=world.finance, role=Role.LEAD, actor=officer)
    finance = task.owners.get(unit=world.finance)
    assert (finance.role, finance.name_in_text) == (Role.LEAD, "Sở Tài chính")
    adjust_owner(task=task, body=world.finance, due_on=date(2023, 8, 1), responsible=world.finance_head, actor=officer)
    finance.refresh_from_db()
    assert (finance.due_on, finance.responsible) == (date(2023, 8, 1), world.finance_head)
    drop_owner(task=task, body=world.finance, actor=officer)
    assert not task.owners.filter(unit=world.finance).exists()
    with pytest.raises(TransitionDenied, match="không còn trong việc này"):
        adjust_owner(task=task, body=world.finance, actor=officer)
    with pytest.raises(TransitionDenied, match="thủ trưởng từng đơn vị"):
        adjust_owner(task=task, body=world.districts, responsible=world.finance_head, actor=officer)


def test_a_task_is_confirmed_only_when_it_is_clear_and_any_change_takes_it_back(task: Task, officer: Actor) -> None:
    with pytest.raises(TransitionDenied, match="Chưa có thời hạn"):
        confirm_task(task=task, actor=officer)
    set_deadline(task=task, kind=DeadlineKind.STANDING, actor=officer)
    assert confirm_task(task=task, actor=officer).confirmed
    assert not edit_wording(task=task, content="Nội dung khác hẳn", product="", actor=officer).confirmed
    assert confirm_task(task=task, actor=officer).confirmed
    assert not reopen_task(task=task, actor=officer).confirmed


def test_a_task_is_pinned_to_other_words(plan: Directive, officer: Actor) -> None:
    blank = create_blank(directive=plan, actor=officer)
    start, end = span_of("Giao Sở Y tế")
    row = pin_span(task=blank, start=start, end=end, actor=officer)
    assert (words(row), row.section, row.content) == ("Giao Sở Y tế", "IV.3", "")
