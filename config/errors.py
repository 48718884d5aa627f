"""Error pages inside the frame (400, 403, 404), for whoever has signed in."""

from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what one may not do."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what does not exist, or is not for this reader's eyes."""
    return _page(request, 404)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    # Under ASGI Django makes error pages in a thread of their own, which no request ever tidies up:
    # the frame's queries would hold a connection of the pool there for good.
    close_old_connections()
    try:
        return render(request, f"{status}.html", status=status)
    finally:
        close_old_connections()
