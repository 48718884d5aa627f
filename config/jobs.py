"""The job queue: one procrastinate application on the product's own database.

Jobs stand in each app's ``jobs.py`` and are found there when the apps are ready. Here: the queue's own upkeep.
Times of periodic jobs are UTC (procrastinate reads cron lines so); Việt Nam is seven hours ahead.
"""

from procrastinate import App, Blueprint, JobContext

# Jobs at once in one worker process: a mail server that does not answer must not hold up live notices.
CONCURRENCY = 4
# Seconds a stopping worker waits for its jobs before it gives them back to the queue.
GRACE = 20.0
# Seconds without a heartbeat after which a worker is taken for dead; it beats every ten.
DEAD_AFTER = 40.0
# Finished jobs stay visible for this long. Failed ones stay until someone has looked.
KEEP_HOURS = 72

upkeep = Blueprint()


def on_app_ready(app: App) -> None:
    """Called once by procrastinate with the finished application."""
    app.add_tasks_from(upkeep, namespace="upkeep")


async def resume(app: App, dead_after: float = DEAD_AFTER) -> int:
    """Gives jobs of dead workers back to the queue; returns how many. Jobs are written to be run twice."""
    await app.job_manager.prune_stalled_workers(dead_after)
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_after))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


@upkeep.periodic(cron="* * * * *")
@upkeep.task(name="resume_stalled", queueing_lock="resume_stalled", pass_context=True)
async def resume_stalled(context: JobContext, timestamp: int) -> None:
    """Each minute: jobs whose worker was killed start again."""
    await resume(context.app)


@upkeep.periodic(cron="30 19 * * *")
@upkeep.task(name="forget_finished", queueing_lock="forget_finished", pass_context=True)
async def forget_finished(context: JobContext, timestamp: int) -> None:
    """At night: finished jobs leave the queue's table."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
