"""Files of a report: attached to the draft while it is one; afterwards nobody takes them away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from directives.files import clean_name, keep, read_upload
from organizations.permissions import Permission
from tasks.access import may_as_unit, require
from tasks.actions.receiving import lock_open
from tasks.actions.reporting import Basis, open_draft
from tasks.models import Assignment, ReportFile
from tasks.states import ReportState
from workflows import clock
from workflows.actors import Actor
from workflows.machine import TransitionDenied

MOST = 20


@transaction.atomic
def attach_file(
    *, assignment: Assignment, uploaded: "UploadedFile[Any]", actor: Actor, basis: Basis | None = None
) -> ReportFile:
    """Đính kèm tệp to the draft, which begins with it when there is none. FileRefused says what is wrong with it.

    The same content under the same name is attached once. ``basis`` as for ``save_report_draft``.
    """
    require(may_as_unit(actor, Permission.REPORT_WRITE, assignment))
    reading = read_upload(uploaded)
    assignment, report = open_draft(assignment, actor, basis)
    if report.pk is None:
        report.save()
    if report.files.count() >= MOST:
        raise TransitionDenied("too_many_files", _("Một báo cáo có nhiều nhất %(most)s tệp.") % {"most": MOST})
    stored = keep(reading)
    file, _made = ReportFile.objects.get_or_create(
        report=report,
        file=stored,
        name=clean_name(uploaded.name or ""),
        defaults={
            "added_by_id": actor.person_id,
            "added_on_behalf_of_id": actor.on_behalf_of_id,
            "added_at": clock.now(),
        },
    )
    return file


@transaction.atomic
def remove_file(*, file: ReportFile, actor: Actor) -> None:
    """Bỏ tệp khỏi bản nháp. A report that was sent keeps its files."""
    assignment = file.report.assignment
    require(may_as_unit(actor, Permission.REPORT_WRITE, assignment))
    lock_open(assignment)
    file.report.refresh_from_db(fields=["state"])
    if file.report.state != ReportState.DRAFT:
        raise TransitionDenied("sent", _("Báo cáo đã gửi thì không bỏ tệp được; hãy rút lại báo cáo trước."))
    file.delete()
