"""From an uploaded file to rows of text, within bounds. Nothing in the file is ever evaluated."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from organizations.imports.columns import COLUMNS, by_heading
from workflows.folding import fold

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
HEADER_WITHIN = 10  # the headings stand in one of the first rows; titles may come before
FORMULA = "\x00formula"

Row = dict[str, Any]
"""Column key to text; "line" the row's number in the file; "formula" keys of cells that hold one."""


def read(upload: "UploadedFile[Any]", kind: str) -> list[Row]:
    """The rows below the headings, blank ones dropped. ValidationError says in plain words what is wrong."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Tệp lớn quá 10 MB. Hãy chia thành nhiều tệp."), code="size")
    content = upload.read()
    if content[:4] == b"PK\x03\x04":
        lines = _xlsx(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise ValidationError(_("Đây là tệp .xls cũ. Hãy lưu lại thành .xlsx rồi tải lên."), code="xls")
    else:
        lines = _csv(content)
    return _rows(lines, kind)


def _xlsx(content: bytes) -> Iterator[list[str]]:
    unreadable = ValidationError(_("Không đọc được tệp. Hãy lưu lại thành .xlsx hoặc .csv rồi tải lên."), code="bad")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValidationError(_("Tệp quá lớn khi giải nén. Hãy chia thành nhiều tệp."), code="bomb")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise unreadable from error
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_col=MAX_COLUMNS):
            yield [_cell(cell) for cell in cells]
    except (zipfile.BadZipFile, IndexError, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise unreadable from error
    finally:
        book.close()


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
        return FORMULA
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/}{value.year:04d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    head = text[:4096]
    separator = max(";,\t", key=head.count)
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=separator, strict=True):
            yield [FORMULA if cell.startswith("=") else " ".join(cell.split()) for cell in cells[:MAX_COLUMNS]]
    except csv.Error as error:
        raise ValidationError(_("Tệp .csv không đúng dạng: hãy kiểm tra dấu ngoặc kép."), code="csv") from error


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValidationError(_("Không đọc được chữ trong tệp. Hãy lưu dạng .xlsx, hoặc .csv mã UTF-8."), code="encoding")


def _rows(lines: Iterable[list[str]], kind: str) -> list[Row]:
    numbered = enumerate(lines, start=1)
    columns = _headings(numbered, kind)
    found: list[Row] = []
    for line, cells in numbered:
        told = {key: cells[at] for at, key in columns.items() if at < len(cells) and cells[at]}
        if not told:
            continue
        if len(found) >= MAX_ROWS:
            raise ValidationError(_("Tệp có quá 20.000 dòng. Hãy chia thành nhiều tệp."), code="rows")
        formulas = [key for key, text in told.items() if text == FORMULA]
        row: Row = {key: text for key, text in told.items() if text != FORMULA} | {"line": line}
        found.append(row | {"formula": formulas} if formulas else row)
    if not found:
        raise ValidationError(_("Tệp không có dòng dữ liệu nào dưới dòng tiêu đề."), code="empty")
    return found


def _headings(numbered: Iterator[tuple[int, list[str]]], kind: str) -> dict[int, str]:
    """Position of each known column, from the first row that names all required ones."""
    known = by_heading(kind)
    required = {column.key for column in COLUMNS[kind] if column.required}
    best: set[str] = set()
    for line, cells in numbered:
        found: dict[int, str] = {}
        for at, cell in enumerate(cells):
            column = known.get(fold(cell.rstrip("*: ")))
            if column is not None and column.key not in found.values():
                found[at] = column.key
        if required <= set(found.values()):
            return found
        best = max(best, set(found.values()), key=len)
        if line >= HEADER_WITHIN:
            break
    missing = [column.title for column in COLUMNS[kind] if column.required and column.key not in best]
    raise ValidationError(
        _("Không thấy dòng tiêu đề có đủ các cột: %(columns)s. Hãy dùng tệp mẫu.") % {"columns": ", ".join(missing)},
        code="columns",
    )
