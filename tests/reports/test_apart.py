"""Done by an extended deadline, and late without fault: counted apart, each number the length of its list."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from reports.figures import Figures, Number, figures
from reports.grid import grid
from reports.progress import by_directive
from reports.scope import Scope
from reports.summary import summary
from tasks.actions import explaining, extending, reporting
from tasks.actions.following_up import correct_deadline
from tasks.models import Assignment
from tests.personas import World
from tests.tasks.builders import make_assignment
from workflows import clock
from workflows.actors import system_actor

pytestmark = pytest.mark.django_db
CONTENT = reporting.ReportContent(percent=100, done="Xong")


def board(world: World) -> Figures:
    return figures(Scope.read(world.actor("leader"), QueryDict()))


def finish(world: World, assignment: Assignment, on: date) -> None:
    with clock.travel(on):
        reporting.submit_result(assignment=assignment, content=CONTENT, actor=world.actor("unit_head"))
        reporting.confirm_result(assignment=assignment, actor=world.actor("standing_head"))


def extended(world: World) -> Assignment:
    """To 27/10, from 20/10."""
    assignment = make_assignment(world)
    with clock.travel(date(2023, 10, 17)):
        asked = extending.ask_extension(
            assignment=assignment, until=date(2023, 10, 27), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        extending.decide_extension(extension=asked, grant=True, actor=world.actor("leader"))
    return assignment


def same_as_list(client: Client, number: Number | None, n: int) -> None:
    assert number is not None
    assert number.n == n
    page = client.get(number.url)
    assert page.status_code == 200
    assert page.context["board"].total == n


def test_done_by_the_extended_day_is_counted_apart(world: World, client_for: Callable[..., Client]) -> None:
    within_first, by_extension, after_both = (extended(world) for _nth in range(3))
    finish(world, within_first, date(2023, 10, 20))
    finish(world, by_extension, date(2023, 10, 26))
    finish(world, after_both, date(2023, 10, 30))
    finish(world, make_assignment(world), date(2023, 10, 19))
    with clock.travel(date(2023, 11, 1)):
        found = board(world)
        assert (found.on_time.number.n, found.late.number.n) == (3, 1)
        same_as_list(client_for(world.people["leader"]), found.extended, 1)
        assert "1</span> việc đúng hạn theo hạn gia hạn" in (
            client_for(world.people["leader"]).get("/dieu-hanh/").content.decode()
        )


def test_a_confirmed_cause_is_counted_apart_for_its_own_deadline_alone(
    world: World, client_for: Callable[..., Client]
) -> None:
    done_late, still_late, not_confirmed = (make_assignment(world) for _nth in range(3))
    with clock.travel(date(2023, 10, 25)):
        for assignment in (done_late, still_late, not_confirmed):
            asked = explaining.ask_explanation(assignment=assignment, actor=system_actor())
            explaining.answer_explanation(explanation=asked, text="Bão", actor=world.actor("unit_head"))
            explaining.conclude_explanation(
                explanation=asked, objective=assignment != not_confirmed, note="Công điện",
                actor=world.actor("standing_head"),
            )  # fmt: skip
    finish(world, done_late, date(2023, 10, 26))
    with clock.travel(date(2023, 11, 1)):
        found = board(world)
        assert (found.late.number.n, found.overdue.number.n) == (1, 2)
        client = client_for(world.people["leader"])
        same_as_list(client, found.late.number.excused, 1)
        same_as_list(client, found.overdue.number.excused, 1)
        same_as_list(client, found.blamed, 1)
        (line,) = summary(Scope.read(world.actor("leader"), QueryDict()), "don-vi", {"don-vi": "Đơn vị"}).lines
        same_as_list(client, line.numbers[2].excused, 1)
        same_as_list(client, line.numbers[5].excused, 1)
        (row,) = grid(Scope.read(world.actor("leader"), QueryDict())).rows
        same_as_list(client, row.total.excused, 1)
        rows = by_directive(Scope.read(world.actor("leader"), QueryDict())).rows
        assert sum(row.overdue.excused.n for row in rows if row.overdue.excused) == 1
        page = client.get("/dieu-hanh/").content.decode()
        assert "Quá hạn tính theo Nghị định 335/2025" in page and "trong đó có nguyên nhân khách quan" in page
    # As the evening before the finding told it: late and overdue alike, nothing confirmed.
    with clock.travel(date(2023, 11, 2)):
        before, after = (
            figures(Scope.read(world.actor("leader"), QueryDict(f"as_of={day}")))
            for day in ("2023-10-24", "2023-10-31")
        )
        assert (before.overdue.number.n, before.blamed.n) == (3, 3)
        assert (after.late.number.n, after.overdue.number.n, after.blamed.n) == (1, 2, 1)
        same_as_list(client, after.late.number.excused, 1)
        same_as_list(client, after.overdue.number.excused, 1)
        same_as_list(client, after.blamed, 1)
    # Another deadline, missed again: its cause is another matter.
    Assignment.objects.filter(pk=still_late.pk).update(due_on=date(2023, 10, 31))
    with clock.travel(date(2023, 11, 1)):
        found = board(world)
        assert found.overdue.number.excused is not None
        assert (found.overdue.number.excused.n, found.blamed.n) == (0, 2)


def test_on_an_earlier_day_the_deadline_of_that_day_counts(world: World, client_for: Callable[..., Client]) -> None:
    row = make_assignment(world)
    with clock.travel(date(2023, 10, 25)):
        asked = explaining.ask_explanation(assignment=row, actor=system_actor())
        explaining.answer_explanation(explanation=asked, text="Bão", actor=world.actor("unit_head"))
        explaining.conclude_explanation(
            explanation=asked, objective=True, note="Công điện", actor=world.actor("standing_head")
        )
    with clock.travel(date(2023, 10, 27)):
        correct_deadline(
            assignment=row, due_on=date(2023, 10, 26), reason="Ghi nhầm", actor=world.actor("standing_head")
        )
    with clock.travel(date(2023, 10, 30)):
        assert board(world).blamed.n == 1
        then = figures(Scope.read(world.actor("leader"), QueryDict("as_of=2023-10-26")))
        assert (then.overdue.number.n, then.blamed.n) == (1, 0)
        same_as_list(client_for(world.people["leader"]), then.overdue.number.excused, 1)
    # Done by the extended day: known of an earlier evening as well.
    later = extended(world)
    finish(world, later, date(2023, 10, 26))
    with clock.travel(date(2023, 11, 10)):
        then = figures(Scope.read(world.actor("leader"), QueryDict("as_of=2023-10-31")))
        same_as_list(client_for(world.people["leader"]), then.extended, 1)
