"""The review of a decomposition as a viewflow process."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process


class ReviewProcess(Process):
    """One round of review (trình duyệt phân công) of one directive, from submission to decision."""

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="reviews")
    approved = models.BooleanField(null=True)
    comment = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        verbose_name = _("lượt trình duyệt")
