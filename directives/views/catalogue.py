"""Loại văn bản: which types the office uses, how often a deadline under each may be extended, and on what paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directives.actions.catalogue import TypeChoice, set_types
from directives.forms.catalogue import TypeForm, TypeFormSet
from directives.models import DirectiveType
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission


@needs(Permission.OFFICE_SETUP)
@require_http_methods(["GET", "POST"])
def types(request: OfficeRequest) -> HttpResponse:
    """The 29 types on one page."""
    rows = DirectiveType.objects.order_by("order")
    forms = TypeFormSet(request.POST if request.method == "POST" else None, queryset=rows)
    if request.method == "POST" and forms.is_valid():
        chosen = {
            form.instance.pk: TypeChoice(**{name: form.cleaned_data[name] for name in TypeForm.Meta.fields})
            for form in forms
        }
        set_types(chosen=chosen, actor=request.actor)
        messages.success(request, _("Đã lưu loại văn bản."))
        return redirect("directives:types")
    return render(request, "directives/types.html", {"forms": forms}, status=422 if request.method == "POST" else 200)
