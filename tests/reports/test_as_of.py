"""Figures of an earlier day: what had been done, waited, stood still and was due on that evening."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.figures import figures
from tasks.actions import explaining
from tasks.actions.extending import decide_extension
from tasks.actions.following_up import cancel, correct_deadline, resume, suspend
from tasks.actions.reporting import ReportContent, confirm_result, return_result, submit_result, take_back_result
from tasks.as_of import Then
from tasks.lists import ListFilter
from tasks.models import Assignment
from tasks.timing.grounds import grounds_of
from tests.personas import World
from tests.reports.test_figures import board, counts
from tests.reports.worlds import TODAY, build, finish, give
from tests.tasks.builders import make_directive, make_extension
from workflows import clock

pytestmark = [pytest.mark.server, pytest.mark.django_db]
SEEN = date(2023, 9, 30)  # a Saturday; due soon reaches to Wednesday 4/10
DONE = ReportContent(done="Đã xong")


def on(month: int, day: int) -> datetime:
    return datetime(2023, month, day, 9, tzinfo=clock.ZONE)


def at_the_end_of_september(world: World, query: str = "as_of=2023-09-30") -> dict[str, int]:
    with clock.travel(on(11, 15)):
        return counts(figures(board(world, "leader", query)))


def one(world: World, due_on: date | None, **fields: Any) -> Assignment:
    return give(world, make_directive(world), world.hospital_a, due_on, given=date(2023, 9, 1), **fields)


def test_confirmed_later_was_open_then(world: World) -> None:
    directive = make_directive(world)
    finish(world, directive, world.hospital_a, date(2023, 9, 20), date(2023, 9, 18), date(2023, 9, 29))  # done
    finish(world, directive, world.hospital_a, date(2023, 9, 20), date(2023, 9, 25), date(2023, 9, 30))  # done late
    finish(
        world, directive, world.hospital_a, date(2023, 9, 20), date(2023, 9, 18), date(2023, 10, 2)
    )  # waited, in time
    finish(
        world, directive, world.hospital_a, date(2023, 9, 20), date(2023, 9, 22), date(2023, 10, 2)
    )  # waited, overdue
    finish(world, directive, world.hospital_a, date(2023, 9, 20), date(2023, 10, 3), date(2023, 10, 4))  # overdue
    give(world, directive, world.hospital_a, date(2023, 10, 4), given=date(2023, 9, 1))  # due soon
    give(world, directive, world.hospital_a, None, given=date(2023, 6, 1))  # no deadline, 121 days old
    give(world, directive, world.hospital_a, date(2023, 12, 1), given=date(2023, 10, 1))  # not given yet
    assert at_the_end_of_september(world) == {
        "on_time": 1, "late": 1, "undated": 0, "in_time": 2, "overdue": 2, "none": 1,
        "total": 7, "done": 2, "open": 5, "soon": 1,
    }  # fmt: skip


def test_deadlines_as_they_then_stood(world: World) -> None:
    extended, corrected, twice = (one(world, date(2023, 9, 20)) for _nth in range(3))
    with clock.travel(on(10, 2)):
        extension = make_extension(world, extended, date(2023, 12, 20))
        decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
        correct_deadline(assignment=corrected, due_on=None, reason="Ghi nhầm", actor=world.actor("standing_head"))
    with clock.travel(on(9, 15)):
        correct_deadline(
            assignment=twice, due_on=date(2023, 10, 20), reason="Ghi nhầm ngày", actor=world.actor("standing_head")
        )
    with clock.travel(on(10, 9)):
        correct_deadline(
            assignment=twice, due_on=date(2023, 9, 5), reason="Ghi nhầm ngày", actor=world.actor("standing_head")
        )
    found = at_the_end_of_september(world)
    assert (found["overdue"], found["in_time"], found["none"]) == (2, 1, 0)


def test_clocks_as_they_then_stood(world: World) -> None:
    suspended, returned, taken_back = (one(world, date(2023, 9, 28)) for _nth in range(3))
    officer, head = world.actor("unit_head"), world.actor("standing_head")
    with clock.travel(on(9, 26)):
        suspend(assignment=suspended, reason="Chờ hướng dẫn", actor=head)
        submit_result(assignment=returned, content=DONE, actor=officer)
        submit_result(assignment=taken_back, content=DONE, actor=officer)
    with clock.travel(on(10, 5)):
        resume(assignment=suspended, reason="Đã có hướng dẫn", actor=head)
        return_result(assignment=returned, reason="Thiếu biểu", actor=head)
        take_back_result(assignment=taken_back, actor=officer)
    found = at_the_end_of_september(world)
    # The one taken back counts as never sent: that it had been is not known.
    assert (found["in_time"], found["overdue"]) == (2, 1)


def test_of_one_days_changes_the_last_one_counts(world: World) -> None:
    """Corrected in the morning and resumed in the afternoon, and the other way round: the order of events decides."""
    resumed_last, corrected_last = (one(world, date(2023, 9, 20)) for _nth in range(2))
    head = world.actor("standing_head")
    with clock.travel(on(9, 12)):
        for row in (resumed_last, corrected_last):
            suspend(assignment=row, reason="Chờ hướng dẫn", actor=head)
    with clock.travel(on(9, 19)):  # five working days later, all within one moment
        correct_deadline(assignment=resumed_last, due_on=date(2023, 9, 26), reason="Ghi nhầm ngày", actor=head)
        resume(assignment=resumed_last, reason="Đã có hướng dẫn", actor=head)
        resume(assignment=corrected_last, reason="Đã có hướng dẫn", actor=head)
        correct_deadline(assignment=corrected_last, due_on=date(2023, 9, 26), reason="Ghi nhầm ngày", actor=head)
    resumed_last.refresh_from_db()
    corrected_last.refresh_from_db()
    then_due = {resumed_last.pk: date(2023, 10, 3), corrected_last.pk: date(2023, 9, 26)}
    assert {resumed_last.pk: resumed_last.due_on, corrected_last.pk: corrected_last.due_on} == then_due
    with clock.travel(on(10, 20)):
        for row in (resumed_last, corrected_last):
            correct_deadline(assignment=row, due_on=date(2023, 12, 1), reason="Sửa nữa", actor=head)
    with clock.travel(on(11, 15)):
        moved = Then.on(SEEN).moved
    assert {pk: due for pk, (due, _stopped) in moved.items()} == then_due
    changes = grounds_of(resumed_last).changes
    assert [words.split(",")[0].split(" thành")[0] for words in changes[:2]] == [
        "19/09/2023: sửa hạn", "19/09/2023: tiếp tục sau khi tạm dừng từ 12/09/2023",
    ]  # fmt: skip
    assert "tiếp tục" in grounds_of(corrected_last).changes[0]


def test_a_deadline_carried_over_is_known_before_its_next_change(world: World) -> None:
    """A successor begins with a deadline that is not its first one; a later change does not make us forget it."""
    row = one(world, date(2023, 9, 25))
    Assignment.objects.filter(pk=row.pk).update(first_due_on=date(2023, 9, 10))
    with clock.travel(on(10, 20)):
        correct_deadline(
            assignment=row, due_on=date(2023, 12, 1), reason="Ghi nhầm ngày", actor=world.actor("standing_head")
        )
    with clock.travel(on(11, 15)):
        assert Then.on(SEEN).moved[row.pk][0] == date(2023, 9, 25)


def test_explanations_as_they_stood_that_evening(world: World) -> None:
    """Asked, answered, asked again, answered, concluded: each evening its own state, also after several rounds."""
    row, unanswered = one(world, date(2023, 9, 20)), one(world, date(2023, 9, 20))
    head, unit = world.actor("standing_head"), world.actor("unit_head")
    with clock.travel(on(9, 25)):
        asked = explaining.ask_explanation(assignment=row, actor=head, answer_by=date(2023, 10, 2))
        explaining.ask_explanation(assignment=unanswered, actor=head, answer_by=date(2023, 10, 2))
    with clock.travel(on(9, 27)):
        explaining.answer_explanation(explanation=asked, text="Mưa", actor=unit)
    with clock.travel(on(9, 28)):
        explaining.return_explanation(explanation=asked, note="Nêu số liệu", actor=head)
    with clock.travel(on(10, 3)):
        explaining.answer_explanation(explanation=asked, text="Mưa 300 mm", actor=unit)
    with clock.travel(on(10, 5)):
        explaining.conclude_explanation(explanation=asked, objective=True, note="Công điện", actor=head)
    expected = {
        (9, 24): (0, 0, 0), (9, 25): (2, 0, 0), (9, 27): (1, 1, 0), (9, 30): (2, 0, 0), (10, 3): (1, 1, 0),
        (10, 5): (1, 0, 1), (11, 14): (1, 0, 1),
    }  # fmt: skip
    with clock.travel(on(11, 15)):
        for (month, day), counted in expected.items():
            found = tuple(
                ListFilter.read(QueryDict(f"as_of=2023-{month}-{day}&explain={name}")).rows(head).count()
                for name in ("asked", "answered", "objective")
            )
            assert found == counted, (month, day)


def test_cancelled_later_was_counted_then(world: World) -> None:
    gone = one(world, date(2023, 9, 20))
    with clock.travel(on(10, 5)):
        cancel(assignment=gone, reason="Trùng việc", actor=world.actor("standing_head"))
    assert at_the_end_of_september(world)["overdue"] == 1
    with clock.travel(on(11, 15)):
        assert figures(board(world, "leader")).total.n == 0


def test_as_of_yesterday_is_what_yesterdays_board_said(world: World) -> None:
    """The whole made world, read on the day and read later: the same, though work went on."""
    build(world)
    with clock.travel(TODAY):
        then = counts(figures(board(world, "leader")))
    # Next day: one is sent, one confirmed, one extended, one given.
    with clock.travel(on(10, 18)):
        working = Assignment.objects.get(unit=world.hospital_a, due_on="2023-10-09", parent=None, done_on=None)
        submit_result(assignment=working, content=DONE, actor=world.actor("unit_head"))
        waiting = Assignment.objects.get(unit=world.district_a, state="submitted")
        confirm_result(assignment=waiting, actor=world.actor("standing_head"))
        late = Assignment.objects.get(unit=world.hospital_b, due_on="2023-08-01")
        extension = make_extension(world, late, date(2023, 12, 1))
        decide_extension(extension=extension, grant=True, actor=world.actor("leader"))
        give(world, make_directive(world), world.hospital_a, date(2023, 12, 1), given=date(2023, 10, 18))
    with clock.travel(on(10, 25)):
        assert counts(figures(board(world, "leader", "as_of=2023-10-17"))) == then
        assert counts(figures(board(world, "leader"))) != then


def test_lists_of_an_earlier_day_have_the_numbers(world: World) -> None:
    build(world)
    extended = one(world, date(2023, 9, 20))
    with clock.travel(on(10, 20)):
        decide_extension(
            extension=make_extension(world, extended, date(2023, 12, 20)), grant=True, actor=world.actor("leader")
        )
    actor = world.actor("leader")
    with clock.travel(on(11, 15)):
        found = figures(board(world, "leader", "as_of=2023-10-17"))
        numbers = [
            found.total,
            found.done,
            found.done_dated,
            found.done_undated,
            found.open,
            found.soon,
            *found.none_ages,
        ]
        numbers += [getattr(found, name).number for name in ("on_time", "late", "in_time", "overdue", "none")]
        assert found.overdue.number.n == 5
        for number in numbers:
            chosen = ListFilter.read(QueryDict(number.url.partition("?")[2]))
            assert chosen.as_of == TODAY
            assert chosen.rows(actor).count() == number.n, number.url


def test_a_day_ahead_is_today(world: World) -> None:
    build(world)
    with clock.travel(TODAY):
        today = counts(figures(board(world, "leader")))
        assert counts(figures(board(world, "leader", "as_of=2030-01-01"))) == today
        assert counts(figures(board(world, "leader", "as_of=nonsense"))) == today


@pytest.mark.parametrize("page", ["/dieu-hanh/", "/dieu-hanh/bao-cao/"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("as_of=01/01/2030", "Ngày 01/01/2030 chưa đến. Đang xem số liệu hôm nay."),
        ("as_of=31/02/2023", "“31/02/2023” không phải là một ngày"),
        ("given_from=3/2023", "“3/2023” không phải là một ngày"),
        ("as_of=17/10/2023", ""),
        ("as_of=+", ""),
    ],
)
def test_a_day_that_is_not_followed_is_told(
    world: World, persona_client: Callable[[str], Client], page: str, query: str, told: str
) -> None:
    build(world)
    with clock.travel(TODAY):
        html = persona_client("leader").get(f"{page}?{query}").content.decode()
    assert ('id="bo-qua"' in html) == bool(told)
    assert told in html
    if told:
        assert f'value="{query.partition("=")[2]}" aria-invalid="true" aria-describedby="bo-qua"' in html


def test_reading_a_day_costs_the_same_whatever_moved(world: World) -> None:
    def queries() -> int:
        with clock.travel(on(11, 15)), CaptureQueriesContext(connection) as captured:
            Then.on(SEEN)
        return len(captured)

    for _nth in range(3):
        moved = one(world, date(2023, 9, 20))
        with clock.travel(on(10, 20)):
            correct_deadline(assignment=moved, due_on=None, reason="Ghi nhầm ngày", actor=world.actor("standing_head"))
    assert queries() <= 8
