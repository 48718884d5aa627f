"""Files: checked in memory, kept once per content outside the web root, given out as downloads only.

Order of a new file: size, type by content, text, mark of secrecy; only then is anything written. What is refused
leaves no trace on disk (law 117/2025/QH15 art. 5). Reports use the same functions.
"""

import contextlib
import hashlib
import os
import re
import unicodedata
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from directives.intake import sandbox
from directives.intake.media import ATTACHMENTS, DOCUMENTS, TYPES, MediaType, detect
from directives.intake.refusals import UnreadableFile
from directives.intake.secrecy import mark_in_name, secrecy_mark
from directives.intake.text import Extract
from directives.models import StoredFile
from workflows import clock, words

__all__ = ["ATTACHMENTS", "DOCUMENTS", "FileRefused", "check_secrecy", "download_response", "keep", "read_upload"]

NAME_LENGTH = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')


class FileRefused(ValidationError):
    """The file is not taken; the message says why and what to do. ``code`` "secret" for a mark of secrecy."""


@dataclass(frozen=True)
class Reading:
    """A file that passed every check, still in memory."""

    data: bytes
    name: str
    sha256: str
    media: MediaType
    extract: Extract


def check_secrecy(text: str, name: str = "") -> None:
    """FileRefused when the text, or the file's name, bears a mark of secrecy."""
    mark = secrecy_mark(text) or mark_in_name(name)
    if mark:
        raise FileRefused(
            _(
                "Văn bản có dấu “%(mark)s” nên không được nhận và không được lưu lại. Luật Bảo vệ bí mật nhà nước"
                " số 117/2025/QH15, Điều 5 cấm soạn thảo, lưu giữ bí mật nhà nước trên máy nối mạng."
                " Hãy xử lý văn bản này theo chế độ văn thư mật."
            )
            % {"mark": mark},
            code="secret",
        )


def read_upload(uploaded: "UploadedFile[Any]", *, allowed: frozenset[str] = ATTACHMENTS) -> Reading:
    """Check an upload: size, type by content, mark of secrecy. FileRefused; nothing is written either way."""
    limit, name = settings.FILE_MAX_BYTES, clean_name(uploaded.name or "")
    if (uploaded.size or 0) > limit:
        raise FileRefused(
            _("%(name)s: Tệp nặng %(size)s, quá mức cho phép là %(limit)s. Hãy nén ảnh hoặc tách nhỏ tệp.")
            % {"name": name, "size": words.file_size(uploaded.size or 0), "limit": words.file_size(limit)},
            code="size",
        )
    digest = hashlib.sha256()
    parts = []
    for chunk in uploaded.chunks():
        digest.update(chunk)
        parts.append(chunk)
    data = b"".join(parts)
    try:
        media = detect(data, name, allowed=allowed)
    except UnreadableFile as error:
        raise FileRefused(f"{name}: {error}", code=error.code) from None
    return Reading(data, name, digest.hexdigest(), media, _glance(data, media, name))


def read_again(stored: StoredFile, name: str) -> Extract:
    """What an upload that was kept tells, as when it came. FileRefused."""
    media = next(media for media in TYPES.values() if media.mime == stored.media_type)
    try:
        return _glance(read_stored(stored), media, name)
    except FileNotFoundError:
        raise FileRefused(f"{name}: {UnreadableFile('broken')}", code="broken") from None


def _glance(data: bytes, media: MediaType, name: str) -> Extract:
    try:
        found = sandbox.glance(data, media)
    except UnreadableFile as error:
        raise FileRefused(f"{name}: {error}", code=error.code) from None
    check_secrecy(found.raw, name)
    return found


def keep(reading: Reading) -> StoredFile:
    """Write a checked file, once per content however many bring it at a time."""
    with transaction.atomic():
        hold(reading.sha256)
        path = path_of(reading.sha256)
        if not path.exists():
            _write(path, reading.data)
        row = StoredFile(
            sha256=reading.sha256, size=len(reading.data), media_type=reading.media.mime, stored_at=clock.now()
        )
        StoredFile.objects.bulk_create([row], ignore_conflicts=True)
        return StoredFile.objects.get(sha256=reading.sha256)


def store_upload(uploaded: "UploadedFile[Any]", *, allowed: frozenset[str] = ATTACHMENTS) -> StoredFile:
    """Check an upload and keep it. FileRefused, and nothing kept, when a check fails."""
    return keep(read_upload(uploaded, allowed=allowed))


def hold(sha256: str) -> None:
    """Until the end of the transaction, nobody else stores or sweeps this content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [sha256])


def path_of(sha256: str) -> Path:
    """Where the content lies: FILES_DIR/ab/ab12…"""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def read_stored(stored: StoredFile) -> bytes:
    """The content. FileNotFoundError when the disk lost it."""
    return path_of(stored.sha256).read_bytes()


def clean_name(name: str) -> str:
    """The file's name for display and download: no path, no control or direction characters, at most 200 long."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = " ".join(_UNSAFE.sub(" ", plain).split()).strip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot or not stem:
        return (plain or "tep")[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}.{extension}"


def download_response(stored: StoredFile, name: str) -> FileResponse:
    """The file as an attachment; never shown inside the site. Only for who passed the access check. Http404 if lost."""
    try:
        content = path_of(stored.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = Download(content, as_attachment=True, filename=clean_name(name), content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


class Download(FileResponse):
    """A file in blocks, read in a thread under ASGI (Django would read it whole there, with a warning)."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._blocks()

    async def _blocks(self) -> AsyncIterator[bytes]:
        source: Any = self.file_to_stream
        read = sync_to_async(source.read)
        while block := await read(self.block_size):
            yield block


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also when the machine stops in the middle."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.parent / f".{uuid.uuid4().hex}.part"
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
