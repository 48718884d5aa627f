"""People: the list, one person with posts and delegations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organizations import access
from organizations.models import Appointment, Delegation, Person
from organizations.permissions import Permission
from workflows.actors import Actor


@dataclass(frozen=True)
class PersonRow:
    """One line of the list: the person and, in short, the posts of that day."""

    id: int
    name: str
    username: str
    email: str
    phone: str
    is_admin: bool
    left_on: date | None
    locked: bool
    posts: tuple[tuple[str, int, str], ...]  # (title, unit id, unit name)


@dataclass(frozen=True)
class PostLine:
    """A post a person holds, held or will hold."""

    appointment_id: int
    title: str
    role: str
    unit_id: int
    unit_name: str
    desk_name: str
    since: date
    until: date | None
    in_force: bool


@dataclass(frozen=True)
class DelegationLine:
    """One delegation in a table."""

    id: int
    principal_id: int
    principal_name: str
    deputy_id: int
    deputy_name: str
    valid_from: date
    valid_to: date
    reason: str
    document_number: str
    revoked_on: date | None
    status: str  # "now", "later", "over"


@dataclass(frozen=True)
class PersonPage:
    """One person on a day."""

    person: Person
    posts: list[PostLine]
    delegations: list[DelegationLine]
    may_set_up: bool
    serves: bool
    has_password: bool


def rows(people: Iterable[Person], on: date) -> list[PersonRow]:
    """The people as lines. One query for their posts."""
    listed = list(people)
    posts: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    current = Appointment.objects.current(on).filter(person__in=listed).order_by("position__rank", "id")
    for person_id, title, unit_id, unit_name in current.values_list(
        "person_id", "position__title", "position__unit_id", "position__unit__name"
    ):
        posts[person_id].append((title, unit_id, unit_name))
    return [
        PersonRow(
            id=person.pk,
            name=person.full_name,
            username=person.username,
            email=person.email,
            phone=person.phone,
            is_admin=person.is_admin,
            left_on=person.left_on if person.left_on and person.left_on <= on else None,
            locked=not person.is_active,
            posts=tuple(posts[person.pk]),
        )
        for person in listed
    ]


def page(actor: Actor, person: Person, on: date) -> PersonPage:
    """One person with every post, latest first, and the delegations given and held."""
    held = Appointment.objects.filter(person=person).select_related("position__unit", "position__scope")
    return PersonPage(
        person=person,
        posts=[
            PostLine(
                appointment_id=row.pk,
                title=row.position.title,
                role=row.position.get_role_display(),
                unit_id=row.position.unit_id,
                unit_name=row.position.unit.name,
                desk_name=row.position.scope.name if row.position.scope else "",
                since=row.valid_from,
                until=row.valid_to,
                in_force=row.holds_on(on),
            )
            for row in held.order_by("-valid_from", "-id")
        ],
        delegations=delegations(Q(principal=person) | Q(deputy=person), on),
        may_set_up=access.may_set_up_person(actor, person),
        serves=person.may_sign_in(on),
        has_password=person.has_usable_password(),
    )


def delegations(which: Q, on: date, most: int = 100) -> list[DelegationLine]:
    """The delegations asked for, those in force first. One query."""
    found = Delegation.objects.filter(which).select_related("principal", "deputy").order_by("-valid_to", "-id")[:most]
    lines = [
        DelegationLine(
            id=row.pk,
            principal_id=row.principal_id,
            principal_name=row.principal.full_name,
            deputy_id=row.deputy_id,
            deputy_name=row.deputy.full_name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reason=row.reason,
            document_number=row.document_number,
            revoked_on=row.revoked_on,
            status=_status(row, on),
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: ("now", "later", "over").index(line.status))


def manageable(actor: Actor) -> Q:
    """Delegations of people whose posts the actor sets up."""
    if actor.is_admin:
        return Q(pk__isnull=False)  # not Q(): an empty Q vanishes in an "or"
    reach = access.covers(actor, Permission.OFFICE_SETUP, "position__unit")
    return Q(principal__in=Appointment.objects.filter(reach).values("person_id"))


def _status(row: Delegation, on: date) -> str:
    if (row.revoked_on is not None and row.revoked_on <= on) or row.valid_to < on:
        return "over"
    return "later" if row.valid_from > on else "now"
