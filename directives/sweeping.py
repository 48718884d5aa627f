"""Removing what no row bears: uploads of forms never saved, contents nothing refers to, files without a row."""

import contextlib
import logging
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from directives.files import hold, path_of
from directives.models import FileReading, PendingFile, StoredFile
from workflows import clock

logger = logging.getLogger(__name__)
KEEP_PENDING = timedelta(days=2)
# A content younger than this may belong to a form that is being saved at this moment.
YOUNG = timedelta(hours=6)


def sweep() -> int:
    """Do it; returns how many contents went. Bears being run twice, and beside uploads of the same content."""
    PendingFile.objects.filter(uploaded_at__lt=clock.now() - KEEP_PENDING).delete()
    FileReading.objects.filter(asked_at__lt=clock.now() - KEEP_PENDING).delete()
    gone = sum(_drop(sha256, unused()) for sha256 in unused().values_list("sha256", flat=True))
    gone += sum(_drop_orphan(path) for path in _files())
    if gone:
        logger.info("%s stored files swept", gone)
    return gone


def drop_now(sha256: str) -> None:
    """Remove a content at once, however young, unless a row refers to it: it turned out to be a state secret."""
    _drop(sha256, unborne())


def unused() -> QuerySet[StoredFile]:
    """Contents that no row of any app refers to, old enough not to be on their way into one."""
    return unborne().filter(stored_at__lt=clock.now() - YOUNG)


def unborne() -> QuerySet[StoredFile]:
    """Contents that no row of any app refers to."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model:
            bearer: Any = relation
            rows = bearer.related_model._base_manager.filter(**{bearer.field.name: OuterRef("pk")})
            found = found.filter(~Exists(rows))
    return found


def _drop(sha256: str, among: QuerySet[StoredFile]) -> int:
    with transaction.atomic():
        hold(sha256)
        deleted, _rows = among.filter(sha256=sha256).delete()
        if deleted:
            with contextlib.suppress(FileNotFoundError):
                path_of(sha256).unlink()
        return int(bool(deleted))


def _drop_orphan(path: Path) -> int:
    """A file whose transaction was rolled back, or part of one whose writing was cut off. Its age is the machine's,
    whatever day the product shows.
    """
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_mtime > time.time() - YOUNG.total_seconds():
            return 0
        with transaction.atomic():
            hold(path.name)
            if not StoredFile.objects.filter(sha256=path.name).exists():
                path.unlink()
                return 1
    return 0


def _files() -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).glob("??/*") if path.is_file()]
