"""The deadline class in SQL and in Python agree on generated rows of the real table."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.localities import Calendars
from tasks.due import Ruler
from tasks.models import Assignment, Task
from tasks.states import AssignmentState as A
from tests.personas import World
from tests.tasks.builders import GIVEN, TODAY, make_task
from workflows import clock
from workflows.calendars import calendar
from workflows.deadlines import deadline_class_sql

pytestmark = pytest.mark.server

day = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
maybe_day = st.none() | day
row = st.fixed_dictionaries({"due_on": maybe_day, "done_on": maybe_day, "stopped_on": maybe_day})


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row, min_size=1, max_size=25), today=day, soon_days=st.integers(0, 10))
def test_sql_and_python_agree(world: World, rows: list[dict[str, Any]], today: date, soon_days: int) -> None:
    task = Task.objects.first() or make_task(world)
    Assignment.objects.all()._raw_delete("default")
    Assignment.objects.bulk_create(
        Assignment(
            task=task,
            directive_id=task.directive_id,
            unit=world.hospital_a,
            role="lead",
            period=str(nth),
            assigned_on=GIVEN,
            state=A.COMPLETED if fields["done_on"] else A.ACCEPTED,
            closed_on=fields["done_on"],
            **fields,
        )
        for nth, fields in enumerate(rows)
    )
    soon = calendar().add(today, soon_days)
    ruler = Ruler(today, soon_days, Calendars.now())
    found = Assignment.objects.annotate(in_sql=deadline_class_sql(today, soon))
    for assignment in found:
        assert vars(assignment)["in_sql"] == ruler.read(assignment).deadline_class, vars(assignment)
    overdue = set(Assignment.objects.overdue(today).values_list("pk", flat=True))
    assert overdue == {each.pk for each in found if vars(each)["in_sql"] == "overdue"}


def test_working_days_are_counted_to_the_day_that_matters(world: World) -> None:
    due = date(2023, 10, 20)
    made = Assignment(due_on=due, first_due_on=due, state=A.ACCEPTED, assigned_on=GIVEN)
    with clock.travel(TODAY):
        assert (Ruler.now().read(made).deadline_class, Ruler.now().read(made).working_days) == ("soon", 3)
    with clock.travel(date(2023, 10, 30)):
        assert (Ruler.now().read(made).deadline_class, Ruler.now().read(made).working_days) == ("overdue", 6)
        made.stopped_on = date(2023, 10, 23)
        assert Ruler.now().read(made).working_days == 1
