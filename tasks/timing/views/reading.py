"""How a phrase is read and computed, for officers who want to see it before they hold a unit to it."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from organizations.decorators import OfficeRequest, signed_in
from tasks.timing.rules import schedule_for
from workflows import clock
from workflows.calendars import why_unsure
from workflows.deadlines import find, periods, read_deadline
from workflows.periods import Period, Schedule, intervals, label_of_recurrence
from workflows.words import day as day_in_words
from workflows.words import weekday

EXAMPLES = (
    "trước ngày 30/7/2026",
    "trong thời hạn 05 ngày làm việc kể từ ngày ban hành",
    "hoàn thành trong quý III",
    "định kỳ hàng quý, 06 tháng và hàng năm",
    "ngay sau khi Nghị định được ban hành",
)
NEXT_PERIODS = 5
LONGEST = 2_000


class PhraseForm(forms.Form):
    """The words, and the day of the document."""

    phrase = forms.CharField(
        label=_("Câu chữ của văn bản"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    issued = forms.DateField(
        label=_("Ngày ban hành"),
        required=False,
        help_text=_("Thời hạn tính từ ngày này; năm không ghi được hiểu theo ngày này."),
    )


@require_safe
@signed_in
def read(request: OfficeRequest) -> HttpResponse:
    """``?phrase=…&issued=29/04/2026``: the reading, its three days and why they differ; then phrase by phrase."""
    asked = "phrase" in request.GET
    form = PhraseForm(request.GET if asked else None, initial={"issued": clock.today()})
    context: dict[str, object] = {"form": form, "examples": EXAMPLES}
    context["issued"] = request.GET.get("issued", "") if asked else day_in_words(clock.today())
    if asked and form.is_valid():
        phrase, issued = form.cleaned_data["phrase"], form.cleaned_data["issued"]
        reading = read_deadline(phrase, issued)
        days = [
            (label, day) for label, day in zip(DAYS, (reading.stated, reading.legal, reading.operative), strict=True)
        ]
        context |= {
            "reading": reading,
            "days": [(label, day, weekday(day)) for label, day in days if day],
            "names": [label_of_recurrence(name) for name in reading.recurrence],
            "found": find(phrase, issued),
            # Said once: what the count itself doubts stands among the doubts.
            "unsure_said": reading.operative is not None
            and why_unsure(reading.operative, clock.today()) in reading.uncertain,
        }
        if names := intervals(reading.recurrence):
            context["periods"] = _next_periods(names, issued or clock.today(), schedule_for(reading))
    return render(request, "tasks/timing/reader.html", context, status=422 if form.errors else 200)


def _next_periods(names: list[str], start: date, schedule: Schedule) -> list[Period]:
    """Those of the two years from ``start``; none where these leave the calendar (years 1 to 9999)."""
    try:
        until = start.replace(year=start.year + 2, day=min(start.day, 28))
        return periods(names, start, until, schedule=schedule)[:NEXT_PERIODS]
    except (OverflowError, ValueError):
        return []


DAYS = (_("Ngày văn bản ghi"), _("Theo luật"), _("Hạn phải xong"))
