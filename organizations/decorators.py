"""What a view demands before it runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from organizations import access
from organizations.models import Person
from organizations.permissions import Permission
from workflows.actors import Actor

P = ParamSpec("P")


class OfficeRequest(HttpRequest):
    """A request of somebody who signed in, as views behind these decorators see it."""

    actor: Actor
    user: Person
    htmx: Any


View = Callable[Concatenate[OfficeRequest, P], HttpResponseBase]
Wrapped = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Wrapped[P]:
    """Anonymous people go to the sign-in page and come back; an htmx request makes the whole page go."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return cast("Wrapped[P]", guarded)


def needs(*permissions: Permission) -> Callable[[View[P]], Wrapped[P]]:
    """Signed in, and holding at least one of the permissions somewhere; else 403.

    Where the permission holds is asked again with the object in hand (access.may).
    """

    def decorate(view: View[P]) -> Wrapped[P]:
        @wraps(view)
        def guarded(request: OfficeRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(access.may(request.actor, permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return signed_in(cast("View[P]", guarded))

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and from there back to the page; who was at work is told why."""
    back, sign_in = _page_of(request), resolve_url("account_login")
    if request.method not in ("GET", "HEAD") or getattr(request, "htmx", None):
        messages.warning(request, _("Phiên làm việc đã hết nên điều vừa gửi chưa được ghi. Đăng nhập lại để làm tiếp."))
    answer = redirect_to_login(back, sign_in) if back else redirect(sign_in)
    if not getattr(request, "htmx", None):
        return answer
    response = HttpResponse(status=204)
    response["HX-Redirect"] = answer["Location"]
    return response


def _page_of(request: HttpRequest) -> str:
    """The page that the request came from: an address that only takes what is sent shows nothing to who comes back."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or ""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return ""
    return urlunsplit(("", "", page.path, page.query, ""))
