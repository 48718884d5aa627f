"""Documents that the text cites, recorded among the directive's links."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directives.access import directive_for
from directives.actions.citing import record_citations
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from workflows.machine import TransitionDenied


@signed_in
@require_POST
def record(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ghi các văn bản đã chọn."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    try:
        count = record_citations(
            directive=directive, references=set(request.POST.getlist("reference")), actor=request.actor
        )
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    else:
        text = ngettext("Đã ghi %(n)d văn bản được dẫn.", "Đã ghi %(n)d văn bản được dẫn.", count)
        messages.success(request, text % {"n": count})
    return redirect(f"{directive.get_absolute_url()}?muc=lien-quan")
