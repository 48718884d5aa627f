"""People: added, changed, gone, back. Never deleted."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from organizations import facts
from organizations.actions.guards import changed, check, guard_everything, guard_person, guard_setup
from organizations.models import Appointment, Delegation, Person
from workflows import clock, ledger
from workflows.actors import Actor

PROFILE = frozenset({"language", "theme", "email", "phone", "mail_choice"})
ACCOUNT = PROFILE | {"full_name", "username"}


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    is_admin: bool = False,
    password: str | None = None,
) -> Person:
    """A new account. Without a password nobody can sign in to it until a link is made (passwords.invite)."""
    guard_setup(actor)
    if is_admin:
        guard_everything(actor)
    person = Person(
        username=username.strip().lower(),
        full_name=" ".join(full_name.split()),
        email=email.strip(),
        phone=phone.strip(),
        is_admin=is_admin,
    )
    person.set_password(password)
    check(person)
    person.save()
    fact = facts.PersonAdded(person_id=person.pk, username=person.username, full_name=person.full_name)
    ledger.record(fact, stream=f"person:{person.pk}", actor=actor)
    return person


@transaction.atomic
def change_person(*, actor: Actor, person: Person, **wanted: Any) -> Person:
    """Change what ACCOUNT names; ``is_admin`` is for administrators of everything."""
    person = _locked(person)
    guard_person(actor, person)
    if wanted.get("is_admin", person.is_admin) != person.is_admin:
        guard_everything(actor)
        _keep_one_admin(person)
    if "username" in wanted:
        wanted["username"] = str(wanted["username"]).strip().lower()
    return _change(actor, person, wanted, ACCOUNT | {"is_admin"})


@transaction.atomic
def change_profile(*, actor: Actor, **wanted: Any) -> Person:
    """What everybody decides for themselves: PROFILE. Also while acting for someone, it is one's own."""
    person = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    return _change(actor, person, wanted, PROFILE)


@transaction.atomic
def person_leaves(*, actor: Actor, person: Person, on: date) -> Person:
    """From ``on`` the person no longer serves: posts end the day before, delegations lapse, no sign-in.

    The account and everything its holder did stay. A future day is fine: until then nothing changes.
    """
    person = _locked(person)
    guard_person(actor, person)
    _keep_one_admin(person)
    last = on - timedelta(days=1)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=last)
    posts = Appointment.objects.filter(lasting, person=person)
    ended = list(posts.order_by("pk").values_list("pk", flat=True))
    posts.filter(valid_from__lte=last).update(valid_to=last)
    # A post that would begin after the departure never comes into force; its row shrinks to its first day.
    posts.filter(valid_from__gt=last).update(valid_to=F("valid_from"))
    given_or_held = Q(principal=person) | Q(deputy=person)
    Delegation.objects.filter(given_or_held, revoked_on__isnull=True, valid_to__gte=on).update(revoked_on=on)
    person.left_on = on
    person.save(update_fields=["left_on"])
    fact = facts.PersonLeft(person_id=person.pk, on=on, appointment_ids=ended)
    ledger.record(fact, stream=f"person:{person.pk}", actor=actor)
    return person


@transaction.atomic
def person_returns(*, actor: Actor, person: Person) -> Person:
    """Back in service, without posts: appoint anew."""
    person = _locked(person)
    guard_person(actor, person)
    person.left_on, person.is_active = None, True
    person.save(update_fields=["left_on", "is_active"])
    ledger.record(facts.PersonReturned(person_id=person.pk), stream=f"person:{person.pk}", actor=actor)
    return person


@transaction.atomic
def set_active(*, actor: Actor, person: Person, active: bool) -> Person:
    """Close or reopen the account without ending posts (a lost device, an inquiry)."""
    person = _locked(person)
    guard_person(actor, person)
    if not active:
        if person.pk == actor.person_id:
            raise ValidationError(_("Bạn không thể khóa tài khoản của chính mình."), code="self")
        _keep_one_admin(person)
    return _change(actor, person, {"is_active": active}, {"is_active"})


def _change(actor: Actor, person: Person, wanted: dict[str, Any], allowed: Iterable[str]) -> Person:
    changes = changed(person, wanted, allowed)
    if changes:
        check(person)
        person.save()
        fact = facts.PersonChanged(person_id=person.pk, changes=changes)
        ledger.record(fact, stream=f"person:{person.pk}", actor=actor)
    return person


def _keep_one_admin(person: Person) -> None:
    """The last administrator of everything cannot go: nobody could appoint another."""
    if not person.is_admin:
        return
    others = Person.objects.serving(clock.today()).filter(is_admin=True, left_on__isnull=True).exclude(pk=person.pk)
    if not others.exists():
        raise ValidationError(
            _("Đây là quản trị duy nhất. Hãy giao quyền quản trị cho người khác trước."), code="last_admin"
        )


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)
