"""Addresses of calendar feeds: private, revocable, of a person or of a unit's desk."""

import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from notifications.models import CalendarFeed
from organizations.actors import seats_of
from organizations.models import Person, Unit
from organizations.models.positions import Role
from workflows import clock

DESK_ROLES = frozenset({Role.UNIT_HEAD, Role.UNIT_OFFICER})


@transaction.atomic
def open_feed(*, person: Person, unit: Unit | None = None) -> str:
    """A new secret address, told once; the one before of the same purpose ends. PermissionDenied for another's desk."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if unit is not None and unit.pk not in desks_of(person):
        raise PermissionDenied
    _running(person).filter(unit=unit).update(revoked_at=clock.now())
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(person=person, unit=unit, secret_sha256=digest(secret), made_at=clock.now())
    return secret


@transaction.atomic
def revoke_feed(*, person: Person, feed: CalendarFeed) -> None:
    """From now on the address answers nothing. Only one's own."""
    if feed.person_id != person.pk:
        raise PermissionDenied
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now())


def feed_of(secret: str) -> CalendarFeed | None:
    """The running feed of that secret, while its person serves and, for a unit's, still serves its desk."""
    rows = CalendarFeed.objects.select_related("person", "unit").filter(revoked_at=None)
    feed = rows.filter(secret_sha256=digest(secret)).first()
    if feed is None or not feed.person.may_sign_in(clock.today()):
        return None
    if feed.unit_id is not None and feed.unit_id not in desks_of(feed.person):
        return None
    return feed


def desks_of(person: Person) -> set[int]:
    """Units at whose desk the person works today, by a seat of their own."""
    return {seat.scope_id for seat in seats_of(person.pk, clock.today()) if seat.role in DESK_ROLES}


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _running(person: Person) -> "QuerySet[CalendarFeed]":
    return CalendarFeed.objects.filter(person=person, revoked_at=None)
