"""The coverage matrix (ma trận theo dõi) of one directive: unit × task, worst first, with true counts.

Six queries whatever the size; one page of units at a time, so a directive of 3,000 units × 20 tasks costs three
aggregates over its own rows, one page of cells, and the objective causes confirmed among them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directives import access as directives_access
from directives.models import Directive
from organizations.models import Unit, UnitKind
from tasks import ages
from tasks.access import visible_to
from tasks.due import Ruler
from tasks.explained import OBJECTIVE, explained_condition
from tasks.follow_up.cells import FIELDS, Cell, read_cell
from tasks.follow_up.columns import Column, columns_of, is_finished_period, nearest, shown_columns
from tasks.follow_up.matrix_view import BOTH, SHOWS, SORTS, View, column_key, conditions
from tasks.follow_up.naming import split_name
from tasks.lists import class_condition, list_url
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet
from tasks.states import NOT_COUNTED, AssignmentState, Role
from workflows.actors import Actor
from workflows.deadlines import DeadlineClass
from workflows.keyset import Key, page

PAGE = 100
A = AssignmentState
KIND_ORDER = Case(
    *(When(unit__kind=kind, then=Value(at)) for at, kind in enumerate(UnitKind.values)), default=Value(99)
)
"""Units of one kind stand together, in the order in which the kinds are declared."""


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
    role: str
    show: str

    @property
    def open(self) -> int:
        """What the unit can still be urged for: neither done nor sent."""
        return self.total - self.done - self.submitted

    @property
    def cells_html(self) -> SafeString:
        """All cells of the row; a task the unit does not have is an empty cell."""
        empty = '<td class="rv-c rv-c-none"></td>'
        pieces = (
            cell.html(f"{column.code} {column.name}"[:56], url, self.show) if cell else empty
            for cell, column, url in zip(self.cells, self.columns, self.urls, strict=True)
        )
        return mark_safe("".join(pieces))  # noqa: S308 - cells escape what they show

    @property
    def overdue_url(self) -> str:
        return list_url(directive=self.directive_id, unit=self.unit_id, role=self.role, **{"class": "overdue"})

    @property
    def all_url(self) -> str:
        return list_url(directive=self.directive_id, unit=self.unit_id, role=self.role)


# Chips that count by the deadline; the others count by state, and together make up everything.
BY_DEADLINE = ("overdue", "excused", "soon")


@dataclass(frozen=True)
class Matrix:
    """The page at one address."""

    directive: Directive
    view: View
    # What is shown and summed up: lead or coordinate, "" for both.
    role: str
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
    def chip_groups(self) -> list[dict[str, Any]]:
        """The chips by what they count: what is late is also in its state, so the two are told apart."""
        by_deadline = [chip for chip in self.chips if chip["key"] in BY_DEADLINE]
        by_state = [chip for chip in self.chips if chip["key"] not in BY_DEADLINE]
        groups = (
            (_("Theo hạn"), by_deadline), (_("Theo trạng thái"), by_state),
            (_("Vai trò"), self.roles), (_("Loại đơn vị"), self.kinds),
        )  # fmt: skip
        return [{"label": label, "chips": chips} for label, chips in groups if chips]

    @property
    def role_words(self) -> str:
        """What the sums count, in a word: "chủ trì"; "" when there is one role only or both are counted."""
        return str(Role(self.role).label).lower() if self.role and self.roles else ""

    @property
    def first_open(self) -> str:
        """Key of the first column with open work, when finished ones stand before it: there the page opens."""
        found = next((column for column in self.columns if column.done < column.total), None)
        return found.key if found and found is not self.columns[0] else ""

    @property
    def every(self) -> list[Column]:
        """Shown and hidden columns, in their order."""
        return sorted([*self.columns, *self.hidden_columns], key=nearest)


def matrix(
    actor: Actor, directive: Directive, view: View, *, after: str = "", before: str = "", size: int = PAGE
) -> Matrix:
    """Read the page. See the module for what it costs."""
    ruler = Ruler.now()
    given = assignments_of(actor, directive)
    of_kind = given.filter(unit__kind=view.kind) if view.kind else given
    every, roles, role = columns_of(of_kind.counted(), directive, view, ruler.today)
    base = of_kind.filter(role=role) if role else of_kind
    counted = base.counted()
    kinds = _kinds(given.counted(), directive, view)
    columns = shown_columns(every, view)
    shown = _units_page(counted, view, ruler.today, size, after, before)
    lines = _lines(base, shown.rows, columns, ruler, directive.pk, view, role)
    sums = {name: sum(column.counts[name] for column in every) for name in SHOWS}
    total = sum(column.total for column in every)
    link = view.url(directive.pk)
    link += "&" if "?" in link else "?"
    return Matrix(
        directive=directive,
        view=view,
        role=role,
        columns=columns,
        hidden_columns=[column for column in every if column not in columns],
        finished_periods=sum(is_finished_period(column) for column in every),
        lines=lines,
        units=sum(kind["count"] for kind in kinds if not view.kind or kind["value"] == view.kind),
        overdue=sums["overdue"],
        overdue_units=_overdue_units(counted, ruler.today) if sums["overdue"] else 0,
        done=sums["done"] + sums["late"],
        total=total,
        chips=_chips(view, directive, sums),
        kinds=kinds if len(kinds) > 1 or view.kind else [],
        roles=_roles(roles, role, directive, view),
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


def _kinds(counted: AssignmentQuerySet, directive: Directive, view: View) -> list[dict[str, Any]]:
    """Kinds of units with how many of each."""
    units = Unit.objects.filter(pk__in=counted.order_by().values("unit_id"))
    groups = units.order_by().values_list("kind").annotate(n=Count("pk")).order_by("-n")
    return [
        {
            "value": kind,
            "label": str(UnitKind(kind).label),
            "count": count,
            "current": view.kind == kind,
            "url": view.url(directive.pk, kind="" if view.kind == kind else kind),
        }
        for kind, count in groups
    ]


def _roles(groups: dict[str, int], counted: str, directive: Directive, view: View) -> list[dict[str, Any]]:
    """Lead, coordinate, or both, with how many assignments of each, where there are both. Rates count the lead ones."""
    choices = [(str(role.label), role.value, groups.get(role.value, 0)) for role in Role]
    choices.append((_("Cả hai vai trò"), "", sum(groups.values())))
    return [
        {
            "label": label,
            "count": count,
            "current": counted == role,
            "url": view.url(directive.pk, role=_asked(role)),
        }
        for label, role, count in choices
        if len(groups) > 1
    ]


def _asked(role: str) -> str:
    """How the address asks for a role: those who lead without a word."""
    return "" if role == Role.LEAD else role or BOTH


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
    if column := column_key(sort):
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
    role: str,
) -> list[Line]:
    """The rows of a page, with two queries for all their cells."""
    here = base.filter(unit_id__in=[group["unit_id"] for group in groups]).order_by("pk")
    excused = set(here.filter(explained_condition(OBJECTIVE)).values_list("pk", flat=True))
    found = here.values_list(*FIELDS)
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
        row = [read_cell(values, ruler, excused=values[0] in excused) if values else None for values in placed]
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
                role=role,
                show=view.show,
            )
        )
    return lines


def _chips(view: View, directive: Directive, sums: dict[str, int]) -> list[dict[str, Any]]:
    """Filter and legend in one, with true counts; what nobody has is left out unless it is chosen."""
    labels = {
        "overdue": (_("Quá hạn, n ngày làm việc"), "alert-triangle-fill"),
        "excused": (_("Trễ vì nguyên nhân khách quan (KQ)"), "circle-check"),
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
