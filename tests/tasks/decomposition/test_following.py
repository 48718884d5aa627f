"""A task that waits for another: chosen in the editor, never in a circle; every second month survives a save."""

from datetime import date

import pytest

from tasks.decomposition.actions.wording import set_deadline
from tasks.decomposition.forms import DeadlineForm
from tasks.models import Task
from tasks.states import DeadlineKind
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows.machine import TransitionDenied

WORDS = "trong 05 ngày làm việc sau khi hoàn thành nhiệm vụ 1"


def test_a_task_may_follow_another_but_not_in_a_circle(world: World) -> None:
    directive = make_directive(world, state="draft")
    first, second = make_task(directive), make_task(directive)
    actor, kind = world.actor("standing_officer"), DeadlineKind.CONDITIONAL
    row = set_deadline(task=second, kind=kind, words=WORDS, hangs_on=first.pk, actor=actor)
    assert (row.hangs_on_id, row.deadline_terms["count"], row.due_on) == (first.pk, 5, None)
    with pytest.raises(TransitionDenied) as refusal:
        set_deadline(task=first, kind=kind, words=WORDS, hangs_on=second.pk, actor=actor)
    assert refusal.value.code == "circle"
    set_deadline(task=second, kind=DeadlineKind.STANDING, words="thường xuyên", actor=actor)
    assert Task.objects.get(pk=second.pk).hangs_on_id is None


def test_so_many_working_days_before_another_task(world: World) -> None:
    directive = make_directive(world, state="draft")
    first = make_task(directive, due_on=date(2026, 5, 8))
    second = make_task(directive, lead=[world.finance])
    actor, kind = world.actor("standing_officer"), DeadlineKind.RELATIVE
    words = "trước thời hạn của nhiệm vụ 1 là 03 ngày làm việc"
    row = set_deadline(task=second, kind=kind, words=words, hangs_on=first.pk, actor=actor)
    assert (row.hangs_on_id, row.anchor_on, row.due_on) == (first.pk, date(2026, 5, 8), date(2026, 5, 5))
    Task.objects.filter(pk=second.pk).update(confirmed=True)
    set_deadline(task=first, kind=DeadlineKind.FIXED, due_on=date(2026, 5, 11), actor=actor)
    row.refresh_from_db()
    assert (row.due_on, row.legal_on, row.confirmed) == (date(2026, 5, 6), date(2026, 5, 6), False)
    set_deadline(task=first, kind=DeadlineKind.STANDING, actor=actor)
    row.refresh_from_db()
    assert (row.anchor_on, row.due_on) == (None, None)


@pytest.mark.parametrize(
    ("name", "taken"), [("monthly:2", True), ("quarterly", True), ("periodic", False), ("x", False)]
)
def test_rhythms_that_make_periods_are_taken(name: str, taken: bool) -> None:
    assert DeadlineForm({"kind": "periodic", "recurrence": [name]}).is_valid() is taken
