"""The summary as a spreadsheet (.xlsx), ready to print: both tables, rates as numbers."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from reports.figures import Rate
from reports.summary import Line, Summary

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 20_000
WIDTHS = (6, 52, 10, 11, 11, 13, 11, 11, 13, 17, 17, 17, 17)


def columns(head: str) -> list[str]:
    """Heads of the table."""
    return [
        _("STT"), head, _("Tổng số"), _("Hoàn thành đúng hạn"), _("Hoàn thành quá hạn"),
        _("Hoàn thành, không có thời hạn"), _("Trong hạn"), _("Quá hạn"), _("Chưa có thời hạn"),
        _("Hoàn thành ÷ (hoàn thành + quá hạn)"), _("Đúng hạn ÷ hoàn thành có thời hạn"),
        _("Hoàn thành quá hạn: trong đó có nguyên nhân khách quan"), _("Quá hạn: trong đó có nguyên nhân khách quan"),
    ]  # fmt: skip


def workbook(sheets: dict[str, Summary], heading: list[str], filename: str) -> HttpResponse:
    """One sheet a table; ``heading`` are the lines above each."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    formats = _formats(book)
    for name, table in sheets.items():
        _sheet(book, name, table, heading, formats)
    book.close()
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    cell = {**base, "border": 1}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14, "align": "center"}),
        "plain": book.add_format({**base, "italic": True, "align": "center"}),
        "head": book.add_format({**cell, "bold": True, "text_wrap": True, "align": "center"}),
        "text": book.add_format({**cell, "text_wrap": True}),
        "number": book.add_format({**cell, "num_format": "#,##0"}),
        "rate": book.add_format({**cell, "num_format": "0.0%"}),
        "sum": book.add_format({**cell, "bold": True, "num_format": "#,##0"}),
        "sum_rate": book.add_format({**cell, "bold": True, "num_format": "0.0%"}),
    }


def _sheet(book: Any, name: str, table: Summary, heading: list[str], formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(name[:31])
    heads = columns(table.head)
    for at, text in enumerate(heading):
        sheet.merge_range(at, 0, at, len(heads) - 1, text, formats["title" if at == 0 else "plain"])
    top = len(heading) + 1
    for at, (text, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(top, at, text, formats["head"])
    for at, line in enumerate(table.lines, start=1):
        _line(sheet, top + at, line, at, formats, total=False)
    _line(sheet, top + len(table.lines) + 1, table.total, None, formats, total=True)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line(sheet: Any, row: int, line: Line, number: int | None, formats: dict[str, Any], *, total: bool) -> None:
    plain, rate = (formats["sum"], formats["sum_rate"]) if total else (formats["number"], formats["rate"])
    sheet.write(row, 0, number, plain)  # a number, or an empty cell of the same frame
    sheet.write_string(row, 1, _("Tổng cộng") if total else line.name, plain if total else formats["text"])
    for at, count in enumerate(line.numbers, start=2):
        sheet.write_number(row, at, count.n, plain)
    for at, share in enumerate((line.counts.government_rate, line.counts.on_time_rate), start=9):
        _share(sheet, row, at, share, rate)
    for at, excused in enumerate((line.counts.late_excused, line.counts.overdue_excused), start=11):
        sheet.write_number(row, at, excused, plain)


def _share(sheet: Any, row: int, at: int, share: Rate, style: Any) -> None:
    if share.d:
        sheet.write_number(row, at, share.n / share.d, style)
    else:
        sheet.write_string(row, at, "–", style)
