"""Two acts on one decomposition at the same moment: they queue, and the second sees what the first did."""

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from directives.models import Directive
from directives.states import DirectiveState
from tasks.decomposition.actions.confirming import answer_warning, confirm_task
from tasks.decomposition.actions.drafting import create_blank, create_from_span
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.actions.submitting import submit_decomposition
from tasks.decomposition.actions.undoing import undo
from tasks.decomposition.actions.wording import edit_wording, set_deadline
from tasks.decomposition.loading import load
from tests.personas import World, build_world
from tests.tasks.decomposition.plan import TODAY, make_plan, span_of
from workflows import clock
from workflows.machine import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)


def race(*acts: Callable[[], Any]) -> list[TransitionDenied | None]:
    """Run the acts at once, each on its own connection; what each was refused with."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> TransitionDenied | None:
        try:
            start.wait(timeout=10)
            act()
        except TransitionDenied as denied:
            return denied
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        runs = [pool.submit(contextvars.copy_context().run, run, act) for act in acts]
        return [each.result(timeout=30) for each in runs]


@pytest.fixture
def town() -> World:
    return build_world()


def test_submission_and_a_late_change_exclude_each_other(town: World) -> None:
    with clock.travel(TODAY):
        plan = make_plan(town)
        officer, head = town.actor("standing_officer"), town.actor("standing_head")
        start, end = span_of("Giao Sở Y tế (cơ quan thường trực) theo dõi")
        task = create_from_span(directive=plan, start=start, end=end, actor=officer)
        set_deadline(task=task, kind="standing", actor=officer)
        confirm_task(task=task, actor=officer)
        for finding in load(plan).judgment.findings:
            if finding.open:
                answer_warning(
                    directive=plan, code=finding.code, fingerprint=finding.fingerprint, answer="Đúng vậy", actor=officer
                )
        submitted, edited = race(
            lambda: submit_decomposition(directive=plan, actor=officer),
            lambda: edit_wording(task=task, content="Sửa vào phút chót", product="", actor=head),
        )
    row = Directive.objects.get(pk=plan.pk)
    task.refresh_from_db()
    assert (submitted is None) != (edited is None)
    if submitted is None:
        assert row.state == DirectiveState.IN_REVIEW
        assert task.content != "Sửa vào phút chót"
    else:
        assert row.state == DirectiveState.DRAFT
        assert "chưa xác nhận" in submitted.message


def test_two_undos_at_once_take_back_two_steps(town: World) -> None:
    with clock.travel(TODAY):
        plan = make_plan(town)
        officer, head = town.actor("standing_officer"), town.actor("standing_head")
        for _each in range(3):
            create_blank(directive=plan, actor=officer)
        refused = race(lambda: undo(directive=plan, actor=officer), lambda: undo(directive=plan, actor=head))
    assert refused == [None, None]
    assert plan.tasks.count() == 1
    assert plan.edit_steps.filter(undone=True).count() == 2


def test_two_editors_who_take_the_same_words_make_one_task(town: World) -> None:
    with clock.travel(TODAY):
        plan = make_plan(town)
        start, end = span_of("Giao Sở Y tế")
        officer, head = town.actor("standing_officer"), town.actor("standing_head")
        refused = race(
            lambda: create_from_span(directive=plan, start=start, end=end, actor=officer, edition=plan.edition),
            lambda: create_from_span(directive=plan, start=start, end=end, actor=head, edition=plan.edition),
        )
    assert plan.tasks.count() == 1
    assert [denied.code for denied in refused if denied] == ["twin"]


def test_two_who_have_the_document_read_at_once_make_its_tasks_once(town: World) -> None:
    with clock.travel(TODAY):
        plan = make_plan(town)
        officer, head = town.actor("standing_officer"), town.actor("standing_head")
        refused = race(
            lambda: propose_tasks(directive=plan, actor=officer, edition=plan.edition),
            lambda: propose_tasks(directive=plan, actor=head, edition=plan.edition),
        )
        made = plan.tasks.count()
        again = race(
            lambda: propose_tasks(directive=plan, actor=officer), lambda: propose_tasks(directive=plan, actor=head)
        )
    assert [denied.code for denied in refused if denied] == ["twin"]
    assert again == [None, None]
    assert plan.tasks.count() == made > 0
    assert plan.edit_steps.count() == 1
