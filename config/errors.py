"""Error pages inside the frame (400, 403, 404), for whoever has signed in."""

from django.db import connections
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
    _tidy()
    try:
        return render(request, f"{status}.html", status=status)
    finally:
        _tidy()


def _tidy() -> None:
    """What Django does at each request's start and end (``close_old_connections``), sparing open transactions."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
