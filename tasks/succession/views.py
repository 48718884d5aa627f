"""Carrying the open work of a unit that has ended over to its successors: look, choose, do."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations import access
from organizations.decorators import OfficeRequest, signed_in
from organizations.permissions import Permission
from organizations.successors import successors
from tasks.access import require
from tasks.actions.transferring import Choice, may_transfer, transfer_blocked, transfer_work
from tasks.succession.preview import preview
from workflows import clock
from workflows.machine import TransitionDenied
from workflows.numbers import whole


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def transfer(request: OfficeRequest, pk: int) -> HttpResponse:
    """``tasks:transfer``: what would go to whom; POST does it, all of it or nothing."""
    unit = access.unit_for(request.actor, pk)
    require(may_transfer(request.actor, unit))
    refusal = transfer_blocked(unit, clock.today())
    why, choice = refusal.message if refusal else "", None
    if request.method == "POST":
        heirs = successors(unit, clock.today())
        choice = _choice(request.POST, heirs[0].pk if heirs else 0)
        try:
            done = transfer_work(unit=unit, choice=choice, actor=request.actor)
        except TransitionDenied as denied:
            why = denied.message
        else:
            told = _("Đã chuyển %(n)d việc sang đơn vị kế thừa.") % {"n": done.new + done.merged}
            if done.merged:
                told += " " + _("%(n)d việc nhập vào việc đơn vị đó đang có.") % {"n": done.merged}
            messages.success(request, told)
            return redirect("tasks:transfer", pk=pk)
    context = {
        "board": preview(request.actor, unit, choice),
        "why": why,
        "may_end": access.may(request.actor, Permission.OFFICE_SETUP, unit_id=unit.pk, unit_path=unit.path),
        "unit_url": reverse("organizations:unit", args=[pk]),
    }
    return render(request, "tasks/succession/transfer.html", context, status=409 if request.method == "POST" else 200)


def _choice(posted: QueryDict, first: int) -> Choice:
    """``heir``: the default; ``vb-<directive>`` and ``viec-<assignment>`` for themselves, "" for as above them."""

    def chosen(prefix: str) -> dict[int, int]:
        found = {}
        for name in posted:
            key = whole(name.removeprefix(prefix)) if name.startswith(prefix) else None
            heir = whole(posted.get(name))
            if key is not None and heir:
                found[key] = heir
        return found

    return Choice(whole(posted.get("heir")) or first, chosen("vb-"), chosen("viec-"))
