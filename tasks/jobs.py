"""Background jobs of the tasks app; found here when the apps are ready."""

from procrastinate.contrib.django import app

from tasks import counting
from tasks.actions.extending_steps import press_late_steps
from tasks.decomposition import jobs as decomposition
from tasks.issuing import jobs as issuing
from tasks.timing import shifting
from workflows import freshness

__all__ = ["counting", "decomposition", "issuing", "shifting"]


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="press_late_steps")
def press_late_extension_steps(timestamp: int) -> None:
    """Each hour: whose turn it is with a request for more time hears that the step's day has passed, once a step."""
    freshness.recheck()
    press_late_steps()
