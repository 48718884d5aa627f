"""Processor time of a piece of work, which a busy machine does not stretch as it stretches the clock on the wall."""

import os
import time
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")


def used() -> float:
    """Seconds that this thread and the server's process behind its connection have used so far. The second counts where
    the server runs on this machine.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return time.thread_time()
    fields = stat.read_text().rpartition(")")[2].split()  # behind the name: state first, then utime and stime as 12, 13
    return time.thread_time() + (int(fields[11]) + int(fields[12])) / TICKS
