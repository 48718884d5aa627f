"""The file of a sending of the entry form: newly sent, or kept from the one before, and what has been read of it."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from directives.actions.filing import hold_pending, pending_for
from directives.actions.reading import reading_for, start_reading
from directives.files import DOCUMENTS, FileRefused, keep, read_again, read_upload
from directives.models import FileReading, PendingFile
from directives.states import ReadingState
from workflows.actors import Actor

ORIGINALS = DOCUMENTS | {"png", "jpg"}


@dataclass
class Upload:
    """The file, if there is one; ``text`` when it has been read and is wanted; ``refused`` says what was not taken."""

    pending: PendingFile | None = None
    text: str = ""
    reading: FileReading | None = None
    refused: FileRefused | None = None

    @property
    def token(self) -> str:
        """What the form and its address carry."""
        return str(self.pending.token) if self.pending else str(self.reading.token) if self.reading else ""

    @property
    def is_read(self) -> bool:
        """No reading of it is still to come."""
        return self.reading is None or self.reading.state == ReadingState.DONE


def sent(uploaded: "UploadedFile[Any]", kept: str, actor: Actor) -> Upload:
    """Check and keep a new file. A refused one is not kept, and the one that came before (``kept``) stays."""
    try:
        reading = read_upload(uploaded, allowed=ORIGINALS)
    except FileRefused as error:
        if error.code == "secret":
            return Upload(refused=error)
        return replace(found(kept, actor), refused=error)
    pending = hold_pending(stored=keep(reading), name=reading.name, actor=actor, readable=reading.extract.readable)
    later = start_reading(pending=pending, actor=actor) if reading.extract.later else None
    return Upload(pending, reading.extract.text, later)


def found(token: str, actor: Actor, *, text: bool = False, begin: bool = False) -> Upload:
    """The file kept from an earlier sending; with its ``text`` where that is wanted. ``begin``: where its reading takes
    its time and is not done, have it begun (again).
    """
    pending = pending_for(actor, token)
    if pending is None:  # saved or dropped in another window, or swept: nothing is saved without its file unsaid
        return Upload(refused=_gone()) if token else Upload()
    reading = reading_for(actor, str(pending.token))
    if reading is None:
        return _short(pending, actor, begin=begin) if text else Upload(pending)
    if reading.state == ReadingState.DONE:
        return Upload(pending, reading.text if text else "", reading)
    return Upload(pending, reading=start_reading(pending=pending, actor=actor) if begin else reading)


def _short(pending: PendingFile, actor: Actor, *, begin: bool) -> Upload:
    """A file that was read as it came is read again."""
    try:
        extract = read_again(pending.file, pending.name)
    except FileRefused as error:
        return Upload(pending, refused=error)
    later = start_reading(pending=pending, actor=actor) if extract.later and begin else None
    return Upload(pending, extract.text, later)


def _gone() -> FileRefused:
    return FileRefused(
        _("Tệp đã gửi trước không còn trên máy chủ. Hãy chọn lại tệp, hoặc bấm lưu lần nữa để lưu không tệp."),
        code="gone",
    )
