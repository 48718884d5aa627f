"""Who gets what: owners of a decomposition resolved to units on the day of issue. Reads only."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from directives.models import Directive
from organizations import groups
from organizations.heads import heads_of
from organizations.localities import calendars_of
from organizations.models import Unit, UnitGroup
from organizations.successors import successions
from tasks.models import Task, TaskOwner
from tasks.states import Role
from tasks.timing.openings import begun_periods
from tasks.timing.parents import stale
from tasks.timing.rules import AHEAD, days_of, own_calendar, periods_of
from workflows import words
from workflows.deadlines import Period
from workflows.in_force import rule_options
from workflows.rules import Days
from workflows.workdays import WorkingCalendar


@dataclass(frozen=True)
class Planned:
    """One assignment to be made."""

    task_id: int
    unit_id: int
    role: str
    period: str = ""
    due_on: date | None = None
    responsible_id: int | None = None
    # As on the assignment: what the words name, what that means in law, why ``due_on`` differs (None: see the task).
    stated_on: date | None = None
    legal_on: date | None = None
    due_why: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Note:
    """Something the office should know of how owners were resolved; never a silent skip.

    ``code``: successor (``unit`` has ended, ``to`` carries its work), ended (it has ended without a successor and is
    still given the task), empty_group, no_owner, no_head, lead_wins (also named as coordinator), two_deadlines,
    followed_moved (the deadline that the task's follows is ``to`` by now).
    """

    code: str
    task: str = ""
    unit: str = ""
    to: str = ""

    def as_data(self) -> dict[str, str]:
        return asdict(self)


@dataclass
class Plan:
    """Everything one issuing creates."""

    rows: list[Planned] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tasks: int = 0

    @property
    def units(self) -> set[int]:
        return {row.unit_id for row in self.rows}


@dataclass(frozen=True)
class _Share:
    """What one unit has of one task in one role."""

    due_on: date | None
    responsible_id: int | None
    named: bool  # by itself, not through a group


def draw_up(directive: Directive, on: date) -> Plan:
    """The assignments of ``directive`` as issued on that day. Queries follow the groups named, not the units in them.

    One assignment per task, unit and role: who is named directly and through a group counts once, with the deadline
    and person of the direct naming; who leads a task does not coordinate it as well.
    """
    owners = TaskOwner.objects.select_related("group", "unit")
    rows = directive.tasks.select_related("directive", "hangs_on").defer("directive__text", "directive__folded")
    tasks = list(rows.prefetch_related(Prefetch("owners", queryset=owners)))
    plan = Plan(tasks=len(tasks))
    members = _members({owner.group for task in tasks for owner in task.owners.all() if owner.group}, on)
    plan.notes += [Note("followed_moved", task=label(task), to=words.day(now)) for task, now in stale(tasks)]
    named = {owner.unit for task in tasks for owner in task.owners.all() if owner.unit}
    carried = carriers(named, on)
    for task in tasks:
        shares = _shares(task, members, carried, plan.notes)
        if not shares:
            plan.notes.append(Note("no_owner", task=label(task)))
        begun: list[Period | None] = [*begun_periods(task, on, on)]
        for period in begun or [None]:
            plan.rows += [_row(task, unit_id, role, share, period) for (role, unit_id), share in shares.items()]
    return with_heads(localised(plan, tasks), on)


def _row(task: Task, unit_id: int, role: str, share: "_Share", period: Period | None) -> Planned:
    if period:
        return replace(of_period(task, unit_id, role, period), responsible_id=share.responsible_id)
    own = share.due_on != task.due_on
    return Planned(
        task_id=task.pk,
        unit_id=unit_id,
        role=role,
        due_on=share.due_on,
        responsible_id=share.responsible_id,
        stated_on=task.stated_on,
        legal_on=task.legal_on,
        due_why=(*task.deadline_why, _("Đơn vị này được ấn định hạn riêng.")) if own else None,
    )


def of_period(task: Task, unit_id: int, role: str, period: Period) -> Planned:
    """A unit's duty in one period, with the day that the rule gives it."""
    return Planned(
        task_id=task.pk,
        unit_id=unit_id,
        role=role,
        period=period.key,
        due_on=period.due_on,
        stated_on=period.stated,
        legal_on=period.legal,
        due_why=period.why,
    )


def with_heads(plan: Plan, on: date) -> Plan:
    """The unit's head answers where no person is named; units without a head are noted."""
    heads = heads_of(plan.units, on)
    plan.rows = [
        row if row.responsible_id else replace(row, responsible_id=heads.get(row.unit_id)) for row in plan.rows
    ]
    headless = {row.unit_id for row in plan.rows if row.responsible_id is None}
    names = Unit.objects.filter(pk__in=headless).order_by("name").values_list("name", flat=True)
    plan.notes += [Note("no_head", unit=name) for name in names]
    return plan


def carriers(units: Iterable[Unit], on: date) -> dict[int, tuple[list[Unit], Note | None]]:
    """Unit id to the units that do its work on that day: itself, or those that succeeded it. At most one query for each
    generation of successors.
    """
    found: dict[int, tuple[list[Unit], Note | None]] = {}
    asked = list(units)
    links = successions([unit.pk for unit in asked if not unit.holds_on(on)], on)
    for unit in asked:
        if unit.holds_on(on):
            found[unit.pk] = ([unit], None)
            continue
        heirs = [link.new for link in links.get(unit.pk, ())]
        names = ", ".join(heir.name for heir in heirs)
        note = Note("successor", unit=unit.name, to=names) if heirs else Note("ended", unit=unit.name)
        found[unit.pk] = (heirs or [unit], note)
    return found


def localised(plan: Plan, tasks: Iterable[Task]) -> Plan:
    """Units whose area has days off of its own count terms and periods by them. One query more, if there are such."""
    local = calendars_of(plan.units)
    if not local:
        return plan
    by_pk = {task.pk: task for task in tasks}
    plan.rows = [_localised(row, by_pk[row.task_id], local) for row in plan.rows]
    return plan


def _localised(row: Planned, task: Task, local: dict[int, WorkingCalendar]) -> Planned:
    calendar = local.get(row.unit_id)
    if calendar is None or row.due_on is None:
        return row
    if row.period:
        asked = periods_of(task, row.due_on - AHEAD, row.due_on + AHEAD, calendar)
        found = next((period for period in asked if period.key == row.period), None)
        days = Days(found.stated, found.legal, found.due_on, found.why) if found else Days()
    else:
        days = days_of(task, calendar, rule_options()) if row.due_on == task.due_on else Days()
    if days.operative is None or days.operative == row.due_on:
        return row
    return replace(
        row, due_on=days.operative, stated_on=days.stated, legal_on=days.legal, due_why=(*days.why, own_calendar())
    )


def label(task: Task) -> str:
    """How a note names the task: its place in the document and its first words."""
    words = task.content if len(task.content) <= 80 else task.content[:79].rsplit(" ", 1)[0] + "…"
    return f"{task.section} {words}".strip()


def _members(named: Iterable[UnitGroup], on: date) -> dict[int, list[int]]:
    return {group.pk: list(groups.members(group, on).values_list("pk", flat=True)) for group in named}


def _shares(
    task: Task,
    members: dict[int, list[int]],
    carried: dict[int, tuple[list[Unit], Note | None]],
    notes: list[Note],
) -> dict[tuple[str, int], _Share]:
    """(role, unit id) to its share: directly named ones first, then groups in their order; lead before coordinate."""
    shares: dict[tuple[str, int], _Share] = {}
    for owner in sorted(task.owners.all(), key=_precedence):
        due_on = owner.due_on or task.due_on
        note = None
        if owner.unit_id is not None:
            units, note = carried[owner.unit_id]
            if note:
                notes.append(Note(note.code, task=label(task), unit=note.unit, to=note.to))
            given = [unit.pk for unit in units]
        else:
            given = members[owner.group_id or 0]
            if not given:
                notes.append(Note("empty_group", task=label(task), unit=str(owner.group)))
        person = owner.responsible_id if owner.unit_id and not note else None
        share = _Share(due_on, person, owner.unit_id is not None)
        for unit_id in given:
            _add(shares, (owner.role, unit_id), share, task, owner, notes)
    return shares


def _precedence(owner: TaskOwner) -> tuple[bool, bool, int]:
    return owner.role != Role.LEAD, owner.group_id is not None, owner.order


def _add(
    shares: dict[tuple[str, int], _Share],
    key: tuple[str, int],
    share: _Share,
    task: Task,
    owner: TaskOwner,
    notes: list[Note],
) -> None:
    role, unit_id = key
    if role == Role.COORDINATE and (Role.LEAD.value, unit_id) in shares:
        if share.named:
            notes.append(Note("lead_wins", task=label(task), unit=str(owner.unit)))
        return
    present = shares.get(key)
    if present is None:
        shares[key] = share
    elif not present.named and present.due_on != share.due_on:
        note = Note("two_deadlines", task=label(task), unit=str(owner.group))
        if note not in notes:
            notes.append(note)
