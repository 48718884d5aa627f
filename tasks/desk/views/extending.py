"""Asking for a later day: ask, see what it would mean, take the request back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directives.files import FileRefused
from organizations.decorators import OfficeRequest, signed_in
from organizations.localities import calendar_of
from tasks.access import assignment_for
from tasks.actions.extending import ask_extension, too_far, withdraw_extension
from tasks.actions.following_up import mistyped
from tasks.desk.context import Forms
from tasks.desk.forms import ExtensionForm
from tasks.desk.views.answers import attempt, refused

PREFIX = "gia-han"
FILES = "gia-han-tep"


@require_POST
@signed_in
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """Xin gia hạn."""
    found = assignment_for(request.actor, pk)
    form = ExtensionForm(request.POST, prefix=PREFIX)
    if not form.is_valid():
        return refused(request, found, Forms(extension=form))

    def act() -> str:
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        ask_extension(
            assignment=found, until=until, reason=reason, actor=request.actor, files=request.FILES.getlist(FILES)
        )
        return _("Đã gửi đề nghị gia hạn.")

    try:
        return attempt(request, found, act, forms=Forms(extension=form))
    except FileRefused as refusal:
        form.add_error(None, str(refusal))
        return refused(request, found, Forms(extension=form))


@require_safe
@signed_in
def preview(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the day being typed would mean: how many of the unit's working days more, and whether it is a day off.

    The same for who asks, who advises and who decides, whatever the name of the field in their form; and for who
    corrects a deadline (``due_on``), to whom an earlier day is none too few.
    """
    found = assignment_for(request.actor, pk)
    correcting = "due_on" in request.GET
    fields = request.GET.items()
    typed = next((value for name, value in fields if name.endswith("until") or name == "due_on"), "")
    form = ExtensionForm({"until": typed})
    form.is_valid()
    until = form.cleaned_data.get("until")
    working_days = calendar_of(found.unit_id)
    days = working_days.between(found.due_on, until) if until and found.due_on else None
    far = (mistyped if correcting else too_far)(found, until) if until else None
    context = {
        "assignment": found,
        "until": until,
        "days": days,
        "sooner": -days if days else 0,
        "correcting": correcting,
        "off": working_days.why_off(until) if until else "",
        "far": far.message if far else "",
    }
    return render(request, "tasks/assignment/_extension_preview.html", context)


@require_POST
@signed_in
def withdraw(request: OfficeRequest, pk: int, extension_pk: int) -> HttpResponse:
    """Rút đề nghị gia hạn."""
    found = assignment_for(request.actor, pk)
    extension = get_object_or_404(found.extensions, pk=extension_pk)

    def act() -> str:
        withdraw_extension(extension=extension, actor=request.actor)
        return _("Đã rút đề nghị gia hạn.")

    return attempt(request, found, act)
