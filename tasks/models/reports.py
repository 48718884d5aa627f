"""The progress report (báo cáo tiến độ, kết quả) of a unit on one assignment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.states import ReportState
from workflows.folding import FoldedField


class ProgressReport(models.Model):
    """A numbered submission; the sections are those usual under NĐ 09/2019/NĐ-CP.

    ``author`` wrote it; ``on_behalf_of`` is the absent person the author stood in for, when there was one.
    ``final`` marks a submission for confirmation, in contrast to a progress update.
    """

    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(_("lần"))
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.DRAFT)
    final = models.BooleanField(default=False)
    percent = models.PositiveSmallIntegerField(_("mức hoàn thành"), default=0)
    done = models.TextField(_("kết quả đã đạt được"), blank=True)
    difficulties = models.TextField(_("khó khăn, vướng mắc"), blank=True)
    proposals = models.TextField(_("kiến nghị, đề xuất"), blank=True)
    reply_number = models.CharField(_("số văn bản trả lời"), max_length=60, blank=True)
    reply_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(_("lý do trả lại"), blank=True)
    folded = FoldedField("done", "difficulties", "proposals", "reply_number")

    class Meta:
        ordering = ["-number"]
        indexes = [
            # What was confirmed or returned since a moment.
            models.Index("decided_at", name="report_decided", condition=models.Q(decided_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="report_number_once"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state__in=[ReportState.DRAFT, ReportState.SUBMITTED]) & models.Q(final=True)
                | models.Q(state=ReportState.DRAFT),
                name="one_running_report",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="report_percent_range"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}/{self.number}"


class ReportFile(models.Model):
    """A file attached to a report."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="files")
    file = models.ForeignKey("directives.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
