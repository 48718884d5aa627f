"""A task that waits for another: chosen in the editor, never in a circle; every second month survives a save."""

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


@pytest.mark.parametrize(
    ("name", "taken"), [("monthly:2", True), ("quarterly", True), ("periodic", False), ("x", False)]
)
def test_rhythms_that_make_periods_are_taken(name: str, taken: bool) -> None:
    assert DeadlineForm({"kind": "periodic", "recurrence": [name]}).is_valid() is taken
