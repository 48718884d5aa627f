"""The ledger of recurring duties: clause x unit x period, each once, whatever happens to the worker or the clock."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organizations.actions.units import end_unit
from tasks.actions.reporting import ReportContent, confirm_result, reopen_result, return_result, take_back_result
from tasks.facts import AssignmentGiven, DutyDischarged
from tasks.issuing.issue import issue_directive
from tasks.issuing.periods import open_periods
from tasks.models import Assignment, Discharge, DutyPeriod, Task
from tasks.states import AssignmentState, DeadlineKind
from tasks.timing.actions.changing import change_rhythm
from tasks.timing.actions.discharging import coverable, submit_covering
from tests.killing import Rounds, statements
from tests.personas import World
from tests.tasks.building import make_directive, make_task
from workflows import clock
from workflows.models import Event

ISSUED = date(2026, 1, 5)
DONE = ReportContent(percent=100, done="Đã thực hiện xong")


def issued(world: World, *recurrence: str, on: date = ISSUED) -> Task:
    with clock.travel(on):
        directive = make_directive(world, issued_on=on)
        task = make_task(
            directive,
            lead=[world.finance, world.hospital_a],
            deadline_kind=DeadlineKind.PERIODIC,
            recurrence=list(recurrence),
        )
        issue_directive(directive.pk, world.actor("leader"))
    return task


def sweep(on: date) -> int:
    with clock.travel(on):
        return open_periods(on)


def opened() -> Counter[tuple[str, int]]:
    return Counter(Assignment.objects.values_list("period", "unit_id"))


def periods_of(counted: Counter[tuple[str, int]]) -> set[str]:
    return {period for period, _unit in counted}


YEAR = {
    "monthly": {f"2026-M{month:02d}" for month in range(1, 13)} | {"2027-M01"},
    "quarterly": {f"2026-Q{quarter}" for quarter in range(1, 5)} | {"2027-Q1"},
    "semiannual": {"2026-H1", "2026-H2", "2027-H1"},
    "annual": {"2026", "2027"},
    "nine-monthly": {"2026-M9", "2027-M9"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(YEAR))
def test_day_by_day_through_2026_every_duty_is_made_once(world: World, name: str) -> None:
    issued(world, name)
    day = ISSUED
    while day < date(2026, 12, 31):
        day += timedelta(days=1)
        sweep(day)
    assert periods_of(opened()) == YEAR[name]
    assert set(opened().values()) == {1}
    assert Event.objects.filter(kind=AssignmentGiven.kind).count() == Assignment.objects.count()
    assert set(DutyPeriod.objects.values_list("period", flat=True)) == YEAR[name]


@pytest.mark.django_db
def test_a_worker_off_for_ten_days_over_new_year_loses_and_doubles_nothing(world: World) -> None:
    issued(world, "weekly", "monthly", on=date(2026, 12, 1))
    day = date(2026, 12, 1)
    while day < date(2027, 1, 31):
        day += timedelta(days=1)
        if not date(2026, 12, 26) <= day <= date(2027, 1, 5):
            sweep(day)
    weeks = {f"2026-W{week}" for week in range(49, 54)} | {f"2027-W{week:02d}" for week in range(1, 5)}
    assert periods_of(opened()) == weeks | {"2026-M12", "2027-M01", "2027-M02"}
    assert set(opened().values()) == {1}


@pytest.mark.django_db
def test_a_clock_that_goes_back_makes_nothing_again(world: World) -> None:
    issued(world, "weekly")
    assert sweep(date(2026, 1, 12)) == 2
    assert sweep(date(2026, 1, 11)) == 0  # an hour back, over midnight
    assert sweep(date(2026, 1, 12)) == 0
    assert set(opened().values()) == {1}


@pytest.mark.django_db
def test_whether_the_last_was_done_makes_no_difference(world: World) -> None:
    issued(world, "monthly")
    Assignment.objects.filter(unit=world.finance).update(
        state=AssignmentState.COMPLETED, closed_on=ISSUED, done_on=ISSUED
    )
    sweep(date(2026, 1, 15))
    assert Counter(Assignment.objects.filter(period="2026-M02").values_list("unit_id", flat=True)) == Counter(
        [world.finance.pk, world.hospital_a.pk]
    )


@pytest.mark.django_db
def test_a_merged_unit_does_not_stop_the_duty(world: World) -> None:
    issued(world, "monthly")
    with clock.travel(date(2026, 1, 10)):
        end_unit(actor=world.actor("admin"), unit=world.hospital_a, on=date(2026, 1, 12), successors=[world.hospital_b])
    sweep(date(2026, 1, 15))
    held = set(Assignment.objects.filter(period="2026-M02").values_list("unit_id", flat=True))
    assert held == {world.finance.pk, world.hospital_b.pk}


@pytest.mark.django_db
def test_a_changed_rhythm_holds_for_what_begins_later(world: World) -> None:
    task = issued(world, "monthly")
    Task.objects.filter(pk=task.pk).update(deadline_rule="Định kỳ: hằng tháng.")
    before = list(Assignment.objects.order_by("pk").values_list("pk", "period", "due_on"))
    with clock.travel(date(2026, 1, 20)):
        sweep(date(2026, 1, 20))
        change_rhythm(
            task=task, recurrence=["quarterly"], words="trước ngày 25 tháng cuối quý", reason="Công văn 5",
            actor=world.actor("standing_head"),
        )  # fmt: skip
    assert Task.objects.get(pk=task.pk).deadline_rule == "Định kỳ: hằng quý."  # no longer what the old words said
    for day in (date(2026, 2, 16), date(2026, 3, 15), date(2026, 6, 15)):
        sweep(day)
    assert periods_of(opened()) == {"2026-M01", "2026-M02", "2026-Q2", "2026-Q3"}
    assert list(Assignment.objects.filter(period="2026-Q2").values_list("due_on", flat=True)) == [date(2026, 6, 24)] * 2
    assert list(Assignment.objects.order_by("pk").values_list("pk", "period", "due_on"))[: len(before)] == before


@pytest.mark.django_db
def test_the_ledger_keeps_cut_offs_and_sending_dates_of_each_level(world: World) -> None:
    task = issued(world, "quarterly")
    row = DutyPeriod.objects.get(task=task)
    assert (row.period, row.data_from, row.data_to) == ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14))
    assert (row.unit_on, row.collector_on, row.superior_on) == (
        date(2026, 3, 16), date(2026, 3, 18), date(2026, 3, 25),
    )  # fmt: skip


@pytest.mark.django_db
def test_the_page_of_the_ledger_says_who_is_done_and_who_is_late(
    world: World, persona_client: Callable[[str], Client]
) -> None:
    task = issued(world, "quarterly")
    Assignment.objects.filter(unit=world.finance).update(state=AssignmentState.COMPLETED, done_on=ISSUED)
    for day, said in ((date(2026, 3, 16), "đơn vị xong <span"), (date(2026, 3, 17), "đơn vị xong, <span")):
        with clock.travel(day):
            page = persona_client("standing_head").get(f"/thoi-han/nhiem-vu/{task.pk}/").content.decode()
        assert f'<span class="num">1/2</span> {said}' in page
    assert '<span class="num">1</span> quá hạn' in page


@pytest.fixture
def year_end(world: World) -> dict[str, Assignment]:
    """The hospital's duties of the last quarter, the second half and the year, all open in December 2026."""
    issued(world, "quarterly", "semiannual", "annual")
    for day in (date(2026, 3, 15), date(2026, 6, 15), date(2026, 9, 15)):
        sweep(day)
    mine = Assignment.objects.filter(unit=world.hospital_a, period__in=("2026-Q4", "2026-H2", "2026"))
    Assignment.objects.filter(unit=world.hospital_a).update(state=AssignmentState.ACCEPTED)
    return {row.period: row for row in mine}


@pytest.mark.django_db
def test_one_submission_discharges_the_quarter_the_half_and_the_year(
    world: World, year_end: dict[str, Assignment]
) -> None:
    head, office = world.actor("unit_head"), world.actor("standing_head")
    quarter = year_end["2026-Q4"]
    assert set(coverable(quarter).values_list("period", flat=True)) == {"2026-H2", "2026"}
    others = [year_end["2026-H2"].pk, year_end["2026"].pk]
    with clock.travel(date(2026, 12, 14)):
        report = submit_covering(assignment=quarter, content=DONE, covers=others, actor=head)
        assert set(report.discharges.values_list("assignment_id", flat=True)) == set(others)
        assert Event.objects.filter(kind=DutyDischarged.kind).count() == 2
        return_result(assignment=quarter, reason="Thiếu số liệu", actor=office)
        states = set(Assignment.objects.filter(pk__in=[quarter.pk, *others]).values_list("state", flat=True))
        assert states == {AssignmentState.RETURNED}
        submit_covering(assignment=Assignment.objects.get(pk=quarter.pk), content=DONE, covers=others, actor=head)
        confirm_result(assignment=Assignment.objects.get(pk=quarter.pk), actor=office)
        reopen_result(assignment=Assignment.objects.get(pk=quarter.pk), reason="Ghi nhầm", actor=office)
        states = set(Assignment.objects.filter(pk__in=[quarter.pk, *others]).values_list("state", flat=True))
        assert states == {AssignmentState.SUBMITTED}
        confirm_result(assignment=Assignment.objects.get(pk=quarter.pk), actor=office)
    done = Assignment.objects.filter(pk__in=[quarter.pk, *others])
    assert set(done.values_list("state", "done_on")) == {(AssignmentState.COMPLETED, date(2026, 12, 14))}


@pytest.mark.django_db
def test_taking_back_takes_back_what_it_covered(world: World, year_end: dict[str, Assignment]) -> None:
    head = world.actor("unit_head")
    with clock.travel(date(2026, 12, 14)):
        submit_covering(assignment=year_end["2026-Q4"], content=DONE, covers=[year_end["2026"].pk], actor=head)
        take_back_result(assignment=year_end["2026-Q4"], actor=head)
    assert Assignment.objects.get(pk=year_end["2026"].pk).state == AssignmentState.IN_PROGRESS
    assert not Discharge.objects.exists()


@pytest.mark.django_db
def test_the_pages_offer_and_tell_it(world: World, year_end: dict[str, Assignment], client: Client) -> None:
    client.force_login(world.people["unit_head"], backend="django.contrib.auth.backends.ModelBackend")
    quarter = year_end["2026-Q4"]
    with clock.travel(date(2026, 12, 14)):
        page = client.get(reverse("tasks:assignment", args=[quarter.pk])).content.decode()
        assert "Báo cáo này hoàn thành luôn các kỳ" in page and "Năm 2026" in page
        sent = {"act": "submit", "percent": "100", "done": "Đã xong", "covers": [year_end["2026"].pk], "sure": "1"}
        client.post(reverse("tasks:report", args=[quarter.pk]), sent)
        main = client.get(reverse("tasks:assignment", args=[quarter.pk])).content.decode()
        assert "Báo cáo này hoàn thành luôn các kỳ:" in main and f"/viec/{year_end['2026'].pk}/" in main
        covered = client.get(reverse("tasks:assignment", args=[year_end["2026"].pk])).content.decode()
        assert "Gộp trong báo cáo của kỳ:" in covered and f'<a href="/viec/{quarter.pk}/">Quý IV/2026</a>' in covered
        told = client.get(reverse("tasks:task_time", args=[quarter.task_id])).content.decode()
    assert "gộp trong báo cáo" in told and "Quý IV/2026" in told


KILLS = 220


@pytest.mark.alike
@pytest.mark.scale
@pytest.mark.django_db(transaction=True)
def test_killed_at_two_hundred_random_points_of_the_sweep(world: World, rounds: Rounds) -> None:
    """Each kill -9 falls anywhere in a sweep over weekly duties, half of them again on what the last one left;
    afterwards each duty exists once, with one event.
    """
    tasks = 4
    with clock.travel(ISSUED):
        directive = make_directive(world, issued_on=ISSUED)
        for nth in range(tasks):
            make_task(directive, f"Báo cáo {nth}", lead=[world.finance, world.hospital_a],
                      deadline_kind=DeadlineKind.PERIODIC, recurrence=["weekly"])  # fmt: skip
        issue_directive(directive.pk, world.actor("leader"))
    day, killed, chance = ISSUED + timedelta(days=7), 0, random.Random(2026)
    points = statements(lambda: sweep(day))
    while killed < KILLS:
        day += timedelta(days=7)
        while rounds(day, duties=True, die_at=chance.randint(1, points))["killed"]:
            killed += 1
            if chance.random() < 0.5:
                break
        rounds(day, duties=True)
    weeks = (day - ISSUED).days // 7 + 1
    counted = Counter(Assignment.objects.values_list("task_id", "unit_id", "period"))
    assert set(counted.values()) == {1}
    assert len(counted) == tasks * 2 * weeks
    given = Event.objects.filter(kind=AssignmentGiven.kind)
    assert Counter(event.data["assignment_id"] for event in given) == Counter(
        Assignment.objects.values_list("pk", flat=True)
    )
    assert DutyPeriod.objects.count() == tasks * weeks
