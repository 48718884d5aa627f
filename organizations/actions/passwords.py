"""Ways in: one-time links (an office may have no e-mail), passwords, second factors."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import guard_person
from organizations.models import Person
from workflows import clock, ledger
from workflows.actors import Actor


@transaction.atomic
def invite(*, actor: Actor, person: Person, reset: bool = False) -> str:
    """The full address of a one-time page where the person chooses a password. Hand it over in person.

    Good for settings.PASSWORD_RESET_TIMEOUT seconds and until the password changes. ``reset`` also closes the old
    ways in at once: password, open sessions, second factors.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    guard_person(actor, person)
    if not person.may_sign_in(clock.today()):
        raise ValidationError(_("Người này đã thôi làm việc hoặc bị khóa tài khoản."), code="inactive")
    if reset:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        Authenticator.objects.filter(user=person).delete()
    ledger.record(facts.PasswordLinkMade(person_id=person.pk, reset=reset), stream=f"person:{person.pk}", actor=actor)
    key = default_token_generator.make_token(person)
    page = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.SITE_URL}{page}"


@transaction.atomic
def set_password(*, actor: Actor, person: Person, password: str) -> Person:
    """Set it, to the office's password rules (ValidationError on ``password``)."""
    guard_person(actor, person)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    person.set_password(password)
    person.save(update_fields=["password"])
    ledger.record(facts.PasswordSet(person_id=person.pk), stream=f"person:{person.pk}", actor=actor)
    return person
