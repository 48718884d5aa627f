"""From an event to the people it is for, with the reason each is told; many events in a few queries.

Everybody found here holds a seat from which the thing is visible (``tasks.access``, ``directives.access``): the unit's
desk, the assigner's desk, the right to approve. The actor is never told of the actor's own act.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directives.models import Directive
from notifications.catalogue import BY_KIND, Audience
from notifications.models import Reason
from organizations.access import people_holding
from organizations.heads import Serving, people_serving_many
from organizations.models.positions import Role
from organizations.permissions import Permission
from tasks.models import Assignment
from workflows.models import Event

STANDING_ROLES = frozenset({Role.STANDING_HEAD, Role.STANDING_OFFICER})
UNIT_ROLES = frozenset({Role.UNIT_HEAD, Role.UNIT_OFFICER})


@dataclass(frozen=True)
class Telling:
    """One person is to be told of one event."""

    person_id: int
    event: Event
    reason: Reason
    directive_id: int
    assignment_id: int | None


def tellings(events: Iterable[Event], on: date) -> list[Telling]:
    """Everybody to be told, each person once an event."""
    known = [event for event in events if event.kind in BY_KIND and event.directive_id is not None]
    assignments = Assignment.objects.select_related("parent").in_bulk(
        {event.data["assignment_id"] for event in known if "assignment_id" in event.data}
    )
    standing = dict(
        Directive.objects.filter(pk__in={event.directive_id for event in known}).values_list("pk", "standing_unit_id")
    )
    desks = people_serving_many(
        {a.unit_id for a in assignments.values()}
        | {a.parent.unit_id for a in assignments.values() if a.parent}
        | set(standing.values()),
        on,
    )
    approvers: dict[int, list[int]] = {}
    found = []
    for event in known:
        assignment = assignments.get(event.data.get("assignment_id", 0))
        office = standing.get(event.directive_id or 0)
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
                if office not in approvers:
                    holders = people_holding(Permission.DIRECTIVE_APPROVE, office, on)
                    approvers[office] = list(holders.values_list("pk", flat=True))
                people = dict.fromkeys(approvers[office], Reason.APPROVER)
            case _:
                continue
        people.pop(event.actor_id or 0, None)
        found += [
            Telling(person_id, event, reason, event.directive_id or 0, assignment.pk if assignment else None)
            for person_id, reason in people.items()
        ]
    return found


def _unit(assignment: Assignment, desks: dict[int, list[Serving]]) -> dict[int, Reason]:
    people = _at(desks.get(assignment.unit_id, []), UNIT_ROLES, Reason.UNIT)
    for person_id, reason in ((assignment.responsible_id, Reason.RESPONSIBLE), (assignment.officer_id, Reason.OFFICER)):
        if person_id in people:
            people[person_id] = reason
    return people


def _at(desk: Iterable[Serving], roles: Iterable[Role], reason: Reason) -> dict[int, Reason]:
    wanted = set(roles)
    people: dict[int, Reason] = defaultdict(lambda: reason)
    for serving in desk:
        if serving.role in wanted:
            why = Reason.DEPUTY if serving.for_id is not None else reason
            people[serving.person_id] = reason if people.get(serving.person_id) == reason else why
    return dict(people)
