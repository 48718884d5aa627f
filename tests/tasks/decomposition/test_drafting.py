"""Making tasks of words, of clauses, of nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from directives.models import Directive
from directives.states import DirectiveState, RecipientRole
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses, create_from_span, spans_to_make
from tasks.decomposition.loading import load
from tasks.models import Task
from tasks.states import DeadlineKind, Role
from tests.personas import World
from tests.tasks.decomposition.plan import TEXT, span_of
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.models import Event


def test_an_owner_below_a_recipient_known_by_name_alone_is_not_missing(
    world: World, plan: Directive, officer: Actor
) -> None:
    """The lines were typed before the groups were made: nobody is tied to them."""
    plan.recipients.all().delete()
    for name in ("UBND các quận, huyện, thị xã;", "- Các đơn vị trực thuộc", "Sở Tài chính, Văn phòng Sở"):
        plan.recipients.create(role=RecipientRole.ADDRESSED, name=name)
    task = create_blank(directive=plan, actor=officer)
    for owner in (world.district_a, world.hospital_b, world.finance, world.office_room):
        task.owners.create(role=Role.LEAD, unit=owner)
    task.owners.create(role=Role.COORDINATE, group=world.attached)
    assert missing(plan) == []
    task.owners.create(role=Role.LEAD, unit=world.plan_room)
    assert missing(plan) == ["Phòng Kế hoạch - Tài chính nhận việc 1 nhưng không có trong nơi nhận"]


def missing(plan: Directive) -> list[str]:
    return [each.message for each in load(plan).judgment.findings if each.code == "owner_not_recipient"]


def owners(task: Task) -> list[tuple[str, str]]:
    return [(str(owner), owner.role) for owner in task.owners.all()]


def create(plan: Directive, words: str, actor: Actor) -> Task:
    start, end = span_of(words)
    return create_from_span(directive=plan, start=start, end=end, actor=actor)


def clause(plan: Directive, path: str) -> int:
    return plan.provisions.filter(path=path).order_by("depth").first().pk  # type: ignore[union-attr]


def test_selected_words_become_a_task_pinned_to_exactly_them(plan: Directive, officer: Actor) -> None:
    task = create(plan, "ăng cường công tác hướng dẫn, thanh tra, kiểm tra", officer)
    assert TEXT[task.source_start : task.source_end] == "Tăng cường công tác hướng dẫn, thanh tra, kiểm tra"
    assert task.content == "Tăng cường công tác hướng dẫn, thanh tra, kiểm tra"
    assert task.section == "III.1.a"
    assert task.created_by_id == officer.person_id


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tổng hợp, theo dõi, đánh giá rút kinh nghiệm", [("Sở Y tế", Role.LEAD)]),
        ("Tiếp tục chủ trì phối hợp với các đơn vị liên quan", [("Sở Tài chính", Role.LEAD)]),
        (
            "Ủy ban nhân dân các quận, huyện, thị xã phối hợp với Sở Y tế giải quyết",
            [("Sở Y tế", Role.COORDINATE), ("UBND các quận, huyện, thị xã", Role.LEAD)],
        ),
        ("Giao Sở Y tế (cơ quan thường trực) theo dõi", [("Sở Y tế", Role.LEAD)]),
        ("Thực hiện nghiêm chế độ thông tin, báo cáo", []),
    ],
)
def test_a_new_task_begins_with_the_owners_the_text_names(
    plan: Directive, officer: Actor, words: str, expected: list[tuple[str, str]]
) -> None:
    assert owners(create(plan, words, officer)) == expected


def test_a_new_task_begins_with_the_deadline_of_its_words(plan: Directive, officer: Actor) -> None:
    task = create(plan, "Các cơ quan, đơn vị xây dựng Kế hoạch tổ chức triển khai thực hiện; Kế hoạch của các đơn vị "
                  "gửi về Sở Y tế trước ngày 30/7/2023", officer)  # fmt: skip
    assert task.deadline_kind == DeadlineKind.FIXED
    assert task.deadline_words == "trước ngày 30/7/2023"
    assert (task.stated_on, task.legal_on, task.due_on) == (date(2023, 7, 30), date(2023, 7, 29), date(2023, 7, 29))
    assert task.deadline_rule == "Hết ngày liền trước (mặc định)"
    periodic = create(plan, "định kỳ hàng quý, 06 tháng và hàng năm xây dựng báo cáo kết quả", officer)
    assert (periodic.deadline_kind, periodic.recurrence) == ("periodic", ["quarterly", "semiannual", "annual"])


def test_tasks_stand_in_the_order_of_the_text(plan: Directive, officer: Actor) -> None:
    late = create(plan, "Giao Sở Y tế", officer)
    early = create(plan, "Tăng cường công tác", officer)
    between = create(plan, "Tiếp tục chủ trì", officer)
    assert list(plan.tasks.all()) == [early, between, late]


def test_a_section_becomes_a_task_for_each_of_its_points_in_one_step(plan: Directive, officer: Actor) -> None:
    rows = spans_to_make(plan, clause(plan, "III.1"))
    assert [(row.clause.path, row.has_task) for row in rows] == [("III.1.a", False), ("III.1.b", False)]
    made = create_from_clauses(directive=plan, clauses=[row.clause.pk for row in rows], actor=officer)
    assert [TEXT[task.source_start : task.source_end][:9] for task in made] == ["Tăng cườn", "Tổng hợp,"]
    assert [owners(task)[0] for task in made] == [("Sở Y tế", Role.LEAD)] * 2
    assert plan.edit_steps.count() == 1
    assert all(row.has_task for row in spans_to_make(plan, clause(plan, "III.1")))
    with pytest.raises(TransitionDenied, match="đã có việc"):
        create_from_clauses(directive=plan, clauses=[row.clause.pk for row in rows], actor=officer)


def test_there_is_always_room_for_another_task(plan: Directive, officer: Actor) -> None:
    create(plan, "Giao Sở Y tế", officer)
    for _each in range(14):
        create(plan, "Tăng cường công tác", officer)
    orders = list(plan.tasks.values_list("order", flat=True))
    assert orders == sorted(set(orders))
    assert [task.content for task in plan.tasks.all()][-1] == "Giao Sở Y tế"


def test_a_task_may_come_from_outside_the_text(plan: Directive, officer: Actor) -> None:
    create(plan, "Giao Sở Y tế", officer)
    blank = create_blank(directive=plan, actor=officer)
    assert (blank.content, blank.source_start) == ("", None)
    assert plan.tasks.last() == blank


def test_words_that_somebody_else_just_took_are_not_taken_twice(plan: Directive, officer: Actor) -> None:
    start, end = span_of("Giao Sở Y tế")
    create_from_span(directive=plan, start=start, end=end, actor=officer, edition=1)
    with pytest.raises(TransitionDenied, match="Người khác vừa tạo"):
        create_from_span(directive=plan, start=start, end=end, actor=officer, edition=1)


def test_a_selection_without_words_is_refused(plan: Directive, officer: Actor) -> None:
    start, _end = span_of("\n\nI. MỤC")
    with pytest.raises(TransitionDenied, match="không có chữ"):
        create_from_span(directive=plan, start=start, end=start + 2, actor=officer)


@pytest.mark.parametrize("persona", ["leader", "unit_head", "deputy", "finance_head", "outsider"])
def test_only_the_standing_agency_decomposes(plan: Directive, world: World, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        create(plan, "Giao Sở Y tế", world.actor(persona))
    assert not plan.tasks.exists()


@pytest.mark.parametrize("state", [state for state in DirectiveState if state != DirectiveState.DRAFT])
def test_only_a_draft_is_decomposed(plan: Directive, officer: Actor, state: str) -> None:
    Directive.objects.filter(pk=plan.pk).update(state=state)
    with pytest.raises(TransitionDenied, match="không sửa phân công được nữa"):
        create(plan, "Giao Sở Y tế", officer)


def test_a_step_is_recorded_once_and_moves_the_edition_on(plan: Directive, officer: Actor) -> None:
    create(plan, "Giao Sở Y tế", officer)
    event = Event.objects.get(stream=f"directive:{plan.pk}")
    assert (event.kind, event.data["step"], event.data["tasks"]) == ("decomposition.changed", "create", 1)
    plan.refresh_from_db()
    assert plan.edition == 2
