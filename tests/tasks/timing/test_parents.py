"""Deadlines bound to another one follow it: in the same directive, in the directive carried out, after it moved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from directives.models import Directive, DirectiveLink
from directives.states import LinkKind
from organizations.actors import actor_for
from organizations.models import Appointment, Person, Position, Role
from tasks.actions.extending import ask_extension, decide_extension
from tasks.actions.following_up import correct_deadline
from tasks.decomposition.actions.wording import set_deadline
from tasks.facts import DeadlineMoved, FollowedMoved
from tasks.issuing.issue import issue_directive
from tasks.issuing.plan import draw_up
from tasks.models import Assignment, Task
from tasks.outlook import TasksOutlook
from tasks.states import DeadlineKind
from tasks.timing.actions.following import follow_parent
from tasks.timing.boards import times
from tasks.timing.following import tell_of_moved_days
from tasks.timing.moving import signature
from tasks.timing.parents import followed_day, moves_after
from tests.counting import Counting
from tests.personas import World
from tests.tasks.building import make_assignment, make_directive, make_task
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied
from workflows.models import Event

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 29)
PARENT_DUE = date(2026, 6, 19)  # a Friday
RULE = "trước hạn của văn bản cấp trên 05 ngày làm việc"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


def parent_of(world: World) -> Task:
    """A directive of the city whose task the health department, our standing office, holds."""
    superior = make_directive(world, number="12", standing_unit=world.city, issuer=world.city, issued_on=TODAY)
    task = make_task(superior, "Báo cáo kết quả rà soát", due_on=PARENT_DUE)
    make_assignment(task, world.health)
    make_assignment(task, world.finance, due_on=date(2026, 6, 1))
    Directive.objects.filter(pk=superior.pk).update(state="issued")
    return task


def child_of(world: World, parent: Task, words: str = RULE) -> Task:
    """A draft that carries the parent directive out, its task bound to that of the parent by the editor."""
    directive = make_directive(world, state="draft", issued_on=TODAY)
    DirectiveLink.objects.create(
        source=directive, kind=LinkKind.CARRIES_OUT, target_id=parent.directive_id, reference="12/KH-UBND"
    )
    task = make_task(directive, "Gửi số liệu", lead=[world.finance, world.hospital_a])
    return set_deadline(
        task=task, kind=DeadlineKind.RELATIVE, words=words, hangs_on=parent.pk, actor=world.actor("standing_officer")
    )


def issue(world: World, task: Task) -> Task:
    Directive.objects.filter(pk=task.directive_id).update(state="issuing")
    issue_directive(task.directive_id, world.actor("leader"))
    return fresh(task)


def fresh(task: Task) -> Task:
    return Task.objects.select_related("directive__standing_unit", "hangs_on__directive").get(pk=task.pk)


def hear(kind: str) -> None:
    """What the worker does with the facts of that kind."""
    told = [(event, event.fact) for event in Event.objects.filter(kind=kind).order_by("pk")]
    tell_of_moved_days(told)


def extend_parent(world: World, parent: Task, until: date) -> None:
    row = Assignment.objects.get(task=parent, unit=world.health)
    Assignment.objects.filter(pk=row.pk).update(state="accepted")
    row.refresh_from_db()
    correct_deadline(assignment=row, due_on=until, reason="UBND Thành phố cho lùi", actor=city_head(world))


def city_head(world: World) -> Actor:
    """The head of the standing office of the city, whose directive the parent is."""
    person, _made = Person.objects.get_or_create(username="city", defaults={"full_name": "Trần Văn Phố"})
    position, made = Position.objects.get_or_create(
        unit=world.city, title="Chánh Văn phòng", role=Role.STANDING_HEAD, scope=world.city
    )
    if made:
        Appointment.objects.create(person=person, position=position)
    return actor_for(person)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (RULE, date(2026, 6, 12)),
        ("trước hạn của nhiệm vụ cấp trên 10 ngày", date(2026, 6, 9)),
        ("theo thời hạn của văn bản cấp trên", PARENT_DUE),
    ],
)
def test_the_day_follows_the_parent_directives_task_at_once(world: World, words: str, due: date) -> None:
    """Of the parent's units it is the standing office's own deadline that counts, not the earliest."""
    row = child_of(world, parent_of(world), words)
    assert (row.anchor_on, row.due_on) == (PARENT_DUE, due)
    assert row.deadline_rule == "Hạn theo hạn của việc khác.", "nobody typed that day"


def test_only_tasks_of_a_directive_carried_out_may_be_followed(world: World) -> None:
    parent = parent_of(world)
    row = child_of(world, parent)
    DirectiveLink.objects.all().update(kind=LinkKind.MENTION)
    other, officer = make_task(row.directive), world.actor("standing_officer")
    set_deadline(task=other, kind=DeadlineKind.RELATIVE, words=RULE, hangs_on=parent.pk, actor=officer)
    assert Task.objects.get(pk=other.pk).hangs_on_id is None


def test_who_approves_and_who_issues_hears_that_the_followed_day_went_on(
    world: World, client_for: Callable[..., Client]
) -> None:
    parent = parent_of(world)
    task = child_of(world, parent)
    directive = task.directive
    leader = world.actor("leader")
    assert not [one for one in TasksOutlook().concerns(leader, directive) if "đã đổi từ" in one.text]
    assert not draw_up(directive, TODAY).notes
    extend_parent(world, parent, date(2026, 7, 3))
    (concern,) = [one for one in TasksOutlook().concerns(leader, directive) if "đã đổi từ" in one.text]
    assert "19/06/2026 sang 03/07/2026" in concern.text and "vẫn giao theo hạn 12/06/2026" in concern.text
    issue(world, task)
    office = client_for(world.people["standing_head"])
    page = office.get(reverse("tasks:issuing", args=[directive.pk])).content.decode()
    assert "đã giao theo hạn được duyệt" in page and "→ 03/07/2026" in page


def test_of_several_leads_the_page_says_that_the_earliest_day_counts(
    world: World, client_for: Callable[..., Client]
) -> None:
    directive = make_directive(world, state="draft", issued_on=TODAY)
    other = make_task(directive, "Rà soát", due_on=PARENT_DUE)
    task = make_task(directive, "Gửi số liệu", lead=[world.finance])
    office, words = world.actor("standing_officer"), "trước thời hạn của nhiệm vụ 1 là 03 ngày làm việc"
    set_deadline(task=task, kind=DeadlineKind.RELATIVE, words=words, hangs_on=other.pk, actor=office)
    Directive.objects.filter(pk=directive.pk).update(state="issued")
    address, said = reverse("tasks:task_time", args=[task.pk]), "từ 10/06/2026 đến 19/06/2026: tính theo hạn sớm nhất"
    reader = client_for(world.people["standing_head"])
    make_assignment(other, world.hospital_a, due_on=PARENT_DUE)
    assert "hạn sớm nhất" not in reader.get(address).content.decode()
    make_assignment(other, world.hospital_b, due_on=date(2026, 6, 10))
    assert said in reader.get(address).content.decode()


def test_after_issue_a_dry_run_tells_and_a_person_decides(world: World) -> None:
    parent = parent_of(world)
    task = issue(world, child_of(world, parent))
    assert set(Assignment.objects.filter(task=task).values_list("due_on", flat=True)) == {date(2026, 6, 12)}
    extend_parent(world, parent, date(2026, 6, 30))
    task = fresh(task)
    now = followed_day(task)
    (move,) = moves_after(task, now)
    assert (now, move.before, move.after, move.count) == (date(2026, 6, 30), date(2026, 6, 12), date(2026, 6, 23), 2)
    assert set(Assignment.objects.filter(task=task).values_list("due_on", flat=True)) == {date(2026, 6, 12)}
    stays = Assignment.objects.get(task=task, unit=world.finance)
    with pytest.raises(TransitionDenied) as refusal:
        follow_parent(task=task, seen="another", chosen=[move.key], actor=world.actor("standing_head"))
    assert refusal.value.code == "stale"
    with pytest.raises(PermissionDenied):
        follow_parent(task=task, seen=signature([move]), chosen=[move.key], actor=world.actor("standing_officer"))
    done = follow_parent(
        task=task, seen=signature([move]), chosen=[move.key], kept=[stays.pk], actor=world.actor("standing_head")
    )
    assert done == (1, 0)
    after = fresh(task)
    assert (after.stated_on, after.legal_on, after.due_on) == (date(2026, 6, 23),) * 3, "one rule, one day"
    days = dict(Assignment.objects.filter(task=task).values_list("unit__name", "due_on"))
    assert days == {world.finance.name: date(2026, 6, 12), world.hospital_a.name: date(2026, 6, 23)}
    (told,) = Event.objects.filter(kind=DeadlineMoved.kind)
    assert told.data["rule"] == RULE
    assert "Báo cáo kết quả rà soát" in told.data["cause"] and "19/06/2026" in told.data["cause"]
    assert set(Assignment.objects.filter(task=task).values_list("first_due_on", flat=True)) == {date(2026, 6, 12)}
    assert moves_after(fresh(task), followed_day(fresh(task))) == [], "decided once"


def test_keeping_every_day_is_a_decision_too(world: World) -> None:
    parent = parent_of(world)
    task = issue(world, child_of(world, parent))
    extend_parent(world, parent, date(2026, 6, 30))
    moves = moves_after(fresh(task), followed_day(fresh(task)))
    assert follow_parent(task=task, seen=signature(moves), chosen=[], actor=world.actor("standing_head")) == (0, 0)
    assert fresh(task).stated_on == fresh(task).due_on == date(2026, 6, 12)
    assert [row.follows for row in times(task.directive)] == [None]
    assert not Event.objects.filter(kind=DeadlineMoved.kind).exists()


def test_what_was_corrected_or_is_past_is_left_alone(world: World) -> None:
    parent = parent_of(world)
    task = issue(world, child_of(world, parent))
    mine = Assignment.objects.get(task=task, unit=world.finance)
    correct_deadline(
        assignment=mine, due_on=date(2026, 6, 15), reason="Ghi nhầm ngày", actor=world.actor("standing_head")
    )
    extend_parent(world, parent, date(2026, 6, 30))
    (move,) = moves_after(fresh(task), followed_day(fresh(task)))
    assert move.count == 1
    with clock.travel(date(2026, 6, 16)):
        assert moves_after(fresh(task), followed_day(fresh(task))) == []


def test_an_extension_within_the_directive_is_followed_and_told_once(world: World) -> None:
    """In one directive: task 2 is due three working days before task 1, whose unit gets more time."""
    directive = make_directive(world, state="draft", issued_on=TODAY)
    first = make_task(directive, "Báo cáo", lead=[world.hospital_a], due_on=date(2026, 6, 19))
    second = make_task(directive, "Gửi số liệu", lead=[world.finance])
    words = "trước thời hạn của nhiệm vụ 1 là 03 ngày làm việc"
    officer = world.actor("standing_officer")
    set_deadline(task=second, kind=DeadlineKind.RELATIVE, words=words, hangs_on=first.pk, actor=officer)
    task = issue(world, second)
    assert task.due_on == date(2026, 6, 16)
    row = Assignment.objects.get(task=first)
    Assignment.objects.filter(pk=row.pk).update(state="accepted")
    row.refresh_from_db()
    asked = ask_extension(assignment=row, until=date(2026, 6, 26), reason="Chờ số liệu", actor=world.actor("unit_head"))
    decide_extension(extension=asked, grant=True, actor=world.actor("leader"))
    hear("extension.granted")
    hear("extension.granted")
    (told,) = Event.objects.filter(kind=FollowedMoved.kind)
    assert (told.stream, told.data["before"], told.data["after"]) == (
        f"directive:{directive.pk}", "2026-06-19", "2026-06-26",
    )  # fmt: skip
    (move,) = moves_after(fresh(task), followed_day(fresh(task)))
    assert (move.before, move.after) == (date(2026, 6, 16), date(2026, 6, 23))


def test_the_page_shows_what_would_move_and_does_it(world: World, client_for: Callable[..., Client]) -> None:
    parent = parent_of(world)
    task = issue(world, child_of(world, parent))
    extend_parent(world, parent, date(2026, 6, 30))
    client = client_for(world.people["standing_head"])
    listed = client.get(reverse("tasks:times", args=[task.directive_id])).content.decode()
    assert "1 nhiệm vụ tính hạn theo một hạn khác đã đổi" in listed and "Xem việc sẽ đổi hạn" in listed
    address = reverse("tasks:task_time", args=[task.pk])
    page = client.get(address)
    html = page.content.decode()
    assert "đã đổi từ thứ Sáu, 19/06/2026 sang thứ Ba, 30/06/2026" in html and world.hospital_a.name in html
    ((move, _units),) = page.context["follow"]["moves"]
    sent = {"do": "follow", "go": "chosen", "seen": page.context["follow"]["seen"], "move": move.key, "listed": ""}
    assert client_for(world.people["standing_officer"]).post(address, sent).status_code == 403
    done = client.post(address, sent, follow=True).content.decode()
    assert "2 việc đổi hạn." in done and "đã đổi từ" not in done
    assert client.post(address, sent).status_code == 409
    assert set(Assignment.objects.filter(task=task).values_list("due_on", flat=True)) == {date(2026, 6, 23)}


def test_the_list_of_times_costs_the_same_however_many_follow(world: World) -> None:
    parent = parent_of(world)
    task = issue(world, child_of(world, parent))
    extend_parent(world, parent, date(2026, 6, 30))
    with Counting() as few:
        assert [row.follows for row in times(task.directive)] == [date(2026, 6, 30)]
    for _nth in range(4):
        Task.objects.filter(pk=task.pk).update(order=1)
        copy = fresh(task)
        copy.pk = None
        copy.save()
        make_assignment(copy, world.finance)
    with Counting() as many:
        assert len([row for row in times(task.directive) if row.follows]) == 5
    assert few.count == many.count <= 5


def test_the_editor_offers_the_parents_tasks(world: World, client_for: Callable[..., Client]) -> None:
    parent = parent_of(world)
    task = child_of(world, parent)
    page = client_for(world.people["standing_officer"]).get(
        f"{reverse('tasks:editor', args=[task.directive_id])}?viec={task.pk}"
    )
    html = page.content.decode()
    assert f'<option value="{parent.pk}" selected>' in html and "Báo cáo kết quả rà soát" in html
    assert f"({PARENT_DUE:%d/%m/%Y})" in html
