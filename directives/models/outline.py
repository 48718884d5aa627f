"""The outline (bố cục) of a directive's text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.states import ProvisionKind


class Provision(models.Model):
    """A node of the outline with its span [start, end) in ``Directive.text``; siblings ordered by ``start``.

    ``label`` is what the document prints ("III", "1", "a", "-"); ``path`` is how it is cited ("III.1.a",
    "III.2 gạch 1", "1 đoạn 2"). The words after the label are [body, end).
    """

    directive = models.ForeignKey("directives.Directive", models.CASCADE, related_name="provisions")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, choices=ProvisionKind)
    label = models.CharField(_("số mục"), max_length=20, blank=True)
    path = models.CharField(max_length=80, blank=True)
    heading = models.CharField(_("tiêu đề"), max_length=500, blank=True)
    start = models.PositiveIntegerField()
    body = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["start", "depth"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__gte=models.F("start"), end__gte=models.F("body")),
                name="provision_span_ordered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.heading}".strip()
