"""Spreadsheets (.xlsx) of a list and of the coverage matrix: dates as dates, numbers as numbers."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.due import Ruler
from tasks.explained import explained_of
from tasks.follow_up.columns import Column
from tasks.follow_up.coverage import Matrix, matrix
from tasks.follow_up.matrix_view import View
from tasks.follow_up.rows import Row, read_row, with_related
from tasks.lists import ListFilter
from tasks.models import Assignment
from workflows import clock
from workflows.actors import Actor
from workflows.keyset import page
from workflows.words import deadline, moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
CHUNK = 1_000


class Sheet:
    """One worksheet, written row by row: title lines, a head, data. Columns keep the widths given with the head."""

    def __init__(self, name: str) -> None:
        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"constant_memory": True, "strings_to_formulas": False})
        self._sheet = self._book.add_worksheet(name[:31])
        self._at = 0
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        self._formats = {
            "title": self._book.add_format({**base, "bold": True, "font_size": 14}),
            "plain": self._book.add_format(base),
            "head": self._book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}),
            "text": self._book.add_format({**base, "text_wrap": True}),
            "date": self._book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left"}),
            "alarm": self._book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#FBE3E0"}),
        }

    def line(self, text: str, style: str = "plain") -> None:
        """A line of its own above the table."""
        self._sheet.write_string(self._at, 0, text, self._formats[style])
        self._at += 1

    def head(self, columns: Sequence[tuple[str, float]], frozen: int = 0) -> None:
        """Names and widths (in characters); the head and ``frozen`` first columns stay in sight."""
        self._at += 1
        for at, (name, width) in enumerate(columns):
            self._sheet.set_column(at, at, width)
            self._sheet.write_string(self._at, at, name, self._formats["head"])
        self._sheet.freeze_panes(self._at + 1, frozen)
        self._sheet.repeat_rows(self._at)
        self._at += 1

    def row(self, values: Iterable[Any], alarms: frozenset[int] = frozenset()) -> None:
        """One row; columns in ``alarms`` stand out."""
        for at, value in enumerate(values):
            if isinstance(value, date):
                self._sheet.write_datetime(self._at, at, value, self._formats["date"])
            elif isinstance(value, int):
                self._sheet.write_number(self._at, at, value, self._formats["text"])
            elif value:
                self._sheet.write_string(self._at, at, str(value), self._formats["alarm" if at in alarms else "text"])
        self._at += 1

    def answer(self, filename: str) -> HttpResponse:
        """The finished file as a download."""
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._book.close()
        response = HttpResponse(self._file.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response


def workbook_of_list(actor: Actor, chosen: ListFilter) -> HttpResponse:
    """The list's rows in its order, at most MOST_ROWS; a last line says when there are more."""
    ruler = Ruler.now()
    rows = chosen.rows(actor).values("pk")
    sheet = Sheet(_("Nhiệm vụ"))
    sheet.line(_("DANH SÁCH NHIỆM VỤ"), "title")
    sheet.line(_("Số liệu đến %(moment)s") % {"moment": moment(clock.now())})
    sheet.head(_list_columns())
    written, after = 0, ""
    while written < MOST_ROWS:
        shown = page(rows, chosen.keys, size=CHUNK, after=after)
        lines = {
            line.pk: line for line in with_related(Assignment.objects.filter(pk__in=[r["pk"] for r in shown.rows]))
        }
        explained = explained_of(lines)
        for found in shown.rows:
            written += 1
            row = read_row(lines[found["pk"]], ruler, explained.get(found["pk"]))
            late = row.due.deadline_class == "overdue"
            sheet.row(_list_values(written, row), frozenset({7}) if late else frozenset())
        after = shown.after
        if not after:
            break
    if after:
        sheet.row([None, _("… còn nữa: tệp này giới hạn %(most)d dòng; hãy lọc bớt.") % {"most": MOST_ROWS}])
    return sheet.answer(f"nhiem-vu-{clock.today():%Y%m%d}.xlsx")


def workbook_of_matrix(actor: Actor, directive: Directive, view: View) -> HttpResponse:
    """Units by tasks, one word a cell as on the page; every unit, in the order of the page."""
    sheet = Sheet(_("Ma trận theo dõi"))
    sheet.line(_("MA TRẬN THEO DÕI"), "title")
    sheet.line(str(directive))
    sheet.line(_("Số liệu đến %(moment)s") % {"moment": moment(clock.now())})
    after, headed, written = "", False, 0
    while not headed or after:
        board = matrix(actor, directive, view, after=after, size=CHUNK)
        if not headed:
            sheet.head(_matrix_columns(board), frozen=2)
            headed = True
        for line in board.lines:
            written += 1
            words = [f"{cell.word} {cell.mark}".strip() if cell else "" for cell in line.cells]
            late = {at + 2 for at, cell in enumerate(line.cells) if cell and cell.kind.startswith("od")}
            sheet.row([written, line.name, *words, line.overdue, f"{line.done}/{line.total}"], frozenset(late))
        after = board.after
    return sheet.answer(f"theo-doi-{directive.pk}-{clock.today():%Y%m%d}.xlsx")


def _matrix_columns(board: Matrix) -> list[tuple[str, float]]:
    def title(column: Column) -> str:
        day = f" ({column.due_on:%d/%m/%Y})" if column.due_on else f" ({column.undated})"
        return f"{column.code}{day}\n{column.name[:80]}"

    tasks = [(title(column), 14.0) for column in board.columns]
    return [(_("STT"), 5), (_("Đơn vị"), 34), *tasks, (_("Quá hạn"), 9), (_("Hoàn thành"), 11)]


def _list_columns() -> list[tuple[str, float]]:
    return [
        (_("STT"), 5), (_("Nhiệm vụ"), 60), (_("Mục"), 10), (_("Kỳ"), 14), (_("Văn bản"), 18), (_("Đơn vị"), 34),
        (_("Vai trò"), 10), (_("Tình trạng thời hạn"), 24),
        (_("Ngày văn bản ghi"), 12), (_("Hạn theo luật"), 12), (_("Hạn ban đầu"), 12), (_("Hạn"), 12),
        (_("Trạng thái"), 18), (_("% hoàn thành"), 8), (_("Ngày giao"), 12), (_("Ngày gửi kết quả"), 12),
        (_("Số lần đôn đốc"), 8), (_("Đôn đốc gần nhất"), 12), (_("Người chịu trách nhiệm"), 24),
        (_("Giải trình"), 20), (_("Hạn giải trình"), 12), (_("Kết luận giải trình"), 24), (_("Căn cứ kết luận"), 30),
    ]  # fmt: skip


def _list_values(at: int, row: Row) -> list[Any]:
    due, told = row.due, row.explained
    return [
        at, row.title, row.section, row.period, row.directive, row.unit,
        _("Phối hợp") if row.coordinates else _("Chủ trì"),
        deadline(due.deadline_class, due.working_days) if due.deadline_class else "",
        row.stated_on, row.legal_on, due.first_on, due.due_on,
        row.state_label, row.percent, row.assigned_on, row.sent_on, row.urgings, row.last_urged_on, row.responsible,
        *((told.state, told.answer_by, told.finding, told.note) if told else ("", None, "", "")),
    ]  # fmt: skip
