"""A unit whose area has days off of its own: everything about its work is counted by its own calendar, in SQL and in
Python alike, in as many queries however many units and areas there are.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from notifications.models import ReminderClock, ReminderRung
from notifications.reminders.ladder import Rung
from notifications.reminders.preview import preview
from notifications.reminders.sweep import sweep
from organizations.actions.calendar import set_day
from organizations.localities import Calendars
from organizations.models import Unit
from reports.figures import figures
from reports.grid import MOST, grid
from reports.scope import Scope
from tasks import ages
from tasks.actions import extending, following_up
from tasks.actions.explaining import usual_answer_day
from tasks.as_of import Then
from tasks.classes import class_condition, soon_value
from tasks.due import Ruler
from tasks.follow_up.cells import FIELDS, read_cell
from tasks.letters.actions import draft_letter
from tasks.lists import queue_condition
from tasks.models import Assignment, ExtensionProcess
from tests.notifications.reminding import bring, fired, give, run_worker
from tests.personas import World
from tests.tasks.builders import A, make_assignment, make_directive, make_task
from workflows import clock, freshness, options
from workflows.calendars import calendar
from workflows.deadlines import DeadlineClass, deadline_class_sql
from workflows.models import CalendarDay

pytestmark = [pytest.mark.server, pytest.mark.django_db]

WEDNESDAY = date(2026, 5, 20)
# Hospital A does not work on Monday and Tuesday and works the Saturday before; all of the health department is off on
# Thursday 14th.
OWN = {date(2026, 5, 18): False, date(2026, 5, 19): False, date(2026, 5, 16): True}
ABOVE = date(2026, 5, 14)
DAY = timedelta(days=1)


@pytest.fixture
def areas(world: World) -> World:
    rows = [CalendarDay(day=day, working=works, name="Lễ", locality=world.hospital_a.pk) for day, works in OWN.items()]
    CalendarDay.objects.bulk_create([*rows, CalendarDay(day=ABOVE, name="Lụt", locality=world.health.pk)])
    freshness.recheck()
    return world


def works(unit: Unit, day: date) -> bool:
    """By hand, from the rows above."""
    if "Một" in unit.name and day in OWN:
        return OWN[day]
    inside = unit.name.startswith(("Bệnh viện", "Sở Y tế"))
    return calendar().is_working(day) and not (inside and day == ABOVE)


def walked(unit: Unit, start: date, end: date) -> int:
    """Working days after the first up to the second; negative backwards."""
    if end < start:
        return -walked(unit, end, start)
    return sum(works(unit, start + n * DAY) for n in range(1, (end - start).days + 1))


def spread(world: World) -> list[Assignment]:
    """The same deadlines of a unit in two areas, of one in one, and of one in none."""
    units = (world.hospital_a, world.hospital_b, world.finance)
    task = make_task(world, make_directive(world))
    rows = []
    for unit in units:
        for n in range(-25, 15):
            due = WEDNESDAY + n * DAY
            stops = [None, due + 4 * DAY] if n % 3 == 0 and due + 4 * DAY <= WEDNESDAY else [None]
            rows += [
                Assignment(
                    task=task,
                    directive_id=task.directive_id,
                    unit=unit,
                    role="lead",
                    period=f"{n}{'s' if stopped else ''}",
                    assigned_on=due - 30 * DAY,
                    due_on=due,
                    first_due_on=due,
                    stopped_on=stopped,
                    state=A.SUBMITTED if stopped else A.ACCEPTED,
                )
                for stopped in stops
            ]
    Assignment.objects.bulk_create(rows)
    return list(Assignment.objects.select_related("unit"))


def test_classes_ages_and_boards_count_by_each_units_calendar(areas: World) -> None:
    rows = spread(areas)
    with clock.travel(WEDNESDAY):
        ruler = Ruler.now()
        named = Assignment.objects.annotate(
            named=deadline_class_sql(WEDNESDAY, soon_value(WEDNESDAY)), age=ages.overdue_age(WEDNESDAY)
        ).in_bulk()
        by_class = {
            name: set(Assignment.objects.filter(class_condition(name, WEDNESDAY)).values_list("pk", flat=True))
            for name in DeadlineClass.values
        }
        then = Then(WEDNESDAY, {row.pk: (row.due_on, row.stopped_on) for row in rows[::2]},
                    {row.pk: row.unit_id for row in rows[::2]})  # fmt: skip
        as_then = {
            name: set(Assignment.objects.filter(then.classed(name)).values_list("pk", flat=True))
            for name in DeadlineClass.values
        }
        cells = {values[0]: read_cell(values, ruler) for values in Assignment.objects.values_list(*FIELDS)}
        buckets = {
            bucket.key: set(
                Assignment.objects.annotate(age=ages.overdue_age(WEDNESDAY))
                .filter(class_condition("overdue", WEDNESDAY), ages.in_overdue_bucket(bucket, WEDNESDAY))
                .values_list("pk", flat=True)
            )
            for bucket in ages.OVERDUE_AGES
        }
    assert as_then == by_class
    several = set()
    for row in rows:
        assert row.due_on
        past = walked(row.unit, row.due_on, row.stopped_on or WEDNESDAY)
        left = walked(row.unit, WEDNESDAY, row.due_on)
        if (row.stopped_on or WEDNESDAY) > row.due_on:
            expected = "overdue"
            assert vars(named[row.pk])["age"] == past
            assert row.pk in buckets[next(each.key for each in ages.OVERDUE_AGES if each.holds(past))]
            assert row.stopped_on or cells[row.pk].word == f"Quá {past}"
        else:
            soon = next(n for n in range(30) if walked(row.unit, WEDNESDAY, WEDNESDAY + n * DAY) == 3)
            expected = "soon" if row.stopped_on is None and row.due_on <= WEDNESDAY + soon * DAY else "open"
        told = ruler.read(row)
        assert told.deadline_class == expected == vars(named[row.pk])["named"]
        assert row.pk in by_class[expected]
        if expected == "overdue":
            assert told.working_days == past
        else:
            assert told.working_days == (None if row.stopped_on else left)
        several.add((row.unit_id, past))
    assert len({past for _unit, past in several}) < len(several)


def test_due_soon_looks_over_the_areas_days_off(areas: World) -> None:
    """On Friday 15th Wednesday is three days off everywhere; at hospital A, which works on Saturday, two."""
    made = [make_assignment(areas, unit=unit, task=make_task(areas, make_directive(areas, number=str(n))), due_on=due)
            for n, (unit, due) in enumerate(
                [(areas.hospital_a, date(2026, 5, 21)), (areas.finance, date(2026, 5, 21))])]  # fmt: skip
    friday = date(2026, 5, 15)
    with clock.travel(friday):
        soon = set(Assignment.objects.filter(class_condition("soon", friday)).values_list("pk", flat=True))
        assert [Ruler.now().read(row).deadline_class for row in made] == ["soon", "open"]
    assert soon == {made[0].pk}


def test_rungs_fall_on_the_units_own_working_days(areas: World) -> None:
    own = give(areas, WEDNESDAY, on=date(2026, 5, 4))
    usual = give(areas, WEDNESDAY, on=date(2026, 5, 4), unit=areas.finance, task=own.task)
    first = date(2026, 5, 4)
    for n in range(24):
        run_worker(first + n * DAY)
    before = {rung: on for rung, on, _ in fired(own)}
    assert before == {
        -7: date(2026, 5, 7), -3: date(2026, 5, 13), -1: date(2026, 5, 16), 0: WEDNESDAY, 1: date(2026, 5, 21),
        3: date(2026, 5, 25),
    }  # fmt: skip
    assert {rung: on for rung, on, _ in fired(usual)}[-1] == date(2026, 5, 19)
    assert not ReminderRung.objects.filter(offset=2).exists()


def test_a_unit_that_comes_into_an_area_is_reminded_by_its_days(areas: World) -> None:
    from organizations.actions.units import move_unit

    row = give(areas, WEDNESDAY, on=date(2026, 5, 4), unit=areas.finance)
    with clock.travel(date(2026, 5, 13)):
        bring()
        sweep()
        assert ReminderClock.objects.get(pk=row.pk).next_on == date(2026, 5, 15)
        move_unit(unit=areas.finance, parent=areas.hospital_a, actor=areas.actor("admin"))
        bring()
        sweep()
    # The rung three days before fell on this very day, for it works on Saturday and not on Monday and Tuesday.
    assert {rung: on for rung, on, _ in fired(row)}[-3] == date(2026, 5, 13)
    assert ReminderClock.objects.get(pk=row.pk).next_on == date(2026, 5, 16)


def test_the_preview_of_a_ladder_counts_by_area(areas: World) -> None:
    for unit in (areas.hospital_a, areas.finance):
        make_assignment(areas, unit=unit, task=make_task(areas, make_directive(areas, number=unit.name[-1])),
                        due_on=WEDNESDAY, assigned_on=date(2026, 5, 4))  # fmt: skip
    with clock.travel(date(2026, 6, 2)):
        shown = preview(None, [Rung(-1), Rung(-2)])
    assert shown.total == 4
    # Of hospital A the rungs fall on Friday and Saturday, of the finance department on Monday and Tuesday.
    assert shown.most == 1


def test_letters_explanations_and_steps_of_more_time(areas: World) -> None:
    friday = date(2026, 5, 15)
    late = make_assignment(areas, due_on=date(2026, 5, 11), assigned_on=date(2026, 4, 1))
    with clock.travel(date(2026, 5, 19)):
        letter = draft_letter(unit=areas.hospital_a, office=areas.health, actor=areas.actor("standing_officer"))
    assert letter.lines.get().days_late == walked(areas.hospital_a, date(2026, 5, 11), date(2026, 5, 19)) == 4
    assert letter.reply_by == date(2026, 5, 26)
    with clock.travel(friday):
        assert usual_answer_day(late) == _after(areas.hospital_a, friday, 3)
        row = make_assignment(areas, task=make_task(areas, late.directive), due_on=date(2026, 6, 1))
        extending.ask_extension(
            assignment=row, until=date(2026, 6, 20), reason="Chờ số liệu của huyện", actor=areas.actor("unit_officer")
        )
        process = ExtensionProcess.objects.get()
        assert process.step_due_on == _after(areas.hospital_a, friday, options.get_int("extension_sign_days"))
        extending.sign_extension(extension=process.extension, actor=areas.actor("unit_head"))
        process.refresh_from_db()
        assert process.step_due_on == _after(areas.health, friday, options.get_int("extension_advise_days"))


def _after(unit: Unit, day: date, count: int) -> date:
    while count:
        day += DAY
        count -= works(unit, day)
    return day


def test_queues_of_the_office_wait_for_the_units_days(areas: World) -> None:
    rows = [
        make_assignment(
            areas,
            A.ASSIGNED,
            unit=unit,
            task=make_task(areas, make_directive(areas, number=unit.name[-1])),
            due_on=date(2026, 7, 1),
            assigned_on=date(2026, 5, 15),
        )
        for unit in (areas.hospital_a, areas.finance)
    ]
    with clock.travel(WEDNESDAY):
        found = set(Assignment.objects.filter(queue_condition("accept", WEDNESDAY)).values_list("pk", flat=True))
    # Of hospital A only Saturday and Wednesday have passed since; of the other three days.
    assert found == {rows[1].pk}


def test_figures_of_reports(areas: World) -> None:
    due = date(2026, 5, 12)
    for unit in (areas.hospital_a, areas.hospital_b):
        task = make_task(areas, make_directive(areas, number=unit.name[-1], issuer=areas.city))
        make_assignment(areas, unit=unit, task=task, due_on=due, assigned_on=date(2026, 4, 1))
    with clock.travel(WEDNESDAY):
        scope = Scope.read(areas.actor("leader"), QueryDict())
        shown = {row.name: row.longest for row in grid(scope, MOST).rows}
        assert (
            shown
            == {unit.name: walked(unit, due, WEDNESDAY) for unit in (areas.hospital_a, areas.hospital_b)}
            == {areas.hospital_a.name: 4, areas.hospital_b.name: 5}
        )
        assert figures(scope).longest_overdue == 5
        Assignment.objects.filter(unit=areas.hospital_b).update(closed_on=WEDNESDAY, done_on=WEDNESDAY)
        assert figures(scope).longest_overdue == 4


def test_one_query_however_many_units_and_areas(areas: World) -> None:
    def cost() -> int:
        Calendars.now()  # what is set is in memory
        freshness.recheck()  # what the start of a request does
        units = list(Unit.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as asked:
            for _time in range(3):
                found = Calendars.now()
                for unit in units:
                    found.of(unit)
        return len(asked)

    few = cost()
    for unit in (areas.hospital_b, areas.finance, areas.city):
        CalendarDay.objects.create(day=date(2026, 5, 12), name="Lễ", locality=unit.pk)
    freshness.recheck()
    assert cost() == few == 2  # whether anything changed, and who lies where
    CalendarDay.objects.exclude(locality=None).delete()
    freshness.recheck()
    assert cost() == 1


def test_resuming_and_setting_the_day_agree(areas: World) -> None:
    """What somebody sets for an area reaches its reminders with the next round."""
    row = give(areas, WEDNESDAY, on=date(2026, 5, 4), unit=areas.hospital_b)
    with clock.travel(date(2026, 5, 5)):
        bring()
        set_day(actor=areas.actor("admin"), day=date(2026, 5, 19), working=False, name="Lễ", source="Quyết định",
                locality=areas.hospital_b.pk)  # fmt: skip
        bring()
    for n in range(5, 20):
        run_worker(date(2026, 5, 1) + n * DAY)
    assert {rung: on for rung, on, _ in fired(row)}[-1] == date(2026, 5, 18)
    with clock.travel(date(2026, 5, 18)):
        following_up.suspend(assignment=row, reason="Chờ văn bản", actor=areas.actor("standing_head"))
    with clock.travel(WEDNESDAY):
        on = following_up.resume(assignment=row, reason="Đã có văn bản", actor=areas.actor("standing_head"))
    assert on.due_on == date(2026, 5, 21)
