"""Having an upload read that takes its time, and stopping that."""

import contextlib

from django.core.exceptions import ValidationError
from django.db import transaction

from directives import jobs as reading_jobs
from directives.models import FileReading, PendingFile
from directives.reading import is_open, is_silent
from directives.states import ReadingState
from workflows import clock, jobs
from workflows.actors import Actor


@transaction.atomic
def start_reading(*, pending: PendingFile, actor: Actor) -> FileReading:
    """Đọc tệp: have the upload read by a job; again when the last reading failed, was stopped or died."""
    now = clock.now()
    row, made = FileReading.objects.select_for_update().get_or_create(
        token=pending.token, defaults={"asked_by_id": actor.person_id, "asked_at": now, "told_at": now}
    )
    if not made:
        if row.state == ReadingState.DONE or (is_open(row) and not is_silent(row)):
            return row
        row.state, row.problem, row.page, row.pages = ReadingState.WAITING, "", 0, 0
        row.told_at = now
        row.save()
    jobs.enqueue(reading_jobs.read_file, reading_id=row.pk)
    return row


@transaction.atomic
def stop_reading(*, reading: FileReading, actor: Actor) -> None:
    """Dừng đọc: the job gives up within a second; the upload stays. Nothing happens to a reading that is over."""
    FileReading.objects.filter(
        pk=reading.pk, asked_by_id=actor.person_id, state__in=[ReadingState.WAITING, ReadingState.RUNNING]
    ).update(state=ReadingState.STOPPED)


def reading_for(actor: Actor, token: str) -> FileReading | None:
    """The reading of the upload with that token, for whoever uploaded it."""
    with contextlib.suppress(ValidationError):  # no token at all
        return FileReading.objects.filter(token=token, asked_by_id=actor.person_id).first()
    return None
