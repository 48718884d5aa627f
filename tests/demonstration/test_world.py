"""The demonstration at a date: both documents, figures that hold together, an unbroken history, accounts that open."""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client

from demonstration import accounts, directory, story
from demonstration.plan import TASKS
from directives.models import Directive
from directives.states import DirectiveState
from organizations import groups
from organizations.models import Person
from tasks.models import Assignment, Extension
from tasks.states import AssignmentState
from workflows import clock, history
from workflows.models import Event

AS_OF = date(2023, 10, 17)


@pytest.mark.django_db(transaction=True)
def test_the_world_of_a_day() -> None:
    """One telling, many questions: it takes seconds to build."""
    world = directory.build()
    story.tell(world, AS_OF)
    with clock.travel(AS_OF):
        plan = Directive.objects.get(symbol="KH-UBND")
        letter = Directive.objects.get(symbol="SYT-KHTC")
        assert (plan.state, letter.state) == (DirectiveState.ISSUED, DirectiveState.DRAFT)
        assert plan.tasks.count() == len(TASKS) == 19
        assert letter.provisions.count() > 8
        assert all(
            plan.text[task.source_start : task.source_end].startswith(planned.begins.split()[0])
            for task, planned in zip(plan.tasks.order_by("order"), TASKS, strict=True)
        )
        # IV.1 of the plan: 30 districts and four departments.
        assert plan.tasks.get(section="IV.1").assignments.count() == 34
        assert groups.count(world.groups["hn-districts"], AS_OF) == 30
        assert groups.count(world.groups["ls-communes"], AS_OF) == 65
        leads = Assignment.objects.counted().top_level().filter(role="lead")
        assert leads.filter(state=AssignmentState.COMPLETED, done_on__lte=date(2023, 7, 29)).exists()
        assert leads.overdue(AS_OF).exists()
        assert leads.open().filter(due_on=None).exists()
        assert leads.filter(returns__gt=0).exists()
        assert leads.filter(state=AssignmentState.SUBMITTED).exists()
        # Nobody asks themselves to take a task back.
        assert not leads.filter(state=AssignmentState.DECLINED, unit_id=F("directive__standing_unit_id")).exists()
        assert Extension.objects.exists()
        assert Assignment.objects.filter(parent__isnull=False).count() == 2
        assert not Assignment.objects.filter(assigned_on__gt=AS_OF).exists()
        # The clock stands at the opening hour: nothing on any page is of later that day.
        assert not Event.objects.filter(at__gt=clock.now()).exists()
        assert history.verify().findings == []
        for username, _name, _role in accounts.ACCOUNTS:
            assert Client().login(username=username, password=directory.PASSWORD), username


def test_no_demonstration_without_being_asked_for(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="ROVIEC_DEMO"):
        call_command("demo")


def test_an_office_at_work_is_never_overwritten(db: None, settings: Any) -> None:
    settings.DEMO = True
    Person.objects.create(username="canbo", full_name="Cán Bộ Thật")
    with pytest.raises(CommandError, match="not of the demonstration"):
        call_command("demo")
    assert Person.objects.filter(username="canbo").exists()


@pytest.mark.django_db(transaction=True)
def test_not_beside_a_server_that_runs(settings: Any) -> None:
    settings.DEMO = True
    person = Person.objects.create(username="quantri", full_name="Quản trị")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = cursor.fetchone()[0]
    with (
        psycopg.connect(**connection.get_connection_params() | {"dbname": name, "application_name": "another"}),
        pytest.raises(CommandError, match="Stop it first"),
    ):
        call_command("demo")
    assert Person.objects.filter(pk=person.pk).exists()
