"""The document proposes its tasks; a person confirms, corrects or rejects; reading again harms nothing of theirs."""

import contextlib
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives.anchors import move_pins
from directives.models import Directive
from organizations.models import Unit, UnitSuccession
from tasks.decomposition import snapshots
from tasks.decomposition.actions.accepting import accept_certain
from tasks.decomposition.actions.arranging import delete_tasks, merge_tasks, split_task
from tasks.decomposition.actions.confirming import confirm_task, reopen_task
from tasks.decomposition.actions.drafting import create_blank, create_from_span
from tasks.decomposition.actions.owning import name_owner
from tasks.decomposition.actions.proposing import plan_for, propose_tasks, read_directive
from tasks.decomposition.actions.undoing import redo, undo
from tasks.decomposition.actions.wording import edit_wording, pin_span, set_deadline
from tasks.decomposition.loading import load
from tasks.models import RejectedReading, Task, TaskReading
from tasks.states import Confidence, Role
from tests.personas import World
from tests.tasks.decomposition.plan import TEXT, make_outline, make_plan, span_of
from workflows.actors import Actor
from workflows.machine import TransitionDenied

HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
SURE = "Tiếp tục chủ trì phối hợp với các đơn vị liên quan tham mưu UBND Thành phố cân đối, bố trí kinh phí"


def picture(plan: Directive) -> dict[int, snapshots.Snapshot]:
    return snapshots.snapshots(plan.pk, plan.tasks.values_list("pk", flat=True))


def of_words(plan: Directive, words: str) -> Task:
    """The task pinned where these words stand."""
    start, end = span_of(words)
    found: Task = plan.tasks.get(source_start__lt=end, source_end__gt=start)
    return found


def propose(plan: Directive, officer: Actor) -> Any:
    return propose_tasks(directive=Directive.objects.get(pk=plan.pk), actor=officer)


def test_the_document_proposes_its_tasks_in_one_step_pinned_with_owners_deadline_and_how_they_were_read(
    plan: Directive, officer: Actor
) -> None:
    done = propose(plan, officer)
    tasks = list(plan.tasks.all())
    assert len(tasks) == len(done.fresh) >= 6
    assert not any(task.confirmed for task in tasks)
    assert [task.source_start for task in tasks] == sorted(task.source_start or 0 for task in tasks)
    for task in tasks:
        assert task.reading.rules
        assert task.reading.confidence in Confidence
    finance = of_words(plan, SURE)
    assert [(str(owner), owner.role) for owner in finance.owners.filter(role=Role.LEAD)] == [("Sở Tài chính", "lead")]
    dated = of_words(plan, "trước ngày 30/7/2023")
    assert dated.deadline_words
    assert dated.due_on is not None
    assert not plan.tasks.filter(content__startswith="Nâng cao tinh thần").exists()
    assert plan.edit_steps.count() == 1
    undo(directive=plan, actor=officer)
    assert not plan.tasks.exists()
    redo(directive=plan, actor=officer)
    assert list(plan.tasks.all()) == tasks
    assert plan.tasks.get(pk=finance.pk).reading.rules == finance.reading.rules


def test_reading_again_changes_nothing_when_nothing_changed(plan: Directive, officer: Actor) -> None:
    first = propose(plan, officer)
    before, steps = picture(plan), plan.edit_steps.count()
    again = propose(plan, officer)
    assert again.idle
    assert again.stays == len(first.fresh)
    assert picture(plan) == before
    assert plan.edit_steps.count() == steps


def test_doubts_are_told_in_the_language_of_whoever_looks_and_reading_in_it_changes_nothing(
    plan: Directive, officer: Actor
) -> None:
    propose(plan, officer)
    task = next(task for task in plan.tasks.all() if task.reading.doubts)
    assert all(each["code"] for each in task.reading.doubts)

    def doubts() -> tuple[str, ...]:
        found = load(plan).draft.task(task.pk)
        assert found is not None
        return found.doubts

    here = doubts()
    with translation.override("en"):
        there = doubts()
        assert propose(plan, officer).idle
    assert len(here) == len(there)
    assert not set(here) & set(there)


def test_a_doubt_is_gone_once_a_person_has_settled_what_it_was_about_and_back_when_undone(
    plan: Directive, officer: Actor, world: World
) -> None:
    propose(plan, officer)
    task = of_words(plan, SURE)
    time, lead = {"code": "before_or_on", "values": {}}, {"code": "lead_missing", "values": {}}
    TaskReading.objects.filter(pk=task.pk).update(doubts=[lead, time], confidence=Confidence.DOUBTFUL)

    def standing() -> tuple[list[Any], str]:
        reading = TaskReading.objects.get(pk=task.pk)
        return reading.doubts, reading.confidence

    name_owner(task=task, body=world.health, role=Role.LEAD, actor=officer)
    assert standing() == ([time], Confidence.DOUBTFUL)
    set_deadline(task=task, kind="standing", actor=officer)
    assert standing() == ([], Confidence.CERTAIN)
    undo(directive=plan, actor=officer)
    assert standing() == ([time], Confidence.DOUBTFUL)


def test_what_a_person_rejected_is_not_proposed_again_until_the_step_is_undone(plan: Directive, officer: Actor) -> None:
    propose(plan, officer)
    total, task = plan.tasks.count(), of_words(plan, SURE)
    delete_tasks(directive=plan, tasks=[task.pk], actor=officer)
    assert RejectedReading.objects.get(directive=plan).words.startswith("Tiếp tục chủ trì")
    assert propose(plan, officer).idle
    undo(directive=plan, actor=officer)
    assert not RejectedReading.objects.exists()
    assert plan.tasks.count() == total
    redo(directive=plan, actor=officer)
    assert propose(plan, officer).idle
    assert plan.tasks.count() == total - 1


def test_a_touched_proposal_belongs_to_the_person_and_an_untouched_one_is_read_anew(
    plan: Directive, officer: Actor, world: World
) -> None:
    propose(plan, officer)
    mine, other = of_words(plan, SURE), of_words(plan, "Tổng hợp, theo dõi, đánh giá")
    edit_wording(task=mine, content="Cân đối kinh phí", product="Phương án", actor=officer)
    Unit.objects.filter(pk=world.health.pk).update(name="Cơ quan khác", short_name="", aliases=[])
    drawn = plan_for(plan, read_directive(plan, officer))
    assert drawn.replaced
    assert mine.pk not in [pk for pk, _proposal in drawn.changed]
    propose(plan, officer)
    mine.refresh_from_db()
    assert (mine.content, mine.product) == ("Cân đối kinh phí", "Phương án")
    assert not Task.objects.get(pk=other.pk).owners.filter(unit=world.health).exists()


def test_an_edit_that_is_undone_leaves_the_proposal_untouched(plan: Directive, officer: Actor) -> None:
    propose(plan, officer)
    task = of_words(plan, SURE)
    edit_wording(task=task, content="Khác", product="", actor=officer)
    assert Task.objects.get(pk=task.pk).reading.touched
    undo(directive=plan, actor=officer)
    assert not Task.objects.get(pk=task.pk).reading.touched


def test_where_a_task_stands_nothing_is_proposed(plan: Directive, officer: Actor) -> None:
    start, end = span_of(SURE)
    own = create_from_span(directive=plan, start=start, end=end, actor=officer)
    propose(plan, officer)
    assert of_words(plan, SURE) == own
    assert getattr(own, "reading", None) is None


def test_the_second_of_two_who_press_at_once_is_refused(plan: Directive, officer: Actor, world: World) -> None:
    edition = plan.edition
    propose_tasks(directive=plan, actor=officer, edition=edition)
    with pytest.raises(TransitionDenied, match="Người khác vừa sửa"):
        propose_tasks(directive=plan, actor=world.actor("standing_head"), edition=edition)


def test_a_text_that_changed_while_it_was_read_is_not_used(plan: Directive, officer: Actor) -> None:
    read = read_directive(plan, officer)
    Directive.objects.filter(pk=plan.pk).update(text=TEXT + "\n\n6. Thêm.")
    with pytest.raises(TransitionDenied, match="vừa được sửa"):
        propose_tasks(directive=plan, actor=officer, read=read)
    assert not plan.tasks.exists()


def test_a_directive_without_text_proposes_nothing(plan: Directive, officer: Actor) -> None:
    Directive.objects.filter(pk=plan.pk).update(text="")
    with pytest.raises(TransitionDenied, match="chưa có toàn văn"):
        propose(plan, officer)


@pytest.mark.parametrize("persona", ["leader", "unit_head", "outsider"])
def test_only_the_standing_agency_has_it_read(plan: Directive, world: World, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        propose_tasks(directive=plan, actor=world.actor(persona))


def certain_ids(plan: Directive, desk: Client) -> list[int]:
    html = desk.get(reverse("tasks:editor-accept", args=[plan.pk]), **HTMX).content.decode()
    return [int(part.split('"')[0]) for part in html.split('name="tasks" value="')[1:]]


def test_all_that_is_certain_is_confirmed_at_once_and_undone_at_once(
    desk: Client, plan: Directive, officer: Actor
) -> None:
    propose(plan, officer)
    for task in plan.tasks.filter(deadline_kind="none"):
        set_deadline(task=task, kind="standing", actor=officer)
    ids = certain_ids(plan, desk)
    assert ids
    assert f"Xác nhận {len(ids)} việc chắc chắn" in desk.get(reverse("tasks:editor", args=[plan.pk])).content.decode()
    response = desk.post(reverse("tasks:editor-accept", args=[plan.pk]), {"tasks": ids}, **HTMX)
    assert f"Đã xác nhận {len(ids)} việc." in response.content.decode()
    assert set(plan.tasks.filter(confirmed=True).values_list("pk", flat=True)) == set(ids)
    undo(directive=plan, actor=officer)
    assert not plan.tasks.filter(confirmed=True).exists()


def test_work_whose_time_the_document_leaves_open_is_declared_so_only_when_chosen(
    plan: Directive, officer: Actor
) -> None:
    propose(plan, officer)
    task = of_words(plan, SURE)
    assert task.reading.confidence == Confidence.CERTAIN
    with pytest.raises(TransitionDenied, match="Không còn việc nào"):
        accept_certain(directive=plan, tasks=[task.pk], actor=officer)
    assert accept_certain(directive=plan, tasks=[], timeless=[task.pk], actor=officer) == 1
    task.refresh_from_db()
    assert (task.confirmed, task.none_declared) == (True, True)
    undo(directive=plan, actor=officer)
    task.refresh_from_db()
    assert (task.confirmed, task.none_declared) == (False, False)


def test_what_is_doubtful_or_made_by_a_person_is_not_accepted_with_the_rest(plan: Directive, officer: Actor) -> None:
    propose(plan, officer)
    task = of_words(plan, SURE)
    set_deadline(task=task, kind="standing", actor=officer)
    Task.objects.get(pk=task.pk).reading.__class__.objects.filter(pk=task.pk).update(confidence=Confidence.DOUBTFUL)
    with pytest.raises(TransitionDenied, match="Không còn việc nào"):
        accept_certain(directive=plan, tasks=[task.pk], actor=officer)


def test_a_task_that_somebody_changed_since_the_preview_is_shown_again(
    desk: Client, plan: Directive, officer: Actor, world: World
) -> None:
    propose(plan, officer)
    task = of_words(plan, SURE)
    set_deadline(task=task, kind="standing", actor=officer)
    stamp = snapshots.stamp_of(Task.objects.get(pk=task.pk))
    edit_wording(task=task, content="Việc đã đổi nội dung", product="", actor=world.actor("standing_head"))
    address = reverse("tasks:editor-accept", args=[plan.pk])
    response = desk.post(address, {"tasks": [task.pk], f"seen-{task.pk}": stamp}, **HTMX)
    assert response.status_code == 422
    assert "vừa được người khác sửa" in response.content.decode()
    task.refresh_from_db()
    assert not task.confirmed


def test_the_preview_says_what_would_stay_be_replaced_and_come(desk: Client, plan: Directive, officer: Actor) -> None:
    start, end = span_of(SURE)
    create_from_span(directive=plan, start=start, end=end, actor=officer)
    fresh = len(plan_for(plan, read_directive(plan, officer)).fresh)
    html = desk.get(reverse("tasks:editor-propose", args=[plan.pk]), **HTMX).content.decode()
    for count in (1, 0, fresh):
        assert f'<strong class="num">{count}</strong>' in html
    response = desk.post(reverse("tasks:editor-propose", args=[plan.pk]), {"edition": 2}, **HTMX)
    assert f"giữ 1 việc, thay 0, thêm {fresh}" in response.content.decode()


def test_without_script_the_button_proposes_and_the_page_shows_how_sure_it_is(desk: Client, plan: Directive) -> None:
    assert desk.post(reverse("tasks:editor-propose", args=[plan.pk])).status_code == 302
    html = desk.get(reverse("tasks:editor", args=[plan.pk])).content.decode()
    assert "Máy đọc, cần xem" in html and "máy đọc chắc chắn" not in html, (
        "nobody has said yet that no deadline is meant"
    )
    assert f'data-task="{of_words(plan, SURE).pk}"' in html


def act(plan: Directive, officer: Actor, chance: random.Random) -> None:
    """Something a person does in the editor; what makes no sense now is refused and changes nothing."""
    tasks: list[Task] = list(plan.tasks.all())
    start = chance.randrange(len(TEXT))
    end = min(len(TEXT), start + chance.randrange(5, 200))
    acts: list[Callable[[], object]] = [
        lambda: create_blank(directive=plan, actor=officer),
        lambda: create_from_span(directive=plan, start=start, end=end, actor=officer),
        lambda: propose(plan, officer),
        lambda: undo(directive=plan, actor=officer),
    ]
    if tasks:
        some, other = chance.choice(tasks), chance.choice(tasks)
        acts += [
            lambda: edit_wording(task=some, content=f"Nội dung {start}", product="", actor=officer),
            lambda: set_deadline(task=some, kind="standing", actor=officer),
            lambda: confirm_task(task=some, actor=officer),
            lambda: confirm_task(task=other, actor=officer),
            lambda: reopen_task(task=some, actor=officer),
            lambda: pin_span(task=some, start=start, end=end, actor=officer),
            lambda: split_task(task=some, at_content=max(1, len(some.content) // 2), actor=officer),
            lambda: merge_tasks(directive=plan, tasks=[some.pk, other.pk], actor=officer),
            lambda: delete_tasks(directive=plan, tasks=[some.pk], actor=officer),
            lambda: accept_certain(directive=plan, tasks=[some.pk], timeless=[other.pk], actor=officer),
        ]
    with contextlib.suppress(TransitionDenied):
        chance.choice(acts)()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 100_000))
def test_whatever_was_done_another_reading_keeps_every_task_of_a_person_as_it_was(
    plan: Directive, officer: Actor, seed: int
) -> None:
    chance = random.Random(seed)
    plan.tasks.all().delete()
    plan.edit_steps.all().delete()
    plan.rejected_readings.all().delete()
    for _each in range(12):
        act(plan, officer, chance)
    before = picture(plan)
    theirs = {
        pk: taken
        for pk, taken in before.items()
        if taken["confirmed"] or not taken["reading"] or taken["reading"]["touched"]
    }
    rejected = set(plan.rejected_readings.values_list("words_key", flat=True))
    propose(plan, officer)
    after = picture(plan)
    order = dict.fromkeys(("order",))
    assert {pk: after[pk] | order for pk in theirs} == {pk: taken | order for pk, taken in theirs.items()}
    fresh = [taken for pk, taken in after.items() if pk not in theirs]
    assert not rejected & {taken["reading"]["words_key"] for taken in fresh}
    assert propose(plan, officer).idle


def test_pages_ask_the_database_as_often_for_two_hundred_proposals_as_for_a_few(
    desk: Client, officer: Actor, world: World, today: None
) -> None:
    def asked(directive: Directive) -> list[int]:
        counts = []
        for name in ("editor", "editor-accept", "editor-propose"):
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(reverse(f"tasks:{name}", args=[directive.pk])).status_code == 200
            counts.append(len(queries))
        return counts

    few, many = (make_plan(world, number=str(count), text=long_text(count)) for count in (4, 200))
    propose(few, officer)
    propose(many, officer)
    assert many.tasks.count() >= 200
    assert asked(few) == asked(many)


def long_text(count: int) -> str:
    points = "\n\n".join(
        f"{n}. Rà soát, tổng hợp việc số {n} của cơ quan, gửi về Sở Y tế." for n in range(1, count + 1)
    )
    return f"KẾ HOẠCH\n\nII. PHÂN CÔNG NHIỆM VỤ\n\nSở Tài chính\n\n{points}\n"


def test_what_printing_left_in_the_text_is_a_hint_as_long_as_the_text_is_this_one(
    world: World, officer: Actor, today: None
) -> None:
    plan = make_plan(world, text=TEXT.replace("3. Sở Tài chính", "7\n\n3. Sở Tài chính"))
    assert not [each for each in load(plan).judgment.findings if each.code == "page_debris"]
    propose(plan, officer)
    found = [each for each in load(plan).judgment.findings if each.code == "page_debris"]
    assert [each.level for each in found] == ["hint"]
    assert "“7”" in found[0].message
    Directive.objects.filter(pk=plan.pk).update(text=TEXT)
    plan.refresh_from_db()
    assert not [each for each in load(plan).judgment.findings if each.code == "page_debris"]


def test_the_same_words_for_the_same_owners_are_asked_about(plan: Directive, officer: Actor) -> None:
    start, end = span_of(SURE)
    for _each in range(2):
        create_from_span(directive=plan, start=start, end=end, actor=officer)
    assert [each.code for each in load(plan).judgment.findings if each.code == "repeated"] == ["repeated"]


def test_old_names_are_read_as_the_unit_that_carries_on(plan: Directive, officer: Actor, world: World) -> None:
    heir = Unit.objects.create(name="Sở Tài chính và Kế hoạch", kind="department", parent=world.city)
    Unit.objects.filter(pk=world.finance.pk).update(valid_to=date(2023, 6, 30))
    UnitSuccession.objects.create(old=world.finance, new=heir, on=date(2023, 7, 1))
    propose(plan, officer)
    owner = of_words(plan, SURE).owners.get(role=Role.LEAD)
    assert (owner.unit, owner.name_in_text) == (heir, "Sở Tài chính")


def test_correcting_the_text_keeps_confirmed_tasks_and_what_was_rejected(plan: Directive, officer: Actor) -> None:
    propose(plan, officer)
    kept, gone = of_words(plan, SURE), of_words(plan, "Giao Sở Y tế (cơ quan thường trực)")
    set_deadline(task=kept, kind="standing", actor=officer)
    confirm_task(task=kept, actor=officer)
    delete_tasks(directive=plan, tasks=[gone.pk], actor=officer)
    added = "Lời mở đầu mới thêm vào.\n\n"
    Directive.objects.filter(pk=plan.pk).update(text=added + TEXT)
    plan.refresh_from_db()
    plan.provisions.all().delete()
    make_outline(plan)
    move_pins(plan, lambda start, end: (start + len(added), end + len(added)))
    before = picture(plan)[kept.pk]
    propose(plan, officer)
    assert picture(plan)[kept.pk] == before
    assert not plan.tasks.filter(content__startswith="Giao Sở Y tế").exists()
