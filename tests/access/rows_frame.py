"""The frame: home, language, health, the kit; and signing in (allauth's addresses).

None of these shows anything but the person's own account. allauth sends who has signed in away from the pages of the
signed-out (302), and answers 404 for a second factor that the person does not have.
"""

from collections.abc import Mapping
from typing import Any

from tests.access.matrix import Case, Row, expect

OWN = expect(200)
OWN_REDIRECT = expect(302)
FOR_ALL = expect(200, anonymous=200)
SIGNED_OUT = expect(302, anonymous=200)


def _provider(_case: Case) -> Mapping[str, Any]:
    return {"provider_id": "khong-co"}


def _key(_case: Case) -> Mapping[str, Any]:
    return {"key": "khong-co"}


def _reset(_case: Case) -> Mapping[str, Any]:
    return {"uidb36": "1", "key": "abc-def"}


ROWS = [
    Row("home", OWN_REDIRECT),
    Row("set_language", expect(302, anonymous=302), method="post", data=lambda case: {"language": "en"}),
    Row("days_off", OWN, query="?thang=2023-09"),
    Row("health", FOR_ALL),
    Row("kit", FOR_ALL),
    Row("account_login", SIGNED_OUT),
    Row("account_signup", SIGNED_OUT),  # says that accounts are given by the office
    Row("account_logout", OWN),
    Row("account_inactive", FOR_ALL),
    Row("account_reauthenticate", OWN),
    Row("account_email", OWN),
    Row("account_email_verification_sent", FOR_ALL),
    Row("account_confirm_email", FOR_ALL, kwargs=_key),
    Row("account_change_password", OWN),
    Row("account_set_password", OWN_REDIRECT),
    Row("account_reset_password", FOR_ALL),
    Row("account_reset_password_done", FOR_ALL),
    Row("account_reset_password_from_key", FOR_ALL, kwargs=_reset),
    Row("account_reset_password_from_key_done", FOR_ALL),
    Row("account_confirm_login_code", OWN_REDIRECT),
    Row("mfa_index", OWN),
    Row("mfa_authenticate", OWN_REDIRECT),
    Row("mfa_reauthenticate", OWN_REDIRECT),
    Row("mfa_activate_totp", OWN_REDIRECT),
    Row("mfa_deactivate_totp", expect(404)),
    Row("mfa_view_recovery_codes", expect(404)),
    Row("mfa_generate_recovery_codes", OWN_REDIRECT),
    Row("mfa_download_recovery_codes", expect(404)),
    Row("socialaccount_login_cancelled", FOR_ALL),
    Row("socialaccount_login_error", expect(401, anonymous=401)),
    Row("socialaccount_signup", OWN_REDIRECT),
    Row("socialaccount_connections", OWN),
    Row("openid_connect_login", expect(404, anonymous=404), kwargs=_provider),
    Row("openid_connect_callback", expect(404, anonymous=404), kwargs=_provider),
]
