"""Read a document and print what it proposes: ``manage.py intake ke-hoach.docx --json --no-db``."""

import json
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import translation

from directives.intake import sandbox
from directives.intake.media import DOCUMENTS, detect
from directives.intake.proposal import as_data
from directives.intake.reading import Reading, read
from directives.intake.refusals import UnreadableFile
from directives.intake.secrecy import mark_in_name, secrecy_mark
from directives.intake.text import SCANS
from organizations.directory import own_office
from organizations.models import Unit
from tasks.decomposition.for_office import OfficeReading, read_for
from tasks.decomposition.for_office_data import added
from tasks.decomposition.printed import printed
from workflows.reachable import reach
from workflows.words import file_size

INSTALL = "Trên Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie."


class Command(BaseCommand):
    help = "Đọc một văn bản và in ra các nhiệm vụ đề xuất, với tên trong danh bạ và văn bản đã có trong hệ thống."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .docx, .pdf, .txt, hoặc ảnh quét .png, .jpg")
        parser.add_argument("--json", action="store_true", help="in ra JSON")
        parser.add_argument("--unit", default="", help="đọc cho cơ quan nào: tên, tên viết tắt hoặc mã trong danh bạ")
        parser.add_argument(
            "--no-db", action="store_true", help="không hỏi cơ sở dữ liệu: chỉ đọc chữ, không tra danh bạ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            office = None if options["no_db"] else office_for(options["unit"])
            reading = read_file(options["file"])
            try:
                found = read_for(office, reading) if office else None
            except DatabaseError as error:
                raise CommandError(f"Cơ sở dữ liệu ngừng trả lời khi đang tra danh bạ: {error}") from error
            told = printed(reading, found) if not options["json"] else [as_json(reading, found)]
            self.stdout.write("\n".join(told))


def as_json(reading: Reading, found: OfficeReading | None) -> str:
    """One object: the reading of the text, the same with and without a database; beside it what the office adds."""
    data = as_data(reading)
    if found:
        data["directory"], proposed = added(found)
        for task, proposal in zip(data["tasks"], proposed, strict=True):
            task["proposed"] = proposal
    return json.dumps(data, ensure_ascii=False)


def read_file(path: Path) -> Reading:
    """The reading of a file. CommandError with the remedy when it cannot be read or is marked secret."""
    try:
        with path.open("rb") as opened:  # no more than tells that it is too large
            data = opened.read(settings.FILE_MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"Không mở được {path}: {_why(error)}") from error
    try:
        if len(data) > settings.FILE_MAX_BYTES:
            raise UnreadableFile("size", most=file_size(settings.FILE_MAX_BYTES))
        found = sandbox.whole(data, detect(data, path.name, allowed=DOCUMENTS.union(SCANS)))
    except UnreadableFile as error:
        install = f" {INSTALL}" if error.code == "no_ocr" else ""
        raise CommandError(f"{path.name}: {error}{install}") from error
    if mark := secrecy_mark(found.raw) or mark_in_name(path.name):
        raise CommandError(f"{path.name}: văn bản có dấu “{mark}” nên không được đọc trên máy này.")
    if not found.readable:
        raise CommandError(f"{path.name}: không có lớp chữ để đọc. Hãy dùng bản có chữ, hoặc gõ nội dung vào.")
    return read(found.document)


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "không có tệp này. Hãy kiểm tra lại đường dẫn."
        case IsADirectoryError():
            return "đây là thư mục. Hãy ghi tên một tệp."
        case PermissionError():
            return "không có quyền đọc tệp. Hãy chạy bằng tài khoản được đọc tệp này."
    return f"{error.strerror}."


def office_for(words: str) -> Unit:
    """The office for which names are matched. CommandError naming the remedy without a database or such an office."""
    try:
        reach()
        found = own_office(words)
    except (DatabaseError, psycopg.Error) as error:
        raise CommandError(
            f"Không dùng được cơ sở dữ liệu: {str(error).strip().splitlines()[0]}. Hãy kiểm tra DATABASE_URL và chạy"
            " “manage.py migrate”, hoặc thêm --no-db để chỉ đọc chữ, không tra danh bạ."
        ) from error
    if isinstance(found, Unit):
        return found
    named = "; ".join(unit.name for unit in found[:10])
    if not named:
        raise CommandError("Danh bạ chưa có cơ quan nào. Hãy chạy “manage.py setup_office”, hoặc thêm --no-db.")
    asked = f"Không có một cơ quan tên “{words}”." if words else "Hệ thống có nhiều cơ quan."
    raise CommandError(f"{asked} Hãy ghi --unit với tên, tên viết tắt hoặc mã, ví dụ: {named}. Hoặc thêm --no-db.")
