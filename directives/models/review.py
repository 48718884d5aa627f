"""The review of a decomposition as a viewflow process."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process


class ReviewProcess(Process):  # type: ignore[misc]
    """One round of review (trình duyệt phân công) of one directive, from submission to decision.

    ``approved`` is None while it waits. Both names are kept on both sides: who acted, and for whom.
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("lần trình"), default=1)
    note = models.TextField(_("nội dung trình"), blank=True)
    tasks = models.PositiveIntegerField(_("số nhiệm vụ"), default=0)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField()
    approved = models.BooleanField(_("kết quả"), null=True)
    comment = models.TextField(_("ý kiến"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lượt trình duyệt")
        # Demanded by the flow's human node and given to nobody: access.may decides, viewflow's own pages are not used.
        permissions = [("decide_reviewprocess", "May decide a review")]
        constraints = [
            models.UniqueConstraint(fields=["directive"], condition=models.Q(approved=None), name="one_running_review")
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} #{self.round}"
