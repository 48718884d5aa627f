"""Jobs of the directives app: files that nothing bears any more leave the disk."""

from procrastinate.contrib.django import app

from directives import sweeping


@app.periodic(cron="40 19 * * *")
@app.task(queueing_lock="sweep_files")
def sweep_files(timestamp: int) -> None:
    """At night."""
    sweeping.sweep()
