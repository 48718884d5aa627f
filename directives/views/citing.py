"""Documents that the text cites, recorded among the directive's links or set aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directives.access import directive_for
from directives.actions.citing import record_citations, reject_citation, restore_citation
from directives.models import Directive
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from workflows.machine import TransitionDenied


@signed_in
@require_POST
def record(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ghi các văn bản đã chọn; ``reject`` sets one aside, ``restore`` has it offered again."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_ENTER)
    try:
        messages.success(request, _act(request, directive))
    except TransitionDenied as denied:
        messages.error(request, denied.message)
    return redirect(f"{directive.get_absolute_url()}?muc=lien-quan")


def _act(request: OfficeRequest, directive: Directive) -> str:
    """Do it, and say so."""
    if reference := request.POST.get("reject"):
        reject_citation(directive=directive, reference=reference, actor=request.actor)
        return _("Đã bỏ qua %(name)s; đọc lại cũng không đề xuất nữa.") % {"name": reference}
    if reference := request.POST.get("restore"):
        restore_citation(directive=directive, reference=reference, actor=request.actor)
        return _("Đã đưa %(name)s lại danh sách.") % {"name": reference}
    chosen = set(request.POST.getlist("reference"))
    count = record_citations(directive=directive, references=chosen, actor=request.actor)
    text = ngettext("Đã ghi %(n)d văn bản được dẫn.", "Đã ghi %(n)d văn bản được dẫn.", count)
    return text % {"n": count}
