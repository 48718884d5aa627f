"""Warnings answered and the decomposition handed over, over HTTP."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from directives.models import Directive
from directives.states import DirectiveState
from tasks.decomposition.actions.drafting import create_blank, create_from_clauses
from tasks.decomposition.actions.wording import set_deadline
from tasks.decomposition.loading import load
from tasks.issuing.plan import draw_up
from tasks.models import Task, WarningAnswer
from tasks.states import DeadlineKind
from tests.personas import World
from tests.tasks.decomposition.pages import HTMX, card, page, url
from tests.tasks.decomposition.plan import TODAY
from workflows import options
from workflows.actors import Actor


def test_a_warning_is_answered_in_writing_and_asks_again_when_its_matter_changes(
    desk: Client, plan: Directive, task: Task, officer: Actor
) -> None:
    set_deadline(task=task, kind=DeadlineKind.FIXED, due_on=date(2023, 7, 30), actor=officer)
    warning = next(each for each in load(plan).judgment.findings if each.code == "deadline_day_off")
    sent = {"code": warning.code, "fingerprint": warning.fingerprint}
    assert (
        "để người duyệt hiểu" in desk.post(url("-answer", plan), sent | {"answer": "ok"}, follow=True).content.decode()
    )
    desk.post(url("-answer", plan), sent | {"answer": "Đã thống nhất với đơn vị", "viec": task.pk}, **HTMX)
    assert WarningAnswer.objects.get().answer == "Đã thống nhất với đơn vị"
    assert "Đã thống nhất với đơn vị" in page(desk, plan, f"?viec={task.pk}")
    set_deadline(task=task, kind=DeadlineKind.FIXED, due_on=date(2023, 8, 6), actor=officer)
    again = next(each for each in load(plan).judgment.findings if each.code == "deadline_day_off")
    assert again.open
    assert desk.post(url("-answer", plan), sent | {"answer": "Câu trả lời cũ"}).status_code == 404
    desk.post(url("-answer", plan), {"code": again.code, "fingerprint": again.fingerprint, "withdraw": "1"})


def finish(desk: Client, plan: Directive, officer: Actor) -> None:
    """Decompose the plan to the end: every clause a task, every task clear, every warning answered."""
    made = create_from_clauses(directive=plan, clauses=plan.provisions.values_list("pk", flat=True), actor=officer)
    for task in made:
        for name in task.unknown_names.all():
            desk.post(reverse("tasks:editor-owner", args=[plan.pk, task.pk]), {"drop_name": name.pk})
        if not task.owners.exists():
            desk.post(reverse("tasks:editor-owner", args=[plan.pk, task.pk]), {"lead": "?", "selected": "Sở Tài chính"})
        if task.deadline_kind == DeadlineKind.NONE:
            set_deadline(task=task, kind=DeadlineKind.NONE, actor=officer)
        desk.post(card(task), {"do": "confirm"})
    for finding in load(plan).judgment.findings:
        if finding.open:
            sent = {"code": finding.code, "fingerprint": finding.fingerprint, "answer": "Văn bản ghi như vậy"}
            desk.post(url("-answer", plan), sent)


def test_submitting_waits_for_the_checklist_and_then_hands_over(
    desk: Client, plan: Directive, officer: Actor, client_for: Callable[..., Client], world: World
) -> None:
    create_blank(directive=plan, actor=officer)
    refused = desk.post(url("-submit", plan), follow=True).content.decode()
    assert "Còn 1 việc chưa xác nhận" in refused
    plan.tasks.all().delete()
    finish(desk, plan, officer)
    assert load(plan).judgment.refusal == ""
    shown = desk.get(url("-submit", plan)).content.decode()
    assert f"Trình {plan.tasks.count()} việc" in shown
    receiver = world.people["leader"]
    assert "Người nhận bản trình" in shown and receiver.full_name in shown
    planned = draw_up(plan, TODAY)
    assert f"{len(planned.rows)} lượt giao cho {len(planned.units)} đơn vị" in shown and len(planned.units) > 1
    assert desk.post(url("-submit", plan), {"note": "Kính trình"}).status_code == 302
    row = Directive.objects.get(pk=plan.pk)
    assert row.state == DirectiveState.IN_REVIEW
    leader = client_for(world.people["leader"])
    asked = " ".join(strip_tags(leader.get(reverse("directives:review", args=[plan.pk])).content.decode()).split())
    assert f"Duyệt là giao {len(planned.rows)} lượt cho {len(planned.units)} đơn vị." in asked
    assert "UBND các quận, huyện, thị xã (2)" in asked
    looked = leader.get(url("", plan)).content.decode()
    assert "Duyệt hoặc trả lại" in looked
    assert "Văn bản ghi như vậy" in looked
    assert "Trình lãnh đạo" not in looked
    changed = desk.post(card(plan.tasks.all()[0]), {"do": "save", "content": "Sửa lén"}, **HTMX)
    assert changed.headers["HX-Refresh"] == "true"
    assert "không sửa phân công được nữa" in page(desk, plan)


def test_a_change_of_settings_after_confirmation_is_noticed_at_submission(
    desk: Client, plan: Directive, officer: Actor
) -> None:
    finish(desk, plan, officer)
    options.set_value("required_clarities", ["product"], actor_id=None)
    refused = desk.post(url("-submit", plan), follow=True).content.decode()
    assert "đã xác nhận nhưng chưa đủ rõ" in refused
    assert Directive.objects.get(pk=plan.pk).state == DirectiveState.DRAFT
