"""Whether a database answers: asked by commands that can do without one."""

import psycopg
from django.db import connection

SECONDS = 5


def reach() -> None:
    """One connection outside the pool, which would try for half a minute and log each failure. ``psycopg.Error`` when
    nothing answers in time.
    """
    psycopg.connect(**connection.get_connection_params() | {"connect_timeout": SECONDS}).close()
