"""What directives' pages show of tasks and assignments, within what the reader may see."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from directives.access import shared_with, watches
from directives.models import Directive
from directives.outlook import Concern, Reach, Standing, TaskLine
from directives.states import BEFORE_ISSUE
from organizations import groups
from tasks.access import visible_to
from tasks.classes import soon_value
from tasks.decomposition.findings import WARNING
from tasks.decomposition.loading import load
from tasks.issuing.plan import draw_up
from tasks.models import Assignment, Task, TaskOwner
from tasks.querysets import AssignmentQuerySet
from tasks.states import DeadlineKind, Role
from tasks.timing.parents import stale, went_on
from workflows import clock
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass, deadline_class_sql
from workflows.words import day, number

FIELDS = {
    DeadlineClass.ON_TIME: "on_time",
    DeadlineClass.LATE: "late",
    DeadlineClass.DONE: "undated",
    DeadlineClass.OPEN: "open",
    DeadlineClass.SOON: "soon",
    DeadlineClass.OVERDUE: "overdue",
    DeadlineClass.NONE: "none",
}


class TasksOutlook:
    """Registered in ``TasksConfig.ready``."""

    def standing(self, actor: Actor, directive_ids: Iterable[int]) -> dict[int, Standing]:
        """Leading assignments by class, and tasks read. Two queries."""
        ids = list(directive_ids)
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for pk, tasks, confirmed in (
            Task.objects.filter(directive_id__in=ids)
            .order_by()
            .values_list("directive_id")
            .annotate(tasks=Count("pk"), confirmed=Count("pk", filter=Q(confirmed=True)))
        ):
            found[pk] |= {"tasks": tasks, "confirmed": confirmed}
        for pk, name, count in self._classes(actor, "directive_id", directive_id__in=ids):
            found[pk][FIELDS[DeadlineClass(name)]] = count
        return {pk: Standing(url=_list(directive=pk), **numbers) for pk, numbers in found.items()}

    def tasks(self, actor: Actor, directive: Directive) -> list[TaskLine]:
        """All tasks for the office; for a unit those it has a part in. Six queries at most."""
        office = watches(actor, directive)
        rows = Task.objects.filter(directive=directive)
        if not office:
            mine = _seen(actor).filter(directive=directive).values("task_id")
            rows = rows.filter(pk__in=mine)
        tasks = list(rows.order_by("order", "id"))
        owners: dict[int, list[TaskOwner]] = defaultdict(list)
        for owner in TaskOwner.objects.filter(task__in=tasks).select_related("unit", "group"):
            owners[owner.task_id].append(owner)
        sizes = self._sizes(directive, owners)
        numbers: dict[int, dict[str, int]] = defaultdict(dict)
        for pk, name, count in self._classes(actor, "task_id", directive=directive):
            numbers[pk][FIELDS[DeadlineClass(name)]] = count
        urls = {} if office else self._own_pages(actor, directive)
        return [
            TaskLine(
                number=place,
                content=task.content,
                section=task.section,
                start=task.source_start,
                product=task.product,
                owners=tuple(_named(owner, sizes) for owner in owners[task.pk] if owner.role == Role.LEAD),
                beside=tuple(_named(owner, sizes) for owner in owners[task.pk] if owner.role == Role.COORDINATE),
                deadline=self._deadline(task),
                due_on=task.due_on,
                confirmed=task.confirmed,
                standing=Standing(tasks=1, url=_list(directive=directive.pk, task=task.pk), **numbers[task.pk]),
                url=urls.get(task.pk, "") or (_list(directive=directive.pk, task=task.pk) if office else ""),
            )
            for place, task in enumerate(tasks, start=1)
        ]

    def concerns(self, actor: Actor, directive: Directive) -> list[Concern]:
        """What to know before approving: deadlines whose followed day went on since they were written, then warnings of
        the checklist that need an answer, with the answer they got. A constant number of queries.
        """
        rows = directive.tasks.filter(hangs_on__isnull=False).select_related("directive", "hangs_on__directive__type")
        dated = rows.defer("directive__text", "directive__folded", "hangs_on__directive__text", "folded")
        moved = [Concern(text=went_on(row, now), where=row.section, answer="", asks=False) for row, now in stale(dated)]
        warnings = (finding for finding in load(directive).judgment.findings if finding.level == WARNING)
        return moved + [
            Concern(
                text=finding.message,
                where=finding.where,
                answer=finding.answer.text if finding.answer else "",
                by=finding.answer.by if finding.answer else "",
            )
            for finding in warnings
        ]

    def reach(self, directive: Directive) -> Reach:
        """By the same plan that the issuing follows: groups resolved, ended units followed, periods that run today."""
        plan = draw_up(directive, clock.today())
        return Reach(len(plan.rows), len(plan.units))

    @staticmethod
    def _classes(actor: Actor, key: str, **lookups: object) -> Iterable[tuple[int, str, int]]:
        today = clock.today()
        rows = _seen(actor).filter(role=Role.LEAD, **lookups).counted().top_level().order_by()
        named = rows.annotate(named=deadline_class_sql(today, soon_value(today)))
        counted: Iterable[tuple[int, str, int]] = named.values_list(key, "named").annotate(count=Count("pk"))
        return counted

    @staticmethod
    def _sizes(directive: Directive, owners: dict[int, list[TaskOwner]]) -> dict[int, int]:
        """Before issue: how many units each group named would be today. Later the assignments say it."""
        named = {owner.group_id for some in owners.values() for owner in some if owner.group_id}
        return groups.counts(named) if named and directive.state in BEFORE_ISSUE else {}

    @staticmethod
    def _deadline(task: Task) -> str:
        if task.deadline_kind == DeadlineKind.FIXED and task.due_on:
            return day(task.due_on)
        if task.deadline_kind == DeadlineKind.NONE and not task.none_declared:
            return _("Chưa xác định")
        return str(task.get_deadline_kind_display())

    @staticmethod
    def _own_pages(actor: Actor, directive: Directive) -> dict[int, str]:
        rows = visible_to(actor).filter(directive=directive).order_by("-pk").values_list("task_id", "pk")
        return {task_id: _address("tasks:assignment", pk) for task_id, pk in rows}


def _seen(actor: Actor) -> AssignmentQuerySet:
    """What the actor sees by right, and the assignments of directives that were shared with them."""
    shared: AssignmentQuerySet = Assignment.objects.filter(directive_id__in=shared_with(actor).values("pk"))
    return visible_to(actor) | shared


def _named(owner: TaskOwner, sizes: dict[int, int]) -> str:
    """ "UBND các quận, huyện, thị xã (30)" before issue."""
    size = sizes.get(owner.group_id or 0)
    return str(owner) if size is None else f"{owner} ({number(size)})"


def _list(**params: int) -> str:
    """The list of leading assignments behind a number."""
    url = _address("tasks:list")
    query: dict[str, str | int] = {**params, "role": Role.LEAD.value}
    return f"{url}?{urlencode(query)}" if url else ""


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
