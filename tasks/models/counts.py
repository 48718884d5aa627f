"""Counts of finished work, so that a leader's board costs what is open and not what has ever been done."""

from django.db import models


class DoneTally(models.Model):
    """How much of a directive was done (số đã hoàn thành): given on one day, done and confirmed in certain months.

    Only what rates count: assignments to lead units, not parts handed down. Written by triggers of the assignment's
    table alone, one row for each that is confirmed; ``tasks.counting`` adds the rows of a key up at night. Readers sum.
    ``overdue_month`` is the month in which a late one became overdue, NULL for the others; ``late_days`` are calendar
    days; ``undated`` had no deadline and are neither on time nor late. A month is its first day.
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="+")
    given_on = models.DateField()
    done_month = models.DateField()
    closed_month = models.DateField()
    overdue_month = models.DateField(null=True)
    n = models.IntegerField()
    late = models.IntegerField()
    late_days = models.IntegerField()
    undated = models.IntegerField()

    class Meta:
        indexes = [models.Index("closed_month", name="tally_closed")]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.done_month:%Y-%m}: {self.n}"


COUNTED = "{row}.done_on IS NOT NULL AND {row}.parent_id IS NULL AND {row}.role = 'lead'"
SELECT = """{row}.directive_id, {row}.assigned_on, date_trunc('month', {row}.done_on)::date,
    date_trunc('month', COALESCE({row}.closed_on, {row}.done_on))::date,
    CASE WHEN {row}.done_on > {row}.due_on
        THEN date_trunc('month', GREATEST({row}.due_on + 1, {row}.assigned_on))::date END"""
COLUMNS = "(directive_id, given_on, done_month, closed_month, overdue_month, n, late, late_days, undated)"
LATE = "({row}.done_on > {row}.due_on) IS TRUE"


def _add(row: str, sign: str) -> str:
    parts = {"row": row}
    late = LATE.format(**parts)
    days = f"CASE WHEN {late} THEN {sign}({row}.done_on - {row}.due_on) ELSE 0 END"
    undated = f"CASE WHEN {row}.due_on IS NULL THEN {sign}1 ELSE 0 END"
    values = f"{SELECT.format(**parts)}, {sign}1, CASE WHEN {late} THEN {sign}1 ELSE 0 END, {days}, {undated}"
    insert = f"INSERT INTO tasks_donetally {COLUMNS} VALUES ({values})"  # noqa: S608 - constants
    return f"IF {COUNTED.format(**parts)} THEN {insert}; END IF;"


TALLY_NEW = f"{_add('NEW', '')} RETURN NULL;"
TALLY_CHANGE = f"{_add('OLD', '-')} {_add('NEW', '')} RETURN NULL;"
TALLY_OLD = f"{_add('OLD', '-')} RETURN NULL;"

# Summed anew from the assignments themselves: for the migration, and to check the tally.
FROM_ROWS = f"""SELECT {SELECT.format(row="a")}, count(*), count(*) FILTER (WHERE {LATE.format(row="a")}),
    COALESCE(sum(a.done_on - a.due_on) FILTER (WHERE {LATE.format(row="a")}), 0),
    count(*) FILTER (WHERE a.due_on IS NULL)
    FROM tasks_assignment a WHERE {COUNTED.format(row="a")} GROUP BY 1, 2, 3, 4, 5"""  # noqa: S608 - constants
