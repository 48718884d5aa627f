"""Acting for someone: giving it, taking it back, and switching to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations import access
from organizations.actions import delegations as act
from organizations.actors import ACTING_FOR, acting_choices
from organizations.boards import people as boards
from organizations.decorators import OfficeRequest, signed_in
from organizations.forms.people import DelegateForm
from organizations.models import Delegation
from organizations.permissions import Permission
from workflows import clock

READ_WRITE = ["GET", "POST"]


@signed_in
@require_http_methods(READ_WRITE)
def delegations(request: OfficeRequest) -> HttpResponse:
    """Name a deputy; what was given and is held. Administrators see those of their units too."""
    actor, today = request.actor, clock.today()
    manages = access.may(actor, Permission.OFFICE_SETUP)
    form = DelegateForm(request.POST or None, actor=actor)
    if not manages:
        del form.fields["principal"]
    if request.method == "POST":
        if actor.on_behalf_of_id is not None and not manages:
            raise PermissionDenied
        if form.is_valid():
            told = dict(form.cleaned_data)
            principal = told.pop("principal", None) or request.user
            done = form.attempt(lambda: act.delegate(actor=actor, principal=principal, **told))
            if done:
                messages.success(request, _("Đã cử %(name)s thay mặt.") % {"name": done.deputy.full_name})
                return redirect("organizations:delegations")
    mine = Q(principal_id=actor.person_id)
    held = Q(deputy_id=actor.person_id)
    context = {
        "form": form,
        "given": boards.delegations(mine, today),
        "held": boards.delegations(held, today),
        "others": boards.delegations(boards.manageable(actor) & ~mine & ~held, today) if manages else [],
        "may_delegate": actor.on_behalf_of_id is None,
        "manages": manages,
    }
    return render(request, "organizations/delegations.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def revoke(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a delegation today: one's own, or one an administrator keeps."""
    actor = request.actor
    mine = Q(principal_id=actor.person_id) | Q(deputy_id=actor.person_id)
    seen = mine | boards.manageable(actor) if access.may(actor, Permission.OFFICE_SETUP) else mine
    delegation = Delegation.objects.filter(seen, pk=pk).first()
    if delegation is None:
        raise Http404
    try:
        act.revoke_delegation(actor=actor, delegation=delegation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Ủy quyền đã chấm dứt."))
    return redirect("organizations:delegations")


@signed_in
@require_http_methods(READ_WRITE)
def acting(request: OfficeRequest) -> HttpResponse:
    """Choose whose seats to work in: one's own (empty) or somebody's by delegation."""
    choices = acting_choices(request.actor.person_id)
    if request.method == "POST":
        wanted = request.POST.get("acting_for", "")
        chosen = next((choice for choice in choices if str(choice.principal_id) == wanted), None)
        if wanted and chosen is None:
            raise PermissionDenied
        if chosen:
            request.session[ACTING_FOR] = chosen.principal_id
            messages.success(request, _("Bạn đang làm việc thay mặt %(name)s.") % {"name": chosen.name})
        else:
            request.session.pop(ACTING_FOR, None)
            messages.success(request, _("Bạn đang làm việc với tư cách của mình."))
        after = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
        return redirect(after if safe else "/")
    return render(request, "organizations/acting.html", {"choices": choices})
