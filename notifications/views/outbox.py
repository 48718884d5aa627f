"""The outbox (thư gửi đi): what became of every letter, and sending again what was refused or given up."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from notifications import mail
from notifications.models import Delivery, DeliveryState, Letter, LetterState
from organizations.decorators import OfficeRequest, needs
from organizations.permissions import Permission
from organizations.views.common import require_everything
from workflows import keyset

PAGE = 50
STUCK = (LetterState.BOUNCED, LetterState.FAILED)


@require_safe
@needs(Permission.OFFICE_SETUP)
def outbox(request: OfficeRequest) -> HttpResponse:
    """Newest first, by state; the addresses and the server's words, never what the letters say."""
    require_everything(request)
    state = request.GET.get("trang-thai", "")
    counts = dict(Letter.objects.order_by().values_list("state").annotate(Count("pk")))
    rows = Letter.objects.select_related("person").defer("text", "html", "subject")
    rows = rows.annotate(notices=Count("deliveries"))
    if state in LetterState.values:
        rows = rows.filter(state=state)
    page = keyset.page(
        rows,
        [keyset.Key("pk", "int", descending=True)],
        size=PAGE,
        after=request.GET.get("truoc", ""),
        before=request.GET.get("sau", ""),
    )
    context = {
        "page": page,
        "state": state,
        "tabs": [(value, label, counts.get(value, 0)) for value, label in LetterState.choices],
        "total": sum(counts.values()),
        "stuck": sum(counts.get(value, 0) for value in STUCK),
        "postponed": mail.postponed().count(),
        "said": mail.postponed().exclude(error="").order_by("-next_try_at").values_list("error", flat=True).first(),
        "waiting": Delivery.objects.filter(state=DeliveryState.PENDING).count(),
        "enabled": mail.enabled(),
        "retried": STUCK,
    }
    return render(request, "notifications/outbox.html", context)


@require_POST
@needs(Permission.OFFICE_SETUP)
def resend(request: OfficeRequest) -> HttpResponse:
    """Send again: the letters ticked, all refused or given up, or (``ngay``) all that wait to be tried again."""
    require_everything(request)
    ids = [int(pk) for pk in request.POST.getlist("ids") if pk.isdigit()]
    count = mail.hurry() if "ngay" in request.POST else mail.retry(ids if "tat-ca" not in request.POST else None)
    if count:
        told = ngettext("Đã xếp lại %(n)d thư để gửi.", "Đã xếp lại %(n)d thư để gửi.", count) % {"n": count}
        messages.success(request, told)
    else:
        messages.warning(
            request, _("Không có thư nào gửi lại được: chọn thư, hoặc bổ sung địa chỉ thư của người nhận.")
        )
    return redirect("notifications:outbox")
