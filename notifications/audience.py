"""From an event to the people it is for, with the reason each is told; many events in a few queries.

Everybody found here holds a seat from which the thing is visible (``tasks.access``, ``directives.access``): the unit's
desk, the assigner's desk, the right to approve. The actor is never told of the actor's own act.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from directives.models import Directive
from notifications.catalogue import BY_KIND, Audience
from notifications.models import Reason, Recipient
from organizations.access import people_holding
from organizations.heads import Serving, people_serving_many
from organizations.models import Person
from organizations.models.positions import Role
from organizations.permissions import Permission
from tasks.deciders import concerned
from tasks.models import Assignment, Escalation, Extension
from tasks.states import ExtensionStep
from workflows.models import Event

STANDING_ROLES = frozenset({Role.STANDING_HEAD, Role.STANDING_OFFICER})
UNIT_ROLES = frozenset({Role.UNIT_HEAD, Role.UNIT_OFFICER})


@dataclass(frozen=True)
class Telling:
    """One person is to be told of one event."""

    person_id: int
    event: Event
    reason: Reason
    directive_id: int | None
    assignment_id: int | None


class Holders:
    """Who holds a right over a standing office, asked once an office."""

    def __init__(self, permission: Permission, reason: Reason, on: date) -> None:
        self.permission, self.reason, self.on = permission, reason, on
        self.known: dict[int, dict[int, Reason]] = {}

    def of(self, office: int) -> dict[int, Reason]:
        if office not in self.known:
            holders = people_holding(self.permission, office, self.on)
            self.known[office] = dict.fromkeys(holders.values_list("pk", flat=True), self.reason)
        return dict(self.known[office])


def tellings(events: Iterable[Event], on: date) -> list[Telling]:
    """Everybody to be told, each person once an event."""
    known = [event for event in events if event.kind in BY_KIND]
    assignments = Assignment.objects.select_related("parent").in_bulk(
        {event.data["assignment_id"] for event in known if "assignment_id" in event.data}
    )
    directives = {event.pk: _directive_of(event, assignments) for event in known}
    standing = dict(Directive.objects.filter(pk__in=directives.values()).values_list("pk", "standing_unit_id"))
    desks = people_serving_many(
        {a.unit_id for a in assignments.values()}
        | {a.parent.unit_id for a in assignments.values() if a.parent}
        | set(standing.values()),
        on,
    )
    leaders = Holders(Permission.DIRECTIVE_APPROVE, Reason.LEADER, on)
    approvers = Holders(Permission.DIRECTIVE_APPROVE, Reason.APPROVER, on)
    deciders = Holders(Permission.EXTENSION_DECIDE, Reason.STANDING, on)
    found = []
    admins = _admins(known, on)
    raised = _raised(known)
    for event in known:
        if BY_KIND[event.kind].audience == Audience.ADMINS:
            found += [Telling(person_id, event, Reason.ADMIN, None, None) for person_id in admins]
            continue
        assignment = assignments.get(event.data.get("assignment_id", 0))
        directive_id = directives[event.pk]
        office = standing.get(directive_id)
        if office is None:
            continue
        match BY_KIND[event.kind].audience:
            case Audience.UNIT if assignment:
                people = _unit(assignment, desks)
            case Audience.ASSIGNER if assignment and assignment.parent:
                people = _at(desks.get(assignment.parent.unit_id, []), {Role.UNIT_HEAD}, Reason.ASSIGNER)
            case Audience.ASSIGNER | Audience.STANDING:
                people = _at(desks.get(office, []), STANDING_ROLES, Reason.STANDING)
            case Audience.APPROVERS:
                people = approvers.of(office)
            case Audience.HEADS if assignment:
                people = _at(desks.get(assignment.unit_id, []), {Role.UNIT_HEAD}, Reason.UNIT)
            case Audience.DECIDERS if assignment:
                people = _deciders(event, assignment, office, desks, deciders)
            case Audience.STEP if assignment:
                people = _turn(event, assignment, office, desks, deciders)
            case Audience.LEADERS:
                people = leaders.of(office)
            case Audience.BOTH if assignment:
                people = _at(desks.get(office, []), STANDING_ROLES, Reason.STANDING) | _unit(assignment, desks)
            case Audience.LADDER if assignment:
                people = _ladder(event, assignment, office, desks, leaders)
                if _puts_on_board(event, assignment, raised):
                    # The escalation that follows tells leaders of both.
                    people = {pk: reason for pk, reason in people.items() if pk not in leaders.of(office)}
            case _:
                continue
        people.pop(event.actor_id or 0, None)
        found += [
            Telling(person_id, event, reason, directive_id, assignment.pk if assignment else None)
            for person_id, reason in people.items()
        ]
    return found


def _directive_of(event: Event, assignments: dict[int, Assignment]) -> int:
    """The directive it is about; reminders name only their assignment. 0 for an event about none."""
    assignment = assignments.get(event.data.get("assignment_id", 0))
    return event.directive_id or (assignment.directive_id if assignment else 0)


def _admins(events: Iterable[Event], on: date) -> list[int]:
    """Who may edit the calendar (organizations.actions.guards.guard_everything). No query unless somebody asks."""
    if not any(BY_KIND[event.kind].audience == Audience.ADMINS for event in events):
        return []
    return list(Person.objects.serving(on).filter(is_admin=True).values_list("pk", flat=True))


def _unit(assignment: Assignment, desks: dict[int, list[Serving]]) -> dict[int, Reason]:
    people = _at(desks.get(assignment.unit_id, []), UNIT_ROLES, Reason.UNIT)
    for person_id, reason in ((assignment.responsible_id, Reason.RESPONSIBLE), (assignment.officer_id, Reason.OFFICER)):
        if person_id in people:
            people[person_id] = reason
    return people


def _deciders(
    event: Event, assignment: Assignment, office: int, desks: dict[int, list[Serving]], deciders: Holders
) -> dict[int, Reason]:
    """Of a part handed down, the head of the unit that handed it down. Nobody of a request of their own; where there
    is nobody else, the standing office, which holds it.
    """
    extension = Extension.objects.select_related("assignment").get(pk=event.data["extension_id"])
    if assignment.parent:
        able = _at(desks.get(assignment.parent.unit_id, []), {Role.UNIT_HEAD}, Reason.ASSIGNER)
    else:
        able = deciders.of(office)
    own = concerned(extension)
    others = {person: reason for person, reason in able.items() if person not in own}
    return others or _at(desks.get(office, []), STANDING_ROLES, Reason.STANDING)


def _turn(
    event: Event, assignment: Assignment, office: int, desks: dict[int, list[Serving]], deciders: Holders
) -> dict[int, Reason]:
    """Who acts next on a request for more time, with deputies: somebody on leave is stood in for."""
    match event.data["step"]:
        case ExtensionStep.SIGN:
            return _at(desks.get(assignment.unit_id, []), {Role.UNIT_HEAD}, Reason.UNIT)
        case ExtensionStep.ADVISE:
            return _at(desks.get(office, []), STANDING_ROLES, Reason.STANDING)
        case _:
            return _deciders(event, assignment, office, desks, deciders)


def _ladder(
    event: Event, assignment: Assignment, office: int, desks: dict[int, list[Serving]], leaders: Holders
) -> dict[int, Reason]:
    """Those whom the rung names. Of a part handed down, the unit that handed it down stands for office and leader."""
    wanted = set(event.data["to"])
    unit = _unit(assignment, desks)
    people: dict[int, Reason] = {}
    if Recipient.LEADER in wanted and assignment.parent is None:
        people |= leaders.of(office)
    if wanted & {Recipient.STANDING, Recipient.LEADER} and assignment.parent:
        people |= _at(desks.get(assignment.parent.unit_id, []), {Role.UNIT_HEAD}, Reason.ASSIGNER)
    elif Recipient.STANDING in wanted:
        people |= _at(desks.get(office, []), STANDING_ROLES, Reason.STANDING)
    heads = _at(desks.get(assignment.unit_id, []), {Role.UNIT_HEAD}, Reason.UNIT)
    if Recipient.HEAD in wanted:
        people |= {person: unit[person] for person in heads}
    if Recipient.OFFICER in wanted:
        people |= {person: unit[person] for person in _officers(assignment, desks) or heads}
    return people


def _raised(events: Iterable[Event]) -> dict[tuple[int, str], datetime]:
    """When the items of these rungs came to the leaders' board, by deadline. No query unless a rung brings one."""
    ids = {event.data["assignment_id"] for event in events if event.data.get("escalate")}
    if not ids:
        return {}
    rows = Escalation.objects.filter(assignment__in=ids).values_list("assignment_id", "due_on", "raised_at")
    return {(pk, due_on.isoformat()): at for pk, due_on, at in rows}


def _puts_on_board(event: Event, assignment: Assignment, raised: dict[tuple[int, str], datetime]) -> bool:
    """The rung itself brings the item to the leaders' board: it was not there before, and parts never are."""
    if not event.data["escalate"] or assignment.parent_id is not None:
        return False
    at = raised.get((assignment.pk, event.data["due_on"]))
    return at is None or at >= event.at


def _officers(assignment: Assignment, desks: dict[int, list[Serving]]) -> list[int]:
    """The officer named, with deputies, while at the desk; else every officer there."""
    desk = [serving for serving in desks.get(assignment.unit_id, []) if serving.role in UNIT_ROLES]
    officer = assignment.officer_id
    named = [one.person_id for one in desk if officer and officer in (one.person_id, one.for_id)]
    return named or [one.person_id for one in desk if one.role == Role.UNIT_OFFICER]


def _at(desk: Iterable[Serving], roles: Iterable[Role], reason: Reason) -> dict[int, Reason]:
    wanted = set(roles)
    people: dict[int, Reason] = defaultdict(lambda: reason)
    for serving in desk:
        if serving.role in wanted:
            why = Reason.DEPUTY if serving.for_id is not None else reason
            people[serving.person_id] = reason if people.get(serving.person_id) == reason else why
    return dict(people)
