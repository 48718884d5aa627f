"""Recurring duties (việc định kỳ): what each period of a task means, and which reports discharged more than one duty.

The duty itself, clause x unit x period, is an ``Assignment`` with a period.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyPeriod(models.Model):
    """One period of a periodic task as its rule was when the period was opened; later changes leave it alone.

    Data run from ``data_from`` to ``data_to`` (NĐ 09/2019/NĐ-CP art. 12). ``unit_on``, ``collector_on`` and
    ``superior_on`` are the sending dates by level. ``rule`` is the name of the rhythm.
    """

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="duty_periods")
    period = models.CharField(_("kỳ"), max_length=12)
    rule = models.CharField(max_length=20)
    data_from = models.DateField()
    data_to = models.DateField()
    unit_on = models.DateField(_("đơn vị gửi"))
    collector_on = models.DateField(_("cơ quan tổng hợp gửi"), null=True, blank=True)
    superior_on = models.DateField(_("gửi cấp trên"), null=True, blank=True)
    opened_on = models.DateField()

    class Meta:
        ordering = ["unit_on", "id"]
        constraints = [models.UniqueConstraint(fields=["task", "period"], name="duty_period_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.period}"


class Discharge(models.Model):
    """A report written for one duty that discharges another as well (one text for the fourth quarter and the year)."""

    report = models.ForeignKey("tasks.ProgressReport", models.CASCADE, related_name="discharges")
    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="discharged_by")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "assignment"], name="discharge_once")]

    def __str__(self) -> str:
        return f"{self.report_id} -> {self.assignment_id}"
