"""What a file is, read from its content. Its name only has to agree."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils.translation import gettext_lazy as _

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 400 * 1024 * 1024  # bytes
MAX_RATIO: Final = 200


@dataclass(frozen=True)
class MediaType:
    """A kind of file that is taken: its code (the usual extension), MIME type and the extensions it may bear."""

    code: str
    mime: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: Final = {
    "pdf": MediaType("pdf", "application/pdf", ("pdf",)),
    "docx": MediaType("docx", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    "xlsx": MediaType("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    "txt": MediaType("txt", "text/plain", ("txt",)),
    "png": MediaType("png", "image/png", ("png",)),
    "jpg": MediaType("jpg", "image/jpeg", ("jpg", "jpeg")),
}
DOCUMENTS: Final = frozenset({"pdf", "docx", "txt"})
ATTACHMENTS: Final = frozenset(TYPES)

_MARKUP = (b"<!doctype html", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<iframe")


_MESSAGES: Final = {
    "empty": _("Tệp rỗng. Hãy chọn lại tệp."),
    "type": _("Loại tệp này không nhận được. Hãy dùng một trong các loại: %(listed)s."),
    "mismatch": _(
        "Nội dung tệp là %(content)s nhưng tên tệp kết thúc bằng “.%(extension)s”. Hãy lưu lại tệp đúng loại."
    ),
    "no_extension": _("Tên tệp không có phần đuôi, nội dung tệp là %(content)s. Hãy đổi tên thành “%(name)s”."),
    "old_office": _("Tệp đời cũ (.doc, .xls) không nhận được. Hãy lưu lại thành .docx, .xlsx hoặc .pdf."),
    "broken": _("Tệp bị hỏng hoặc được nén sai cách. Hãy mở ra và lưu lại."),
    "broken_word": _("Không đọc được tệp Word này. Hãy mở ra và lưu lại thành .docx."),
    "broken_excel": _("Không đọc được tệp Excel này. Hãy mở ra và lưu lại thành .xlsx."),
    "broken_pdf": _("Không đọc được tệp PDF này. Hãy mở ra, in lại thành PDF rồi tải lên."),
    "broken_image": _("Không mở được ảnh này. Hãy chụp hoặc quét lại rồi tải lên."),
    "legacy_font": _(
        "Văn bản dùng phông chữ cũ (TCVN3, VNI) nên không đọc được. Hãy chuyển mã sang Unicode rồi tải lên."
    ),
    "macro": _("Tệp có chứa macro nên không nhận được. Hãy lưu lại thành .docx hoặc .xlsx không có macro."),
    "bomb": _("Tệp giải nén ra quá lớn nên không nhận được. Hãy lưu lại hoặc tách nhỏ tệp."),
    "locked": _("Tệp PDF có đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại."),
    "pages": _("Tệp có hơn %(most)s trang. Hãy tách phụ lục thành tệp riêng."),
    "rows": _("Một bảng trong tệp có hơn %(most)s dòng. Hãy tách phụ lục thành tệp riêng."),
    "size": _("Tệp nặng hơn %(most)s MB. Hãy nén ảnh hoặc tách nhỏ tệp."),
    "too_long": _("Văn bản quá dài hoặc quá nặng để đọc. Hãy tách phụ lục thành tệp riêng."),
    "no_ocr": _(
        "Tệp là ảnh quét mà máy chủ chưa cài chương trình nhận dạng chữ (tesseract, tiếng Việt). "
        "Hãy dán văn bản vào ô “Toàn văn”, hoặc nhờ quản trị cài đặt."
    ),
    "stopped": _("Việc đọc tệp đã dừng."),
}


class UnreadableFile(Exception):
    """The file cannot be taken or read; ``str()`` says why and what to do, in the reader's language.

    ``code`` and ``values`` are plain, so that they pass between processes.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        self.code = code
        self.values = values
        super().__init__(code)

    def __str__(self) -> str:
        return str(_MESSAGES[self.code]) % self.values if self.values else str(_MESSAGES[self.code])


def detect(data: bytes, name: str, *, allowed: frozenset[str] = ATTACHMENTS) -> MediaType:
    """The type of the content. UnreadableFile when it is not among ``allowed`` or contradicts the name."""
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadableFile("empty")
    found = _by_content(data)
    listed = ", ".join(f".{code}" for code in TYPES if code in allowed)
    if found is None or found.code not in allowed:
        raise UnreadableFile("type", listed=listed)
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not extension:
        raise UnreadableFile("no_extension", content=found.code.upper(), name=f"{name.rstrip('.')}.{found.code}")
    if extension not in found.extensions:
        raise UnreadableFile("mismatch", content=found.code.upper(), extension=extension)
    return found


def _by_content(data: bytes) -> MediaType | None:
    if data.startswith(b"%PDF-"):
        return TYPES["pdf"]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES["png"]
    if data.startswith(b"\xff\xd8\xff"):
        return TYPES["jpg"]
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("old_office")
    if decode_text(data) is None:
        return None
    start = data[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").lower().replace(b"\x00", b"")
    if start.startswith(_MARKUP) or start.startswith(b"#!") or b"<script" in start:
        return None
    return TYPES["txt"]


def _packed(data: bytes) -> MediaType | None:
    """A .docx or .xlsx: looked at without unpacking more than its list of contents."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
            names = {entry.filename.lower() for entry in archive.infolist()}
            content_types = archive.read("[Content_Types].xml").lower() if "[content_types].xml" in names else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("broken") from error
    if b"macroenabled" in content_types or any(name.endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("macro")
    if b"wordprocessingml.document.main+xml" in content_types:
        return TYPES["docx"]
    if b"spreadsheetml.sheet.main+xml" in content_types:
        return TYPES["xlsx"]
    return None


def check_bomb(archive: zipfile.ZipFile) -> None:
    """UnreadableFile for an archive that would unpack to far more than it is."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > 2**22 and unpacked / packed > MAX_RATIO):
        raise UnreadableFile("bomb")


def decode_text(data: bytes) -> str | None:
    """Plain text in UTF-8, UTF-16 or Windows-1258; None when it is none of these."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data[:4096]:
        guessed = _decoded(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be") or ""
        foreign = sum(ord(char) >= 0x2100 for char in guessed)  # bytes that were no pairs look Chinese
        return guessed if foreign * 10 < len(guessed) else None
    return _decoded(data, "utf-8-sig") or _decoded(data, "cp1258")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    odd = sum(ord(char) < 32 and char not in "\t\n\r\f\v" for char in text)
    return text if odd == 0 else None
