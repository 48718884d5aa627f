"""What a file is, read from its content. Its name only has to agree."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NoReturn

from directives.intake.foreign import refuse_foreign, refuse_package
from directives.intake.refusals import UnreadableFile

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 400 * 1024 * 1024  # bytes
MAX_RATIO: Final = 200
SMALL: Final = 4 * 1024**2
"""Bytes of a Word file, unpacked, up to which it is read without a process of its own."""
MOST_ODD: Final = 20
"""One odd character among fewer than so many, and the content is no text."""
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f]")


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
BROKEN: Final = {
    "pdf": "broken_pdf",
    "docx": "broken_word",
    "xlsx": "broken_excel",
    "txt": "broken_text",
    "png": "broken_image",
    "jpg": "broken_image",
}
"""The refusal of a file of each type that cannot be opened."""

_LONGEST_LIST: Final = 1024**2  # bytes of a package's list of contents


def detect(data: bytes, name: str, *, allowed: frozenset[str] = ATTACHMENTS) -> MediaType:
    """The type of the content. UnreadableFile when it is not among ``allowed`` or contradicts the name."""
    if not data.strip(b"\x00 \r\n\t\x0b\x0c"):
        raise UnreadableFile("empty")
    refuse_foreign(data)
    stem, _dot, extension = name.rpartition(".")
    extension = extension.lower() if stem else ""
    found = _by_content(data)
    if found is None:
        _refuse_unknown(data, extension, allowed)
    elif found.code not in allowed:
        _refuse_type(found.code, allowed)
    elif not extension:
        raise UnreadableFile("no_extension", content=found.code.upper(), name=f"{name.rstrip('.')}.{found.code}")
    elif extension in found.extensions:
        return found
    proper = f"{stem}.{found.code}"
    if found.code == "txt" and any(extension in media.extensions for media in TYPES.values()):
        raise UnreadableFile("only_letters", extension=extension, name=proper)
    raise UnreadableFile("mismatch", content=found.code.upper(), extension=extension, name=proper)


def _refuse_unknown(data: bytes, extension: str, allowed: frozenset[str]) -> NoReturn:
    """The content is nothing that is known: by its name it is damaged, or of a kind that is not taken."""
    promised = next((media.code for media in TYPES.values() if extension in media.extensions), "")
    if promised not in allowed:
        _refuse_type(promised, allowed)
    if promised == "txt":
        _check_letters(data)
    raise UnreadableFile(BROKEN[promised])


def _refuse_type(code: str, allowed: frozenset[str]) -> NoReturn:
    if code == "xlsx":
        raise UnreadableFile("sheet_as_pdf")
    raise UnreadableFile("type", listed=", ".join(f".{code}" for code in TYPES if code in allowed))


def _by_content(data: bytes) -> MediaType | None:
    if data.startswith(b"%PDF-"):
        return TYPES["pdf"]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES["png"]
    if data.startswith(b"\xff\xd8\xff"):
        return TYPES["jpg"]
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return None if decode_text(data) is None else TYPES["txt"]


def _packed(data: bytes) -> MediaType | None:
    """A .docx or .xlsx: looked at without unpacking more than its list of contents."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_bomb(archive)
            names = {entry.filename.lower() for entry in archive.infolist()}
            content_types = b""
            if "[content_types].xml" in names:
                content_types = archive.open("[Content_Types].xml").read(_LONGEST_LIST).lower()
            if b"macroenabled" in content_types or any(name.endswith("vbaproject.bin") for name in names):
                raise UnreadableFile("macro")
            if b"wordprocessingml.document.main+xml" in content_types:
                if "word/document.xml" in names and _declares(archive.open("word/document.xml").read(1024)):
                    raise UnreadableFile("broken_word")
                return TYPES["docx"]
            if b"spreadsheetml.sheet.main+xml" in content_types:
                return TYPES["xlsx"]
            refuse_package(archive, content_types)
            return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        raise UnreadableFile("broken") from None


def _declares(beginning: bytes) -> bool:
    """A part with declarations of its own, such as entities: Office Open XML forbids them (ISO/IEC 29500-2, 6.2.5)."""
    return b"<!doctype" in beginning.lower()


def check_bomb(archive: zipfile.ZipFile) -> None:
    """UnreadableFile for an archive that would unpack to far more than it is."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > 2**22 and unpacked / packed > MAX_RATIO):
        raise UnreadableFile("bomb")


def is_small(data: bytes) -> bool:
    """A Word file of at most ``SMALL``; also one that is broken, as its reader will say."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")) <= SMALL
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True


def decode_text(data: bytes) -> str | None:
    """Plain text in UTF-8, UTF-16 or Windows-1258; None when it is none of these."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data[:4096]:
        guessed = _decoded(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be") or ""
        foreign = sum(ord(char) >= 0x2100 for char in guessed)  # bytes that were no pairs look Chinese
        return guessed if foreign * 10 < len(guessed) else None
    return _decoded(data, "utf-8-sig") or (None if _is_broken_utf8(data) else _decoded(data, "cp1258"))


def _is_broken_utf8(data: bytes) -> bool:
    """Most of its letters beyond ASCII are UTF-8: read as Windows-1258 they would be gibberish."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad > 0 and sum(char > "\x7f" for char in text) - bad > bad


def _check_letters(data: bytes) -> None:
    """UnreadableFile that names the place, when the content is text but for a few characters or bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lossy = data.decode("utf-8", "replace")
        if _ODD.search(lossy) or lossy.count("\ufffd") * MOST_ODD > len(lossy):
            return
        raise UnreadableFile("encoding", line=data.count(b"\n", 0, error.start) + 1) from error
    odd = _ODD.search(text)
    if odd is None or len(_ODD.findall(text)) * MOST_ODD > len(text):
        return
    line, column = text.count("\n", 0, odd.start()) + 1, odd.start() - text.rfind("\n", 0, odd.start())
    raise UnreadableFile("control", mark=f"{ord(odd[0]):02X}", line=line, column=column)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _ODD.search(text) else text
