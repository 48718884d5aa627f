"""Who may have and use an account. Accounts are made by administrators; nobody signs up."""

import logging
import smtplib
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organizations.models import Person
from workflows import clock

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin


logger = logging.getLogger(__name__)


class OfficeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's door: closed to sign-up, and to people who are inactive or have left."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Without a mail server, or with one that fails, the page answers as usual."""
        if not settings.EMAIL_HOST:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (smtplib.SMTPException, OSError):
            logger.exception("The mail %s could not be sent", template_prefix)

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        if not user.may_sign_in(clock.today()):
            clear_login(request)
            response: HttpResponse = self.respond_user_inactive(request, user)
            return response
        refusal: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return refusal


class OfficeSocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on connects to an existing account; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: "SocialLogin") -> bool:
        return False
