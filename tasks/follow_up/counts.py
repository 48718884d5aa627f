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
    """Results, tasks handed back and requests for more time whose next step is the actor's. One query, or none."""
    if not seats_with(actor, Permission.DIRECTIVE_ENTER):
        return 0
    today = clock.today()
    waiting = Q(pk__in=())
    for queue in RIGHTS:
        waiting |= queue_condition(queue, today) & in_turn(actor, queue)
    return Assignment.objects.open().top_level().filter(given_by(actor)).filter(waiting).count()
