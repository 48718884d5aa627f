"""Jobs of the directives app: files that nothing bears any more leave the disk; long files are read."""

from procrastinate.contrib.django import app

from directives import reading, sweeping


@app.periodic(cron="40 19 * * *")
@app.task(queueing_lock="sweep_files")
def sweep_files(timestamp: int) -> None:
    """At night."""
    sweeping.sweep()


@app.task
def read_file(reading_id: int) -> None:
    """Read an upload that takes its time. Bears being run twice."""
    reading.read(reading_id)
