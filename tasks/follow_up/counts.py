"""The number beside the office's menu row: what units wait for and this person answers."""

from django.db.models import Q

from organizations.access import seats_with
from organizations.permissions import Permission
from tasks.follow_up.deciding import RIGHTS, in_turn
from tasks.lists import given_by, queue_condition
from tasks.models import Assignment
from workflows import clock, counters
from workflows.actors import Actor


@counters.counter("office")
def waiting_for_office(actor: Actor) -> int:
    """Results, tasks handed back, requests for more time and explanations whose next step is the actor's.

    Two queries, or none: what is to be concluded on may be settled long since.
    """
    if not seats_with(actor, Permission.DIRECTIVE_ENTER):
        return 0
    today = clock.today()
    waiting = Q(pk__in=())
    for queue in RIGHTS:
        if queue != "conclude":
            waiting |= queue_condition(queue, today) & in_turn(actor, queue)
    given = Assignment.objects.top_level().filter(given_by(actor))
    count = given.open().filter(waiting).count()
    if seats_with(actor, Permission.CAUSE_CONFIRM):
        count += given.counted().filter(queue_condition("conclude", today), in_turn(actor, "conclude")).count()
    return count
