"""Deadlines bound to another one (trước hạn của nhiệm vụ hoặc văn bản cấp trên): which day they follow, and what would
move when that day has moved since. Moves nothing.

The other task stands in the same directive, or in one that this directive carries out. Then its day is that of the
standing office's own assignment there, where it has one: an extension that the office got counts for what hangs on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.models import Directive
from directives.states import LinkKind
from organizations.localities import within
from tasks.models import Assignment, Task
from tasks.states import NOT_COUNTED, Role
from tasks.timing.moving import Move, held, listed, movable
from tasks.timing.rules import day_by, follows_a_day, rule_in_words
from workflows.actors import Actor
from workflows.calendars import calendar, local_places
from workflows.in_force import rule_options
from workflows.words import day

# Task, period, deadline, and the areas with days of their own in which the units lie.
_Group = tuple[int, str, date, tuple[int, ...]]


def followable(directive: Directive, actor: Actor) -> QuerySet[Task, Task]:
    """Tasks that one of ``directive`` may hang on: its own, and those of the directives it carries out that the actor
    may see.
    """
    carried_out = directive.links.filter(kind=LinkKind.CARRIES_OUT, target__isnull=False).values("target_id")
    seen = directives_access.visible_to(actor).filter(pk__in=carried_out).values("pk")
    return Task.objects.filter(Q(directive=directive) | Q(directive__in=seen))


def followed_days(tasks: Iterable[Task]) -> dict[int, date | None]:
    """Of each task that hangs on another (in hand with it, with both directives): the day of the other one as it stands
    now. Of several that lead it, the earliest counts. One query.
    """
    rows = [task for task in tasks if task.hangs_on_id is not None]
    days = _days_of_leads(rows)
    return {row.pk: _followed(row, days.get(row.hangs_on_id or 0, {})) for row in rows}


def _days_of_leads(rows: Iterable[Task]) -> dict[int, dict[int, date]]:
    """Of each task that these hang on: by unit that leads it, the earliest of its deadlines."""
    leads = Assignment.objects.top_level().filter(role=Role.LEAD, task_id__in={row.hangs_on_id for row in rows})
    days: dict[int, dict[int, date]] = defaultdict(dict)
    for task_id, unit_id, due_on in leads.exclude(state__in=NOT_COUNTED).values_list("task_id", "unit_id", "due_on"):
        if due_on is not None:
            days[task_id][unit_id] = min(due_on, days[task_id].get(unit_id, due_on))
    return days


def followed_day(task: Task) -> date | None:
    """The same of one task; None when it hangs on nothing, or on what has no day."""
    return followed_days([task]).get(task.pk)


def spread(task: Task) -> tuple[date, date] | None:
    """The earliest and the latest of the deadlines among which the followed one was chosen; None where it was the only
    one. One query.
    """
    if task.hangs_on_id is None or not follows_a_day(task):
        return None
    days = _days_of_leads([task]).get(task.hangs_on_id, {})
    if not days or _own(task, days) is not None or len(set(days.values())) == 1:
        return None
    return min(days.values()), max(days.values())


def stale(tasks: Iterable[Task]) -> list[tuple[Task, date]]:
    """Tasks dated by a deadline that has gone on since, with its day now: before issue nothing dates them anew. In hand
    with the task that they hang on and both directives. One query.
    """
    rows = list(tasks)
    now = followed_days(rows)
    return [(row, to) for row in rows if (to := now.get(row.pk)) is not None and _went_on(row, to)]


def went_on(task: Task, now: date) -> str:
    """The same in words, for who approves or issues."""
    assert task.hangs_on is not None and task.anchor_on is not None
    message = _(
        "Hạn của “%(followed)s” đã đổi từ %(before)s sang %(now)s sau khi ghi hạn này. Duyệt thì vẫn giao theo hạn"
        " %(due)s; muốn theo hạn mới thì trả lại để ghi lại thời hạn."
    )
    return message % {
        "followed": (task.hangs_on.product or task.hangs_on.content)[:120],
        "before": day(task.anchor_on),
        "now": day(now),
        "due": day(task.due_on) if task.due_on else _("đã ghi"),
    }


def _own(task: Task, days: dict[int, date]) -> date | None:
    """What the standing office itself has to do of another directive's task."""
    assert task.hangs_on is not None
    return days.get(task.directive.standing_unit_id) if task.hangs_on.directive_id != task.directive_id else None


def _followed(task: Task, days: dict[int, date]) -> date | None:
    assert task.hangs_on is not None
    return _own(task, days) or min(days.values(), default=task.hangs_on.due_on)


def moves_after(task: Task, now: date | None) -> list[Move]:
    """What would move if the task followed ``now``: see ``moves_of``."""
    return moves_of([task], {task.pk: now}).get(task.pk, [])


def moves_of(tasks: Iterable[Task], now: Mapping[int, date | None]) -> dict[int, list[Move]]:
    """What would move if these tasks followed those days: open work that is held to the very day which its rule gave
    from the day followed so far. What was extended, corrected or typed stays out. At most two queries.
    """
    bound = {task.pk: task for task in tasks if _went_on(task, now.get(task.pk))}
    if not bound:
        return {}
    areas, options = local_places(), rule_options()
    inside = within(areas)
    groups: dict[_Group, int] = defaultdict(int)
    for task_id, period, due_on, unit_id in (
        movable().filter(task__in=bound).values_list("task_id", "period", "due_on", "unit_id")
    ):
        if due_on is not None:
            groups[task_id, period, due_on, inside.get(unit_id, ())] += 1
    found: dict[int, list[Move]] = defaultdict(list)
    for (task_id, period, due_on, places), count in sorted(groups.items()):
        task, start = bound[task_id], now[task_id]
        days = calendar(places) if places else calendar()
        assert start is not None and task.anchor_on is not None
        after = day_by(task, start, days, options).operative
        if after is not None and after != due_on and day_by(task, task.anchor_on, days, options).operative == due_on:
            found[task_id].append(Move(task, period, due_on, after, rule_in_words(task), count, places, areas))
    return dict(found)


def _went_on(task: Task, now: date | None) -> bool:
    """It follows a day, and that day is another by now."""
    return now is not None and task.anchor_on not in (None, now) and follows_a_day(task)


def units_of(move: Move) -> list[Assignment]:
    """The assignments of one line, each of which may be kept where it is."""
    return listed(held(move.task.pk, move.period, move.before, move.places, move.areas))
