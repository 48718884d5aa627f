"""Cited documents that a person found to be none of this directive's."""

from django.conf import settings
from django.db import models


class RejectedCitation(models.Model):
    """A document that the text seems to cite and that a person set aside (bỏ qua): it is not offered again.

    ``key`` stands for the number however its parts are joined (``directives.citing.key_of``).
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="rejected_citations")
    key = models.CharField(max_length=100)
    reference = models.CharField(max_length=100)
    rejected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["directive", "key"], name="citation_rejected_once")]

    def __str__(self) -> str:
        return self.reference
