"""The number beside "Việc của tôi" in the menu."""

from tasks.desk.filters import TODO, desks_of
from tasks.models import Assignment
from workflows.actors import Actor
from workflows.counters import counter


@counter("desk")
def todo(actor: Actor) -> int:
    """What the actor's desks have to do now."""
    desks = desks_of(actor)
    return Assignment.objects.filter(TODO.condition, unit_id__in=desks).count() if desks else 0
