"""The live directives that somebody follows, to switch between and to begin with."""

from dataclasses import dataclass

from django.db.models import Count, Q

from directives import access as directives_access
from tasks.lists import class_condition
from tasks.models import Assignment
from tasks.states import AssignmentState, Role
from workflows import clock
from workflows.actors import Actor

OTHERS = 12
RECENT = 60


@dataclass(frozen=True)
class Other:
    """A directive to switch to."""

    pk: int
    name: str
    overdue: int
    done: int
    total: int


def other_directives(actor: Actor, pk: int | None = None, *, most: int = OTHERS, totals: bool = False) -> list[Other]:
    """Live directives that the actor may follow, most overdue first, then newest: two queries.

    With ``totals`` also how many of the leads' assignments, which rates count, are done: one query more.
    """
    live = directives_access.visible_to(actor).live().exclude(pk=pk).select_related("type").defer("text", "folded")
    newest = list(live.order_by("-assigned_at", "-pk")[:RECENT])
    overdue = (
        Assignment.objects.top_level()
        .filter(role=Role.LEAD)
        .filter(class_condition("overdue", clock.today()), directive__in=newest)
    )
    late = dict(overdue.order_by().values_list("directive_id").annotate(n=Count("pk")))
    shown = sorted(newest, key=lambda directive: -late.get(directive.pk, 0))[:most]
    sums = _totals([directive.pk for directive in shown]) if totals else {}
    return [
        Other(directive.pk, str(directive), late.get(directive.pk, 0), *sums.get(directive.pk, (0, 0)))
        for directive in shown
    ]


def _totals(directive_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Directive to (done, all), of what counts."""
    rows = (
        Assignment.objects.counted().top_level().filter(role=Role.LEAD).filter(directive__in=directive_ids).order_by()
    )
    done = Count("pk", filter=Q(state=AssignmentState.COMPLETED))
    groups = rows.values_list("directive_id").annotate(done=done, total=Count("pk"))
    return {pk: (done, total) for pk, done, total in groups}
