"""The reports of one assignment as its page shows them: each side sees what it may.

A draft and a report taken back belong to the unit; the assigner sees neither their words nor their files.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from tasks.access import assignment_for, may_as_unit
from tasks.actions.reporting import ReportContent
from tasks.models import Assignment, Discharge, ProgressReport, ReportFile
from tasks.signs import REPORT_ICONS
from tasks.states import ReportState
from workflows.actors import Actor, both_names
from workflows.periods import label_of

UNIT_ONLY = (ReportState.DRAFT, ReportState.TAKEN_BACK)


def reports_visible_to(actor: Actor, assignment: Assignment) -> QuerySet[ProgressReport]:
    """The reports of the assignment that the actor may read, newest first."""
    found = ProgressReport.objects.filter(assignment_id=assignment.pk)
    if may_as_unit(actor, Permission.REPORT_WRITE, assignment):
        return found
    return found.exclude(state__in=UNIT_ONLY)


@dataclass(frozen=True)
class FileLine:
    """A file of a report."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True)
class Period:
    """Another period of the same duty."""

    label: str
    url: str


@dataclass(frozen=True)
class ReportView:
    """A report with its decision, ready to print.

    ``covers``: periods whose duty the report discharges as well; ``within``: those whose report discharged this one.
    """

    row: ProgressReport
    title: str
    state: str
    icon: str
    files: tuple[FileLine, ...]
    by: str
    at: datetime
    decided_by: str
    covers: tuple[Period, ...] = ()
    within: tuple[Period, ...] = ()

    @property
    def returned(self) -> bool:
        return self.row.state == ReportState.RETURNED


def report_views(actor: Actor, assignment: Assignment) -> list[ReportView]:
    """Two queries, however many reports and files there are; one more of a duty that recurs."""
    files = Prefetch("files", ReportFile.objects.select_related("file"))
    people = ("author", "on_behalf_of", "decided_by", "decided_on_behalf_of")
    rows = reports_visible_to(actor, assignment).select_related(*people).defer("folded").prefetch_related(files)
    views = [view(row) for row in rows]
    return _together(assignment, views) if assignment.period else views


def _together(assignment: Assignment, views: list[ReportView]) -> list[ReportView]:
    """With what one report discharged beside its own duty; a report for another period names it on both."""
    own = Q(report__assignment_id=assignment.pk) | Q(assignment_id=assignment.pk)
    covers: dict[int, list[Period]] = {}
    within: dict[int, list[Period]] = {}
    for discharge in Discharge.objects.filter(own).select_related("assignment", "report__assignment"):
        if discharge.assignment_id != assignment.pk:
            covers.setdefault(discharge.report_id, []).append(_period(discharge.assignment))
            continue
        # Its own submission was written with the discharge, just before it.
        sent = (one.row for one in views if one.row.final and one.row.submitted_at)
        if mine := next((row for row in sent if row.submitted_at and row.submitted_at <= discharge.at), None):
            within.setdefault(mine.pk, []).append(_period(discharge.report.assignment))
    return [
        replace(one, covers=tuple(covers.get(one.row.pk, ())), within=tuple(within.get(one.row.pk, ())))
        for one in views
    ]


def _period(assignment: Assignment) -> Period:
    return Period(label_of(assignment.period), assignment.get_absolute_url())


def view(row: ProgressReport) -> ReportView:
    """One report; its files and people are loaded already."""
    sent = row.state == ReportState.SUBMITTED and not row.final
    return ReportView(
        row=row,
        title=_("Báo cáo lần %(n)s") % {"n": row.number},
        state=_("Cập nhật tiến độ") if sent else str(ReportState(row.state).label),
        icon=REPORT_ICONS[row.state],
        files=tuple(FileLine(file.pk, file.name, file.file.size) for file in row.files.all()),
        by=both_names(row.author.full_name, row.on_behalf_of),
        at=row.submitted_at or row.saved_at,
        decided_by=both_names(row.decided_by.full_name, row.decided_on_behalf_of) if row.decided_by else "",
    )


def same_words(report: ProgressReport, content: ReportContent) -> bool:
    """Whether the report says exactly this."""
    return all(getattr(report, name) == value for name, value in asdict(content).items())


def draft_of(assignment: Assignment) -> ProgressReport | None:
    """The one draft. For the unit's own acts, which check who asks."""
    return ProgressReport.objects.filter(assignment_id=assignment.pk, state=ReportState.DRAFT).first()


def report_file_for(actor: Actor, pk: int) -> ReportFile:
    """A file of a report that the actor may read, or 404."""
    file = ReportFile.objects.select_related("file", "report").filter(pk=pk).first()
    if file is None:
        raise Http404
    assignment = assignment_for(actor, file.report.assignment_id)
    if not reports_visible_to(actor, assignment).filter(pk=file.report_id).exists():
        raise Http404
    return file
