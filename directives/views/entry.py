"""Entering a directive and correcting a draft: one form, the document's text beside it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from directives.access import directive_for
from directives.actions.entering import duplicates_of, fingerprint
from directives.forms.entry import EntryForm, initial_of
from directives.intake.references import read_code
from directives.models import Directive
from directives.states import EDITABLE
from directives.views.entry_page import LINE_FIELDS, entry_page, lines_match
from directives.views.submission import Submission, resumed
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from workflows import clock
from workflows.numbers import whole


@needs(Permission.DIRECTIVE_ENTER)
@require_http_methods(["GET", "POST"])
def enter(request: OfficeRequest) -> HttpResponse:
    """Nhập văn bản. ``?tep=`` names an upload of this person that no form was saved with yet."""
    if request.method == "POST":
        return Submission(request, request.POST.copy()).answer()
    form = EntryForm(actor=request.actor, initial={"received_on": clock.today()})
    return resumed(request, form) if "tep" in request.GET else entry_page(request, form)


@needs(Permission.DIRECTIVE_ENTER)
@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sửa văn bản đang soạn. ``?tep=`` as for ``enter``."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    if directive.state not in EDITABLE:
        messages.error(request, _("Chỉ sửa được văn bản đang soạn."))
        return redirect(directive)
    if request.method == "POST":
        return Submission(request, request.POST.copy(), directive).answer()
    initial = {**initial_of(directive), "seen": fingerprint(directive)}
    form = EntryForm(actor=request.actor, directive=directive, initial=initial)
    return resumed(request, form, directive) if "tep" in request.GET else entry_page(request, form, directive)


@needs(Permission.DIRECTIVE_ENTER)
@require_POST
def match(request: OfficeRequest, field: str) -> HttpResponse:
    """What the lines typed into one field of the form stand for; a fragment for htmx."""
    if field not in LINE_FIELDS:
        raise Http404
    form = EntryForm(request.POST, actor=request.actor)
    standing = form.fields["standing_unit"].queryset.filter(pk=whole(request.POST.get("standing_unit"))).first()  # type: ignore[attr-defined]
    found = lines_match(request.actor, field, standing, request.POST.get(field, ""))
    return render(request, "directives/_matches.html", {"matches": found, "field": field})


@needs(Permission.DIRECTIVE_ENTER)
@require_POST
def same_number(request: OfficeRequest) -> HttpResponse:
    """Directives that bear the number being typed, as far as this person may know of them; a fragment for htmx."""
    code = read_code(request.POST.get("code", ""))
    issuer_id = whole(request.POST.get("issuer"))
    form = EntryForm(request.POST, actor=request.actor)
    form.fields["issued_on"].required = False
    try:
        issued_on = form.fields["issued_on"].clean(request.POST.get("issued_on", ""))
    except Exception:
        issued_on = None
    found: list[Directive] = []
    if code and code.number and issuer_id:
        besides = whole(request.POST.get("besides"))
        found = duplicates_of(issuer_id, code.number, code.symbol, issued_on, request.actor, besides)
    return render(request, "directives/_duplicates.html", {"duplicates": found})
