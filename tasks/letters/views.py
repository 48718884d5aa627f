"""Công văn đôn đốc: units with overdue tasks, letters drawn up for them, their .docx, their numbers."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organizations.access import seats_with
from organizations.decorators import OfficeRequest, needs
from organizations.models import Unit
from organizations.models.positions import Role
from organizations.permissions import Permission
from tasks.letters.actions import draft_letter, drop_letter, send_letter
from tasks.letters.filling import docx_of
from tasks.models import Assignment, UrgingLetter
from workflows import clock
from workflows.folding import fold
from workflows.machine import TransitionDenied
from workflows.numbers import whole

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 200


class SentForm(forms.Form):
    """Number and day of the signed letter."""

    number = forms.CharField(label=gettext_lazy("Số"), max_length=11)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=30, required=False)
    signed_on = forms.DateField(label=gettext_lazy("Ngày ký"))


def offices(request: OfficeRequest) -> list[int]:
    """The standing offices in whose name the person urges."""
    return [seat.scope_id for seat in seats_with(request.actor, Permission.URGE) if seat.role != Role.LEADER]


@require_GET
@needs(Permission.URGE)
def letters(request: OfficeRequest) -> HttpResponse:
    """Who is late, worst first, and the letters so far."""
    mine = offices(request)
    late = Assignment.objects.overdue(clock.today()).top_level()
    late = late.filter(stopped_on=None, directive__standing_unit__in=mine)
    units = late.values("unit_id", "unit__name", "directive__standing_unit_id")
    units = units.annotate(n=Count("pk"), oldest=Min("due_on")).order_by("-n", "oldest", "unit__name")
    written = UrgingLetter.objects.filter(office__in=mine).select_related("unit", "made_by").annotate(n=Count("lines"))
    context = {"units": units[:MOST], "letters": written[:MOST]}
    return render(request, "tasks/letters/list.html", context)


@require_POST
@needs(Permission.URGE)
def new(request: OfficeRequest) -> HttpResponse:
    """Draw one up for a unit."""
    office = get_object_or_404(Unit, pk=whole(request.POST.get("co-quan")) or 0, pk__in=offices(request))
    unit = get_object_or_404(Unit, pk=whole(request.POST.get("don-vi")) or 0)
    try:
        letter = draft_letter(unit=unit, office=office, actor=request.actor)
    except TransitionDenied as denied:
        messages.error(request, denied.message)
        return redirect("tasks:letters")
    messages.success(request, _("Đã lập công văn đôn đốc %(unit)s. Tải về để trình ký.") % {"unit": unit.name})
    return redirect("tasks:letter", letter.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.URGE)
def letter(request: OfficeRequest, pk: int) -> HttpResponse:
    """One letter: what it lists; recording that it was signed and sent."""
    found = _letter(request, pk)
    form = SentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_letter(letter=found, actor=request.actor, **form.cleaned_data)
        except TransitionDenied as denied:
            form.add_error(None, denied.message)
        else:
            messages.success(request, _("Đã ghi công văn số %(number)s; các việc trong đó được ghi nhận đôn đốc.")
                             % {"number": sent.reference})  # fmt: skip
            return redirect("tasks:letter", pk)
    rows = found.lines.select_related("assignment__task", "assignment__directive__type")
    rows = rows.defer("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")
    context = {"letter": found, "rows": rows, "form": form}
    request.shell_current = reverse("tasks:follow")  # type: ignore[attr-defined]
    return render(request, "tasks/letters/letter.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Permission.URGE)
def download(request: OfficeRequest, pk: int) -> HttpResponse:
    """The .docx."""
    found = _letter(request, pk)
    answer = HttpResponse(docx_of(found), content_type=DOCX)
    name = f"don-doc-{slugify(fold(found.unit.name))}-{found.made_at.astimezone(clock.ZONE):%Y%m%d}.docx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@needs(Permission.URGE)
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Bỏ dự thảo."""
    try:
        drop_letter(letter=_letter(request, pk), actor=request.actor)
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    else:
        messages.success(request, _("Đã bỏ bản dự thảo công văn."))
    return redirect("tasks:letters")


def _letter(request: OfficeRequest, pk: int) -> UrgingLetter:
    rows = UrgingLetter.objects.select_related("office__parent", "unit", "made_by", "sent_by")
    found = rows.filter(pk=pk, office__in=offices(request)).first()
    if found is None:
        raise Http404
    return found
