"""Read a document and print what it proposes: ``manage.py intake ke-hoach.docx --json --no-db``."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directives.intake import sandbox
from directives.intake.media import DOCUMENTS, UnreadableFile, detect
from directives.intake.proposal import as_data
from directives.intake.reading import Confidence, Reading, read
from directives.intake.secrecy import mark_in_name, secrecy_mark
from directives.intake.text import SCANS


class Command(BaseCommand):
    help = "Đọc một văn bản và in ra các nhiệm vụ đề xuất."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .docx, .pdf, .txt, hoặc ảnh quét .png, .jpg")
        parser.add_argument("--json", action="store_true", help="in ra JSON")
        parser.add_argument(
            "--no-db", action="store_true", help="không hỏi cơ sở dữ liệu: chỉ đọc chữ, không tra danh bạ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reading = read_file(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(as_data(reading), ensure_ascii=False))
            return
        for line in shown(reading):
            self.stdout.write(line)


def read_file(path: Path) -> Reading:
    """The reading of a file. CommandError with the remedy when it cannot be read or is marked secret."""
    try:
        with path.open("rb") as opened:  # no more than tells that it is too large
            data = opened.read(settings.FILE_MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"Không mở được {path}: {error.strerror}. Hãy kiểm tra lại đường dẫn.") from error
    try:
        if len(data) > settings.FILE_MAX_BYTES:
            raise UnreadableFile("size", most=settings.FILE_MAX_BYTES // 1024**2)
        found = sandbox.whole(data, detect(data, path.name, allowed=DOCUMENTS.union(SCANS)))
    except UnreadableFile as error:
        raise CommandError(f"{path.name}: {error}") from error
    if mark := secrecy_mark(found.raw) or mark_in_name(path.name):
        raise CommandError(f"{path.name}: văn bản có dấu “{mark}” nên không được đọc trên máy này.")
    if not found.readable:
        raise CommandError(f"{path.name}: không có lớp chữ để đọc. Hãy dùng bản có chữ, hoặc gõ nội dung vào.")
    return read(found.document)


def shown(reading: Reading) -> list[str]:
    """The reading for people: each task with what it binds, doubts marked."""
    lines = []
    for number, task in enumerate(reading.tasks, start=1):
        sure = "" if task.confidence is Confidence.CERTAIN else "  (?) " + " ".join(task.doubts)
        lines.append(f"{number:>3}. [{task.section}] {_digest(task.quote)}")
        lead = ", ".join(name.words for name in task.lead) or "chưa rõ"
        lines.append(f"     Chủ trì: {lead}")
        if task.coordinate:
            lines.append(f"     Phối hợp: {', '.join(name.words for name in task.coordinate)}")
        if task.time.words:
            day = f" → {task.time.day:%d/%m/%Y}" if task.time.day else ""
            lines.append(f"     Thời hạn: {'; '.join(task.time.words)}{day}")
        if task.product:
            lines.append(f"     Sản phẩm: {'; '.join(thing.words for thing in task.product)}")
        lines += [f"    {sure}"] if sure else []
    lines += [f"! {finding.message}" for finding in reading.findings]
    return lines


def _digest(words: str, length: int = 110) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"
