"""Pages that belong to no app: the way in, the language, a refused form, the kit's own page."""

from calendar import monthrange
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from config import kit
from config.shell import home_url
from organizations.actions.people import change_profile
from organizations.decorators import signed_in
from workflows.calendars import calendar
from workflows.numbers import whole


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Each role's answer to "what must I do now": the board, the register or the desk."""
    url = home_url(request)
    return redirect(url) if url else render(request, "home.html")


@require_safe
@signed_in
def days_off(request: HttpRequest) -> HttpResponse:
    """The days off of one month (``?thang=2023-10``) and why, for the date picker."""
    year, _dash, month = request.GET.get("thang", "").partition("-")
    try:
        first = date(whole(year) or 0, whole(month) or 0, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    office, days = calendar(), (first + timedelta(n) for n in range(monthrange(first.year, first.month)[1]))
    return JsonResponse({day.isoformat(): why for day in days if (why := office.why_off(day))})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Keeps the language on this device, and in the profile of who has signed in."""
    actor = getattr(request, "actor", None)
    language = request.POST.get("language", "")
    if actor and language in dict(settings.LANGUAGES):
        change_profile(actor=actor, language=language)
    return set_language(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: 403, and what to do about it (settings.CSRF_FAILURE_VIEW)."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def kit_page(request: HttpRequest) -> HttpResponse:
    """Every part of the kit in every state; only where nobody works (DEBUG or DEMO)."""
    if not (settings.DEBUG or settings.DEMO or settings.TESTING):
        raise Http404
    return render(request, "kit.html", kit.samples(request))
