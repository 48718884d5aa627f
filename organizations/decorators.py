"""What a view demands before it runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

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
    if getattr(request, "htmx", None):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = resolve_url("account_login")
        return response
    return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
