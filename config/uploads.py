"""Uploads stay in memory until they are checked: a refused document must leave no trace on any disk.

Django would spool a larger request to a temporary file. Here a request larger than settings.REQUEST_MAX_BYTES is
refused unread, and all others are held in memory (settings.FILE_UPLOAD_MAX_MEMORY_SIZE is set to the same size).
"""

from collections.abc import Awaitable, Callable, MutableMapping
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MESSAGE = "Nội dung gửi lên quá lớn. Hãy chọn tệp nhỏ hơn.".encode()


class InMemoryUploadHandler(FileUploadHandler):
    """Keeps each file in memory. One over settings.FILE_MAX_BYTES is counted to its end but not kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()
        self.dropped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.dropped or start + len(raw_data) > settings.FILE_MAX_BYTES:
            self.buffer, self.dropped = BytesIO(), True
        else:
            self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            self.buffer, self.field_name, self.file_name or "", self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip


class TooLarge(Exception):
    """The request's body went over the limit while it was read."""


def limit_body(app: App) -> App:
    """ASGI: answer 413 to a request whose body is over settings.REQUEST_MAX_BYTES, before any of it is kept."""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        limit = settings.REQUEST_MAX_BYTES
        announced = dict(scope.get("headers", [])).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > limit:
            await _refuse(send)
            return
        seen, answered = 0, False

        async def counted() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise TooLarge
            return message

        async def watched(message: MutableMapping[str, Any]) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await app(scope, counted, watched)
        except TooLarge:
            if not answered:
                await _refuse(send)

    return limited


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": MESSAGE})
