"""Who decides on a request for more time: whoever has the right, and nobody on a request of their own.

A request is one's own when one asked for it, signed it or answers for the work, also through a deputy. It then goes to
the others with the right: beside one at the standing office, or above it. Where there is nobody else it is held, and
said so, until somebody is appointed or delegated. (Civil servants keep out of what concerns themselves: Law on
Anti-corruption 2018 art. 23, conflict of interest.) A part handed down is different: its giver decides, whoever else
they are, for the deadline of the whole does not move.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organizations.access import role_may
from organizations.boards.holders import Holder, holders
from organizations.models import Appointment, Delegation, Role
from organizations.permissions import Permission
from tasks.models import Extension
from tasks.states import ExtensionState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def concerned(extension: Extension) -> frozenset[int]:
    """Ids of those whose own request it is; nobody's of a part handed down. One query, or none with its process."""
    if extension.assignment.parent_id is not None:
        return frozenset()
    people = {extension.asked_by_id, extension.asked_on_behalf_of_id, extension.assignment.responsible_id}
    if (process := getattr(extension, "process", None)) is not None:
        people |= {process.signed_by_id, process.signed_on_behalf_of_id}
    return frozenset(pk for pk in people if pk is not None)


def deciders(extension: Extension) -> list[Holder]:
    """Who may decide on it, by rank, deputies last; empty when it has to be held."""
    own, assignment = concerned(extension), extension.assignment
    if assignment.parent is not None:
        able = holders(Permission.HAND_DOWN, assignment.parent.unit_id)
    else:
        able = holders(Permission.EXTENSION_DECIDE, assignment.directive.standing_unit_id)
    delegated = Delegation.objects.effective(clock.today()).filter(principal__in=own)
    stand_in = set(delegated.values_list("deputy", flat=True))
    return [one for one in able if one.person_id not in own and (one.posts or one.person_id not in stand_in)]


def own_refusal(extension: Extension, actor: Actor) -> TransitionDenied | None:
    """Why the actor may not decide although the right is theirs; None when it is not their own request."""
    if not concerned(extension) & {actor.person_id, actor.on_behalf_of_id}:
        return None
    names = "; ".join(map(called, deciders(extension)))
    if names:
        sentence = _("Không quyết định đề nghị gia hạn của chính mình; người quyết định: %(names)s.") % {"names": names}
    else:
        sentence = nobody()
    return TransitionDenied("own", sentence)


def nobody() -> str:
    """What the office is told of a request that is held."""
    return _(
        "Mọi người có thẩm quyền đều là người xin hoặc chịu trách nhiệm việc này, nên đề nghị được giữ lại chờ. "
        "Quản trị hệ thống cần bổ nhiệm hoặc ủy quyền người khác quyết định."
    )


def called(holder: Holder) -> str:
    """Name and post."""
    return f"{holder.name} ({holder.posts[0] if holder.posts else _('được ủy quyền')})"


def own_requests(actor: Actor) -> Q:
    """Assignments of whose undecided request the actor may not decide."""
    return Q(pk__in=Extension.objects.filter(own(actor), state=ExtensionState.ASKED).values("assignment_id"))


def own(actor: Actor) -> Q:
    """Requests for more time that are the actor's own."""
    return _of([pk for pk in (actor.person_id, actor.on_behalf_of_id) if pk])


def held(requests: QuerySet[Extension]) -> list[Extension]:
    """Of these requests those of whole assignments on which nobody may decide, for all who could are concerned.

    One query, and five for each that somebody asked for who otherwise decides.
    """
    roles = [role for role in Role if role_may(role, Permission.EXTENSION_DECIDE)]
    could = Appointment.objects.current(clock.today()).filter(position__role__in=roles)
    rows = requests.filter(_of(could.values("person")), state=ExtensionState.ASKED, assignment__parent=None)
    rows = rows.select_related("assignment__task", "assignment__unit", "assignment__directive__type", "process")
    rows = rows.defer("assignment__directive__text", "assignment__directive__folded", "assignment__task__folded")
    return [row for row in rows.order_by("asked_at", "pk") if not deciders(row)]


def _of(people: Any) -> Q:
    """Requests that are these people's own (``concerned``)."""
    fields = ("asked_by", "asked_on_behalf_of", "process__signed_by", "process__signed_on_behalf_of")
    theirs = Q(assignment__responsible__in=people)
    for field in fields:
        theirs |= Q(**{f"{field}__in": people})
    return theirs
