"""Every fact that may stand in the history can be told, with both names and the words somebody wrote."""

from datetime import date

import pytest

from directives.facts import DirectiveIssued, ReviewSentBack
from tasks.decomposition.facts import DecompositionChanged
from tasks.facts import AssignmentUrged, ExtensionGranted
from tests.personas import World
from workflows import facts, ledger
from workflows.facts import Fact
from workflows.models import Event
from workflows.narration import events_of, narrators, timeline


def own(cls: type[Fact]) -> bool:
    return not cls.__module__.startswith(("tests.", "benchmarks"))


def test_every_registered_fact_has_a_sentence() -> None:
    untold = [kind for kind, cls in facts.registry.items() if own(cls) and kind not in narrators]
    assert untold == []


def test_no_sentence_without_a_fact() -> None:
    assert set(narrators) <= set(facts.registry)


@pytest.mark.django_db
def test_both_names_and_the_reason_are_shown(world: World) -> None:
    ledger.record(
        AssignmentUrged(assignment_id=1, message="Đề nghị gửi trước thứ Sáu"),
        stream="assignment:1",
        actor=world.actor("deputy"),
    )
    (entry,) = timeline(events_of("assignment:1"), mark_newest=True)
    assert entry.by == "Đỗ Văn Thay (thay Hoàng Văn Viện)"
    assert (entry.title, entry.quote, entry.current) == ("Đôn đốc", "Đề nghị gửi trước thứ Sáu", True)


@pytest.mark.django_db
def test_newest_first_and_a_run_of_edits_is_told_once(world: World) -> None:
    officer = world.actor("standing_officer")
    for step in ("create", "edit", "split"):
        ledger.record(DecompositionChanged(directive_id=5, step=step, tasks=1), stream="directive:5", actor=officer)
    ledger.record(
        ReviewSentBack(directive_id=5, comment="Bổ sung hạn"), stream="directive:5", actor=world.actor("leader")
    )
    ledger.record(
        DirectiveIssued(directive_id=5, tasks=1284, assignments=2, units=2), stream="directive:5", actor=officer
    )
    entries = timeline(events_of("directive:5"))
    assert [(entry.title, entry.detail) for entry in entries] == [
        ("Giao việc", "1.284 nhiệm vụ, 2 lượt giao, 2 đơn vị"),
        ("Trả lại phân công để sửa", ""),
        ("Sửa phân công", "3 lần"),
    ]


@pytest.mark.django_db
def test_a_moved_deadline_shows_both_days(world: World) -> None:
    fact = ExtensionGranted(assignment_id=1, extension_id=1, before=date(2023, 7, 29), after=date(2023, 8, 15))
    ledger.record(fact, stream="assignment:1", actor=world.actor("leader"))
    (entry,) = timeline(events_of("assignment:1"))
    assert (entry.original, entry.operative) == (date(2023, 7, 29), date(2023, 8, 15))


@pytest.mark.django_db
def test_a_kind_that_nobody_knows_any_more_is_still_shown(world: World) -> None:
    ledger.record(AssignmentUrged(assignment_id=1, message="x"), stream="assignment:1", actor=world.actor("leader"))
    event = Event.objects.select_related("actor", "on_behalf_of").get()
    event.kind = "old.forgotten"
    assert timeline([event])[0].title == "old.forgotten"
