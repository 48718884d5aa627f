"""Reading an upload in a job: progress into its row, stopped when the row says so or is gone.

The text goes into the row; whoever uploaded the file takes it from there into the form. A mark of secrecy that only
this reading shows removes the file at once (law 117/2025/QH15 art. 5).
"""

import time
from collections.abc import Callable
from datetime import timedelta

from directives import sweeping
from directives.files import FileRefused, check_secrecy, read_stored
from directives.intake import sandbox
from directives.intake.media import TYPES
from directives.intake.refusals import UnreadableFile
from directives.models import FileReading, PendingFile
from directives.states import ReadingState
from workflows import clock

SILENCE = timedelta(seconds=120)
"""A reading that has told nothing for so long has died with its worker."""
EVERY = 0.5  # seconds between two signs of progress

_OPEN = (ReadingState.WAITING, ReadingState.RUNNING)


def read(reading_id: int) -> None:
    """Do the reading of that row, unless it was stopped or done meanwhile."""
    row = FileReading.objects.filter(pk=reading_id, state__in=_OPEN).first()
    pending = PendingFile.objects.select_related("file").filter(token=row.token).first() if row else None
    if row is None or pending is None:
        return
    _tell(row, state=ReadingState.RUNNING)
    try:
        media = next(media for media in TYPES.values() if media.mime == pending.file.media_type)
        found = sandbox.whole(read_stored(pending.file), media, _progress(row), lambda: _is_stopped(row))
        check_secrecy(found.raw, pending.name)
        check_secrecy(found.text)
    except UnreadableFile as error:
        _tell(row, state=ReadingState.FAILED, problem=error.code)
    except FileNotFoundError:
        _tell(row, state=ReadingState.FAILED, problem="broken")
    except FileRefused:
        sha256 = pending.file.sha256
        pending.delete()
        sweeping.drop_now(sha256)
        _tell(row, state=ReadingState.FAILED, problem="secret")
    else:
        _tell(row, state=ReadingState.DONE, text=found.text, scanned=found.scanned, page=row.pages)


def is_silent(row: FileReading) -> bool:
    """Nothing was heard of an open reading for a while."""
    return row.state in _OPEN and row.told_at < clock.now() - SILENCE


def is_open(row: FileReading) -> bool:
    """It waits or runs."""
    return row.state in _OPEN


def _progress(row: FileReading) -> Callable[[int, int], None]:
    last = 0.0

    def told(page: int, pages: int) -> None:
        nonlocal last
        row.pages = pages
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            _tell(row, page=page, pages=pages)

    return told


def _is_stopped(row: FileReading) -> bool:
    return not FileReading.objects.filter(pk=row.pk, state=ReadingState.RUNNING).exists()


def _tell(row: FileReading, **values: object) -> None:
    """Write to the row, unless somebody stopped it meanwhile."""
    FileReading.objects.filter(pk=row.pk, state__in=_OPEN).update(told_at=clock.now(), **values)
