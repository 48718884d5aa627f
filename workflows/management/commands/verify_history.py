"""manage.py verify_history: is the history as it was written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from workflows import history
from workflows.models import HistorySeal


class Command(BaseCommand):
    help = "Kiểm tra nhật ký: sự kiện bị sửa, thiếu, đổi thứ tự; trigger bảo vệ bị gỡ. Mã thoát 1 khi có sai lệch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stream", help="chỉ kiểm tra một chuỗi, ví dụ directive:5")

    def handle(self, *_args: Any, stream: str | None, **_options: Any) -> None:
        report = history.verify(stream)
        for finding in report.findings:
            position = f"#{finding.position}" if finding.position else ""
            where = f"{finding.stream} {position}".strip()
            row = f" (id {finding.event_id})" if finding.event_id else ""
            self.stdout.write(f"{finding.damage}: {where}{row}: {finding.detail}")
        looked_at = _("đã kiểm tra %(events)d sự kiện trong %(streams)d chuỗi") % {
            "events": report.events,
            "streams": report.streams,
        }
        if report.findings:
            raise CommandError(_("Nhật ký có sai lệch: %(looked_at)s.") % {"looked_at": looked_at})
        self.stdout.write(_("Nhật ký nguyên vẹn: %(looked_at)s.") % {"looked_at": looked_at})
        if last := HistorySeal.objects.order_by("-number").first():
            self.stdout.write(_("Niêm phong số %(number)d: %(hash)s") % {"number": last.number, "hash": last.hash})
