"""Words highlighted in the text: where the reader read them or a person selected them, not where they stand first."""

from django.test import Client
from django.urls import reverse

from directives.anchors import move_pins
from directives.models import Directive
from tasks.decomposition.actions.drafting import create_from_span
from tasks.decomposition.actions.proposing import propose_tasks
from tasks.decomposition.actions.undoing import undo
from tasks.decomposition.actions.wording import edit_wording, read_words
from tasks.decomposition.loading import load
from tasks.decomposition.sheet import blocks
from tasks.models import Task
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX
from tests.tasks.decomposition.plan import make_outline, make_plan
from workflows.actors import Actor

TWICE = (
    "Trên cơ sở báo cáo trước ngày 15/8/2023 của Sở Tài chính, giao Sở Tài chính chủ trì rà soát, gửi báo cáo về "
    "Sở Y tế trước ngày 30/8/2023."
)
TEXT = f"KẾ HOẠCH\n\nIII. PHÂN CÔNG NHIỆM VỤ\n\n1. {TWICE}\n\n2. Sở Y tế\n\nTổng hợp, theo dõi việc thực hiện.\n"


def shown(plan: Directive) -> list[tuple[str, str, int]]:
    """What is highlighted: sign, words, place."""
    loaded = load(Directive.objects.get(pk=plan.pk))
    pieces = [p for b in blocks(loaded.draft, loaded.judgment) for run in b.runs for p in run.pieces]
    return [(piece.sign, piece.text, piece.at) for piece in pieces if piece.sign]


def proposed(world: World, officer: Actor) -> tuple[Directive, Task]:
    plan = make_plan(world, text=TEXT)
    propose_tasks(directive=plan, actor=officer)
    return plan, plan.tasks.get(source_start__lte=TEXT.index("chủ trì"), source_end__gte=TEXT.index("chủ trì"))


def test_of_words_that_stand_twice_those_the_reader_read_are_highlighted(
    world: World, officer: Actor, today: None
) -> None:
    plan, _task = proposed(world, officer)
    found = shown(plan)
    assert ("owner", "Sở Tài chính", TEXT.index("Sở Tài chính chủ trì")) in found
    assert not any(at == TEXT.index("Sở Tài chính, giao") for _sign, _words, at in found)
    assert TEXT.index("trước ngày 30/8/2023") in [at for sign, _words, at in found if sign == "when"]
    assert ("owner", "Sở Y tế", TEXT.index("Sở Y tế\n\nTổng hợp")) in found, "a lead named in the heading above"


def test_words_that_a_person_selects_are_highlighted_there_and_undone_with_the_step(
    desk: Client, world: World, officer: Actor, today: None
) -> None:
    plan, task = proposed(world, officer)
    before = shown(plan)
    start = TEXT.index("trước ngày 15/8/2023")
    sent = {"do": "words", "selected": "trước ngày 15/8/2023", "start": start, "end": start + 20}
    desk.post(reverse("tasks:editor-card", args=[plan.pk, task.pk]), sent, **HTMX)
    assert [each for each in shown(plan) if each[0] == "when"] == [("when", "trước ngày 15/8/2023", start)]
    first = TEXT.index("Sở Tài chính, giao")
    owner = reverse("tasks:editor-owner", args=[plan.pk, task.pk])
    desk.post(owner, {"coordinate": "?", "selected": "báo cáo", "start": first, "end": first + 12}, **HTMX)
    undo(directive=plan, actor=officer)
    undo(directive=plan, actor=officer)
    assert shown(plan) == before


def test_typed_words_are_highlighted_only_where_they_stand_once(world: World, officer: Actor, today: None) -> None:
    plan, task = proposed(world, officer)
    edit_wording(task=task, content=task.content, product="trước ngày", actor=officer)
    assert not [each for each in shown(plan) if each[0] == "product"]
    edit_wording(task=task, content=task.content, product="rà soát", actor=officer)
    assert [each[1] for each in shown(plan) if each[0] == "product"] == ["rà soát"]


def test_marks_follow_the_words_when_the_text_is_corrected(world: World, officer: Actor, today: None) -> None:
    plan, task = proposed(world, officer)
    read_words(task=task, words="trước ngày 30/8/2023", place=None, actor=officer)
    before = [(sign, words) for sign, words, _at in shown(plan)]
    added = "Lời mở đầu mới thêm vào.\n\n"
    Directive.objects.filter(pk=plan.pk).update(text=added + TEXT)
    plan.refresh_from_db()
    plan.provisions.all().delete()
    make_outline(plan)
    move_pins(plan, lambda start, end: (start + len(added), end + len(added)))
    assert [(sign, words) for sign, words, _at in shown(plan)] == before


def test_a_name_is_not_highlighted_inside_other_words(world: World, officer: Actor, today: None) -> None:
    text = "KẾ HOẠCH\n\n1. Kiểm tra các cơ sở y tế, trụ sở tài chính; báo cáo Sở Y tế trước ngày 30/8/2023."
    plan = make_plan(world, text=text)
    start = text.index("Kiểm tra")
    task = create_from_span(directive=plan, start=start, end=len(text), actor=officer)
    for unit in (world.health, world.finance):
        task.owners.filter(unit=unit).delete()
        task.owners.create(role="lead", unit=unit)
    Task.objects.filter(pk=task.pk).update(marks=[])
    owners = [(words, at) for sign, words, at in shown(plan) if sign == "owner"]
    assert owners == [("Sở Y tế", text.index("Sở Y tế"))]
