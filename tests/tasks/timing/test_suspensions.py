"""The ledger of suspensions: what stood still, how long, what the deadline became; by directive, unit and period."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from tasks.actions import extending
from tasks.actions.following_up import cancel, resume, suspend
from tasks.facts import AssignmentResumed
from tasks.narration import resumed
from tasks.timing.suspensions import LedgerFilter, newest_first, read_lines, with_related
from tests.personas import World
from tests.tasks.builders import make_assignment, make_directive, make_task
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.models import CalendarDay, Event


def lines(world: World, query: str = "", persona: str = "standing_head") -> list[tuple[str, int, bool]]:
    """Reason, working days, whether it lasts."""
    rows = LedgerFilter.read(QueryDict(query)).rows(world.actor(persona))
    return [(line.suspension.reason, line.days, line.running) for line in read_lines(newest_first(with_related(rows)))]


def test_every_stop_of_the_clock_stands_in_the_ledger(world: World, persona_client: Callable[[str], Client]) -> None:
    head = world.actor("standing_head")
    other = make_directive(world, number="9")
    first, second, ended = make_assignment(world, period="2023-Q4"), make_assignment(world), make_assignment(world)
    elsewhere = make_assignment(world, unit=world.hospital_b, task=make_task(world, other))
    with clock.travel(date(2023, 10, 2)):
        suspend(assignment=first, reason="Chờ hướng dẫn", actor=head)
        suspend(assignment=ended, reason="Chờ vốn", actor=head)
    with clock.travel(date(2023, 10, 9)):
        resume(assignment=first, reason="Đã có hướng dẫn", actor=head)
        cancel(assignment=ended, reason="Trùng việc", actor=head)
    with clock.travel(date(2023, 10, 12)):
        suspend(assignment=second, reason="Chờ Bộ", actor=head)
        suspend(assignment=elsewhere, reason="Mưa lũ", actor=head)
    with clock.travel(date(2023, 10, 17)):
        assert lines(world) == [("Mưa lũ", 3, True), ("Chờ Bộ", 3, True), ("Chờ vốn", 5, False),
                                ("Chờ hướng dẫn", 5, False)]  # fmt: skip
        assert [reason for reason, *_rest in lines(world, f"van-ban={other.pk}")] == ["Mưa lũ"]
        assert [reason for reason, *_rest in lines(world, f"don-vi={world.hospital_b.pk}")] == ["Mưa lũ"]
        assert len(lines(world, "den=09/10/2023")) == 2 and len(lines(world, "tu=10/10/2023")) == 2
        assert len(lines(world, "tu=09/10/2023&den=12/10/2023")) == 4 and len(lines(world, "dang-dung=1")) == 2
        assert lines(world, persona="outsider") == []
        client = persona_client("standing_officer")
        page = client.get("/thoi-han/tam-dung/?tu=40/10/2023").content.decode()
        for words in ("Quý IV/2023: Rà soát", "27/10/2023",
                      "tiếp tục hôm nay thì thành 25/10/2023", "khép lại khi đang dừng",
                      "“40/10/2023” không phải là một ngày", 'value="40/10/2023"'):  # fmt: skip
            assert words in page
        sheet = load_workbook(BytesIO(client.get("/thoi-han/tam-dung/xuat/?den=2023-10-09").content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head_row = next(row for row in rows if row[0] == "STT")
        told = dict(zip(head_row, rows[-1], strict=True))
        assert (told["Lý do tạm dừng"], told["Lý do tiếp tục"], told["Số ngày làm việc dừng"]) == (
            "Chờ hướng dẫn", "Đã có hướng dẫn", 5
        )  # fmt: skip
        assert told["Hạn sau"].date() == date(2023, 10, 27)
        assert "Tiếp tục: Đã có hướng dẫn" in page
        assert "Đã có hướng dẫn" in client.get(first.get_absolute_url()).content.decode()
        # Recorded before a reason was asked for: told without one.
        assert resumed(AssignmentResumed.from_data({"assignment_id": 1, "before": None, "after": None})).quote == ""


def test_a_clock_goes_on_for_a_reason_by_the_calendar_of_its_unit(world: World) -> None:
    """Flooded days at the unit's seat are none on which its clock stood, and none to which the deadline moves."""
    head, here = world.actor("standing_head"), make_assignment(world)
    there = make_assignment(world, unit=world.hospital_b)
    for off in (date(2023, 10, 5), date(2023, 10, 23), date(2023, 10, 24)):
        CalendarDay.objects.create(day=off, name="Nghỉ do mưa lũ", locality=world.hospital_a.pk)
    with clock.travel(date(2023, 10, 2)):
        for row in (here, there):
            suspend(assignment=row, reason="Chờ hướng dẫn", actor=head)
    with clock.travel(date(2023, 10, 9)):
        with pytest.raises(TransitionDenied, match="lý do cho tiếp tục"):
            resume(assignment=here, reason=" ", actor=head)
        told = {line.suspension.assignment_id: line for line in read_lines(with_related(LedgerFilter().rows(head)))}
        for row, stood, due in ((here, 4, date(2023, 10, 30)), (there, 5, date(2023, 10, 27))):
            assert (told[row.pk].days, told[row.pk].would_be) == (stood, due)
            assert resume(assignment=row, reason="Đã có hướng dẫn", actor=head).due_on == due


def test_more_time_granted_while_the_clock_stands_is_reckoned_with(world: World) -> None:
    """Asked for, then suspended, then granted: the ledger tells what going on would make of the deadline in force."""
    head, row = world.actor("standing_head"), make_assignment(world)
    with clock.travel(date(2023, 10, 10)):
        asked = extending.ask_extension(
            assignment=row, until=date(2023, 11, 1), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        suspend(assignment=row, reason="Chờ hướng dẫn", actor=head)
    with clock.travel(date(2023, 10, 12)):
        extending.decide_extension(extension=asked, grant=True, actor=world.actor("leader"))
    row.refresh_from_db()
    assert (row.state, row.due_on, row.first_due_on) == ("suspended", date(2023, 11, 1), date(2023, 10, 20))
    with clock.travel(date(2023, 10, 17)):
        (line,) = read_lines(with_related(LedgerFilter.read(QueryDict("")).rows(head)))
        assert (line.days, line.would_be) == (5, date(2023, 11, 8))
        resume(assignment=row, reason="Đã có hướng dẫn", actor=head)
    row.refresh_from_db()
    assert (row.due_on, row.extensions_granted) == (date(2023, 11, 8), 1)
    told = Event.objects.get(stream=f"assignment:{row.pk}", kind=AssignmentResumed.kind).data
    assert (told["before"], told["after"]) == ("2023-11-01", "2023-11-08")


def test_a_request_overtaken_by_the_clock_is_decided_for_another_day(world: World) -> None:
    """The clock stood longer than the time asked for: what was asked is no more time, and the answer says so."""
    head, leader, row = world.actor("standing_head"), world.actor("leader"), make_assignment(world)
    with clock.travel(date(2023, 10, 10)):
        asked = extending.ask_extension(
            assignment=row, until=date(2023, 10, 24), reason="Chờ số liệu", actor=world.actor("unit_head")
        )
        suspend(assignment=row, reason="Chờ hướng dẫn", actor=head)
    with clock.travel(date(2023, 10, 17)):
        resume(assignment=row, reason="Đã có hướng dẫn", actor=head)
        with pytest.raises(TransitionDenied, match="nay hạn là 27/10/2023"):
            extending.decide_extension(extension=asked, grant=True, actor=leader)
        seen, day = date(2023, 10, 27), date(2023, 10, 31)
        extending.decide_extension(extension=asked, grant=True, until=day, seen=seen, actor=leader)
    row.refresh_from_db()
    assert (row.due_on, row.first_due_on) == (date(2023, 10, 31), date(2023, 10, 20))
