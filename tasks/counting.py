"""Keeping the tally of finished work short."""

from django.db import connection
from procrastinate.contrib.django import app

from tasks.models.counts import COLUMNS
from workflows.jobs import RETRY

KEY = "directive_id, given_on, done_month, closed_month, overdue_month"
ADD_UP = f"""WITH many AS (
    SELECT {KEY} FROM tasks_donetally GROUP BY {KEY} HAVING count(*) > 1 OR sum(n) = 0
), taken AS (
    DELETE FROM tasks_donetally t USING many m
    WHERE (t.directive_id, t.given_on, t.done_month, t.closed_month) =
        (m.directive_id, m.given_on, m.done_month, m.closed_month)
    AND t.overdue_month IS NOT DISTINCT FROM m.overdue_month
    RETURNING t.*
)
INSERT INTO tasks_donetally {COLUMNS}
SELECT {KEY}, sum(n), sum(late), sum(late_days), sum(undated) FROM taken GROUP BY {KEY} HAVING sum(n) <> 0"""  # noqa: S608 - constants


def add_up() -> None:
    """Make one row of the rows of a key. Rows confirmed meanwhile stand beside it until the next time."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP)


@app.periodic(cron="23 2 * * *", periodic_id="nightly")
@app.task(retry=RETRY, queueing_lock="add_up_tally")
def add_up_tally(timestamp: int) -> None:
    """Each night: add up what was confirmed since the last."""
    add_up()
