"""manage.py setup_office: from an empty database to an office one can sign in to. Safe to run again."""

import getpass
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import translation

from organizations import first_visit, office_file
from organizations.actions.passwords import invite
from organizations.models import Person, UnitKind
from workflows.actors import system_actor


class Command(BaseCommand):
    help = (
        "Set an office up: its own unit and superior, the first administrator, units, people, groups, options. "
        "Asks for what no flag or file tells; running it again changes only what differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", action="store_true", help="print a fresh one-time code for the first visit")
        parser.add_argument("--link", metavar="USERNAME", help="print a one-time link to set that person's password")
        parser.add_argument("--json", metavar="FILE", help="an office described in a file (see docs/operations.md)")
        parser.add_argument("--unit", help="name of the own agency")
        parser.add_argument("--short-name", default="", help="its short name")
        parser.add_argument("--kind", default=UnitKind.DEPARTMENT, choices=UnitKind.values, help="its kind")
        parser.add_argument("--parent", default="", help="name of its superior")
        parser.add_argument("--parent-kind", default=UnitKind.PROVINCE, choices=UnitKind.values, help="and its kind")
        parser.add_argument("--username", help="the administrator's name to sign in with")
        parser.add_argument("--full-name", help="the administrator's full name")
        parser.add_argument("--email", default="", help="the administrator's e-mail")
        parser.add_argument("--groups", action="store_true", help="also make the groups documents usually address")
        parser.add_argument("--no-input", action="store_true", help="never ask; without a password a link is printed")

    def handle(self, *args: Any, **told: Any) -> None:
        with translation.override("vi"):
            if told["code"]:
                self._code()
            elif told["link"]:
                self._link(told["link"])
            else:
                self._apply(self._file(told["json"]) if told["json"] else self._asked(told))

    def _apply(self, described: dict[str, Any]) -> None:
        try:
            report = office_file.apply(described, system_actor())
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        for line in report.lines:
            self.stdout.write(line)
        if report.link:
            self.stdout.write(f"Đặt mật khẩu quản trị tại (dùng một lần): {report.link}")
        self.stdout.write(self.style.SUCCESS(f"Mở {settings.SITE_URL}{reverse('organizations:start')} để làm tiếp."))

    def _code(self) -> None:
        if not first_visit.nobody_yet():
            raise CommandError("Hệ thống đã có người dùng: không cần mã. Dùng --link để đặt lại mật khẩu quản trị.")
        self.stdout.write(f"Mã thiết lập (dùng một lần): {first_visit.fresh_code()}")

    def _link(self, username: str) -> None:
        person = Person.objects.filter(username__iexact=username).first()
        if person is None:
            raise CommandError(f"Không có người dùng {username}.")
        try:
            self.stdout.write(invite(actor=system_actor(), person=person))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _file(self, name: str) -> dict[str, Any]:
        try:
            described = json.loads(Path(name).read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"Không đọc được {name}: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(f"{name} không phải JSON: {error}") from error
        if not isinstance(described, dict):
            raise CommandError(f"{name}: cần một đối tượng JSON")
        return described

    def _asked(self, told: dict[str, Any]) -> dict[str, Any]:
        """From the flags; what they leave out is asked for, unless --no-input."""
        asks = not told["no_input"]
        unit = told["unit"] or (self._ask("Tên cơ quan (ví dụ: Sở Y tế Lạng Sơn)") if asks else "")
        if not unit:
            raise CommandError("Thiếu --unit: tên cơ quan.")
        parent = told["parent"] or (self._ask("Cơ quan cấp trên (bỏ trống nếu không có)") if asks else "")
        described: dict[str, Any] = {
            "unit": {"name": unit, "short_name": told["short_name"], "kind": told["kind"]},
            "groups": told["groups"],
        }
        if parent:
            described["parent"] = {"name": parent, "kind": told["parent_kind"]}
        username = told["username"]
        if not username and asks and first_visit.nobody_yet():
            username = self._ask("Tên đăng nhập của người quản trị")
        if username:
            described["administrator"] = self._administrator(username, told, asks=asks)
        return described

    def _administrator(self, username: str, told: dict[str, Any], *, asks: bool) -> dict[str, Any]:
        new = not Person.objects.filter(username__iexact=username).exists()
        full_name = told["full_name"] or (self._ask("Họ và tên") if asks and new else "")
        administrator = {"username": username, "full_name": full_name or username, "email": told["email"]}
        if asks and new:
            administrator["password"] = self._password()
        return administrator

    def _ask(self, question: str) -> str:
        return input(f"{question}: ").strip()

    def _password(self) -> str:
        """Empty: a one-time link is printed instead."""
        first = getpass.getpass("Mật khẩu (bỏ trống: in liên kết đặt mật khẩu): ")
        if first and first != getpass.getpass("Nhập lại: "):
            raise CommandError("Hai lần nhập mật khẩu không giống nhau.")
        return first
