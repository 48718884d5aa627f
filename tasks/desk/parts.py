"""Parts handed down under one assignment: how each stands, and what they add up to."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from organizations import groups
from organizations.models import Unit, UnitGroup
from tasks.due import Due, Ruler
from tasks.models import Assignment, ProgressReport
from tasks.signs import STATE_ICONS
from tasks.states import NOT_COUNTED, AssignmentState, ReportState
from workflows import clock
from workflows.actors import both_names

SENT = (ReportState.SUBMITTED, ReportState.CONFIRMED)
CHOICES = 400


@dataclass(frozen=True)
class PartView:
    """One part, for the unit that handed it down."""

    row: Assignment
    due: Due
    state: str
    icon: str
    report: ProgressReport | None
    report_by: str

    @property
    def waits(self) -> bool:
        """Its result waits for the unit that handed it down."""
        return bool(self.row.state == AssignmentState.SUBMITTED)


@dataclass(frozen=True)
class RollUp:
    """What the parts add up to; cancelled and reassigned ones are out. ``percent`` is their plain average."""

    views: tuple[PartView, ...]
    total: int
    done: int
    open: int
    waiting: int
    overdue: int
    percent: int

    @property
    def has_results(self) -> bool:
        return any(view.report for view in self.views)

    @property
    def warning(self) -> str:
        """Why sending the whole deserves a second thought; "" when all parts are done. It never blocks."""
        if not self.open:
            return ""
        numbers = {"n": self.open, "total": self.total}
        return _("Còn %(n)s/%(total)s phần việc của đơn vị trực thuộc chưa xong.") % numbers


def roll_up(whole: Assignment, ruler: Ruler) -> RollUp:
    """The parts with the latest report each has sent: two queries."""
    latest = (
        ProgressReport.objects.filter(assignment=OuterRef("pk"), state__in=SENT).order_by("-number").values("pk")[:1]
    )
    rows = list(
        whole.parts.select_related("unit", "officer", "responsible")
        .annotate(latest_report=Subquery(latest))
        .order_by("unit__rank", "unit__name", "pk")
    )
    wanted = [pk for row in rows if (pk := vars(row)["latest_report"])]
    reports = ProgressReport.objects.select_related("author", "on_behalf_of").defer("folded").in_bulk(wanted)
    views = tuple(_view(row, reports.get(vars(row)["latest_report"]), ruler) for row in rows)
    counted = [view for view in views if view.row.state not in NOT_COUNTED]
    total = len(counted)
    return RollUp(
        views=views,
        total=total,
        done=sum(view.row.state == AssignmentState.COMPLETED for view in counted),
        open=sum(view.row.closed_on is None for view in counted),
        waiting=sum(view.waits for view in counted),
        overdue=sum(view.due.deadline_class == "overdue" for view in counted),
        percent=round(sum(view.row.percent for view in counted) / total) if total else 0,
    )


def _view(row: Assignment, report: ProgressReport | None, ruler: Ruler) -> PartView:
    return PartView(
        row=row,
        due=ruler.read(row),
        state=str(row.get_state_display()),
        icon=STATE_ICONS[row.state],
        report=report,
        report_by=both_names(report.author.full_name, report.on_behalf_of) if report else "",
    )


def collected(parts: RollUp) -> tuple[str, str]:
    """What the units below have reported, as lines for the whole's report: (done, difficulties)."""
    reported = [(view.row.unit.label, view.report) for view in parts.views if view.report]
    done = [f"- {unit} ({report.percent}%): {report.done.strip()}" for unit, report in reported]
    troubles = [(unit, report.difficulties.strip()) for unit, report in reported]
    return "\n".join(done), "\n".join(f"- {unit}: {text}" for unit, text in troubles if text)


def subordinates(unit_id: int, path: str) -> list[Unit]:
    """Units below that exist today, in the order of the directory: those a part may be handed to."""
    below = Unit.objects.existing(clock.today()).under(path).exclude(pk=unit_id).filter(is_internal=True)
    columns = ("pk", "name", "short_name", "path", "valid_from", "valid_to")
    return list(below.order_by("rank", "name").only(*columns)[:CHOICES])


def subordinate_groups(unit_id: int) -> list[UnitGroup]:
    """Groups that the unit keeps for itself."""
    today = clock.today()
    alive = Q(retired_on__isnull=True) | Q(retired_on__gt=today)
    return list(UnitGroup.objects.filter(alive, owner_id=unit_id).order_by("name"))


def chosen_units(unit_id: int, path: str, unit_ids: list[int], group_ids: list[int]) -> list[Unit]:
    """The units below that were ticked, and those of the ticked groups that are below."""
    below = {unit.pk: unit for unit in subordinates(unit_id, path)}
    wanted = set(unit_ids)
    for group in subordinate_groups(unit_id):
        if group.pk in group_ids:
            wanted |= set(groups.members(group).values_list("pk", flat=True))
    return [unit for pk, unit in below.items() if pk in wanted]
