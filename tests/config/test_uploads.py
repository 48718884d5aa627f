"""Uploads never touch a disk before they are checked: everything stays in memory, and too much is refused unread."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import QueryDict
from django.test import RequestFactory

from config.uploads import limit_body

Message = MutableMapping[str, Any]


def run(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[list[Message], int]:
    """What was answered, and how many bytes the application was given."""
    answers: list[Message] = []
    given = 0

    async def app(scope: Message, receive: Any, send: Any) -> None:
        nonlocal given
        more = True
        while more:
            message = await receive()
            given += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}

    async def send(message: Message) -> None:
        answers.append(message)

    async def answer() -> None:
        await limit_body(app)({"type": "http", "headers": headers}, receive, send)

    asyncio.run(answer())
    return answers, given


def test_a_body_within_the_limit_passes() -> None:
    answers, given = run([b"a" * 10, b"b" * 10], [(b"content-length", b"20")])
    assert answers[0]["status"] == 200
    assert given == 20


def test_an_announced_excess_is_refused_before_anything_is_read() -> None:
    limit = settings.REQUEST_MAX_BYTES
    answers, given = run([b"x"], [(b"content-length", str(limit + 1).encode())])
    assert answers[0]["status"] == 413
    assert given == 0


def test_an_unannounced_excess_is_refused_when_it_shows(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.REQUEST_MAX_BYTES = 100
    answers, given = run([b"x" * 60, b"y" * 60, b"z" * 60], [])
    assert answers[0]["status"] == 413
    assert given == 60


def test_a_file_over_the_limit_is_counted_but_not_kept(settings: Any) -> None:
    settings.FILE_MAX_BYTES = 1000
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + b"y" * 5000 + b"\r\n--x--\r\n"
    )
    request = RequestFactory().post("/", data=body, content_type="multipart/form-data; boundary=x")
    uploaded = request.FILES["file"]
    assert isinstance(uploaded, InMemoryUploadedFile)
    assert uploaded.size == 5000
    assert uploaded.read() == b""
    assert isinstance(request.POST, QueryDict)


def test_django_spools_nothing_to_disk() -> None:
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= settings.REQUEST_MAX_BYTES
    assert settings.FILE_UPLOAD_HANDLERS == ["config.uploads.InMemoryUploadHandler"]
