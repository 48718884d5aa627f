"""Rows that hold for a span of days."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

SINCE_ALWAYS = date(1900, 1, 1)
"""First day of a row whose beginning nobody knows."""


def holds(on: date, prefix: str = "") -> Q:
    """The row at ``prefix`` ("position__") holds on that day; both ends of its span belong to it."""
    ends = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & ends


class Dated(models.Model):
    """A row that holds from ``valid_from`` to ``valid_to``, both days included; no end while it lasts."""

    valid_from = models.DateField(_("từ ngày"), default=SINCE_ALWAYS)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
