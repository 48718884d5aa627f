"""What the desk shows: tabs with true counts, one page of rows with the nearest deadline first, and what narrows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from directives.models import Directive
from organizations.access import seats_with
from organizations.models import Unit
from organizations.permissions import Permission
from tasks.desk.calls import Call, calls
from tasks.desk.empty import nothing
from tasks.desk.filters import NEW, TABS, DeskFilter, my_own, overdue_now
from tasks.desk.rows import HEAVY, Row, read_row
from tasks.due import Ruler
from workflows.actors import Actor
from workflows.keyset import Key, page

PAGE = 50
PRINTED = 1000
NEVER = date(9999, 12, 31)
NEAREST = (Key(Coalesce(F("due_on"), Value(NEVER), output_field=DateField()), "date"),)
NEWEST = (Key(Coalesce(F("closed_on"), Value(NEVER), output_field=DateField()), "date", descending=True),)


@dataclass(frozen=True)
class Desk:
    """The desk at one address."""

    chosen: DeskFilter
    title: str
    tabs: list[dict[str, Any]]
    chips: list[dict[str, Any]]
    rows: list[Row]
    total: int
    new: int
    may_accept: bool
    previous_url: str
    next_url: str
    boards: str
    calls: list[Call]
    directive: str
    directive_off_url: str

    @property
    def neighbours(self) -> tuple[str, str]:
        """Addresses of the rows before and after the open one; "" at an end of the page."""
        urls = ["", *(row.url for row in self.rows), ""]
        at = next((nth for nth, row in enumerate(self.rows, start=1) if row.current), None)
        return (urls[at - 1], urls[at + 1]) if at else ("", urls[1])

    @property
    def empty(self) -> tuple[str, Any, Any]:
        """Icon, sentence and hint of a list with nothing in it."""
        return nothing(self.chosen)

    @property
    def open_id(self) -> int | None:
        """The row whose panel stands beside the list: the one asked for, else the first."""
        return self.chosen.open_id or (self.rows[0].pk if self.rows else None)


def printed_desk(actor: Actor, chosen: DeskFilter) -> Desk:
    """The whole list on one sheet, up to a thousand lines."""
    return desk(actor, chosen.but(tab=chosen.tab), size=PRINTED)


def desk(actor: Actor, chosen: DeskFilter, *, size: int = PAGE) -> Desk:
    """The desk in a constant number of queries."""
    counts = _counts(actor, chosen)
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=chosen.all_desks).only("pk", "name", "short_name")}
    about = Directive.objects.defer("text", "folded").select_related("type")
    directive = about.filter(pk=chosen.directive).first() if chosen.directive else None
    found = page(
        chosen.rows(actor).select_related("task", "directive__type", "directive__issuer", "unit").defer(*HEAVY),
        NEWEST if chosen.tab.done else NEAREST,
        size=size,
        after=chosen.after,
        before=chosen.before,
    )
    ruler = Ruler.now()
    current = chosen.open_id or (found.rows[0].pk if found.rows else None)
    accepting = {seat.scope_id for seat in seats_with(actor, Permission.ASSIGNMENT_ACCEPT)}
    return Desk(
        chosen=chosen,
        title=_title(chosen, units),
        tabs=_tabs(chosen, counts),
        chips=_chips(chosen, counts, units),
        rows=[read_row(row, chosen, ruler, current) for row in found.rows],
        total=counts["shown"],
        new=counts[NEW.key],
        may_accept=accepting.issuperset(chosen.desks),
        previous_url=chosen.but(before=found.before).url if found.before else "",
        next_url=chosen.but(after=found.after).url if found.after else "",
        boards=" ".join(f"unit.{pk}" for pk in chosen.desks),
        calls=calls(actor, chosen),
        directive=directive.called if directive else "",
        directive_off_url=chosen.but(directive=None).url,
    )


def _counts(actor: Actor, chosen: DeskFilter) -> dict[str, int]:
    """Every count of the page in one query over the chosen desks."""
    late = overdue_now() if chosen.overdue else Q()
    mine = my_own(actor) if chosen.mine else Q()
    counts = {tab.key: Count("pk", filter=tab.condition & mine & (Q() if tab.done else late)) for tab in TABS}
    here = chosen.tab.condition
    counts["shown"] = Count("pk", filter=here & mine & (Q() if chosen.tab.done else late))
    counts["overdue"] = Count("pk", filter=here & mine & overdue_now())
    counts["mine"] = Count("pk", filter=here & my_own(actor) & (Q() if chosen.tab.done else late))
    # Aliases of an aggregate may not hold a hyphen.
    named = {key.replace("-", "_"): count for key, count in counts.items()}
    found = chosen.base(actor, mine=False).aggregate(**named)
    return {key: found[key.replace("-", "_")] for key in counts}


def _title(chosen: DeskFilter, units: dict[int, Unit]) -> str:
    if len(chosen.desks) == 1 and chosen.desks[0] in units:
        return _("Việc của %(unit)s") % {"unit": units[chosen.desks[0]].name}
    return _("Việc của %(n)s bàn việc") % {"n": len(chosen.desks)}


def _tabs(chosen: DeskFilter, counts: dict[str, int]) -> list[dict[str, Any]]:
    shown = [tab for tab in TABS if tab is chosen.tab or (counts[tab.key] if tab.passing else tab.key != "khac")]
    return [
        {
            "label": tab.label,
            "count": counts[tab.key],
            "url": chosen.but(tab=tab, overdue=chosen.overdue and not tab.done).url,
            "current": tab is chosen.tab,
        }
        for tab in shown
    ]


def _chips(chosen: DeskFilter, counts: dict[str, int], units: dict[int, Unit]) -> list[dict[str, Any]]:
    chips: list[dict[str, Any]] = []
    if not chosen.tab.done:
        chips.append(
            {
                "label": _("Quá hạn"),
                "count": counts["overdue"],
                "url": chosen.but(overdue=not chosen.overdue).url,
                "icon": "alert-triangle-fill",
                "current": chosen.overdue,
                "overdue": bool(counts["overdue"]),
            }
        )
    chips.append(
        {
            "label": _("Giao cho tôi"),
            "count": counts["mine"],
            "url": chosen.but(mine=not chosen.mine).url,
            "icon": "user-check",
            "current": chosen.mine,
        }
    )
    if chosen.tab.done and counts["khac"]:
        other = next(tab for tab in TABS if tab.key == "khac")
        chips.append({"label": other.label, "count": counts["khac"], "url": chosen.but(tab=other).url,
                      "icon": "transfer", "current": chosen.tab is other})  # fmt: skip
    if len(chosen.all_desks) > 1:
        chips += [_desk_chip(chosen, units[pk]) for pk in chosen.all_desks if pk in units]
    return chips


def _desk_chip(chosen: DeskFilter, unit: Unit) -> dict[str, Any]:
    """Adds the desk to those shown, or takes it out; taking out the last shows all."""
    on = unit.pk in chosen.desks and chosen.desks != chosen.all_desks
    wanted = set(chosen.desks) ^ {unit.pk} if chosen.desks != chosen.all_desks else {unit.pk}
    desks = tuple(pk for pk in chosen.all_desks if pk in wanted) or chosen.all_desks
    return {"label": unit.label, "count": None, "url": chosen.but(desks=desks).url, "icon": "building", "current": on}
