"""Pages that belong to no app: a refused form, and the kit's own page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from config import kit


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: 403, and what to do about it (settings.CSRF_FAILURE_VIEW)."""
    return render(request, "403_csrf.html", status=403)


def kit_page(request: HttpRequest) -> HttpResponse:
    """Every part of the kit in every state; only where nobody works (DEBUG or DEMO)."""
    if not (settings.DEBUG or settings.DEMO or settings.TESTING):
        raise Http404
    return render(request, "kit.html", kit.samples(request))
