"""Which language a page speaks, what is never asked of the database, and that nobody keeps a copy of a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageMiddleware(LocaleMiddleware):
    """The language chosen on this device, else Vietnamese: many offices keep their browsers in English.

    Who has signed in gets the language of their profile (organizations.middleware).
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language


class NulMiddleware:
    """A NUL in an address (``%00``: text copied out of a broken document) is a space. PostgreSQL has no such character
    in text, so to look for it would end in an error. Forms refuse it by themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\x00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "+").replace("\x00", "+")
        return self.get_response(request)


class PrivateMiddleware:
    """What who has signed in sees is kept by no browser and no proxy: on a shared machine "Back" after signing out
    must not show it. A view that says something stricter of its own is left alone; static files are served before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        came_in = request.user.is_authenticated
        response = self.get_response(request)
        if came_in or request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        return response
