"""The coverage matrix (ma trận theo dõi) of one directive: unit × task, worst first, with true counts.

Five queries whatever the size; one page of units at a time, so a directive of 3,000 units × 20 tasks costs three
aggregates over its own rows and one page of cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.models import Directive
from organizations.models import UnitKind
from tasks import ages
from tasks.access import visible_to
from tasks.due import Ruler
from tasks.follow_up.cells import FIELDS, Cell, read_cell
from tasks.follow_up.naming import split_name
from tasks.lists import class_condition, list_url
from tasks.models import Assignment, Task
from tasks.querysets import AssignmentQuerySet
from tasks.states import NOT_COUNTED, AssignmentState, DeadlineKind, Role
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.keyset import Key, page
from workflows.periods import label_of

PAGE = 100
A = AssignmentState
SHOWS = ("overdue", "submitted", "declined", "assigned", "soon", "returned", "working", "suspended", "done", "late")
SORTS = ("overdue", "name", "done")
KIND_ORDER = Case(
    *(When(unit__kind=kind, then=Value(at)) for at, kind in enumerate(UnitKind.values)), default=Value(99)
)
"""Units of one kind stand together, in the order in which the kinds are declared."""


def conditions(today: date) -> dict[str, Q]:
    """What each filter selects among counted assignments. "overdue" is the deadline class, as everywhere else."""
    return {
        "overdue": class_condition(DeadlineClass.OVERDUE, today),
        "submitted": Q(state=A.SUBMITTED),
        "declined": Q(state=A.DECLINED),
        "assigned": Q(state=A.ASSIGNED),
        "soon": class_condition(DeadlineClass.SOON, today),
        "returned": Q(state=A.RETURNED),
        "working": Q(state__in=(A.ACCEPTED, A.IN_PROGRESS)),
        "suspended": Q(state=A.SUSPENDED),
        "done": class_condition(DeadlineClass.ON_TIME, today),
        "late": class_condition(DeadlineClass.LATE, today),
    }


@dataclass(frozen=True)
class View:
    """One address of the matrix, read; unknown values are dropped."""

    show: str = ""
    kind: str = ""
    role: str = ""
    sort: str = "overdue"
    col: tuple[str, ...] = ()
    ky: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        def one(name: str, known: Iterable[str], default: str = "") -> str:
            value = given.get(name, "")
            return value if value in set(known) else default

        sort = given.get("sort", "")
        return cls(
            show=one("show", SHOWS),
            kind=one("kind", UnitKind.values),
            role=one("role", Role.values),
            sort=sort if sort in SORTS or _column_key(sort) else "overdue",
            col=tuple(key for key in given.getlist("col") if _column_key(key)),
            ky=one("ky", ("all",)),
        )

    def url(self, directive_id: int, **changes: Any) -> str:
        """The address with some of it changed; what stands at its default is left out."""
        changed = replace(self, **changes)
        pairs = [(f.name, getattr(changed, f.name)) for f in fields(self) if getattr(changed, f.name) != f.default]
        base = reverse("tasks:coverage", args=[directive_id])
        return f"{base}?{urlencode(pairs, doseq=True)}" if pairs else base


def _column_key(text: str) -> tuple[int, str] | None:
    """ "12." or "12.2023-Q3": task and period."""
    task, dot, period = text.partition(".")
    return (int(task), period) if dot and task.isascii() and task.isdigit() and len(task) < 19 else None


@dataclass(frozen=True)
class Column:
    """One task, or one period of a periodic task, with its counts over all units."""

    task: Task
    period: str
    due_on: date | None
    due_varies: bool
    total: int
    done: int
    counts: dict[str, int]
    sort_url: str
    sorted: bool
    list_url: str
    overdue_url: str

    @property
    def key(self) -> str:
        return f"{self.task.pk}.{self.period}"

    @property
    def code(self) -> str:
        """Where it stands in the document, else its number in the list."""
        return self.task.section or f"{self.task.order + 1}"

    @property
    def name(self) -> str:
        words = self.task.product or self.task.content
        return f"{label_of(self.period)}: {words}" if self.period else words

    @property
    def undated(self) -> str:
        """Why there is no day: thường xuyên, khi có yêu cầu, không thời hạn."""
        return "" if self.due_on else str(DeadlineKind(self.task.deadline_kind).label).lower()


@dataclass(frozen=True)
class Line:
    """One unit's row."""

    unit_id: int
    name: str
    abbreviation: str
    kind_words: str
    short: str
    cells: list[Cell | None]
    overdue: int
    submitted: int
    done: int
    total: int
    columns: list[Column]
    urls: list[str]
    directive_id: int
    show: str

    @property
    def cells_html(self) -> SafeString:
        """All cells of the row; a task the unit does not have is an empty cell."""
        empty = '<td class="rv-c rv-c-none"></td>'
        pieces = (
            cell.html(f"{column.code} {column.name}"[:90], url, self.show) if cell else empty
            for cell, column, url in zip(self.cells, self.columns, self.urls, strict=True)
        )
        return mark_safe("".join(pieces))  # noqa: S308 - cells escape what they show

    @property
    def overdue_url(self) -> str:
        return list_url(directive=self.directive_id, unit=self.unit_id, **{"class": "overdue"})

    @property
    def all_url(self) -> str:
        return list_url(directive=self.directive_id, unit=self.unit_id)


@dataclass(frozen=True)
class Matrix:
    """The page at one address."""

    directive: Directive
    view: View
    columns: list[Column]
    hidden_columns: list[Column]
    finished_periods: int
    lines: list[Line]
    units: int
    overdue: int
    overdue_units: int
    done: int
    total: int
    chips: list[dict[str, Any]]
    kinds: list[dict[str, Any]]
    roles: list[dict[str, Any]]
    previous_url: str
    next_url: str
    after: str
    sort_urls: dict[str, str]
    widest: int

    @property
    def every(self) -> list[Column]:
        """Shown and hidden columns, in their order."""
        return sorted([*self.columns, *self.hidden_columns], key=_nearest)


def matrix(
    actor: Actor, directive: Directive, view: View, *, after: str = "", before: str = "", size: int = PAGE
) -> Matrix:
    """Read the page. See the module for what it costs."""
    ruler = Ruler.now()
    given = assignments_of(actor, directive)
    of_role = given.filter(role=view.role) if view.role else given
    base = of_role.filter(unit__kind=view.kind) if view.kind else of_role
    counted = base.counted()
    every, kinds = _columns(counted, directive, view, ruler.today), _kinds(of_role.counted(), directive, view)
    columns = _shown(every, view)
    shown = _units_page(counted, view, ruler.today, size, after, before)
    lines = _lines(base, shown.rows, columns, ruler, directive.pk, view)
    sums = {name: sum(column.counts[name] for column in every) for name in SHOWS}
    total = sum(column.total for column in every)
    link = view.url(directive.pk)
    link += "&" if "?" in link else "?"
    return Matrix(
        directive=directive,
        view=view,
        columns=columns,
        hidden_columns=[column for column in every if column not in columns],
        finished_periods=sum(_is_finished_period(column) for column in every),
        lines=lines,
        units=sum(kind["count"] for kind in kinds if not view.kind or kind["value"] == view.kind),
        overdue=sums["overdue"],
        overdue_units=_overdue_units(counted, ruler.today) if sums["overdue"] else 0,
        done=sums["done"] + sums["late"],
        total=total,
        chips=_chips(view, directive, sums),
        kinds=kinds if len(kinds) > 1 or view.kind else [],
        roles=_roles(given.counted(), directive, view),
        previous_url=f"{link}before={shown.before}" if shown.before else "",
        next_url=f"{link}after={shown.after}" if shown.after else "",
        after=shown.after,
        sort_urls={name: view.url(directive.pk, sort=name) for name in SORTS},
        widest=max((len(line.short) for line in lines), default=0),
    )


def assignments_of(actor: Actor, directive: Directive) -> AssignmentQuerySet:
    """Top-level assignments of the directive that the actor may see."""
    watches = directives_access.watches(actor, directive)
    seen = Assignment.objects.all() if watches else visible_to(actor)
    return seen.filter(directive=directive).top_level()


def _columns(counted: AssignmentQuerySet, directive: Directive, view: View, today: date) -> list[Column]:
    """Every task and period with its counts, nearest deadline first, undated last. Two queries."""
    counts = {name: Count("pk", filter=condition) for name, condition in conditions(today).items()}
    groups = counted.values("task_id", "period").annotate(
        total=Count("pk"), first=Min("first_due_on"), last=Max("first_due_on"), **counts
    )
    tasks = {task.pk: task for task in directive.tasks.defer("folded")}
    columns = [_column(tasks[group["task_id"]], group, directive, view) for group in groups.order_by()]
    return sorted(columns, key=_nearest)


def _nearest(column: Column) -> tuple[Any, ...]:
    return column.due_on is None, column.due_on or date.max, column.task.order, column.task.pk, column.period


def _column(task: Task, group: Mapping[str, Any], directive: Directive, view: View) -> Column:
    key = f"{task.pk}.{group['period']}"
    where = {"directive": directive.pk, "task": task.pk, "period": group["period"] or None, "role": view.role}
    return Column(
        task=task,
        period=group["period"],
        due_on=group["first"],
        due_varies=group["first"] != group["last"],
        total=group["total"],
        done=group["done"] + group["late"],
        counts={name: group[name] for name in SHOWS},
        sort_url=view.url(directive.pk, sort="overdue" if view.sort == key else key),
        sorted=view.sort == key,
        list_url=list_url(**where),
        overdue_url=list_url(**where, **{"class": "overdue"}),
    )


def _is_finished_period(column: Column) -> bool:
    return bool(column.period) and column.done == column.total


def _shown(every: list[Column], view: View) -> list[Column]:
    """The columns chosen in the address; else all but periods that every unit has finished."""
    if view.col:
        return [column for column in every if column.key in view.col] or every
    if view.ky == "all":
        return every
    return [column for column in every if not _is_finished_period(column)] or every


def _kinds(counted: AssignmentQuerySet, directive: Directive, view: View) -> list[dict[str, Any]]:
    """Kinds of units with how many of each."""
    groups = counted.order_by().values("unit__kind").annotate(units=Count("unit_id", distinct=True)).order_by("-units")
    return [
        {
            "value": group["unit__kind"],
            "label": str(UnitKind(group["unit__kind"]).label),
            "count": group["units"],
            "current": view.kind == group["unit__kind"],
            "url": view.url(directive.pk, kind="" if view.kind else group["unit__kind"]),
        }
        for group in groups
    ]


def _roles(counted: AssignmentQuerySet, directive: Directive, view: View) -> list[dict[str, Any]]:
    """Lead and coordinate with how many assignments of each, where there are both. Rates count the lead ones."""
    groups = dict(counted.order_by().values_list("role").annotate(n=Count("pk")))
    return [
        {
            "label": str(role.label),
            "count": groups[role.value],
            "current": view.role == role.value,
            "url": view.url(directive.pk, role="" if view.role == role.value else role.value),
        }
        for role in Role
        if len(groups) > 1
    ]


def _overdue_units(counted: AssignmentQuerySet, today: date) -> int:
    overdue = counted.filter(class_condition(DeadlineClass.OVERDUE, today))
    return int(overdue.aggregate(n=Count("unit_id", distinct=True))["n"])


def _units_page(counted: AssignmentQuerySet, view: View, today: date, size: int, after: str, before: str) -> Any:
    """One page of units with their counts, in the order asked for."""
    asked = conditions(today)
    groups = (
        counted.order_by()
        .values("unit_id")
        .annotate(
            name=F("unit__name"),
            short_name=F("unit__short_name"),
            rank=F("unit__rank"),
            kind=KIND_ORDER,
            overdue=Count("pk", filter=asked["overdue"]),
            submitted=Count("pk", filter=asked["submitted"]),
            done=Count("pk", filter=Q(state=A.COMPLETED)),
            total=Count("pk"),
        )
    )
    if view.show:
        groups = groups.annotate(hits=Count("pk", filter=asked[view.show])).filter(hits__gt=0)
    return page(groups, _order(view.sort, asked, today), size=size, after=after, before=before, tie="unit_id")


def _order(sort: str, asked: dict[str, Q], today: date) -> list[Key]:
    by_name = [Key("kind", "int"), Key("rank", "int"), Key("name", "str")]
    if sort == "name":
        return by_name
    if sort == "done":
        return [Key(F("done") * 1000 / F("total"), "int"), *by_name]
    if column := _column_key(sort):
        return [Key(_severity(column, asked, today), "int", descending=True), *by_name]
    oldest = Max(Case(When(asked["overdue"], then=ages.overdue_age(today)), default=Value(0)))
    return [Key("overdue", "int", descending=True), Key(oldest, "int", descending=True), *by_name]


def _severity(column: tuple[int, str], asked: dict[str, Q], today: date) -> Any:
    """Of one column: overdue by age, then what waits for the office, then what is under way, then what is done."""
    task_id, period = column
    here = Q(task_id=task_id, period=period)
    steps = ("submitted", "declined", "assigned", "returned", "working", "suspended", "late", "done")
    whens = [When(here & asked["overdue"] & Q(stopped_on=None), then=Value(1000) + ages.overdue_age(today))]
    whens += [When(here & asked[name], then=Value(100 - at)) for at, name in enumerate(steps)]
    return Coalesce(Max(Case(*whens, default=Value(0), output_field=IntegerField())), Value(0))


def _lines(
    base: AssignmentQuerySet,
    groups: list[dict[str, Any]],
    columns: list[Column],
    ruler: Ruler,
    directive_id: int,
    view: View,
) -> list[Line]:
    """The rows of a page, with one query for all their cells."""
    found = base.filter(unit_id__in=[group["unit_id"] for group in groups]).order_by("pk").values_list(*FIELDS)
    cells: dict[tuple[int, int, str], tuple[Any, ...]] = {}
    for values in found:
        place = (values[1], values[2], values[3])
        present = cells.get(place)
        # The one that counts stands in front of what it took over from.
        if present is None or present[5] in NOT_COUNTED or values[5] not in NOT_COUNTED:
            cells[place] = values
    address = reverse("tasks:assignment", args=[0]).replace("/0/", "/{}/")
    lines = []
    for group in groups:
        placed = [cells.get((group["unit_id"], column.task.pk, column.period)) for column in columns]
        row = [read_cell(values, ruler) if values else None for values in placed]
        abbreviation, kind_words, short = split_name(group["name"], group["short_name"])
        lines.append(
            Line(
                unit_id=group["unit_id"],
                name=group["name"],
                abbreviation=abbreviation,
                kind_words=kind_words,
                short=short,
                cells=row,
                overdue=group["overdue"],
                submitted=group["submitted"],
                done=group["done"],
                total=group["total"],
                columns=columns,
                urls=[address.format(cell.pk) if cell else "" for cell in row],
                directive_id=directive_id,
                show=view.show,
            )
        )
    return lines


def _chips(view: View, directive: Directive, sums: dict[str, int]) -> list[dict[str, Any]]:
    """Filter and legend in one, with true counts; what nobody has is left out unless it is chosen."""
    labels = {
        "overdue": (_("Quá hạn, n ngày làm việc"), "alert-triangle-fill"),
        "submitted": (_("Chờ xác nhận"), "hourglass"),
        "declined": (_("Đề nghị trả lại việc"), "arrow-back-up"),
        "assigned": (_("Chưa tiếp nhận"), "circle-dashed"),
        "soon": (_("Sắp đến hạn"), "calendar-due"),
        "returned": (_("Thực hiện lại"), "rotate-clockwise"),
        "working": (_("Đang thực hiện"), "rv-half"),
        "suspended": (_("Tạm dừng"), "player-pause"),
        "done": (_("Hoàn thành"), "check"),
        "late": (_("Hoàn thành, trễ n ngày"), "clock-check"),
    }
    return [
        {
            "key": name,
            "label": label,
            "icon": icon,
            "count": sums[name],
            "overdue": name == "overdue",
            "current": view.show == name,
            "url": view.url(directive.pk, show="" if view.show == name else name),
        }
        for name, (label, icon) in labels.items()
        if sums[name] or view.show == name
    ]
