"""Accept all that is certain: one press for the tasks about which neither the reading nor the checklist has a doubt."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from directives.models import Directive
from tasks.decomposition.actions.desk import Seen, desk
from tasks.decomposition.certainty import certain
from tasks.decomposition.loading import load
from tasks.decomposition.steps import Step
from tasks.models import Task
from workflows.actors import Actor
from workflows.machine import TransitionDenied


def accept_certain(
    *,
    directive: Directive,
    tasks: Iterable[int],
    actor: Actor,
    timeless: Iterable[int] = (),
    seen: Seen | None = None,
) -> int:
    """Confirm those of ``tasks`` that are certain, in one step; how many.

    Those of ``timeless`` are declared to have no deadline and confirmed with them. Judged anew under the lock: what
    is not certain any more is left. Stale when somebody changed one of them after it was on screen.
    """
    with desk(directive.pk, actor, Step.ACCEPT, seen) as work:
        loaded = load(work.directive)
        found = certain(loaded.draft, loaded.judgment)
        wanted, undated = set(tasks), set(timeless)
        ready = {task.pk for task in found.ready if task.pk in wanted}
        declared = {task.pk for task in found.timeless if task.pk in undated}
        if not ready | declared:
            raise TransitionDenied("nothing_certain", _("Không còn việc nào đủ chắc chắn để xác nhận cùng lúc."))
        rows = work.tasks(ready | declared)
        for row in rows:
            row.confirmed = True
            row.none_declared = row.none_declared or row.pk in declared
        Task.objects.bulk_update(rows, ["confirmed", "none_declared"])
        return len(rows)
