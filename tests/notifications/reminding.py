"""What the reminder tests stand on: acts as the product records them, and the worker's round by hand."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from notifications.models import Reminder
from notifications.reminders.sweep import sweep
from tasks.facts import AssignmentGiven
from tasks.models import Assignment
from tests.personas import World
from tests.tasks import builders
from workflows import clock, ledger
from workflows.actors import system_actor
from workflows.jobs import dispatch_events

LOT = 200


def give(world: World, due_on: date | None, *, on: date, **fields: Any) -> Assignment:
    """An assignment of hospital A, with the fact that gives it, as issuing writes it."""
    assignment = builders.make_assignment(
        world, fields.pop("state", builders.A.ACCEPTED), due_on=due_on, first_due_on=due_on, assigned_on=on, **fields
    )  # fmt: skip
    with clock.travel(on):
        ledger.record(
            AssignmentGiven(assignment_id=assignment.pk, role=assignment.role, due_on=due_on),
            stream=f"assignment:{assignment.pk}",
            actor=system_actor(),
            directive_id=assignment.directive_id,
            unit_id=assignment.unit_id,
        )
    return assignment


def bring(times: int = 2, *, in_lots: bool = False) -> None:
    """Run the jobs that wait, as a worker does, and those that they enqueue; each twice, for a job may run again.

    ``in_lots``: facts that wait are brought together, as those of one act are.
    """
    with connection.cursor() as cursor:
        while True:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")
            waiting = [
                (name, json.loads(arguments) if isinstance(arguments, str) else arguments)
                for _id, name, arguments in sorted(cursor.fetchall())
            ]
            if not waiting:
                return
            for name, given in _in_lots(waiting) if in_lots else waiting:
                for _nth in range(times):
                    app.tasks[name](**given)


def _in_lots(jobs: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The other jobs, then the facts, so many at a time."""
    ids = [pk for name, given in jobs if name == dispatch_events.name for pk in given["event_ids"]]
    yield from (job for job in jobs if job[0] != dispatch_events.name)
    for start in range(0, len(ids), LOT):
        yield dispatch_events.name, {"event_ids": ids[start : start + LOT]}


def run_worker(at: date | datetime) -> int:
    """One round of the worker at that moment: facts, sweep, and the facts that the sweep made."""
    with clock.travel(at):
        bring()
        fired = sweep()
        bring()
    return fired


def fired(assignment: Assignment) -> list[tuple[int, date, str]]:
    """Rung, day it was fired on, outcome; in the order of the rungs."""
    rows = Reminder.objects.filter(assignment=assignment).order_by("due_on", "rung")
    return [(row.rung, row.fired_at.astimezone(clock.ZONE).date(), row.outcome) for row in rows]
