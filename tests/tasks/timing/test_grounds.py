"""What an assignment's deadline follows from: words, rule, stated, legal and operative day, and why they differ."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organizations.actions.calendar import set_day
from reports.figures import figures
from tasks.actions.following_up import correct_deadline, reassign
from tasks.issuing.issue import issue_directive
from tasks.models import Assignment, Task
from tasks.states import DeadlineKind
from tasks.timing.actions.starting import start_clock
from tasks.timing.rules import keep
from tests.personas import World
from tests.reports.test_figures import board
from tests.tasks.building import make_directive, make_task, own
from workflows import clock
from workflows.deadlines import read_deadline
from workflows.options import set_value

pytestmark = pytest.mark.django_db
ISSUED = date(2026, 4, 29)
SEND, CAME = date(2026, 5, 15), date(2026, 5, 20)


def issued(world: World, words: str, **values: object) -> Task:
    with clock.travel(ISSUED):
        reading = read_deadline(words, ISSUED)
        directive = make_directive(world, issued_on=ISSUED)
        values.setdefault("due_on", reading.operative)
        task = make_task(directive, lead=[world.finance, world.hospital_a], deadline_words=words, **values)  # type: ignore[arg-type]
        task.deadline_rule = reading.explanation
        keep(task, reading)
        task.save()
        issue_directive(directive.pk, world.actor("leader"))
    return task


def local_day_off(world: World, day: date) -> None:
    with clock.travel(ISSUED):
        set_day(
            actor=world.actor("admin"), day=day, working=False, name="Lễ", source="QĐ 1", locality=world.hospital_a.pk
        )  # fmt: skip


def of(world: World) -> dict[str, Assignment]:
    return {row.unit.name: row for row in Assignment.objects.select_related("unit")}


def page(world: World, client: Client, row: Assignment) -> str:
    client.force_login(world.people["standing_head"], backend="django.contrib.auth.backends.ModelBackend")
    with clock.travel(ISSUED):
        return client.get(reverse("tasks:assignment", args=[row.pk])).content.decode()


def test_the_day_before_a_named_sunday(world: World, client: Client) -> None:
    issued(world, "trước ngày 17/5/2026")
    row = Assignment.objects.get(unit=world.hospital_a)
    assert (row.stated_on, row.legal_on, row.due_on) == (date(2026, 5, 17), date(2026, 5, 16), date(2026, 5, 16))
    told = page(world, client, row)
    assert "“trước ngày 17/5/2026”" in told and "không gồm ngày đó" in told and "Rơi vào ngày nghỉ" in told
    with clock.travel(SEND):
        day = date(2026, 5, 22)
        correct_deadline(assignment=row, due_on=day, reason="Ghi nhầm", actor=world.actor("standing_head"))
    row.refresh_from_db()
    assert (row.stated_on, row.legal_on, row.first_due_on) == (date(2026, 5, 17), date(2026, 5, 16), date(2026, 5, 16))
    assert "15/05/2026: sửa hạn thành 22/05/2026: Ghi nhầm" in page(world, client, row)


def test_a_unit_whose_area_has_a_day_off_of_its_own(world: World, client: Client) -> None:
    local_day_off(world, date(2026, 5, 6))
    issued(world, "trong thời hạn 05 ngày làm việc kể từ ngày ban hành")
    rows = of(world)
    here, there = rows[world.hospital_a.name], rows[world.finance.name]
    assert (there.legal_on, there.due_on, there.due_why) == (date(2026, 5, 8), date(2026, 5, 8), None)
    assert (here.legal_on, here.due_on) == (date(2026, 5, 11), date(2026, 5, 11))
    assert "lịch làm việc riêng" in page(world, client, here)
    assert "lịch làm việc riêng" not in page(world, client, there)


def test_a_clock_that_starts_counts_by_each_units_own_days(world: World) -> None:
    local_day_off(world, date(2026, 5, 21))
    words = "trong 10 ngày làm việc sau khi Nghị định có hiệu lực"
    task = issued(world, words, deadline_kind=DeadlineKind.CONDITIONAL, due_on=None)
    with clock.travel(CAME):
        start_clock(task=task, on=CAME, reason="Nghị định 12", actor=world.actor("standing_head"))
    rows = of(world)
    assert (rows[world.finance.name].due_on, rows[world.hospital_a.name].due_on) == (date(2026, 6, 3), date(2026, 6, 4))


def test_a_day_of_its_own_and_a_part_say_so(world: World) -> None:
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        task = make_task(directive, due_on=date(2026, 5, 29), deadline_words="trước ngày 30/5/2026")
        keep(task, read_deadline("trước ngày 30/5/2026", ISSUED))
        task.save()
        own(task, world.hospital_a, due_on=date(2026, 5, 20))
        issue_directive(directive.pk, world.actor("leader"))
        row = Assignment.objects.get()
        assert (row.stated_on, row.legal_on, row.due_on) == (date(2026, 5, 30), date(2026, 5, 29), date(2026, 5, 20))
        assert "Đơn vị này được ấn định hạn riêng." in (row.due_why or [])


def test_each_period_keeps_the_day_it_was_named_and_rolls_by_the_setting(world: World) -> None:
    task = {"deadline_kind": DeadlineKind.PERIODIC, "recurrence": ["monthly"], "due_on": None}
    issued(world, "trước ngày 31 hàng tháng", **task)
    row = Assignment.objects.filter(unit=world.finance).get()
    assert (row.period, row.stated_on, row.legal_on, row.due_on) == (
        "2026-M05", date(2026, 5, 31), date(2026, 5, 30), date(2026, 5, 30),
    )  # fmt: skip
    assert any("không gồm ngày đó" in sentence for sentence in row.due_why or [])
    with clock.travel(date(2026, 6, 15)):
        from tasks.issuing.periods import open_periods

        set_value("roll_forward_fixed", True, None)
        open_periods(date(2026, 6, 15))
    rows = {one.period: one for one in Assignment.objects.filter(unit=world.finance)}
    june, july = rows["2026-M06"], rows["2026-M07"]
    assert (june.stated_on, june.legal_on, june.due_on) == (date(2026, 6, 30), date(2026, 6, 29), date(2026, 6, 29))
    assert "Tháng này không có ngày 31" in (june.due_why or [""])[0]
    assert july.stated_on == date(2026, 7, 31)


def test_before_its_event_a_deadline_had_no_day_in_the_figures(world: World) -> None:
    words = "trong 10 ngày làm việc sau khi Nghị định có hiệu lực"
    task = issued(world, words, deadline_kind=DeadlineKind.CONDITIONAL, due_on=None)
    with clock.travel(CAME):
        start_clock(task=task, on=CAME, reason="Nghị định 12", actor=world.actor("standing_head"))
    with clock.travel(date(2026, 6, 30)):
        then = figures(board(world, "leader", "as_of=2026-05-19"))
        assert (then.none.number.n, then.in_time.number.n) == (2, 0)
        started = figures(board(world, "leader", "as_of=2026-05-20"))
        assert (started.none.number.n, started.in_time.number.n) == (0, 2)


@pytest.mark.parametrize(
    ("moved", "given", "said"),
    [
        (None, None, []),
        (date(2026, 6, 1), None, ["Giữ hạn đang áp dụng của đơn vị được giao trước."]),
        (date(2026, 6, 1), date(2026, 7, 1), ["Hạn ấn định khi giao lại."]),
    ],
)
def test_who_takes_over_is_told_whether_the_day_was_kept_or_is_new(
    world: World, moved: date | None, given: date | None, said: list[str]
) -> None:
    issued(world, "ngày 15/5/2026")
    row = of(world)[world.hospital_a.name]
    head = world.actor("standing_head")
    with clock.travel(ISSUED):
        if moved:
            correct_deadline(assignment=row, due_on=moved, reason="Nhập nhầm", actor=head)
        new = reassign(assignment=row, unit=world.hospital_b, reason="Đúng việc", due_on=given, actor=head)
    assert new.due_why == (said or None)
