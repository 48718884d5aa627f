"""Spreadsheets for people to fill in: an empty template, or what is there today in the same columns."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from organizations import access
from organizations.imports.columns import COLUMNS
from organizations.models import SINCE_ALWAYS, Appointment, ImportKind, Role, UnitKind
from organizations.models.dated import holds
from workflows import clock
from workflows.actors import Actor

ROWS_WITH_CHOICES = 20_001


def workbook(kind: str, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """An .xlsx with the headings, the rows, and two sheets that explain columns and allowed words."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    data = book.add_worksheet(_("Dữ liệu"))
    guide = book.add_worksheet(_("Hướng dẫn"))
    words = book.add_worksheet(_("Danh mục"))
    columns = COLUMNS[kind]
    choices = Role.choices if kind == ImportKind.PEOPLE else UnitKind.choices
    for at, column in enumerate(columns):
        data.write_string(0, at, column.title + (" *" if column.required else ""), bold)
        data.set_column(at, at, max(14, min(40, column.limit // 4)))
        if column.key in {"kind", "role"}:
            source = f"='{words.get_name()}'!$A$2:$A${len(choices) + 1}"
            data.data_validation(1, at, ROWS_WITH_CHOICES, at, {"validate": "list", "source": source})
        guide.write_row(at + 1, 0, [column.title, str(column.help), column.example], wrap)
    guide.write_row(0, 0, [_("Cột"), _("Ý nghĩa"), _("Ví dụ")], bold)
    guide.set_column(0, 2, 36)
    words.write_row(0, 0, [_("Viết một trong các từ sau")], bold)
    words.set_column(0, 0, 36)
    for line, (_value, label) in enumerate(choices, start=1):
        words.write_string(line, 0, str(label))
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            if row.get(column.key):
                data.write_string(line, at, row[column.key])
    data.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def plain_table(title: str, headings: list[str], rows: Iterable[list[str]]) -> bytes:
    """An .xlsx with one table of texts."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, headings, bold)
    sheet.set_column(0, len(headings) - 1, 32)
    for line, row in enumerate(rows, start=1):
        for at, text in enumerate(row):
            sheet.write_string(line, at, text)
    book.close()
    return buffer.getvalue()


def present_rows(kind: str, actor: Actor) -> list[dict[str, str]]:
    """What the actor sees today, as rows that an import would leave unchanged."""
    return _people(actor) if kind == ImportKind.PEOPLE else _units(actor)


def _units(actor: Actor) -> list[dict[str, str]]:
    units = access.visible_units(actor).existing(clock.today()).filter(is_internal=True).select_related("parent")
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "short_name": unit.short_name,
            "kind": str(unit.get_kind_display()),
            "parent": (unit.parent.code or unit.parent.name) if unit.parent else "",
            "aliases": "; ".join(unit.aliases),
            "email": unit.email,
            "phone": unit.phone,
            "valid_from": _day(unit.valid_from),
            "rank": str(unit.rank or ""),
        }
        for unit in units.order_by("path")
    ]


def _people(actor: Actor) -> list[dict[str, str]]:
    today = clock.today()
    held = Appointment.objects.current(today).filter(holds(today), person__in=access.visible_people(actor))
    rows = held.select_related("person", "position__unit", "position__scope").order_by("person__full_name", "id")
    return [
        {
            "username": row.person.username,
            "full_name": row.person.full_name,
            "email": row.person.email,
            "phone": row.person.phone,
            "unit": row.position.unit.code or row.position.unit.name,
            "title": row.position.title,
            "role": str(row.position.get_role_display()),
            "is_head": "x" if row.position.is_head else "",
            "scope": (row.position.scope.code or row.position.scope.name) if row.position.scope else "",
            "valid_from": _day(row.valid_from),
        }
        for row in rows
    ]


def _day(value: Any) -> str:
    return "" if value == SINCE_ALWAYS else f"{value:%d/%m/}{value.year:04d}"
