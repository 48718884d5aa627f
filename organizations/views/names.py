"""Names that an office taught: taken back from the page of the unit or group that bears them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organizations import access
from organizations.actions.names import forget_name
from organizations.decorators import OfficeRequest, signed_in
from organizations.models import LearnedName, Unit


@signed_in
@require_POST
def forget(request: OfficeRequest, pk: int) -> HttpResponse:
    """Quên tên gọi này: 404 when the actor may not see the body that bears it."""
    learned = LearnedName.objects.select_related("unit", "group__owner", "office").filter(pk=pk).first()
    if learned is None:
        raise Http404
    body = learned.body
    if isinstance(body, Unit):
        access.unit_for(request.actor, body.pk)
    else:
        access.group_for(request.actor, body.pk)
    forget_name(learned=learned, actor=request.actor)
    messages.success(request, _("Đã quên tên gọi “%(words)s”.") % {"words": learned.words})
    return redirect("organizations:unit" if isinstance(body, Unit) else "organizations:group", body.pk)
