"""Who stands in for somebody is recorded with both names, in every row that bears a name, and shown so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse

from directives.actions.filing import attach_file
from directives.actions.sharing import share_directive
from directives.boards.page import files, shares
from directives.files import store_upload
from organizations.models import Delegation, Person
from tasks.actions.following_up import correct_deadline, resume, suspend
from tasks.decomposition.actions.confirming import answer_warning
from tasks.decomposition.loading import load
from tasks.models import WarningAnswer
from tests.directives.samples import upload
from tests.personas import World
from tests.tasks.builders import make_assignment
from tests.tasks.decomposition.plan import make_plan
from workflows.actors import Actor

BOTH = "Phạm Thị Viên (thay Lê Văn Trực)"
# Rows of work in progress, which nobody is shown as somebody's act.
PASSING = {
    "Task.created_by",
    "EditStep.made_by",
    "PendingFile.uploaded_by",
    "FileReading.asked_by",
    "RejectedReading.rejected_by",
    "RejectedCitation.rejected_by",
}


@pytest.fixture
def stand_in(world: World) -> Actor:
    """The officer acting for the head of the office, who is away."""
    away = world.standing_head
    actor = world.actor("standing_head")
    return replace(
        actor,
        person_id=world.standing_officer.pk,
        name=world.standing_officer.full_name,
        on_behalf_of_id=away.pk,
        on_behalf_of_name=away.full_name,
    )


def test_every_row_with_a_name_has_room_for_both() -> None:
    for app in ("directives", "tasks"):
        for model in apps.get_app_config(app).get_models():
            names = {field.name for field in model._meta.get_fields()}
            for field in model._meta.get_fields():
                by = isinstance(field, ForeignKey) and field.related_model is Person and field.name.endswith("_by")
                if by and f"{model.__name__}.{field.name}" not in PASSING:
                    room = {f"{field.name.removesuffix('_by')}_on_behalf_of", "on_behalf_of"}
                    assert names & room, f"{model.__name__}.{field.name}"


def test_suspending_resuming_and_correcting(
    world: World, stand_in: Actor, persona_client: Callable[[str], Client]
) -> None:
    assignment = make_assignment(world)
    correct_deadline(assignment=assignment, due_on=date(2030, 1, 4), reason="Ghi nhầm năm", actor=stand_in)
    suspend(assignment=assignment, reason="Chờ vốn", actor=stand_in)
    page = persona_client("unit_officer").get(reverse("tasks:assignment", args=[assignment.pk])).content.decode()
    assert f'<p class="rv-small rv-mute">{BOTH}</p>' in page
    resume(assignment=assignment, reason="Đã có hướng dẫn", actor=stand_in)
    stopped, corrected = assignment.suspensions.get(), assignment.corrections.get()
    assert stopped.suspended_on_behalf_of == stopped.resumed_on_behalf_of == world.standing_head
    assert corrected.corrected_on_behalf_of == world.standing_head


def test_answers_files_and_shares(world: World, stand_in: Actor, persona_client: Callable[[str], Client]) -> None:
    plan = make_plan(world)
    warning = next(each for each in load(plan).judgment.findings if each.answerable)
    answer_warning(
        directive=plan, code=warning.code, fingerprint=warning.fingerprint, answer="Đã thống nhất", actor=stand_in
    )
    assert WarningAnswer.objects.get().answered_on_behalf_of == world.standing_head
    assert BOTH in persona_client("standing_head").get(reverse("tasks:editor-submit", args=[plan.pk])).content.decode()
    stored = store_upload(upload("a.txt", "Phụ lục".encode()))
    attach_file(directive=plan, stored=stored, name="a.txt", actor=stand_in)
    assert [row["added_by"] for row in files(plan)] == [BOTH]
    share_directive(directive=plan, person=world.finance_head, unit=None, reason="Theo dõi", actor=stand_in)
    assert [row.shared_by_names for row in shares(plan)] == [BOTH]


def test_what_a_deputy_enters_and_attaches_over_the_page(world: World, client_for: Callable[..., Client]) -> None:
    Delegation.objects.create(
        principal=world.standing_head,
        deputy=world.standing_officer,
        valid_from=date(2020, 1, 1),
        valid_to=date(2039, 12, 31),
    )
    browser = client_for(world.standing_officer, world.standing_head)
    sent = {
        "action": "save", "type": "KH", "code": "144/KH-UBND", "abstract": "Khắc phục tình trạng thiếu thuốc",
        "issuer": str(world.city.pk), "issuer_text": "UBND Thành phố", "standing_unit": str(world.health.pk),
        "urgency": "normal", "file": upload("a.txt", "1. Sở Y tế chủ trì.".encode()),
    }  # fmt: skip
    page = browser.post("/van-ban/nhap/", sent, follow=True)
    directive = page.context["directive"]
    assert (directive.entered_by, directive.entered_on_behalf_of) == (world.standing_officer, world.standing_head)
    assert BOTH in browser.get(f"{directive.get_absolute_url()}?muc=tep").content.decode()
