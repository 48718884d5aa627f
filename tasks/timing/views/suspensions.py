"""The ledger of suspensions (sổ tạm dừng): page and spreadsheet."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from tasks.follow_up.exports import MOST_ROWS, Sheet
from tasks.timing import suspensions as ledger
from workflows import clock
from workflows.keyset import page
from workflows.words import moment

PAGE = 100


@require_safe
@needs(Permission.URGE)
def suspensions(request: OfficeRequest) -> HttpResponse:
    """``tasks:suspensions``; parameters in tasks/timing/suspensions.py."""
    request.shell_current = reverse("tasks:office")  # type: ignore[attr-defined]
    chosen = ledger.LedgerFilter.read(request.GET)
    found = chosen.rows(request.actor)
    shown = page(
        ledger.with_related(found),
        ledger.KEYS,
        size=PAGE,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    link = f"{chosen.url}{'&' if chosen.address else '?'}"
    context = {
        "chosen": chosen,
        "lines": ledger.read_lines(shown.rows),
        "counts": found.aggregate(all=Count("pk"), running=Count("pk", filter=Q(to_on=None))),
        "choices": ledger.choices(request.actor),
        "previous_url": f"{link}before={shown.before}" if shown.before else "",
        "next_url": f"{link}after={shown.after}" if shown.after else "",
        "now": clock.now(),
    }
    return render(request, "tasks/timing/suspensions.html", context)


@require_safe
@needs(Permission.URGE)
def export(request: OfficeRequest) -> HttpResponse:
    """The same rows as a spreadsheet, newest first; a last line says when there are more."""
    found = ledger.with_related(ledger.LedgerFilter.read(request.GET).rows(request.actor))
    rows = list(ledger.newest_first(found)[: MOST_ROWS + 1])
    sheet = Sheet(_("Sổ tạm dừng"))
    sheet.line(_("SỔ TẠM DỪNG THỜI HẠN"), "title")
    sheet.line(_("Số liệu đến %(moment)s") % {"moment": moment(clock.now())})
    sheet.head(ledger.columns())
    for at, line in enumerate(ledger.read_lines(rows[:MOST_ROWS]), start=1):
        sheet.row(ledger.values(at, line))
    if len(rows) > MOST_ROWS:
        sheet.row([None, _("… còn nữa: tệp này giới hạn %(most)d dòng; hãy lọc bớt.") % {"most": MOST_ROWS}])
    return sheet.answer(f"so-tam-dung-{clock.today():%Y%m%d}.xlsx")
