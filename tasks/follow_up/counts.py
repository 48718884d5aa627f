"""The number beside the office's menu row: what units wait for."""

from organizations.access import seats_with
from organizations.permissions import Permission
from tasks.lists import given_by, queue_condition
from tasks.models import Assignment
from workflows import clock, counters
from workflows.actors import Actor


@counters.counter("office")
def waiting_for_office(actor: Actor) -> int:
    """Results to confirm, tasks handed back, extensions asked for. One query, none for who keeps no office."""
    if not seats_with(actor, Permission.DIRECTIVE_ENTER):
        return 0
    today = clock.today()
    waiting = (
        queue_condition("confirm", today) | queue_condition("decline", today) | queue_condition("extension", today)
    )
    return Assignment.objects.open().top_level().filter(given_by(actor)).filter(waiting).count()
