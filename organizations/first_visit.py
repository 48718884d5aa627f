"""The empty installation: every page leads to the set-up until the first person exists."""

import hashlib
import hmac
import secrets

from django.conf import settings

from organizations.models import Person, SetupCode
from workflows import clock

# Once a person exists one always will (the database refuses to delete people): not asked again.
_settled = False

# Reached also on an empty installation: the set-up itself, assets, language, health.
_OPEN = ("/thiet-lap/bat-dau/", "/static/", "/ngon-ngu/", "/i18n/", "/suc-khoe", "/healthz", "/favicon")


def nobody_yet() -> bool:
    """No person exists: the installation is empty."""
    global _settled
    if not _settled:
        _settled = Person.objects.exists()
    return not _settled


def forget() -> None:
    """Ask the database again (tests roll people back)."""
    global _settled
    _settled = False


def applies_to(path: str) -> bool:
    """The page at ``path`` must give way to the set-up."""
    return not path.startswith(_OPEN) and nobody_yet()


def fresh_code() -> str:
    """Make the one-time set-up code, to be printed on the server's console. Voids the one before."""
    code = "-".join(secrets.token_hex(2).upper() for _ in range(3))
    now = clock.now()
    SetupCode.objects.filter(used_at__isnull=True).update(used_at=now)
    SetupCode.objects.create(digest=_digest(code))
    return code


def code_for_console() -> str | None:
    """What the starting server prints: a fresh code on an empty installation, else None."""
    return fresh_code() if nobody_yet() else None


def code_is_right(code: str) -> bool:
    """The unused code of the console, in any case and with or without dashes. Never right once people exist."""
    if not nobody_yet():
        return False
    held = SetupCode.objects.filter(used_at__isnull=True).values_list("digest", flat=True)
    return any(hmac.compare_digest(digest, _digest(code)) for digest in held)


def use_code() -> None:
    """The first administrator exists: no code opens the set-up any more."""
    SetupCode.objects.filter(used_at__isnull=True).update(used_at=clock.now())


def _digest(code: str) -> str:
    plain = "".join(char for char in code.upper() if char.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()
