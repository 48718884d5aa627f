"""Thay thế, bãi bỏ: the old directive ends, cited by the new one; its open work is cancelled or kept task by task."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from directives.models import Directive
from directives.states import DirectiveState, LinkKind
from tasks.issuing.closing import supersede
from tasks.issuing.periods import open_periods
from tasks.models import Assignment
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import TODAY, make_assignment, make_directive, make_task
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db
Open = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


def url(directive: Directive, query: str = "") -> str:
    return reverse("tasks:supersede", args=[directive.pk]) + query


def words(response: Any) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_what_is_ticked_is_cancelled_and_the_rest_goes_on(world: World, persona_client: Open) -> None:
    old = make_directive(world)
    dropped, kept = make_task(world, old), make_task(world, old, content="Việc làm tiếp", order=1)
    gone = [make_assignment(world, task=dropped, unit=unit) for unit in (world.hospital_a, world.hospital_b)]
    stays = make_assignment(world, A.SUBMITTED, task=kept)
    new = make_directive(world, number="5000")
    client = persona_client("standing_head")
    page = client.get(url(old, f"?boi={new.pk}"))
    assert page.context["cancel"] == {dropped.pk}
    assert "còn 3 việc mở" in words(page) and "5000/SYT-KHTC ngày 20/09/2023" in page.content.decode()
    sent = {"by": "5000/SYT-KHTC ngày 20/9/2023", "kind": "supersedes", "cancel": [dropped.pk]}
    assert "đã kết thúc theo 5000/SYT-KHTC" in words(client.post(url(old), sent, follow=True))
    old.refresh_from_db()
    assert old.state == DirectiveState.SUPERSEDED
    assert {row.state for row in Assignment.objects.filter(pk__in=[row.pk for row in gone])} == {A.CANCELLED}
    assert Assignment.objects.get(pk=stays.pk).state == A.SUBMITTED
    link = new.links.get()
    assert (link.kind, link.target) == (LinkKind.SUPERSEDES, old)
    told = Event.objects.get(kind="directive.superseded").data
    assert (told["cancelled"], told["kept"], told["by_reference"]) == (2, 1, "5000/SYT-KHTC")
    history = words(client.get(f"{old.get_absolute_url()}?muc=dien-bien"))
    assert "Được thay thế bằng 5000/SYT-KHTC" in history and "hủy 2 việc, giữ 1 việc làm tiếp" in history
    assert "Thay thế" in words(client.get(f"{new.get_absolute_url()}?muc=lien-quan"))
    assert open_periods(clock.today()) == 0
    done = client.post(reverse("tasks:confirm", args=[stays.pk]))
    assert done.status_code == 302 and Assignment.objects.get(pk=stays.pk).state == A.COMPLETED


def test_the_new_directive_leads_to_the_old_ones_open_work(world: World, persona_client: Open) -> None:
    old, new = make_directive(world), make_directive(world, number="5000")
    make_assignment(world, task=make_task(world, old))
    new.links.create(target=old, kind=LinkKind.REVOKES, reference=old.reference)
    related = persona_client("standing_head").get(f"{new.get_absolute_url()}?muc=lien-quan").content.decode()
    assert url(old, f"?boi={new.pk}") in related
    assert (
        url(old)
        not in persona_client("standing_officer").get(f"{new.get_absolute_url()}?muc=lien-quan").content.decode()
    )
    page = persona_client("standing_head").get(url(old, f"?boi={new.pk}"))
    assert page.context["form"]["kind"].value() == LinkKind.REVOKES


def test_refusals_keep_what_was_typed_and_change_nothing(world: World, persona_client: Open) -> None:
    old = make_directive(world)
    task = make_task(world, old)
    make_assignment(world, A.SUBMITTED, task=task)
    new = make_directive(world, number="5000")
    client = persona_client("leader")
    unknown = client.post(url(old), {"by": "99/KH-XYZ", "kind": "supersedes"})
    assert unknown.status_code == 422 and "Sổ văn bản không có “99/KH-XYZ”" in words(unknown)
    waits = client.post(url(old), {"by": new.reference, "kind": "supersedes", "cancel": task.pk})
    assert waits.status_code == 409 and "Còn 1 kết quả chờ xác nhận" in words(waits)
    itself = client.post(url(old), {"by": old.reference, "kind": "supersedes"})
    assert itself.status_code == 409 and "thay thế chính nó" in words(itself)
    Directive.objects.filter(pk=new.pk).update(state=DirectiveState.WITHDRAWN)
    ended = client.post(url(old), {"by": new.reference, "kind": "supersedes"})
    assert ended.status_code == 409 and "không thay thế được" in words(ended)
    old.refresh_from_db()
    assert old.state == DirectiveState.ISSUED and not new.links.exists()
    assert not Event.objects.filter(kind="directive.superseded").exists()


def test_a_draft_is_not_superseded(world: World) -> None:
    draft = make_directive(world, state=DirectiveState.DRAFT)
    new = make_directive(world, number="5000")
    with pytest.raises(TransitionDenied):
        supersede(
            directive=draft, by=new, kind=LinkKind.SUPERSEDES, cancel=(), reason="", actor=world.actor("standing_head")
        )


def test_the_entry_form_keeps_what_a_document_replaces(world: World, persona_client: Open) -> None:
    old = make_directive(world)
    draft = make_directive(world, number="5000", state=DirectiveState.DRAFT, assigned_at=None)
    client = persona_client("standing_officer")
    edit = reverse("directives:edit", args=[draft.pk])
    form = client.get(edit).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"supersedes": f"{old.reference} ngày 20/9/2023"}
    data |= {"issuer": world.health.pk, "issuer_text": "Sở Y tế", "issued_on": "20/09/2023"}
    data = {name: value for name, value in data.items() if not isinstance(value, bool)}
    assert client.post(edit, data).status_code == 302
    link = draft.links.get()
    assert (link.kind, link.target) == (LinkKind.SUPERSEDES, old)
    assert "20/09/2023" in client.get(edit).context["form"]["supersedes"].value()
