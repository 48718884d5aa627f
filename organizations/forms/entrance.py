"""The door's forms. Without a mail server nobody is led to a letter that would never come."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.conf import settings


class SignInForm(LoginForm):  # type: ignore[misc]
    """Đăng nhập; the way to a forgotten password stands there only when letters can be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_HOST:
            self.fields["password"].help_text = ""


class PasswordLetterForm(ResetPasswordForm):  # type: ignore[misc]
    """Quên mật khẩu."""

    @property
    def by_mail(self) -> bool:
        """Can a letter be sent at all?"""
        return bool(settings.EMAIL_HOST)
