"""What starting a clock, or letting it go on, will give is shown before it is done, by the very rule that does it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tasks.actions.following_up import resume
from tasks.follow_up.acts import ACTS
from tasks.follow_up.bulk import preview as preview_many
from tasks.models import Assignment, Suspension, Task
from tasks.timing.actions.starting import start_clock
from tests.counting import Counting
from tests.personas import World
from tests.tasks.builders import A, make_assignment, make_extension, make_task
from tests.tasks.timing.test_clocks import CAME, issued
from workflows import clock, freshness
from workflows.models import CalendarDay

pytestmark = pytest.mark.django_db
WORDS = "trong 10 ngày sau khi Nghị định có hiệu lực"
SATURDAY = date(2026, 5, 30)


def preview(client: Client, task: Task, **typed: str) -> str:
    return client.get(reverse("tasks:start_preview", args=[task.pk]), typed).content.decode()


def test_starting_shows_the_three_days_and_each_areas_own(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    task = issued(world, WORDS)
    CalendarDay.objects.create(day=date(2026, 6, 1), name="Lễ", locality=world.hospital_a.pk)
    freshness.recheck()
    with clock.travel(CAME):
        head = persona_client("standing_head")
        shown = preview(head, task, on="20/05/2026")
        page = head.get(reverse("tasks:task_time", args=[task.pk])).content.decode()
    assert reverse("tasks:start_preview", args=[task.pk]) in page
    # Counted to a Saturday; by law, and held to, the Monday after; at hospital A that is a day off too.
    assert all(day in shown for day in ("30/05/2026", "01/06/2026", "02/06/2026"))
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {None}  # nothing is written
    assert Task.objects.get(pk=task.pk).anchor_on is None
    with clock.travel(CAME):
        start_clock(task=task, on=CAME, reason="Nghị định 12", actor=world.actor("standing_head"))
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {date(2026, 6, 1), date(2026, 6, 2)}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": "21/05/2026"}, "không thể sau hôm nay"),
        ({"on": "20/05/2026", "due_on": "01/05/2026"}, "không thể trước ngày xảy ra sự kiện"),
        ({"on": "20/05/2026", "due_on": "12/06/2026"}, "12/06/2026"),
        ({"on": "01/04/2026"}, "đã qua: việc thành quá hạn ngay"),
    ],
)
def test_it_says_what_the_act_would_say(
    world: World, persona_client: Callable[[str], Client], typed: dict[str, str], told: str
) -> None:
    task = issued(world, WORDS)
    with clock.travel(CAME):
        assert told in preview(persona_client("standing_head"), task, **typed)


def test_a_day_that_is_none_says_nothing(world: World, persona_client: Callable[[str], Client]) -> None:
    task = issued(world, WORDS)
    with clock.travel(CAME):
        assert preview(persona_client("standing_head"), task, on="31/02/2026").strip() == ""


def test_resuming_shows_the_deadline_it_gives(world: World, persona_client: Callable[[str], Client]) -> None:
    stopped = make_assignment(world, A.SUSPENDED)  # on Tuesday 17/10/2023, due on the 20th
    with clock.travel(date(2023, 10, 20)):
        head = persona_client("standing_head")
        for address in (f"/viec/{stopped.pk}/tiep-tuc/", f"/viec/{stopped.pk}/"):
            told = head.get(address).content.decode()
            assert "Đã dừng 3 ngày làm việc: cho tiếp tục hôm nay thì hạn 20/10/2023 thành 25/10/2023." in told
        row = resume(assignment=stopped, reason="Đã có hướng dẫn", actor=world.actor("standing_head"))
    assert row.due_on == date(2023, 10, 25)


def test_resuming_many_shows_the_day_of_each(world: World, persona_client: Callable[[str], Client]) -> None:
    first = make_assignment(world, A.SUSPENDED)  # on Tuesday 17/10/2023, due on the 20th
    later = make_assignment(world, A.SUSPENDED)
    Suspension.objects.filter(assignment=later).update(from_on=date(2023, 10, 19))
    with clock.travel(date(2023, 10, 20)):
        head = persona_client("standing_head")
        shown = head.post("/viec/hang-loat/", {"act": "resume", "pick": [first.pk, later.pk]})
    told = {row.pk: row.told for row in shown.context["preview"].rows}
    assert told == {
        first.pk: "thành 25/10/2023 (dừng 3 ngày làm việc)",
        later.pk: "thành 23/10/2023 (dừng 1 ngày làm việc)",
    }
    assert all(words in shown.content.decode() for words in told.values())


def test_the_days_of_many_cost_the_same_for_two_and_for_eight(world: World) -> None:
    counts = []
    with clock.travel(date(2023, 10, 20)):
        preview_many(ACTS["resume"], Assignment.objects.none(), world.actor("standing_head"))
        for number in (2, 8):
            task = make_task(world)
            for nth in range(number):
                make_assignment(world, A.SUSPENDED, task=task, period=str(nth))
            with Counting() as counted:
                rows = preview_many(ACTS["resume"], Assignment.objects.filter(task=task), world.actor("standing_head"))
            assert len(rows.ids) == number
            counts.append(counted.count)
    assert counts[0] == counts[1]


def test_agreeing_to_many_shows_the_day_each_asked_for(world: World, persona_client: Callable[[str], Client]) -> None:
    row = make_assignment(world)
    make_extension(world, row)
    with clock.travel(date(2023, 10, 17)):
        shown = persona_client("leader").post("/viec/hang-loat/", {"act": "grant", "pick": row.pk})
    assert "xin đến 27/10/2023" in shown.content.decode()
