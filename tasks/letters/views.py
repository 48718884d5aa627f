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
from tasks.letters.actions import choose_signer, correct_letter, draft_letter, drop_letter, send_letter
from tasks.letters.filling import docx_of, told, usual_symbol
from tasks.letters.signing import signers
from tasks.models import Assignment, UrgingLetter
from workflows import clock
from workflows.folding import fold
from workflows.machine import TransitionDenied
from workflows.numbers import whole
from workflows.reasons import ReasonField
from workflows.words import day

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 200


class SentForm(forms.Form):
    """Number and day of the signed letter."""

    number = forms.CharField(label=gettext_lazy("Số"), max_length=11)
    symbol = forms.CharField(
        label=gettext_lazy("Ký hiệu"),
        max_length=30,
        help_text=gettext_lazy("Chữ viết tắt tên cơ quan và đơn vị soạn thảo, ví dụ SYT-VP."),
        error_messages={"required": gettext_lazy("Hãy ghi ký hiệu của công văn, ví dụ SYT-VP.")},
    )
    signed_on = forms.DateField(label=gettext_lazy("Ngày ký"))


class CorrectForm(SentForm):
    """The right number and day of a letter that was sent."""

    reason = ReasonField(label=gettext_lazy("Lý do sửa"), max_length=1000, widget=forms.TextInput)


def offices(request: OfficeRequest) -> list[int]:
    """The standing offices in whose name the person urges."""
    return [seat.scope_id for seat in seats_with(request.actor, Permission.URGE) if seat.role != Role.LEADER]


@require_GET
@needs(Permission.URGE)
def letters(request: OfficeRequest) -> HttpResponse:
    """Who is late, worst first, and the letters so far."""
    mine = offices(request)
    overdue = Assignment.objects.overdue(clock.today()).top_level().filter(directive__standing_unit__in=mine)
    late = overdue.filter(stopped_on=None)
    # The leaders' board counts these units too: their result is sent, or their time stands still.
    resting = overdue.exclude(stopped_on=None).exclude(unit_id__in=late.values("unit_id"))
    units = late.values("unit_id", "unit__name", "directive__standing_unit_id")
    units = units.annotate(n=Count("pk"), oldest=Min("due_on")).order_by("-n", "oldest", "unit__name")
    written = UrgingLetter.objects.filter(office__in=mine).select_related("unit", "made_by").annotate(n=Count("lines"))
    context = {
        "units": units[:MOST],
        "resting": resting.aggregate(n=Count("unit_id", distinct=True))["n"],
        "letters": written[:MOST],
    }
    request.shell_current = reverse("tasks:office")  # type: ignore[attr-defined]
    return render(request, "tasks/letters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.URGE)
def new(request: OfficeRequest) -> HttpResponse:
    """Draw one up for a unit. Who comes by the address alone (a page loaded again) is led to where a unit is chosen."""
    if request.method != "POST":
        messages.info(request, _("Chưa lập công văn nào. Hãy chọn đơn vị rồi bấm “Lập công văn”."))
        return redirect("tasks:letters")
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
    """One letter: what it lists; recording that it was signed and sent, later that number or day were wrong."""
    found = _letter(request, pk)
    typed = request.POST if request.method == "POST" else None
    if found.sent_at is None:
        form: forms.Form = SentForm(typed, initial={"symbol": usual_symbol(found), "signed_on": clock.today()})
    else:
        recorded = {"number": found.number, "symbol": found.symbol, "signed_on": found.signed_on}
        form = CorrectForm(typed, initial=recorded)
    if request.method == "POST" and form.is_valid():
        act = send_letter if found.sent_at is None else correct_letter
        try:
            sent = act(letter=found, actor=request.actor, **form.cleaned_data)
        except TransitionDenied as denied:
            form.add_error(denied.code if denied.code in form.fields else None, denied.message)
        else:
            said = _("Đã ghi công văn số %(number)s; các việc trong đó được ghi nhận đôn đốc.")
            if found.sent_at is not None:
                said = _("Đã sửa công văn thành số %(number)s ngày %(day)s; đơn vị được báo.")
            messages.success(request, said % {"number": sent.reference, "day": day(form.cleaned_data["signed_on"])})
            return redirect("tasks:letter", pk)
    rows = found.lines.select_related("assignment__task", "assignment__directive__type",
                                      "assignment__directive__issuer")  # fmt: skip
    rows = rows.defer("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")
    able = signers(found.office) if found.sent_at is None else []
    context = {"letter": found, "rows": [(row, told(row.assignment)) for row in rows], "form": form, "signers": able}
    request.shell_current = reverse("tasks:office")  # type: ignore[attr-defined]
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
def signer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Chọn người ký."""
    person_id = whole(request.POST.get("nguoi-ky")) or 0
    try:
        found = choose_signer(letter=_letter(request, pk), person_id=person_id, actor=request.actor)
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    else:
        messages.success(request, _("Người ký: %(name)s. Tải lại văn bản để trình ký.") % {"name": found.signer})
    return redirect("tasks:letter", pk)


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
    rows = UrgingLetter.objects.select_related("office__parent", "unit", "made_by", "sent_by", "signer")
    found = rows.filter(pk=pk, office__in=offices(request)).first()
    if found is None:
        raise Http404
    return found
