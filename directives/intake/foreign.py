"""Kinds of files that are not taken, known by their first bytes, so that each is told its own remedy."""

import zipfile
from typing import Final

from directives.intake.refusals import UnreadableFile

_PICTURES: Final = (
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
)
_ARCHIVES: Final = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
)
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!")
_HEIC: Final = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
_MARKUP: Final = (
    b"<!doctype html",
    b"<html",
    b"<script",
    b"<?xml",
    b"<head",
    b"<body",
    b"<iframe",
    b"mime-version:",
)
_LOOKED_AT: Final = 512
_MAIL: Final = (b"received: ", b"return-path: ", b"delivered-to: ")

# Streams of an OLE container ([MS-CFB]); their names stand in its directory in UTF-16.
_STREAMS: Final = (
    ("EncryptedPackage", "locked_office"),  # a document behind a password (MS-OFFCRYPTO 1.3.2)
    ("__properties_version", "mail"),
    ("WordDocument", "old_word"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)


def refuse_foreign(data: bytes) -> None:
    """UnreadableFile with its remedy for a kind that is known and never taken, whatever it is named."""
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").lower().replace(b"\x00", b"")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(next((c for s, c in _STREAMS if s.encode("utf-16-le") in data), "old_office"))
    if start.startswith(b"{\\rtf"):
        raise UnreadableFile("rtf")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise UnreadableFile("heic")
    if kind := _picture(data, start):
        raise UnreadableFile("other_picture", kind=kind)
    if kind := next((kind for sign, kind in _ARCHIVES if data.startswith(sign)), ""):
        raise UnreadableFile("archive", kind=kind)
    if data.startswith(_PROGRAMS) and (b"\x00" in data[:_LOOKED_AT] or data.startswith(b"#!")):
        raise UnreadableFile("program")
    if start.startswith(_MAIL):
        raise UnreadableFile("mail")
    if start.startswith(_MARKUP) or b"<script" in start:
        raise UnreadableFile("web")


def refuse_package(archive: zipfile.ZipFile, content_types: bytes) -> None:
    """UnreadableFile with its remedy for a ZIP archive that is neither .docx nor .xlsx, but of a kind that is known."""
    names = {entry.filename for entry in archive.infolist()}
    kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    if b"opendocument.text" in kind:
        raise UnreadableFile("odt")
    if b"opendocument.spreadsheet" in kind or b"spreadsheetml" in content_types:
        raise UnreadableFile("sheet")
    if b"opendocument.presentation" in kind or b"presentationml" in content_types:
        raise UnreadableFile("slides")
    if b"wordprocessingml.template" in content_types:
        raise UnreadableFile("template")
    if any(name.endswith(".iwa") for name in names):
        raise UnreadableFile("iwork")
    if not content_types:
        raise UnreadableFile("archive", kind="zip")


def _picture(data: bytes, start: bytes) -> str:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] == b"avif":
        return "avif"
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start):
        return "svg"
    kind = next((kind for sign, kind in _PICTURES if data.startswith(sign)), "")
    return "" if kind == "bmp" and b"\x00" not in data[:16] else kind
