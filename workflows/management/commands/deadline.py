"""Show how a deadline is read and computed: ``manage.py deadline "trước ngày 30/7/2023" --issued 28/7/2023``."""

import json
from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from workflows import clock, in_force
from workflows.calendars import why_unsure
from workflows.reachable import reach
from workflows.reading import DeadlineReading, ReadingOptions, read_deadline
from workflows.workdays import published


def a_day(text: str) -> date:
    """2026-04-29 or 29/4/2026."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ArgumentTypeError(f"“{text}” không phải ngày có thật; hãy ghi như 2026-04-29 hoặc 29/04/2026")


class Command(BaseCommand):
    help = "Đọc một câu thời hạn và tính ra ngày, theo lịch và tùy chọn của cơ quan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phrase", help="câu chữ của văn bản, ví dụ: trong thời hạn 05 ngày làm việc")
        parser.add_argument("--issued", type=a_day, default=None, help="ngày ban hành: 2026-04-29 hoặc 29/04/2026")
        parser.add_argument("--no-db", action="store_true", help="theo lịch nhà nước công bố, không hỏi cơ sở dữ liệu")
        parser.add_argument("--json", action="store_true", help="in ra JSON")

    def _read(self, phrase: str, issued: date | None, *, without: bool) -> tuple[DeadlineReading, str]:
        """By the office's calendar and options, and that the day is unsure because nobody confirmed its year's list; by
        the published calendar and the defaults where there is no database.
        """
        if not without:
            try:
                reach()
                reading = in_force.read_deadline(phrase, issued)
                return reading, why_unsure(reading.operative, clock.today()) if reading.operative else ""
            except (DatabaseError, psycopg.Error):
                self.stderr.write("Không có cơ sở dữ liệu: đọc theo lịch nhà nước công bố và tùy chọn mặc định.")
        return read_deadline(phrase, issued, published(), ReadingOptions()), ""

    def handle(self, *args: Any, **options: Any) -> None:
        reading, unsure = self._read(options["phrase"], options["issued"], without=options["no_db"])
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_data(), ensure_ascii=False))
            return
        told = rows(reading)
        if unsure and unsure not in reading.uncertain:
            told.append(("Chưa chắc", unsure))
        for name, value in told:
            self.stdout.write(f"{name:<20}{value}")


def rows(reading: DeadlineReading) -> list[tuple[str, str]]:
    """The reading line by line, what is empty left out."""
    days = {"Ngày ghi": reading.stated, "Theo luật": reading.legal, "Hạn phải xong": reading.operative}
    found = [("Kiểu", str(reading.kind.label)), ("Quy tắc", reading.rule)]
    found += [(name, f"{day:%d/%m/%Y}") for name, day in days.items() if day]
    found += [("Chu kỳ", ", ".join(reading.recurrence))] if reading.recurrence else []
    found += [("Vì sao", sentence) for sentence in reading.why]
    return found + [("Chưa chắc", sentence) for sentence in reading.uncertain]
