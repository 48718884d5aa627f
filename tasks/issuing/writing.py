"""Writing planned assignments in sets: one INSERT … SELECT and one INSERT of events per few thousand rows."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from tasks.facts import AssignmentGiven
from tasks.issuing.plan import Planned
from tasks.models import Assignment
from workflows.actors import Actor
from workflows.ledger import Entry, record_many

BATCH = 5_000
Tell = Callable[[int], None]
# Columns that differ from row to row, with their PostgreSQL types; the others hold one value for all rows.
_PER_ROW = {
    "task_id": "bigint",
    "unit_id": "bigint",
    "role": "text",
    "period": "text",
    "due_on": "date",
    "responsible_id": "bigint",
    "stated_on": "date",
    "legal_on": "date",
    "due_why": "text",
}


def give(rows: Sequence[Planned], *, directive_id: int, on: date, actor: Actor, tell: Tell, once: bool = False) -> int:
    """Make the assignments and their history; returns how many. Must run inside a transaction.

    ``tell`` is called with the number made so far. With ``once`` rows that exist already are left alone, and nothing
    is recorded for them (periods opened by two workers at the same time).
    """
    made = 0
    for start in range(0, len(rows), BATCH):
        written = _insert(rows[start : start + BATCH], directive_id, on, once)
        record_many((_entry(row, directive_id) for row in written), actor=actor)
        made += len(written)
        tell(made)
    return made


def _insert(rows: Sequence[Planned], directive_id: int, on: date, once: bool) -> list[tuple[Any, ...]]:
    """The new rows as (id, unit_id, role, due_on, period)."""
    constant = _constants(directive_id, on)
    names = [*_PER_ROW, "first_due_on", *constant]
    read = ["due_why::jsonb" if name == "due_why" else name for name in _PER_ROW]
    selected = [*read, "due_on", *(["%s"] * len(constant))]
    arrays = ", ".join(f"%s::{kind}[]" for kind in _PER_ROW.values())
    sql = (
        f"INSERT INTO {Assignment._meta.db_table} ({', '.join(names)})"  # noqa: S608 (names of columns only)
        f" SELECT {', '.join(selected)} FROM unnest({arrays}) AS given({', '.join(_PER_ROW)})"
        f"{' ON CONFLICT DO NOTHING' if once else ''}"
        " RETURNING id, unit_id, role, due_on, period"
    )
    columns = [[_value(row, name) for row in rows] for name in _PER_ROW]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*constant.values(), *columns])
        return list(cursor.fetchall())


def _value(row: Planned, name: str) -> Any:
    value = getattr(row, name)
    return json.dumps(value) if name == "due_why" and value is not None else value


def _constants(directive_id: int, on: date) -> dict[str, Any]:
    """Every other column of an assignment at its model's default."""
    given = {"directive_id": directive_id, "assigned_on": on}
    rest: dict[str, Any] = {
        str(field.column): given.get(str(field.column), field.get_default())
        for field in Assignment._meta.concrete_fields
        if field.column not in _PER_ROW and field.column != "first_due_on" and not field.primary_key
    }
    # A parameter in a SELECT list has no type of its own: what is NULL anyway is left to the column.
    return {name: value for name, value in rest.items() if value is not None}


def _entry(row: tuple[Any, ...], directive_id: int) -> Entry:
    pk, unit_id, role, due_on, period = row
    fact = AssignmentGiven(assignment_id=pk, role=role, due_on=due_on, period=period)
    return Entry(fact, f"assignment:{pk}", directive_id, unit_id)
