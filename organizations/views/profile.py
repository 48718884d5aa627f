"""One's own page: language, screen, letters, ways in."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.actions.people import change_profile
from organizations.boards import people as boards
from organizations.decorators import OfficeRequest, signed_in
from organizations.forms.people import ProfileForm
from organizations.models import Theme
from workflows import clock

YEAR = 365 * 24 * 3600


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: OfficeRequest) -> HttpResponse:
    """Language and screen are kept with the person and, for this browser, in the cookies the frame reads."""
    form = ProfileForm(request.POST or None, actor=request.actor, person=request.user)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(lambda: change_profile(actor=request.actor, **form.cleaned_data))
        if done:
            with translation.override(done.language):
                messages.success(request, _("Đã lưu."))
            response = redirect("organizations:profile")
            _remember(response, settings.LANGUAGE_COOKIE_NAME, done.language)
            _remember(response, "theme", "" if done.theme == Theme.AUTO else done.theme)
            return response
    page = boards.page(request.actor, request.user, clock.today())
    context = {"form": form, "page": page, "person": request.user}
    return render(request, "organizations/profile.html", context, status=422 if form.errors else 200)


def _remember(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(name, samesite="Lax")
