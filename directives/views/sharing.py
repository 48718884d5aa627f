"""Chia sẻ để theo dõi: showing a directive to somebody who has no part in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directives.access import directive_for
from directives.actions.sharing import end_share, share_directive
from directives.forms.sharing import ShareForm
from directives.models import DirectiveShare
from directives.views.page import context_of
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from workflows.machine import TransitionDenied


@signed_in
@require_POST
def share(request: OfficeRequest, pk: int) -> HttpResponse:
    """Share with one person or a unit's people."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)
    form = ShareForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            made = share_directive(directive=directive, actor=request.actor, **form.cleaned_data)
        except TransitionDenied as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã chia sẻ với %(name)s.") % {"name": made})
            return redirect(f"{directive.get_absolute_url()}?muc=lien-quan")
    context = {**context_of(request, directive, "lien-quan"), "share_form": form}
    return render(request, "directives/detail.html", context, status=422)


@signed_in
@require_POST
def unshare(request: OfficeRequest, pk: int, share_pk: int) -> HttpResponse:
    """End a share."""
    directive = directive_for(request.actor, pk, Permission.DIRECTIVE_CLOSE)
    found = get_object_or_404(DirectiveShare, pk=share_pk, directive=directive)
    end_share(share=found, actor=request.actor)
    messages.success(request, _("Đã thôi chia sẻ với %(name)s.") % {"name": found})
    return redirect(f"{directive.get_absolute_url()}?muc=lien-quan")
