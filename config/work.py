"""The job worker, in a process of its own or beside the web server in one loop."""

import asyncio
import logging

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from config import jobs

logger = logging.getLogger(__name__)

RETRY_SECONDS = 3


async def work(*, alone: bool = False) -> None:
    """Runs jobs until cancelled; a lost database is waited for.

    ``alone``: no other worker can be alive on this database, so jobs still marked as running are a killed
    process's and start again at once.
    """
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("the job queue must use Django's connection")
    while True:
        # The worker has connections of its own. The application keeps Django's, so that jobs enqueued by
        # pages and by other jobs stand or fall with the caller's transaction.
        worker = app.with_connector(app.connector.get_worker_connector())
        try:
            async with worker.open_async():
                if again := await jobs.resume(worker, 0 if alone else jobs.DEAD_AFTER):
                    logger.warning("%s interrupted jobs start again", again)
                await worker.run_worker_async(
                    concurrency=jobs.CONCURRENCY,
                    shutdown_graceful_timeout=jobs.GRACE,
                    stalled_worker_timeout=jobs.DEAD_AFTER,
                    install_signal_handlers=False,
                )
        except Exception:
            logger.exception("the job worker stopped and starts again in %s s", RETRY_SECONDS)
        finally:
            await sync_to_async(close_old_connections)()
        await asyncio.sleep(RETRY_SECONDS)
