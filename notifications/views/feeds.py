"""Calendar feeds: the page where addresses are made and revoked, and the calendar itself for whoever has an address."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifications.feeds.calendar import ics
from notifications.feeds.links import desks_of, feed_of, open_feed, revoke_feed
from notifications.models import CalendarFeed
from organizations.decorators import OfficeRequest, signed_in
from organizations.models import Unit
from workflows import clock
from workflows.numbers import whole


@require_safe
@signed_in
def feeds(request: OfficeRequest) -> HttpResponse:
    """Lịch của tôi: one address for oneself, one for each unit at whose desk one works."""
    return _page(request)


@require_POST
@signed_in
def make(request: OfficeRequest) -> HttpResponse:
    """Make an address; it is shown on this page alone."""
    unit = None
    if request.POST.get("don-vi"):
        unit = get_object_or_404(Unit, pk=whole(request.POST["don-vi"]) or 0, pk__in=desks_of(request.user))
    secret = open_feed(person=request.user, unit=unit)
    address = settings.SITE_URL + reverse("notifications:calendar", args=[secret])
    return _page(request, made=address, made_for=unit)


@require_POST
@signed_in
def revoke(request: OfficeRequest, pk: int) -> HttpResponse:
    """Thu hồi: the address answers nothing any more."""
    feed = get_object_or_404(CalendarFeed, pk=pk, person=request.user)
    revoke_feed(person=request.user, feed=feed)
    messages.success(request, _("Đã thu hồi địa chỉ lịch. Phần mềm lịch dùng địa chỉ này sẽ không cập nhật nữa."))
    return redirect("notifications:feeds")


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of that address; 404 for one that is wrong, revoked, or of somebody who left."""
    feed = feed_of(secret)
    if feed is None:
        raise Http404
    with translation.override(feed.person.language):
        answer = HttpResponse(ics(feed), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="roviec.ics"'
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()}"'
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=clock.now())
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _page(request: OfficeRequest, made: str = "", made_for: Unit | None = None) -> HttpResponse:
    units = Unit.objects.filter(pk__in=desks_of(request.user)).order_by("name")
    running = {feed.unit_id: feed for feed in CalendarFeed.objects.filter(person=request.user, revoked_at=None)}
    rows = [(None, running.get(None)), *((unit, running.get(unit.pk)) for unit in units)]
    context = {"rows": rows, "made": made, "made_for": made_for}
    return render(request, "notifications/feeds.html", context)
